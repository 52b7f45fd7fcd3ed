/**
 * An immutable map from string keys: setting or removing one key costs nearly the same for one key and for thousands, shares the rest
 * with the old table, and returns the old table itself when nothing changed. Iteration is in no promised order.
 */
export interface Table<V> extends Iterable<readonly [string, V]> {
  readonly size: number;
  get(key: string): V | undefined;
  /** The table with `key` set. Setting the value already there (by identity) returns this table. */
  set(key: string, value: V): Table<V>;
  /** The table without `key`, or this table if it has no such key. */
  delete(key: string): Table<V>;
}

// A tree of two levels with 32 branches each, and a short list where they end. Copying the way to one list is all that a change costs.
const WIDTH = 32;

type Entry<V> = readonly [key: string, value: V];
// Keys and values in turn: a pair for each would take as much again.
type Bucket<V> = readonly (string | V)[];
type Row<V> = readonly Bucket<V>[];

class Tree<V> implements Table<V> {
  readonly size: number;
  readonly #rows: readonly Row<V>[];

  constructor(rows: readonly Row<V>[], size: number) {
    this.#rows = rows;
    this.size = size;
  }

  get(key: string): V | undefined {
    // Nearly always so of commands and ends, and each event asks for some.
    if (this.size === 0) return undefined;
    const hash = hashOf(key);
    const bucket = this.#rows[hash % WIDTH]![hash >>> 27]!;
    for (let i = 0; i < bucket.length; i += 2) if (bucket[i] === key) return bucket[i + 1] as V;
    return undefined;
  }

  set(key: string, value: V): Table<V> {
    const old = this.get(key);
    return old === value ? this : this.#with(key, [key, value], this.size + (old === undefined ? 1 : 0));
  }

  delete(key: string): Table<V> {
    return this.get(key) === undefined ? this : this.#with(key, [], this.size - 1);
  }

  // All at once and by number: a generator, or an iterator for each of the 32 branches, takes three times as long, and every event has a walk or two.
  [Symbol.iterator](): Iterator<Entry<V>> {
    const entries: Entry<V>[] = [];
    for (let r = 0; r < WIDTH; r++) {
      const row = this.#rows[r]!;
      // Nearly all of a small table is empty.
      if (row === NO_ROW) continue;
      for (let b = 0; b < WIDTH; b++) {
        const bucket = row[b]!;
        for (let i = 0; i < bucket.length; i += 2) entries.push([bucket[i] as string, bucket[i + 1] as V]);
      }
    }
    return entries.values();
  }

  #with(key: string, entry: Bucket<V>, size: number): Table<V> {
    const hash = hashOf(key);
    const row = this.#rows[hash % WIDTH]!;
    const others = row[hash >>> 27]!.filter((_, i, bucket) => bucket[i - (i % 2)] !== key);
    return new Tree(this.#rows.with(hash % WIDTH, row.with(hash >>> 27, [...others, ...entry])), size);
  }
}

// An event asks a dozen times for the same call.
let last = { key: '', hash: 0x811c9dc5 };

// FNV-1a. Its lowest and its highest bits are as good as independent.
function hashOf(key: string): number {
  if (key === last.key) return last.hash;
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  last = { key, hash: hash >>> 0 };
  return last.hash;
}

const NO_ROW: Row<never> = /* @__PURE__ */ new Array<Bucket<never>>(WIDTH).fill([]);
const EMPTY: Table<never> = /* @__PURE__ */ new Tree<never>(/* @__PURE__ */ new Array<Row<never>>(WIDTH).fill(NO_ROW), 0);

/** A table without keys. `undefined` is not a value a table can hold. */
export function emptyTable<V>(): Table<V> {
  return EMPTY;
}
