import { isPattern, isTopic, matches } from '../topic.js';

/** What a member of the hub hears: the subscriptions that are meant, the data as JSON (`undefined` is no data), and who published it. */
export type Deliver = (topic: string, ids: readonly string[], json: string | undefined, from: string) => void;

/** Somebody on the hub. After `leave` nothing of it is heard or delivered. */
export interface Member {
  readonly name: string;
  /** How many subscriptions it has. */
  readonly size: number;
  /** `false` for a pattern that is none, and for an id in use. */
  subscribe(id: string, pattern: string): boolean;
  /** `false` for an id that is not in use. */
  unsubscribe(id: string): boolean;
  /** `false` for a topic that is none. */
  publish(topic: string, json: string | undefined): boolean;
  /** Drops every subscription. */
  leave(): void;
}

/** What passed: `in` is published by the member, `out` delivered to it. */
export interface Passage {
  readonly direction: 'in' | 'out';
  readonly member: string;
  readonly topic: string;
  readonly json: string | undefined;
}

/** What the hub takes from its surroundings. */
export interface HubOptions {
  /** Runs later, never within the call; a longer wait may not overtake. */
  readonly later: (run: () => void, ms: number) => void;
  /** How long messages are kept back, ms: a fault. */
  readonly delay?: () => number;
  /** Sees everything. */
  readonly tap?: (passage: Passage) => void;
}

interface Subscription {
  readonly id: string;
  readonly pattern: string;
  readonly owner: object;
  readonly order: number;
}

/**
 * The hub of the page. Everything published is delivered later, in the order in which it came, to all who are subscribed when it is delivered, the
 * publisher among them. Members get JSON, so that nobody shares an object with anybody.
 */
export class Hub {
  readonly #options: HubOptions;
  readonly #exact = new Map<string, Set<Subscription>>();
  readonly #patterns = new Set<Subscription>();
  readonly #deliver = new Map<object, { readonly name: string; readonly deliver: Deliver }>();
  readonly #queue: { readonly topic: string; readonly json: string | undefined; readonly from: string }[] = [];
  #order = 0;

  constructor(options: HubOptions) {
    this.#options = options;
  }

  join(name: string, deliver: Deliver): Member {
    const owner = {};
    const own = new Map<string, Subscription>();
    this.#deliver.set(owner, { name, deliver });
    const drop = (subscription: Subscription): void => {
      own.delete(subscription.id);
      const { pattern } = subscription;
      this.#patterns.delete(subscription);
      const same = this.#exact.get(pattern);
      same?.delete(subscription);
      if (same?.size === 0) this.#exact.delete(pattern);
    };
    return {
      name,
      get size() {
        return own.size;
      },
      subscribe: (id, pattern) => {
        if (!isPattern(pattern) || own.has(id) || !this.#deliver.has(owner)) return false;
        const subscription = { id, pattern, owner, order: this.#order++ };
        own.set(id, subscription);
        if (pattern.includes('*')) this.#patterns.add(subscription);
        else this.#exact.set(pattern, (this.#exact.get(pattern) ?? new Set()).add(subscription));
        return true;
      },
      unsubscribe: (id) => {
        const subscription = own.get(id);
        if (subscription) drop(subscription);
        return subscription !== undefined;
      },
      publish: (topic, json) => {
        if (!isTopic(topic) || !this.#deliver.has(owner)) return false;
        this.#options.tap?.({ direction: 'in', member: name, topic, json });
        this.#queue.push({ topic, json, from: name });
        this.#options.later(() => this.#next(), this.#options.delay?.() ?? 0);
        return true;
      },
      leave: () => {
        for (const subscription of [...own.values()]) drop(subscription);
        this.#deliver.delete(owner);
      },
    };
  }

  #next(): void {
    const message = this.#queue.shift();
    if (!message) return;
    const { topic, json, from } = message;
    const meant = new Map<object, string[]>();
    for (const { owner, id } of this.#subscribed(topic)) {
      const ids = meant.get(owner);
      if (ids) ids.push(id);
      else meant.set(owner, [id]);
    }
    for (const [owner, ids] of meant) {
      const member = this.#deliver.get(owner);
      if (!member) continue;
      this.#options.tap?.({ direction: 'out', member: member.name, topic, json });
      member.deliver(topic, ids, json, from);
    }
  }

  #subscribed(topic: string): readonly Subscription[] {
    const exact = [...(this.#exact.get(topic) ?? [])];
    const patterns = [...this.#patterns].filter(({ pattern }) => matches(pattern, topic));
    return patterns.length === 0 ? exact : [...exact, ...patterns].sort((a, b) => a.order - b.order);
  }
}
