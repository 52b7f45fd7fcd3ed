import {
  DesktopError,
  type AgentPicture,
  type Command,
  type Link,
  type LinkReason,
  type PlatformRefusal,
  type PortEvent,
  type PortSession,
  type Query,
  type ResultOf,
  type Runtime,
  type SignIn,
} from '@cordboard/core';
import type { SystemInfo } from '../codec/system-info.js';
import { Keyring, secretOf, type Credentials } from '../wire/credentials.js';
import { environmentOf, type Environment } from '../wire/environment.js';
import { Hosts, whyOf, type Node } from '../wire/hosts.js';
import { LIST_BYTES, Rest } from '../wire/rest.js';
import { TransportChoice } from '../wire/transport.js';
import { Bell, deferred, orAborted, within } from '../wire/wait.js';
import { XmppStream, type StreamListener } from '../wire/xmpp.js';
import { AgentDesk } from './agent-desk.js';
import { Leave, Lifeline, type Duties } from './lifeline.js';
import { streamUrlOf, type FinesseOptions } from './options.js';
import { Reader } from './reader.js';
import { featuresOf } from './features.js';
import { rulesOf } from './rules.js';
import { credentialsOf, signInOf, type Wish } from './sign-in.js';
import { keepTime } from './time-keeper.js';
import type { TopicLine, Topics } from './topics.js';

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

/** One agent's session from subscribing to unsubscribing: what is said and heard on the {@link Lifeline} that it keeps. */
export class Session implements Duties, PortSession {
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
  readonly #desk: AgentDesk;
  #stream: XmppStream | undefined;
  #wish: Wish | undefined;
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
    this.#rest = new Rest({ ...options.limits, host: () => this.#hosts.current, authority: this.#keyring, runtime, environment });
    this.#reader = new Reader(this.#rest, runtime, (sample) => emit({ type: 'clock', sample }));
    this.#hosts = new Hosts(setup.hosts, runtime, (host, signal) => this.#reader.systemInfo(host, signal));
    this.#desk = new AgentDesk({
      options,
      runtime,
      rest: this.#rest,
      reader: this.#reader,
      emit,
      onRead: (agent) => this.#noteSignIn(agent),
      onAgent: (agent) => this.#onAgent(agent),
      onService: (status) => this.#onService(status),
      onDoubt: () => void this.#check(),
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
    return command.type === 'sign-out' ? this.#signOut(command, signal) : this.#desk.send(command, signal);
  }

  /** See `DesktopPort.query`. */
  async query<Q extends Query>(query: Q, signal: AbortSignal): Promise<ResultOf<Q>> {
    if (this.#keyring.current === undefined) throw new DesktopError('link-down', query.type);
    return this.#desk.query(query, signal);
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
    const rules = rulesOf(this.#setup.options, node.info);
    this.#setup.emit({ type: 'features', features: featuresOf(rules.platform, this.#setup.options.features) });
    this.#desk.seat(credentials.id, rules);
    return credentials;
  }

  async renew(refused: Credentials, signal: AbortSignal): Promise<Credentials> {
    return this.#keyring.renew(refused, signal);
  }

  stream(node: Node, credentials: Credentials, listener: Pick<StreamListener, 'onEnd' | 'onPresence'>): XmppStream {
    const { options, resource, runtime } = this.#setup;
    const { xmppDomain, pubsubDomain } = node.info;
    const { topics } = this.#setup;
    this.#desk.inbox.open();
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
          this.#desk.inbox.receive(
            items.filter((item) => !topics.take(item)),
            messageId,
          ),
        onIgnored: (what) => {
          this.#desk.inbox.ignore(what);
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
    if (moved && this.#desk.agent?.state !== 'signed-out') await this.#logInAgain(signal);
  }

  async readAll(signal: AbortSignal, doubtful: boolean): Promise<void> {
    return this.#desk.readAll(signal, doubtful);
  }

  async serve(signal: AbortSignal): Promise<void> {
    this.#desk.open(signal);
    this.#established = true;
    if (this.#wish?.isLoggedIn) this.#endWish();
    this.#serveTopics(signal);
    void keepTime(this.#runtime, signal, () => this.#check());
    try {
      for (;;) {
        if (this.#wish) {
          await this.#fulfil(this.#wish, signal);
          await this.#desk.reread();
          if (this.#wish?.isLoggedIn) this.#endWish();
        }
        await this.#bell.wait(signal);
      }
    } finally {
      this.#desk.close();
    }
  }

  lost(error: DesktopError): void {
    this.#desk.fail(error);
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
    const { agent } = this.#desk;
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
    await within(this.#runtime, LOG_IN_MS, signals, (inner) => this.#desk.run(command, inner), late);
    this.#loggedInAt = this.#runtime.monotonic();
    this.#lifeline.doubt();
  }

  async #signOut(command: Command, signal: AbortSignal): Promise<void> {
    this.#leaving = true;
    try {
      await this.#desk.run(command, signal);
    } catch (error) {
      this.#leaving = false;
      throw error;
    }
    this.#depart();
  }

  // On CCX a sign-out may first be pending: then the agent's last event ends the session.
  #depart(): void {
    if (!this.#leaving || this.#desk.agent?.state !== 'signed-out') return;
    this.#leaving = false;
    this.#established = false;
    this.#keyring.forget();
    this.#setup.emit({ type: 'snapshot', readAt: this.#runtime.monotonic(), dialogs: [] });
    this.#lifeline.leave(new Leave(true, 'signed-out'));
  }

  #noteSignIn(agent: AgentPicture | undefined): void {
    if (agent?.extension && agent.state !== 'signed-out') this.#lastSignIn = signInOf(agent.id, agent.extension, this.#desk.mobile);
  }

  #onAgent(agent: AgentPicture): void {
    const { serving } = this.#desk;
    if (agent.state !== 'signed-out') return this.#noteSignIn(agent);
    if (this.#leaving) return this.#depart();
    const isStale = this.#runtime.monotonic() - this.#loggedInAt < (this.#setup.options.undocumented?.staleLogoutMs ?? 10_000);
    if (agent.reason?.code !== FORCED || !serving || !isStale) return;
    // Meant for the session before ours, and only this once (Finesse 12.5 guide p. 380).
    this.#loggedInAt = -Infinity;
    void this.#repeatLogIn(serving);
  }

  async #repeatLogIn(signal: AbortSignal): Promise<void> {
    await this.#logInAgain(signal).catch(() => {});
    this.#loggedInAt = -Infinity;
    await this.#desk.reread();
  }

  // Its clock is a welcome by-product, or the other way round.
  async #check(): Promise<void> {
    const signal = this.#desk.serving;
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
}
