// The tables of operations in docs/acqueon.md, made from the catalogue in the code. `--check` only compares.
//   node --conditions=source --import tsx packages/acqueon/tools/catalogue.mjs [--check]
import { readFile, writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import * as catalogue from '@cordboard/acqueon';

const page = new URL('../../../docs/acqueon.md', import.meta.url);
const BEGIN = '<!-- catalogue: begin, made by packages/acqueon/tools/catalogue.mjs -->';
const END = '<!-- catalogue: end -->';
const TABLES = ['cisco', 'amazon', 'amazonInbound', 'amazonOutbound', 'lcmReads', 'lcmWrites', 'manualDial', 'salesforce'];
const EVENTS = ['salesforceEvents', 'manualDialEvents'];

const text = await readFile(page, 'utf8');
const [before, rest] = text.split(BEGIN);
const [, after] = rest.split(END);
const sections = [...TABLES.map(operations), events(), notOffered()].join('\n\n');
const wanted = await format(`${before}${BEGIN}\n\n${sections}\n\n${END}${after}`, { parser: 'markdown', printWidth: 140 });
if (process.argv.includes('--check')) {
  if (text !== wanted) process.stdout.write('docs/acqueon.md does not show the catalogue as it is: npm run manifest\n');
  process.exitCode = text === wanted ? 0 : 1;
} else await writeFile(page, wanted);

function operations(name) {
  const rows = Object.entries(catalogue[name]).map(([key, { topic, subtopic, data, answer, standing, page }]) => [
    `\`${name}.${key}\``,
    `\`${topic}\` / \`${subtopic}\``,
    written(data),
    answered(answer),
    `${standing} (${page})`,
  ]);
  const { channel } = Object.values(catalogue[name])[0];
  return `### Channel ${channel}: \`${name}\`\n\n${table(['operation', 'topic / subtopic', 'data', 'answer', 'stands'], rows)}`;
}

function events() {
  const rows = EVENTS.flatMap((name) =>
    Object.entries(catalogue[name]).map(([key, { channel, topic, subtopic, gives, standing, page }]) => [
      `\`${name}.${key}\``,
      channel,
      `\`${topic}\` / \`${subtopic}\``,
      fields(gives),
      `${standing} (${page})`,
    ]),
  );
  return `### What a desk hears without asking\n\n${table(['event', 'channel', 'topic / subtopic', 'gives', 'stands'], rows)}`;
}

function notOffered() {
  const rows = catalogue.notOffered.map(({ channel, name, why, page }) => [channel, `\`${name}\``, why, page]);
  return `### Not offered\n\nNamed by the vendor's pages, and not in the catalogue.\n\n${table(['channel', 'name', 'why', 'page'], rows)}`;
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function written(data) {
  if (data === 'none') return '–';
  return typeof data === 'string' ? `a ${data}` : fields(data);
}

function answered(answer) {
  if (!answer) return '–';
  const { subtopic, standing, gives = {} } = answer;
  const shape = gives.list ?? gives.record ?? gives.maybe;
  const given = shape ? `: ${fields(shape)}` : gives.texts ? ': texts' : gives.fields ? ': values by name' : '';
  return `\`${subtopic}\`${standing === 'inferred' ? ' (_inferred_)' : ''}${gives.list ? `${given}, each` : given}`;
}

function fields(shape) {
  return Object.entries(shape)
    .map(([key, kind]) => `\`${key}\`${kind.endsWith('?') ? '?' : ''}`)
    .join(', ');
}
