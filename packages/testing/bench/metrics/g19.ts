import { inChromium, UNOPTIMIZED, type Stage } from '../chromium.js';
import type { Metric } from '../metric.js';
import { count, figure } from '../result.js';
import { median } from '../statistics.js';

const CYCLES = 10_200;
const WARM_UP = 1_000;
/** The heap is looked at so often on the way: what is made once is a step, a leak is a slope. */
const STEPS = 6;

interface SetUp {
  readonly timers: number;
  readonly subscriptions: number;
  readonly sockets: number;
}

async function heldBy(stage: Stage): Promise<{ readonly bytes: number; readonly listeners: number }> {
  // Before listeners are counted as well: those of an element that nobody holds go with it.
  const bytes = (await stage.heap()).js;
  return { bytes, listeners: await listenersOf(stage) };
}

async function listenersOf({ cdp }: Stage): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSEventListeners')!.value;
}

/** Coming and going. */
export const g19: Metric = {
  goal: 'G19',
  about: '10,000 times on the page and off for every element, 10,000 starts and stops of the core',
  exact: true,
  measure: ({ product, quick }) =>
    inChromium(
      product,
      'subjects/leaks.ts',
      async (stage) => {
        const times = quick ? CYCLES / 10 : CYCLES;
        const tags = await stage.run<string[]>('open');
        const before = await stage.run<SetUp>('settled', {});
        const bytes: (readonly [name: string, steps: readonly number[]])[] = [];
        let left = 0;
        let leftListeners = 0;
        const measured = async (name: string, run: (count: number) => Promise<unknown>): Promise<void> => {
          await run(WARM_UP);
          const heaps = [(await heldBy(stage)).bytes];
          // Of each cycle, so counted from the end of the first step on: what an element sets up once, some do later than others.
          let listeners = Infinity;
          for (let step = 0; step < STEPS; step++) {
            await run(times / STEPS);
            const held = await heldBy(stage);
            heaps.push(held.bytes);
            if (step === 0) ({ listeners } = held);
          }
          bytes.push([name, heaps.slice(1).map((heap, step) => ((heap - heaps[step]!) * STEPS) / times)]);
          const after = await stage.run<SetUp>('settled', { before });
          const more =
            Math.max(0, after.timers - before.timers) +
            Math.max(0, after.subscriptions - before.subscriptions) +
            after.sockets -
            before.sockets;
          if (more > 0) process.stderr.write(`G19: ${name} leaves ${JSON.stringify(after)}, before there were ${JSON.stringify(before)}\n`);
          left += more;
          const listenersLeft = async (): Promise<number> => Math.max(0, (await heldBy(stage)).listeners - listeners);
          let extra = await listenersLeft();
          // What the engine's own tasks hold for a moment goes with them.
          for (let patience = 5; extra > 0 && patience > 0; patience--) {
            await stage.run('settled', { before });
            extra = await listenersLeft();
          }
          if (extra > 0) process.stderr.write(`G19: ${name} leaves ${extra} listeners\n`);
          leftListeners += extra;
        };
        const subjects = [...tags.map((tag) => [tag, 'cycles'] as const), ['the core', 'starts'] as const];
        for (const [tag, run] of subjects) {
          await measured(tag, (cycles) => stage.run(run, { tag, count: cycles }));
          // One that leaks is enough for a mutant; each takes long, because it is waited for.
          if (quick && left + leftListeners > 0) break;
        }
        const [name, most] = bytes.reduce((a, b) => (median(b[1]) > median(a[1]) ? b : a));
        const lower = { better: 'lower' } as const;
        return [
          count({ id: 'G19.left', name: 'timers, subscriptions and sockets left', unit: 'things', gate: 0, stretch: 0, ...lower }, left),
          count({ id: 'G19.listeners', name: 'listeners left', unit: 'listeners', gate: 0, stretch: 0, ...lower }, leftListeners),
          figure(
            { id: 'G19.bytes', name: `heap that stays (most of all for ${name})`, unit: 'B/cycle', gate: 2, stretch: 0, ...lower },
            most,
          ),
        ];
      },
      { flags: UNOPTIMIZED },
    ),
};
