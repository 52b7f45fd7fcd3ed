/** A source of repeatable chance. */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `low` up to, not including, `high`. */
  whole(low: number, high: number): number;
}

/**
 * Mulberry32 (32 bits of state, period 2^32, passes gjrand): small, the same on every machine, and good enough for a simulation.
 * `seed` is taken as an unsigned 32-bit number. Not for secrets.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  return { next, whole: (low, high) => low + Math.floor(next() * (high - low)) };
}
