/** Takes a timer back. Harmless when it has run. */
export type Cancel = () => void;

/** Time and timers as the engine sees them. */
export interface Clock {
  /** Milliseconds since the epoch. Never goes back; never passes a timer that has not run yet. */
  now(): number;
  /** Runs `run` once, `ms` from now. Timers of the same moment run in the order they were set. */
  after(ms: number, run: () => void): Cancel;
}

/** Timers of the machine, for a clock that moves by itself. */
export interface HostTimers {
  /** Monotonic milliseconds from any origin. */
  now(): number;
  set(run: () => void, ms: number): unknown;
  clear(handle: unknown): void;
}

/** How a `SimClock` starts. */
export interface SimClockOptions {
  /** Milliseconds since the epoch. */
  readonly start: number;
  /** Without timers the clock moves by `advance` only. */
  readonly timers?: HostTimers;
  /** Simulated milliseconds per real one; 0 stands still. Default 1 with timers. */
  readonly rate?: number;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  live: boolean;
}

/**
 * The engine's clock: virtual, moved by `advance`; with host timers it also moves by itself at `rate`. While a timer runs, `now()`
 * is exactly the time it was set for, however late the machine is, so that timers leave no trace of the machine's speed.
 */
export class SimClock implements Clock {
  readonly #heap: Timer[] = [];
  readonly #timers: HostTimers | undefined;
  #rate: number;
  #order = 0;
  /** Where time was at `#hostOrigin`; fractions are kept, or many timers would make the clock lose time. */
  #origin: number;
  #hostOrigin: number;
  #instant: number;
  #running = false;
  #armed: unknown;

  constructor(options: SimClockOptions) {
    this.#timers = options.timers;
    this.#rate = options.timers ? (options.rate ?? 1) : 0;
    this.#origin = options.start;
    this.#instant = options.start;
    this.#hostOrigin = options.timers?.now() ?? 0;
  }

  /** Simulated milliseconds per real one. */
  get rate(): number {
    return this.#rate;
  }

  now(): number {
    if (!this.#running) this.#instant = Math.max(this.#instant, Math.min(this.#flow(), this.#next()?.at ?? Infinity));
    return this.#instant;
  }

  after(ms: number, run: () => void): Cancel {
    const timer: Timer = { at: this.now() + Math.max(0, Math.ceil(ms)), order: this.#order++, run, live: true };
    this.#push(timer);
    this.#arm();
    return () => {
      timer.live = false;
    };
  }

  /** Moves `ms` on and runs what falls due, each timer at its own time. */
  advance(ms: number): void {
    if (this.#running) throw new Error('The clock cannot be advanced from a timer');
    if (!(ms >= 0) || !Number.isFinite(ms)) throw new RangeError('Time advances by a number of ms from 0 up');
    const end = this.now() + ms;
    this.#origin += ms;
    this.#runUntil(end);
  }

  /** Changes the pace from now on. Needs host timers unless 0. */
  setRate(rate: number): void {
    if (!(rate >= 0) || !Number.isFinite(rate)) throw new RangeError('The rate is a number from 0 up');
    if (rate > 0 && !this.#timers) throw new Error('This clock has no host timers: it moves by advance() only');
    if (this.#timers) {
      const host = this.#timers.now();
      this.#origin += (host - this.#hostOrigin) * this.#rate;
      this.#hostOrigin = host;
    }
    this.#rate = rate;
    this.#arm();
  }

  /** Forgets all timers and lets go of the machine. */
  clear(): void {
    this.#heap.length = 0;
    this.#arm();
  }

  #flow(): number {
    if (!this.#timers || this.#rate === 0) return Math.floor(this.#origin);
    return Math.floor(this.#origin + (this.#timers.now() - this.#hostOrigin) * this.#rate);
  }

  #runUntil(end: number): void {
    this.#running = true;
    try {
      for (let timer = this.#next(); timer && timer.at <= end; timer = this.#next()) {
        this.#pop();
        this.#instant = Math.max(this.#instant, timer.at);
        timer.run();
      }
    } finally {
      this.#running = false;
      this.#arm();
    }
  }

  #arm(): void {
    const timers = this.#timers;
    if (!timers || this.#running) return;
    if (this.#armed !== undefined) timers.clear(this.#armed);
    this.#armed = undefined;
    const next = this.#next();
    if (!next || this.#rate === 0) return;
    const wait = Math.max(0, (next.at - this.#flow()) / this.#rate);
    // Host timers take 31 bits; a longer wait is taken up again when this one has passed.
    this.#armed = timers.set(
      () => {
        this.#armed = undefined;
        this.#runUntil(this.#flow());
      },
      Math.min(Math.ceil(wait), 0x7fffffff),
    );
  }

  #next(): Timer | undefined {
    for (let top = this.#heap[0]; top && !top.live; top = this.#heap[0]) this.#pop();
    return this.#heap[0];
  }

  #push(timer: Timer): void {
    const heap = this.#heap;
    let at = heap.push(timer) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(timer, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = timer;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
  }
}

function before(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
