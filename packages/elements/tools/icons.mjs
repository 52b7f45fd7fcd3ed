// Writes src/icons/icons.ts from the icons that lucide-static ships. Run it after changing the table below:
//   node packages/elements/tools/icons.mjs          (with --check it only compares, and fails on a difference)
// One function per icon, so that a bundle keeps only those that are used.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { format, resolveConfig } from 'prettier';

/** Name in the kit → file in lucide-static. Named for what the kit means by it. */
const ICONS = {
  answer: 'phone',
  check: 'check',
  chevron: 'chevron-down',
  close: 'x',
  conferenceNow: 'user-plus',
  consult: 'phone-forwarded',
  controller: 'crown',
  copy: 'copy',
  dial: 'phone-outgoing',
  dropParty: 'user-minus',
  edit: 'pencil',
  end: 'phone-off',
  hold: 'pause',
  incoming: 'phone-incoming',
  keypad: 'grip',
  markDone: 'check-check',
  mute: 'mic-off',
  people: 'users',
  record: 'circle-dot',
  retrieve: 'play',
  search: 'search',
  signOut: 'log-out',
  stateAlerting: 'phone-incoming',
  stateHold: 'circle-pause',
  stateMonitoring: 'headphones',
  stateNotReady: 'circle-minus',
  stateReady: 'circle-check',
  stateSignedOut: 'circle',
  stateTalking: 'audio-lines',
  stateUnknown: 'circle-help',
  stateWork: 'circle-ellipsis',
  swap: 'arrow-right-left',
  transfer: 'corner-up-right',
  transferMute: 'volume-x',
  transferNow: 'chevrons-right',
  unmute: 'mic',
  warning: 'triangle-alert',
};

const require = createRequire(import.meta.url);
const { version, license } = require('lucide-static/package.json');

// Each shape drawn as a path, so that an icon is one string and all icons are one template.
const SHAPES = {
  // A path that begins with `m` begins at that point only while it is the first one.
  path: ({ d }) => d.replace(/^m(-?[\d.]+)[ ,]?(-?[\d.]+)\s*(?=([-\d.])?)/, (_, x, y, digit) => `M${x} ${y}${digit ? 'l' : ''}`),
  line: ({ x1, y1, x2, y2 }) => `M${x1} ${y1}L${x2} ${y2}`,
  circle: ({ cx, cy, r }) => `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0 ${r} ${r} 0 1 0-${2 * r} 0`,
  rect: ({ x, y, width, height, rx: r }) => {
    const [across, down] = [width - 2 * r, height - 2 * r];
    const corner = (toX, toY) => `a${r} ${r} 0 0 1 ${toX} ${toY}`;
    return `M${+x + +r} ${y}h${across}${corner(r, r)}v${down}${corner(-r, r)}h${-across}${corner(-r, -r)}v${-down}${corner(r, -r)}`;
  },
};

async function pathOf(file) {
  const source = await readFile(require.resolve(`lucide-static/icons/${file}.svg`), 'utf8');
  const inside = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(source)[1];
  const shapes = inside.matchAll(/<(\w+)([^>]*)>/g);
  return [...shapes]
    .map(([, name, rest]) => SHAPES[name](Object.fromEntries([...rest.matchAll(/([\w-]+)="([^"]*)"/g)].map((m) => m.slice(1)))))
    .join('')
    .replaceAll(' -', '-');
}

let text = `// Made by tools/icons.mjs from lucide-static ${version} (${license}; licence in ./LICENSE). Do not edit.
import type { TemplateResult } from 'lit';
import { icon } from './icon.js';
`;
for (const [name, file] of Object.entries(ICONS)) {
  text += `\n/** ${file} */\nexport const ${name}Icon = (): TemplateResult => icon('${await pathOf(file)}');\n`;
}

const target = new URL('../src/icons/icons.ts', import.meta.url);
text = await format(text, { ...(await resolveConfig(target)), parser: 'typescript' });
if (process.argv.includes('--check')) {
  const present = await readFile(target, 'utf8').catch(() => '');
  if (present !== text) {
    console.error('src/icons/icons.ts is not what tools/icons.mjs makes: run it again.');
    process.exitCode = 1;
  }
} else {
  await writeFile(target, text);
  await writeFile(new URL('LICENSE', target), await readFile(require.resolve('lucide-static/LICENSE')));
}
