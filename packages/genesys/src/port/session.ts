import {
  agentShows,
  DesktopError,
  type Command,
  type Link,
  type LinkReason,
  type PortEvent,
  type Query,
  type QueryResults,
  type ResultOf,
  type Runtime,
  type SignIn,
} from '@cordboard/core';
import { Subscription } from 'rxjs';
import type { AisNames } from '../ais/names.js';
import type { AisCredentials } from '../wire/ais-wire.js';
import { Backoff } from '../wire/backoff.js';
import { aborted } from '../wire/wait.js';
import { asking, type Asking } from './asking.js';
import { Bell } from './bell.js';
import { Desk } from './desk.js';
import { Intake } from './intake.js';
import type { GenesysOptions } from './options.js';
import { topicsOf } from './topics.js';
import { wakeOfPage } from './wake.js';

interface Wish extends Asking {
  readonly command: SignIn;
  isLoggedIn: boolean;
}

/** Why a session is left other than by a lost wire; `why` is told with the question for credentials. */
interface Leaving {
  readonly why?: LinkReason;
}

/** One agent's session from subscribing to unsubscribing: opens the wire again when it is lost, and reads everything again when it may be wrong. */
export class Session {
  readonly #options: GenesysOptions;
  readonly #runtime: Runtime;
  readonly #emit: (event: PortEvent) => void;
  readonly #desk: Desk;
  readonly #backoff: Backoff;
  readonly #bell: Bell;
  readonly #intake = new Intake((event) => this.#desk.apply(event));
  readonly #stopped = new AbortController();
  readonly #heard = new Subscription();
  #link: Link = { state: 'idle' };
  #credentials: AisCredentials | undefined;
  #wish: Wish | undefined;
  /** What is serving now; its end is the end of what is under way. */
  #life: AbortController | undefined;
  #leaving: Leaving | undefined;
  #wasUp = false;

  constructor(options: GenesysOptions, names: AisNames, runtime: Runtime, emit: (event: PortEvent) => void) {
    this.#options = options;
    this.#runtime = runtime;
    this.#emit = emit;
    this.#bell = new Bell(runtime);
    this.#backoff = new Backoff(runtime, options.limits);
    const [told, signedOut] = [(): void => this.#check(), (): void => this.#leave({ why: 'signed-out' })];
    this.#desk = new Desk({ options, names, runtime, emit, told, signedOut });
  }

  start(): void {
    const { wire, onWake } = this.#options;
    this.#heard.add(wire.events$.subscribe((event) => this.#intake.hear(event)));
    this.#heard.add(wire.gap$.subscribe(() => this.#doubt()));
    this.#heard.add(wire.lost$.subscribe(() => this.#life?.abort()));
    this.#heard.add(wire.clock$?.subscribe((sample) => this.#emit({ type: 'clock', sample })));
    this.#heard.add(wire.ignored$?.subscribe((what) => this.#emit({ type: 'ignored', what })));
    // Whoever waits to try again tries at once.
    this.#heard.add((onWake ?? wakeOfPage)(() => this.#bell.ring()));
    void this.#run();
  }

  /** Ends the session and leaves nothing behind. The agent stays logged in. */
  stop(): void {
    this.#stopped.abort();
    this.#life?.abort();
    this.#bell.ring();
    this.#wish?.settle(new DesktopError('link-down'));
    this.#heard.unsubscribe();
    this.#credentials = undefined;
    void this.#options.wire.close();
  }

  /** See `DesktopPort.send`. */
  async send(command: Command, signal: AbortSignal): Promise<void> {
    if (command.type === 'sign-in') return this.#signIn(command, signal);
    if (this.#link.state !== 'up') throw new DesktopError('link-down', command.type);
    return this.#desk.send(command, signal);
  }

  /** See `DesktopPort.query`. */
  async query<Q extends Query>(query: Q, signal: AbortSignal): Promise<ResultOf<Q>> {
    return (await this.#answer(query, signal)) as ResultOf<Q>;
  }

  async #answer(query: Query, signal: AbortSignal): Promise<QueryResults[Query['type']]> {
    if (query.type === 'reason-codes') return (this.#options.reasonCodes ?? []).filter(({ category }) => category === query.category);
    if (this.#credentials === undefined) throw new DesktopError('link-down', query.type);
    return this.#desk.query(query, signal);
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    let why: LinkReason | undefined;
    try {
      for (;;) {
        const credentials = await this.#identify(why, signal);
        why = await this.#keep(credentials, signal);
      }
    } catch (error) {
      // Nothing else gets here: whatever goes wrong in a session ends with another try or with a question for credentials.
      if (!signal.aborted) throw error;
    }
  }

  async #identify(why: LinkReason | undefined, signal: AbortSignal): Promise<AisCredentials> {
    const { credentials } = this.#options;
    if (this.#credentials) return this.#credentials;
    if (credentials && why === undefined && !this.#wish) {
      this.#show({ state: 'connecting' });
      const given = await credentials().catch(() => undefined);
      if (signal.aborted) throw aborted();
      if (given) return (this.#credentials = given);
    }
    for (;;) {
      const { command } = this.#wish ?? {};
      if (command?.secret) return (this.#credentials = { user: command.agentId, secret: command.secret });
      this.#wish?.settle(new DesktopError('invalid-argument', 'secret'));
      this.#show({ state: 'sign-in-needed', ...(why !== undefined && { why }) });
      await this.#bell.rest(signal);
    }
  }

  /** Keeps a session until it is left; resolves with why credentials are to be asked for again. */
  async #keep(credentials: AisCredentials, signal: AbortSignal): Promise<LinkReason | undefined> {
    let why: LinkReason | undefined;
    this.#desk.seat(credentials.user);
    this.#wasUp = false;
    for (;;) {
      const life = new AbortController();
      this.#life = life;
      this.#desk.serve(life.signal);
      this.#leaving = undefined;
      let failure: DesktopError | undefined;
      try {
        this.#show({ state: 'connecting', ...(why !== undefined && { why }) });
        await this.#serve(credentials, life.signal);
      } catch (error) {
        failure = DesktopError.from(error);
      }
      life.abort();
      this.#life = undefined;
      this.#desk.fail(new DesktopError('link-down'));
      if (signal.aborted) throw aborted();
      const left = this.#leaving as Leaving | undefined;
      if (left) {
        await this.#forget();
        return left.why;
      }
      if (failure?.code === 'unauthorized') {
        this.#wish?.settle(failure);
        await this.#forget();
        return 'bad-credentials';
      }
      // What a person typed is given up with the attempt; what has once been taken is kept and tried again.
      if (!this.#wasUp && this.#wish) {
        this.#wish.settle(failure ?? new DesktopError('link-down'));
        await this.#forget();
        return 'unreachable';
      }
      why = this.#link.state === 'up' ? 'socket-lost' : 'unreachable';
      const pause = this.#link.state === 'up' ? this.#backoff.lost() : this.#backoff.failed();
      this.#show({ state: 'connecting', why, retryAt: this.#runtime.monotonic() + pause });
      await this.#bell.rest(signal, pause);
    }
  }

  async #serve(credentials: AisCredentials, signal: AbortSignal): Promise<void> {
    this.#intake.begin();
    await this.#options.wire.open({ credentials, topics: topicsOf(credentials.user) }, signal);
    await this.#logIn(signal);
    await this.#resync(signal);
    this.#backoff.settled();
    this.#wasUp = true;
    this.#show({ state: 'up' });
    this.#check();
    for (;;) {
      if (!this.#intake.hasGap && (!this.#wish || this.#wish.isLoggedIn)) await this.#bell.rest(signal);
      if (this.#wish && !this.#wish.isLoggedIn) {
        await this.#logIn(signal);
        this.#doubt();
      }
      if (this.#intake.hasGap) await this.#resync(signal);
      this.#check();
    }
  }

  // Events may be lost or are about to be: what comes meanwhile waits for the read, whose picture is the whole one.
  async #resync(signal: AbortSignal): Promise<void> {
    const letIn = this.#intake.hold();
    await this.#desk.readAll(signal);
    letIn();
  }

  async #logIn(signal: AbortSignal): Promise<void> {
    const wish = this.#wish;
    const credentials = this.#credentials;
    if (!wish || !credentials) return;
    try {
      await this.#desk.logIn(wish.command, credentials, signal);
      wish.isLoggedIn = true;
    } catch (error) {
      // The session is open and stays so: a wrong DN is the agent's to mend.
      wish.settle(signal.aborted ? new DesktopError('link-down') : DesktopError.from(error));
      if (signal.aborted) throw error;
    }
  }

  async #signIn(command: SignIn, signal: AbortSignal): Promise<void> {
    if (this.#wish) throw new DesktopError('busy', command.type);
    if (command.agentId === '' || command.extension === '') throw new DesktopError('invalid-argument', 'agentId, extension');
    if (command.mobile) throw new DesktopError('mode-not-allowed', command.type);
    const isOther = this.#credentials !== undefined && this.#credentials.user !== command.agentId;
    const isSame = !isOther && (command.secret === undefined || command.secret.reveal() === this.#credentials?.secret.reveal());
    if (!isSame && this.#link.state === 'up' && this.#desk.picture.state !== 'signed-out') {
      throw new DesktopError('invalid-state', 'Sign out first');
    }
    const wish: Wish = { command, isLoggedIn: false, ...asking(signal, command.type, () => (this.#wish = undefined)) };
    this.#wish = wish;
    if (!isSame && this.#credentials !== undefined) this.#leave({});
    this.#bell.ring();
    await wish.done;
  }

  #check(): void {
    if (this.#wish?.isLoggedIn && agentShows(this.#wish.command, this.#desk.picture)) this.#wish.settle();
    this.#desk.check();
  }

  #doubt(): void {
    this.#intake.doubt();
    this.#bell.ring();
  }

  #leave(leaving: Leaving): void {
    this.#leaving = leaving;
    if (!this.#life) this.#credentials = undefined;
    this.#life?.abort();
    this.#bell.ring();
  }

  async #forget(): Promise<void> {
    this.#credentials = undefined;
    this.#intake.forget();
    this.#desk.clear();
    await this.#options.wire.close();
  }

  #show(link: Link): void {
    this.#link = link;
    this.#emit({ type: 'link', link });
  }
}
