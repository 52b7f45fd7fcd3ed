/** Messages are told apart by what the service named them. A burst re-publishes thousands; two generations of this many are kept. */
const GENERATION = 2_000;

/** Remembers which messages have come, so that one that comes again is not taken for a new one. Bounded. */
export class SeenMessages {
  #young = new Set<string>();
  #old = new Set<string>();

  /** Whether the message has come before; remembers it. */
  again(id: string): boolean {
    if (this.#young.has(id) || this.#old.has(id)) return true;
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young;
      this.#young = new Set();
    }
    this.#young.add(id);
    return false;
  }
}
