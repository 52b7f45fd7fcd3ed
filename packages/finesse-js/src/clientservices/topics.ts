import { type Kit } from '../kit.js';

interface Subscription {
  readonly id: string;
  readonly drops: boolean;
}

/** The topics of a frame: one callback each. */
export class Topics {
  readonly #kit: Kit;
  readonly #subscriptions = new Map<string, Subscription>();
  /** From `failing` to `recovered`: events of topics that say so are dropped. */
  failover = false;

  constructor(kit: Kit) {
    this.#kit = kit;
  }

  /** False for a topic that has a callback already. Nothing that `callback` throws reaches the hub. */
  add(topic: string, callback: (payload: unknown) => void, dropsInFailover: boolean): boolean {
    if (this.#subscriptions.has(topic)) return false;
    const id = this.#kit.hub().subscribe(topic, (_topic, payload) => {
      if (this.failover && dropsInFailover) return;
      this.#kit.call(() => callback(payload));
    });
    this.#subscriptions.set(topic, { id, drops: dropsInFailover });
    return true;
  }

  /** Ends it; unknown topics are ignored. */
  remove(topic: string): void {
    const subscription = this.#subscriptions.get(topic);
    if (!subscription) return;
    this.#subscriptions.delete(topic);
    this.#kit.hub().unsubscribe(subscription.id);
  }
}
