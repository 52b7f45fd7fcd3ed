import { DesktopClient, ownParticipant, Secret, type Dialog } from '@cordboard/core';
import { startSandbox, type RunningSandbox } from '@cordboard/sandbox/server';
import { until } from '@cordboard/testing';
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { GenesysPort } from '../port/genesys-port.js';
import { WebWire } from './web-wire.js';

// The port on Web Services that were written from the same reference by somebody else: real HTTP, the CometD project's client, both sides.

const [ONE, TWO] = ['1001001', '1001002'];
const CUSTOMER = '+12065550142';

let sandbox: RunningSandbox;
let clients: DesktopClient[] = [];
before(async () => {
  // The client is made for pages, and looks for its means under this name.
  (globalThis as Record<string, unknown>)['window'] = { setTimeout, clearTimeout, XMLHttpRequest: { UNSENT: 0 } };
  sandbox = await startSandbox({ port: 0 });
});
// The window stays: the client says its good-byes when everything else is over.
after(() => sandbox.close());
beforeEach(() => post('reset', {}));
afterEach(() => {
  for (const client of clients) client.close();
  clients = [];
});

async function post(path: string, body: object): Promise<unknown> {
  const response = await fetch(`${sandbox.url}sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) });
  assert.ok(response.ok, `${path}: ${response.status}`);
  return response.json().catch(() => undefined);
}

// A page keeps cookies; Node does not.
class Cookies {
  cookie = '';

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (this.cookie !== '') headers.set('Cookie', this.cookie);
    const response = await fetch(url, { ...init, headers });
    this.cookie = response.headers.get('set-cookie')?.split(';')[0] ?? this.cookie;
    return response;
  };
}

let sockets = 0;

/** WebSockets as the library finds them; to nowhere where `port` says so. */
function socketsWith(cookies: Cookies, port?: number): unknown {
  return class extends WebSocket {
    constructor(address: string) {
      super(port === undefined ? address : `ws://127.0.0.1:${port}`, { headers: { Cookie: cookies.cookie } });
      this.on('open', () => (sockets += 1));
    }
  };
}

async function agent(id: string, push?: { readonly port?: number }): Promise<DesktopClient> {
  const cookies = new Cookies();
  const page = (globalThis as unknown as { window: Record<string, unknown> }).window;
  if (push) page['WebSocket'] = socketsWith(cookies, push.port);
  else delete page['WebSocket'];
  const wire = new WebWire({ url: `${sandbox.url}api/v2`, environment: { fetch: cookies.fetch }, push: push !== undefined });
  const client = new DesktopClient(new GenesysPort({ wire, limits: { spreadMs: 50, baseMs: 20, capMs: 200 } }));
  clients.push(client);
  client.connect();
  await until(client.link$, 'credentials wanted', ({ state }) => state === 'sign-in-needed');
  await client.run({ type: 'sign-in', agentId: id, extension: id, secret: new Secret('cordboard') });
  await until(client.link$, 'a link', ({ state }) => state === 'up');
  return client;
}

type Leg = readonly [state: string, action?: string];

/** The one call of the agent whose leg is so, and offers that. */
async function call(client: DesktopClient, [state, action]: Leg, kind?: Dialog['kind']): Promise<string> {
  const fits = (dialog: Dialog): boolean => {
    const own = ownParticipant(dialog);
    return (
      own?.state === state && (action === undefined || own.actions.some((each) => each === action)) && (kind ?? dialog.kind) === dialog.kind
    );
  };
  const all = await until(client.dialogs$, `a call ${state}, ${action ?? ''} ${kind ?? ''}`, (dialogs) => dialogs.some(fits));
  return all.find(fits)!.id;
}

const act = (client: DesktopClient, dialogId: string, action: 'answer' | 'hold' | 'retrieve' | 'drop' | 'mute' | 'unmute' | 'mark-done') =>
  client.run({ type: 'dialog-action', dialogId, action });

/** The first agent talks to the customer. */
async function talking(push?: { readonly port?: number }): Promise<readonly [DesktopClient, string]> {
  const one = await agent(ONE, push);
  sandbox.engine.execute({ type: 'place-call', from: CUSTOMER, to: ONE });
  await act(one, await call(one, ['alerting', 'answer']), 'answer');
  return [one, await call(one, ['active', 'hold'])];
}

/** And consults the second, who answers. */
async function consulting(intent: 'transfer' | 'conference') {
  const two = await agent(TWO);
  const [one, first] = await talking();
  await one.run({ type: 'consult', dialogId: first, to: TWO, intent });
  const theirs = await call(two, ['alerting', 'answer']);
  await act(two, theirs, 'answer');
  const second = await call(one, ['active'], 'consult');
  await call(one, ['held', intent]);
  return { one, two, first, second, theirs };
}

describe('the port on the sandbox’s Web Services', { timeout: 60_000 }, () => {
  it('makes a call, which the other answers, mutes, holds, releases; both mark it done', async () => {
    const [one, two] = [await agent(ONE), await agent(TWO)];
    await one.run({ type: 'make-call', to: TWO });
    const theirs = await call(two, ['alerting', 'answer']);
    await act(two, theirs, 'answer');
    const mine = await call(one, ['active', 'mute']);
    for (const action of ['mute', 'unmute', 'hold', 'retrieve'] as const) await act(one, mine, action);
    await act(one, mine, 'drop');
    for (const [client, id] of [
      [one, mine],
      [two, theirs],
    ] as const) {
      await call(client, ['dropped', 'mark-done']);
      await act(client, id, 'mark-done');
      assert.equal(client.state.dialogs.size, 0);
    }
  });

  it('consults and transfers', async () => {
    const { one, two, first, second, theirs } = await consulting('transfer');
    await one.run({ type: 'transfer', dialogId: first });
    for (const id of [first, second]) await until(one.dialog$(id), 'over', (dialog) => ownParticipant(dialog)?.state === 'dropped');
    for (const id of [first, second]) await act(one, id, 'mark-done');
    assert.equal(one.state.dialogs.size, 0);
    assert.equal(ownParticipant(two.state.dialogs.get(theirs))?.state, 'active');
  });

  it('goes to and fro between a call and its consult', async () => {
    const { one, first, second } = await consulting('transfer');
    await act(one, first, 'retrieve');
    await until(one.dialog$(second), 'the consult held', (dialog) => ownParticipant(dialog)?.state === 'held');
    assert.equal(ownParticipant(one.state.dialogs.get(first))?.state, 'active');
  });

  it('consults, makes a conference of three, and leaves it to the others', async () => {
    const { one, two, first, theirs } = await consulting('conference');
    await one.run({ type: 'conference', dialogId: first });
    await call(one, ['active', 'drop'], 'conference');
    await until(two.dialog$(theirs), 'three there', (dialog) => dialog?.kind === 'conference');
    await act(one, first, 'drop');
    await until(two.dialog$(theirs), 'two left', (dialog) => dialog?.kind === 'call');
    assert.equal(ownParticipant(two.state.dialogs.get(theirs))?.state, 'active');
  });

  it('has no mute transfer, and says so', async () => {
    const [one, first] = await talking();
    assert.ok(!ownParticipant(one.state.dialogs.get(first))?.actions.includes('transfer-mute'));
    await assert.rejects(one.run({ type: 'transfer-mute', dialogId: first, to: TWO }), { code: 'not-served' });
    assert.ok(!one.serves('transfer-mute'));
  });
});

describe('the port, when the Web Services lose something', { timeout: 60_000 }, () => {
  for (const toxic of ['change_node', 'expire_session'] as const) {
    it(`shows the truth after ${toxic}, and nothing stays pending`, async () => {
      const [one, first] = await talking();
      await post('faults', { target: `gws:${ONE}`, toxic, args: {} });
      if (toxic === 'expire_session') await until(one.link$, 'a new session', ({ state }) => state === 'connecting');
      await until(one.link$, 'a link', ({ state }) => state === 'up');
      await act(one, first, 'hold');
      await call(one, ['held', 'retrieve']);
      assert.equal(one.state.commands.size, 0);
    });
  }

  it('comes back after the way was cut, as the sandbox has it by then', async () => {
    const [one] = await talking();
    const { id } = (await post('faults', { target: `gws:${ONE}`, toxic: 'down', args: {} })) as { id: string };
    await until(one.link$, 'a link that is down', ({ state }) => state === 'connecting');
    const engineCall = sandbox.engine.calls()[0]!;
    sandbox.engine.execute({ type: 'call-action', callId: engineCall.id, address: CUSTOMER, action: 'drop' });
    await fetch(`${sandbox.url}sandbox/faults/${id}`, { method: 'DELETE' });
    await until(one.link$, 'a link', ({ state }) => state === 'up');
    // What is over is listed by this platform no more.
    assert.equal(one.state.dialogs.size, 0);
  });
});

describe('the port on Web Services, told by push', { timeout: 60_000 }, () => {
  it('hears over a WebSocket, and comes back when its session has expired', async () => {
    sockets = 0;
    const [one, first] = await talking({});
    assert.ok(sockets > 0);
    await post('faults', { target: `gws:${ONE}`, toxic: 'expire_session', args: {} });
    await until(one.link$, 'a new session', ({ state }) => state === 'connecting');
    await until(one.link$, 'a link', ({ state }) => state === 'up');
    await act(one, first, 'hold');
    await call(one, ['held', 'retrieve']);
  });

  it('hears by polls where no WebSocket gets through', async () => {
    sockets = 0;
    // Nobody listens there (discard).
    const [one, first] = await talking({ port: 9 });
    await act(one, first, 'hold');
    assert.equal(sockets, 0);
  });
});
