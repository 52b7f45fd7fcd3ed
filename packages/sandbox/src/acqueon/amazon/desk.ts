import type { Command, Engine, Refusal, SwitchAction } from '../../engine/index.js';
import type { ChannelHost } from '../channel.js';
import { ownCalls, type OwnCall } from './directory.js';
import { errorOf } from './errors.js';

/** What a request is about: topic and subtopic in lower case. */
export type About = string;

/** Nobody says of a request that it was carried out, so the newest are remembered: a refusal comes soon or not at all. */
const REMEMBERED = 100;

/** Whose desk it is. */
export interface DeskOptions {
  readonly agentId: string;
  /** Begins the names of this page's requests: another page of the same agent hears of its own refusals only. */
  readonly prefix: string;
  /** Whether what the agent asks for is carried out, or accepted and forgotten. */
  readonly mayCarryOut: (agentId: string) => boolean;
  /** Hears of every request that fails. */
  readonly failed: (about: About) => void;
}

/** The agent at this page, and what becomes of their requests to the telephone system. */
export class Desk {
  readonly agentId: string;
  readonly #host: ChannelHost;
  readonly #options: DeskOptions;
  readonly #pending = new Map<string, About>();
  #requests = 0;

  constructor(host: ChannelHost, options: DeskOptions) {
    this.#host = host;
    this.#options = options;
    this.agentId = options.agentId;
  }

  get engine(): Engine {
    return this.#host.engine;
  }

  /** The agent's calls, oldest first. */
  get calls(): readonly OwnCall[] {
    return ownCalls(this.engine, this.agentId);
  }

  /** Asks the telephone system. What it refuses, now or later, is told as the failure of the request. */
  ask(about: About, command: Command): void {
    const refusal = this.engine.check(command);
    if (refusal?.timing === 'sync') return this.fail(about, refusal.message);
    if (!this.#options.mayCarryOut(this.agentId)) return;
    if ('agentId' in command && command.agentId !== undefined) {
      const requestId = `${this.#options.prefix}${++this.#requests}`;
      this.#pending.set(requestId, about);
      for (const oldest of this.#pending.keys()) {
        if (this.#pending.size <= REMEMBERED) break;
        this.#pending.delete(oldest);
      }
      this.engine.submit({ ...command, requestId });
      return;
    }
    // Nobody hears of it when the telephone system refuses this one, so it is asked when it is carried out.
    this.#later(about, command);
  }

  /** Asks for an action on the agent's own part in a call. */
  act(about: About, mine: OwnCall, action: 'answer' | 'hold' | 'retrieve' | 'drop' | 'accept' | 'reject'): void {
    this.ask(about, { type: 'call-action', agentId: this.agentId, callId: mine.call.id, address: mine.own.address, action });
  }

  /** Has the agent's phone do something that no platform below offers as an action. */
  do(about: About, { call, own }: OwnCall, action: SwitchAction, to?: string): void {
    this.ask(about, { type: 'switch-action', callId: call.id, address: own.address, action, ...(to === undefined ? {} : { to }) });
  }

  /** The same for the end of a consultation. It is looked at when it is carried out: what was asked before it changes what is possible. */
  completeLater(about: About, { call, own }: OwnCall, action: 'transfer' | 'conference'): void {
    if (!this.#options.mayCarryOut(this.agentId)) return;
    this.#later(about, { type: 'switch-action', callId: call.id, address: own.address, action });
  }

  /** The telephone system refused what it had taken. False: it was no request of this page. */
  refused(requestId: string, refusal: Refusal): boolean {
    const about = this.#pending.get(requestId);
    if (about === undefined) return false;
    this.#pending.delete(requestId);
    this.fail(about, refusal.message);
    return true;
  }

  /** Says that a request has failed. */
  fail(about: About, errorMessage: string): void {
    const error = errorOf(about, errorMessage);
    if (error) this.#host.say(error);
    this.#options.failed(about);
  }

  #later(about: About, command: Command): void {
    this.engine.clock.after(this.engine.world.timing.requestMs, () => {
      const result = this.engine.execute(command);
      if (!result.ok) this.fail(about, result.refusal.message);
    });
  }
}
