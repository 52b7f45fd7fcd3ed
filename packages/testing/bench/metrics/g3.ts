import { inChromium, type Stage } from '../chromium.js';
import type { Metric } from '../metric.js';
import { figure, ratio } from '../result.js';

const FRAMES = 500;
const ROUNDS = 6;
// Room for all that one round allocates, so that nothing is collected while it is counted.
const ROOM = ['--js-flags=--min-semi-space-size=64 --max-semi-space-size=64'];

async function allocated(stage: Stage, subject: string): Promise<{ readonly js: number; readonly blink: number }> {
  await stage.run('prepare', { count: FRAMES });
  await stage.heap();
  const used = async (): Promise<{ js: number; blink: number }> => {
    const { usedSize, ...more } = (await stage.cdp.send('Runtime.getHeapUsage')) as { usedSize: number; embedderHeapUsedSize?: number };
    return { js: usedSize, blink: more.embedderHeapUsedSize ?? 0 };
  };
  const before = await used();
  await stage.run(subject);
  const after = await used();
  return { js: (after.js - before.js) / FRAMES, blink: (after.blink - before.blink) / FRAMES };
}

/** What a message leaves for the collector. */
export const g3: Metric = {
  goal: 'G3',
  about: 'allocated from frame to state, per Dialog event',
  async measure({ product }) {
    const js: Record<'ours' | 'probe', number[]> = { ours: [], probe: [] };
    const blink: number[] = [];
    await inChromium(
      product,
      'subjects/allocated.ts',
      async (stage) => {
        for (let round = -2; round < ROUNDS; round++) {
          const counting = await allocated(stage, 'nothing');
          for (const subject of round % 2 === 0 ? (['ours', 'probe'] as const) : (['probe', 'ours'] as const)) {
            const sample = await allocated(stage, subject);
            if (round < 0) continue;
            js[subject].push((sample.js - counting.js) / 1000);
            // A byte a message is what the page itself does meanwhile.
            if (subject === 'ours') blink.push(Math.max(0, Math.round(sample.blink - counting.blink)) / 1000);
          }
        }
      },
      { flags: ROOM },
    );
    const lower = { better: 'lower' } as const;
    return [
      figure({ id: 'G3.js', name: 'of the script engine', unit: 'kB', gate: 10, stretch: 6, ...lower }, js.ours),
      ratio({ id: 'G3.probe', name: 'to what the scanner probe allocates', gate: 10 / 5.1, stretch: 6 / 5.1, ...lower }, js.ours, js.probe),
      figure({ id: 'G3.blink', name: 'of the browser engine', unit: 'kB', gate: 0, stretch: 0, ...lower }, blink),
    ];
  },
};
