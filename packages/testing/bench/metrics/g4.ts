import type { Metric } from '../metric.js';
import { inNode } from '../node-process.js';
import { count, figure, ratio } from '../result.js';

const RUNS = 3;

/** What a live call costs in memory. */
export const g4: Metric = {
  goal: 'G4',
  about: '2,000 live dialogs held by the client',
  async measure({ product }) {
    const runs = [];
    for (let run = 0; run < RUNS; run++)
      runs.push(await inNode<{ ours: number; probe: number; payloads: number }>(product, 'subjects/retained.ts'));
    const kB = runs.map(({ ours }) => ours / 1000);
    const probe = runs.map((run) => run.probe / 1000);
    return [
      figure({ id: 'G4.retained', name: 'retained per dialog', unit: 'kB', better: 'lower', gate: 2, stretch: 1.5 }, kB),
      ratio(
        { id: 'G4.probe', name: 'to what the probe keeps of the same call', better: 'lower', gate: 2 / 1.4, stretch: 1.5 / 1.4 },
        kB,
        probe,
      ),
      count(
        { id: 'G4.payload', name: 'payloads reachable', unit: 'strings', better: 'lower', gate: 0, stretch: 0 },
        Math.max(...runs.map(({ payloads }) => payloads)),
      ),
    ];
  },
};
