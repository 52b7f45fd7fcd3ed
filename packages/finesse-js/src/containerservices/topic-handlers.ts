import { type Kit } from '../kit.js';

/** Called with the payload of a topic as it should reach a gadget. */
export type TopicHandler<T = unknown> = (payload: T) => void;

/** Turns a payload into the list of arguments that handlers get; undefined when it is nothing for them. */
export type Revive = (payload: unknown) => readonly [unknown?] | undefined;

interface Wire {
  readonly id: string;
  readonly handlers: Set<TopicHandler>;
}

/** Any number of handlers for a topic, on one subscription of the hub. */
export class TopicHandlers {
  readonly #kit: Kit;
  readonly #wires = new Map<string, Wire>();

  constructor(kit: Kit) {
    this.#kit = kit;
  }

  /**
   * Subscribes `handler` to `topic`; the same handler twice is one. What comes goes through `revive`: who comes first on a topic decides which.
   * Throws before the hub is connected.
   */
  add(topic: string, handler: TopicHandler<never>, revive: Revive): void {
    const added = handler as TopicHandler;
    const wire = this.#wires.get(topic);
    if (wire) {
      wire.handlers.add(added);
      return;
    }
    const handlers = new Set([added]);
    const id = this.#kit.hub().subscribe(topic, (_topic, payload) => {
      const revived = revive(payload);
      if (!revived) return;
      // A copy: a handler may add or remove handlers.
      for (const each of [...handlers]) this.#kit.call(() => (each as (...payload: readonly [unknown?]) => void)(...revived));
    });
    this.#wires.set(topic, { id, handlers });
  }

  /** Takes `handler` off `topic`, and the subscription of the hub with the last one. Unknown handlers and topics are ignored. */
  remove(topic: string, handler: TopicHandler<never>): void {
    const wire = this.#wires.get(topic);
    if (!wire?.handlers.delete(handler as TopicHandler) || wire.handlers.size > 0) return;
    this.#wires.delete(topic);
    this.#kit.hub().unsubscribe(wire.id);
  }

  /** Takes all handlers off a topic but for `stays`. */
  empty(topic: string, stays: TopicHandler<never>): void {
    for (const handler of this.#wires.get(topic)?.handlers ?? []) if (handler !== stays) this.remove(topic, handler);
  }

  /** Takes all handlers off all topics. */
  clear(): void {
    for (const { id, handlers } of this.#wires.values()) {
      handlers.clear();
      this.#kit.hub().unsubscribe(id);
    }
    this.#wires.clear();
  }
}
