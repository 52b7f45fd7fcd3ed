import { inChromium } from '../chromium.js';
import type { Metric } from '../metric.js';
import { inNode } from '../node-process.js';
import { count, figure } from '../result.js';

const DOCUMENTS = 100_000;
const DEEP = 1_000_000;
const AT_ONCE = 20_000;

/** Bytes that mean harm. */
export const g24: Metric = {
  goal: 'G24',
  about: 'hostile and tampered documents',
  async measure({ product, deep, quick }) {
    const { name, samples } = await inNode<{ name: string; samples: number[] }>(product, 'subjects/hostile.ts');
    const documents = deep ? DEEP : quick ? AT_ONCE : DOCUMENTS;
    const differences = await inChromium(product, 'subjects/oracle.ts', async (stage) => {
      let found = 0;
      for (let seed = 1; seed <= documents / AT_ONCE; seed++) {
        const batch = await stage.run<{ differences: number; first: string }>('measure', { documents: AT_ONCE, seed });
        if (found === 0 && batch.differences > 0) process.stderr.write(`G24: the readers differ about ${JSON.stringify(batch.first)}\n`);
        found += batch.differences;
      }
      return found;
    });
    const lower = { better: 'lower' } as const;
    return [
      figure(
        { id: 'G24.worst', name: `the dearest of the hostile documents (${name})`, unit: 'ns/B', gate: 50, stretch: 25, ...lower },
        samples,
      ),
      count(
        {
          id: 'G24.differences',
          name: `differences from DOMParser outside the written list, ${documents.toLocaleString('en')} documents`,
          unit: 'documents',
          gate: 0,
          stretch: 0,
          ...lower,
        },
        differences,
      ),
    ];
  },
};
