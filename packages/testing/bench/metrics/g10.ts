import { inChromium, type Stage } from '../chromium.js';
import type { Metric } from '../metric.js';
import { figure, ratio, type BenchResult } from '../result.js';
import type { Motion } from '../subjects/roster.js';
import { quantile } from '../statistics.js';

const SUBJECT = 'subjects/roster.ts';
const SECONDS = 3;

/** Moves for a few seconds, so many times. */
async function motions(stage: Stage, perSecond: number, times: number, scrolling = false): Promise<Motion[]> {
  const found: Motion[] = [];
  for (let time = -1; time < times; time++) {
    await stage.run('prepare', { changes: perSecond * SECONDS });
    const motion = await stage.run<Motion>('run', { perSecond, scrolling });
    if (time >= 0) found.push(motion);
  }
  return found;
}

function frameGates(
  id: string,
  name: string,
  motions: readonly Motion[],
  gates: { readonly fps: number; readonly worst?: number },
): BenchResult[] {
  const of = (pick: keyof Motion): number[] => motions.map((motion) => motion[pick]);
  const { fps, worst } = gates;
  const results = [
    figure({ id: `${id}fps`, name: `frames a second${name}`, unit: 'fps', better: 'higher', gate: fps, stretch: fps + 1 }, of('fps')),
  ];
  if (worst === undefined) return results;
  return [
    ...results,
    figure({ id: `${id}dropped`, name: `frames dropped${name}`, unit: '/s', better: 'lower', gate: 1, stretch: 0 }, of('dropped')),
    figure({ id: `${id}worst`, name: `worst frame${name}`, unit: 'ms', better: 'lower', gate: worst, stretch: 17 }, of('worst')),
  ];
}

/** A large team in motion. */
export const g10: Metric = {
  goal: 'G10',
  about: '5,000 agents, 1,000 changes a second',
  async measure({ product, quick }) {
    const plain = await inChromium(product, SUBJECT, async (stage) => {
      await stage.run('mount', { agents: 5_000 });
      return { resting: await motions(stage, 1_000, quick ? 1 : 3), scrolling: await motions(stage, 1_000, quick ? 1 : 2, true) };
    });
    const throttled = await inChromium(
      product,
      SUBJECT,
      async (stage) => {
        await stage.run('mount', { agents: 5_000 });
        return motions(stage, 1_000, quick ? 1 : 2);
      },
      { throttle: 4 },
    );
    return [
      ...frameGates('G10.', '', plain.resting, { fps: 58, worst: 34 }),
      ...frameGates('G10.scrolling-', ' while scrolling', plain.scrolling, { fps: 58 }),
      ...frameGates('G10.throttled-', ' at a quarter of the speed', throttled, { fps: 55 }),
    ];
  },
};

const ROUNDS = 3;

/** The price of that. */
export const g11: Metric = {
  goal: 'G11',
  about: 'main thread at 5,000 agents, 1,000 changes a second',
  measure: ({ product, quick }) =>
    inChromium(product, SUBJECT, async (stage) => {
      const busy: Record<'ours' | 'windowed' | 'full', number[]> = { ours: [], windowed: [], full: [] };
      const kinds = ['ours', 'windowed', 'full'] as const;
      let nodes = 0;
      for (let round = -1; round < (quick ? 1 : ROUNDS); round++) {
        for (let turn = 0; turn < kinds.length; turn++) {
          const kind = kinds[(turn + round + 1) % kinds.length]!;
          if (kind === 'ours') nodes = (await stage.run<{ nodes: number }>('mount', { agents: 5_000 })).nodes;
          else await stage.run('mountProbe', { kind, agents: 5_000 });
          await stage.run('prepare', { changes: 1_000 * SECONDS });
          const before = await stage.taskMs();
          await stage.run<Motion>('run', { perSecond: 1_000 });
          const spent = ((await stage.taskMs()) - before) / SECONDS;
          if (round >= 0) busy[kind].push(spent);
          await stage.run('unmount');
        }
      }
      const lower = { better: 'lower' } as const;
      return [
        ratio({ id: 'G11.windowed', name: 'to a bare windowed table', gate: 3.5, stretch: 2.5, ...lower }, busy.ours, busy.windowed),
        ratio(
          { id: 'G11.full', name: 'to a bare table with every row on the page', gate: 0.2, stretch: 0.15, ...lower },
          busy.ours,
          busy.full,
        ),
        figure({ id: 'G11.nodes', name: 'elements on the page', unit: 'nodes', gate: 700, stretch: 400, ...lower }, [nodes]),
      ];
    }),
};

/** Twice the busiest hour that was published. */
export const g12: Metric = {
  goal: 'G12',
  about: '12,000 agents, 2,000 changes a second',
  measure: ({ product }) =>
    inChromium(product, SUBJECT, async (stage) => {
      const firsts: number[] = [];
      for (let time = 0; time < 4; time++) {
        if (time > 0) await stage.run('unmount');
        firsts.push((await stage.run<{ firstFrameMs: number }>('mount', { agents: 12_000 })).firstFrameMs);
      }
      return [
        ...frameGates('G12.', '', await motions(stage, 2_000, 3), { fps: 58, worst: 34 }),
        figure(
          { id: 'G12.first', name: 'from the answer to the first frame', unit: 'ms', better: 'lower', gate: 150, stretch: 100 },
          firsts,
        ),
      ];
    }),
};

const CLICKS = 40;

async function clicked(stage: Stage): Promise<number[]> {
  await stage.run('mount', { agents: 5_000 });
  const found: number[] = [];
  while (found.length < CLICKS) {
    await stage.run('prepare', { changes: 1_000 * SECONDS });
    const running = stage.run<Motion>('run', { perSecond: 1_000 });
    for (let click = 0; click < 10; click++) {
      // Anywhere in the list, at any moment of a frame.
      await new Promise((resolve) => setTimeout(resolve, 150 + ((click * 37) % 90)));
      await stage.page.mouse.click(300, 250 + ((click * 61) % 350));
    }
    await running;
    found.push(...(await stage.run<number[]>('takeClicks')));
  }
  return found;
}

/** A hand on it meanwhile. */
export const g16: Metric = {
  goal: 'G16',
  about: 'click to next paint while 1,000 changes a second arrive',
  async measure({ product }) {
    const p98 = (samples: readonly number[]): number => quantile(samples, 0.98);
    const goal = { unit: 'ms', better: 'lower' } as const;
    const full = await inChromium(product, SUBJECT, clicked);
    const quarter = await inChromium(product, SUBJECT, clicked, { throttle: 4 });
    return [
      figure({ id: 'G16.click', name: '98th percentile', gate: 50, stretch: 32, ...goal }, full, p98),
      figure({ id: 'G16.throttled', name: '98th percentile at a quarter of the speed', gate: 100, stretch: 64, ...goal }, quarter, p98),
    ];
  },
};
