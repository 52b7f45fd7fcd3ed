import type { DesktopModel } from '../desktop-model.js';
import { CallStrip } from './call-strip.js';
import type { ConnectionStatus } from './connection.js';
import { answerContainerRequests, answerGadgetRequests } from './container-requests.js';
import { installContainer } from './container.js';
import { Dialog } from './dialog-box.js';
import { el, setText } from './dom.js';
import { faultMenu, type Faults } from './fault-menu.js';
import { GadgetsView } from './gadgets-view.js';
import { Header } from './header.js';
import { Hub } from './hub.js';
import { answerInfoRequests } from './info-requests.js';
import { later } from './later.js';
import { Journal } from './journal.js';
import { Monitor } from './monitor.js';
import { noteLine, passageLine } from './monitor-lines.js';
import { Notices } from './notices.js';
import { PageBus } from './page-bus.js';
import { preferencesOf } from './preferences.js';
import { serveClientLogs } from './client-logs.js';
import { signIn, SignInFailed, type Credentials, type Session } from './session.js';
import { serveShortcutKeys } from './shortcut-keys.js';
import { SignInForm } from './sign-in-form.js';
import { clearStorage, storedAgent, writeStorage } from './storage.js';
import { recordOf, textOf, TOPICS } from './topics.js';
import { workflowForm } from './workflow-form.js';
import { workflowAction, type WorkflowAction } from './workflow.js';
import { textAt } from './xml.js';

/** Password of every agent of the built-in worlds; `?agent=` is a convenience of the sandbox. */
const WORLD_PASSWORD = 'cordboard';
const TICK_MS = 1000;
/** States of an agent in which calls are handled. */
const HANDLING = new Set(['RESERVED', 'TALKING', 'HOLD', 'WORK', 'WORK_READY']);

/** The desktop: the page's parts and what connects them. */
export class Desk {
  readonly #root: HTMLElement;
  readonly #readModel: (agent: string) => Promise<DesktopModel>;
  #model: DesktopModel;
  readonly #faults: Faults = { failing: false, dropsAnswers: false, delayMs: 0, deniesNodes: false };
  readonly #journal: Journal;
  readonly #monitor: Monitor;
  readonly #hub: Hub;
  readonly #bus: PageBus;
  readonly #config: Record<string, string> = {};
  readonly #notices: Notices;
  #session: Session | undefined;
  #view: GadgetsView | undefined;
  #header: Header | undefined;
  #calls: CallStrip | undefined;
  #handling = false;

  /** `model` is what is known before anybody signs in; `readModel` reads what an agent has. */
  constructor(root: HTMLElement, model: DesktopModel, readModel: (agent: string) => Promise<DesktopModel>) {
    this.#root = root;
    this.#model = model;
    this.#readModel = readModel;
    document.title = model.title;
    this.#journal = new Journal(Date.now, () => this.#monitor.changed());
    const problem = (text: string): void => this.#journal.add('problem', 'page', text);
    this.#monitor = new Monitor(this.#journal, () => this.#facts(), [
      faultMenu(
        this.#faults,
        () => this.#onFaults(),
        () => this.#session?.connection.cut(),
      ),
      workflowForm((action) => this.#fire(action)),
    ]);
    this.#hub = new Hub({
      later: later(),
      delay: () => this.#faults.delayMs,
      tap: (passage) => {
        const line = passageLine(passage);
        if (line) this.#journal.add(...line);
      },
    });
    this.#bus = new PageBus(this.#hub, (error, topic) => this.#journal.add('swallowed', 'page', topic, String(error)));
    this.#notices = new Notices(this.#bus);
    const view = (): GadgetsView | undefined => this.#view;
    answerInfoRequests({
      bus: this.#bus,
      connection: () => this.#session?.connection,
      deniesNodes: () => this.#faults.deniesNodes,
      problem,
    });
    answerContainerRequests(this.#bus, view, problem);
    answerGadgetRequests(this.#bus, view, this.#notices.certificates, problem);
    serveShortcutKeys(this.#bus, model.configs['enableShortCutKeys'] === 'true');
    serveClientLogs(this.#bus, this.#journal);
    const dialog = new Dialog();
    document.body.append(dialog.element, this.#notices.element);
    installContainer({ view, dialog, config: this.#config, problem });
    this.#listenToSandbox();
  }

  /** Shows the form, or signs in with what the address or the storage says. */
  async begin(asked: URLSearchParams): Promise<void> {
    const form = new SignInForm(this.#model.title, (credentials) => this.#signIn(credentials));
    this.#root.replaceChildren(form.element);
    const agent = asked.get('agent');
    const stored = storedAgent();
    if (agent) await form.run({ id: agent, password: WORLD_PASSWORD, extension: asked.get('extension') ?? '' });
    else if (stored) await form.run({ ...stored, extension: '' });
    else form.element.querySelector('input')?.focus();
  }

  async #signIn(credentials: Credentials): Promise<void> {
    const session = await signIn(
      {
        bus: this.#bus,
        timers: globalThis,
        openSocket: () => new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws/`, 'xmpp'),
        onChange: () => this.#onChange(),
        onStatus: (status) => this.#onStatus(status),
        problem: (text) => this.#journal.add('problem', 'page', text),
      },
      credentials,
    );
    this.#model = await this.#readModel(session.id).catch(() => {
      session.connection.close();
      throw new SignInFailed('The layout of the desktop cannot be read');
    });
    for (const { severity, where, message } of this.#model.problems) {
      this.#journal.add(severity === 'error' ? 'error' : 'problem', where, message);
    }
    this.#session = session;
    document.title = this.#model.title;
    writeStorage(session);
    const held = this.#root.contains(document.activeElement);
    this.#build(session);
    // The form goes with the field that had the focus; the keyboard goes on where the agent's first act is.
    if (held) this.#root.querySelector<HTMLElement>('.state select')?.focus();
  }

  #build(session: Session): void {
    const preferences = preferencesOf(session, location);
    Object.assign(this.#config, preferences, { title: this.#model.title });
    this.#view = new GadgetsView({
      model: this.#model,
      preferences,
      hub: this.#hub,
      bus: this.#bus,
      dropsAnswers: () => this.#faults.dropsAnswers,
      onLeave: (heldWith) => session.connection.nodes.drop(heldWith),
      onNote: (frame, note) => this.#journal.add(...noteLine(frame, note)),
    });
    const { tabs, page, headerLeft, headerRight } = this.#view;
    this.#calls = new CallStrip(session);
    this.#header = new Header({
      model: this.#model,
      session,
      left: headerLeft,
      right: headerRight,
      notices: this.#notices,
      bus: this.#bus,
      signOut: (reason) => void this.#signOut(session, reason),
      onMonitor: (open) => (this.#monitor.open = open),
    });
    const empty = this.#model.gadgets.length === 0 ? [emptyDesk()] : [];
    const work = el('div', { class: 'work' }, [this.#calls.element, page, tabs.selector, ...empty, tabs.panels]);
    this.#root.replaceChildren(this.#header.element, work, this.#monitor.element);
    this.#root.className = 'desk';
    this.#view.load();
    this.#onStatus(session.connection.status);
    this.#bus.publish(TOPICS.activeTab, tabs.active);
    setInterval(() => this.#tick(), TICK_MS);
  }

  async #signOut(session: Session, reason: string | undefined): Promise<void> {
    await session.setState('LOGOUT', reason);
    if (session.refusal !== '') return this.#notices.say('Sign-out was refused', session.refusal);
    clearStorage();
    session.connection.close();
    // Without the agent in the address, who would be signed in again.
    location.assign('/desktop/');
  }

  #tick(): void {
    this.#header?.tick();
    this.#calls?.tick();
    this.#bus.publish(TOPICS.timerTick, { dateQueued: Date.now(), tickFrequency: TICK_MS });
  }

  #onChange(): void {
    const session = this.#session;
    if (!session || !this.#view) return;
    this.#header?.draw();
    this.#calls?.draw();
    const handling = HANDLING.has(session.state);
    if (handling !== this.#handling) this.#bus.publish(TOPICS.activeCallStatus, { status: handling, type: 'info' });
    this.#handling = handling;
    this.#popArrivals(session);
  }

  readonly #arrived = new Set<string>();

  // The key is ours: a layout of the sandbox that wants a workflow without anybody pressing a button.
  #popArrivals({ dialogs, id }: Session): void {
    const path = this.#model.configs['workflowPop'];
    for (const [dialogId, dialog] of dialogs) {
      if (this.#arrived.has(dialogId)) continue;
      this.#arrived.add(dialogId);
      if (path && textAt(dialog, 'state') === 'ALERTING') {
        this.#fire(workflowAction({ name: `Pop of ${id}`, type: 'BROWSER_POP', handledBy: 'OTHER', path }, dialog));
      }
    }
    for (const known of this.#arrived) if (!dialogs.has(known)) this.#arrived.delete(known);
  }

  #facts(): string {
    const { frames, subscriptions } = this.#view?.held ?? { frames: 0, subscriptions: 0 };
    return `Gadgets connected: ${frames} · subscriptions: ${subscriptions} · nodes: ${this.#session?.connection.nodes.held.size ?? 0}`;
  }

  #fire(action: WorkflowAction): void {
    const [dialog] = this.#session?.dialogs.values() ?? [];
    // A form knows no call; what it names is filled from the first one.
    const path = action.params.find(({ name }) => name === 'path')?.value ?? '';
    const body = action.params.find(({ name }) => name === 'body')?.value ?? '';
    const { name, type, handledBy } = action;
    this.#bus.publish(TOPICS.workflowAction, workflowAction({ name, type, handledBy, path, body }, dialog));
  }

  #onStatus(status: ConnectionStatus): void {
    this.#journal.add('connection', 'page', status);
    this.#header?.status(status);
  }

  #onFaults(): void {
    this.#session?.connection.trouble('fault', this.#faults.failing);
    this.#view?.tellFaults();
  }

  // What tests and people publish from outside.
  #listenToSandbox(): void {
    new EventSource('/desktop/box/events').addEventListener('publish', ({ data }: MessageEvent<string>) => {
      const { topic, data: payload } = recordOf(JSON.parse(data));
      if (!this.#bus.publish(textOf(topic), payload)) this.#journal.add('problem', 'page', `No topic to publish on: ${textOf(topic)}`);
    });
  }
}

function emptyDesk(): HTMLElement {
  const words = el('p', {}, []);
  setText(words, 'This desktop has no gadgets yet. Start the sandbox with --gadget DIR/Gadget.xml, or with --layout FILE.');
  return el('section', { class: 'empty' }, [el('h2', {}, ['No gadgets']), words]);
}
