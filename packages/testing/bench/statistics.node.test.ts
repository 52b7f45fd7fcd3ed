import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { passes } from './result.js';
import { bootstrap, bootstrapDifference, bootstrapRatio, median, quantile, randomOf, slope } from './statistics.js';

/** Around 1, as timings are: a hard floor and a long tail. */
function timings(count: number, seed: number, factor = 1): number[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, () => factor * (1 - Math.log(1 - random()) * 0.2));
}

describe('statistics', () => {
  it('gives quantiles between samples in proportion', () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(median([4, 1, 2, 3]), 2.5);
    assert.equal(quantile([0, 10], 0.95), 9.5);
    assert.equal(quantile([7], 0.95), 7);
    assert.ok(Number.isNaN(median([])));
  });

  it('sorts by number, not by text', () => assert.equal(median([10, 9, 100]), 10));

  it('holds the true ratio in its interval in about nineteen of twenty cases', () => {
    let held = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const [low, high] = bootstrapRatio(timings(40, seed, 1.5), timings(40, seed + 10_000));
      if (low <= 1.5 && 1.5 <= high) held++;
    }
    assert.ok(held >= 180 && held <= 200, `${held} of 200`);
  });

  it('draws rounds together: what disturbs both subjects of a round leaves the ratio alone', () => {
    const noise = timings(30, 7).map((sample, i) => sample * (i % 3 === 0 ? 5 : 1));
    const [low, high] = bootstrapRatio(
      noise.map((sample) => sample * 2),
      noise,
    );
    assert.ok(Math.abs(low - 2) < 1e-9 && Math.abs(high - 2) < 1e-9);
  });

  it('holds the true difference in its interval, and not one twice as large', () => {
    const plain = timings(200, 5);
    const [low, high] = bootstrapDifference(
      timings(200, 6).map((sample) => sample + 0.5),
      plain,
    );
    assert.ok(low <= 0.5 && 0.5 <= high && high < 1, `${low} to ${high}`);
  });

  it('refuses subjects that were not measured in the same rounds', () => {
    assert.throws(() => bootstrapRatio([1, 2], [1]), /Rounds do not match/);
    assert.throws(() => bootstrap([], median), /Nothing was measured/);
  });

  it('comes to the same interval each time', () => {
    assert.deepEqual(bootstrap(timings(25, 3), median), bootstrap(timings(25, 3), median));
  });

  it('finds the slope of a line', () => {
    assert.ok(Math.abs(slope([0, 1, 2, 3].map((x) => [x, 5 + 0.25 * x] as const)) - 0.25) < 1e-12);
  });
});

describe('a gate', () => {
  it('is missed only if the whole interval lies beyond it', () => {
    assert.equal(passes({ better: 'lower', gate: 2 }, [1.9, 2.4]), true);
    assert.equal(passes({ better: 'lower', gate: 2 }, [2.01, 2.4]), false);
    assert.equal(passes({ better: 'higher', gate: 8 }, [6, 8.1]), true);
    assert.equal(passes({ better: 'higher', gate: 8 }, [6, 7.9]), false);
    assert.equal(passes({ better: 'lower', gate: 0 }, [0, 0]), true);
  });
});
