// `npm run gallery`: the gallery, a Storybook with dependencies of its own, which the root's install leaves out. Installs what it needs
// and builds it, unless that has been done and nothing changed since.
import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { files, root, run } from './run.mjs';

const folder = 'examples/storybook';
const installed = `${folder}/node_modules/.package-lock.json`;
const index = `${folder}/dist/index.json`;
const stamp = 'node_modules/.cache/gallery';
const INSTALL_MS = 180_000;

const timeOf = (file) =>
  stat(path.join(root, file)).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );

/** Fetches the gallery's own tools where that has not been done. Rejects, saying why, when it cannot. */
export async function installGallery() {
  if ((await timeOf(installed)) >= (await timeOf(`${folder}/package-lock.json`))) return;
  process.stderr.write('installing what the gallery needs\n');
  await must('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], INSTALL_MS);
}

/** Builds the gallery over the packages as they are built, unless that has been done and nothing changed since. Rejects likewise. */
export async function buildGallery() {
  await installGallery();
  const sources = [
    ...(await files(folder, () => true)),
    ...(await files('packages', (file) =>
      /^packages\/(core|finesse|elements|sandbox)\/(src\/.*(?<!\.test)\.ts|package\.json)$/.test(file),
    )),
    'packages/elements/custom-elements.json',
  ];
  const newest = Math.max(...(await Promise.all(sources.map(timeOf))));
  if ((await timeOf(index)) > 0 && (await timeOf(stamp)) > newest) return;
  process.stderr.write('building the gallery\n');
  await must('npm', ['run', '--silent', 'build']);
  await mkdir(path.join(root, path.dirname(stamp)), { recursive: true });
  await writeFile(path.join(root, stamp), '');
}

async function must(command, args, limitMs) {
  const { code, output } = await run(command, args, { cwd: path.join(root, folder), ...(limitMs ? { limitMs } : {}) });
  if (code !== 0) throw new Error(`The gallery: ${command} ${args.join(' ')} failed\n${output.trim()}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildGallery().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
