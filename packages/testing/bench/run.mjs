// npm run bench: speed, size and memory as ratios.
import { writeFile } from 'node:fs/promises';
import { commandLine, misused } from '../tools/command-line.mjs';
import { agreement, chosen, judged, unsteady } from './bench.ts';
import { writeSection } from './docs.ts';
import { METRICS } from './metrics/index.ts';
import { packedProduct, sourceProduct } from './product.ts';
import { reportOf } from './result.ts';
import { markdownTable, plainTable } from './table.ts';

const USAGE =
  'npm run bench -- [--json FILE] [--only G1,G4] [--runs 3] [--source] [--no-build] [--quick | --deep] [--docs] [--finesse-js FILE] [--jquery FILE]';
const { values } = commandLine(USAGE, {
  options: {
    json: { type: 'string' },
    only: { type: 'string' },
    runs: { type: 'string', default: '1' },
    // The checkout as it stands, instead of what `npm pack` makes of it.
    source: { type: 'boolean', default: false },
    // What `dist` holds now, whether it is the latest or not.
    'no-build': { type: 'boolean', default: false },
    // Less of what is long by itself: enough for a mutant, not for a verdict.
    quick: { type: 'boolean', default: false },
    // Also what takes many minutes.
    deep: { type: 'boolean', default: false },
    // Puts the table into docs/performance.md.
    docs: { type: 'boolean', default: false },
    'finesse-js': { type: 'string' },
    jquery: { type: 'string' },
  },
});

const say = (text) => process.stdout.write(`${text}\n`);
if (values.docs && (values.only || values.source || values.quick))
  misused('The table in the docs is of a whole run over what is packed', USAGE);
const metrics = wanted();
const product = values.source ? sourceProduct() : await packedProduct({ build: !values['no-build'] });
const peers = { finesseJs: values['finesse-js'], jquery: values.jquery };
const begun = performance.now();
const runs = [];
const broken = [];
try {
  for (let run = 0; run < Number(values.runs); run++) {
    const results = [];
    for (const metric of metrics) {
      const start = performance.now();
      try {
        const found = await judged(metric, { product, peers, quick: values.quick, deep: values.deep });
        results.push(...found);
        say(`${metric.goal}: ${metric.about} (${((performance.now() - start) / 1000).toFixed(0)} s)\n${plainTable(found)}\n`);
      } catch (error) {
        // No number is worse than a bad one, but the others are still wanted.
        broken.push(metric.goal);
        say(`${metric.goal}: no number. ${error.stack}\n`);
      }
    }
    runs.push(results);
  }
} finally {
  await product.dispose();
}

const last = runs.at(-1);
if (values.json) await writeFile(values.json, `${JSON.stringify(reportOf(last), undefined, 2)}\n`);
if (values.docs) await writeSection('results', `${agreement(runs, new Set(broken))}\n\n${markdownTable(runs)}`);
const missed = last.filter(({ pass }) => !pass).map(({ id }) => id);
const wavering = unsteady(runs);
if (runs.length > 1) say(wavering.length === 0 ? `${runs.length} runs agree` : `The runs do not agree on ${wavering.join(', ')}`);
say(
  `${last.length - missed.length} of ${last.length} gates reached${missed.length ? `; missed: ${missed.join(', ')}` : ''}${broken.length ? `; no number: ${broken.join(', ')}` : ''}`,
);
say(`${((performance.now() - begun) / 60_000).toFixed(1)} minutes`);
process.exitCode = missed.length || broken.length || wavering.length || last.length === 0 ? 1 : 0;

function wanted() {
  try {
    return chosen(METRICS, values.only);
  } catch (error) {
    return misused(error.message, USAGE);
  }
}
