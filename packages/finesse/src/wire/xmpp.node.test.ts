import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Secret } from '@cordboard/core';
import { settle, VirtualRuntime } from '@cordboard/testing';
import type { Socket } from './environment.js';
import { XmppStream, type StreamEnd, type StreamOptions } from './xmpp.js';

const NS = 'urn:ietf:params:xml:ns:xmpp';
const OPEN = `<open xmlns='${NS}-framing' from='fin.test' version='1.0'/>`;
const features = (inside: string): string => `<stream:features xmlns:stream='http://etherx.jabber.org/streams'>${inside}</stream:features>`;
const MECHANISMS = features(`<mechanisms xmlns='${NS}-sasl'><mechanism>SCRAM-SHA-1</mechanism><mechanism>PLAIN</mechanism></mechanisms>`);
const SUCCESS = `<success xmlns='${NS}-sasl'/>`;
const BIND = features(`<bind xmlns='${NS}-bind'/><session xmlns='${NS}-session'/>`);
const bound = (jid = '40017@fin.test/tab-1'): string =>
  `<iq xmlns='jabber:client' type='result' id='bind'><bind xmlns='${NS}-bind'><jid>${jid}</jid></bind></iq>`;
const SESSION = `<iq xmlns='jabber:client' type='result' id='session'/>`;

function item(text: string, from = 'pubsub.fin.test'): string {
  return `<message xmlns='jabber:client' from='${from}'><event xmlns='http://jabber.org/protocol/pubsub#event'><items node='/n'><item id='i'><notification xmlns='http://jabber.org/protocol/pubsub'>${text}</notification></item></items></event></message>`;
}

class ScriptedSocket implements Socket {
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onclose: ((event: { readonly code: number }) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  readonly sent: string[] = [];
  closed: number | undefined;
  readyState = 1;

  send(text: string): void {
    assert.equal(this.closed, undefined, 'a frame after the end');
    this.sent.push(text);
  }

  close(code?: number): void {
    this.closed = code;
  }

  hear(...frames: unknown[]): void {
    for (const data of frames) this.onmessage?.({ data });
  }

  /** The frames sent since the last call, without their namespaces. */
  said(): string[] {
    return this.sent.splice(0).map((frame) => frame.replace(/ xmlns="[^"]*"/g, ''));
  }
}

function setUp(options: Partial<StreamOptions> = {}) {
  const runtime = new VirtualRuntime();
  const socket = new ScriptedSocket();
  const heard: string[] = [];
  const ends: StreamEnd[] = [];
  const stream = new XmppStream(
    {
      url: 'wss://fin.test/ws/',
      domain: 'fin.test',
      credentials: { kind: 'basic', id: '40017', secret: new Secret('päss') },
      resource: 'tab-1',
      runtime,
      environment: { fetch: () => Promise.reject(new Error('none')), openSocket: () => socket, onHint: () => () => {} },
      ...options,
    },
    {
      onItems: (items) => heard.push(...items.map(({ node, payload }) => `${node} ${payload}`)),
      onPresence: (from, available) => heard.push(`${from} ${available}`),
      onIgnored: (what) => heard.push(`ignored ${what}`),
      onEnd: (end) => ends.push(end),
    },
  );
  const abort = new AbortController();
  const outcome = stream.open(abort.signal).then(
    () => 'open',
    (error: { code: string; cause?: unknown }) => `${error.code} ${String(error.cause)}`,
  );
  const connect = async (): Promise<void> => {
    socket.onopen?.(undefined as never);
    socket.hear(OPEN, MECHANISMS, SUCCESS, OPEN, BIND, bound(), SESSION);
    assert.equal(await outcome, 'open');
    socket.said();
  };
  return { runtime, socket, heard, ends, stream, outcome, abort, connect };
}

describe('XmppStream', () => {
  it('goes through the handshake of RFC 7395, one frame at a time', async () => {
    const { socket, outcome, stream } = setUp();
    socket.onopen?.(undefined as never);
    assert.deepEqual(socket.said(), ['<open to="fin.test" version="1.0"/>']);
    socket.hear(OPEN, MECHANISMS);
    const [auth] = socket.said();
    const [, text = ''] = /^<auth mechanism="PLAIN">(.*)<\/auth>$/.exec(auth!)!;
    assert.equal(Buffer.from(text, 'base64').toString(), '40017@fin.test\x0040017\x00päss');
    socket.hear(SUCCESS);
    assert.deepEqual(socket.said(), ['<open to="fin.test" version="1.0"/>']);
    socket.hear(OPEN, BIND);
    assert.deepEqual(socket.said(), ['<iq type="set" id="bind"><bind><resource>tab-1</resource></bind></iq>']);
    socket.hear(bound());
    assert.deepEqual(socket.said(), ['<iq type="set" id="session"><session/></iq>']);
    socket.hear(SESSION);
    assert.deepEqual(socket.said(), ['<presence><priority>0</priority></presence>']);
    assert.equal(await outcome, 'open');
    assert.equal(stream.jid, '40017@fin.test/tab-1');
  });

  it('leaves out the session where it is not offered', async () => {
    const { socket, outcome } = setUp();
    socket.onopen?.(undefined as never);
    socket.hear(OPEN, MECHANISMS, SUCCESS, OPEN, features(`<bind xmlns='${NS}-bind'/>`), bound());
    assert.equal(await outcome, 'open');
  });

  it('escapes a login id that is no local part, and keeps it whole in the proof', () => {
    const { socket } = setUp({ credentials: { kind: 'bearer', id: 'maya@corp', token: new Secret('t') } });
    socket.onopen?.(undefined as never);
    socket.hear(OPEN, MECHANISMS);
    const text = /PLAIN">(.*)</.exec(socket.said().at(-1)!)![1]!;
    assert.equal(Buffer.from(text, 'base64').toString(), 'maya\\40corp@fin.test\x00maya@corp\x00t');
  });

  for (const [what, frames, ending] of [
    ['a refused password', [OPEN, MECHANISMS, `<failure xmlns='${NS}-sasl'><not-authorized/></failure>`], 'unauthorized not-authorized'],
    ['a locked account', [OPEN, MECHANISMS, `<failure xmlns='${NS}-sasl'><account-disabled/></failure>`], 'locked-out locked-out'],
    ['no mechanism we have', [OPEN, features(`<mechanisms xmlns='${NS}-sasl'><mechanism>X</mechanism></mechanisms>`)], 'protocol refused'],
    ['a server that closes', [OPEN, `<close xmlns='${NS}-framing'/>`], 'link-down lost'],
  ] as const) {
    it(`ends with its cause at ${what}`, async () => {
      const { runtime, socket, outcome, ends } = setUp();
      socket.onopen?.(undefined as never);
      socket.hear(...frames);
      assert.equal(await outcome, ending);
      assert.deepEqual([ends, socket.closed, runtime.timers], [[], 1000, 0]);
    });
  }

  it('gives up a handshake that does not end', async () => {
    const { runtime, socket, outcome } = setUp();
    socket.onopen?.(undefined as never);
    await runtime.advance(15_000);
    assert.equal(await outcome, 'link-down silent');
    assert.deepEqual([socket.closed, runtime.timers], [1000, 0]);
  });

  it('takes another resource where its own half-dead session still holds the name', () => {
    const { socket } = setUp();
    socket.onopen?.(undefined as never);
    socket.hear(OPEN, MECHANISMS, SUCCESS, OPEN, BIND);
    socket.said();
    socket.hear(`<iq xmlns='jabber:client' type='error' id='bind'><error type='cancel'><conflict xmlns='${NS}-stanzas'/></error></iq>`);
    assert.match(socket.said()[0]!, /<resource>tab-1-\w+<\/resource>/);
  });

  it('hears items of its service only, and presences', async () => {
    const { socket, heard, connect } = setUp();
    await connect();
    socket.hear(item('one &amp;lt;'), item('two', 'pubsub.evil.test'), item('three', '40022@fin.test/x'));
    socket.hear(`<presence xmlns='jabber:client' from='finesse@fin.test/a'/>`);
    socket.hear(`<presence xmlns='jabber:client' from='finesse@fin.test/a' type='unavailable'/>`);
    const stranger = 'ignored another event service';
    assert.deepEqual(heard, ['/n one &lt;', stranger, stranger, 'finesse@fin.test/a true', 'finesse@fin.test/a false']);
  });

  it('counts what it cannot use, and goes on', async () => {
    const { socket, heard, connect, ends } = setUp({ maxFrame: 2_000 });
    await connect();
    const bad = ['<message', 'x', '<!DOCTYPE a><a/>', '{"a":1}', item('y'.repeat(3_000)), '<a/>', new ArrayBuffer(4)];
    socket.hear(...bad, ' ', '', item('good'));
    assert.equal(heard.length, bad.length + 1);
    assert.equal(heard.at(-1), '/n good');
    assert.ok(heard.slice(0, -1).every((what) => what.startsWith('ignored ')));
    assert.deepEqual(ends, []);
  });

  it('subscribes with its full address, and settles each request by its own answer', async () => {
    const { runtime, socket, stream, connect } = setUp();
    await connect();
    const done = stream.subscribe('/a');
    const refused = stream.subscribe('/b').catch((error: { code: string }) => error.code);
    const silent = stream.unsubscribe('/c').catch((error: { code: string }) => error.code);
    const said = socket.said();
    assert.equal(
      said[0],
      '<iq type="set" id="c1" to="pubsub.fin.test"><pubsub><subscribe node="/a" jid="40017@fin.test/tab-1"/></pubsub></iq>',
    );
    socket.hear(`<iq xmlns='jabber:client' type='error' id='c2'><error type='auth'><forbidden xmlns='${NS}-stanzas'/></error></iq>`);
    socket.hear(`<iq xmlns='jabber:client' type='result' id='c1'/>`);
    await done;
    assert.equal(await refused, 'refused');
    // Pings are answered meanwhile, so that only the request runs out of time.
    for (let second = 0; second < 16; second++) {
      socket.hear(' ');
      await runtime.advance(1_000);
    }
    assert.equal(await silent, 'timeout');
  });

  it('answers pings, and other requests with what is due', async () => {
    const { socket, connect } = setUp();
    await connect();
    socket.hear(`<iq xmlns='jabber:client' type='get' id='s1' from='fin.test'><ping xmlns='urn:xmpp:ping'/></iq>`);
    socket.hear(`<iq xmlns='jabber:client' type='get' id='s2' from='fin.test'><query xmlns='jabber:iq:version'/></iq>`);
    const [pong, no] = socket.said();
    assert.equal(pong, '<iq type="result" id="s1" to="fin.test"/>');
    assert.match(no!, /type="error" id="s2".*service-unavailable/);
  });

  it('ends once, with its cause, and fails what waits', async () => {
    for (const [frame, ending] of [
      [`<stream:error xmlns:stream='http://etherx.jabber.org/streams'><conflict xmlns='${NS}-streams'/></stream:error>`, 'conflict'],
      [`<stream:error xmlns:stream='http://etherx.jabber.org/streams'><system-shutdown xmlns='${NS}-streams'/></stream:error>`, 'lost'],
      [undefined, 'lost'],
    ] as const) {
      const { runtime, socket, stream, ends, connect, heard } = setUp();
      await connect();
      const waiting = stream.subscribe('/a').catch((error: { code: string }) => error.code);
      const { onmessage, onclose } = socket;
      if (frame === undefined) socket.onclose?.({ code: 1006 });
      else socket.hear(frame);
      assert.equal(await waiting, ending === 'conflict' ? 'superseded' : 'link-down');
      // What the old socket still says reaches nobody.
      assert.deepEqual([socket.onmessage, socket.onclose, socket.onopen], [null, null, null]);
      onmessage?.({ data: item('late') });
      onclose?.({ code: 1006 });
      assert.deepEqual([ends, socket.closed, runtime.timers], [[ending], 1000, 0]);
      assert.deepEqual(heard, []);
    }
  });

  it('closes in good order, and says nothing of it', async () => {
    const { runtime, socket, stream, ends, connect } = setUp();
    await connect();
    stream.close();
    stream.close();
    assert.deepEqual(socket.said(), ['<close/>']);
    assert.deepEqual([ends, socket.closed, runtime.timers], [[], 1000, 0]);
    await assert.rejects(stream.subscribe('/a'), { code: 'link-down' });
    await assert.rejects(stream.open(new AbortController().signal), { code: 'closed' });
  });

  it('sends no farewell over a socket that has gone: a browser would complain of it on the console', async () => {
    const { socket, connect, ends } = setUp();
    await connect();
    socket.readyState = 3;
    socket.onclose?.({ code: 1006 });
    assert.deepEqual(ends, ['lost']);
    assert.deepEqual(socket.said(), []);
  });

  it('can be called off while it opens', async () => {
    const { runtime, socket, outcome, abort } = setUp();
    abort.abort();
    assert.equal(await outcome, 'aborted undefined');
    await settle();
    assert.deepEqual([socket.closed, runtime.timers, socket.sent], [1000, 0, []]);
  });

  it('fails as unreachable where there is no WebSocket', async () => {
    const environment = {
      fetch: () => Promise.reject(new Error('none')),
      onHint: () => () => {},
      openSocket: () => {
        throw new TypeError('none');
      },
    };
    assert.match(await setUp({ environment }).outcome, /^link-down/);
  });
});
