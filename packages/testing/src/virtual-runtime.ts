import type { Runtime, TimerHandle } from '@cordboard/core';

interface Timer {
  readonly id: number;
  readonly due: number;
  readonly run: () => void;
}

/** A runtime whose time moves only when told to. Timers fire in order of their due time, and of creation where that is equal. */
export class VirtualRuntime implements Runtime {
  #now: number;
  #wallOffset: number;
  #timers: readonly Timer[] = [];
  #lastId = 0;
  #seed: number;

  constructor({ monotonic = 0, wall = Date.UTC(2026, 0, 5, 9), seed = 1 }: { monotonic?: number; wall?: number; seed?: number } = {}) {
    this.#now = monotonic;
    this.#wallOffset = wall - monotonic;
    this.#seed = seed;
  }

  /** Timers that are set now. */
  get timers(): number {
    return this.#timers.length;
  }

  monotonic(): number {
    return this.#now;
  }

  wall(): number {
    return this.#now + this.#wallOffset;
  }

  /** A linear congruential generator: even enough for jitter, the same for the same seed. */
  random(): number {
    this.#seed = (Math.imul(this.#seed, 1664525) + 1013904223) >>> 0;
    return this.#seed / 2 ** 32;
  }

  setTimer(run: () => void, ms: number): TimerHandle {
    const timer: Timer = { id: ++this.#lastId, due: this.#now + Math.max(0, ms), run };
    this.#timers = [...this.#timers, timer];
    return timer.id;
  }

  clearTimer(handle: TimerHandle): void {
    this.#timers = this.#timers.filter((timer) => timer.id !== handle);
  }

  /** Moves time by `ms`, firing what falls due, and lets promises settle after each timer. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settle();
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#now = Math.max(this.#now, next.due);
      this.clearTimer(next.id);
      next.run();
      await settle();
    }
    this.#now = until;
    await settle();
  }

  /** Moves the wall clock alone, as a user or a time service does. */
  stepWall(ms: number): void {
    this.#wallOffset += ms;
  }

  /** Sleeps: the wall clock goes on, the monotonic clock and all timers stand still. */
  sleep(ms: number): void {
    this.stepWall(ms);
  }

  #next(until: number): Timer | undefined {
    const due = this.#timers.filter((timer) => timer.due <= until);
    return due.sort((a, b) => a.due - b.due || a.id - b.id)[0];
  }
}

/** Lets everything that only waits for promises run: a handful of turns is more than any chain of ours is long. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}
