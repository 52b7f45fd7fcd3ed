import { nodeResolve } from '@rollup/plugin-node-resolve';
import terserPlugin from '@rollup/plugin-terser';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rollup, type Plugin } from 'rollup';
import webpack from 'webpack';
import { gzipSync } from 'node:zlib';
import { scriptOf, type Product } from './product.js';

// Its types are those of CommonJS, it is not.
const terser = terserPlugin as unknown as (options: { module: boolean; ecma: number }) => Plugin;

/** Kilobytes of 1,000 bytes, compressed as servers do. */
export function gzipKb(script: string): number {
  return gzipSync(script, { level: 9 }).length / 1000;
}

/** The minified script that a page loads at once for an entry module, by each bundler. Sources are TypeScript, which only esbuild reads. */
export async function bundles(product: Product, entry: string): Promise<Readonly<Record<string, string>>> {
  const esbuild = await scriptOf(product, entry, { format: 'esm', minify: true, atOnce: true });
  if (product.kind === 'source') return { esbuild };
  // Beside the packages, so that they are found the way a customer's bundler finds them.
  const folder = await mkdtemp(path.join(product.home, 'use-'));
  try {
    const file = path.join(folder, 'entry.mjs');
    await writeFile(file, entry);
    return { esbuild, rollup: await byRollup(file), webpack: await byWebpack(file, path.join(folder, 'out')) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function byRollup(input: string): Promise<string> {
  const build = await rollup({ input, plugins: [nodeResolve({ browser: true }), terser({ module: true, ecma: 2020 })], onwarn: () => {} });
  const { output } = await build.generate({ format: 'es' });
  await build.close();
  // What chunks the entry loads at once is in its imports; the rest is on demand.
  const chunks = new Map(output.flatMap((chunk) => (chunk.type === 'chunk' ? [[chunk.fileName, chunk]] : [])));
  const wanted = new Set([output[0].fileName]);
  for (const name of wanted) for (const next of chunks.get(name)?.imports ?? []) if (chunks.has(next)) wanted.add(next);
  return [...wanted].map((name) => chunks.get(name)!.code).join('');
}

function byWebpack(entry: string, folder: string): Promise<string> {
  const compiler = webpack({
    mode: 'production',
    entry,
    target: ['web', 'es2022'],
    devtool: false,
    experiments: { outputModule: true },
    output: { path: folder, filename: 'main.mjs', chunkFilename: 'chunk-[id].mjs', module: true, library: { type: 'module' } },
    performance: { hints: false },
  });
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      compiler.close(() => {});
      if (error) return reject(error);
      if (stats?.hasErrors()) return reject(new Error(stats.toString({ all: false, errors: true })));
      readFile(path.join(folder, 'main.mjs'), 'utf8').then(resolve, reject);
    });
  });
}
