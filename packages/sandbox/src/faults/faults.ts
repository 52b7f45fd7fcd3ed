import type { Cancel, Clock } from '../engine/index.js';
import { seededRandom, type Random } from '../engine/random.js';
import type { FaultPlan, Toxic } from './plan.js';

/** A plan at work. */
export interface ActiveFault {
  readonly id: string;
  readonly plan: FaultPlan;
}

/** Something about to cross a wire, or just having been accepted. */
export interface Traffic {
  readonly wire: 'rest' | 'xmpp' | 'bus' | 'ais' | 'gws';
  readonly agent?: string | undefined;
  readonly method?: string;
  readonly path?: string;
  readonly node?: string;
  readonly event?: string | undefined;
}

/** What starting and stopping a fault does besides spoiling traffic. */
export interface FaultEffects {
  started(fault: ActiveFault): void;
  stopped(fault: ActiveFault): void;
}

interface Entry extends ActiveFault {
  state: 'waiting' | 'active' | 'over';
  skipped: number;
  struck: number;
  cancel: Cancel | undefined;
}

/** The faults of a sandbox: which are at work, and what they strike. */
export class Faults {
  readonly #clock: Clock;
  readonly #effects: FaultEffects;
  readonly #entries = new Map<string, Entry>();
  #random: Random;
  #made = 0;

  constructor(options: { readonly clock: Clock; readonly effects: FaultEffects; readonly seed: number }) {
    this.#clock = options.clock;
    this.#effects = options.effects;
    this.#random = seededRandom(options.seed);
  }

  /** Plans that wait or work. */
  get list(): readonly (ActiveFault & { readonly state: string; readonly struck: number })[] {
    return [...this.#entries.values()].map(({ id, plan, state, struck }) => ({ id, plan, state, struck }));
  }

  /** Starts a fault, now or at its time; returns its id. */
  start(plan: FaultPlan): string {
    const entry: Entry = { id: `f${++this.#made}`, plan, state: 'waiting', skipped: 0, struck: 0, cancel: undefined };
    this.#entries.set(entry.id, entry);
    if (plan.at) entry.cancel = this.#clock.after(plan.at, () => this.#activate(entry));
    else this.#activate(entry);
    return entry.id;
  }

  /** Stops one fault; `false` when there is no such fault any more. */
  stop(id: string): boolean {
    const entry = this.#entries.get(id);
    if (!entry) return false;
    this.#entries.delete(id);
    entry.cancel?.();
    const worked = entry.state === 'active';
    entry.state = 'over';
    if (worked) this.#effects.stopped(entry);
    return true;
  }

  /** Stops all; returns how many there were. */
  stopAll(): number {
    const ids = [...this.#entries.keys()];
    for (const id of ids) this.stop(id);
    return ids.length;
  }

  /** The first fault of these kinds that strikes this traffic now. Counts as a strike. */
  strike(traffic: Traffic, ...toxics: readonly Toxic[]): ActiveFault | undefined {
    for (const entry of this.#entries.values()) {
      if (entry.state === 'active' && toxics.includes(entry.plan.toxic) && this.#hits(entry, traffic)) return entry;
    }
    return undefined;
  }

  /** Whether a fault is for this traffic, without striking. */
  concerns(fault: ActiveFault, traffic: Traffic): boolean {
    return isFor(fault.plan.target, traffic) && passes(fault.plan, traffic);
  }

  /** Whether connections like this one are frozen however late they were opened. */
  freezesNew(traffic: Traffic): boolean {
    return [...this.#entries.values()].some(
      (entry) =>
        entry.state === 'active' && entry.plan.toxic === 'half_open' && entry.plan.args.new === true && this.concerns(entry, traffic),
    );
  }

  /** A delay around `ms`, never negative. */
  delay({ ms = 0, jitter = 0 }: { readonly ms?: number; readonly jitter?: number }): number {
    return Math.max(0, ms + (this.#random.next() * 2 - 1) * jitter);
  }

  /** Another order of the items, if there is one. */
  shuffle<T>(items: readonly T[]): readonly T[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = this.#random.whole(0, last + 1);
      [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
    }
    return shuffled.every((item, at) => item === items[at]) ? shuffled.reverse() : shuffled;
  }

  /** Starts the randomness again and forgets all faults. */
  reset(seed: number): void {
    this.stopAll();
    this.#random = seededRandom(seed);
  }

  #activate(entry: Entry): void {
    if (entry.state !== 'waiting') return;
    entry.state = 'active';
    this.#effects.started(entry);
  }

  #hits(entry: Entry, traffic: Traffic): boolean {
    const { when, args } = entry.plan;
    if (!this.concerns(entry, traffic)) return false;
    if (entry.skipped < (when?.skip ?? 0)) {
      entry.skipped += 1;
      return false;
    }
    if (args.times !== undefined && entry.struck >= args.times) return false;
    if (args.probability !== undefined && this.#random.next() >= args.probability) return false;
    entry.struck += 1;
    // Used up; what it changed stays until then. A fault without effects of its own just goes.
    if (args.times !== undefined && entry.struck >= args.times) this.stop(entry.id);
    return true;
  }
}

/** Whether a target names this traffic. */
export function isFor(target: string, { wire, agent }: Traffic): boolean {
  if (target === 'system' || target === wire) return true;
  const [first = '', second] = target.split(':', 2);
  if (second === undefined) return first === agent;
  return first === wire && second === agent;
}

function passes({ when = {} }: FaultPlan, traffic: Traffic): boolean {
  return (
    (when.method === undefined || when.method === traffic.method) &&
    (when.path === undefined || (traffic.path?.startsWith(when.path) ?? false)) &&
    (when.node === undefined || when.node === traffic.node) &&
    (when.event === undefined || when.event === traffic.event?.toUpperCase())
  );
}
