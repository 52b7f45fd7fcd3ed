// The table of operations in docs/acqueon.md, made from the catalogue in the code. `--check` only compares.
//   node --conditions=source --import tsx packages/acqueon/tools/catalogue.mjs [--check]
import { readFile, writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import * as catalogue from '@cordboard/acqueon';

const page = new URL('../../../docs/acqueon.md', import.meta.url);
const BEGIN = '<!-- catalogue: begin, made by packages/acqueon/tools/catalogue.mjs -->';
const END = '<!-- catalogue: end -->';
const TABLES = ['cisco', 'amazon', 'amazonInbound', 'amazonOutbound', 'lcmReads', 'lcmWrites', 'salesforce'];

const text = await readFile(page, 'utf8');
const [before, rest] = text.split(BEGIN);
const [, after] = rest.split(END);
const wanted = await format(`${before}${BEGIN}\n\n${TABLES.map(section).join('\n\n')}\n\n${END}${after}`, {
  parser: 'markdown',
  printWidth: 140,
});
if (process.argv.includes('--check')) {
  if (text !== wanted) process.stdout.write('docs/acqueon.md does not show the catalogue as it is: npm run manifest\n');
  process.exitCode = text === wanted ? 0 : 1;
} else await writeFile(page, wanted);

function section(name) {
  const rows = Object.entries(catalogue[name]).map(
    ([key, { topic, subtopic, data, answer, standing, page }]) =>
      `| \`${name}.${key}\` | \`${topic}\` / \`${subtopic}\` | ${fields(data)} | ${answer ? `\`${answer.subtopic}\`` : '–'} | ${standing} (${page}) |`,
  );
  return `### Channel ${Object.values(catalogue[name])[0].channel}: \`${name}\`\n\n| operation | topic / subtopic | data | answer | stands |\n|---|---|---|---|---|\n${rows.join('\n')}`;
}

function fields(data) {
  if (data === 'none') return '–';
  return typeof data === 'string'
    ? `a ${data}`
    : Object.entries(data)
        .map(([key, kind]) => `\`${key}\`${kind.endsWith('?') ? '?' : ''}`)
        .join(', ');
}
