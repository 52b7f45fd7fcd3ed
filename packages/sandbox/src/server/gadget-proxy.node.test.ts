import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { WireEntry } from '../wire-log.js';
import type { RunningSandbox } from './index.js';
import { basic, control, raw, rawTarget, type RawReply } from './raw-client.js';
import { gadgetStage, SPEC, type GadgetStage } from './raw-gadgets.js';

const MAYA = '1001001';
const GUARD = "throw 1; < don't be evil' >";

let stage: GadgetStage;
let running: RunningSandbox;

before(async () => {
  stage = await gadgetStage();
  ({ running } = stage);
});
after(() => stage.close());

interface Proxied {
  readonly rc: number;
  readonly body: string;
  readonly headers: Record<string, readonly string[]>;
}

const send = (fields: Record<string, string>, headers: Record<string, string> = {}): Promise<RawReply> =>
  raw(running, 'POST', '/gadgets/makeRequest', {
    body: new URLSearchParams(fields).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
  });
const opened = ({ text }: RawReply, url: string): Proxied => {
  assert.ok(text.startsWith(`${GUARD}{`), text);
  const answers = JSON.parse(text.slice(GUARD.length)) as Record<string, Proxied>;
  assert.deepEqual(Object.keys(answers), [url]);
  return answers[url]!;
};
const headersOf = (headers: Record<string, string>): string => new URLSearchParams(headers).toString();
const AUTHORIZED = headersOf({ Authorization: basic(MAYA), locale: 'en_US' });

describe('the proxy', () => {
  for (const origin of ['http://localhost:8082', 'https://localhost:8445', 'https://FinesseFQDN:8445', '']) {
    it(`takes ${origin === '' ? 'an address of this origin' : origin} for the node`, async () => {
      const url = `${origin}/finesse/api/User/${MAYA}?nocache=1`;
      const reply = await send(
        { url, httpMethod: 'GET', headers: AUTHORIZED, authz: '', st: 'token', contentType: 'TEXT' },
        { 'X-Shindig-ST': 'token' },
      );
      assert.equal(reply.status, 200);
      const { rc, body } = opened(reply, url);
      assert.equal(rc, 200);
      assert.match(body, /<firstName>Maya<\/firstName>/);
    });
  }

  it('takes a plain GET with the same fields', async () => {
    const url = `http://localhost:8082/finesse/api/User/${MAYA}`;
    const reply = await raw(running, 'GET', `/gadgets/makeRequest?${new URLSearchParams({ url, headers: AUTHORIZED })}`);
    assert.equal(opened(reply, url).rc, 200);
  });

  it('answers 200 whatever the target says, which is inside', async () => {
    const url = 'http://localhost:8082/finesse/api/User/1001002';
    const reply = await send({ url });
    assert.equal(reply.status, 200);
    assert.equal(opened(reply, url).rc, 401);
    const absent = 'http://localhost:8082/nothing/here';
    assert.equal(opened(await send({ url: absent }), absent).rc, 404);
  });

  it('carries a body and its headers, and the agent is signed in', async () => {
    const url = `http://localhost:8082/finesse/api/User/${MAYA}`;
    const headers = headersOf({
      Authorization: basic(MAYA),
      'Content-Type': 'application/xml',
      requestId: 'r&1',
      Host: 'evil.example',
      'Content-Length': '3',
    });
    const postData = `<User><state>LOGIN</state><extension>${MAYA}</extension></User>`;
    assert.equal(opened(await send({ url, httpMethod: 'PUT', headers, postData }), url).rc, 202);
    running.clock.advance(5_000);
    assert.equal(running.engine.agent(MAYA)?.state, 'NOT_READY');
    const { entries } = (await control(running, 'GET', '/log')).json as unknown as { entries: readonly WireEntry[] };
    const sent = entries.find(({ wire, method }) => wire === 'rest' && method === 'PUT');
    assert.equal(sent?.headers?.['requestid'], 'r&1');
    assert.notEqual(sent?.headers?.['host'], 'evil.example');
  });

  it('gives few headers, or all of them in lists when asked', async () => {
    const url = `http://localhost:8082/finesse/api/User/${MAYA}`;
    const few = opened(await send({ url, headers: AUTHORIZED, getFullHeaders: 'false' }), url).headers;
    assert.deepEqual(Object.keys(few), ['set-cookie']);
    const all = opened(await send({ url, headers: AUTHORIZED, getFullHeaders: '1' }), url).headers;
    assert.deepEqual(all['content-type'], ['application/xml;charset=UTF-8']);
    assert.equal(all['set-cookie']?.length, 1);
  });

  it('calls another machine that is named, and follows none of its redirects', async () => {
    const url = `${stage.elsewhere}/x?key=1`;
    const { rc, body, headers } = opened(await send({ url, headers: headersOf({ 'X-Key': 'k' }), getFullHeaders: 'true' }), url);
    assert.deepEqual([rc, body, headers['x-seen']], [200, '<html>from elsewhere</html>', ['GET k']]);
    const moved = `${stage.elsewhere}/moved`;
    const answer = opened(await send({ url: moved }), moved);
    assert.deepEqual([answer.rc, answer.body, answer.headers['location']], [302, 'moved', ['/other']]);
  });

  const refused: readonly (readonly [title: string, fields: Record<string, string>, status: number, says: RegExp])[] = [
    ['no address', {}, 400, /url is missing/],
    ['what is no address', { url: 'http://' }, 400, /no address/],
    ['another scheme', { url: 'file:///etc/passwd' }, 400, /http and https only/],
    ['another machine', { url: 'http://example.com/x?key=canary' }, 403, /example\.com is not this node/],
    ['a name that only looks like ours', { url: 'http://localhost.example.com/' }, 403, /is not this node/],
    ['a method that is none', { url: 'http://localhost/', httpMethod: 'GET / HTTP' }, 400, /httpMethod/],
    ['a method that browsers refuse', { url: 'http://localhost/', httpMethod: 'TRACE' }, 400, /httpMethod/],
    ['a header that splits', { url: 'http://localhost/', headers: 'X-A=canary%0D%0AX-B%3A1' }, 400, /headers cannot be sent/],
    ['a header’s name that is none', { url: 'http://localhost/', headers: 'a%20canary=1' }, 400, /headers cannot be sent/],
    [
      'a body that is too long',
      { url: 'http://localhost/', httpMethod: 'PUT', postData: 'x'.repeat(5 * 1024 * 1024 + 1) },
      413,
      /bytes at most/,
    ],
  ];
  for (const [title, fields, status, says] of refused) {
    it(`does not send ${title}, and answers with a status of its own`, async () => {
      const reply = await send(fields);
      assert.equal(reply.status, status);
      assert.match(reply.text, says);
      assert.ok(!reply.text.includes(GUARD) && !reply.text.includes('canary'));
    });
  }

  it('takes a body of five MiB', async () => {
    const url = 'http://localhost:8082/nothing/here';
    assert.equal(opened(await send({ url, httpMethod: 'POST', postData: '&'.repeat(5 * 1024 * 1024) }), url).rc, 404);
  });

  it('reaches neither the control API nor itself', async () => {
    for (const path of ['/sandbox/state', '/gadgets/ifr?url=x', '/gadgets/makeRequest', '/desktop/box/desktop.json']) {
      const url = new URL(path, running.url).href;
      assert.equal(opened(await send({ url }), url).rc, 404, path);
    }
  });

  it('takes no path for a host', async () => {
    for (const origin of [stage.elsewhere, 'http://localhost:8082']) {
      const url = `${origin}//example.com/x`;
      const { rc, headers } = opened(await send({ url, getFullHeaders: 'true' }), url);
      assert.deepEqual([rc, headers['x-path']], origin === stage.elsewhere ? [200, ['//example.com/x']] : [404, undefined]);
    }
  });

  it('is not for other sites’ pages', async () => {
    const url = `http://localhost:8082/finesse/api/User/${MAYA}`;
    for (const headers of [{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }] as readonly Record<string, string>[]) {
      assert.equal((await send({ url }, headers)).status, 403);
    }
    assert.equal((await send({ url }, { Origin: new URL(running.url).origin })).status, 200);
    const rebound = await rawTarget(running, `/gadgets/makeRequest?url=${encodeURIComponent(url)}`, { Host: 'evil.example' });
    assert.equal(rebound.status, 403);
  });

  it('is subject to the faults of the platform', async () => {
    const url = `http://localhost:8082/finesse/api/User/${MAYA}`;
    const fault = await control(running, 'POST', '/faults', { target: 'rest', toxic: 'http_status', args: { status: 503 } });
    assert.equal(opened(await send({ url, headers: AUTHORIZED }), url).rc, 503);
    await control(running, 'DELETE', `/faults/${fault.json['id'] as string}`);
    const torn = await control(running, 'POST', '/faults', { target: 'rest', toxic: 'reset_peer' });
    assert.equal(opened(await send({ url, headers: AUTHORIZED }), url).rc, 500);
    await control(running, 'DELETE', `/faults/${torn.json['id'] as string}`);
  });

  it('keeps credentials out of the log, whoever is called and whatever comes of it', async () => {
    const secrets = ['canary-password', 'canary-token', 'canary-key', 'canary-basic'];
    const headers = headersOf({
      Authorization: `Bearer ${secrets[1] ?? ''}`,
      'X-Api-Key': secrets[2] ?? '',
      Cookie: `a=${secrets[0] ?? ''}`,
    });
    const basicly = headersOf({ Authorization: basic(MAYA, secrets[3]) });
    for (const url of [
      `http://localhost:8082/finesse/api/User/${MAYA}?password=${secrets[0] ?? ''}`,
      `http://user:${secrets[0] ?? ''}@localhost:8082/nothing`,
      `${stage.elsewhere}/x?k=${secrets[2] ?? ''}`,
      `http://user:${secrets[0] ?? ''}@example.com/`,
      'http://',
    ]) {
      for (const each of [headers, basicly, `${headers}&bad%20name=${secrets[2] ?? ''}`]) {
        const onPlatform = url.includes('/finesse/') || url.includes('/nothing');
        // The platform's own log shows headers of any name; only the documented ones carry credentials there.
        const sent = onPlatform ? each.replace(/X-Api-Key=[^&]*&?/, '') : each;
        await send({ url, headers: sent, st: secrets[1] ?? '' });
        await raw(running, 'GET', `/gadgets/makeRequest?${new URLSearchParams({ url, headers: sent, st: secrets[1] ?? '' })}`);
      }
    }
    const gadget = { url: `http://user:${secrets[0] ?? ''}@localhost${SPEC}?token=${secrets[1] ?? ''}`, st: secrets[1] ?? '' };
    await raw(running, 'GET', `/gadgets/ifr?${new URLSearchParams({ ...gadget, up_authorization: secrets[3] ?? '' })}`);
    const log = (await raw(running, 'GET', '/sandbox/log')).text;
    for (const secret of [...secrets, Buffer.from(`${MAYA}:${secrets[3] ?? ''}`).toString('base64')]) {
      assert.ok(!log.includes(secret), `the log holds ${secret}`);
    }
    const { entries } = JSON.parse(log) as { entries: readonly WireEntry[] };
    assert.ok(entries.some(({ wire, text }) => wire === 'desktop' && text === `GET http://localhost:8082/nothing`));
    assert.ok(entries.some(({ wire, text }) => wire === 'desktop' && text === `GET ${stage.elsewhere}/x?…`));
  });
});
