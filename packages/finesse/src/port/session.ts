import {
  DesktopError,
  type Command,
  type Link,
  type LinkReason,
  type PlatformRefusal,
  type PortEvent,
  type Query,
  type ResultOf,
  type Runtime,
  type SignIn,
} from '@cordboard/core';
import type { StateRules } from '../codec/next-states.js';
import { requestOf } from '../codec/requests.js';
import type { SystemInfo } from '../codec/system-info.js';
import { Keyring, secretOf, type Credentials } from '../wire/credentials.js';
import { environmentOf, type Environment } from '../wire/environment.js';
import { Hosts, whyOf, type Node } from '../wire/hosts.js';
import { LIST_BYTES, Rest } from '../wire/rest.js';
import { TransportChoice } from '../wire/transport.js';
import { Bell, deferred, orAborted, sleep, within } from '../wire/wait.js';
import { XmppStream, type StreamListener } from '../wire/xmpp.js';
import { Commands } from './commands.js';
import { Inbox } from './inbox.js';
import { Leave, Lifeline, type Duties } from './lifeline.js';
import { streamUrlOf, type FinesseOptions } from './options.js';
import { Pictures } from './pictures.js';
import { Reader } from './reader.js';
import { featuresOf } from './features.js';
import { credentialsOf, signInOf, type Wish } from './sign-in.js';
import { keepTime, keepTrue } from './time-keeper.js';
import type { TopicLine, Topics } from './topics.js';
import { Watchdog } from './watchdog.js';

/** What a port gives to each of its sessions. */
export interface SessionSetup {
  readonly options: FinesseOptions;
  readonly hosts: readonly string[];
  readonly resource: string;
  readonly runtime: Runtime;
  readonly emit: (event: PortEvent) => void;
  readonly topics: Topics;
}

/** The platform's code for a sign-out it forced because presence was gone. */
const FORCED = '255';
const LOG_IN_MS = 15_000;
const REASONS_MS = 2_000;
/** One agent's session from subscribing to unsubscribing: what is said and heard on the {@link Lifeline} that it keeps. */
export class Session implements Duties {
  readonly #setup: SessionSetup;
  readonly #runtime: Runtime;
  readonly #environment: Environment;
  readonly #bell = new Bell();
  readonly #keyring: Keyring;
  readonly #rest: Rest;
  readonly #reader: Reader;
  readonly #hosts: Hosts;
  readonly #transport: TransportChoice;
  readonly #lifeline: Lifeline;
  readonly #commands: Commands;
  readonly #watchdog: Watchdog;
  readonly #inbox: Inbox;
  #pictures: Pictures | undefined;
  #stream: XmppStream | undefined;
  #wish: Wish | undefined;
  #serving: AbortSignal | undefined;
  /** The present credentials have once brought the link up. */
  #established = false;
  #leaving = false;
  #loggedInAt = -Infinity;
  #lastSignIn: SignIn | undefined;

  constructor(setup: SessionSetup) {
    const { options, runtime, emit } = setup;
    this.#setup = setup;
    this.#runtime = runtime;
    const environment = environmentOf(options.environment);
    this.#environment = environment;
    this.#keyring = new Keyring(options.credentials, runtime);
    this.#rest = new Rest({ ...options.limits, host: () => this.#hosts.current, keyring: this.#keyring, runtime, environment });
    this.#reader = new Reader(this.#rest, runtime, (sample) => emit({ type: 'clock', sample }));
    this.#hosts = new Hosts(setup.hosts, runtime, (host, signal) => this.#reader.systemInfo(host, signal));
    this.#commands = new Commands(runtime, options.undocumented?.supersededMs ?? 2_000, options.undocumented?.silenceMs ?? 500);
    this.#watchdog = new Watchdog(runtime, () => this.#reread(), options.undocumented?.droppedMs ?? 10_000);
    this.#inbox = new Inbox({
      runtime: this.#runtime,
      pictures: () => this.#pictures,
      commands: this.#commands,
      watchdog: this.#watchdog,
      emit: (event) => this.#report(event),
      onService: (status) => this.#onService(status),
    });
    this.#transport = new TransportChoice(options.transport);
    this.#lifeline = new Lifeline({
      hosts: this.#hosts,
      runtime,
      environment,
      backoff: options.limits,
      transport: this.#transport,
      bell: this.#bell,
      duties: this,
      onLink: (link) => emit({ type: 'link', link }),
    });
  }

  /** The present state of the connection. */
  get link(): Link {
    return this.#lifeline.link;
  }

  start(): void {
    void this.#lifeline.run();
  }

  /** Ends the session at once and leaves nothing behind. The agent stays signed in. */
  stop(): void {
    this.#lifeline.stop();
    this.lost(new DesktopError('link-down'));
    this.#endWish(new DesktopError('link-down'));
    this.#rest.close();
    this.#keyring.forget();
  }

  /** See `DesktopPort.send`. */
  async send(command: Command, signal: AbortSignal): Promise<void> {
    if (command.type === 'sign-in') return this.#signIn(command, signal);
    const { state } = this.link;
    if (state !== 'up') {
      const code = state === 'out-of-service' ? 'out-of-service' : 'link-down';
      throw new DesktopError(code, command.type);
    }
    switch (command.type) {
      case 'sign-out':
        return this.#signOut(command, signal);
      case 'set-agent-state':
        return this.#run(command, signal);
      default:
        return this.#commands.inTurn(() => this.#run(command, signal));
    }
  }

  /** See `DesktopPort.query`. */
  async query<Q extends Query>(query: Q, signal: AbortSignal): Promise<ResultOf<Q>> {
    const pictures = this.#pictures;
    if (pictures === undefined || this.#keyring.current === undefined) throw new DesktopError('link-down', query.type);
    return this.#reader.query(query, pictures, signal);
  }

  async identify(node: Node, signal: AbortSignal): Promise<Credentials> {
    const wish = this.#wish;
    const given = wish && credentialsOf(wish.command, node);
    if (given) this.#keyring.keep(given);
    if (!this.#keyring.automatic && this.#keyring.current === undefined) {
      this.#endWish(new DesktopError('invalid-argument', 'secret'));
      throw new Leave(true);
    }
    const credentials = await this.#keyring.get(signal);
    if (wish && credentials.id !== wish.command.agentId) {
      this.#endWish(new DesktopError('invalid-argument', 'agentId'));
      throw new Leave(true);
    }
    const rules = this.#rulesFor(node);
    this.#setup.emit({ type: 'features', features: featuresOf(rules.platform, this.#setup.options.features) });
    if (this.#pictures?.agentId === credentials.id) this.#pictures.setRules(rules);
    else {
      this.#pictures = new Pictures(credentials.id, rules);
      this.#reader.forgetReasons();
    }
    return credentials;
  }

  async renew(refused: Credentials, signal: AbortSignal): Promise<Credentials> {
    return this.#keyring.renew(refused, signal);
  }

  stream(node: Node, credentials: Credentials, listener: Pick<StreamListener, 'onEnd' | 'onPresence'>): XmppStream {
    const { options, resource, runtime } = this.#setup;
    const { xmppDomain, pubsubDomain } = node.info;
    const { topics } = this.#setup;
    this.#inbox.open();
    const stream = new XmppStream(
      {
        ...options.limits,
        url: streamUrlOf(node.host, options, this.#transport.present),
        domain: xmppDomain ?? new URL(node.host).hostname,
        ...(pubsubDomain !== undefined && { pubsub: pubsubDomain }),
        credentials,
        resource,
        runtime,
        environment: this.#environment,
      },
      {
        ...listener,
        onItems: (items, messageId) =>
          this.#inbox.receive(
            items.filter((item) => !topics.take(item)),
            messageId,
          ),
        onIgnored: (what) => {
          this.#inbox.ignore(what);
          topics.doubt();
        },
      },
    );
    this.#stream = stream;
    return stream;
  }

  async logIn(signal: AbortSignal, moved: boolean): Promise<void> {
    if (this.#wish) return this.#fulfil(this.#wish, signal);
    // The other node does not know that the agent is signed in; and it is not for us to sign in one who is not.
    if (moved && this.#pictures?.agent?.state !== 'signed-out') await this.#logInAgain(signal);
  }

  async readAll(signal: AbortSignal, doubtful: boolean): Promise<void> {
    const pictures = this.#pictures;
    if (pictures === undefined) return;
    this.#inbox.hold();
    const reasons = this.#learnReasons(pictures, signal);
    const patience = Promise.race([reasons, sleep(this.#runtime, REASONS_MS, signal)]);
    patience.catch(() => {});
    const snapshot = await this.#reader.everything(pictures, doubtful, signal, patience);
    this.#setup.emit(snapshot);
    const agent = pictures.agent;
    if (agent?.extension && agent.state !== 'signed-out') this.#lastSignIn = signInOf(agent.id, agent.extension, pictures.mobile);
    this.#inbox.release();
    this.#watchdog.read(agent, pictures.legs, snapshot.readAt);
  }

  async serve(signal: AbortSignal): Promise<void> {
    this.#serving = signal;
    this.#established = true;
    if (this.#wish?.isLoggedIn) this.#endWish();
    this.#serveTopics(signal);
    void keepTime(this.#runtime, signal, () => this.#check());
    void keepTrue(this.#runtime, signal, this.#setup.options.limits?.rereadMs ?? 60_000, () => this.#reread());
    try {
      for (;;) {
        if (this.#wish) {
          await this.#fulfil(this.#wish, signal);
          await this.#reread();
          if (this.#wish?.isLoggedIn) this.#endWish();
        }
        await this.#bell.wait(signal);
      }
    } finally {
      this.#serving = undefined;
      this.#watchdog.stop();
    }
  }

  lost(error: DesktopError): void {
    // What came before the loss may be what a command waits for.
    this.#inbox.flush();
    this.#commands.fail(new DesktopError('link-down', undefined, { cause: error.code }));
    this.#watchdog.stop();
  }

  failed(error: DesktopError): void {
    this.#endWish(error);
    // What a person typed is given up with the attempt; what has once been taken is kept and tried again.
    if (this.#keyring.automatic || this.#established || this.#keyring.current === undefined) return;
    this.#keyring.forget();
    this.#lifeline.leave(new Leave(false));
  }

  refused(error: DesktopError): LinkReason {
    const isToken = this.#keyring.current?.kind === 'bearer';
    const why = error.code === 'locked-out' ? 'locked-out' : isToken && this.#established ? 'token-expired' : 'bad-credentials';
    this.#endWish(error);
    this.#keyring.forget();
    this.#established = false;
    return why;
  }

  wished(): boolean {
    return this.#wish !== undefined;
  }

  async #signIn(command: SignIn, signal: AbortSignal): Promise<void> {
    if (this.#wish) throw new DesktopError('busy', command.type);
    if (this.link.state === 'out-of-service' && this.#established) throw new DesktopError('out-of-service');
    const { current } = this.#keyring;
    const isSame =
      current?.id === command.agentId && (command.secret === undefined || command.secret.reveal() === secretOf(current).reveal());
    const agent = this.#pictures?.agent;
    if (!isSame && this.link.state === 'up' && agent !== undefined && agent.state !== 'signed-out') {
      throw new DesktopError('invalid-state', 'Sign out first');
    }
    const wish: Wish = { command, signal, done: deferred<void>(), isLoggedIn: false };
    this.#wish = wish;
    if (!isSame && this.#established) {
      this.#established = false;
      this.#lifeline.leave(new Leave(false));
    }
    this.#bell.ring();
    try {
      await orAborted(wish.done.promise, signal);
    } catch (error) {
      if (this.#wish === wish) this.failed(DesktopError.from(error));
      throw error;
    }
  }

  #serveTopics(signal: AbortSignal): void {
    const { topics, options, emit } = this.#setup;
    const stream = this.#stream;
    if (stream === undefined) return;
    const line: TopicLine = {
      runtime: this.#runtime,
      rereadMs: options.limits?.teamRereadMs ?? 300_000,
      subscribe: (node) => stream.subscribe(node),
      unsubscribe: (node) => stream.unsubscribe(node),
      read: async (path, inner) => (await this.#rest.get(path, inner, { maxBody: LIST_BYTES })).body,
      ignore: (what) => emit({ type: 'ignored', what }),
    };
    topics.serve(line, signal);
  }

  #endWish(error?: DesktopError): void {
    const wish = this.#wish;
    this.#wish = undefined;
    if (error) wish?.done.reject(error);
    else wish?.done.resolve();
  }

  async #fulfil(wish: Wish, signal: AbortSignal): Promise<void> {
    try {
      await this.#logIn(wish.command, [signal, wish.signal]);
      wish.isLoggedIn = true;
    } catch (error) {
      const isLost = signal.aborted && !wish.signal.aborted;
      const failure = isLost ? new DesktopError('link-down', undefined, { cause: error }) : this.#signInFailure(error);
      if (this.#wish === wish) this.#endWish(failure);
      // The stream is up and the agent known: a wrong extension ends neither.
      if (signal.aborted || failure.code === 'unauthorized' || failure.code === 'locked-out') throw failure;
    }
  }

  // The stream has just taken this very password, so it is not wrong: REST alone counts failures, and blocks for 5 minutes after five
  // (Finesse 12.5 guide p. 29).
  #signInFailure(error: unknown): DesktopError {
    const failure = DesktopError.from(error);
    if (failure.code !== 'unauthorized' || this.#keyring.current?.kind === 'bearer') return failure;
    const { status } = (failure.cause ?? {}) as PlatformRefusal;
    return status === 401 ? new DesktopError('locked-out', undefined, { cause: failure.cause }) : failure;
  }

  async #logInAgain(signal: AbortSignal): Promise<void> {
    const command = this.#lastSignIn;
    if (command === undefined) return;
    try {
      await this.#logIn(command, [signal]);
    } catch (error) {
      // What the reading shows then is the truth, and a person's to deal with.
      if (signal.aborted) throw error;
    }
  }

  async #logIn(command: SignIn, signals: readonly AbortSignal[]): Promise<void> {
    const late = (): Error => new DesktopError('timeout', 'sign-in');
    await within(this.#runtime, LOG_IN_MS, signals, (inner) => this.#run(command, inner), late);
    this.#loggedInAt = this.#runtime.monotonic();
    this.#lifeline.doubt();
  }

  async #signOut(command: Command, signal: AbortSignal): Promise<void> {
    this.#leaving = true;
    try {
      await this.#run(command, signal);
    } catch (error) {
      this.#leaving = false;
      throw error;
    }
    this.#depart();
  }

  // On CCX a sign-out may first be pending: then the agent's last event ends the session.
  #depart(): void {
    if (!this.#leaving || this.#pictures?.agent?.state !== 'signed-out') return;
    this.#leaving = false;
    this.#established = false;
    this.#keyring.forget();
    this.#setup.emit({ type: 'snapshot', readAt: this.#runtime.monotonic(), dialogs: [] });
    this.#lifeline.leave(new Leave(true, 'signed-out'));
  }

  async #run(command: Command, signal: AbortSignal): Promise<void> {
    const pictures = this.#pictures;
    if (pictures === undefined) throw new DesktopError('link-down', command.type);
    const { agentId, agent } = pictures;
    const request = requestOf(command, { agentId, ...(agent?.extension !== undefined && { extension: agent.extension }) });
    try {
      await this.#commands.run(command, agent, signal, (requestId) => this.#rest.send(request, requestId, signal));
    } catch (error) {
      const failure = DesktopError.from(error);
      if (failure.code === 'out-of-service' || failure.code === 'protocol') void this.#check();
      if (command.type !== 'conference' || !isNotController(failure)) throw failure;
      pictures.setController(command.dialogId, 'no');
      void this.#showAgain(command.dialogId);
      throw new DesktopError('not-controller', undefined, { cause: failure.cause });
    }
    this.#remember(command, pictures);
  }

  // What the platform keeps to itself is known to whoever asked for it.
  #remember(command: Command, pictures: Pictures): void {
    if (command.type === 'conference') {
      const survivor = pictures.survivorOf(command.dialogId);
      pictures.setController(survivor, 'yes');
      void this.#showAgain(survivor);
    } else if (command.type === 'record') {
      pictures.setRecorded(command.dialogId);
      void this.#showAgain(command.dialogId);
    }
  }

  async #showAgain(dialogId: string): Promise<void> {
    const pictures = this.#pictures;
    const signal = this.#serving;
    if (pictures === undefined || signal === undefined) return;
    try {
      const seen = await this.#reader.query({ type: 'dialog', dialogId }, pictures, signal);
      if (seen && !signal.aborted) this.#setup.emit({ type: 'dialog', added: false, ...seen });
    } catch {
      // It is shown with the next report then.
    }
  }

  // Reports go to the client first, then have the consequences that a session draws itself.
  #report(event: PortEvent): void {
    const { emit, options } = this.#setup;
    emit(event);
    if (event.type === 'dialog') {
      const { direction, participants } = event.picture;
      const isOnIt = participants.some(({ own, state }) => own && (state === 'active' || state === 'held'));
      if (isOnIt && (direction === 'inbound' || direction === 'outbound')) this.#setRules({ direction });
    } else if (event.type === 'agent') {
      const { id, state, reason, extension } = event.picture;
      if (state !== 'signed-out') {
        if (extension) this.#lastSignIn = signInOf(id, extension, this.#pictures?.mobile);
      } else if (this.#leaving) {
        this.#depart();
      } else if (
        reason?.code === FORCED &&
        this.#serving &&
        this.#runtime.monotonic() - this.#loggedInAt < (options.undocumented?.staleLogoutMs ?? 10_000)
      ) {
        // Meant for the session before ours, and only this once (Finesse 12.5 guide p. 380).
        this.#loggedInAt = -Infinity;
        void this.#repeatLogIn(this.#serving);
      }
    }
  }

  async #repeatLogIn(signal: AbortSignal): Promise<void> {
    await this.#logInAgain(signal).catch(() => {});
    this.#loggedInAt = -Infinity;
    await this.#reread();
  }

  // Fails only where the link has gone, and then everything is read anew anyway.
  async #reread(): Promise<void> {
    const pictures = this.#pictures;
    const signal = this.#serving;
    if (pictures === undefined || signal === undefined) return;
    try {
      const snapshot = await this.#reader.everything(pictures, false, signal);
      if (signal.aborted) return;
      this.#setup.emit(snapshot);
      this.#watchdog.read(pictures.agent, pictures.legs, snapshot.readAt);
    } catch (error) {
      if (signal.aborted) return;
      this.#watchdog.lost();
      if (DesktopError.from(error).code === 'protocol') void this.#check();
    }
  }

  async #learnReasons(pictures: Pictures, signal: AbortSignal): Promise<void> {
    const rules = await this.#reader.reasonRules(pictures.agentId, signal);
    if (pictures === this.#pictures && !signal.aborted) this.#setRules(rules);
  }

  #setRules(rules: Partial<StateRules>): void {
    const event = this.#pictures?.setRules(rules);
    if (event && this.#serving) this.#setup.emit(event);
  }

  // Its clock is a welcome by-product, or the other way round.
  async #check(): Promise<void> {
    const signal = this.#serving;
    if (signal === undefined) return;
    try {
      this.#onService((await this.#reader.systemInfo(this.#hosts.current, signal)).status);
    } catch (error) {
      // That a look failed says nothing: the stream tells when the node goes. What answers in its place the stream cannot tell.
      if (!signal.aborted && whyOf(error) === 'not-the-platform') this.#lifeline.lookAgain();
    }
  }

  #onService(status: SystemInfo['status']): void {
    if (status !== 'unknown') this.#lifeline.setService(status === 'in-service');
  }

  #rulesFor(node: Node): StateRules {
    const { platform = 'auto', undocumented } = this.#setup.options;
    return {
      platform: platform === 'auto' ? (node.info.platform ?? 'CCE') : platform,
      ...(undocumented?.offerInferred !== undefined && { offerInferred: undocumented.offerInferred }),
      ...(undocumented?.states !== undefined && { table: undocumented.states }),
    };
  }
}

// CCE answers 20999, CCX 22 CF_INVALID_OBJECT_STATE (Finesse 12.5 guide pp. 86, 94); both mean other things to other commands.
function isNotController({ cause }: DesktopError): boolean {
  const { data = '', message = '' } = (cause ?? {}) as PlatformRefusal;
  return data === '20999' || message.startsWith('20999') || (data === '22' && message.includes('CF_INVALID_OBJECT_STATE'));
}
