import { inChromium, UNOPTIMIZED } from '../chromium.js';
import type { Metric } from '../metric.js';
import { count, passes, type BenchResult } from '../result.js';
import { bootstrap, slope } from '../statistics.js';

const STEPS = 20;
/** In a step: several times what the memories of calls hold, none of them by half, so that they are as full after one step as after the next. */
const CALLS = 5_000;
const LIFE = 10;
const FILLING = 2;

/** A long day. */
export const g18: Metric = {
  goal: 'G18',
  about: '1,000,000 events, 100,000 calls begun and ended on a mounted page',
  exact: true,
  async measure({ product, quick }) {
    const steps = quick ? STEPS / 5 : STEPS;
    const points: (readonly [number, number])[] = [];
    let left = 0;
    await inChromium(
      product,
      'subjects/soak.ts',
      async (stage) => {
        // The first steps fill what is bounded; growth is counted from where the last of them ends.
        for (let step = 1 - FILLING; step <= steps; step++) {
          left = await stage.run<number>('live', { count: CALLS });
          if (step >= 0) points.push([step * CALLS * LIFE, (await stage.heap()).js]);
        }
        if (!(await stage.run<boolean>('alive'))) throw new Error('Void: the page shows no calls any more');
      },
      { flags: UNOPTIMIZED },
    );
    const slopeOf = (indices: readonly number[]): number => slope(indices.map((index) => points[index]!));
    const all = points.map((_, index) => index);
    const goal = {
      id: 'G18.slope',
      name: 'growth of the heap, optimized code aside',
      unit: 'B/event',
      better: 'lower',
      gate: 0.1,
      stretch: 0.02,
    } as const;
    const interval = bootstrap(all, slopeOf);
    const growth: BenchResult = { ...goal, value: slopeOf(all), interval, pass: passes(goal, interval) };
    return [
      growth,
      count({ id: 'G18.left', name: 'dialogs left in the state', unit: 'dialogs', better: 'lower', gate: 0, stretch: 0 }, left),
    ];
  },
};
