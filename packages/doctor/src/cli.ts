#!/usr/bin/env node
import { stat, writeFile } from 'node:fs/promises';
import { examine } from './examine.js';
import { print } from './print.js';

const USAGE = 'usage: doctor [--json FILE] DIR\n';

// 0: nothing that breaks. 1: errors. 2: not called as it should be.
async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(USAGE);
    return 0;
  }
  const rest = [...args];
  let json: string | undefined;
  const at = rest.indexOf('--json');
  if (at >= 0) [, json] = rest.splice(at, 2);
  const stranger = rest.find((each) => each.startsWith('-'));
  if (stranger !== undefined) {
    process.stderr.write(`There is no option ${stranger}\n${USAGE}`);
    return 2;
  }
  const [directory] = rest;
  if ((at >= 0 && (json === undefined || json.startsWith('--'))) || rest.length !== 1 || directory === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const isDirectory = await stat(directory).then(
    (info) => info.isDirectory(),
    () => false,
  );
  if (!isDirectory) {
    process.stderr.write(`${directory} is no directory\n${USAGE}`);
    return 2;
  }
  const report = await examine(directory);
  process.stdout.write(print(report));
  if (json !== undefined) {
    try {
      await writeFile(json, `${JSON.stringify(report, undefined, 2)}\n`);
    } catch (error) {
      process.stderr.write(`${json} cannot be written: ${error instanceof Error ? error.message : String(error)}\n`);
      return 2;
    }
  }
  return report.counts.error > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
