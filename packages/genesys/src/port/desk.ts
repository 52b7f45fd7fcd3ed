import {
  DesktopError,
  type AgentPicture,
  type Command,
  type PortEvent,
  type Query,
  type QueryResults,
  type Runtime,
  type SignIn,
} from '@cordboard/core';
import type { AisEvent } from '../ais/event.js';
import type { AisNames } from '../ais/names.js';
import { InteractionService } from '../services/interaction-service.js';
import { InteractionVoiceService } from '../services/interaction-voice-service.js';
import type { AisCredentials } from '../wire/ais-wire.js';
import { AgentDesk } from './agent-desk.js';
import { CallDesk } from './call-desk.js';
import type { GenesysOptions } from './options.js';
import { INTERACTION_ATTRIBUTES } from './topics.js';

/** What a {@link Desk} works with. */
export interface DeskParts {
  readonly options: GenesysOptions;
  readonly names: AisNames;
  readonly runtime: Runtime;
  readonly emit: (event: PortEvent) => void;
  /** The agent was told anew. */
  readonly told: () => void;
  /** The agent has signed out as asked. */
  readonly signedOut: () => void;
}

/** An agent and their calls, in a session that somebody else keeps: what is told of them, what is read, and what is asked for. */
export class Desk {
  readonly #parts: DeskParts;
  readonly #interactions: InteractionService;
  readonly #agent: AgentDesk;
  readonly #calls: CallDesk;
  #user = '';
  #life = AbortSignal.abort();

  constructor(parts: DeskParts) {
    const { options, names, runtime, emit, signedOut } = parts;
    this.#parts = parts;
    this.#interactions = new InteractionService(options.wire, names);
    const accepted = (): void => this.#tellAgent();
    this.#agent = new AgentDesk(options, names, { isOnCall: () => this.#calls.calls.areLive, accepted, signedOut });
    this.#calls = new CallDesk({
      names,
      voice: new InteractionVoiceService(options.wire, names),
      interactions: this.#interactions,
      line: () => this.#agent.line,
      emit,
      runtime,
    });
  }

  /** The agent as they are now. */
  get picture(): AgentPicture {
    return this.#agent.seen.picture;
  }

  /** Begins anew, for this agent. */
  seat(user: string): void {
    this.#user = user;
    this.#agent.seat(user);
  }

  /** A session serves until the signal aborts. */
  serve(life: AbortSignal): void {
    this.#life = life;
  }

  /** See {@link AgentDesk.logIn}. */
  logIn(command: SignIn, credentials: AisCredentials, signal: AbortSignal): Promise<void> {
    return this.#agent.logIn(command, credentials, signal);
  }

  /** Asks for something. Settles when the platform shows the effect, or refuses. */
  send(command: Exclude<Command, SignIn>, signal: AbortSignal): Promise<void> {
    switch (command.type) {
      case 'sign-out':
      case 'set-agent-state':
        return this.#agent.send(command, signal);
      case 'make-call': {
        const { callingDn } = this.#agent;
        if (callingDn === undefined) return Promise.reject(new DesktopError('invalid-state', command.type));
        return this.#calls.makeCall(command, callingDn, signal);
      }
      default:
        return this.#calls.send(command, signal);
    }
  }

  /** Reads one thing anew. */
  async query(query: Query, signal: AbortSignal): Promise<QueryResults[Query['type']]> {
    switch (query.type) {
      case 'agent':
        await this.#agent.read(signal);
        await this.#agent.learn(signal);
        return this.#agent.seen;
      case 'dialog':
        return this.#calls.query(query.dialogId, signal);
      case 'dialogs':
        await this.#readCalls(signal);
        return this.#calls.calls.all();
      default:
        throw new DesktopError('not-supported', query.type);
    }
  }

  /** Reads everything anew and tells it. */
  async readAll(signal: AbortSignal): Promise<void> {
    const { runtime, emit } = this.#parts;
    const readAt = runtime.monotonic();
    await Promise.all([this.#agent.read(signal), this.#readCalls(signal)]);
    this.#agent.callsAreOver();
    emit({ type: 'snapshot', readAt, agent: this.#agent.seen, dialogs: this.#calls.calls.all() });
    this.#calls.reported();
    this.#tellMore();
  }

  /** An event of the services. */
  apply(event: AisEvent): void {
    if (this.#life.aborted) return;
    if (event.serviceName === 'InteractionService' && event.eventName === 'InteractionEvent') {
      this.#calls.apply(event, this.#life);
      if (this.#agent.callsAreOver()) this.#tellAgent();
      return;
    }
    if (event.serviceName !== 'AgentService' || event.eventName !== 'VoiceMediaEvent') return;
    if (!this.#agent.apply(event)) return this.#tellAgent();
    this.#agent.read(this.#life).then(
      () => this.#tellAgent(),
      // Then the session is lost, and everything read anew.
      () => undefined,
    );
  }

  /** Settles what has been shown meanwhile. */
  check(): void {
    this.#agent.check();
  }

  /** What is under way comes to nothing. */
  fail(error: DesktopError): void {
    this.#calls.fail(error);
    this.#agent.fail(error);
  }

  /** There are no calls any more. */
  clear(): void {
    this.#calls.calls.clear();
    this.#parts.emit({ type: 'snapshot', readAt: this.#parts.runtime.monotonic(), dialogs: [] });
  }

  #tellAgent(): void {
    this.#parts.emit({ type: 'agent', ...this.#agent.seen });
    this.#parts.told();
    this.#tellMore();
  }

  // Nobody waits for what only a read of the DN tells.
  #tellMore(): void {
    if (this.#life.aborted || !this.#agent.wantsMore) return;
    this.#agent.learn(this.#life).then(
      (isNews) => (isNews ? this.#parts.emit({ type: 'agent', ...this.#agent.seen }) : undefined),
      () => undefined,
    );
  }

  async #readCalls(signal: AbortSignal): Promise<void> {
    try {
      this.#calls.calls.replace(await this.#interactions.getInteractionsDTOFromAgent(this.#user, INTERACTION_ATTRIBUTES, signal));
    } catch (error) {
      // Who is logged in nowhere has no calls ("The Agent Service").
      if (DesktopError.from(error).code !== 'invalid-state') throw error;
      this.#calls.calls.clear();
    }
  }
}
