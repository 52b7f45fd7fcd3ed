import type { Hub, Member } from './hub.js';

/** Hears what is published; `data` is a copy of its own, `from` the member that published it. */
export type Listener = (data: unknown, topic: string, from: string) => void;

/** The page's own place on the hub. A listener that throws is told of and keeps nobody from hearing. */
export class PageBus {
  readonly #member: Member;
  readonly #listeners = new Map<string, Listener>();
  #next = 0;

  constructor(hub: Hub, onError: (error: unknown, topic: string) => void) {
    this.#member = hub.join('page', (topic, ids, json, from) => {
      for (const id of ids) {
        try {
          this.#listeners.get(id)?.(json === undefined ? undefined : JSON.parse(json), topic, from);
        } catch (error) {
          onError(error, topic);
        }
      }
    });
  }

  /** Listens until the returned function is called. */
  listen(pattern: string, listener: Listener): () => void {
    const id = String(this.#next++);
    this.#listeners.set(id, listener);
    this.#member.subscribe(id, pattern);
    return () => {
      this.#listeners.delete(id);
      this.#member.unsubscribe(id);
    };
  }

  /** Listens to what the page itself says; the same words of a gadget are not heard. */
  listenToPage(topic: string, listener: Listener): () => void {
    return this.listen(topic, (data, heard, from) => {
      if (from === this.#member.name) listener(data, heard, from);
    });
  }

  /** `false` for a topic that is none. Without data the receivers get `undefined`. */
  publish(topic: string, data?: unknown): boolean {
    return this.#member.publish(topic, data === undefined ? undefined : JSON.stringify(data));
  }
}
