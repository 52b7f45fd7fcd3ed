import { bootstrap, bootstrapDifference, bootstrapRatio, median, quantile, type Interval } from './statistics.js';

/** One line of the report; its JSON Schema is docs/bench.schema.json. */
export interface BenchResult {
  /** Goal and what it is measured against: `G1.probe`. */
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  /** What must be reached. */
  readonly gate: number;
  /** What is aimed at. */
  readonly stretch: number;
  readonly interval: Interval;
  /** False only if the whole interval lies beyond the gate. */
  readonly pass: boolean;
  /** 95th percentile of single samples, in the unit of the value; for a ratio, of the ratios round by round. */
  readonly p95?: number;
  /** The first measurement missed the gate, and this is the second. */
  readonly again?: true;
}

/** What `npm run bench -- --json FILE` writes. */
export interface BenchReport {
  readonly results: readonly BenchResult[];
}

export function reportOf(results: readonly BenchResult[]): BenchReport {
  return { results };
}

/** What is known of a result before it was measured. */
export interface Goal {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  readonly gate: number;
  readonly stretch: number;
}

/** A gate is missed only if the whole interval lies beyond it. */
export function passes({ better, gate }: Pick<Goal, 'better' | 'gate'>, [low, high]: Interval): boolean {
  return better === 'lower' ? low <= gate : high >= gate;
}

function resultOf(goal: Goal, value: number, interval: Interval, p95?: number): BenchResult {
  if (![value, ...interval].every(Number.isFinite)) throw new Error(`${goal.id} came to no number: ${value}`);
  return { ...goal, value, interval, pass: passes(goal, interval), ...(p95 !== undefined && { p95 }) };
}

/** `over` to `under`, both measured in the same rounds. */
export function ratio(
  goal: Omit<Goal, 'unit'>,
  over: readonly number[],
  under: readonly number[],
  statistic: (samples: readonly number[]) => number = median,
): BenchResult {
  const value = statistic(over) / statistic(under);
  const rounds = over.map((sample, round) => sample / under[round]!);
  return resultOf({ ...goal, unit: 'x' }, value, bootstrapRatio(over, under, statistic), quantile(rounds, 0.95));
}

/** How much more `over` is than `under`, both measured in the same rounds. */
export function difference(
  goal: Goal,
  over: readonly number[],
  under: readonly number[],
  statistic: (samples: readonly number[]) => number,
): BenchResult {
  return resultOf(goal, statistic(over) - statistic(under), bootstrapDifference(over, under, statistic));
}

/** How much more `over` is than `under` in the same round, for rounds that differ among themselves by more than the two do. */
export function paired(goal: Goal, over: readonly number[], under: readonly number[]): BenchResult {
  const more = over.map((sample, round) => sample - under[round]!);
  return resultOf(goal, median(more), bootstrap(more, median));
}

/** A figure of its own, where no ratio is asked for. */
export function figure(goal: Goal, samples: readonly number[], statistic: (samples: readonly number[]) => number = median): BenchResult {
  return resultOf(goal, statistic(samples), bootstrap(samples, statistic), quantile(samples, 0.95));
}

/** What is counted, not measured: the same each time. */
export function count(goal: Goal, value: number): BenchResult {
  return resultOf(goal, value, [value, value]);
}
