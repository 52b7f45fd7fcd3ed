// npm run mutants:rules: each mistake against a rule (with TEXT those whose name has it), in a copy of what is committed; its tests must fail.
import { commandLine, misused } from '../tools/command-line.mjs';
import { run } from '../tools/run.mjs';
import { applied } from './apply.ts';
import { copiedCheckout } from './checkout.ts';
import { RULE_MUTANTS, RULE_TESTS } from './rules.ts';

const USAGE = 'npm run mutants:rules -- [TEXT]';
const [part = ''] = commandLine(USAGE, { allowPositionals: true }).positionals;
const mutants = RULE_MUTANTS.filter(({ name }) => name.includes(part));
if (mutants.length === 0) misused(`No mutant for ${part}`, USAGE);

const checkout = await copiedCheckout();
let survived = 0;
try {
  const without = await tested();
  if (without.code !== 0) throw new Error(`The tests fail without a mistake already:\n${without.output}`);
  for (const { name, edits } of mutants) {
    const undo = await applied(checkout.folder, edits);
    const { code, output } = await tested();
    await undo();
    const failures = [...output.matchAll(/❌ (.*)/g)].map(([, title]) => title.replace(/^.* > /, ''));
    // That nothing ran is no verdict.
    if (code !== 0 && failures.length === 0) throw new Error(`The tests did not run:\n${output}`);
    if (code === 0) survived++;
    process.stdout.write(`${code === 0 ? 'survived' : 'killed  '}  ${name}${failures.length ? ` (${failures.join('; ')})` : ''}\n`);
  }
} finally {
  await checkout.dispose();
}
process.stdout.write(`${mutants.length - survived} killed, ${survived} survived\n`);
process.exitCode = survived > 0 ? 1 : 0;

function tested() {
  return run('npx', ['wtr', '--files', ...RULE_TESTS], { cwd: checkout.folder });
}
