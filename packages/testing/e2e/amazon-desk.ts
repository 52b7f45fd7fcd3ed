import { AmazonPort, FrameTransport } from '@cordboard/acqueon';
import { DesktopClient, ownParticipant, Secret, type Command, type Dialog } from '@cordboard/core';
import type { BusQuirks } from '@cordboard/sandbox';
import { busInPage, startInPage, type InPageSandbox } from '@cordboard/sandbox/page';
import { until } from '@cordboard/testing';
import { waitUntil } from '@open-wc/testing';

const WORKSPACE = 'https://workspace.sandbox.example';
const ME = '1001001';

/** An agent at a Workspace on Amazon Connect, in the page of the test. */
export class AmazonDesk {
  readonly played: InPageSandbox;
  readonly #quirks: Partial<BusQuirks>;
  readonly #open: { close(): void }[] = [];

  constructor(quirks: Partial<BusQuirks> = {}) {
    this.#quirks = quirks;
    this.played = startInPage({ globals: false });
    this.#open.push(this.played);
  }

  /** Nobody waits for a phone that rings. */
  async hurry(): Promise<void> {
    await this.played.control.moveClock({ rate: 10 });
  }

  /** Another widget of the agent's Workspace. */
  async widget(appName = 'widget'): Promise<Widget> {
    const workspace = this.played.sandbox.openWorkspace({ ...this.#quirks, agentId: ME });
    const bus = busInPage(workspace, WORKSPACE);
    const transport = new FrameTransport({ workspaceOrigin: WORKSPACE, appName, peer: bus.peer, receiver: bus.receiver });
    const port = new AmazonPort({ transport, appName });
    const client = new DesktopClient(port);
    this.#open.push(workspace, bus, client);
    client.connect();
    await until(client.link$, 'registered', ({ state }) => state === 'sign-in-needed' || state === 'up');
    return new Widget(client, port);
  }

  /** The widget of an agent who has signed in and is ready. */
  async ready(): Promise<Widget> {
    const widget = await this.widget();
    await widget.run({ type: 'sign-in', agentId: ME, extension: ME, secret: new Secret('not asked for') });
    await until(widget.client.link$, 'up', ({ state }) => state === 'up');
    await widget.run({ type: 'set-agent-state', state: 'ready' });
    return widget;
  }

  close(): void {
    for (const each of this.#open.splice(0).reverse()) each.close();
  }
}

export class Widget {
  readonly client: DesktopClient;
  readonly port: AmazonPort;

  constructor(client: DesktopClient, port: AmazonPort) {
    this.client = client;
    this.port = port;
  }

  run(command: Command): Promise<void> {
    return this.client.run(command);
  }

  act(dialogId: string, action: Extract<Command, { type: 'dialog-action' }>['action']): Promise<void> {
    return this.run({ type: 'dialog-action', dialogId, action });
  }

  /** The first call that is so, once there is one. */
  async dialog(what: string, isIt: (dialog: Dialog) => boolean): Promise<Dialog> {
    const all = await until(this.client.dialogs$, what, (dialogs) => dialogs.some(isIt));
    return all.find(isIt)!;
  }

  inState(state: string, kind?: Dialog['kind']): Promise<Dialog> {
    return this.dialog(`${kind ?? 'call'} ${state}`, (each) => ownParticipant(each)?.state === state && (kind ?? each.kind) === each.kind);
  }

  async noCalls(): Promise<void> {
    await until(this.client.dialogs$, 'no call', (all) => all.length === 0);
  }

  async agentIs(state: string): Promise<void> {
    await until(this.client.agent$, `agent ${state}`, (agent) => agent?.state === state);
  }
}

/** Presses a part of an element, once that is possible. */
export async function press(el: HTMLElement, name: string): Promise<void> {
  const part = (): HTMLElement | null => el.shadowRoot!.querySelector<HTMLElement>(`[part~=${name}]`);
  await waitUntil(() => part()?.getAttribute('aria-disabled') === 'false', `${name} is possible`, { timeout: 8_000 });
  part()!.click();
}
