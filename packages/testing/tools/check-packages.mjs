// What npm would publish: whether its package.json is sound, and whether its types are found as consumers find them.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { files, root, run } from './run.mjs';

let failed = false;
for (const file of await files('packages', (name) => /^packages\/[^/]+\/package\.json$/.test(name))) {
  if (JSON.parse(await readFile(path.join(root, file), 'utf8')).private) continue;
  const folder = path.dirname(file);
  await tell(folder, await run('publint', ['run', '--strict', folder]));
  // JSON has no types to be found.
  await tell(
    folder,
    await run('attw', [
      '--pack',
      folder,
      '--profile',
      'esm-only',
      '--format',
      'ascii',
      '--no-emoji',
      '--exclude-entrypoints',
      './custom-elements.json',
    ]),
  );
}
process.exitCode = failed ? 1 : 0;

async function tell(folder, { code, output }) {
  if (code === 0) return;
  failed = true;
  process.stdout.write(`${folder}\n${output.trim()}\n\n`);
}
