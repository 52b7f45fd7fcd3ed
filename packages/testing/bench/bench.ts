import type { Bench, Metric } from './metric.js';
import type { BenchResult } from './result.js';

/** Measures the goal; where a gate is missed, once more if that can change, and then the second measurement counts. */
export async function judged(metric: Metric, bench: Bench): Promise<readonly BenchResult[]> {
  const first = await metric.measure(bench);
  if (metric.exact || bench.quick || first.every(({ pass }) => pass)) return first;
  const second = await metric.measure(bench);
  return second.map((result) => ({ ...result, again: true }));
}

/** The metrics that were asked for; throws for names that are none. */
export function chosen(metrics: readonly Metric[], only: string | undefined): readonly Metric[] {
  if (only === undefined) return metrics;
  const names = only.split(',').map((name) => name.trim().toUpperCase());
  const strangers = names.filter((name) => !metrics.some(({ goal }) => goal === name));
  if (strangers.length > 0)
    throw new Error(`Not measured: ${strangers.join(', ')}. There are ${metrics.map(({ goal }) => goal).join(', ')}.`);
  return metrics.filter(({ goal }) => names.includes(goal));
}

/** One line on what several runs have in common, for a page. `broken`: goals without a number in one of them. */
export function agreement(runs: readonly (readonly BenchResult[])[], broken: ReadonlySet<string>): string {
  const last = runs.at(-1) ?? [];
  const wavering = unsteady(runs);
  const verdict = wavering.length === 0 ? 'which agree on every gate' : `which do not agree on ${wavering.join(', ')}`;
  const reached = `${last.filter(({ pass }) => pass).length} of ${last.length} gates reached`;
  const missing = broken.size > 0 ? `; no number for ${[...broken].join(', ')}` : '';
  return `${reached}${missing}. ${runs.length === 1 ? 'One run.' : `The last of ${runs.length} runs, ${verdict}.`}`;
}

/** Results whose verdict is not the same in all runs. */
export function unsteady(runs: readonly (readonly BenchResult[])[]): readonly string[] {
  const [first = [], ...rest] = runs;
  return first.filter(({ id, pass }) => rest.some((run) => run.find((other) => other.id === id)?.pass !== pass)).map(({ id }) => id);
}
