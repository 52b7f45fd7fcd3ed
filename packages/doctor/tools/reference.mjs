// The tables of rules in docs/doctor.md, made from the rules themselves. `--check` only compares.
//   node --conditions=source --import tsx packages/doctor/tools/reference.mjs [--check]
import { readFile, writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { RULE_GROUPS } from '../src/rules/index.ts';

const page = new URL('../../../docs/doctor.md', import.meta.url);
const BEGIN = '<!-- rules: begin, made by packages/doctor/tools/reference.mjs -->';
const END = '<!-- rules: end -->';

const text = await readFile(page, 'utf8');
const [before, rest] = text.split(BEGIN);
const [, after] = rest.split(END);
const sections = RULE_GROUPS.map(({ title, rules }) => `### ${title}\n\n${table(rules)}`).join('\n\n');
const wanted = await format(`${before}${BEGIN}\n\n${sections}\n\n${END}${after}`, { parser: 'markdown', printWidth: 140 });
if (process.argv.includes('--check')) {
  if (text !== wanted) process.stdout.write('docs/doctor.md does not show the rules as they are: npm run manifest\n');
  process.exitCode = text === wanted ? 0 : 1;
} else await writeFile(page, wanted);

function table(rules) {
  const rows = rules.map(({ id, severity, about, why, source, fix }) => [`\`${id}\``, severity, about, `${why} _${source}_`, fix]);
  return [['rule', '', 'finds', 'because', 'instead'], ['---', '---', '---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.map(cell).join(' | ')} |`)
    .join('\n');
}

// A table's cell: what would be read as markup there is shown as it is.
function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('*', '\\*');
}
