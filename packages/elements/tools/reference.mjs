// docs/elements.md, made from the manifest. Run after the manifest changes; `npm run check` compares.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const manifestFile = new URL('../custom-elements.json', import.meta.url);
const pageFile = new URL('../../../docs/elements.md', import.meta.url);

const INTRO = `# The elements

Made from \`packages/elements/custom-elements.json\`; do not edit by hand (\`npm run manifest\`).

\`import '@cordboard/elements/define'\` registers all of them, \`import '@cordboard/elements/agent-state-picker/define'\` one and what it uses. A tag that the page
already has is left alone. An element takes its client from its own \`client\` property, else from the nearest \`<desktop-provider>\`; without one it shows its empty state.

Every element fires \`command-request\` (cancelable, \`detail.command\`) before it sends a command and \`command-failed\` (\`detail.command\`, \`detail.error\`) when that was refused.
Words come from \`labels\`, colours from the custom properties in [look.md](look.md).
`;

/** The page for a manifest. */
export function referenceOf(manifest) {
  const elements = manifest.modules
    .flatMap((module) => module.declarations ?? [])
    .filter((declaration) => declaration.tagName)
    .sort((a, b) => a.tagName.localeCompare(b.tagName));
  return `${INTRO}\n${elements.map(section).join('\n')}`;
}

function section(element) {
  const fields = (element.members ?? []).filter(
    (member) => member.kind === 'field' && member.description && !member.static && member.privacy !== 'protected',
  );
  const attributeOf = new Map((element.attributes ?? []).map((attribute) => [attribute.fieldName, attribute.name]));
  return [
    `## \`<${element.tagName}>\`\n`,
    `${element.description.trim()}\n`,
    table('Property', 'Attribute', 'Type', fields, (field) => [
      code(field.name),
      code(attributeOf.get(field.name)),
      code(field.type?.text),
    ]),
    table(
      'Event',
      'Type',
      undefined,
      element.events?.filter((event) => event.description),
      (event) => [code(event.name), code(event.type?.text)],
    ),
    table('Slot', undefined, undefined, element.slots, (slot) => [slot.name ? code(slot.name) : '(default)']),
    table('Part', undefined, undefined, element.cssParts, (part) => [code(part.name)]),
    table('Custom property', 'Default', undefined, element.cssProperties, (property) => [code(property.name), property.default ?? '']),
  ]
    .filter(Boolean)
    .join('\n');
}

function table(first, second, third, rows, cells) {
  if (!rows?.length) return '';
  const heads = [first, second, third, 'What it is'].filter(Boolean);
  const lines = rows.map((row) => `| ${[...cells(row), oneLine(row.description)].join(' | ')} |`);
  return `| ${heads.join(' | ')} |\n|${' --- |'.repeat(heads.length)}\n${lines.join('\n')}\n`;
}

function code(text) {
  return text ? `\`${oneLine(text)}\`` : '';
}

function oneLine(text = '') {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = referenceOf(JSON.parse(await readFile(manifestFile, 'utf8')));
  if (process.argv.includes('--check')) {
    const same = page === (await readFile(pageFile, 'utf8').catch(() => ''));
    if (!same) process.stdout.write('docs/elements.md is not what the manifest gives: npm run manifest\n');
    process.exitCode = same ? 0 : 1;
  } else await writeFile(pageFile, page);
}
