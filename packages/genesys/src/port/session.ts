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
  type SetAgentState,
  type SignIn,
  type SignOut,
} from '@cordboard/core';
import { Subscription } from 'rxjs';
import { refusalOf } from '../ais/errors.js';
import type { AisEvent } from '../ais/event.js';
import type { AisNames } from '../ais/names.js';
import { wordOf, type KeyValue } from '../ais/values.js';
import { AgentService, DnService, type MediaInfoError, type StateVoiceForm } from '../services/agent-service.js';
import { InteractionService } from '../services/interaction-service.js';
import { InteractionVoiceService } from '../services/interaction-voice-service.js';
import type { AisCredentials } from '../wire/ais-wire.js';
import { Backoff } from '../wire/backoff.js';
import { aborted, sleep } from '../wire/wait.js';
import { AgentRecord } from './agent-record.js';
import { CallDesk } from './call-desk.js';
import type { GenesysOptions } from './options.js';
import { AGENT_ATTRIBUTES, INTERACTION_ATTRIBUTES, topicsOf } from './topics.js';

interface Wish {
  readonly command: SignIn;
  readonly signal: AbortSignal;
  readonly settle: (error?: DesktopError) => void;
  isLoggedIn: boolean;
}

interface AgentWaiting {
  readonly command: SetAgentState | SignOut;
  readonly settle: (error?: DesktopError) => void;
}

/** One agent's session from subscribing to unsubscribing: opens the wire again when it is lost, and reads everything again when it may be wrong. */
export class Session {
  readonly #options: GenesysOptions;
  readonly #runtime: Runtime;
  readonly #emit: (event: PortEvent) => void;
  readonly #agents: AgentService;
  readonly #dns: DnService;
  readonly #interactions: InteractionService;
  readonly #agent: AgentRecord;
  readonly #desk: CallDesk;
  readonly #backoff: Backoff;
  readonly #stopped = new AbortController();
  readonly #heard = new Subscription();
  #link: Link = { state: 'idle' };
  #credentials: AisCredentials | undefined;
  #wish: Wish | undefined;
  #agentWaiting: AgentWaiting | undefined;
  /** What is serving now; its end is the end of what is under way. */
  #life: AbortController | undefined;
  /** Why the session is to be left, other than by a lost wire. */
  #leaving: { readonly why?: LinkReason; readonly forget: boolean } | undefined;
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
    this.#agents = new AgentService(wire, names);
    this.#dns = new DnService(wire, names);
    this.#interactions = new InteractionService(wire, names);
    this.#agent = new AgentRecord(names);
    this.#backoff = new Backoff(runtime, options.limits);
    this.#desk = new CallDesk({
      names,
      voice: new InteractionVoiceService(wire, names),
      interactions: this.#interactions,
      line: () => this.#agent.line,
      emit,
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
        return this.#changeState(command, signal);
      case 'make-call': {
        const { dn } = this.#agent;
        if (!dn || this.#agent.lets('make-call') === false) throw new DesktopError('invalid-state', command.type);
        return this.#desk.makeCall(command, dn.dnId, signal);
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
        this.#agent.read(await this.#agents.getAgentDTO(this.#credentials.user, AGENT_ATTRIBUTES, signal));
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
      this.#agentWaiting?.settle(new DesktopError('link-down'));
      if (signal.aborted) throw aborted();
      const left = this.#leaving as { readonly why?: LinkReason; readonly forget: boolean } | undefined;
      if (left) {
        if (left.forget) await this.#forget();
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
    const user = this.#credentials?.user ?? '';
    const [agent] = await Promise.all([this.#agents.getAgentDTO(user, AGENT_ATTRIBUTES, signal), this.#readCalls(signal)]);
    this.#agent.read(agent);
    await this.#learnNumber(signal);
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

  async #learnNumber(signal: AbortSignal): Promise<void> {
    const { dn } = this.#agent;
    if (!dn || dn.callableNumber !== undefined) return;
    try {
      const known = await this.#dns.getDnsDTO([dn.dnId], ['dn:callableNumber'], signal);
      const number = wordOf(known.get(dn.dnId)?.get('dn:callableNumber'));
      if (number !== undefined) this.#agent.learn(new Map([[dn.dnId, number]]));
    } catch (error) {
      // Then the DN's id has to do for display; nothing is dialled by it.
      if (signal.aborted) throw error;
    }
  }

  async #logIn(signal: AbortSignal): Promise<void> {
    const wish = this.#wish;
    const credentials = this.#credentials;
    if (!wish || !credentials) return;
    const { login = {} } = this.#options;
    const { extension, agentId } = wish.command;
    const dnId = login.dnOf?.(extension) ?? extension;
    try {
      this.#agent.read(await this.#agents.getAgentDTO(agentId, AGENT_ATTRIBUTES, signal));
      this.#agent.choose(dnId, extension);
      const { dn, line } = this.#agent;
      const isThere =
        dn !== undefined && (dn.dnId === dnId || line.number === extension) && this.#agent.seen.picture.state !== 'signed-out';
      if (!isThere) {
        const { queue, workmode } = login;
        const form = {
          dnId,
          loginId: agentId,
          password: credentials.secret.reveal(),
          ...(queue !== undefined && { queue }),
          ...(workmode !== undefined && { workmode }),
        };
        this.#take(await this.#agents.login(agentId, form, signal), 'sign-in');
      }
      wish.isLoggedIn = true;
    } catch (error) {
      // The session is open and stays so: a wrong DN is the agent's to mend.
      wish.settle(DesktopError.from(signal.aborted ? new DesktopError('link-down') : error));
      if (signal.aborted) throw error;
    }
  }

  // What the platform calls the DN may differ from what was asked for.
  #take({ mediaInfo, error }: MediaInfoError, about: string): void {
    if (error) throw refusalOf(error, about);
    if (mediaInfo && about === 'sign-in')
      this.#agent.choose(mediaInfo.dnId, mediaInfo.callableNumber ?? this.#wish?.command.extension ?? '');
  }

  async #signIn(command: SignIn, signal: AbortSignal): Promise<void> {
    if (this.#wish) throw new DesktopError('busy', command.type);
    const isOther = this.#credentials !== undefined && this.#credentials.user !== command.agentId;
    const isSame = !isOther && (command.secret === undefined || command.secret.reveal() === this.#credentials?.secret.reveal());
    if (!isSame && this.#link.state === 'up' && this.#agent.seen.picture.state !== 'signed-out') {
      throw new DesktopError('invalid-state', 'Sign out first');
    }
    await new Promise<void>((resolve, reject) => {
      const onAbort = (): void => wish.settle(aborted(command.type));
      const settle = (error?: DesktopError): void => {
        if (this.#wish !== wish) return;
        this.#wish = undefined;
        signal.removeEventListener('abort', onAbort);
        if (error) reject(error);
        else resolve();
      };
      const wish: Wish = { command, signal, settle, isLoggedIn: false };
      this.#wish = wish;
      signal.addEventListener('abort', onAbort, { once: true });
      if (!isSame && this.#credentials !== undefined) this.#leave({ forget: true });
      this.#wake?.();
    });
  }

  async #changeState(command: SetAgentState | SignOut, signal: AbortSignal): Promise<void> {
    if (this.#agentWaiting) throw new DesktopError('busy', command.type);
    const { dn } = this.#agent;
    const user = this.#credentials?.user;
    if (!dn || user === undefined) throw new DesktopError('invalid-state', command.type);
    const asked = command.type === 'sign-out' ? 'signed-out' : command.state;
    if (this.#agent.lets(asked) === false) throw new DesktopError('invalid-state', command.type);
    const form: StateVoiceForm = { dnId: dn.dnId, ...(command.reasonId !== undefined && { reasons: this.#reasonsOf(command.reasonId) }) };
    await new Promise<void>((resolve, reject) => {
      const control = new AbortController();
      const onAbort = (): void => waiting.settle(aborted(command.type));
      const waiting: AgentWaiting = {
        command,
        settle: (error) => {
          if (this.#agentWaiting !== waiting) return;
          this.#agentWaiting = undefined;
          signal.removeEventListener('abort', onAbort);
          control.abort();
          if (error) reject(error);
          else resolve();
        },
      };
      this.#agentWaiting = waiting;
      signal.addEventListener('abort', onAbort, { once: true });
      this.#ask(asked, user, form, control.signal).then(
        ({ error }) => (error ? waiting.settle(refusalOf(error, command.type)) : this.#checkAgent()),
        (error: unknown) => waiting.settle(DesktopError.from(error)),
      );
    });
  }

  #ask(
    asked: 'ready' | 'not-ready' | 'work' | 'signed-out',
    user: string,
    form: StateVoiceForm,
    signal: AbortSignal,
  ): Promise<MediaInfoError> {
    switch (asked) {
      case 'ready':
        return this.#agents.ready(user, form, signal);
      case 'not-ready':
        return this.#agents.notReady(user, form, signal);
      case 'work':
        return this.#agents.afterCallWork(user, form, signal);
      case 'signed-out':
        return this.#agents.logout(user, form, signal);
    }
  }

  #reasonsOf(reasonId: string): readonly KeyValue[] {
    const reason = this.#options.reasonCodes?.find(({ id }) => id === reasonId);
    return [{ key: reason?.label ?? 'ReasonCode', value: reason?.code ?? reasonId }];
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
    this.#agent.apply(event.attributes, event.timeStamp);
    this.#emit({ type: 'agent', ...this.#agent.seen });
    this.#checkAgent();
  }

  #checkAgent(): void {
    const { picture } = this.#agent.seen;
    if (this.#wish?.isLoggedIn && agentShows(this.#wish.command, picture)) this.#wish.settle();
    const waiting = this.#agentWaiting;
    if (!waiting || !agentShows(withoutReason(waiting.command), picture)) return;
    waiting.settle();
    if (waiting.command.type === 'sign-out') this.#leave({ forget: true, why: 'signed-out' });
  }

  #doubt(): void {
    this.#held ??= [];
    this.#hasGap = true;
    this.#wake?.();
  }

  #leave(leaving: { readonly why?: LinkReason; readonly forget: boolean }): void {
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

// The platform does not tell with which reason a state was entered.
function withoutReason(command: SetAgentState | SignOut): Command {
  return command.type === 'sign-out' ? { type: 'sign-out' } : { type: 'set-agent-state', state: command.state };
}
