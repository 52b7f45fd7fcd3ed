import { DesktopClient, ownParticipant, Secret, type Dialog } from '@cordboard/core';
import { GenesysPort } from '@cordboard/genesys';
import { startSandbox, type RunningSandbox } from '@cordboard/sandbox/server';
import { until } from '@cordboard/testing';
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { Control } from './control.js';
import { eventually } from './browser.js';
import { GENESYS_WIRES, type GenesysWire } from './genesys-wires.js';

// In the middle of a call the way to the platform is lost, or what it told: after one resync what is shown is the simulator's truth, and
// nothing that was asked for is left pending. Real HTTP and WebSockets, on both wires.

const ME = '1001001';
const CUSTOMER = '+12065550142';
const OUTSIDE = '+12065550153';
const LEGS: Readonly<Record<string, string>> = { alerting: 'ALERTING', active: 'ACTIVE', held: 'HELD' };

let sandbox: RunningSandbox;
let client: DesktopClient | undefined;
const control = new Control(() => sandbox);
before(async () => (sandbox = await startSandbox({ port: 0 })));
after(() => sandbox.close());
beforeEach(() => control.post('reset', {}));
afterEach(() => client?.close());

async function signedIn(wire: GenesysWire): Promise<DesktopClient> {
  client = new DesktopClient(new GenesysPort({ wire: wire.open(sandbox.url), limits: { spreadMs: 20, baseMs: 20, capMs: 100 } }));
  client.connect();
  await until(client.link$, 'credentials wanted', ({ state }) => state === 'sign-in-needed');
  await client.run({ type: 'sign-in', agentId: ME, extension: ME, secret: new Secret('cordboard') });
  await until(client.link$, 'a link', ({ state }) => state === 'up');
  return client;
}

async function talking(wire: GenesysWire): Promise<{ readonly desk: DesktopClient; readonly id: string; readonly call: string }> {
  const desk = await signedIn(wire);
  const { id: call } = await control.post('calls', { from: CUSTOMER, to: ME });
  const [ringing] = await until(desk.dialogs$, 'ringing', (all) => own(all[0]) === 'alerting');
  await desk.run({ type: 'dialog-action', dialogId: ringing!.id, action: 'answer' });
  return { desk, id: ringing!.id, call };
}

const own = (dialog: Dialog | undefined): string | undefined => ownParticipant(dialog)?.state;
const isUp = (desk: DesktopClient) => until(desk.link$, 'a link', ({ state }) => state === 'up');
const isLost = (desk: DesktopClient) => until(desk.link$, 'no link', ({ state }) => state === 'connecting');
const isHeld = (desk: DesktopClient, id: string) => until(desk.dialog$(id), 'held', (dialog) => own(dialog) === 'held');
const act = (call: string, address: string, action: string) => control.post(`calls/${call}/actions`, { address, action });
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: { readonly code: string }) => error.code,
  );

const pendingIn = (desk: DesktopClient): number => [...desk.state.commands].filter(([, { phase }]) => phase === 'pending').length;

/** What is shown of the agent's calls that go on, and what the simulator has, in the same words. */
function picture(desk: DesktopClient): readonly string[] {
  return [...desk.state.dialogs].map(([, dialog]) => `${dialog.id} ${LEGS[own(dialog) ?? ''] ?? own(dialog)}`).sort();
}

function truth(): readonly string[] {
  const { interactions } = sandbox.sandbox.genesys;
  return sandbox.engine
    .calls()
    .flatMap(({ id, parties }) =>
      parties
        .filter(({ address, state }) => address === ME && state !== 'DROPPED')
        .map(({ state }) => `${interactions.of(id, ME)?.id} ${state}`),
    )
    .sort();
}

const callBeside = (but: string) => () => sandbox.engine.calls().find(({ id }) => id !== but);

/** Events come in their order: with these news has come whatever was on its way, and the platform is at its end with what was asked. */
async function news(desk: DesktopClient, call: string): Promise<void> {
  await control.post(`calls/${call}/variables`, { callVariable1: 'news' });
  const hasNews = ({ variables }: Dialog): boolean => variables.some(({ value }) => value === 'news');
  await until(desk.dialogs$, 'news', (all) => all.some(hasNews));
}

async function showsTruth(desk: DesktopClient): Promise<void> {
  await eventually(
    'what is shown to be the truth',
    () => [picture(desk).join(), truth().join()] as const,
    ([shown, is]) => shown === is,
  );
  assert.equal(pendingIn(desk), 0);
  for (const [, { freshness }] of desk.state.dialogs) assert.equal(freshness, 'fresh');
}

for (const wire of GENESYS_WIRES) {
  const fault = (toxic: string, more: object = {}) => control.post('faults', { target: `${wire.id}:${ME}`, toxic, args: {}, ...more });
  const loseNextEvent = () => fault('drop_events', { when: { node: wire.callEvents }, args: { times: 1 } });
  const stop = (id: string) => fetch(`${sandbox.url}sandbox/faults/${id}`, { method: 'DELETE' });
  // Not before the event is lost: one that is still on its way would be told after the move.
  const moveNode = async ({ id: lost }: { readonly id: string }) => {
    await eventually(
      'an event to be lost',
      () => sandbox.sandbox.faults.list.some(({ id }) => id === lost),
      (isWaiting) => !isWaiting,
    );
    await fault('change_node');
  };
  const mark = () => sandbox.sandbox.log.since(0).next;
  const readsSince = (from: number): number =>
    sandbox.sandbox.log.since(from).entries.filter(({ kind, path = '' }) => kind === 'request' && wire.readsAll.test(path.split('?')[0]!))
      .length;

  describe(`a call whose desk loses ${wire.name}`, { timeout: 60_000 }, () => {
    it('a poll that is cut: what happened at that moment is shown', async () => {
      const { desk, id, call } = await talking(wire);
      await fault('reset_peer', { args: { times: 1 } });
      await act(call, ME, 'hold');
      await isHeld(desk, id);
      await isUp(desk);
      await showsTruth(desk);
    });

    it('events that are dropped, and the subscriber moved: one read of everything', async () => {
      const { desk, id, call } = await talking(wire);
      const lost = await loseNextEvent();
      await act(call, ME, 'hold');
      await eventually('a hold that nobody heard of', truth, (is) => is[0] === `${id} HELD`);
      assert.equal(own(desk.state.dialogs.get(id)), 'active');
      const from = mark();
      await moveNode(lost);
      await isHeld(desk, id);
      await isUp(desk);
      await showsTruth(desk);
      assert.equal(readsSince(from), 1);
      await desk.run({ type: 'dialog-action', dialogId: id, action: 'retrieve' });
      await showsTruth(desk);
    });

    it('a request whose event is lost is settled by the resync, not by a guess', async () => {
      const { desk, id } = await talking(wire);
      const lost = await loseNextEvent();
      const held = desk.run({ type: 'dialog-action', dialogId: id, action: 'hold' });
      await eventually('a hold that nobody heard of', truth, (is) => is[0] === `${id} HELD`);
      assert.equal(pendingIn(desk), 1);
      await moveNode(lost);
      await held;
      await showsTruth(desk);
    });

    it('a call of which nobody heard is there after the resync', async () => {
      const desk = await signedIn(wire);
      const lost = await loseNextEvent();
      await control.post('calls', { from: CUSTOMER, to: ME });
      await eventually('a call that rings unheard', truth, (is) => is.length === 1);
      assert.equal(desk.state.dialogs.size, 0);
      await moveNode(lost);
      const [ringing] = await until(desk.dialogs$, 'ringing', (all) => own(all[0]) === 'alerting');
      await desk.run({ type: 'dialog-action', dialogId: ringing!.id, action: 'answer' });
      await showsTruth(desk);
    });

    it('in the middle of a consult: both calls are as they are, and it can be completed', async () => {
      const { desk, id, call } = await talking(wire);
      await news(desk, call);
      await desk.run({ type: 'consult', dialogId: id, to: OUTSIDE, intent: 'transfer' });
      const consult = await until(desk.dialogs$, 'a consult', (all) => all.some(({ kind }) => kind === 'consult'));
      const second = consult.find(({ kind }) => kind === 'consult')!.id;
      await eventually('it rings there', callBeside(call), (there) => there?.parties.some(({ address }) => address === OUTSIDE) === true);
      const lost = await loseNextEvent();
      await act(callBeside(call)()!.id, OUTSIDE, 'answer');
      await eventually('an answer that nobody heard of', truth, (is) => is.includes(`${second} ACTIVE`));
      const from = mark();
      await moveNode(lost);
      await eventually(
        'a read of everything',
        () => readsSince(from),
        (reads) => reads === 1,
      );
      await until(desk.dialog$(id), 'an offer to complete it', (dialog) => ownParticipant(dialog)?.actions.includes('transfer') === true);
      await showsTruth(desk);
      await desk.run({ type: 'transfer', dialogId: id });
      await eventually('nobody here in a call', truth, (is) => is.length === 0);
      for (const each of [id, second]) {
        await until(desk.dialog$(each), 'over', (dialog) => own(dialog) === 'dropped');
        await desk.run({ type: 'dialog-action', dialogId: each, action: 'mark-done' });
      }
      await showsTruth(desk);
    });

    it('the session expires in a call: another is begun, by itself', async () => {
      const { desk, id, call } = await talking(wire);
      await fault('expire_session');
      await act(call, ME, 'hold');
      await isLost(desk);
      await isUp(desk);
      await isHeld(desk, id);
      await showsTruth(desk);
    });

    it('the session expires under a request, which fails; nobody is asked for credentials, and it can be asked again', async () => {
      const { desk, id } = await talking(wire);
      const links = new Set<string>();
      desk.link$.subscribe(({ state }) => links.add(state));
      await fault('expire_session');
      const first = await codeOf(desk.run({ type: 'dialog-action', dialogId: id, action: 'hold' }));
      assert.ok(first === undefined || first === 'link-down', first);
      await isUp(desk);
      if (own(desk.state.dialogs.get(id)) === 'active') await desk.run({ type: 'dialog-action', dialogId: id, action: 'hold' });
      await showsTruth(desk);
      assert.ok(!links.has('sign-in-needed'));
    });

    it('nothing answers for a while, and meanwhile the contact is gone and another rings', async () => {
      const { desk, id, call } = await talking(wire);
      const { id: down } = await fault('down');
      await isLost(desk);
      assert.equal(await codeOf(desk.run({ type: 'dialog-action', dialogId: id, action: 'hold' })), 'link-down');
      await act(call, CUSTOMER, 'drop');
      const { id: other } = await control.post('calls', { from: '+12065550143', to: ME });
      await stop(down);
      await isUp(desk);
      await until(desk.dialogs$, 'the other', (all) => all.some((dialog) => own(dialog) === 'alerting'));
      await news(desk, other);
      // What is over, Web Services list no more: it is there only where its end was told after the link was up.
      if (wire.id === 'ais' || desk.state.dialogs.get(id)) await desk.run({ type: 'dialog-action', dialogId: id, action: 'mark-done' });
      await showsTruth(desk);
    });

    it('everything begins again: there is no call, and the agent is logged out, as the platform has it', async () => {
      const { desk } = await talking(wire);
      await control.post('reset', {});
      await isLost(desk);
      await isUp(desk);
      await until(desk.dialogs$, 'no calls', (all) => all.length === 0);
      await until(desk.agent$, 'logged out', (agent) => agent?.state === 'signed-out');
      await showsTruth(desk);
    });
  });

  describe(`a server that is started again, on ${wire.name}`, { timeout: 60_000 }, () => {
    it('knows nobody: the desk has a new session, and the agent, logged out there, signs in again', async () => {
      const first = sandbox;
      try {
        const { desk, id } = await talking(wire);
        const pending = codeOf(desk.run({ type: 'dialog-action', dialogId: id, action: 'hold' }));
        const port = Number(new URL(first.url).port);
        await first.close();
        assert.ok([undefined, 'link-down', 'timeout'].includes(await pending));
        await isLost(desk);
        sandbox = await startSandbox({ port });
        await isUp(desk);
        await until(desk.dialogs$, 'no calls', (all) => all.length === 0);
        await until(desk.agent$, 'logged out', (agent) => agent?.state === 'signed-out');
        await showsTruth(desk);
        await desk.run({ type: 'sign-in', agentId: ME, extension: ME, secret: new Secret('cordboard') });
        await control.post('calls', { from: CUSTOMER, to: ME });
        await until(desk.dialogs$, 'ringing', (all) => own(all[0]) === 'alerting');
        await showsTruth(desk);
      } catch (error) {
        if (sandbox === first) sandbox = await startSandbox({ port: 0 });
        throw error;
      }
    });
  });
}
