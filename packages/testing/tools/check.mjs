// `npm run check`: every part runs, whatever became of the ones before it; one line each, then what the failed ones had to say.
// With words after `--`, only the parts so named: `npm run check -- lint format`.
import { commandLine, misused } from './command-line.mjs';
import { run } from './run.mjs';

const tool = (name, ...args) => ['node', `packages/testing/tools/${name}.mjs`, ...args];
const parts = [
  { name: 'types', about: 'sources, tests and examples compile', command: tool('check-types') },
  { name: 'lint', about: 'ESLint with types, Lit, custom elements, accessibility', command: ['eslint', '.'] },
  { name: 'format', about: 'prettier', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'templates', about: 'types in html`` templates', command: tool('check-templates') },
  { name: 'imports', about: 'the directions between packages', command: tool('check-imports') },
  { name: 'manifest', about: 'custom-elements.json is complete and up to date', command: tool('check-manifest') },
  {
    name: 'reference',
    about: 'docs/elements.md is what the manifest gives',
    command: ['node', 'packages/elements/tools/reference.mjs', '--check'],
  },
  {
    name: 'catalogue',
    about: 'docs/acqueon.md shows the operations that the code has',
    command: ['node', '--conditions=source', '--import', 'tsx', 'packages/acqueon/tools/catalogue.mjs', '--check'],
  },
  {
    name: 'rules',
    about: 'docs/doctor.md shows the rules that the doctor has',
    command: ['node', '--conditions=source', '--import', 'tsx', 'packages/doctor/tools/reference.mjs', '--check'],
  },
  { name: 'bundles', about: 'rollup, without a warning', command: ['rollup', '-c', '--failAfterWarnings'] },
  {
    name: 'gadget',
    about: 'the starter gadget packs',
    command: ['node', 'packages/finesse/tools/pack-gadget.mjs', 'examples/finesse-gadget'],
  },
  { name: 'sizes', about: 'gzip of what a page loads', command: tool('check-sizes') },
  { name: 'packages', about: 'publint, and types as consumers resolve them', command: tool('check-packages') },
  { name: 'dead code', about: 'knip', command: ['knip', '--no-progress'] },
];

const USAGE = 'npm run check -- [PART]...';
const wanted = commandLine(USAGE, { allowPositionals: true }).positionals.join(' ');
const chosen = parts.filter(({ name }) => !wanted || wanted.includes(name));
const strangers = chosen.reduce((words, { name }) => words.replace(name, ''), wanted).trim();
if (strangers) misused(`No such part: ${strangers}. There are ${parts.map(({ name }) => name).join(', ')}.`, USAGE);
const failures = [];
for (const { name, about, command } of chosen) {
  const start = performance.now();
  const { code, output } = await run(command[0], command.slice(1), { env: { NO_COLOR: '1', FORCE_COLOR: '0' } });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? 'pass' : 'FAIL'}  ${name.padEnd(10)} ${seconds.padStart(6)} s  ${about}\n`);
  if (code !== 0) failures.push({ name, output });
}
for (const { name, output } of failures) process.stdout.write(`\n── ${name}\n${output.trim()}\n`);
process.stdout.write(`\n${chosen.length - failures.length} of ${chosen.length} parts pass\n`);
process.exitCode = chosen.length > 0 && failures.length === 0 ? 0 : 1;
