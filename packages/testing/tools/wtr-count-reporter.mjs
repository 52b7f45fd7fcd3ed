import { writeFileSync } from 'node:fs';

/**
 * Reporter for web-test-runner: writes `{ passed, failed, skipped }` as JSON to the file named by `COUNTS_FILE`, if there is one. A test file
 * that could not be loaded counts as one failure.
 */
export function countReporter() {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0, skipped: 0 };
      for (const session of sessions) {
        const before = counts.failed;
        if (session.testResults) countSuite(session.testResults, counts);
        // An error outside any test (at import, or uncaught later) leaves no failed test behind it.
        if (!session.passed && counts.failed === before) counts.failed++;
      }
      if (process.env.COUNTS_FILE) writeFileSync(process.env.COUNTS_FILE, JSON.stringify(counts));
    },
  };
}

function countSuite(suite, counts) {
  for (const test of suite.tests ?? []) counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
  for (const child of suite.suites ?? []) countSuite(child, counts);
}
