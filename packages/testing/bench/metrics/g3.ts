import { inChromium, type Stage } from '../chromium.js';
import type { Metric } from '../metric.js';
import { difference, figure, ratio } from '../result.js';

const FRAMES = 1000;
// The browser takes pieces of 80 and 100 kB for its own objects, one or two among the first thousand messages, none for the next thousands. So what the
// messages take is seen past those.
const SOME = 2000;
const MANY = 4000;
const ROUNDS = 6;
const WARM_UP = 2;
const ATTEMPTS = 3;
// Room for all that one round allocates, so that nothing is collected while it is counted.
const ROOM = ['--js-flags=--min-semi-space-size=256 --max-semi-space-size=256'];

interface Growth {
  readonly js: number;
  readonly blink: number;
}

/** Bytes by which the heaps grow while the subject takes so many messages. */
async function allocated(stage: Stage, subject: string, count = FRAMES): Promise<Growth> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const grown = await growth(stage, subject, count);
    // Growth is what was allocated only as long as nothing is collected.
    if (grown.js >= 0 && grown.blink >= 0) return grown;
  }
  throw new Error(`Void: so much comes with ${subject} that the collector steps in`);
}

async function growth(stage: Stage, subject: string, count: number): Promise<Growth> {
  await stage.run('prepare', { count });
  await stage.heap();
  const used = async (): Promise<{ js: number; blink: number }> => {
    const { usedSize, ...more } = (await stage.cdp.send('Runtime.getHeapUsage')) as { usedSize: number; embedderHeapUsedSize?: number };
    return { js: usedSize, blink: more.embedderHeapUsedSize ?? 0 };
  };
  const before = await used();
  await stage.run(subject);
  const after = await used();
  return { js: after.js - before.js, blink: after.blink - before.blink };
}

const SUBJECTS = ['model', 'modelProbe', 'state', 'stateProbe', 'modelPeer'] as const;

/** What a message leaves for the collector. */
export const g3: Metric = {
  goal: 'G3',
  about: 'allocated per Dialog event',
  async measure({ product, peers }) {
    const kB: Record<(typeof SUBJECTS)[number], number[]> = { model: [], modelProbe: [], state: [], stateProbe: [], modelPeer: [] };
    const blink: Record<'many' | 'some', number[]> = { many: [], some: [] };
    await inChromium(
      product,
      'subjects/allocated.ts',
      async (stage) => {
        const hasPeer = await stage.run<boolean>('hasPeer');
        const subjects = SUBJECTS.filter((subject) => hasPeer || subject !== 'modelPeer');
        for (let round = -WARM_UP; round < ROUNDS; round++) {
          const counting = await allocated(stage, 'nothing');
          for (let turn = 0; turn < subjects.length; turn++) {
            const subject = subjects[(turn + round + WARM_UP) % subjects.length]!;
            const sample = await allocated(stage, subject);
            if (round >= 0) kB[subject].push((sample.js - counting.js) / FRAMES / 1000);
          }
          const [some, many] = [await allocated(stage, 'state', SOME), await allocated(stage, 'state', MANY)];
          if (round < 0) continue;
          blink.some.push(some.blink / (MANY - SOME) / 1000);
          blink.many.push(many.blink / (MANY - SOME) / 1000);
        }
      },
      { flags: ROOM, peers },
    );
    const lower = { better: 'lower' } as const;
    const toProbe = { gate: 10 / 5.1, stretch: 6 / 5.1, ...lower };
    return [
      figure({ id: 'G3.js', name: 'from payload to typed model', unit: 'kB', gate: 10, stretch: 6, ...lower }, kB.model),
      ratio({ id: 'G3.probe', name: 'the same to what the scanner probe allocates', ...toProbe }, kB.model, kB.modelProbe),
      ratio({ id: 'G3.frame', name: 'from frame to state, to a search and the probe', ...toProbe }, kB.state, kB.stateProbe),
      // The least of the rounds: what a message takes it takes in each, and the page's own work comes on top in some.
      difference(
        { id: 'G3.blink', name: 'of the browser engine, from frame to state', unit: 'kB', gate: 0, stretch: 0, ...lower },
        blink.many,
        blink.some,
        // In steps of ten bytes: some hundred messages are no exact measure of what the engine does besides.
        (samples) => Math.round(Math.min(...samples) * 100) / 100,
      ),
      ...(kB.modelPeer.length > 0
        ? [
            ratio(
              { id: 'G3.finesse-js', name: 'less than finesse.js, from payload', better: 'higher', gate: 10, stretch: 19 },
              kB.modelPeer,
              kB.model,
            ),
          ]
        : []),
    ];
  },
};
