import { expect } from '@open-wc/testing';
import type { FrameNote } from '../frame-protocol.js';
import { Io } from './io.js';
import type { GadgetResponse } from './io-response.js';

interface Sent {
  method: string;
  url: string;
  body: string | null;
  headers: Record<string, string>;
}

const GUARD = "throw 1; < don't be evil' >";

// Answers at once, with what the test says the proxy says.
function setUp(answer: { status?: number; text?: string }, drops = false) {
  const sent: Sent[] = [];
  const notes: FrameNote[] = [];
  const swallowed: string[] = [];
  const request = (): XMLHttpRequest => {
    const own: Sent = { method: '', url: '', body: null, headers: {} };
    const fake = {
      status: answer.status ?? 200,
      responseText: answer.text ?? '',
      onload: undefined as (() => void) | undefined,
      open: (method: string, url: string) => Object.assign(own, { method, url }),
      setRequestHeader: (name: string, value: string) => (own.headers[name] = value),
      send(body: string | null) {
        sent.push({ ...own, body });
        this.onload?.();
      },
    };
    return fake as unknown as XMLHttpRequest;
  };
  const io = new Io({
    origin: 'http://desk',
    token: 'st-token',
    gadget: 'http://desk/g.xml',
    container: 'default',
    request,
    now: () => 0,
    dropsAnswers: () => drops,
    note: (note) => notes.push(note),
    swallowed: (_error, where) => swallowed.push(where),
  });
  const responses: GadgetResponse[] = [];
  return { io, sent, notes, swallowed, responses, keep: (response: GadgetResponse) => void responses.push(response) };
}

const proxied = (url: string, answer: object): { text: string } => ({ text: GUARD + JSON.stringify({ [url]: answer }) });
const formOf = (text: string | null): Record<string, string> => Object.fromEntries(new URLSearchParams(text ?? ''));

describe('gadgets.io', () => {
  const URL_ = 'http://localhost:8082/finesse/api/User/1001';

  it('asks with a form, the headers a form in it', () => {
    const { io, sent, responses, keep } = setUp(proxied(URL_, { rc: 202, body: '', headers: { requestid: ['r1'] } }));
    io.makeRequest(URL_, keep, {
      METHOD: 'PUT',
      HEADERS: { requestId: 'r1', Authorization: 'Basic x=' },
      POST_DATA: '<User/>',
      GET_FULL_HEADERS: true,
    });
    const [{ method, url, body, headers }] = sent as [Sent];
    expect([method, url, headers['X-Shindig-ST']]).to.deep.equal(['POST', 'http://desk/gadgets/makeRequest', 'st-token']);
    const form = formOf(body);
    expect(form).to.include({ url: URL_, httpMethod: 'PUT', postData: '<User/>', authz: '', st: 'st-token', getFullHeaders: 'true' });
    expect(formOf(form['headers'] ?? '')).to.deep.equal({ requestId: 'r1', Authorization: 'Basic x=' });
    expect(responses).to.deep.equal([{ text: '', rc: 202, errors: [], headers: { requestid: ['r1'] } }]);
  });

  it('asks for a plain GET with a query', () => {
    const { io, sent } = setUp(proxied(URL_, { rc: 200, body: 'x' }));
    io.makeRequest(URL_, null, { REFRESH_INTERVAL: 0 });
    expect(sent[0]!.method).to.equal('GET');
    expect(formOf(new URL(sent[0]!.url).search)).to.include({ url: URL_, httpMethod: 'GET', refresh: '0' });
    expect(sent[0]!.body).to.equal(null);
  });

  const cases: readonly [title: string, answer: object, type: string, response: object][] = [
    ['text', { rc: 200, body: 'x' }, 'TEXT', { rc: 200, text: 'x', data: 'x', errors: [] }],
    ['an object', { rc: 200, body: '{"a":1}' }, 'JSON', { rc: 200, text: '{"a":1}', data: { a: 1 }, errors: [] }],
    ['no object', { rc: 200, body: '{' }, 'JSON', { rc: 500, text: '{', data: null, errors: ['500 Failed to parse JSON'] }],
    ['no document', { rc: 200, body: '<a>' }, 'DOM', { rc: 500, text: '<a>', data: null, errors: ['500 Failed to parse XML'] }],
    ['a refusal', { rc: 404, body: 'none' }, 'JSON', { rc: 404, text: 'none', errors: ['404 Error'] }],
    ['a redirect is text', { rc: 302, body: '<p>' }, 'JSON', { rc: 302, text: '<p>', data: '<p>', errors: [] }],
  ];
  for (const [title, answer, type, response] of cases) {
    it(`reads an answer: ${title}`, () => {
      const { io, responses, keep } = setUp(proxied(URL_, answer));
      io.makeRequest(URL_, keep, { CONTENT_TYPE: type });
      expect(responses).to.deep.equal([response]);
    });
  }

  it('gives a document', () => {
    const { io, responses, keep } = setUp(proxied(URL_, { rc: 200, body: '<a><b>1</b></a>' }));
    io.makeRequest(URL_, keep, { CONTENT_TYPE: 'DOM' });
    expect((responses[0]!.data as Document).querySelector('b')?.textContent).to.equal('1');
  });

  it('tells of the proxy’s own failure without data', () => {
    const { io, responses, keep } = setUp({ status: 502, text: 'no' });
    io.makeRequest(URL_, keep, {});
    expect(responses).to.deep.equal([{ errors: ['502 Error'], rc: 502, text: 'no' }]);
  });

  it('never calls back without the guard, for another address, or while answers are dropped', () => {
    for (const [answer, drops] of [
      [{ text: '{}' }, false],
      [proxied('http://other/', { rc: 200 }), false],
      [{ text: `${GUARD}{` }, false],
      [proxied(URL_, { rc: 200 }), true],
    ] as const) {
      const { io, responses, notes, keep } = setUp(answer, drops);
      io.makeRequest(URL_, keep, {});
      expect(responses).to.deep.equal([]);
      expect(notes[0]).to.have.property('lost');
    }
  });

  it('tells of what a callback throws', () => {
    const { io, swallowed } = setUp(proxied(URL_, { rc: 200 }));
    io.makeRequest(URL_, () => {
      throw new Error('oh');
    });
    expect(swallowed).to.deep.equal([`the callback of a request to ${URL_}`]);
  });

  it('has the names that gadgets ask by', () => {
    const { io } = setUp({});
    for (const [key, value] of Object.entries(io.RequestParameters)) expect(value).to.equal(key);
    expect(Object.keys(io.RequestParameters)).to.include.members(['METHOD', 'HEADERS', 'POST_DATA', 'CONTENT_TYPE', 'REFRESH_INTERVAL']);
    expect(io.encodeValues({ a: 'x&y', b: 1 })).to.equal('a=x%26y&b=1');
  });
});
