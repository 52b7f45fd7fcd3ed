/**
 * `next`, with every branch that equals the one in `previous` replaced by it, so that `===` means unchanged; `previous` itself when
 * nothing differs. For plain data (objects, arrays, primitives) without cycles, as pictures from ports are.
 */
export function share<T>(previous: T | undefined, next: T): T {
  return merge(previous, next) as T;
}

function merge(previous: unknown, next: unknown): unknown {
  if (Object.is(previous, next)) return previous;
  if (Array.isArray(previous) && Array.isArray(next)) return mergeArrays(previous, next);
  if (isRecord(previous) && isRecord(next)) return mergeRecords(previous, next);
  return next;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mergeArrays(previous: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const merged = next.map((item, index) => merge(previous[index], item));
  return merged.length === previous.length && merged.every((item, index) => item === previous[index]) ? previous : merged;
}

function mergeRecords(previous: Record<string, unknown>, next: Record<string, unknown>): Record<string, unknown> {
  const keys = Object.keys(next);
  let same = keys.length === Object.keys(previous).length;
  const merged: Record<string, unknown> = {};
  for (const key of keys) {
    const had = Object.hasOwn(previous, key);
    const value = had ? merge(previous[key], next[key]) : next[key];
    same &&= had && value === previous[key];
    // A plain assignment to this one name would set the prototype instead of a property.
    if (key === '__proto__') Object.defineProperty(merged, key, { value, enumerable: true, configurable: true, writable: true });
    else merged[key] = value;
  }
  return same ? previous : merged;
}
