import { inChromium } from '../chromium.js';
import type { Metric } from '../metric.js';
import { count, passes, type BenchResult } from '../result.js';
import { bootstrap, slope } from '../statistics.js';

const EVENTS = 1_000_000;
const LIFE = 10;
const STEPS = 20;
/** In the first part, memories that are bounded fill up. */
const FILLING = 6;

/** A long day. */
export const g18: Metric = {
  goal: 'G18',
  about: '1,000,000 events, 100,000 calls begun and ended on a mounted page',
  exact: true,
  async measure({ product, quick }) {
    const events = quick ? EVENTS / 10 : EVENTS;
    const points: (readonly [number, number])[] = [];
    let left = 0;
    await inChromium(product, 'subjects/soak.ts', async (stage) => {
      for (let step = 1; step <= STEPS; step++) {
        left = await stage.run<number>('live', { count: events / LIFE / STEPS });
        if (step > FILLING) points.push([(step * events) / STEPS, (await stage.heap()).js]);
      }
      if (!(await stage.run<boolean>('alive'))) throw new Error('Void: the page shows no calls any more');
    });
    const slopeOf = (indices: readonly number[]): number => slope(indices.map((index) => points[index]!));
    const all = points.map((_, index) => index);
    const goal = { id: 'G18.slope', name: 'growth of the heap', unit: 'B/event', better: 'lower', gate: 0.1, stretch: 0.02 } as const;
    const interval = bootstrap(all, slopeOf);
    const growth: BenchResult = { ...goal, value: slopeOf(all), interval, pass: passes(goal, interval) };
    return [
      growth,
      count({ id: 'G18.left', name: 'dialogs left in the state', unit: 'dialogs', better: 'lower', gate: 0, stretch: 0 }, left),
    ];
  },
};
