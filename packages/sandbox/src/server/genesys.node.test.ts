import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { startSandbox, type RunningSandbox } from './index.js';
import { basic, control, raw, until } from './raw-client.js';

const MAYA = '1001001';
const K = '+12065550142';

let running: RunningSandbox;
before(async () => {
  running = await startSandbox({ port: 0, clock: 'virtual' });
});
after(() => running.close());
beforeEach(() => running.sandbox.reset());

interface Session {
  readonly sid: string;
  readonly subscriberId: string;
}

async function invoke(sid: string, method: string, args: object): Promise<{ status: number; json: Record<string, unknown> }> {
  const { status, text } = await raw(running, 'POST', `/ais/${method}?sid=${sid}`, { body: JSON.stringify({ args }) });
  return { status, json: JSON.parse(text) as Record<string, unknown> };
}

async function open(): Promise<Session> {
  const { text } = await raw(running, 'POST', '/ais/session', { body: JSON.stringify({ user: MAYA, password: 'cordboard' }) });
  const sid = (JSON.parse(text) as { sessionId: string }).sessionId;
  await invoke(sid, 'AgentService/login', { agentId: MAYA, form: { dnId: `${MAYA}_SW1`, loginId: MAYA, password: 'cordboard' } });
  const topics = [
    {
      serviceName: 'InteractionService',
      topicsEvents: [{ eventName: 'InteractionEvent', attributes: ['interaction:*'], triggers: [{ key: 'AGENT', value: MAYA }] }],
    },
  ];
  const { json } = await invoke(sid, 'EventService/createSubscriber', { notification: null, topicServices: topics });
  return { sid, subscriberId: (json['result'] as { subscriberId: string }).subscriberId };
}

/** A WebSocket that keeps what comes. */
class Socket {
  readonly frames: string[] = [];
  status = 0;
  closed = false;
  readonly #socket: WebSocket;

  constructor(path: string, headers: Record<string, string> = {}) {
    this.#socket = new WebSocket(new URL(path, running.wsUrl), { headers });
    this.#socket.on('message', (data: Buffer) => this.frames.push(data.toString('utf8')));
    this.#socket.on('close', () => (this.closed = true));
    this.#socket.on('unexpected-response', (_request, reply) => {
      this.status = reply.statusCode ?? 0;
      this.#socket.terminate();
    });
    this.#socket.on('error', () => (this.closed = true));
  }

  get open(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  send(frame: string): void {
    this.#socket.send(frame);
  }

  end(): void {
    this.#socket.close();
  }
}

function ring(): string {
  const result = running.engine.execute({ type: 'place-call', from: K, to: MAYA });
  running.clock.advance(30);
  return result.ok ? (result.callId ?? '') : '';
}

describe('the bridge on a real server', () => {
  it('holds a request for events', async () => {
    const { sid, subscriberId } = await open();
    const held = invoke(sid, 'EventService/getEvents', { subscriberId, timeoutMs: 25_000 });
    await until(() => running.sandbox.log.since(0).entries.some(({ path }) => path?.includes('getEvents') ?? false));
    ring();
    const { status, json } = await held;
    assert.deepEqual([status, (json['result'] as unknown[]).length], [200, 1]);
  });

  it('pushes events over a WebSocket, and then not by request', async () => {
    const { sid, subscriberId } = await open();
    const socket = new Socket(`/ais/notify?sid=${sid}&subscriberId=${subscriberId}`);
    await until(() => socket.open);
    ring();
    await until(() => socket.frames.length === 1);
    const frame = JSON.parse(socket.frames[0] ?? '') as { subscriberId: string; events: { eventName: string }[] };
    assert.deepEqual([frame.subscriberId, frame.events.map(({ eventName }) => eventName)], [subscriberId, ['InteractionEvent']]);
    const both = await invoke(sid, 'EventService/getEvents', { subscriberId });
    assert.deepEqual([both.status, (both.json['fault'] as { key: string }).key], [409, 'error.event.PushInUse']);
    const entry = running.sandbox.log.since(0).entries.find(({ kind, wire }) => kind === 'notification' && wire === 'ais');
    assert.equal(entry?.path, `/ais/notify?sid=***&subscriberId=${subscriberId}`);
    // What comes while nobody is connected waits.
    socket.end();
    await until(() => socket.closed);
    running.engine.execute({ type: 'call-action', callId: running.engine.calls()[0]?.id ?? '', address: MAYA, action: 'answer' });
    running.clock.advance(30);
    const again = new Socket(`/ais/notify?sid=${sid}&subscriberId=${subscriberId}`);
    await until(() => again.frames.length === 1);
    assert.match(again.frames[0] ?? '', /TALKING/);
  });

  it('lets nobody else listen', async () => {
    const { sid, subscriberId } = await open();
    for (const [path, headers, status] of [
      ['/ais/notify?subscriberId=u-1', {}, 401],
      [`/ais/notify?sid=${sid}&subscriberId=u-99`, {}, 404],
      [`/ais/elsewhere?sid=${sid}&subscriberId=${subscriberId}`, {}, 404],
      [`/ais/notify?sid=${sid}&subscriberId=${subscriberId}`, { Origin: 'https://elsewhere.example' }, 403],
      ['/api/v2/notifications', {}, 401],
    ] as const) {
      const socket = new Socket(path, headers);
      await until(() => socket.closed);
      assert.equal(socket.status, status, path);
    }
  });

  it('tears push connections when the node goes down, and refuses new ones', async () => {
    const { sid, subscriberId } = await open();
    const socket = new Socket(`/ais/notify?sid=${sid}&subscriberId=${subscriberId}`);
    await until(() => socket.open);
    const { json } = await control(running, 'POST', '/faults', { target: 'ais', toxic: 'down' });
    await until(() => socket.closed);
    const refused = new Socket(`/ais/notify?sid=${sid}&subscriberId=${subscriberId}`);
    await until(() => refused.closed);
    assert.equal(refused.open, false);
    await control(running, 'DELETE', `/faults/${String(json['id'])}`);
    const again = new Socket(`/ais/notify?sid=${sid}&subscriberId=${subscriberId}`);
    await until(() => again.open);
  });

  it('begins again with a reset: sessions are unknown, interactions are counted anew', async () => {
    const { sid } = await open();
    ring();
    await control(running, 'POST', '/reset', {});
    assert.equal((await invoke(sid, 'AgentService/getAgentDTO', { agentId: MAYA })).status, 401);
    const next = await open();
    ring();
    const read = await invoke(next.sid, 'InteractionService/getInteractionsDTOFromAgent', { agentId: MAYA, attributes: [] });
    assert.deepEqual(read.json['result'], { agentId: MAYA, interactions: [{ interactionId: 'Call_1', attributes: [] }] });
  });
});

describe('CometD on a real server', () => {
  it('speaks over a WebSocket', async () => {
    const me = await raw(running, 'GET', '/api/v2/me', { headers: { Authorization: basic(MAYA) } });
    const cookie = /JSESSIONID=[^;]+/.exec(me.headers.get('set-cookie') ?? '')?.[0] ?? '';
    const csrf = me.headers.get('x-csrf-token') ?? '';
    await raw(running, 'POST', '/api/v2/me', {
      body: JSON.stringify({ operationName: 'StartContactCenterSession', channels: ['voice'] }),
      headers: { Cookie: cookie, 'X-CSRF-TOKEN': csrf },
    });
    const socket = new Socket('/api/v2/notifications', { Cookie: cookie });
    await until(() => socket.open);
    const ask = async (message: object): Promise<Record<string, unknown>> => {
      const before = socket.frames.length;
      socket.send(JSON.stringify([message]));
      await until(() => socket.frames.length > before);
      return (JSON.parse(socket.frames.at(-1) ?? '') as Record<string, unknown>[])[0] ?? {};
    };
    const shaken = await ask({
      channel: '/meta/handshake',
      version: '1.0',
      supportedConnectionTypes: ['websocket', 'long-polling'],
      id: '1',
    });
    assert.deepEqual(shaken['supportedConnectionTypes'], ['websocket', 'long-polling']);
    const { clientId } = shaken;
    assert.equal((await ask({ channel: '/meta/subscribe', clientId, subscription: '/v2/me/*', id: '2' }))['successful'], true);
    assert.equal(
      (await ask({ channel: '/meta/connect', clientId, connectionType: 'websocket', advice: { timeout: 0 }, id: '3' }))['successful'],
      true,
    );
    // Held, and told of what happens without waiting for its end.
    socket.send(JSON.stringify([{ channel: '/meta/connect', clientId, connectionType: 'websocket', id: '4' }]));
    const before = socket.frames.length;
    ring();
    await until(() => socket.frames.slice(before).some((frame) => frame.includes('"/v2/me/calls"')));
    assert.ok(!socket.frames.slice(before).some((frame) => frame.includes('"id":"4"')));
    running.clock.advance(25_000);
    await until(() => socket.frames.some((frame) => frame.includes('"id":"4"')));
    socket.send('no message');
    await until(() => socket.closed);
    const log = JSON.stringify(running.sandbox.log.since(0));
    assert.ok(!log.includes(cookie.slice('JSESSIONID='.length)));
    assert.ok(!log.includes(csrf));
  });

  it('serves pages of this machine, with what they need to read', async () => {
    const origin = 'http://127.0.0.1:9999';
    const preflight = await raw(running, 'OPTIONS', '/api/v2/me', {
      headers: { Origin: origin, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'x-csrf-token' },
    });
    assert.equal(preflight.headers.get('access-control-allow-headers'), 'x-csrf-token');
    const me = await raw(running, 'GET', '/api/v2/me', { headers: { Origin: origin, Authorization: basic(MAYA) } });
    assert.equal(me.headers.get('access-control-allow-origin'), origin);
    assert.equal(me.headers.get('access-control-expose-headers'), 'X-CSRF-HEADER, X-CSRF-TOKEN');
    const foreign = await raw(running, 'GET', '/api/v2/me', {
      headers: { Origin: 'https://elsewhere.example', Authorization: basic(MAYA) },
    });
    assert.equal(foreign.status, 403);
  });
});

describe('the control API of the service', () => {
  it('shows and changes the telephone system', async () => {
    assert.deepEqual((await control(running, 'GET', '/switch')).json, { profiles: ['full'], phones: [] });
    const one = await control(running, 'POST', '/switch', { profiles: ['noHold', 'noSingleStep'], extension: MAYA });
    assert.deepEqual(one.json, { profiles: ['full'], phones: [{ extension: MAYA, profiles: ['noHold', 'noSingleStep'] }] });
    const all = await control(running, 'POST', '/switch', { profiles: ['blindComplete'] });
    assert.deepEqual(all.json, { profiles: ['blindComplete'], phones: [] });
    assert.equal((await control(running, 'POST', '/switch', { profiles: ['noSuch'] })).status, 400);
    assert.equal((await control(running, 'POST', '/switch', {})).status, 400);
    assert.equal((await control(running, 'POST', '/switch', { profiles: ['full'], extension: '4711' })).status, 404);
  });

  it('takes the profiles of a world', async () => {
    const world = {
      ...running.engine.world,
      switchProfile: { profiles: ['noCtiAnswer'], phones: [{ extension: MAYA, profiles: ['canReject'] }] },
    };
    assert.equal((await control(running, 'POST', '/reset', { world })).status, 200);
    assert.deepEqual((await control(running, 'GET', '/switch')).json, world.switchProfile);
    const wrong = await control(running, 'POST', '/reset', { world: { ...world, switchProfile: { profiles: ['odd'] } } });
    assert.deepEqual([wrong.status, (wrong.json['error'] as { path: string }).path], [400, 'switchProfile.profiles[0]']);
    await control(running, 'POST', '/reset', { world: 'cce' });
  });

  it('shows and changes habits', async () => {
    const { json } = await control(running, 'POST', '/quirks', { genesys: { eventMs: 5, selfInParties: true } });
    assert.deepEqual([(json['genesys'] as { eventMs: number }).eventMs, (json['genesys'] as { ackMs: number }).ackMs], [5, 0]);
    for (const genesys of [{ odd: true }, { eventMs: -1 }, { eventMs: true }, { selfInParties: 1 }, [], 7, null]) {
      assert.equal((await control(running, 'POST', '/quirks', { genesys })).status, 400, JSON.stringify(genesys));
    }
    await control(running, 'POST', '/quirks', { genesys: { eventMs: 30, selfInParties: false } });
  });

  it('takes faults for its two wires', async () => {
    for (const target of ['ais', 'gws', `ais:${MAYA}`, `gws:${MAYA}`]) {
      assert.equal((await control(running, 'POST', '/faults', { target, toxic: 'latency', args: { ms: 5 } })).status, 200, target);
    }
    assert.equal((await control(running, 'POST', '/faults', { target: 'ais:4711', toxic: 'change_node' })).status, 404);
    await control(running, 'DELETE', '/faults');
  });
});
