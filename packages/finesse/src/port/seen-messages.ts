/** Messages are told apart by what the service named them. A burst re-publishes thousands; two generations of this many are kept. */
const GENERATION = 2_000;

/** Remembers which messages have come, so that one that comes again is not taken for a new one. Bounded. */
export class SeenMessages {
  #young = new Set<string>();
  #old = new Set<string>();

  /** Whether a message of this name has come from the node before; remembers it. */
  again(node: string, name: string): boolean {
    // Joined so, and not by a template: what is kept is one string, and not a tree of those it was made from.
    const id = [node, name].join(' ');
    if (this.#young.has(id) || this.#old.has(id)) return true;
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young;
      this.#young = new Set();
    }
    this.#young.add(id);
    return false;
  }
}
