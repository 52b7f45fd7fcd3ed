import type { BenchResult } from '../bench/result.js';

/**
 * What became of a mutant. `killed`: a gate that is reached without it is missed with it, or its work was so wrong that there is no number.
 * `worse`: the gates that it could have broken are missed without it already, and one of them is now missed by clearly more. `moot`: they are
 * missed as before. `survived`: nobody noticed.
 */
export type Verdict = 'killed' | 'worse' | 'moot' | 'survived';

export interface Judged {
  readonly verdict: Verdict;
  /** What noticed it. */
  readonly by: readonly string[];
}

// What the whole intervals agree on may still be the weather.
const CLEARLY = 1.1;

/** A text instead of results says why they could not be had. */
export function judged(without: readonly BenchResult[], withIt: readonly BenchResult[] | string): Judged {
  if (typeof withIt === 'string') return { verdict: 'killed', by: [`no number: ${withIt}`] };
  const noticing = (notices: (before: BenchResult, after: BenchResult) => boolean): string[] =>
    without.filter((before) => withIt.some((after) => after.id === before.id && notices(before, after))).map(({ id }) => id);
  const broken = noticing((before, after) => before.pass && !after.pass);
  if (broken.length > 0) return { verdict: 'killed', by: broken };
  const worse = noticing((before, after) => !before.pass && isClearlyWorse(before, after));
  if (worse.length > 0) return { verdict: 'worse', by: worse };
  return { verdict: without.every(({ pass }) => pass) ? 'survived' : 'moot', by: [] };
}

function isClearlyWorse(before: BenchResult, after: BenchResult): boolean {
  const [worst, best] = before.better === 'lower' ? [before.interval[1], after.interval[0]] : [after.interval[1], before.interval[0]];
  const [less, more] = before.better === 'lower' ? [before.value, after.value] : [after.value, before.value];
  return best > worst && more > less * CLEARLY;
}
