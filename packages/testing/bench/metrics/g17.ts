import { inChromium } from '../chromium.js';
import type { Metric } from '../metric.js';
import { figure } from '../result.js';

/** Everything at once, as after a failover. */
export const g17: Metric = {
  goal: 'G17',
  about: 'a burst of 1,000 events of 10 calls in one turn, five elements on the page',
  async measure({ product, quick }) {
    const { tasks, views } = await inChromium(product, 'subjects/burst.ts', (stage) =>
      stage.run<{ tasks: number[]; views: number[] }>('measure', { rounds: quick ? 7 : 15 }),
    );
    const ms = { unit: 'ms', better: 'lower' } as const;
    return [
      figure({ id: 'G17.task', name: 'longest task', gate: 50, stretch: 20, ...ms }, tasks),
      figure({ id: 'G17.view', name: 'until the truth is painted', gate: 100, stretch: 20, ...ms }, views),
    ];
  },
};
