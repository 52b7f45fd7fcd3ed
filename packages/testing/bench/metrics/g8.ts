import { root } from '../../tools/run.mjs';
import { inChromium, type Stage } from '../chromium.js';
import type { Metric } from '../metric.js';
import { scriptOf } from '../product.js';
import { ratio } from '../result.js';
import type { Samples } from '../sampling.js';
import { USES } from '../uses.js';
import { peerScript } from './g5.js';

const FRAMES = 8;

/** Kilobytes that stay for each frame a script has run in, more than for an empty one. */
async function heapOf(stage: Stage, code: string): Promise<number> {
  const held = async (script: string): Promise<number> => {
    await stage.run('hold', script);
    const before = (await stage.heap()).js;
    for (let i = 0; i < FRAMES; i++) await stage.run('hold', script);
    return ((await stage.heap()).js - before) / FRAMES / 1000;
  };
  return (await held(code)) - (await held(''));
}

/** What it costs to be loaded. */
export const g8: Metric = {
  goal: 'G8',
  about: 'compiling and running what G5 loads',
  async measure({ product, peers, quick }) {
    const options = { format: 'iife', minify: true, atOnce: true } as const;
    const ours = await scriptOf(product, USES.controls, options);
    const floor = await scriptOf(product, `export * from './packages/testing/bench/probes/floor.js';`, {
      ...options,
      globalName: 'floor',
      from: root,
    });
    const peer = await peerScript(peers);
    const scripts = { ours, floor, ...(peer !== undefined && { peer }) };
    return inChromium(product, 'subjects/evaluate.ts', async (stage) => {
      const samples = await stage.run<Samples>('measure', { scripts, rounds: quick ? 20 : 60 });
      const lower = { better: 'lower' } as const;
      const kB = { ours: await heapOf(stage, ours), floor: await heapOf(stage, floor) };
      // Half of what finesse.js and jQuery take (480 kB) is 2.33 times what Lit and rxjs take (103 kB).
      const results = [
        ratio(
          { id: 'G8.floor', name: 'time to Lit and rxjs alone', gate: 2.2, stretch: 1.5, ...lower },
          samples['ours']!,
          samples['floor']!,
        ),
        ratio({ id: 'G8.heap', name: 'heap to Lit and rxjs alone', gate: 2.33, stretch: 1.8, ...lower }, [kB.ours], [kB.floor]),
      ];
      if (peer === undefined) return results;
      const heap = await heapOf(stage, peer);
      return [
        ...results,
        ratio(
          { id: 'G8.finesse-js', name: 'time to finesse.js and jQuery', gate: 0.4, stretch: 0.25, ...lower },
          samples['ours']!,
          samples['peer']!,
        ),
        ratio({ id: 'G8.heap-finesse-js', name: 'heap to finesse.js and jQuery', gate: 0.5, stretch: 0.4, ...lower }, [kB.ours], [heap]),
      ];
    });
  },
};
