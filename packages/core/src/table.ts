/**
 * An immutable map from string keys: setting or removing one key costs the same however many keys there are, shares the rest
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

// A hash trie with 32-way nodes: five bits of the hash a level, and a plain list where whole hashes collide.
const BITS = 5;
const WIDTH = 1 << BITS;

interface Leaf<V> {
  readonly hash: number;
  readonly key: string;
  readonly value: V;
}
type Node<V> = Branch<V> | Leaf<V> | readonly Leaf<V>[];
class Branch<V> {
  constructor(readonly slots: readonly (Node<V> | undefined)[]) {}
}

// FNV-1a: keys are ids chosen by servers, so a flood of equal hashes must stay correct (it does) rather than be impossible.
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function isLeaf<V>(node: Node<V>): node is Leaf<V> {
  return 'key' in node;
}

function slotOf(hash: number, level: number): number {
  return (hash >>> (level * BITS)) & (WIDTH - 1);
}

const LEVELS = Math.ceil(32 / BITS);

function find<V>(root: Node<V> | undefined, key: string, hash: number): V | undefined {
  let node = root;
  for (let level = 0; node instanceof Branch; level++) node = node.slots[slotOf(hash, level)];
  if (node === undefined) return undefined;
  if (isLeaf(node)) return node.key === key ? node.value : undefined;
  return node.find((leaf) => leaf.key === key)?.value;
}

function put<V>(node: Node<V> | undefined, leaf: Leaf<V>, level: number): Node<V> {
  if (node === undefined) return leaf;
  if (node instanceof Branch) {
    const slot = slotOf(leaf.hash, level);
    return new Branch(node.slots.with(slot, put(node.slots[slot], leaf, level + 1)));
  }
  if (isLeaf(node)) {
    if (node.key === leaf.key) return leaf;
    if (level >= LEVELS) return [node, leaf];
    const slots = new Array<Node<V> | undefined>(WIDTH).fill(undefined);
    slots[slotOf(node.hash, level)] = node;
    return put(new Branch(slots), leaf, level);
  }
  return [...node.filter((other) => other.key !== leaf.key), leaf];
}

function remove<V>(node: Node<V> | undefined, key: string, hash: number, level: number): Node<V> | undefined {
  if (node === undefined) return undefined;
  if (node instanceof Branch) {
    const slot = slotOf(hash, level);
    const slots = node.slots.with(slot, remove(node.slots[slot], key, hash, level + 1));
    return slots.some((child) => child !== undefined) ? new Branch(slots) : undefined;
  }
  if (isLeaf(node)) return node.key === key ? undefined : node;
  const rest = node.filter((leaf) => leaf.key !== key);
  return rest.length > 1 ? rest : rest[0];
}

function* entries<V>(node: Node<V> | undefined): Generator<readonly [string, V]> {
  if (node === undefined) return;
  if (node instanceof Branch) for (const child of node.slots) yield* entries(child);
  else if (isLeaf(node)) yield [node.key, node.value];
  else for (const leaf of node) yield [leaf.key, leaf.value];
}

class Trie<V> implements Table<V> {
  readonly size: number;
  readonly #root: Node<V> | undefined;

  constructor(root: Node<V> | undefined, size: number) {
    this.#root = root;
    this.size = size;
  }

  get(key: string): V | undefined {
    return find(this.#root, key, hashOf(key));
  }

  set(key: string, value: V): Table<V> {
    const hash = hashOf(key);
    const old = find(this.#root, key, hash);
    if (old === value && value !== undefined) return this;
    return new Trie(put(this.#root, { hash, key, value }, 0), old === undefined ? this.size + 1 : this.size);
  }

  delete(key: string): Table<V> {
    const hash = hashOf(key);
    if (find(this.#root, key, hash) === undefined) return this;
    return new Trie(remove(this.#root, key, hash, 0), this.size - 1);
  }

  [Symbol.iterator](): Iterator<readonly [string, V]> {
    return entries(this.#root);
  }
}

const EMPTY: Table<never> = new Trie<never>(undefined, 0);

/** A table without keys. `undefined` is not a value a table can hold. */
export function emptyTable<V>(): Table<V> {
  return EMPTY;
}
