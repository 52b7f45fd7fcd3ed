// npm run test:xmpp: our notification client against Prosody, which is installed when that is possible.
import { commandLine } from '../tools/command-line.mjs';
import { checkAgainstProsody } from './prosody-check.ts';

commandLine('npm run test:xmpp');
const counts = { passed: 0, failed: 0 };
try {
  await checkAgainstProsody(({ title, passed, detail }) => {
    counts[passed ? 'passed' : 'failed']++;
    process.stdout.write(`${passed ? 'ok  ' : 'FAIL'} ${title}: ${detail}\n`);
  });
} catch (error) {
  if (counts.failed === 0) {
    counts.failed++;
    process.stdout.write(`FAIL ${error.message}\n`);
  }
}
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed\n`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
