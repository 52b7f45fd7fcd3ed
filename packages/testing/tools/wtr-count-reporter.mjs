import { writeFileSync } from 'node:fs';
import { relativeToRoot } from './run.mjs';

/**
 * Reporter for web-test-runner: writes what each file's tests came to, `{ FILE: { passed, failed, skipped } }`, as JSON to the file named by
 * `COUNTS_FILE`, if there is one. A file that could not be loaded counts as one failure.
 */
export function countReporter() {
  return {
    onTestRunFinished({ sessions }) {
      const files = {};
      for (const session of sessions) {
        const counts = (files[relativeToRoot(session.testFile)] ??= { passed: 0, failed: 0, skipped: 0 });
        const before = counts.failed;
        if (session.testResults) countSuite(session.testResults, counts);
        // An error outside any test (at import, or uncaught later) leaves no failed test behind it.
        if (!session.passed && counts.failed === before) counts.failed++;
      }
      if (process.env.COUNTS_FILE) writeFileSync(process.env.COUNTS_FILE, JSON.stringify(files));
    },
  };
}

function countSuite(suite, counts) {
  for (const test of suite.tests ?? []) counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
  for (const child of suite.suites ?? []) countSuite(child, counts);
}
