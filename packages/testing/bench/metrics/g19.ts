import { inChromium, type Stage } from '../chromium.js';
import type { Metric } from '../metric.js';
import { count, figure } from '../result.js';

const CYCLES = 10_000;
const WARM_UP = 1_000;

interface SetUp {
  readonly timers: number;
  readonly subscriptions: number;
  readonly sockets: number;
}

async function listeners({ cdp }: Stage): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSEventListeners')!.value;
}

/** Coming and going. */
export const g19: Metric = {
  goal: 'G19',
  about: '10,000 times on the page and off for every element, 10,000 starts and stops of the core',
  exact: true,
  measure: ({ product, quick }) =>
    inChromium(product, 'subjects/leaks.ts', async (stage) => {
      const times = quick ? CYCLES / 10 : CYCLES;
      const tags = await stage.run<string[]>('open');
      const before = await stage.run<SetUp>('settled', {});
      const bytes: (readonly [name: string, bytes: number])[] = [];
      let left = 0;
      let leftListeners = 0;
      const measured = async (name: string, run: (count: number) => Promise<unknown>): Promise<void> => {
        await run(WARM_UP);
        const start = { heap: (await stage.heap()).js, listeners: await listeners(stage) };
        await run(times);
        const { js } = await stage.heap();
        const after = await stage.run<SetUp>('settled', { before });
        const more =
          Math.max(0, after.timers - before.timers) +
          Math.max(0, after.subscriptions - before.subscriptions) +
          after.sockets -
          before.sockets;
        if (more > 0) process.stderr.write(`G19: ${name} leaves ${JSON.stringify(after)}, before there were ${JSON.stringify(before)}\n`);
        left += more;
        leftListeners += Math.max(0, (await listeners(stage)) - start.listeners);
        bytes.push([name, (js - start.heap) / times]);
      };
      for (const tag of tags) await measured(tag, (cycles) => stage.run('cycles', { tag, count: cycles }));
      await measured('the core', (cycles) => stage.run('starts', { count: cycles }));
      const [name, most] = bytes.reduce((a, b) => (b[1] > a[1] ? b : a));
      const lower = { better: 'lower' } as const;
      return [
        count({ id: 'G19.left', name: 'timers, subscriptions and sockets left', unit: 'things', gate: 0, stretch: 0, ...lower }, left),
        count({ id: 'G19.listeners', name: 'listeners left', unit: 'listeners', gate: 0, stretch: 0, ...lower }, leftListeners),
        figure({ id: 'G19.bytes', name: `heap that stays (most of all for ${name})`, unit: 'B/cycle', gate: 2, stretch: 0, ...lower }, [
          most,
        ]),
      ];
    }),
};
