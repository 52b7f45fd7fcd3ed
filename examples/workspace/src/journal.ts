import { inspect, type Direction, type Inspected } from './inspect.js';

/** Why a message was not let onto the bus. */
export type Ignored = 'another origin' | 'another window' | 'unreadable';

/** One line of the monitor: a message, and whom it came from or went to. */
export interface Entry extends Inspected {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly direction: Direction;
  /** Of one broadcast, every widget that got it. */
  readonly widgets: readonly string[];
}

/** Most messages that are kept. */
const KEPT = 500;

/** The last messages that crossed the bus, masked as they came, and counts of all. */
export class Journal {
  readonly #now: () => number;
  readonly #entries: Entry[] = [];
  readonly #ignored = new Map<Ignored, number>([
    ['another origin', 0],
    ['another window', 0],
    ['unreadable', 0],
  ]);
  #count = 0;
  #flagged = 0;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Oldest first. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** How many there have been, with those that are forgotten. */
  get count(): number {
    return this.#count;
  }

  /** How many of them had something unusual about them. */
  get flagged(): number {
    return this.#flagged;
  }

  get ignored(): ReadonlyMap<Ignored, number> {
    return this.#ignored;
  }

  ignore(why: Ignored): void {
    this.#ignored.set(why, (this.#ignored.get(why) ?? 0) + 1);
  }

  add(direction: Direction, widget: string, wire: unknown): void {
    const told = inspect(wire, direction);
    if (!told) return this.ignore('unreadable');
    const last = this.#entries.at(-1);
    if (last?.direction === 'said' && direction === 'said' && last.messageJson === told.messageJson && !last.widgets.includes(widget)) {
      this.#entries[this.#entries.length - 1] = { ...last, widgets: [...last.widgets, widget] };
      return;
    }
    if (told.flags.length > 0) this.#flagged++;
    this.#entries.push({ id: ++this.#count, at: this.#now(), direction, widgets: [widget], ...told });
    if (this.#entries.length > KEPT) this.#entries.shift();
  }

  clear(): void {
    this.#entries.length = 0;
  }
}
