// `npm start`: builds what is missing or old, then the sandbox with the demo desktop at / and the gallery at /gallery/. What follows `--` goes to the sandbox.
import { spawn } from 'node:child_process';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildGallery, installGallery } from './gallery.mjs';
import { files, root, run } from './run.mjs';

// Nobody waits for a build to be told how to call it.
if (process.argv.includes('--help')) {
  const { output } = await run('node', ['--conditions=source', '--import', 'tsx', 'packages/sandbox/src/server/cli.ts', '--help']);
  process.stdout.write(output.replace('usage: sandbox', 'usage: npm start --'));
  process.exit(0);
}

const sources = [
  ...(await files('packages', (file) => /^packages\/[^/]+\/src\//.test(file) && !file.endsWith('.test.ts'))),
  ...(await files('examples', (file) => !file.endsWith('.tsbuildinfo'))),
  'rollup.config.mjs',
  'package-lock.json',
];
const built = [
  'packages/sandbox/dist/server/cli.js',
  'packages/sandbox/dist/box/desktop.js',
  'packages/finesse-js/dist/finesse.js',
  'packages/elements/dist/uses/finesse-desktop.js',
  'examples/desktop/dist/main.js',
  'examples/finesse-gadget/dist/Agent.xml',
];
// What is built keeps its old time where nothing changed in it, so the build as a whole has a stamp.
const stamp = 'node_modules/.cache/built';
const timeOf = (file) =>
  stat(path.join(root, file)).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );

// Comes with tools of its own, which are fetched while the rest is built; without them everything but the gallery is there.
const gallery = installGallery().then(
  () => undefined,
  (error) => error,
);

const newest = Math.max(...(await Promise.all(sources.map(timeOf))));
const complete = (await Promise.all(built.map(timeOf))).every((time) => time > 0);
if (!complete || (await timeOf(stamp)) <= newest) {
  process.stdout.write('building; the first time this takes some minutes\n');
  const { code, output } = await run('npm', ['run', '--silent', 'build']);
  if (code !== 0) {
    process.stderr.write(output);
    process.exit(code);
  }
  await mkdir(path.join(root, path.dirname(stamp)), { recursive: true });
  await writeFile(path.join(root, stamp), '');
}

const trouble = (await gallery) ?? (await buildGallery().catch((error) => error));
if (trouble) process.stderr.write(`${trouble.message}\n`);

const server = spawn(process.execPath, [built[0], ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => (process.exitCode = signal ? 0 : (code ?? 1)));
