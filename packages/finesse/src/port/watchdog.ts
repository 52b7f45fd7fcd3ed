import type { AgentPicture, Runtime, TimerHandle } from '@cordboard/core';

/** Milliseconds that two views of one thing may differ: users and dialogs come on nodes of their own, in no order. */
const SETTLE_MS = 5_000;
/** What a read did not cure is read again only after this. */
const PATIENCE_MS = 60_000;
/** No two reads come closer than this, whatever comes in. */
const PAUSE_MS = 5_000;

const ON_CALL: ReadonlySet<AgentPicture['state']> = new Set<AgentPicture['state']>(['talking', 'hold', 'reserved']);
// An agent in not ready can be on a call that the platform did not route; then the reads find it there, and stay rare.
const OFF_CALL: ReadonlySet<AgentPicture['state']> = new Set<AgentPicture['state']>(['ready', 'not-ready', 'signed-out']);

/** How many of the agent's dialogs the agent's own leg has dropped out of, and how many others there are. */
export interface Legs {
  readonly dropped: number;
  readonly live: number;
}

/**
 * Notices that an event must have been lost, since what was reported does not fit together, and has everything read again: a leg that
 * dropped and is never removed; an agent on a call without a dialog; a dialog of an agent who is free; a message that could
 * not be read. At most one read in 5 s; what stays odd after a read may be true and is looked at once a minute.
 */
export class Watchdog {
  readonly #runtime: Runtime;
  readonly #reread: () => Promise<void>;
  readonly #droppedMs: number;
  #timer: TimerHandle;
  #dueAt = Infinity;
  #readAt = -Infinity;
  #oddity = '';
  #readFor = '';
  #lost = false;
  #lostAt = -Infinity;
  #reading = false;

  constructor(runtime: Runtime, reread: () => Promise<void>, droppedMs: number) {
    this.#runtime = runtime;
    this.#reread = reread;
    this.#droppedMs = droppedMs;
  }

  /** Something was lost for certain. */
  lost(): void {
    this.#lost = true;
    this.#lostAt = this.#runtime.monotonic();
    this.#at(Math.max(this.#runtime.monotonic(), this.#readAt + PAUSE_MS));
  }

  /** Looks at what is known now; to be called after each report. */
  look(agent: AgentPicture | undefined, legs: Legs): void {
    const [oddity, patience] = this.#oddityOf(agent, legs);
    if (oddity === this.#oddity) return;
    this.#oddity = oddity;
    if (oddity !== '') this.#at(this.#runtime.monotonic() + (oddity === this.#readFor ? PATIENCE_MS : patience));
  }

  /** Everything has just been read; the reading began at `startedAt`. */
  read(agent: AgentPicture | undefined, legs: Legs, startedAt: number): void {
    this.#readAt = this.#runtime.monotonic();
    this.#readFor = this.#oddity = this.#oddityOf(agent, legs)[0];
    this.stop();
    // What was lost meanwhile may be younger than the answer.
    this.#lost = this.#lostAt >= startedAt;
    if (this.#lost) this.#at(this.#readAt + PAUSE_MS);
    else if (this.#oddity !== '') this.#at(this.#readAt + PATIENCE_MS);
  }

  stop(): void {
    this.#runtime.clearTimer(this.#timer);
    this.#timer = undefined;
    this.#dueAt = Infinity;
  }

  #oddityOf(agent: AgentPicture | undefined, { dropped, live }: Legs): [what: string, patience: number] {
    if (dropped > 0) return [`${dropped} dropped`, this.#droppedMs];
    if (agent === undefined) return ['', 0];
    const tooFew = ON_CALL.has(agent.state) && live === 0;
    const tooMany = OFF_CALL.has(agent.state) && live > 0;
    return tooFew || tooMany ? [`${agent.state} with ${live}`, SETTLE_MS] : ['', 0];
  }

  #at(time: number): void {
    if (time >= this.#dueAt) return;
    this.stop();
    this.#dueAt = time;
    this.#timer = this.#runtime.setTimer(() => {
      this.#timer = undefined;
      this.#dueAt = Infinity;
      // What looked odd has come right by itself.
      if (!this.#lost && this.#oddity === '') return;
      this.#readAt = this.#runtime.monotonic();
      if (this.#reading) {
        this.#at(this.#readAt + PAUSE_MS);
        return;
      }
      this.#reading = true;
      void this.#reread().finally(() => (this.#reading = false));
    }, time - this.#runtime.monotonic());
  }
}
