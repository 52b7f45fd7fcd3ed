// npm run mutants: each mutant in a copy of what is committed, measured by its goal's metric alone.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commandLine, misused } from '../tools/command-line.mjs';
import { run } from '../tools/run.mjs';
import { writeSection } from '../bench/docs.ts';
import { applied } from './apply.ts';
import { copiedCheckout } from './checkout.ts';
import { MUTANTS } from './mutants.ts';
import { judged } from './verdict.ts';

const USAGE = 'npm run mutants -- [G4 G22 …] [--docs]';
const { values, positionals } = commandLine(USAGE, { allowPositionals: true, options: { docs: { type: 'boolean', default: false } } });
const goals = positionals.flatMap((names) => names.toUpperCase().split(','));
const mutants = MUTANTS.filter(({ goal }) => goals.length === 0 || goals.includes(goal));
if (mutants.length === 0) misused(`No mutant for ${goals.join(', ')}`, USAGE);
if (values.docs && mutants.length < MUTANTS.length) misused('The table in the docs is of all mutants', USAGE);

// No goal takes half of it on a quiet machine.
const LIMIT_MS = 10 * 60_000;
// With a mistake, measuring may take longer than without: so many times, and never less than so long.
const SLOWER = 3;
const LEAST_MS = 3 * 60_000;

const checkout = await copiedCheckout();
const scratch = await mkdtemp(path.join(tmpdir(), 'cordboard-mutants-'));
const rows = [];
try {
  const withoutOf = new Map();
  for (const { goal, name, edits } of mutants) {
    if (!withoutOf.has(goal)) {
      const begun = performance.now();
      withoutOf.set(goal, { without: await measured(goal, LIMIT_MS), tookMs: performance.now() - begun });
    }
    const { without, tookMs } = withoutOf.get(goal);
    const undo = await applied(checkout.folder, edits);
    const withIt = await measured(goal, Math.max(LEAST_MS, tookMs * SLOWER));
    await undo();
    const { verdict, by } =
      typeof without === 'string' ? { verdict: 'moot', by: [`no number without it: ${without}`] } : judged(without, withIt);
    rows.push({ goal, name, verdict, by });
    process.stdout.write(`${verdict.padEnd(8)}  ${goal.padEnd(4)} ${name}${by.length ? ` (${by.join(', ')})` : ''}\n`);
  }
} finally {
  await checkout.dispose();
  await rm(scratch, { recursive: true, force: true });
}

const number = (verdict) => rows.filter((row) => row.verdict === verdict).length;
const VERDICTS = ['killed', 'worse', 'survived', 'moot'];
process.stdout.write(`${VERDICTS.map((verdict) => `${number(verdict)} ${verdict}`).join(', ')}\n`);
if (values.docs) {
  const lines = rows.map(({ goal, name, verdict, by }) => `| ${goal} | ${name} | ${verdict} | ${by.join(', ')} |`);
  await writeSection('mutants', ['| goal | mistake | | noticed by |', '| --- | --- | --- | --- |', ...lines].join('\n'));
}
process.exitCode = number('survived') > 0 ? 1 : 0;

// What the metric says of the copy as it stands, or why it has no number.
async function measured(goal, limitMs) {
  const file = path.join(scratch, 'report.json');
  await rm(file, { force: true });
  const args = [
    '--conditions=source',
    '--import',
    'tsx',
    'packages/testing/bench/run.mjs',
    '--source',
    '--quick',
    '--only',
    goal,
    '--json',
    file,
  ];
  const { output } = await run('node', args, { cwd: checkout.folder, limitMs });
  const report = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
  if (report?.results.length) return report.results;
  return /(?:no number\. (?:Error: )?|^(?=ended after))(.{0,120})/m.exec(output)?.[1] ?? 'it did not run';
}
