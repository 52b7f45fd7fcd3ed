// What a page loads, gzipped, against its budget (in budgets.json, kB of 1000 bytes): the file and whatever it imports at once; what it loads on
// demand only is told beside it. A budget keeps it from growing; the goal is where it is to go (docs/decisions/0006-size.md). With
// `--report`, only prints.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './run.mjs';

const AT_ONCE = /(?:\bfrom|\bimport)\s*"(\.\/[^"]+)"/g;
const ON_DEMAND = /\bimport\(\s*"(\.\/[^"]+)"\s*\)/g;

const budgets = JSON.parse(await readFile(new URL('budgets.json', import.meta.url), 'utf8'));
let failed = false;
for (const { name, file, gzipKb, goalKb } of budgets) {
  const sizes = await sizesOf(path.join(root, file)).catch(() => undefined);
  const over = sizes === undefined || sizes.first > gzipKb;
  failed ||= over;
  const measured = sizes
    ? `${sizes.first.toFixed(1)} kB of ${gzipKb} kB, goal ${goalKb} kB${sizes.later ? `; on demand ${sizes.later.toFixed(1)} kB more` : ''}`
    : 'not built';
  process.stdout.write(`${over ? 'OVER' : 'ok  '}  ${name}: ${measured}\n`);
}
process.exitCode = failed && !process.argv.includes('--report') ? 1 : 0;

async function sizesOf(entry) {
  const first = new Set();
  const later = new Set();
  await gather(entry, first, later);
  // What comes later may bring more with it; what is there already costs nothing again.
  for (const file of later) await gather(file, later, later);
  const sum = async (files) => (await Promise.all(files.map(gzipped))).reduce((total, size) => total + size, 0) / 1000;
  return { first: await sum([...first]), later: await sum([...later].filter((file) => !first.has(file))) };
}

async function gather(file, atOnce, onDemand) {
  atOnce.add(file);
  const code = await readFile(file, 'utf8');
  for (const [, target] of code.matchAll(AT_ONCE)) {
    const next = path.join(path.dirname(file), target);
    if (!atOnce.has(next)) await gather(next, atOnce, onDemand);
  }
  for (const [, target] of code.matchAll(ON_DEMAND)) onDemand.add(path.join(path.dirname(file), target));
}

async function gzipped(file) {
  return gzipSync(await readFile(file), { level: 9 }).length;
}
