import type { Cancel, Cause, Engine, Fact, MakeCall, CallActionCommand, Refusal, SetState, SignIn, UpdateData } from '../engine/index.js';

/** What an agent may ask for through the API. */
export type AgentCommand =
  SignIn | SetState | MakeCall | (CallActionCommand & { readonly agentId: string }) | (UpdateData & { readonly agentId: string });

/** An accepted request whose outcome is still to come. */
export interface AcceptedRequest {
  /** The client's own id for it; may be empty, may be used twice. */
  readonly requestId: string;
  readonly command: AgentCommand;
}

interface Waiting extends AcceptedRequest {
  /** Our own id, which is never used twice. */
  readonly serial: string;
  readonly object: string;
  answered: boolean;
  giveUp: Cancel | undefined;
}

/** A request without any outcome lets the next one pass after this many ms, and is forgotten. */
const PATIENCE_MS = 5_000;

/**
 * The queue per object that the product keeps: the next request for the same user or dialog is carried out only when the one before
 * has been answered by an event (Finesse 12.5 guide p. 22).
 */
export class RequestQueue {
  readonly #engine: Engine;
  readonly #refused: (request: AcceptedRequest, refusal: Refusal) => void;
  readonly #queues = new Map<string, Waiting[]>();
  readonly #running = new Map<string, Waiting>();
  #serial = 0;

  /** `refused` is told of requests that were fine when accepted and no longer are when their turn comes. */
  constructor(engine: Engine, refused: (request: AcceptedRequest, refusal: Refusal) => void) {
    this.#engine = engine;
    this.#refused = refused;
  }

  /** Accepts a request, or gives the reason why it is refused at once. */
  submit(command: AgentCommand, requestId: string): Refusal | undefined {
    const refusal = this.#engine.check(command);
    if (refusal?.timing === 'sync') return refusal;
    const object = objectOf(command);
    const waiting: Waiting = { command, requestId, object, serial: `q${++this.#serial}`, answered: false, giveUp: undefined };
    const queue = this.#queues.get(object);
    if (queue) queue.push(waiting);
    else {
      this.#queues.set(object, [waiting]);
      this.#start(waiting);
    }
    return undefined;
  }

  /** The accepted request that a fact is the first answer to; `undefined` for every other fact. Lets the next request of the object go. */
  answeredBy(fact: Fact): AcceptedRequest | undefined {
    const waiting = fact.cause ? this.#running.get(fact.cause.requestId) : undefined;
    if (!waiting) return undefined;
    if (this.#queues.get(waiting.object)?.[0] === waiting) this.#next(waiting.object);
    if (waiting.answered || !isAnswer(fact, fact.cause!, waiting.command)) return undefined;
    waiting.answered = true;
    waiting.giveUp?.();
    this.#running.delete(waiting.serial);
    return waiting;
  }

  clear(): void {
    for (const waiting of this.#running.values()) waiting.giveUp?.();
    this.#running.clear();
    this.#queues.clear();
  }

  #start(waiting: Waiting): void {
    this.#running.set(waiting.serial, waiting);
    const submission = this.#engine.submit({ ...waiting.command, requestId: waiting.serial });
    if (submission.ok) {
      waiting.giveUp = this.#engine.clock.after(PATIENCE_MS, () => this.#forget(waiting));
    } else {
      this.#forget(waiting);
      this.#refused(waiting, submission.refusal);
    }
  }

  #forget(waiting: Waiting): void {
    this.#running.delete(waiting.serial);
    if (this.#queues.get(waiting.object)?.[0] === waiting) this.#next(waiting.object);
  }

  #next(object: string): void {
    const queue = this.#queues.get(object) ?? [];
    queue.shift();
    const [first] = queue;
    if (first) this.#start(first);
    else this.#queues.delete(object);
  }
}

function objectOf(command: AgentCommand): string {
  switch (command.type) {
    case 'sign-in':
      return `agent:${command.agentId}`;
    case 'set-state':
      return `agent:${command.target ?? command.agentId}`;
    case 'make-call':
      return `calls:${command.agentId}`;
    case 'call-action':
    case 'update-data':
      return `call:${command.callId}`;
  }
}

// A state is answered by a user's event, a call's action by a dialog's, each on the node of the one who asked: the event that a client
// would look for. A supervisor's request is answered by the team's event of the agent.
function isAnswer(fact: Fact, cause: Cause, command: AgentCommand): boolean {
  if (fact.type === 'refused') return true;
  if (command.type === 'sign-in' || command.type === 'set-state') return fact.type === 'agent';
  return (fact.type === 'call-added' || fact.type === 'call-changed' || fact.type === 'call-removed') && fact.agentId === cause.agentId;
}
