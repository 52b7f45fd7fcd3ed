import { inChromium } from '../chromium.js';
import type { Metric } from '../metric.js';
import { count, figure, ratio } from '../result.js';
import type { Kind } from '../subjects/counters.js';

const KINDS = ['idle', 'ours', 'interval'] as const satisfies readonly Kind[];
const ROUNDS = 5;
// Whole seconds, so that each time has as many ticks in it.
const STAND_MS = 2_000;

/** Time that passes. */
export const g13: Metric = {
  goal: 'G13',
  about: '1,000 counters',
  measure: ({ product, quick }) =>
    inChromium(product, 'subjects/counters.ts', async (stage) => {
      const spent: Record<Kind, number[]> = { idle: [], ours: [], interval: [] };
      for (let round = -1; round < (quick ? 1 : ROUNDS); round++) {
        for (let turn = 0; turn < KINDS.length; turn++) {
          const kind = KINDS[(turn + round + 1) % KINDS.length]!;
          await stage.run('mount', { kind });
          const before = await stage.taskMs();
          await stage.run('stand', { ms: STAND_MS });
          if (round >= 0) spent[kind].push(((await stage.taskMs()) - before) / (STAND_MS / 1000));
          await stage.run('unmount');
        }
      }
      await stage.run('mount', { kind: 'ours' });
      const frames = await stage.run<number>('framesTouched');
      await stage.run('unmount');
      await stage.run('mount', { kind: 'ours', inView: false });
      const timers = await stage.run<number>('timersSet');
      const net = (kind: Kind): number[] => spent[kind].map((ms, round) => Math.max(0.01, ms - spent.idle[round]!));
      const lower = { better: 'lower' } as const;
      return [
        figure({ id: 'G13.net', name: 'main thread, beyond the idle page', unit: 'ms/s', gate: 30, stretch: 10, ...lower }, net('ours')),
        ratio(
          { id: 'G13.interval', name: 'better than an interval in each Lit element', better: 'higher', gate: 5, stretch: 10 },
          net('interval'),
          net('ours'),
        ),
        count({ id: 'G13.frames', name: 'frames in which anything changes', unit: '/s', gate: 1, stretch: 1, ...lower }, frames),
        count({ id: 'G13.timers', name: 'timers while none is in view', unit: 'timers', gate: 0, stretch: 0, ...lower }, timers),
      ];
    }),
};
