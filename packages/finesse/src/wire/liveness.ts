import type { Runtime, TimerHandle } from '@cordboard/core';

/** How soon silence is noticed; milliseconds. */
export interface LivenessOptions {
  /** Silence after which to ping, and after which to ping again. Default 10,000. */
  readonly pingMs?: number;
  /** Pings without any frame in return before the line is dead. Default 2: dead after 30 s of silence. */
  readonly pings?: number;
  /** How long a probe (after a sleep, or on a hint) may stay unanswered. Default 4,000. */
  readonly probeMs?: number;
}

/** A timer this late, or clocks this far apart, mean that the machine slept or the page stood still. */
const WAKE_MS = 5_000;
/** How often to look at the clocks: a machine that slept is to know its line's state within five seconds. */
const TICK_MS = 1_000;

/**
 * Tells a silent line from a dead one. A half-open socket never closes, so: any inbound frame is life, silence is answered with a
 * ping, and silence after that is death. A late timer is no proof of silence: frames may be waiting behind it, so it only probes.
 */
export class Liveness {
  readonly #runtime: Runtime;
  readonly #ping: () => void;
  readonly #dead: () => void;
  readonly #pingMs: number;
  readonly #pings: number;
  readonly #probeMs: number;
  #timer: TimerHandle;
  #dueAt = 0;
  #actAt = 0;
  /** Wall minus monotonic time: moves when the machine slept or somebody set the clock. */
  #offset = 0;
  #heardAt = 0;
  #pingedAt = -Infinity;
  #unanswered = 0;
  #probedAt: number | undefined;
  #excused = false;

  constructor(runtime: Runtime, act: { readonly ping: () => void; readonly dead: () => void }, options: LivenessOptions = {}) {
    this.#runtime = runtime;
    this.#ping = act.ping;
    this.#dead = act.dead;
    this.#pingMs = options.pingMs ?? 10_000;
    this.#pings = options.pings ?? 2;
    this.#probeMs = options.probeMs ?? 4_000;
  }

  /** Begins to watch. */
  start(): void {
    this.#offset = this.#runtime.wall() - this.#runtime.monotonic();
    this.heard();
    this.#watch(this.#pingMs);
  }

  stop(): void {
    this.#runtime.clearTimer(this.#timer);
  }

  /** A frame has come. Costs a read of the clock: the timer looks at it when it rings. */
  heard(): void {
    this.#heardAt = this.#runtime.monotonic();
  }

  /** Something hints that the line may be dead: find out within seconds. */
  probe(): void {
    if (this.#probedAt !== undefined) return;
    this.#probedAt = this.#runtime.monotonic();
    this.#watch(this.#probeMs);
    this.#ping();
  }

  #watch(ms: number): void {
    this.#actAt = this.#runtime.monotonic() + ms;
    this.#arm();
  }

  #arm(): void {
    const now = this.#runtime.monotonic();
    const ms = Math.max(0, Math.min(this.#actAt - now, TICK_MS));
    this.#runtime.clearTimer(this.#timer);
    this.#dueAt = now + ms;
    this.#timer = this.#runtime.setTimer(() => this.#onTimer(), ms);
  }

  #onTimer(): void {
    const now = this.#runtime.monotonic();
    const offset = this.#runtime.wall() - now;
    const slept = now - this.#dueAt > WAKE_MS || Math.abs(offset - this.#offset) > WAKE_MS;
    this.#offset = offset;
    // Once only: a page in the background has all its timers late, and its line dies as well.
    if (slept && !this.#excused) {
      this.#excused = true;
      this.#probedAt = undefined;
      this.probe();
      return;
    }
    if (now < this.#actAt) {
      this.#arm();
      return;
    }
    this.#excused = slept;
    const probedAt = this.#probedAt;
    const idle = now - this.#heardAt;
    this.#probedAt = undefined;
    if (this.#heardAt >= this.#pingedAt) this.#unanswered = 0;
    if (probedAt !== undefined && this.#heardAt < probedAt) {
      this.#dead();
    } else if (idle < this.#pingMs) {
      this.#excused = false;
      this.#watch(this.#pingMs - idle);
    } else if (this.#unanswered >= this.#pings) {
      this.#dead();
    } else {
      this.#unanswered++;
      this.#pingedAt = now;
      this.#watch(this.#pingMs);
      this.#ping();
    }
  }
}
