import { type Kit } from '../kit.js';

/** The topics of a frame: one callback each. */
export class Topics {
  readonly #kit: Kit;
  /** The hub's ids. */
  readonly #ids = new Map<string, string>();
  /** From `failing` to `recovered`: events of topics that say so are dropped. */
  failover = false;

  constructor(kit: Kit) {
    this.#kit = kit;
  }

  /** False for a topic that has a callback already. Nothing that `callback` throws reaches the hub. */
  add(topic: string, callback: (payload: unknown) => void, dropsInFailover: boolean): boolean {
    if (this.#ids.has(topic)) return false;
    const id = this.#kit.hub().subscribe(topic, (_topic, payload) => {
      if (this.failover && dropsInFailover) return;
      this.#kit.call(() => callback(payload));
    });
    this.#ids.set(topic, id);
    return true;
  }

  /** Ends it; unknown topics are ignored. */
  remove(topic: string): void {
    const id = this.#ids.get(topic);
    if (id === undefined) return;
    this.#ids.delete(topic);
    this.#kit.hub().unsubscribe(id);
  }
}
