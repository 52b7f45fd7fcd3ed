import type { Command, Engine, Refusal } from '../../engine/index.js';
import type { ChannelHost } from '../channel.js';
import { ownCalls, type OwnCall } from './directory.js';
import { errorOf } from './errors.js';

/** What a request is about: topic and subtopic in lower case. */
export type About = string;

/** The agent at this page, and what becomes of their requests to the telephone system. */
export class Desk {
  readonly agentId: string;
  readonly #host: ChannelHost;
  readonly #pending = new Map<string, About>();
  readonly #prefix: string;
  #requests = 0;

  constructor(host: ChannelHost, agentId: string, prefix: string) {
    this.#host = host;
    this.agentId = agentId;
    this.#prefix = prefix;
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
    const requestId = `${this.#prefix}${++this.#requests}`;
    const named = 'agentId' in command && command.agentId !== undefined ? { ...command, requestId } : command;
    // A command that is nobody's is refused in silence later, so it is looked at now.
    const refusal = named === command ? this.engine.check(command) : undefined;
    const submission = refusal ? { ok: false as const, refusal } : this.engine.submit(named);
    if (submission.ok) this.#pending.set(requestId, about);
    else this.fail(about, submission.refusal.message);
  }

  /** Asks for an action on the agent's own part in a call. */
  act(
    about: About,
    mine: OwnCall,
    action: 'answer' | 'hold' | 'retrieve' | 'drop' | 'accept' | 'reject' | 'transfer' | 'conference',
  ): void {
    this.ask(about, { type: 'call-action', agentId: this.agentId, callId: mine.call.id, address: mine.own.address, action });
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
  }
}
