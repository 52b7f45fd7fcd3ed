import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toldBy, type RuleCase } from '../raw-files.js';
import { CONTAINER_CASES } from './raw-container-cases.js';
import { FILE_CASES } from './raw-file-cases.js';
import { HUB_CASES } from './raw-hub-cases.js';
import { OBJECT_CASES } from './raw-object-cases.js';
import { REQUEST_CASES } from './raw-request-cases.js';
import { SPEC_CASES } from './raw-spec-cases.js';
import { RULES } from './index.js';

const CASES: readonly RuleCase[] = [...SPEC_CASES, ...HUB_CASES, ...OBJECT_CASES, ...REQUEST_CASES, ...CONTAINER_CASES, ...FILE_CASES];

describe('the rules', () => {
  for (const { rule, it: what, broken, at, sound } of CASES) {
    it(`${rule}: ${what}`, () => {
      const [told, ...others] = toldBy(rule, broken);
      assert.equal(others.length, 0, `told ${others.length + 1} times`);
      assert.ok(told?.startsWith(at), `told at ${JSON.stringify(told?.slice(0, 60))}`);
      sound.forEach((each, i) => {
        assert.deepEqual(
          toldBy(rule, each).map((text) => text.slice(0, 60)),
          [],
          `case ${i + 1} of what is sound`,
        );
      });
    });
  }

  it('are each shown by a case with something that comes close', () => {
    const shown = new Set(CASES.filter(({ sound }) => sound.length > 0).map(({ rule }) => rule));
    // Told by reading from a disk, and by comments: they have tests of their own.
    const elsewhere = new Set([
      'file-mode',
      'binary-file',
      'not-utf8',
      'unreadable',
      'link-outside',
      'file-too-large',
      'suppression',
      'suppression-unused',
    ]);
    assert.deepEqual(
      [...RULES.keys()].filter((id) => !shown.has(id) && !elsewhere.has(id)),
      [],
    );
  });
});
