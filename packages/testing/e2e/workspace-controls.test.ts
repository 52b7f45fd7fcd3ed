import { AcqueonPort, FrameTransport } from '@cordboard/acqueon';
import { DesktopClient, ownParticipant, Secret } from '@cordboard/core';
import '@cordboard/elements/dialog-controls/define';
import type { BusQuirks } from '@cordboard/sandbox';
import { busInPage, startInPage } from '@cordboard/sandbox/page';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { until } from '@cordboard/testing';

const ORIGIN = 'https://workspace.sandbox.example';
const ME = '1001001';
const COLLEAGUE = '1001002';
const CUSTOMER = '+12065550142';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0).reverse()) close();
});

// The rules of the platform (consult-a-call), as an agent meets them: on the buttons, before anything is sent.
async function talking(quirks: Partial<BusQuirks> = {}) {
  const played = startInPage({ globals: false });
  const { engine } = played;
  open.push(() => played.close());
  const widget = async (agentId: string) => {
    const workspace = played.sandbox.openWorkspace(quirks);
    const bus = busInPage(workspace, ORIGIN);
    const published: string[] = [];
    const post = bus.peer.postMessage.bind(bus.peer);
    bus.peer.postMessage = (packet, origin) => {
      published.push((packet as { message: { subtopic: string } }).message.subtopic);
      post(packet, origin);
    };
    const transport = new FrameTransport({ workspaceOrigin: ORIGIN, appName: 'widget', peer: bus.peer, receiver: bus.receiver });
    const port = new AcqueonPort({ transport, appName: 'widget', limits: { agentMs: 100 } });
    const client = new DesktopClient(port);
    open.push(
      () => workspace.close(),
      () => bus.close(),
      () => client.close(),
    );
    client.connect();
    await until(client.link$, 'asked to sign in', ({ state }) => state === 'sign-in-needed');
    await client.run({ type: 'sign-in', agentId, extension: agentId, secret: new Secret('cordboard') });
    return { client, port, published, workspace };
  };
  const mine = await widget(ME);
  const theirs = await widget(COLLEAGUE);
  const { client } = mine;
  await client.run({ type: 'set-agent-state', state: 'ready' });
  const placed = engine.execute({ type: 'place-call', from: CUSTOMER, queue: '5120' });
  const first = (placed.ok && placed.callId) || '';
  await legIs(client, first, 'alerting');
  await client.run({ type: 'dialog-action', dialogId: first, action: 'answer' });
  await legIs(client, first, 'active');
  return { ...mine, colleague: theirs.client, engine, first, widget };
}

type Desk = Awaited<ReturnType<typeof talking>>;

const legIs = (client: DesktopClient, id: string, state: string) =>
  until(client.dialog$(id), `own leg ${state}`, (dialog) => ownParticipant(dialog)?.state === state);

/** Consults the colleague from a call; the consult's id. */
async function consult({ client, colleague }: Desk, dialogId: string): Promise<string> {
  await client.run({ type: 'consult', dialogId, to: COLLEAGUE, intent: 'conference' });
  const [ringing] = await until(colleague.dialogs$, 'ringing there', (all) => ownParticipant(all[0])?.state === 'alerting');
  return ringing?.id ?? '';
}

async function card(client: DesktopClient, dialogId: string) {
  const el = await fixture<HTMLElementTagNameMap['dialog-controls']>(
    html`<dialog-controls dialog-id=${dialogId} .client=${client}></dialog-controls>`,
  );
  const button = (name: string) => el.shadowRoot!.querySelector<HTMLElement>(`[part~=${name}]`)!;
  const why = (name: string) => el.shadowRoot!.getElementById(button(name).getAttribute('aria-describedby') ?? 'none')?.textContent;
  const isReady = (name: string) => waitUntil(() => button(name).getAttribute('aria-disabled') === 'false', `${name} ready`);
  return { el, button, why, isReady };
}

describe('<dialog-controls> on the bus of a Workspace', () => {
  it('asks to wait with a conference until the consult is answered, sends nothing till then, and then joins', async () => {
    const desk = await talking();
    const { client, colleague, published, first } = desk;
    const second = await consult(desk, first);
    for (const id of [first, second]) {
      const { button, why } = await card(client, id);
      expect(why('conference')).to.equal('The other side has not answered yet');
      button('conference').click();
    }
    expect(published).not.to.include('SetCONFERENCE');
    await colleague.run({ type: 'dialog-action', dialogId: second, action: 'answer' });
    const { button, isReady } = await card(client, second);
    await isReady('conference');
    button('conference').click();
    await until(client.dialog$(first), 'the conference', (dialog) => dialog?.kind === 'conference');
    expect(published).to.include('SetCONFERENCE');
  });

  it('passes the customer on while the consult rings, where the Workspace lets it', async () => {
    const desk = await talking();
    const second = await consult(desk, desk.first);
    const { button, isReady } = await card(desk.client, second);
    await isReady('transfer');
    button('transfer').click();
    await until(desk.client.dialogs$, 'nothing left here', (all) => all.length === 0);
    await until(desk.colleague.dialog$(desk.first), 'the customer there', (dialog) => ownParticipant(dialog)?.state === 'alerting');
  });

  it('asks to wait with that too, where the Workspace does not', async () => {
    const desk = await talking({ earlyTransfer: false });
    const second = await consult(desk, desk.first);
    for (const id of [desk.first, second]) {
      expect((await card(desk.client, id)).why('transfer')).to.equal('The other side has not answered yet');
    }
  });

  it('consults from an active call only, and tells why not from a held one', async () => {
    const { client, first } = await talking();
    await client.run({ type: 'dialog-action', dialogId: first, action: 'hold' });
    await legIs(client, first, 'held');
    const { why } = await card(client, first);
    expect(why('consult')).to.equal('The call is on hold');
    expect(why('conference')).to.equal('Needs a second call');
  });

  it('joins any of the held calls with the active one: the agent chooses', async () => {
    const desk = await talking();
    const { client, colleague, engine, first } = desk;
    await client.run({ type: 'dialog-action', dialogId: first, action: 'hold' });
    const placed = engine.execute({ type: 'place-call', from: '+441632960123', to: ME });
    const other = (placed.ok && placed.callId) || '';
    await legIs(client, other, 'alerting');
    await client.run({ type: 'dialog-action', dialogId: other, action: 'answer' });
    await legIs(client, other, 'active');
    const second = await consult(desk, other);
    await colleague.run({ type: 'dialog-action', dialogId: second, action: 'answer' });
    const { el, button, isReady } = await card(client, second);
    await isReady('conference');
    button('conference').click();
    await waitUntil(() => el.shadowRoot!.querySelectorAll('[role=menuitem]').length === 2, 'both held calls');
    const choice = [...el.shadowRoot!.querySelectorAll<HTMLElement>('[role=menuitem]')].find((item) => item.textContent?.includes('142'));
    choice!.click();
    const joined = await until(client.dialog$(first), 'the conference', (dialog) => dialog?.kind === 'conference');
    expect(joined?.participants.map(({ address }) => address)).to.have.members([CUSTOMER, ME, COLLEAGUE]);
    expect(ownParticipant(client.state.dialogs.get(other))?.state).to.equal('held');
  });
});

describe('a supervisor on the bus of a Workspace', () => {
  it('moves an agent of theirs, who sees it as no choice of their own; who supervises nobody is refused', async () => {
    const { client, port, colleague, widget } = await talking();
    const supervisor = await widget('1001090');
    const { signal } = new AbortController();
    await colleague.run({ type: 'set-agent-state', state: 'ready' });
    await supervisor.port.setMemberState({ id: COLLEAGUE, state: 'not-ready' }, signal);
    const agent = await until(colleague.agent$, 'moved', (now) => now?.state === 'not-ready');
    expect(agent?.reason?.system).to.equal(true);
    const refused = await port.setMemberState({ id: COLLEAGUE, state: 'signed-out' }, signal).catch((error: unknown) => error);
    expect((refused as { code: string }).code).to.equal('not-yours');
    await supervisor.port.setMemberState({ id: ME, state: 'signed-out' }, signal);
    expect(client.state.agent?.state).to.equal('talking');
    await supervisor.port.setMemberState({ id: COLLEAGUE, state: 'signed-out' }, signal);
    await until(colleague.link$, 'signed out', ({ state }) => state === 'sign-in-needed');
  });
});

describe('a widget that comes, or is loaded again, in the middle of a call', () => {
  // Beside the first one, on the same page of the Workspace.
  async function late(desk: Desk, asksForCalls: boolean) {
    const bus = busInPage(desk.workspace, ORIGIN);
    const transport = new FrameTransport({ workspaceOrigin: ORIGIN, appName: 'late', peer: bus.peer, receiver: bus.receiver });
    const client = new DesktopClient(new AcqueonPort({ transport, appName: 'late', cisco: { asksForCalls } }));
    open.push(
      () => bus.close(),
      () => client.close(),
    );
    client.connect();
    await until(client.link$, 'up', ({ state }) => state === 'up');
    expect(client.state.agent?.state).to.equal('talking');
    return client;
  }

  it('shows the call at once where it asks for calls, with what may be done', async () => {
    const desk = await talking();
    const client = await late(desk, true);
    expect(ownParticipant(client.state.dialogs.get(desk.first))?.state).to.equal('active');
    const { button, isReady } = await card(client, desk.first);
    await isReady('hold');
    button('hold').click();
    await legIs(desk.client, desk.first, 'held');
  });

  it('shows it with its next event where it does not', async () => {
    const desk = await talking();
    const client = await late(desk, false);
    expect(client.state.dialogs.size).to.equal(0);
    await desk.client.run({ type: 'dialog-action', dialogId: desk.first, action: 'hold' });
    await legIs(client, desk.first, 'held');
  });
});
