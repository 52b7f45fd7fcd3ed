import { describe, it } from 'node:test';
import { portContract } from '@cordboard/testing';
import { HARNESSES } from './harnesses.js';

for (const harness of HARNESSES) {
  portContract(harness, {
    describe: (title, body) => describe(title, { concurrency: 4 }, body),
    it: (title, body) => it(title, { timeout: 120_000 }, body),
  });
}
