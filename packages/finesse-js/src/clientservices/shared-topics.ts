import { type Kit } from '../kit.js';

/** Topics that several objects of one frame hear, on the one callback that a topic has. */
export class SharedTopics {
  readonly #kit: Kit;
  readonly #hearers = new Map<string, Set<(payload: unknown) => void>>();

  constructor(kit: Kit) {
    this.#kit = kit;
  }

  /** Adds a callback, for events outside failover. False where somebody else has the topic. */
  hear(topic: string, callback: (payload: unknown) => void): boolean {
    const known = this.#hearers.get(topic);
    if (known) {
      known.add(callback);
      return true;
    }
    const hearers = new Set([callback]);
    const tellAll = (payload: unknown): void => {
      for (const each of hearers) this.#kit.call(() => each(payload));
    };
    if (!this.#kit.services.subscribe(topic, tellAll, true)) return false;
    this.#hearers.set(topic, hearers);
    return true;
  }
}
