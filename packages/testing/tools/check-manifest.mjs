// custom-elements.json says all there is to say about each element, and is the one that the sources give. With `--write`, brings it up to date.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { files, root, run } from './run.mjs';

const home = path.join(root, 'packages/elements');
const committed = path.join(home, 'custom-elements.json');
const problems = [];

const manifest = await analyze();
// Whoever reads it has the package, and there what was built.
const text = `${JSON.stringify(manifest, (key, value) => (key === 'path' || key === 'module' ? String(value).replace(/^\/?src\/(.*)\.ts$/, 'dist/$1.js') : value), 2)}\n`;
if (process.argv.includes('--write')) await writeFile(committed, text);
else if (text !== (await readFile(committed, 'utf8').catch(() => '')))
  problems.push('custom-elements.json is not what the sources give: npm run manifest');

const shared = (await Promise.all(['src/internal', 'src/icons', 'src/styles'].map(codeOf))).join('\n');
const elements = manifest.modules.flatMap(({ path: file, declarations }) =>
  (declarations ?? []).filter((declaration) => declaration.customElement).map((declaration) => ({ file, ...declaration })),
);
// Bases that have no tag of their own lie in internal/.
for (const element of elements.filter(({ file }) => !file.startsWith('src/internal/'))) await checkElement(element);

const tags = elements.map(({ tagName }) => tagName).filter(Boolean);
for (const tag of new Set(tags)) if (tags.indexOf(tag) !== tags.lastIndexOf(tag)) problems.push(`<${tag}> is declared twice`);
for (const folder of await elementFolders())
  if (!tags.includes(folder)) problems.push(`src/${folder}/ holds no element <${folder}> with a @tagname`);

process.stdout.write(problems.map((problem) => `${problem}\n`).join(''));
process.stdout.write(`${tags.length} elements in the manifest\n`);
process.exitCode = problems.length === 0 ? 0 : 1;

async function analyze() {
  const cache = path.join(root, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const outdir = await mkdtemp(path.join(cache, 'manifest-'));
  try {
    const { code, output } = await run('cem', ['analyze', '--quiet', '--outdir', path.relative(home, outdir)], { cwd: home });
    if (code !== 0) throw new Error(output);
    const manifest = JSON.parse(await readFile(path.join(outdir, 'custom-elements.json'), 'utf8'));
    // The analyzer takes files as the file system lists them, and that differs from machine to machine.
    manifest.modules.sort((a, b) => (a.path < b.path ? -1 : 1));
    return manifest;
  } finally {
    await rm(outdir, { recursive: true });
  }
}

async function elementFolders() {
  const defined = await files('packages/elements/src', (file) => /\/src\/[^/]+\/define\.ts$/.test(file));
  return defined.map((file) => file.split('/').at(-2)).filter((folder) => folder !== 'internal');
}

async function checkElement({ file, name, tagName, description, members, attributes, events, slots, cssParts, cssProperties }) {
  const who = tagName ? `<${tagName}>` : `${file} ${name}`;
  const missing = (what) => problems.push(`${who}: ${what}`);
  if (!tagName) missing('no @tagname');
  if (!description?.trim()) missing('no description');

  for (const member of members ?? []) {
    if (
      member.static ||
      member.inheritedFrom ||
      /^(render|updated|willUpdate|firstUpdated|connectedCallback|disconnectedCallback)$/.test(member.name)
    )
      continue;
    if (!member.description?.trim()) missing(`${member.kind} ${member.name} is not described`);
  }
  for (const [kind, list] of Object.entries({
    attribute: attributes,
    event: events,
    slot: slots,
    part: cssParts,
    'custom property': cssProperties,
  })) {
    for (const { name: entry, fieldName, description: words } of list ?? []) {
      // An attribute's words are its field's, and that was looked at above.
      if (!fieldName && !words?.trim()) missing(`${kind} ${entry || '(default)'} is not described`);
    }
  }
  for (const { name: event } of events ?? []) if (!event) missing('an event without a name');

  const folder = path.posix.dirname(file);
  const own = await codeOf(folder);
  const used = namesIn(own, folder.split('/').at(-1));
  // A name may come out of a table, or from a shared template: it is enough that the word is there.
  const words = new Set(`${own} ${shared}`.match(/[\w-]+/g));
  compare(missing, 'part', '@csspart', used.parts, named(cssParts), words);
  compare(missing, 'slot', '@slot', used.slots, named(slots), used.slots);
  compare(missing, 'event', '@fires', used.events, named(events), words);
  compare(missing, 'custom property', '@cssprop', used.properties, named(cssProperties), new Set(`${own} ${shared}`.match(/--[\w-]+/g)));
}

function named(list) {
  return new Set((list ?? []).map(({ name }) => (name === '-' ? '' : (name ?? ''))));
}

async function codeOf(folder) {
  const sources = await files(`packages/elements/${folder}`, (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const code = await Promise.all(sources.map((file) => readFile(path.join(root, file), 'utf8')));
  return code.join('\n').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

// What a page can reach of an element: parts, slots and events by name, custom properties of its own.
function namesIn(code, tag) {
  const matches = (pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? '');
  return {
    parts: new Set(
      matches(/\spart="([^"$]*)/g)
        .flatMap((value) => value.split(/\s+/))
        .filter(Boolean),
    ),
    slots: new Set(matches(/<slot((?:\s[^>]*)?)>/g).map((attributes) => /name="?([^"\s]+)/.exec(attributes)?.[1] ?? '')),
    events: new Set(matches(/new (?:Custom)?Event(?:<[^(]*>)?\(\s*'([^']+)'/g)),
    properties: new Set(matches(/var\(\s*(--[\w-]+)/g).filter((property) => property.startsWith(`--${tag}-`))),
  };
}

function compare(missing, what, tag, used, documented, known) {
  // A name that is worked out (`name=${id}`) cannot be looked up either way.
  const computed = [...used].some((name) => name.startsWith('${'));
  for (const name of used) if (!name.startsWith('${') && !documented.has(name)) missing(`${what} "${name || '(default)'}" has no ${tag}`);
  for (const name of documented) if (!computed && !known.has(name)) missing(`${tag} "${name || '(default)'}" is nowhere in its sources`);
}
