// npm run pack:gadget -- DIR [--out DIR]: makes a gadget of a folder with
//   gadget.json   its name and what else differs (settings in gadget-spec.mjs)
//   gadget.html   what stands in the body
//   src/main.ts   its script
//   gadget.css    its styles, if it has any
//   assets/       what else it loads, copied as it is, if there is any
// Into DIR/dist (or --out) go NAME.xml, NAME.js (one script, the kit in it), NAME.css, assets/, the licences of what is in the script, and layout.xml, to
// be pasted into the desktop's layout. The same folder gives the same bytes each time. It bundles the kit's sources: nothing has to be built before.
import { transform } from 'esbuild';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rollup } from 'rollup';
import { licences, minify, onwarn, resolve, typescript } from '../../testing/tools/bundling.mjs';
import { commandLine, misused } from '../../testing/tools/command-line.mjs';
import { root } from '../../testing/tools/run.mjs';
import { plainProperties, slimTemplates } from '../../testing/tools/transforms.mjs';
import { GadgetError, layoutOf, settingsOf, specOf } from './gadget-spec.mjs';

const USAGE = 'npm run pack:gadget -- DIR [--out DIR]';
const BUDGETS = new URL('../../testing/tools/budgets.json', import.meta.url);
const STARTER = 'examples/finesse-gadget/dist/Agent.js';

/** Packs the folder and resolves with the names of the files and their sizes, gzipped, in bytes. Rejects with `GadgetError`. */
export async function packGadget(folder, out = path.join(folder, 'dist')) {
  const json = await readFile(path.join(folder, 'gadget.json'), 'utf8').catch(() => {
    throw new GadgetError(`${folder}: no gadget.json`);
  });
  const settings = settingsOf(parsed(json));
  const { name } = settings;
  const content = await readFile(path.join(folder, 'gadget.html'), 'utf8').catch(() => '');
  const styles = await readFile(path.join(folder, 'gadget.css'), 'utf8').catch(() => undefined);

  const { script, texts } = await scriptOf(folder, name);
  const css = styles && (await transform(styles, { loader: 'css', minify: true, target: 'chrome123' })).code;
  const spec = specOf(settings, content, { js: versionOf(script), ...(css && { css: versionOf(css) }) });
  const written = { [`${name}.xml`]: spec, [`${name}.js`]: script, ...(css && { [`${name}.css`]: css }) };

  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  for (const [file, text] of Object.entries({ ...written, ...texts, 'layout.xml': layoutOf(settings) }))
    await writeFile(path.join(out, file), text);
  await cp(path.join(folder, 'assets'), path.join(out, 'assets'), { recursive: true }).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  const sizes = Object.entries(written).map(([file, text]) => ({ file, gzip: gzipSync(text, { level: 9 }).length }));
  return { name, out, sizes };
}

// A plain script, not a module: that of another host is loaded without asking its permission.
async function scriptOf(folder, name) {
  const bundle = await rollup({
    input: path.join(path.resolve(folder), 'src/main.ts'),
    plugins: [
      typescript(),
      // A folder outside of the checkout finds the kit all the same.
      resolve({ conditions: ['source'], modulePaths: [path.join(root, 'node_modules')] }),
      plainProperties(),
      slimTemplates(),
      minify({ module: false, ascii: true }),
      licences(name),
    ],
    onwarn,
  });
  try {
    const { output } = await bundle.generate({
      format: 'iife',
      inlineDynamicImports: true,
      entryFileNames: `${name}.js`,
      banner: `/*! Cordboard, MIT. Parts: ${name}.LICENSES.txt */`,
    });
    const script = output.find(({ type }) => type === 'chunk').code;
    const texts = Object.fromEntries(output.filter(({ type }) => type === 'asset').map(({ fileName, source }) => [fileName, source]));
    return { script, texts };
  } finally {
    await bundle.close();
  }
}

// A changed file has another address, so that no cache gives the old one.
function versionOf(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new GadgetError(`gadget.json: ${error.message}`);
  }
}

async function main() {
  const { values, positionals } = commandLine(USAGE, { options: { out: { type: 'string' } }, allowPositionals: true });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) misused('One folder, please', USAGE);
  const { name, out, sizes } = await packGadget(folder, values.out);
  const kB = (bytes) => (bytes / 1000).toFixed(1).padStart(6);
  for (const { file, gzip } of sizes) process.stdout.write(`${kB(gzip)} kB gzip  ${path.join(out, file)}\n`);
  const total = sizes.reduce((sum, { gzip }) => sum + gzip, 0);
  const budgets = JSON.parse(await readFile(BUDGETS, 'utf8'));
  const here = path
    .relative(root, path.resolve(out, `${name}.js`))
    .split(path.sep)
    .join('/');
  const { gzipKb, goalKb } = budgets.find(({ file }) => file === here) ?? budgets.find(({ file }) => file === STARTER);
  process.stdout.write(`${kB(total)} kB gzip  in all; budget for a gadget's script ${gzipKb} kB, goal ${goalKb} kB\n`);
  process.stdout.write(
    `paste ${path.join(out, 'layout.xml')} into the desktop's layout; try it: npm run sandbox -- --gadget ${path.join(out, `${name}.xml`)}\n`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main().catch((error) => {
    if (!(error instanceof GadgetError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
