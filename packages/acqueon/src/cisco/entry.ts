import type { TimerHandle } from '@cordboard/core';
import type { Line } from '../port/line.js';

/** What is waited for. */
export type Part = 'calls' | 'not-ready' | 'sign-out';

/**
 * From being told of an agent to being live. A Workspace tells of the rest after the agent (login-6): calls, and the reasons that decide how a
 * state may be asked for. Who comes late asks for it. Either way it may not come, so it is waited for only so long.
 */
export class Entry {
  readonly #line: Line;
  readonly #done: () => void;
  #awaited: Set<Part> | undefined;
  #late: TimerHandle;
  #announced = false;
  #live = false;

  constructor(line: Line, done: () => void) {
    this.#line = line;
    this.#done = done;
  }

  /** Whether the desktop is shown as live. */
  get live(): boolean {
    return this.#live;
  }

  /** The Workspace is about to tell of everything by itself: somebody signs in, or its connection is back. */
  announced(): void {
    this.#announced = true;
  }

  /** The agent is told of. Returns whether what is missing has to be asked for. Once begun it goes on. */
  begin(missing: readonly Part[], asksForCalls: boolean): boolean {
    if (this.#awaited) return false;
    const isAnnounced = this.#announced;
    this.#awaited = new Set([...missing, ...(isAnnounced || asksForCalls ? (['calls'] as const) : [])]);
    const { runtime, limits } = this.#line;
    this.#late = runtime.setTimer(() => this.#finish(), limits.wholeMs);
    this.#check();
    return !isAnnounced;
  }

  /** A part came. */
  came(part: Part): void {
    this.#awaited?.delete(part);
    this.#check();
  }

  /** Nobody is at work here, or nothing is heard any more. */
  restart(): void {
    this.#clear();
    this.#live = false;
    this.#announced = false;
  }

  #check(): void {
    if (this.#awaited?.size === 0) this.#finish();
  }

  #finish(): void {
    this.#clear();
    this.#live = true;
    this.#done();
  }

  #clear(): void {
    this.#line.runtime.clearTimer(this.#late);
    this.#awaited = undefined;
  }
}
