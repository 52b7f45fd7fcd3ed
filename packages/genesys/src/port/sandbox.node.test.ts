import { DesktopClient, ownParticipant, Secret, type Dialog } from '@cordboard/core';
import { startSandbox, type RunningSandbox } from '@cordboard/sandbox/server';
import { until } from '@cordboard/testing';
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { BridgeWire } from '../wire/bridge-wire.js';
import { GenesysPort } from './genesys-port.js';

// The port against a bridge that was written from the same reference by somebody else: real HTTP, both sides of every call.

const [ONE, TWO] = ['1001001', '1001002'];
const CUSTOMER = '+12065550142';

let sandbox: RunningSandbox;
let clients: DesktopClient[] = [];
before(async () => (sandbox = await startSandbox({ port: 0 })));
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

async function agent(id: string, push = false): Promise<DesktopClient> {
  const wire = new BridgeWire({ url: `${sandbox.url}ais`, push, environment: { WebSocket } });
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
const others = (client: DesktopClient, id: string) =>
  client.state.dialogs
    .get(id)
    ?.participants.filter(({ own }) => !own)
    .map(({ address }) => address);

/** The first agent talks to the customer. */
async function talking(push = false): Promise<readonly [DesktopClient, string]> {
  const one = await agent(ONE, push);
  sandbox.engine.execute({ type: 'place-call', from: CUSTOMER, to: ONE });
  await act(one, await call(one, ['alerting', 'answer']), 'answer');
  return [one, await call(one, ['active', 'hold'])];
}

/** And consults the second, who answers. */
async function consulting(intent: 'transfer' | 'conference', push = false) {
  const two = await agent(TWO, push);
  const [one, first] = await talking(push);
  await one.run({ type: 'consult', dialogId: first, to: TWO, intent });
  const theirs = await call(two, ['alerting', 'answer']);
  await act(two, theirs, 'answer');
  const second = await call(one, ['active'], 'consult');
  await call(one, ['held', intent]);
  return { one, two, first, second, theirs };
}

for (const push of [false, true]) {
  describe(`the port on the sandbox’s bridge, ${push ? 'by push' : 'by polls'}`, { timeout: 60_000 }, () => {
    it('makes a call, which the other answers, mutes, holds, releases; both mark it done', async () => {
      const [one, two] = [await agent(ONE, push), await agent(TWO, push)];
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

    it('consults and transfers: the colleague keeps their interaction, and only its parties change', async () => {
      const { one, two, first, second, theirs } = await consulting('transfer', push);
      await one.run({ type: 'transfer', dialogId: first });
      await until(
        two.dialog$(theirs),
        'the customer',
        () => others(two, theirs)?.[0] === CUSTOMER.slice(1) || others(two, theirs)?.[0] === CUSTOMER,
      );
      assert.equal(ownParticipant(two.state.dialogs.get(theirs))?.state, 'active');
      for (const id of [first, second]) await until(one.dialog$(id), 'over', (dialog) => ownParticipant(dialog)?.state === 'dropped');
      for (const id of [first, second]) await act(one, id, 'mark-done');
      assert.equal(one.state.dialogs.size, 0);
    });

    it('consults, makes a conference of three, and leaves it to the others', async () => {
      const { one, two, first, theirs } = await consulting('conference', push);
      await one.run({ type: 'conference', dialogId: first });
      await call(one, ['active', 'drop'], 'conference');
      await until(two.dialog$(theirs), 'three there', (dialog) => dialog?.kind === 'conference');
      await act(one, first, 'drop');
      await until(two.dialog$(theirs), 'two left', (dialog) => dialog?.kind === 'call');
      assert.equal(ownParticipant(two.state.dialogs.get(theirs))?.state, 'active');
    });
  });
}

describe('the port on telephone systems that differ', { timeout: 60_000 }, () => {
  it('passes a call on in one step, mute, and takes somebody in at once', async () => {
    for (const type of ['transfer-now', 'transfer-mute', 'conference-now'] as const) {
      await post('reset', {});
      const two = await agent(TWO);
      const [one, first] = await talking();
      const asked = one.run({ type, dialogId: first, to: TWO });
      const theirs = await call(two, ['alerting', 'answer']);
      await act(two, theirs, 'answer');
      await asked;
      if (type === 'conference-now') await call(one, ['active'], 'conference');
      else await call(one, ['dropped', 'mark-done']);
      for (const client of clients.splice(0)) client.close();
    }
  });

  it('offers no answering where the switch has none', async () => {
    sandbox.sandbox.genesys.setProfiles(['full', 'noCtiAnswer']);
    const one = await agent(ONE);
    sandbox.engine.execute({ type: 'place-call', from: CUSTOMER, to: ONE });
    const id = await call(one, ['alerting']);
    await assert.rejects(act(one, id, 'answer'), { code: 'not-offered' });
  });
});

describe('the port, when the bridge loses something', { timeout: 60_000 }, () => {
  for (const toxic of ['change_node', 'expire_session'] as const) {
    it(`shows the truth after ${toxic}, and nothing stays pending`, async () => {
      const [one, first] = await talking();
      await post('faults', { target: `ais:${ONE}`, toxic, args: {} });
      if (toxic === 'expire_session') await until(one.link$, 'a new session', ({ state }) => state === 'connecting');
      await until(one.link$, 'a link', ({ state }) => state === 'up');
      await act(one, first, 'hold');
      await call(one, ['held', 'retrieve']);
      assert.equal(one.state.commands.size, 0);
    });
  }

  it('comes back after the way was cut, as the sandbox has it by then', async () => {
    const [one, first] = await talking();
    const { id } = (await post('faults', { target: `ais:${ONE}`, toxic: 'down', args: {} })) as { id: string };
    await until(one.link$, 'a link that is down', ({ state }) => state === 'connecting');
    const engineCall = sandbox.engine.calls()[0]!;
    sandbox.engine.execute({ type: 'call-action', callId: engineCall.id, address: CUSTOMER, action: 'drop' });
    await fetch(`${sandbox.url}sandbox/faults/${id}`, { method: 'DELETE' });
    await until(one.link$, 'a link', ({ state }) => state === 'up');
    assert.equal(await call(one, ['dropped', 'mark-done']), first);
  });
});
