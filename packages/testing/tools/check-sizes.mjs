// What a page loads, gzipped, against its budget (in budgets.json, kB of 1000 bytes). A budget keeps it from growing; the goal beside it is where
// it is to go (docs/decisions/0006-size.md). With `--report`, only prints.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './run.mjs';

const budgets = JSON.parse(await readFile(new URL('budgets.json', import.meta.url), 'utf8'));
let failed = false;
for (const { name, file, gzipKb, goalKb } of budgets) {
  const bytes = await readFile(path.join(root, file)).catch(() => undefined);
  const size = bytes && gzipSync(bytes, { level: 9 }).length / 1000;
  const over = size === undefined || size > gzipKb;
  failed ||= over;
  const measured = size === undefined ? 'not built' : `${size.toFixed(1)} kB of ${gzipKb} kB, goal ${goalKb} kB`;
  process.stdout.write(`${over ? 'OVER' : 'ok  '}  ${name}: ${measured}\n`);
}
process.exitCode = failed && !process.argv.includes('--report') ? 1 : 0;
