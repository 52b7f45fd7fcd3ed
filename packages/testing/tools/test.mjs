// `npm test`: the browser tests, Node's, and the end-to-end ones over what was built. The last line is the sum of all: `N passed, N failed`.
// With words after `--`, only the runners so named: `npm test -- browser node`.
//
// Files in which tests failed are run once more by themselves, and what counts is how they fare then: beside a browser, a server and two thousand other
// tests on two cores, a limit of time may pass for reasons that are none of the product's. What failed first is named at the end, so that it is mended.
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { findBrowser } from './browser.mjs';
import { commandLine, misused } from './command-line.mjs';
import { files, root, run } from './run.mjs';

// More than that is no bad luck.
const LOOKED_AT_AGAIN = 5;

const isNodeTest = (file) => /\.node\.test\.(ts|mjs)$/.test(file);
const isEndToEnd = (file) => file.startsWith('packages/testing/e2e/') || file.startsWith('examples/');
const nodeTests = [...(await files('packages', isNodeTest)), ...(await files('examples', isNodeTest))];

const runners = [
  // Which files it runs by itself is in its own settings.
  { name: 'browser', command: (tests) => ['wtr', ...(tests ? ['--files', ...tests] : [])] },
  { name: 'node', tests: nodeTests.filter((file) => !isEndToEnd(file)), command: (tests) => nodeCommand(2, tests) },
  // One at a time: each brings a server and a browser, and on two cores a second one only makes both late.
  { name: 'e2e', tests: nodeTests.filter(isEndToEnd), command: (tests) => nodeCommand(1, tests) },
];

const USAGE = `npm test -- [${runners.map(({ name }) => name).join('] [')}]`;
const wanted = commandLine(USAGE, { allowPositionals: true }).positionals;
const strangers = wanted.filter((word) => !runners.some(({ name }) => name === word));
if (strangers.length > 0)
  misused(`No such runner: ${strangers.join(' ')}. There are ${runners.map(({ name }) => name).join(', ')}.`, USAGE);
const chosen = runners.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

const total = { passed: 0, failed: 0, skipped: 0 };
const unsteady = [];
const scratch = path.join(root, 'node_modules/.cache/counts');
await mkdir(scratch, { recursive: true });

if (chosen.some(({ name }) => name !== 'node')) await fetchBrowser();
if (chosen.some(({ name }) => name === 'e2e')) await build();
for (const runner of chosen) await count(runner);

if (unsteady.length > 0) process.stdout.write(`\nfailed at first, and passed when run again alone: ${unsteady.join(', ')}\n`);
const { passed, failed, skipped } = total;
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function nodeCommand(concurrency, tests) {
  const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout'];
  const counting = ['--test-reporter=./packages/testing/tools/node-count-reporter.mjs', '--test-reporter-destination=stderr'];
  const loading = ['--conditions=source', '--import', 'tsx'];
  return ['node', ...loading, '--test', `--test-concurrency=${concurrency}`, ...reporters, ...counting, ...tests];
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

async function count({ name, tests, command }) {
  process.stdout.write(`\n── ${name}\n`);
  if (tests?.length === 0) return fail(name, 'no test file found');
  const { code, files: counts } = await ran(name, command(tests));
  const failing = Object.keys(counts).filter((file) => counts[file].failed > 0);
  if (failing.length > 0 && failing.length <= LOOKED_AT_AGAIN) {
    process.stdout.write(`\n── ${name}, once more: ${failing.join(', ')}\n`);
    const { files: again } = await ran(name, command(failing));
    for (const file of failing) {
      // A file that is gone from the second count did not run, and stays failed.
      if (again[file]) counts[file] = again[file];
      if (counts[file].failed === 0) unsteady.push(file);
    }
  }
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const one of Object.values(counts)) for (const key of Object.keys(sum)) sum[key] += one[key];
  for (const key of Object.keys(total)) total[key] += sum[key];
  if (sum.passed + sum.failed === 0) fail(name, 'ended without having run a test');
  else if (code !== 0 && failing.length === 0) fail(name, `ended with code ${code}, though no test failed`);
}

async function ran(name, [program, ...args]) {
  const countsFile = path.join(scratch, `${name}.json`);
  await rm(countsFile, { force: true });
  const { code } = await run(program, args, { show: true, env: { COUNTS_FILE: countsFile } });
  return { code, files: await readFile(countsFile, 'utf8').then(JSON.parse, () => ({})) };
}

function fail(name, why) {
  total.failed++;
  process.stdout.write(`${name}: ${why}\n`);
}
