import { describe, it } from 'node:test';
import { portContract } from '@cordboard/testing';
import { HARNESSES, VARIANTS } from './harnesses.js';

for (const harness of [...HARNESSES, ...VARIANTS.map((variant) => ({ ...variant, wire: `${variant.wire} (${variant.surroundings})` }))]) {
  portContract(harness, {
    describe: (title, body) => describe(title, { concurrency: 4 }, body),
    it: (title, body) => it(title, { timeout: 120_000 }, body),
  });
}
