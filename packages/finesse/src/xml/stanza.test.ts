import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { readStanza, type Stanza } from './stanza.js';
import { element } from './write.js';

const EVENT = 'http://jabber.org/protocol/pubsub#event';
const PUBSUB = 'http://jabber.org/protocol/pubsub';

function notice(...payloads: string[]): string {
  const items = payloads.map((payload, i) => element('item', { id: `i${i}` }, element('notification', { xmlns: PUBSUB }, payload)));
  return element(
    'message',
    { xmlns: 'jabber:client', from: 'pubsub.fin-a.lab.example', to: '40017@fin-a.lab.example/61017', id: 'm1' },
    element('event', { xmlns: EVENT }, element('items', { node: '/finesse/api/User/40017' }, ...items)),
  ).toString();
}

function payloadsOf(stanza: Stanza): string[] {
  return stanza.kind === 'message' ? stanza.items.map(({ payload }) => payload) : [stanza.kind];
}

describe('readStanza', () => {
  const frames: readonly (readonly [string, string, Stanza])[] = [
    [
      'the opening of a stream',
      `<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='fin-a.lab.example' id='s1' version='1.0' xml:lang='en'/>`,
      { kind: 'open', from: 'fin-a.lab.example', id: 's1' },
    ],
    ['its closing', `<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>`, { kind: 'close' }],
    [
      'features before signing in',
      `<stream:features xmlns:stream='http://etherx.jabber.org/streams'><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>` +
        `<mechanism>PLAIN</mechanism><mechanism> SCRAM-SHA-1 </mechanism></mechanisms></stream:features>`,
      { kind: 'features', mechanisms: ['PLAIN', 'SCRAM-SHA-1'], bind: false, session: false },
    ],
    [
      'features after it',
      `<features xmlns='http://etherx.jabber.org/streams'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>` +
        `<session xmlns='urn:ietf:params:xml:ns:xmpp-session'><optional/></session><ver xmlns='urn:xmpp:features:rosterver'/></features>`,
      { kind: 'features', mechanisms: [], bind: true, session: true },
    ],
    ['success', `<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>`, { kind: 'success', data: '' }],
    ['a challenge', `<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>cj0x</challenge>`, { kind: 'challenge', data: 'cj0x' }],
    [
      'a refusal',
      `<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><text>no</text><not-authorized/></failure>`,
      { kind: 'failure', condition: 'not-authorized' },
    ],
    [
      'the answer to bind',
      `<iq type='result' id='b1' xmlns='jabber:client'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>40017@fin-a.lab.example/61017</jid></bind></iq>`,
      { kind: 'iq', type: 'result', id: 'b1', jid: '40017@fin-a.lab.example/61017', ping: false },
    ],
    [
      'an answer without a namespace',
      `<iq type="result" id="s1" from="fin-a.lab.example"/>`,
      { kind: 'iq', type: 'result', id: 's1', from: 'fin-a.lab.example', ping: false },
    ],
    [
      'an error',
      `<iq type='error' id='p1' xmlns='jabber:client'><ping xmlns='urn:xmpp:ping'/><error type='cancel'>` +
        `<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>`,
      { kind: 'iq', type: 'error', id: 'p1', condition: 'service-unavailable', ping: false },
    ],
    [
      'a ping',
      `<iq type='get' id='p2' from='fin-a.lab.example' xmlns='jabber:client'><ping xmlns='urn:xmpp:ping'/></iq>`,
      { kind: 'iq', type: 'get', id: 'p2', from: 'fin-a.lab.example', ping: true },
    ],
    [
      'presence',
      `<presence from='finesse@fin-a.lab.example/x' xmlns='jabber:client'><priority>0</priority></presence>`,
      { kind: 'presence', from: 'finesse@fin-a.lab.example/x' },
    ],
    [
      'absence',
      `<presence xmlns='jabber:client' from='finesse@fin-a.lab.example' type='unavailable'/>`,
      { kind: 'presence', from: 'finesse@fin-a.lab.example', type: 'unavailable' },
    ],
    [
      'another sign-in',
      `<stream:error xmlns:stream='http://etherx.jabber.org/streams'><conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>` +
        `<text xmlns='urn:ietf:params:xml:ns:xmpp-streams'>Replaced</text></stream:error>`,
      { kind: 'stream-error', condition: 'conflict' },
    ],
    ['a chat message', `<message xmlns='jabber:client' from='x@y'><body>hi</body></message>`, { kind: 'message', from: 'x@y', items: [] }],
    ['something else', `<a xmlns='urn:sm'/>`, { kind: 'unknown', name: 'a' }],
    ['a word of another namespace', `<success xmlns='urn:other'/>`, { kind: 'unknown', name: 'success' }],
  ];
  for (const [title, frame, stanza] of frames) {
    it(`reads ${title}`, () => {
      expect(readStanza(frame)).to.deep.equal(stanza);
    });
  }

  it('reads notifications, unescaped once', () => {
    const payload = '<Update><data><user><firstName>A &amp; &lt;B&gt; "\'</firstName></user></data></Update>';
    expect(readStanza(notice(payload, 'second'))).to.deep.equal({
      kind: 'message',
      from: 'pubsub.fin-a.lab.example',
      id: 'm1',
      items: [
        { node: '/finesse/api/User/40017', itemId: 'i0', payload },
        { node: '/finesse/api/User/40017', itemId: 'i1', payload: 'second' },
      ],
    });
  });

  it('reads any payload as a browser does, long or short, escaped or in sections', () => {
    const piece = fc.oneof(
      fc.constantFrom('<', '>', '&', '"', "'", ']]>', '\t', '\n', '&lt;', '&amp;', '<Update>', '</Update>', '\u{1f600}', '\u2028', 'é'),
      fc.stringMatching(/^[ -~]{0,10}$/),
    );
    const written = fc.constantFrom(
      (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      (text: string) =>
        text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&apos;'),
      (text: string) => text.replace(/[^a-z]/gu, (char) => `&#${char.codePointAt(0)!};`),
      (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]>]]&gt;<![CDATA[')}]]>`,
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), written, (pieces, write) => {
        const frame = notice('HERE').replace('HERE', () => write(pieces.join('')));
        const theirs = new DOMParser().parseFromString(frame, 'application/xml').querySelector('notification')!.textContent;
        expect(payloadsOf(readStanza(frame))).to.deep.equal([theirs]);
      }),
      { numRuns: 500 },
    );
  });

  it('takes notifications only from the namespaces they belong to', () => {
    expect(payloadsOf(readStanza(notice('x').replace(EVENT, 'urn:e')))).to.deep.equal([]);
    expect(payloadsOf(readStanza(notice('x').replace(`"${PUBSUB}"`, '"urn:e"')))).to.deep.equal([]);
  });

  it('never throws (P1, P14)', () => {
    const bad = [
      '',
      ' ',
      'x',
      '{}',
      '<',
      '<a',
      '<message xmlns="jabber:client">',
      '<!DOCTYPE a><a/>',
      '\ud800',
      '<presence xmlns="jabber:client"><a></b></presence>',
    ];
    for (const frame of bad) expect(readStanza(frame).kind, frame).to.equal('malformed');
    fc.assert(
      fc.property(fc.nat({ max: 400 }), fc.string({ unit: 'binary', maxLength: 4 }), (at, piece) => {
        const frame = notice('<Update>&amp;</Update>');
        expect(readStanza(frame.slice(0, at) + piece + frame.slice(at)).kind).to.be.oneOf(['message', 'malformed', 'unknown']);
      }),
    );
  });

  it('refuses a frame over the limit', () => {
    expect(readStanza(notice('x'.repeat(2_000_000)))).to.deep.include({ kind: 'malformed' });
  });
});
