import { emptyTable, type Table } from './table.js';

/**
 * A bounded, immutable memory of keys: what was remembered stays for at least `keepMs` or the last `limit` keys, whichever is
 * less, and is forgotten after at most twice that. Two generations take turns, so that forgetting costs nothing per event.
 */
export interface Recent<V> {
  readonly young: Table<V>;
  readonly old: Table<V>;
  /** When `young` was begun, in the caller's milliseconds. */
  readonly begun: number;
}

/** How much a `Recent` keeps. */
export interface RecentBounds {
  readonly limit: number;
  readonly keepMs: number;
}

export function nothingRecent<V>(): Recent<V> {
  return { young: emptyTable(), old: emptyTable(), begun: 0 };
}

export function recall<V>(recent: Recent<V>, key: string): V | undefined {
  return recent.young.get(key) ?? recent.old.get(key);
}

export function remember<V>(recent: Recent<V>, key: string, value: V, time: number, bounds: RecentBounds): Recent<V> {
  const full = recent.young.size >= bounds.limit || time - recent.begun >= bounds.keepMs;
  if (!full) return { ...recent, young: recent.young.set(key, value) };
  return { young: emptyTable<V>().set(key, value), old: recent.young, begun: time };
}

export function forget<V>(recent: Recent<V>, key: string): Recent<V> {
  return { ...recent, young: recent.young.delete(key), old: recent.old.delete(key) };
}
