import { DesktopClient, ownParticipant, Secret, type Dialog } from '@cordboard/core';
import { GenesysPort } from '@cordboard/genesys';
import { startSandbox, type RunningSandbox } from '@cordboard/sandbox/server';
import { until, windowForCometD } from '@cordboard/testing';
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { GENESYS_WIRES, WEB_BY_PUSH, type GenesysWire } from './genesys-wires.js';

// The port on both wires, by polls and by push, against servers that were written from the same reference by somebody else: real HTTP and
// WebSockets, both sides of every call.

const [ONE, TWO] = ['1001001', '1001002'];
const CUSTOMER = '+12065550142';

let sandbox: RunningSandbox;
let clients: DesktopClient[] = [];
/** What is in the log from here on is of this test. */
let from = 0;
before(async () => (sandbox = await startSandbox({ port: 0 })));
after(() => sandbox.close());
beforeEach(() => {
  sandbox.sandbox.reset();
  from = sandbox.sandbox.log.since(0).next;
});
afterEach(() => {
  for (const client of clients) client.close();
  clients = [];
});

async function agent(wire: GenesysWire, id: string): Promise<DesktopClient> {
  const limits = { spreadMs: 50, baseMs: 20, capMs: 200 };
  const client = new DesktopClient(new GenesysPort({ wire: wire.open(sandbox.url), limits }));
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
    const offers = action === undefined || own?.actions.some((each) => each === action);
    return own?.state === state && offers === true && (kind ?? dialog.kind) === dialog.kind;
  };
  const all = await until(client.dialogs$, `a call ${state}, ${action ?? ''} ${kind ?? ''}`, (dialogs) => dialogs.some(fits));
  return all.find(fits)!.id;
}

const act = (client: DesktopClient, dialogId: string, action: 'answer' | 'hold' | 'retrieve' | 'drop' | 'mute' | 'unmute' | 'mark-done') =>
  client.run({ type: 'dialog-action', dialogId, action });
const others = (client: DesktopClient, id: string): readonly string[] =>
  client.state.dialogs
    .get(id)
    ?.participants.filter(({ own }) => !own)
    .map(({ address }) => address) ?? [];
const isOver = (client: DesktopClient, id: string) =>
  until(client.dialog$(id), 'over', (dialog) => ownParticipant(dialog)?.state === 'dropped');

/** Whether anybody was told over a WebSocket. */
const isPushed = (): boolean =>
  sandbox.sandbox.log.since(from).entries.some(({ kind, path = '' }) => kind === 'notification' && path.includes('/notif'));

/** The first agent talks to the customer. */
async function talking(wire: GenesysWire): Promise<readonly [DesktopClient, string]> {
  const one = await agent(wire, ONE);
  sandbox.engine.execute({ type: 'place-call', from: CUSTOMER, to: ONE });
  await act(one, await call(one, ['alerting', 'answer']), 'answer');
  return [one, await call(one, ['active', 'hold'])];
}

/** And consults the second, who answers. */
async function consulting(wire: GenesysWire, intent: 'transfer' | 'conference') {
  const two = await agent(wire, TWO);
  const [one, first] = await talking(wire);
  await one.run({ type: 'consult', dialogId: first, to: TWO, intent });
  const theirs = await call(two, ['alerting', 'answer']);
  await act(two, theirs, 'answer');
  const second = await call(one, ['active'], 'consult');
  await call(one, ['held', intent]);
  return { one, two, first, second, theirs };
}

for (const wire of GENESYS_WIRES) {
  describe(`the port on ${wire.name}`, { timeout: 60_000 }, () => {
    it('makes a call, which the other answers, mutes, holds, releases; both mark it done', async () => {
      const [one, two] = [await agent(wire, ONE), await agent(wire, TWO)];
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
      assert.equal(isPushed(), wire.push);
    });

    it('consults and transfers: the colleague keeps their call, and only its parties change', async () => {
      const { one, two, first, second, theirs } = await consulting(wire, 'transfer');
      await one.run({ type: 'transfer', dialogId: first });
      await until(two.dialog$(theirs), 'the customer', () => others(two, theirs)[0] === CUSTOMER);
      assert.equal(ownParticipant(two.state.dialogs.get(theirs))?.state, 'active');
      for (const id of [first, second]) await isOver(one, id);
      for (const id of [first, second]) await act(one, id, 'mark-done');
      assert.equal(one.state.dialogs.size, 0);
    });

    it('consults, makes a conference of three, and leaves it to the others', async () => {
      const { one, two, first, theirs } = await consulting(wire, 'conference');
      await one.run({ type: 'conference', dialogId: first });
      await call(one, ['active', 'drop'], 'conference');
      await until(two.dialog$(theirs), 'three there', (dialog) => dialog?.kind === 'conference');
      await act(one, first, 'drop');
      await until(two.dialog$(theirs), 'two left', (dialog) => dialog?.kind === 'call');
      assert.equal(ownParticipant(two.state.dialogs.get(theirs))?.state, 'active');
    });

    it('goes to and fro between a call and its consult', async () => {
      const { one, first, second } = await consulting(wire, 'transfer');
      // Of the two wires one swaps in a single request.
      if (wire.id === 'ais') await act(one, second, 'hold');
      await act(one, first, 'retrieve');
      await until(one.dialog$(second), 'the consult held', (dialog) => ownParticipant(dialog)?.state === 'held');
      await until(one.dialog$(first), 'back', (dialog) => ownParticipant(dialog)?.state === 'active');
    });

    for (const type of ['transfer-now', 'transfer-mute', 'conference-now'] as const) {
      it(`asks for ${type} in one step, or says that it cannot`, async () => {
        const two = await agent(wire, TWO);
        const [one, first] = await talking(wire);
        if (wire.id === 'gws' && type === 'transfer-mute') {
          assert.ok(!one.serves(type));
          assert.ok(!ownParticipant(one.state.dialogs.get(first))?.actions.includes(type));
          await assert.rejects(one.run({ type, dialogId: first, to: TWO }), { code: 'not-served' });
          return;
        }
        const asked = one.run({ type, dialogId: first, to: TWO });
        await act(two, await call(two, ['alerting', 'answer']), 'answer');
        await asked;
        if (type === 'conference-now') await call(one, ['active'], 'conference');
        else await call(one, ['dropped', 'mark-done']);
      });
    }

    it('offers no answering where the switch has none', async () => {
      sandbox.sandbox.genesys.setProfiles(['full', 'noCtiAnswer']);
      const one = await agent(wire, ONE);
      sandbox.engine.execute({ type: 'place-call', from: CUSTOMER, to: ONE });
      const id = await call(one, ['alerting']);
      await assert.rejects(act(one, id, 'answer'), { code: 'not-offered' });
    });
  });
}

describe('the port on Web Services by push, where no WebSocket gets through', { timeout: 60_000 }, () => {
  it('hears by polls', async () => {
    const nowhere: GenesysWire = {
      ...WEB_BY_PUSH,
      open(url) {
        const wire = WEB_BY_PUSH.open(url);
        windowForCometD()['WebSocket'] = class extends WebSocket {
          constructor() {
            // Nobody listens there (discard).
            super('ws://127.0.0.1:9');
          }
        };
        return wire;
      },
    };
    const [one, first] = await talking(nowhere);
    await act(one, first, 'hold');
    assert.equal(ownParticipant(one.state.dialogs.get(first))?.state, 'held');
    const paths = sandbox.sandbox.log.since(from).entries.map(({ path }) => path);
    assert.ok(paths.includes('/api/v2/notifications/connect'));
  });
});
