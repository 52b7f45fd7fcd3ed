import { existsSync, writeFileSync } from 'node:fs';
import { relativeToRoot } from './run.mjs';

/**
 * Reporter for node:test: writes what each file's tests came to, `{ FILE: { passed, failed, skipped } }`, as JSON to the file named by `COUNTS_FILE`, and
 * nothing to its stream. Suites are not counted, their tests are. A file that could not be loaded counts as one failure; so does one without a single test.
 */
export default async function* countReporter(events) {
  const files = {};
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const outcome = outcomeOf(type, data);
    if (!outcome) continue;
    const counts = (files[relativeToRoot(data.file ?? data.name)] ??= { passed: 0, failed: 0, skipped: 0 });
    counts[outcome]++;
  }
  writeFileSync(process.env.COUNTS_FILE, JSON.stringify(files));
  yield '';
}

function outcomeOf(type, data) {
  // A suite or a file fails with its tests, which were counted; alone it fails by its hooks or its own body.
  const withItsTests = data.details?.error?.failureType === 'subtestsFailed';
  if (data.details?.type === 'suite') return type === 'test:fail' && !withItsTests ? 'failed' : undefined;
  if (type === 'test:fail') return withItsTests && isFile(data) ? undefined : 'failed';
  if (data.skip !== undefined || data.todo !== undefined) return 'skipped';
  return isFile(data) ? 'failed' : 'passed';
}

// node:test reports a test file as a test of that name when it holds no test, or when it broke outside of one.
const isFile = ({ name, nesting }) => nesting === 0 && /\.[cm]?[jt]s$/.test(name) && existsSync(name);
