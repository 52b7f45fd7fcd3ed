// `npm test`: the browser tests, Node's, and the end-to-end ones over what was built. The last line is the sum of all: `N passed, N failed`.
// With words after `--`, only the runners so named: `npm test -- browser node`.
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { findBrowser } from './browser.mjs';
import { files, root, run } from './run.mjs';

const isNodeTest = (file) => /\.node\.test\.(ts|mjs)$/.test(file);
const isEndToEnd = (file) => file.startsWith('packages/testing/e2e/') || file.startsWith('examples/');
const nodeTests = [...(await files('packages', isNodeTest)), ...(await files('examples', isNodeTest))];

const runners = [
  { name: 'browser', command: ['wtr'] },
  {
    name: 'node',
    command: nodeCommand(
      2,
      nodeTests.filter((file) => !isEndToEnd(file)),
    ),
  },
  // One at a time: each brings a server and a browser, and on two cores a second one only makes both late.
  { name: 'e2e', command: nodeCommand(1, nodeTests.filter(isEndToEnd)) },
];

const wanted = process.argv.slice(2);
const chosen = runners.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
if (chosen.length === 0) throw new Error(`No such runner: ${wanted.join(' ')}. There are ${runners.map(({ name }) => name).join(', ')}.`);

const total = { passed: 0, failed: 0, skipped: 0 };
const scratch = path.join(root, 'node_modules/.cache/counts');
await mkdir(scratch, { recursive: true });

if (chosen.some(({ name }) => name !== 'node')) await fetchBrowser();
if (chosen.some(({ name }) => name === 'e2e')) await build();
for (const runner of chosen) await count(runner);

const { passed, failed, skipped } = total;
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function nodeCommand(concurrency, tests) {
  const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout'];
  const counting = ['--test-reporter=./packages/testing/tools/node-count-reporter.mjs', '--test-reporter-destination=stderr'];
  const loading = ['--conditions=source', '--import', 'tsx'];
  return tests.length === 0
    ? undefined
    : ['node', ...loading, '--test', `--test-concurrency=${concurrency}`, ...reporters, ...counting, ...tests];
}

async function fetchBrowser() {
  try {
    // Here, once, and before two runners could both try to install it.
    process.stdout.write(`browser: ${(await findBrowser()).executablePath}\n`);
  } catch (error) {
    fail('browser', error.message);
  }
}

async function build() {
  const { code, output } = await run('npm', ['run', '--silent', 'build']);
  if (code !== 0) fail('build', output.trim());
}

async function count({ name, command }) {
  process.stdout.write(`\n── ${name}\n`);
  if (!command) return fail(name, 'no test file found');
  const [program, ...args] = command;
  const countsFile = path.join(scratch, `${name}.json`);
  await rm(countsFile, { force: true });
  const { code } = await run(program, args, { show: true, env: { COUNTS_FILE: countsFile } });
  const counts = await readFile(countsFile, 'utf8').then(JSON.parse, () => ({ passed: 0, failed: 0, skipped: 0 }));
  for (const key of Object.keys(total)) total[key] += counts[key];
  if (counts.passed + counts.failed === 0) fail(name, 'ended without having run a test');
  else if (code !== 0 && counts.failed === 0) fail(name, `ended with code ${code}, though no test failed`);
}

function fail(name, why) {
  total.failed++;
  process.stdout.write(`${name}: ${why}\n`);
}
