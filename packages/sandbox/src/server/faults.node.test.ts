import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { parseXml } from '../finesse/xml/read.js';
import { startSandbox, type RunningSandbox } from './index.js';
import { control, errorOf, raw, RawAgent, RawSocket, until } from './raw-client.js';

const MAYA = '1001001';
const KENJI = '1001002';

let running: RunningSandbox;
let maya: RawAgent;
beforeEach(async () => {
  running = await startSandbox({ port: 0, clock: 'virtual' });
  maya = new RawAgent(running, MAYA);
});
afterEach(() => running.close());

async function fault(plan: object): Promise<string> {
  const { status, json } = await control(running, 'POST', '/faults', plan);
  assert.equal(status, 200, JSON.stringify(json));
  return json['id'] as string;
}

const stop = (id: string): Promise<unknown> => control(running, 'DELETE', `/faults/${id}`);
const notReady = (reason: number): string => `<state>NOT_READY</state><reasonCodeId>${reason}</reasonCodeId>`;
const info = (): Promise<number> => raw(running, 'GET', '/finesse/api/SystemInfo').then(({ status }) => status);
const ping = (socket: RawSocket, id: string): void => {
  socket.send(`<iq xmlns='jabber:client' type='get' id='${id}'><ping xmlns='urn:xmpp:ping'/></iq>`);
};
/** What the log says was sent to an agent, from a number on. */
const sentTo = (agent: string, kind: string): number =>
  running.sandbox.log.since(0).entries.filter((entry) => entry.agent === agent && entry.kind === kind && entry.direction === 'out').length;

describe('faults of requests', () => {
  it('answer with a status as often as told, then no more', async () => {
    await fault({ target: 'rest', toxic: 'http_status', args: { status: 503, times: 2, body: 'busy', headers: { 'Retry-After': '3' } } });
    const first = await raw(running, 'GET', '/finesse/api/SystemInfo');
    assert.deepEqual([first.status, first.text, first.headers.get('retry-after')], [503, 'busy', '3']);
    assert.deepEqual([await info(), await info()], [503, 200]);
    assert.deepEqual((await control(running, 'GET', '/faults')).json, { faults: [] });
  });

  it('strike one agent, one verb, one path, and let the first ones pass', async () => {
    const kenji = new RawAgent(running, KENJI);
    const when = { method: 'GET', path: `/finesse/api/User/${MAYA}`, skip: 1 };
    await fault({ target: MAYA, when, toxic: 'http_status', args: { status: 500 } });
    const get = async (agent: RawAgent, path: string): Promise<number> => (await agent.api('GET', path)).status;
    assert.equal(await get(maya, `/User/${MAYA}`), 200);
    assert.equal(await get(maya, `/User/${MAYA}`), 500);
    assert.equal(await get(maya, '/ReasonCode/14'), 200);
    assert.equal(await get(kenji, `/User/${KENJI}`), 200);
    assert.equal((await maya.user('<state>READY</state>')).status, 202);
  });

  it('give a page for XML', async () => {
    await fault({ target: 'rest', toxic: 'html', args: { times: 1 } });
    const { status, headers, text } = await raw(running, 'GET', '/finesse/api/SystemInfo');
    assert.deepEqual([status, headers.get('content-type')], [200, 'text/html;charset=UTF-8']);
    assert.match(text, /<br>/);
  });

  it('tear connections down', async () => {
    for (const toxic of ['reset_peer', 'down']) {
      const id = await fault({ target: 'rest', toxic });
      await assert.rejects(info());
      await stop(id);
      assert.equal(await info(), 200);
    }
  });

  it('never answer, or tear down after a while', async () => {
    const mute = await fault({ target: 'rest', toxic: 'timeout' });
    const abort = new AbortController();
    const asked = fetch(`${running.url}finesse/api/SystemInfo`, { signal: abort.signal });
    await until(() => running.sandbox.log.since(0).entries.some(({ kind, text }) => kind === 'fault' && text === 'silence'));
    abort.abort();
    await assert.rejects(asked, { name: 'AbortError' });
    await stop(mute);
    await fault({ target: 'rest', toxic: 'timeout', args: { ms: 500, times: 1 } });
    const torn = assert.rejects(info());
    await until(() => running.sandbox.faults.list.length === 0);
    running.clock.advance(500);
    await torn;
  });

  it('answer late, after the event', async () => {
    await maya.signIn();
    await fault({ target: `rest:${MAYA}`, toxic: 'latency', args: { ms: 2_000 } });
    let answered = false;
    const asked = maya.api('PUT', `/User/${MAYA}`, '<User><state>READY</state></User>', { requestId: 'late' }).then((reply) => {
      answered = true;
      return reply;
    });
    await until(() => running.sandbox.faults.list[0]?.struck === 1);
    // The request is carried out at once; its answer waits.
    await until(() => {
      running.clock.advance(10);
      return running.engine.agent(MAYA)?.state === 'READY';
    });
    await maya.note((note) => note.requestId === 'late');
    assert.equal(answered, false);
    running.clock.advance(2_000);
    assert.equal((await asked).status, 202);
  });

  it('accept and forget', async () => {
    await maya.signIn();
    await fault({ target: MAYA, toxic: 'accept_and_forget', args: { times: 1 } });
    const forgotten = await maya.user('<state>READY</state>');
    assert.equal(forgotten.status, 202);
    maya.settle(60_000);
    const { requestId } = await maya.user(notReady(14));
    await maya.note((note) => note.requestId === requestId);
    assert.ok(!maya.notes.some((note) => note.requestId === forgotten.requestId));
  });

  it('begin at their time', async () => {
    await fault({ target: 'rest', at: 5_000, toxic: 'http_status', args: { status: 500 } });
    assert.equal(await info(), 200);
    running.clock.advance(5_000);
    assert.equal(await info(), 500);
  });
});

describe('faults of the notification stream', () => {
  it('freeze it without closing it, and let a new one in', async () => {
    await maya.signIn();
    const frozen = maya.socket!;
    const id = await fault({ target: MAYA, toxic: 'half_open' });
    const before = frozen.frames.length;
    ping(frozen, 'p1');
    const fresh = await maya.connect('another');
    ping(fresh, 'p2');
    await fresh.frame('id="p2"');
    assert.equal(frozen.frames.length, before);
    assert.equal(frozen.closed, undefined);
    await stop(id);
    ping(frozen, 'p3');
    await frozen.frame('id="p3"');
    assert.ok(!frozen.frames.some((frame) => frame.includes('id="p1"')));
  });

  it('freeze new ones too if wanted', async () => {
    await fault({ target: 'xmpp', toxic: 'half_open', args: { new: true } });
    const socket = new RawSocket(running);
    await socket.opened();
    socket.send("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='x' version='1.0'/>");
    assert.equal(await info(), 200);
    assert.deepEqual(socket.frames, []);
  });

  it('tear it down, again and again, until they are stopped', async () => {
    await maya.connect();
    const id = await fault({ target: MAYA, toxic: 'reset_peer' });
    await maya.socket?.until(() => maya.socket?.closed !== undefined);
    assert.equal(maya.socket?.closed, 1006);
    await assert.rejects(maya.connect());
    await stop(id);
    await maya.connect();
  });

  it('tear it down once', async () => {
    await maya.connect();
    await fault({ target: 'xmpp', toxic: 'reset_peer', args: { times: 1 } });
    await maya.socket?.until(() => maya.socket?.closed !== undefined);
    await maya.connect();
  });

  it('refuse new ones, with a status or without', async () => {
    const id = await fault({ target: 'xmpp', toxic: 'http_status', args: { status: 403 } });
    await assert.rejects(new RawSocket(running).opened());
    await stop(id);
    await fault({ target: 'xmpp', toxic: 'down' });
    await assert.rejects(new RawSocket(running).opened());
    assert.equal(await info(), 200);
  });

  it('end it with a conflict', async () => {
    await maya.connect();
    const kenji = new RawAgent(running, KENJI);
    await kenji.connect();
    await fault({ target: MAYA, toxic: 'conflict' });
    await maya.socket?.frame('<conflict xmlns="urn:ietf:params:xml:ns:xmpp-streams"/>');
    ping(kenji.socket!, 'p');
    await kenji.socket?.frame('id="p"');
  });

  it('make the web application absent, and present again', async () => {
    const socket = await maya.connect();
    const id = await fault({ target: 'system', toxic: 'finesse_presence' });
    await socket.frame('<presence xmlns="jabber:client" from="finesse@127.0.0.1/web" to="1001001@127.0.0.1/1001001" type="unavailable"/>');
    const late = await new RawAgent(running, KENJI).connect();
    assert.ok(late.frames.some((frame) => frame.includes('finesse@') && frame.includes('unavailable')));
    const before = socket.frames.length;
    await stop(id);
    assert.ok(!(await socket.frame('finesse@', before)).includes('unavailable'));
  });

  it('tell of the system going out of service and back', async () => {
    const socket = await maya.connect();
    const id = await fault({ target: 'system', toxic: 'out_of_service' });
    const out = await maya.note((note) => note.root === 'systemInfo');
    assert.deepEqual([out.node, out.event], ['/finesse/api/SystemInfo', 'PUT']);
    assert.match(out.payload, /<status>OUT_OF_SERVICE<\/status>/);
    await stop(id);
    await socket.until(() => maya.notes.some((note) => note.payload.includes('<status>IN_SERVICE</status>')));
  });

  it('delay frames without changing their order', async () => {
    const socket = await maya.connect();
    await fault({ target: 'xmpp', toxic: 'latency', args: { ms: 1_000, jitter: 900 } });
    const before = socket.frames.length;
    for (let at = 0; at < 20; at++) ping(socket, `p${at}`);
    await until(() => (running.sandbox.faults.list[0]?.struck ?? 0) >= 20);
    assert.equal(socket.frames.length, before);
    running.clock.advance(10_000);
    await socket.frame('id="p19"');
    const order = socket.frames.slice(before).map((frame) => /id="p(\d+)"/.exec(frame)?.[1]);
    assert.deepEqual(
      order,
      Array.from({ length: 20 }, (_each, at) => String(at)),
    );
  });
});

describe('faults of notifications', () => {
  const reasons = [11, 12, 13, 14, 11, 12];
  /** The reasons that arrive when the agent goes through some of them. */
  async function arriving(): Promise<readonly string[]> {
    const from = maya.notes.length;
    for (const reason of reasons) await maya.user(notReady(reason));
    maya.settle(5_000);
    const socket = maya.socket!;
    ping(socket, 'done');
    await socket.frame('id="done"');
    return maya.notes.slice(from).map(({ payload }) => /<reasonCodeId>(\d+)</.exec(payload)?.[1] ?? '');
  }
  const all = reasons.map(String);

  beforeEach(() => maya.signIn());

  it('drop some', async () => {
    await fault({ target: MAYA, toxic: 'drop_events', args: { times: 2 }, when: { skip: 1 } });
    const before = sentTo(MAYA, 'notification');
    assert.deepEqual(await arriving(), [all[0], ...all.slice(3)]);
    // What did not cross the wire is not in the log either.
    assert.equal(sentTo(MAYA, 'notification') - before, 4);
  });

  it('double them', async () => {
    await fault({ target: MAYA, toxic: 'duplicate_events' });
    assert.deepEqual(
      await arriving(),
      all.flatMap((each) => [each, each]),
    );
  });

  it('mix them, losing none', async () => {
    await fault({ target: MAYA, toxic: 'reorder', args: { size: 6, ms: 60_000 } });
    const mixed = await arriving();
    assert.notDeepEqual(mixed, all);
    assert.deepEqual([...mixed].sort(), [...all].sort());
  });

  it('let an incomplete group go when its time is up', async () => {
    await fault({ target: MAYA, toxic: 'reorder', args: { size: 100, ms: 3_000 } });
    assert.equal((await arriving()).length, all.length);
  });

  it('delay those of one node only', async () => {
    await fault({ target: MAYA, toxic: 'delay_events', when: { node: `/finesse/api/User/${MAYA}` }, args: { ms: 100_000 } });
    assert.deepEqual(await arriving(), []);
    running.clock.advance(100_000);
    await maya.socket?.until(() => maya.notes.some(({ payload }) => payload.includes('<reasonCodeId>11<')));
  });

  it('by a chance that the seed decides', async () => {
    await fault({ target: MAYA, toxic: 'drop_events', args: { probability: 0.5 } });
    const first = await arriving();
    assert.ok(first.length > 0 && first.length < all.length);
    await control(running, 'POST', '/reset', { seed: 1 });
    maya = new RawAgent(running, MAYA);
    await maya.signIn();
    await fault({ target: MAYA, toxic: 'drop_events', args: { probability: 0.5 } });
    assert.deepEqual(await arriving(), first);
  });

  const payloads: readonly (readonly [kind: string, looksLike: RegExp])[] = [
    ['malformed', /<\/xUpdate>$/],
    ['truncated', /^<Update>.*[^>]$/s],
    ['oversized', /x{5000000}<\/filler><\/Update>$/],
    ['doctype', /^<!DOCTYPE Update \[<!ENTITY/],
    ['deep', /(?:<d>){20000}/],
    ['json', /^\{"Update":/],
    ['html', /^<!DOCTYPE html>.*<br>/],
    ['empty', /^$/],
    ['unknown_enum', /<state>STATE_X</],
    ['no_data', /^<Update><event>/],
    ['no_source', /<requestId>[^<]*<\/requestId><\/Update>$/],
  ];
  for (const [kind, looksLike] of payloads) {
    it(`spoil one: ${kind}`, async () => {
      await fault({ target: MAYA, toxic: 'corrupt', args: { kind, times: 1 } });
      const socket = maya.socket!;
      const before = socket.frames.length;
      await maya.user(notReady(14));
      const frame = await socket.until(() => socket.frames.slice(before).find((each) => each.includes('pubsub#event')));
      // The stanza around it is whole.
      const payload = parseXmlText(frame);
      assert.match(payload, looksLike);
      const { requestId } = await maya.user(notReady(11));
      await maya.note((note) => note.requestId === requestId);
    });
  }

  it('spoil a whole frame', async () => {
    await fault({ target: MAYA, toxic: 'corrupt', args: { kind: 'malformed', part: 'frame', times: 1 } });
    await maya.user(notReady(14));
    const frame = await maya.socket!.frame('</xmessage>');
    assert.throws(() => parseXml(frame));
  });

  it('leave other agents alone', async () => {
    const kenji = new RawAgent(running, KENJI);
    await kenji.signIn();
    await fault({ target: MAYA, toxic: 'drop_events' });
    const { requestId } = await kenji.user(notReady(14));
    await kenji.note((note) => note.requestId === requestId);
    assert.equal(errorOf(await kenji.api('GET', '/Dialog/1')).status, 404);
  });
});

function parseXmlText(frame: string): string {
  const text = /<notification[^>]*?(?:\/>|>([\s\S]*?)<\/notification>)/.exec(frame)?.[1] ?? '';
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
}
