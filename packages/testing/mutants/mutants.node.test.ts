import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { METRICS } from '../bench/metrics/index.js';
import { count, type BenchResult } from '../bench/result.js';
import { root } from '../tools/run.mjs';
import { applied, edited } from './apply.js';
import { MUTANTS } from './mutants.js';
import { RULE_MUTANTS, RULE_TESTS } from './rules.js';
import { judged } from './verdict.js';

const result = (id: string, value: number): BenchResult =>
  count({ id, name: id, unit: 'things', better: 'lower', gate: 1, stretch: 0 }, value);

describe('mutants', () => {
  const all = [...MUTANTS, ...RULE_MUTANTS.map((mutant) => ({ goal: 'rule', ...mutant }))];
  for (const { goal, name, edits } of all) {
    it(`${goal}: ${name} can be made`, async () => {
      for (const edit of edits) {
        const text = await readFile(path.join(root, edit.file), 'utf8');
        assert.notEqual(edited(text, edit), text);
      }
    });
  }

  it('are there for every goal that is measured, and for no other', () => {
    const goals = (list: readonly { readonly goal: string }[]): string[] => [...new Set(list.map(({ goal }) => goal))].sort();
    assert.deepEqual(goals(MUTANTS), goals(METRICS));
  });
});

describe('mutants of rules', () => {
  it('have tests that are there', async () => {
    for (const file of RULE_TESTS) assert.ok((await readFile(path.join(root, file), 'utf8')).includes('describe('));
  });
});

describe('an edit', () => {
  it('fails loudly when its anchor is gone, or is no longer the only one', () => {
    const edit = { file: 'a.ts', find: 'b', replace: 'c' };
    assert.equal(edited('abd', edit), 'acd');
    assert.throws(() => edited('ad', edit), /Gone from a\.ts: b/);
    assert.throws(() => edited('abbd', edit), /In 2 places/);
  });

  it('is literal: a dollar sign means nothing', () => assert.equal(edited('ab', { file: '', find: 'b', replace: '$&' }), 'a$&'));

  it('can be taken back, and is when a later one cannot be made', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'cordboard-edit-'));
    try {
      const file = path.join(folder, 'a.ts');
      await writeFile(file, 'one two');
      const undo = await applied(folder, [
        { file: 'a.ts', find: 'one', replace: '1' },
        { file: 'a.ts', find: 'two', replace: '2' },
      ]);
      assert.equal(await readFile(file, 'utf8'), '1 2');
      await undo();
      assert.equal(await readFile(file, 'utf8'), 'one two');
      await assert.rejects(
        applied(folder, [
          { file: 'a.ts', find: 'one', replace: '1' },
          { file: 'a.ts', find: 'three', replace: '3' },
        ]),
        /Gone/,
      );
      assert.equal(await readFile(file, 'utf8'), 'one two');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('the verdict on a mutant', () => {
  it('is killed where it breaks a gate, or leaves no number', () => {
    assert.deepEqual(judged([result('a', 1), result('b', 0)], [result('a', 1), result('b', 2)]), { verdict: 'killed', by: ['b'] });
    assert.equal(judged([result('a', 1)], 'Void: a call was misread').verdict, 'killed');
  });

  it('is worse where a gate was missed before, and is by clearly more now', () => {
    assert.deepEqual(judged([result('a', 2), result('b', 0)], [result('a', 3), result('b', 0)]), { verdict: 'worse', by: ['a'] });
    const wide = { ...result('a', 3), interval: [1.9, 4] as const };
    assert.equal(judged([result('a', 2)], [wide]).verdict, 'moot');
    const rate = (value: number): BenchResult => ({ ...result('fps', value), better: 'higher', gate: 58, pass: value >= 58 });
    assert.equal(judged([rate(50)], [rate(30)]).verdict, 'worse');
    assert.equal(judged([rate(50)], [rate(57)]).verdict, 'moot');
  });

  it('is moot where nothing changed and a gate was missed before, else survived', () => {
    assert.equal(judged([result('a', 2)], [result('a', 2.1)]).verdict, 'moot');
    assert.equal(judged([result('a', 1)], [result('a', 1)]).verdict, 'survived');
  });
});
