/** The two ends within which a figure lies with 95 % confidence. */
export type Interval = readonly [low: number, high: number];

const RESAMPLES = 1000;

/** The value below which the share `q` of the samples lies, between two samples in proportion. NaN for none. */
export function quantile(samples: readonly number[], q: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const place = (sorted.length - 1) * q;
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below + (above - below) * (place - Math.floor(place));
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** Numbers in [0, 1), the same for the same seed: an interval must not change because it was worked out again. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Where a statistic of the samples lies, by drawing them anew with replacement. */
export function bootstrap(samples: readonly number[], statistic: (samples: readonly number[]) => number): Interval {
  return bootstrapRounds(samples.length, (rounds) => statistic(rounds.map((round) => samples[round]!)));
}

/**
 * Where `statistic(ours) / statistic(theirs)` lies. The two were measured in the same rounds, and what disturbed a round disturbed both:
 * so rounds are drawn, not samples.
 */
export function bootstrapRatio(
  ours: readonly number[],
  theirs: readonly number[],
  statistic: (samples: readonly number[]) => number = median,
): Interval {
  return bootstrapPairs(ours, theirs, (a, b) => statistic(a) / statistic(b));
}

/** The same for `statistic(ours) - statistic(theirs)`. */
export function bootstrapDifference(
  ours: readonly number[],
  theirs: readonly number[],
  statistic: (samples: readonly number[]) => number = median,
): Interval {
  return bootstrapPairs(ours, theirs, (a, b) => statistic(a) - statistic(b));
}

function bootstrapPairs(
  ours: readonly number[],
  theirs: readonly number[],
  compare: (ours: readonly number[], theirs: readonly number[]) => number,
): Interval {
  if (ours.length !== theirs.length) throw new Error(`Rounds do not match: ${ours.length} and ${theirs.length}`);
  return bootstrapRounds(ours.length, (rounds) =>
    compare(
      rounds.map((round) => ours[round]!),
      rounds.map((round) => theirs[round]!),
    ),
  );
}

function bootstrapRounds(count: number, statistic: (rounds: readonly number[]) => number): Interval {
  if (count === 0) throw new Error('Nothing was measured');
  const random = randomOf(count);
  const values = Array.from({ length: RESAMPLES }, () => statistic(Array.from({ length: count }, () => Math.floor(random() * count))));
  return [quantile(values, 0.025), quantile(values, 0.975)];
}

/** How much `y` grows with `x`, least squares. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
