import { DesktopClient, ownParticipant, Secret, type Dialog } from '@cordboard/core';
import { BridgeWire, GenesysPort } from '@cordboard/genesys';
import { startSandbox, type RunningSandbox } from '@cordboard/sandbox/server';
import { until } from '@cordboard/testing';
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { Control } from './control.js';
import { eventually } from './browser.js';

// In the middle of a call the way to the bridge is lost, or what it told: after one resync what is shown is the simulator's truth, and
// nothing that was asked for is left pending. Real HTTP.

const ME = '1001001';
const CUSTOMER = '+12065550142';

let sandbox: RunningSandbox;
let client: DesktopClient | undefined;
const control = new Control(() => sandbox);
before(async () => (sandbox = await startSandbox({ port: 0 })));
after(() => sandbox.close());
beforeEach(() => control.post('reset', {}));
afterEach(() => client?.close());

const requests = (server: RunningSandbox, from: number, what: string): number =>
  server.sandbox.log.since(from).entries.filter((entry) => entry.kind === 'request' && (entry as { path?: string }).path?.includes(what))
    .length;

async function signedIn(): Promise<DesktopClient> {
  const wire = new BridgeWire({ url: `${sandbox.url}ais` });
  client = new DesktopClient(new GenesysPort({ wire, limits: { spreadMs: 20, baseMs: 20, capMs: 100 } }));
  client.connect();
  await until(client.link$, 'credentials wanted', ({ state }) => state === 'sign-in-needed');
  await client.run({ type: 'sign-in', agentId: ME, extension: ME, secret: new Secret('cordboard') });
  await until(client.link$, 'a link', ({ state }) => state === 'up');
  return client;
}

async function talking(): Promise<{ readonly desk: DesktopClient; readonly id: string; readonly call: string }> {
  const desk = await signedIn();
  const { id: call } = await control.post('calls', { from: CUSTOMER, to: ME });
  const [ringing] = await until(desk.dialogs$, 'ringing', (all) => own(all[0]) === 'alerting');
  await desk.run({ type: 'dialog-action', dialogId: ringing!.id, action: 'answer' });
  return { desk, id: ringing!.id, call };
}

const own = (dialog: Dialog | undefined): string | undefined => ownParticipant(dialog)?.state;
const isUp = (desk: DesktopClient) => until(desk.link$, 'a link', ({ state }) => state === 'up');
const isLost = (desk: DesktopClient) => until(desk.link$, 'no link', ({ state }) => state === 'connecting');
const act = (call: string, address: string, action: string) => control.post(`calls/${call}/actions`, { address, action });

const pendingIn = (desk: DesktopClient): number => [...desk.state.commands].filter(([, { phase }]) => phase === 'pending').length;

/** What is shown of the agent's calls, and what the simulator has, in the same words. */
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

const LEGS: Readonly<Record<string, string>> = { alerting: 'ALERTING', active: 'ACTIVE', held: 'HELD' };

async function showsTruth(desk: DesktopClient): Promise<void> {
  await eventually(
    'what is shown to be the truth',
    () => [picture(desk).join(), truth().join()] as const,
    ([shown, is]) => shown === is,
  );
  assert.equal(pendingIn(desk), 0);
  for (const [, { freshness }] of desk.state.dialogs) assert.equal(freshness, 'fresh');
}

describe('a call whose desk loses the bridge', { timeout: 60_000 }, () => {
  it('a poll that is cut: what happened at that moment is shown', async () => {
    const { desk, call } = await talking();
    await control.post('faults', { target: `ais:${ME}`, toxic: 'reset_peer', args: { times: 1 } });
    await act(call, ME, 'hold');
    await until(desk.dialogs$, 'held', (all) => own(all[0]) === 'held');
    await isUp(desk);
    await showsTruth(desk);
  });

  it('events that are dropped, and the subscriber moved: one read of everything', async () => {
    const { desk, id, call } = await talking();
    await control.post('faults', { target: `ais:${ME}`, toxic: 'drop_events', when: { node: 'InteractionService' }, args: { times: 1 } });
    await act(call, ME, 'hold');
    await eventually('a hold that nobody heard of', truth, (is) => is[0] === `${id} HELD`);
    assert.equal(own(desk.state.dialogs.get(id)), 'active');
    const from = sandbox.sandbox.log.since(0).next;
    await control.post('faults', { target: `ais:${ME}`, toxic: 'change_node', args: {} });
    await until(desk.dialog$(id), 'held', (dialog) => own(dialog) === 'held');
    await isUp(desk);
    await showsTruth(desk);
    assert.equal(requests(sandbox, from, 'getInteractionsDTOFromAgent'), 1);
    await desk.run({ type: 'dialog-action', dialogId: id, action: 'retrieve' });
    await showsTruth(desk);
  });

  it('a request whose event is lost is settled by the resync, not by a guess', async () => {
    const { desk, id } = await talking();
    await control.post('faults', { target: `ais:${ME}`, toxic: 'drop_events', when: { node: 'InteractionService' }, args: { times: 1 } });
    const held = desk.run({ type: 'dialog-action', dialogId: id, action: 'hold' });
    await eventually('a hold that nobody heard of', truth, (is) => is[0] === `${id} HELD`);
    assert.equal(pendingIn(desk), 1);
    await control.post('faults', { target: `ais:${ME}`, toxic: 'change_node', args: {} });
    await held;
    await showsTruth(desk);
  });

  it('the session expires in a call: another is begun, by itself', async () => {
    const { desk, id, call } = await talking();
    await control.post('faults', { target: `ais:${ME}`, toxic: 'expire_session', args: {} });
    await act(call, ME, 'hold');
    await isLost(desk);
    await isUp(desk);
    await until(desk.dialog$(id), 'held', (dialog) => own(dialog) === 'held');
    await showsTruth(desk);
  });

  it('nothing answers for a while, and meanwhile the contact is gone and another rings', async () => {
    const { desk, id, call } = await talking();
    const { id: fault } = await control.post('faults', { target: `ais:${ME}`, toxic: 'down', args: {} });
    await isLost(desk);
    const refused = await desk.run({ type: 'dialog-action', dialogId: id, action: 'hold' }).catch((error: { code: string }) => error.code);
    assert.equal(refused, 'link-down');
    await act(call, CUSTOMER, 'drop');
    await control.post('calls', { from: '+12065550143', to: ME });
    await fetch(`${sandbox.url}sandbox/faults/${fault}`, { method: 'DELETE' });
    await isUp(desk);
    await until(desk.dialogs$, 'the other', (all) => all.some((dialog) => own(dialog) === 'alerting'));
    await desk.run({ type: 'dialog-action', dialogId: id, action: 'mark-done' });
    await showsTruth(desk);
  });

  it('everything begins again: there is no call, and the agent is logged out, as the platform has it', async () => {
    const { desk } = await talking();
    await control.post('reset', {});
    await isLost(desk);
    await isUp(desk);
    await until(desk.dialogs$, 'no calls', (all) => all.length === 0);
    await until(desk.agent$, 'logged out', (agent) => agent?.state === 'signed-out');
    await showsTruth(desk);
  });
});

describe('a server that is started again', { timeout: 60_000 }, () => {
  it('knows nobody: the desk has a new session, and the agent, logged out there, signs in again', async () => {
    const first = sandbox;
    try {
      const { desk, id } = await talking();
      const pending = desk.run({ type: 'dialog-action', dialogId: id, action: 'hold' }).catch((error: { code: string }) => error.code);
      const port = Number(new URL(first.url).port);
      await first.close();
      assert.ok([undefined, 'link-down', 'timeout'].includes((await pending) as string | undefined));
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
