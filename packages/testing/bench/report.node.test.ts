import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { agreement, chosen, judged, unsteady } from './bench.js';
import { withSection } from './docs.js';
import type { Bench, Metric } from './metric.js';
import { METRICS } from './metrics/index.js';
import { count, figure, paired, ratio, type BenchResult } from './result.js';
import { interleaved } from './sampling.js';
import { markdownTable, plainTable } from './table.js';

const GOAL = { id: 'G1.probe', name: 'a ratio', better: 'lower', gate: 2, stretch: 1.3 } as const;
const BENCH = {} as Bench;

function metricOf(...values: readonly number[]): Metric & { measured: number } {
  return {
    goal: 'G1',
    about: 'a test',
    measured: 0,
    measure() {
      return Promise.resolve([count({ ...GOAL, unit: 'calls' }, values[this.measured++]!)]);
    },
  };
}

describe('a verdict', () => {
  it('is given after one measurement where the gates are reached', async () => {
    const metric = metricOf(1, 9);
    const [result] = await judged(metric, BENCH);
    assert.equal(metric.measured, 1);
    assert.equal(result?.pass, true);
    assert.equal(result.again, undefined);
  });

  it('is given after a second measurement where one was missed, and that counts', async () => {
    const better = await judged(metricOf(3, 1), BENCH);
    assert.deepEqual([better[0]?.value, better[0]?.pass, better[0]?.again], [1, true, true]);
    const worse = await judged(metricOf(3, 4), BENCH);
    assert.deepEqual([worse[0]?.value, worse[0]?.pass, worse[0]?.again], [4, false, true]);
  });

  it('tells which runs do not agree', () => {
    const one = (value: number): readonly BenchResult[] => [count({ ...GOAL, unit: 'calls' }, value)];
    assert.deepEqual(unsteady([one(1), one(1.5), one(2)]), []);
    assert.deepEqual(unsteady([one(1), one(3)]), ['G1.probe']);
    assert.equal(agreement([one(1), one(1.5)], new Set()), '1 of 1 gates reached. The last of 2 runs, which agree on every gate.');
    assert.equal(
      agreement([one(1), one(3)], new Set(['G2'])),
      '0 of 1 gates reached; no number for G2. The last of 2 runs, which do not agree on G1.probe.',
    );
    assert.match(markdownTable([one(1), one(3)]), /\| other runs \|[^]*\| 1 \(not agreed\) \|$/);
  });
});

describe('subjects', () => {
  it('take turns, each of them first as often as last', async () => {
    const order: string[] = [];
    const subjects = ['a', 'b', 'c'].map((name) => ({ name, sample: (round: number) => (order.push(name), round) }));
    const samples = await interleaved(subjects, { rounds: 3, warmUp: 3 });
    assert.equal(order.slice(0, 9).join(''), 'abcbcacab');
    assert.deepEqual(samples['a'], [3, 4, 5]);
  });
});

interface Schema {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, { readonly type?: string; readonly enum?: readonly unknown[]; readonly pattern?: string }>>;
}

describe('a report', () => {
  const file = new URL('../../../docs/bench.schema.json', import.meta.url);
  const { properties, required } = (JSON.parse(readFileSync(file, 'utf8')) as { properties: { results: { items: Schema } } }).properties
    .results.items;

  it('is as its schema says', () => {
    const samples = [1, 2, 3, 2];
    const results = [ratio(GOAL, samples, [1, 1, 1, 1]), figure({ ...GOAL, unit: 'ms' }, samples), count({ ...GOAL, unit: 'calls' }, 0)];
    for (const result of results) {
      assert.deepEqual(
        required.filter((name) => !(name in result)),
        [],
      );
      for (const [name, value] of Object.entries(result)) {
        const schema = properties[name];
        assert.ok(schema, `${name} is not described`);
        if (schema.type !== undefined) assert.equal(Array.isArray(value) ? 'array' : typeof value, schema.type, name);
        if (schema.enum) assert.ok(schema.enum.includes(value), name);
        if (schema.pattern !== undefined) assert.match(String(value), new RegExp(schema.pattern));
      }
    }
  });

  it('shows every result in both tables', () => {
    const results = [count({ ...GOAL, unit: 'calls' }, 3)];
    assert.match(plainTable(results), /G1\.probe +a ratio +3 calls +3 – 3 +≤ 2 +1\.3 +FAIL/);
    assert.match(markdownTable([results]), /\| G1\.probe \| a ratio \| 3 calls \|/);
  });

  it('has no number where nothing was measured', () => assert.throws(() => ratio(GOAL, [1], [0]), /no number/));
});

describe('a difference of pairs', () => {
  it('is what the two of a round differ by, however far rounds lie apart', () => {
    const plain = [1, 16, 4, 9, 12, 7];
    const goal = { ...GOAL, unit: 'ms', gate: 1 };
    const slower = paired(
      goal,
      plain.map((ms) => ms + 2),
      plain,
    );
    assert.deepEqual([slower.value, slower.interval, slower.pass], [2, [2, 2], false]);
    assert.equal(paired(goal, plain, plain).pass, true);
  });
});

describe('a page of the docs', () => {
  it('has a section replaced and nothing else', () => {
    const page = 'a\n<!-- results: begin -->\n\nold\n\n<!-- results: end -->\nb\n';
    assert.equal(withSection(page, 'results', 'new'), page.replace('old', 'new'));
    assert.throws(() => withSection(page, 'mutants', 'new'), /no section mutants/);
  });
});

describe('the metrics', () => {
  it('are chosen by name, whatever its case', () => {
    assert.deepEqual(
      chosen(METRICS, 'g4, G1').map(({ goal }) => goal),
      ['G1', 'G4'],
    );
    assert.equal(chosen(METRICS, undefined), METRICS);
    assert.throws(() => chosen(METRICS, 'G1,G99'), /Not measured: G99/);
  });

  it('have names of their own', () => assert.equal(new Set(METRICS.map(({ goal }) => goal)).size, METRICS.length));
});
