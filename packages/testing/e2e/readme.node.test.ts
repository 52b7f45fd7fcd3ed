import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { named, press, stage } from './browser.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const desk = stage({
  mounts: [
    { path: '/tour/', directory: `${root}examples/tour` },
    { path: '/kit/', directory: `${root}packages/elements/dist/uses` },
  ],
});

test('the tour’s page is the one that the README prints, and it works', { timeout: 60_000 }, async () => {
  const readme = await readFile(`${root}README.md`, 'utf8');
  const script = await readFile(`${root}examples/tour/desk.js`, 'utf8');
  for (const line of script.split('\n').filter((each) => each !== '' && !each.startsWith('//'))) assert.ok(readme.includes(line), line);
  const page = await desk.page('/tour/');
  for (const [name, text] of [
    ['Agent ID', '1001001'],
    ['Password', 'cordboard'],
    ['Extension', '1001001'],
  ] as const)
    await (await named(page, 'textbox', name)).type(text);
  await press(page, 'button', 'Sign in');
  await press(page, 'combobox', 'Agent state');
  await (await named(page, 'option', 'Ready')).click();
  desk.sandbox.engine.execute({ type: 'place-call', from: '+12065550142', to: '1001001' });
  await press(page, 'button', 'Answer');
  await press(page, 'button', 'End');
  assert.deepEqual(desk.problems, []);
});

test('the example without a page signs in and answers', { timeout: 60_000 }, async () => {
  const child = spawn(process.execPath, ['examples/headless/desk.mjs', desk.sandbox.url], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (line === 'ready') desk.sandbox.engine.execute({ type: 'place-call', from: '+12065550142', to: '1001002' });
      if (line === 'answered') break;
    }
    assert.deepEqual([lines.includes('ready'), lines.at(-1)], [true, 'answered']);
  } finally {
    child.kill();
    await once(child, 'exit');
  }
});
