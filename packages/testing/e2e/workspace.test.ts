import { AcqueonPort, FrameTransport } from '@cordboard/acqueon';
import { DesktopClient, ownParticipant, Secret, type Command, type Dialog } from '@cordboard/core';
import { FinessePort } from '@cordboard/finesse';
import { expect } from '@open-wc/testing';
import { AS_DOCUMENTED, type BusQuirks } from '@cordboard/sandbox';
import { busInPage, startInPage, type InPageSandbox } from '@cordboard/sandbox/page';
import { until } from '@cordboard/testing';

const WORKSPACE = 'https://workspace.sandbox.example';
const CUSTOMER = '+12065550142';

// One contact centre, seen over the bus by a widget and over REST and XMPP by a desktop.
interface Desks {
  readonly played: InPageSandbox;
  widget(agentId?: string): Promise<DesktopClient>;
  desktop(agentId: string): Promise<DesktopClient>;
  close(): void;
}

function desks(quirks: Partial<BusQuirks> = {}): Desks {
  const played = startInPage({ globals: false });
  const open: { close(): void }[] = [];
  const signIn = (client: DesktopClient, agentId: string): Promise<void> =>
    client.run({ type: 'sign-in', agentId, secret: new Secret('cordboard'), extension: agentId });
  return {
    played,
    async widget(agentId = '1001001') {
      const workspace = played.sandbox.openWorkspace(quirks);
      const bus = busInPage(workspace, WORKSPACE);
      const transport = new FrameTransport({ workspaceOrigin: WORKSPACE, appName: 'widget', peer: bus.peer, receiver: bus.receiver });
      const client = new DesktopClient(new AcqueonPort({ transport, appName: 'widget', limits: { agentMs: 100 } }));
      open.push(client, bus, workspace);
      client.connect();
      await until(client.link$, 'asked to sign in', ({ state }) => state === 'sign-in-needed');
      await signIn(client, agentId);
      await until(client.link$, 'up', ({ state }) => state === 'up');
      return client;
    },
    async desktop(agentId) {
      const client = new DesktopClient(new FinessePort({ hosts: played.url.replace(/\/$/, ''), environment: played.environment }));
      open.push(client);
      client.connect();
      await signIn(client, agentId);
      await until(client.link$, 'up', ({ state }) => state === 'up');
      return client;
    },
    close() {
      for (const each of open.splice(0)) each.close();
      played.close();
    },
  };
}

const dialogs = (client: DesktopClient, what: string, accept: (dialogs: readonly Dialog[]) => boolean) =>
  until(client.dialogs$, what, accept);
const legIs = (client: DesktopClient, id: string, state: string) =>
  until(client.dialog$(id), `${state} leg`, (dialog) => ownParticipant(dialog)?.state === state);
const act = (client: DesktopClient, dialogId: string, action: Extract<Command, { type: 'dialog-action' }>['action']) =>
  client.run({ type: 'dialog-action', dialogId, action });

for (const [how, quirks] of [
  ['as the samples are spelt', AS_DOCUMENTED],
  ['clean', {}],
  ['bare, with calls under message', { bare: true, callsInMessage: true }],
] as const) {
  describe(`a widget on the bus of a Workspace, ${how}`, () => {
    let desk: Desks;
    beforeEach(() => {
      desk = desks(quirks);
    });
    afterEach(() => desk.close());

    it('takes, holds, retrieves and ends a call, and a desktop on the other wire sees the same', async () => {
      const widget = await desk.widget('1001001');
      const desktop = await desk.desktop('1001001');
      await widget.run({ type: 'set-agent-state', state: 'ready' });
      const call = desk.played.engine.execute({
        type: 'place-call',
        from: CUSTOMER,
        queue: '5120',
        variables: { callVariable1: 'ACC-7781' },
      });
      const id = (call as { callId: string }).callId;
      await legIs(widget, id, 'alerting');
      await act(widget, id, 'answer');
      await legIs(desktop, id, 'active');
      await act(widget, id, 'hold');
      await legIs(desktop, id, 'held');
      await act(desktop, id, 'retrieve');
      await legIs(widget, id, 'active');
      await widget.run({ type: 'update-call-data', dialogId: id, variables: [{ name: 'callVariable1', value: 'ACC-9' }] });
      const shown = await until(
        desktop.dialog$(id),
        'the new value',
        (dialog) => dialog?.variables.some(({ value }) => value === 'ACC-9') ?? false,
      );
      const mine = await until(widget.dialog$(id), 'there', (dialog) => dialog !== undefined);
      const facts = (dialog: Dialog | undefined) => [
        dialog?.from,
        dialog?.direction,
        dialog?.kind,
        dialog?.queue?.name,
        ownParticipant(dialog)?.state,
      ];
      expect(facts(mine)).to.deep.equal(facts(shown));
      await act(widget, id, 'drop');
      await dialogs(widget, 'no call', (all) => all.length === 0);
      await dialogs(desktop, 'no call', (all) => all.length === 0);
    });

    it('consults, is told why it cannot join while the other side rings, and joins', async () => {
      const widget = await desk.widget('1001001');
      const colleague = await desk.desktop('1001002');
      await widget.run({ type: 'set-agent-state', state: 'ready' });
      const call = desk.played.engine.execute({ type: 'place-call', from: CUSTOMER, queue: '5120' });
      const id = (call as { callId: string }).callId;
      await legIs(widget, id, 'alerting');
      await act(widget, id, 'answer');
      await widget.run({ type: 'consult', dialogId: id, to: '1001002', intent: 'conference' });
      const early = await widget.run({ type: 'conference', dialogId: id }).catch((error: unknown) => error);
      expect(early).to.have.property('code', 'not-offered');
      const [ringing] = await dialogs(colleague, 'a ringing call', (all) => all.length === 1);
      await act(colleague, ringing!.id, 'answer');
      await until(widget.dialog$(id), 'conference offered', (dialog) => ownParticipant(dialog)?.actions.includes('conference') ?? false);
      await widget.run({ type: 'conference', dialogId: id });
      const joined = await until(widget.dialog$(id), 'three', (dialog) => dialog?.participants.length === 3);
      expect(joined?.kind).to.equal('conference');
      await dialogs(widget, 'one call', (all) => all.length === 1);
      await act(widget, id, 'drop');
      await dialogs(widget, 'no call', (all) => all.length === 0);
    });

    it('accepts a preview with what the call offers, and gives a wrap-up reason', async () => {
      const widget = await desk.widget('1001001');
      await widget.run({ type: 'set-agent-state', state: 'ready' });
      desk.played.engine.execute({ type: 'offer-contact', campaign: '31', customer: CUSTOMER, target: '1001001' });
      const [offer] = await dialogs(widget, 'an offer', (all) => all.length === 1);
      expect(offer?.kind).to.equal('reservation');
      await act(widget, offer!.id, 'accept');
      const [call] = await dialogs(widget, 'the customer', (all) => all.length === 1 && all[0]?.kind === 'call');
      const reasons = await widget.query({ type: 'wrap-up-reasons' });
      await widget.run({ type: 'set-wrap-up', dialogId: call!.id, reasons: [reasons[0]!.label] });
      await act(widget, call!.id, 'drop');
      await dialogs(widget, 'no call', (all) => all.length === 0);
    });
  });
}

describe('signing in over the bus', () => {
  let desk: Desks;
  beforeEach(() => {
    desk = desks();
  });
  afterEach(() => desk.close());

  it('is refused with a wrong password, which stands in no log', async () => {
    const workspace = desk.played.sandbox.openWorkspace();
    const bus = busInPage(workspace, WORKSPACE);
    const transport = new FrameTransport({ workspaceOrigin: WORKSPACE, appName: 'widget', peer: bus.peer, receiver: bus.receiver });
    const client = new DesktopClient(new AcqueonPort({ transport, appName: 'widget', limits: { agentMs: 100 } }));
    client.connect();
    await until(client.link$, 'asked to sign in', ({ state }) => state === 'sign-in-needed');
    const error = await client
      .run({ type: 'sign-in', agentId: '1001001', secret: new Secret('CANARY-7'), extension: '1001001' })
      .catch((reason: unknown) => reason);
    expect(error).to.have.property('code', 'unauthorized');
    expect(JSON.stringify(desk.played.sandbox.log.since(0).entries))
      .to.contain('SetUserInfo')
      .and.not.to.contain('CANARY');
    client.close();
    workspace.close();
  });

  it('shows a widget that comes late who is signed in', async () => {
    const workspace = desk.played.sandbox.openWorkspace();
    const clients = ['first', 'second'].map((appName) => {
      const bus = busInPage(workspace, WORKSPACE);
      const transport = new FrameTransport({ workspaceOrigin: WORKSPACE, appName, peer: bus.peer, receiver: bus.receiver });
      return new DesktopClient(new AcqueonPort({ transport, appName, limits: { agentMs: 100 } }));
    });
    const [first, second] = clients as [DesktopClient, DesktopClient];
    first.connect();
    await until(first.link$, 'asked to sign in', ({ state }) => state === 'sign-in-needed');
    await first.run({ type: 'sign-in', agentId: '1001001', secret: new Secret('cordboard'), extension: '1001001' });
    second.connect();
    await until(second.link$, 'up', ({ state }) => state === 'up');
    await until(second.agent$, 'the agent', (agent) => agent?.state === 'not-ready');
    await second.run({ type: 'set-agent-state', state: 'ready' });
    await until(first.agent$, 'ready', (agent) => agent?.state === 'ready');
    for (const client of clients) client.close();
    workspace.close();
  });
});
