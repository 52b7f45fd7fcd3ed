import { existsSync, writeFileSync } from 'node:fs';

/**
 * Reporter for node:test: writes `{ passed, failed, skipped }` as JSON to the file named by `COUNTS_FILE`, and nothing to its stream.
 * Suites are not counted, their tests are. A file that could not be loaded counts as one failure; so does one without a single test.
 */
export default async function* countReporter(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite') {
      // A suite fails with its tests, which were counted; alone it fails by its hooks or its own body.
      if (type === 'test:fail' && data.details.error?.failureType !== 'subtestsFailed') counts.failed++;
    } else if (type === 'test:fail') {
      if (data.details?.error?.failureType !== 'subtestsFailed' || !isFile(data)) counts.failed += 1;
    } else if (data.skip !== undefined || data.todo !== undefined) {
      counts.skipped++;
    } else if (isFile(data)) {
      counts.failed++;
    } else {
      counts.passed++;
    }
  }
  writeFileSync(process.env.COUNTS_FILE, JSON.stringify(counts));
  yield '';
}

// node:test reports a test file as a test of that name when it holds no test, or when it broke outside of one.
const isFile = ({ name, nesting }) => nesting === 0 && /\.[cm]?[jt]s$/.test(name) && existsSync(name);
