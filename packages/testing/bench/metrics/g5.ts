import { transform } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { bundles, gzipKb } from '../bundlers.js';
import type { Bench, Metric } from '../metric.js';
import { count, type BenchResult } from '../result.js';
import { USES } from '../uses.js';

const KB = { unit: 'kB', better: 'lower' } as const;

/** One line per bundler, and how far they are apart. */
async function sizes(goal: string, entry: string, name: string, gate: number, stretch: number, { product }: Bench): Promise<BenchResult[]> {
  const kB = Object.entries(await bundles(product, entry)).map(([bundler, script]) => [bundler, gzipKb(script)] as const);
  const all = kB.map(([, size]) => size);
  const each = kB.map(([bundler, size]) =>
    count({ id: `${goal}.${bundler}`, name: `${name}, gzip, by ${bundler}`, gate, stretch, ...KB }, size),
  );
  if (each.length === 1) return each;
  const spread = { id: `${goal}.bundlers`, name: 'largest to smallest', unit: 'x', better: 'lower', gate: 1.05, stretch: 1.02 } as const;
  return [...each, count(spread, Math.max(...all) / Math.min(...all))];
}

/** The peer with what it needs, minified by the same hand. */
export async function peerScript({ jquery, finesseJs }: Bench['peers']): Promise<string | undefined> {
  if (jquery === undefined || finesseJs === undefined) return undefined;
  const sources = await Promise.all([jquery, finesseJs].map((file) => readFile(file, 'utf8')));
  return (await Promise.all(sources.map((source) => transform(source, { minify: true, legalComments: 'none' }))))
    .map(({ code }) => code)
    .join('\n');
}

/** What a page loads for two tags and a script. */
export const g5: Metric = {
  goal: 'G5',
  about: 'core, Finesse without BOSH, provider, state picker, call controls, roster',
  exact: true,
  async measure(bench) {
    const results = await sizes('G5', USES.controls, 'everything included', 30, 25, bench);
    const peer = await peerScript(bench.peers);
    if (peer === undefined) return results;
    const goal = {
      id: 'G5.finesse-js',
      name: 'to finesse.js and jQuery, minified',
      unit: 'x',
      better: 'lower',
      gate: 0.5,
      stretch: 0.4,
    } as const;
    return [...results, count(goal, results[0]!.value / gzipKb(peer))];
  },
};

/** What a page loads that draws everything itself. */
export const g6: Metric = {
  goal: 'G6',
  about: 'core and Finesse without BOSH, no elements',
  exact: true,
  measure: (bench) => sizes('G6', USES.headless, 'everything included', 20, 15, bench),
};
