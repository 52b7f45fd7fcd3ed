import { inChromium, type Stage } from '../chromium.js';
import type { Metric } from '../metric.js';
import { figure, ratio } from '../result.js';

const FRAMES = 500;
const ROUNDS = 6;
const WARM_UP = 2;
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

const SUBJECTS = ['model', 'modelProbe', 'state', 'stateProbe'] as const;

/** What a message leaves for the collector. */
export const g3: Metric = {
  goal: 'G3',
  about: 'allocated per Dialog event',
  async measure({ product }) {
    const kB: Record<(typeof SUBJECTS)[number], number[]> = { model: [], modelProbe: [], state: [], stateProbe: [] };
    const blink: number[] = [];
    await inChromium(
      product,
      'subjects/allocated.ts',
      async (stage) => {
        for (let round = -WARM_UP; round < ROUNDS; round++) {
          const counting = await allocated(stage, 'nothing');
          for (let turn = 0; turn < SUBJECTS.length; turn++) {
            const subject = SUBJECTS[(turn + round + WARM_UP) % SUBJECTS.length]!;
            const sample = await allocated(stage, subject);
            if (round < 0) continue;
            kB[subject].push((sample.js - counting.js) / 1000);
            // A byte a message is what the page itself does meanwhile.
            if (subject === 'state') blink.push(Math.max(0, Math.round(sample.blink - counting.blink)) / 1000);
          }
        }
      },
      { flags: ROOM },
    );
    const lower = { better: 'lower' } as const;
    const toProbe = { gate: 10 / 5.1, stretch: 6 / 5.1, ...lower };
    return [
      figure({ id: 'G3.js', name: 'from payload to typed model', unit: 'kB', gate: 10, stretch: 6, ...lower }, kB.model),
      ratio({ id: 'G3.probe', name: 'the same to what the scanner probe allocates', ...toProbe }, kB.model, kB.modelProbe),
      ratio({ id: 'G3.frame', name: 'from frame to state, to a search and the probe', ...toProbe }, kB.state, kB.stateProbe),
      figure({ id: 'G3.blink', name: 'of the browser engine, from frame to state', unit: 'kB', gate: 0, stretch: 0, ...lower }, blink),
    ];
  },
};
