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
import type { AisEvent } from '../ais/event.js';
import type { AisNames } from '../ais/names.js';
import { InteractionService } from '../services/interaction-service.js';
import { InteractionVoiceService } from '../services/interaction-voice-service.js';
import type { AisCredentials } from '../wire/ais-wire.js';
import { Backoff } from '../wire/backoff.js';
import { aborted, sleep } from '../wire/wait.js';
import { AgentDesk } from './agent-desk.js';
import { asking, type Asking } from './asking.js';
import { CallDesk } from './call-desk.js';
import type { GenesysOptions } from './options.js';
import { INTERACTION_ATTRIBUTES, topicsOf } from './topics.js';

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
  readonly #interactions: InteractionService;
  readonly #agent: AgentDesk;
  readonly #desk: CallDesk;
  readonly #backoff: Backoff;
  readonly #stopped = new AbortController();
  readonly #heard = new Subscription();
  #link: Link = { state: 'idle' };
  #credentials: AisCredentials | undefined;
  #wish: Wish | undefined;
  /** What is serving now; its end is the end of what is under way. */
  #life: AbortController | undefined;
  #leaving: Leaving | undefined;
  #wake: (() => void) | undefined;
  /** Events that came while everything is being read. */
  #held: AisEvent[] | undefined;
  #hasGap = false;
  #newest = 0;
  #wasUp = false;

  constructor(options: GenesysOptions, names: AisNames, runtime: Runtime, emit: (event: PortEvent) => void) {
    const { wire } = options;
    this.#options = options;
    this.#runtime = runtime;
    this.#emit = emit;
    this.#interactions = new InteractionService(wire, names);
    this.#agent = new AgentDesk(options, names, () => this.#leave({ why: 'signed-out' }));
    this.#backoff = new Backoff(runtime, options.limits);
    this.#desk = new CallDesk({
      names,
      voice: new InteractionVoiceService(wire, names),
      interactions: this.#interactions,
      line: () => this.#agent.line,
      emit,
      runtime,
    });
  }

  start(): void {
    const { wire } = this.#options;
    this.#heard.add(wire.events$.subscribe((event) => this.#hear(event)));
    this.#heard.add(wire.gap$.subscribe(() => this.#doubt()));
    this.#heard.add(wire.lost$.subscribe(() => this.#life?.abort()));
    this.#heard.add(wire.clock$?.subscribe((sample) => this.#emit({ type: 'clock', sample })));
    this.#heard.add(wire.ignored$?.subscribe((what) => this.#emit({ type: 'ignored', what })));
    void this.#run();
  }

  /** Ends the session and leaves nothing behind. The agent stays logged in. */
  stop(): void {
    this.#stopped.abort();
    this.#life?.abort();
    this.#wake?.();
    this.#wish?.settle(new DesktopError('link-down'));
    this.#heard.unsubscribe();
    this.#credentials = undefined;
    void this.#options.wire.close();
  }

  /** See `DesktopPort.send`. */
  async send(command: Command, signal: AbortSignal): Promise<void> {
    if (command.type === 'sign-in') return this.#signIn(command, signal);
    if (this.#link.state !== 'up') throw new DesktopError('link-down', command.type);
    switch (command.type) {
      case 'sign-out':
      case 'set-agent-state':
        return this.#agent.send(command, signal);
      case 'make-call': {
        const { callingDn } = this.#agent;
        if (callingDn === undefined) throw new DesktopError('invalid-state', command.type);
        return this.#desk.makeCall(command, callingDn, signal);
      }
      default:
        return this.#desk.send(command, signal);
    }
  }

  /** See `DesktopPort.query`. */
  async query<Q extends Query>(query: Q, signal: AbortSignal): Promise<ResultOf<Q>> {
    return (await this.#answer(query, signal)) as ResultOf<Q>;
  }

  async #answer(query: Query, signal: AbortSignal): Promise<QueryResults[Query['type']]> {
    if (query.type === 'reason-codes') return (this.#options.reasonCodes ?? []).filter(({ category }) => category === query.category);
    if (this.#credentials === undefined) throw new DesktopError('link-down', query.type);
    switch (query.type) {
      case 'agent':
        await this.#agent.read(signal);
        return this.#agent.seen;
      case 'dialog':
        return this.#desk.query(query.dialogId, signal);
      case 'dialogs':
        await this.#readCalls(signal);
        return this.#desk.calls.all();
      default:
        throw new DesktopError('not-supported', query.type);
    }
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
      await this.#rest(signal);
    }
  }

  /** Keeps a session until it is left; resolves with why credentials are to be asked for again. */
  async #keep(credentials: AisCredentials, signal: AbortSignal): Promise<LinkReason | undefined> {
    let why: LinkReason | undefined;
    this.#agent.seat(credentials.user);
    this.#wasUp = false;
    for (;;) {
      const life = new AbortController();
      this.#life = life;
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
      this.#agent.fail(new DesktopError('link-down'));
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
      await this.#rest(signal, pause);
    }
  }

  async #serve(credentials: AisCredentials, signal: AbortSignal): Promise<void> {
    this.#held = [];
    await this.#options.wire.open({ credentials, topics: topicsOf(credentials.user) }, signal);
    await this.#logIn(signal);
    await this.#resync(signal);
    this.#backoff.settled();
    this.#wasUp = true;
    this.#show({ state: 'up' });
    this.#checkAgent();
    for (;;) {
      await this.#rest(signal, undefined, () => this.#hasGap || (this.#wish !== undefined && !this.#wish.isLoggedIn));
      if (this.#wish && !this.#wish.isLoggedIn) {
        await this.#logIn(signal);
        this.#doubt();
      }
      if (this.#hasGap) await this.#resync(signal);
      this.#checkAgent();
    }
  }

  // Events may be lost or are about to be: what comes meanwhile waits for the read, whose picture is the whole one.
  async #resync(signal: AbortSignal): Promise<void> {
    this.#held ??= [];
    this.#hasGap = false;
    const readAt = this.#runtime.monotonic();
    // What is older than what was known before the read has been in it.
    const floor = this.#newest;
    await Promise.all([this.#agent.read(signal), this.#readCalls(signal)]);
    await this.#agent.learnNumber(signal);
    this.#emit({ type: 'snapshot', readAt, agent: this.#agent.seen, dialogs: this.#desk.calls.all() });
    this.#desk.reported();
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const event of held) if (event.timeStamp === undefined || event.timeStamp >= floor) this.#apply(event);
  }

  async #readCalls(signal: AbortSignal): Promise<void> {
    try {
      const user = this.#credentials?.user ?? '';
      this.#desk.calls.replace(await this.#interactions.getInteractionsDTOFromAgent(user, INTERACTION_ATTRIBUTES, signal));
    } catch (error) {
      // Who is logged in nowhere has no calls ("The Agent Service").
      if (DesktopError.from(error).code !== 'invalid-state') throw error;
      this.#desk.calls.clear();
    }
  }

  async #logIn(signal: AbortSignal): Promise<void> {
    const wish = this.#wish;
    const credentials = this.#credentials;
    if (!wish || !credentials) return;
    try {
      await this.#agent.logIn(wish.command, credentials, signal);
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
    if (!isSame && this.#link.state === 'up' && this.#agent.seen.picture.state !== 'signed-out') {
      throw new DesktopError('invalid-state', 'Sign out first');
    }
    const wish: Wish = { command, isLoggedIn: false, ...asking(signal, command.type, () => (this.#wish = undefined)) };
    this.#wish = wish;
    if (!isSame && this.#credentials !== undefined) this.#leave({});
    this.#wake?.();
    await wish.done;
  }

  #hear(event: AisEvent): void {
    if (this.#held) this.#held.push(event);
    else this.#apply(event);
  }

  #apply(event: AisEvent): void {
    const life = this.#life?.signal;
    if (!life || life.aborted) return;
    this.#newest = Math.max(this.#newest, event.timeStamp ?? 0);
    if (event.serviceName === 'InteractionService' && event.eventName === 'InteractionEvent') return this.#desk.apply(event, life);
    if (event.serviceName !== 'AgentService' || event.eventName !== 'VoiceMediaEvent') return;
    if (!this.#agent.apply(event)) return this.#tellAgent();
    this.#agent.read(life).then(
      () => this.#tellAgent(),
      // Then the session is lost, and everything read anew.
      () => undefined,
    );
  }

  #tellAgent(): void {
    this.#emit({ type: 'agent', ...this.#agent.seen });
    this.#checkAgent();
  }

  #checkAgent(): void {
    if (this.#wish?.isLoggedIn && agentShows(this.#wish.command, this.#agent.seen.picture)) this.#wish.settle();
    this.#agent.check();
  }

  #doubt(): void {
    this.#held ??= [];
    this.#hasGap = true;
    this.#wake?.();
  }

  #leave(leaving: Leaving): void {
    this.#leaving = leaving;
    if (!this.#life) this.#credentials = undefined;
    this.#life?.abort();
    this.#wake?.();
  }

  async #forget(): Promise<void> {
    this.#credentials = undefined;
    this.#held = undefined;
    this.#desk.calls.clear();
    this.#emit({ type: 'snapshot', readAt: this.#runtime.monotonic(), dialogs: [] });
    await this.#options.wire.close();
  }

  #show(link: Link): void {
    this.#link = link;
    this.#emit({ type: 'link', link });
  }

  // Until somebody wakes it, `ms` have passed or there is something to do already; rejects with `aborted` when the signal aborts.
  async #rest(signal: AbortSignal, ms?: number, isDue = () => false): Promise<void> {
    if (signal.aborted) throw aborted();
    if (isDue()) return;
    const control = new AbortController();
    await new Promise<void>((resolve, reject) => {
      const onAbort = (): void => reject(aborted());
      this.#wake = resolve;
      signal.addEventListener('abort', onAbort, { once: true });
      control.signal.addEventListener('abort', () => signal.removeEventListener('abort', onAbort));
      if (ms !== undefined) void sleep(this.#runtime, ms, control.signal).then(resolve, () => undefined);
    }).finally(() => {
      this.#wake = undefined;
      control.abort();
    });
  }
}
