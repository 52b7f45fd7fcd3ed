import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import nodeReporter from './node-count-reporter.mjs';
import { countReporter } from './wtr-count-reporter.mjs';

let folder;
const before = process.env.COUNTS_FILE;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'counts-'));
  process.env.COUNTS_FILE = path.join(folder, 'counts.json');
});
afterEach(async () => {
  // This very run is counted by that file.
  if (before === undefined) delete process.env.COUNTS_FILE;
  else process.env.COUNTS_FILE = before;
  await rm(folder, { recursive: true });
});
const counts = async () => JSON.parse(await readFile(process.env.COUNTS_FILE, 'utf8'));
const FILE = 'packages/testing/tools/count-reporters.node.test.mjs';

describe('counting what node:test reports', () => {
  const thisFile = fileURLToPath(import.meta.url);
  const cases = {
    'a test that passed': [{ type: 'test:pass', data: { name: 'a', nesting: 1, details: {} } }, [1, 0, 0]],
    'a test that failed': [
      { type: 'test:fail', data: { name: 'a', nesting: 1, details: { error: { failureType: 'testCodeFailure' } } } },
      [0, 1, 0],
    ],
    'a skipped test': [{ type: 'test:pass', data: { name: 'a', nesting: 1, skip: true, details: {} } }, [0, 0, 1]],
    'a suite that passed': [{ type: 'test:pass', data: { name: 's', nesting: 0, details: { type: 'suite' } } }, [0, 0, 0]],
    'a suite whose tests failed': [
      { type: 'test:fail', data: { name: 's', nesting: 0, details: { type: 'suite', error: { failureType: 'subtestsFailed' } } } },
      [0, 0, 0],
    ],
    'a suite whose hook failed': [
      { type: 'test:fail', data: { name: 's', nesting: 0, details: { type: 'suite', error: { failureType: 'hookFailed' } } } },
      [0, 1, 0],
    ],
    'a file that could not be loaded': [
      { type: 'test:fail', data: { name: thisFile, nesting: 0, details: { error: { failureType: 'testCodeFailure' } } } },
      [0, 1, 0],
    ],
    'a file without a test': [{ type: 'test:pass', data: { name: thisFile, nesting: 0, details: {} } }, [0, 1, 0]],
  };
  for (const [title, [event, [passed, failed, skipped]]] of Object.entries(cases)) {
    it(title, async () => {
      for await (const text of nodeReporter([{ ...event, data: { file: thisFile, ...event.data } }])) assert.equal(text, '');
      assert.deepEqual(await counts(), passed + failed + skipped === 0 ? {} : { [FILE]: { passed, failed, skipped } });
    });
  }
});

describe('counting what web-test-runner reports', () => {
  const test = (passed, skipped = false) => ({ name: 't', passed, skipped });
  const count = async (...sessions) => {
    countReporter().onTestRunFinished({ sessions: sessions.map((session) => ({ testFile: fileURLToPath(import.meta.url), ...session })) });
    return (await counts())[FILE];
  };

  it('adds up nested suites of all files', async () => {
    const testResults = { tests: [test(true)], suites: [{ tests: [test(false), test(false, true)], suites: [{ tests: [test(true)] }] }] };
    assert.deepEqual(await count({ passed: false, testResults }, { passed: true, testResults: { tests: [test(true)] } }), {
      passed: 3,
      failed: 1,
      skipped: 1,
    });
  });

  it('keeps files apart', async () => {
    const testResults = { tests: [test(true)] };
    countReporter().onTestRunFinished({
      sessions: [
        { testFile: 'a.test.ts', passed: true, testResults },
        { testFile: 'b.test.ts', passed: false },
      ],
    });
    assert.deepEqual(await counts(), {
      'a.test.ts': { passed: 1, failed: 0, skipped: 0 },
      'b.test.ts': { passed: 0, failed: 1, skipped: 0 },
    });
  });

  it('counts a file that could not be loaded as a failure', async () => {
    assert.deepEqual(await count({ passed: false }), { passed: 0, failed: 1, skipped: 0 });
  });

  it('counts an error outside of any test as a failure', async () => {
    assert.deepEqual(await count({ passed: false, testResults: { tests: [test(true)] } }), { passed: 1, failed: 1, skipped: 0 });
  });
});
