import type { BenchResult } from '../bench/result.js';

/**
 * What became of a mutant. `killed`: a gate that is reached without it is missed with it, or its work was so wrong that there is no number.
 * `moot`: the gates that it could have broken are missed without it already. `survived`: nobody noticed.
 */
export type Verdict = 'killed' | 'moot' | 'survived';

export interface Judged {
  readonly verdict: Verdict;
  /** What noticed it. */
  readonly by: readonly string[];
}

/** A text instead of results says why they could not be had. */
export function judged(without: readonly BenchResult[], withIt: readonly BenchResult[] | string): Judged {
  if (typeof withIt === 'string') return { verdict: 'killed', by: [`no number: ${withIt}`] };
  const by = without.filter((before) => before.pass && withIt.find((after) => after.id === before.id)?.pass === false).map(({ id }) => id);
  if (by.length > 0) return { verdict: 'killed', by };
  return { verdict: without.every(({ pass }) => pass) ? 'survived' : 'moot', by: [] };
}
