import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import { named, press, says, stage } from './browser.js';

const HTML = `<!doctype html><html lang="en"><meta charset="utf-8" /><title>Controls</title><link rel="icon" href="data:," />
<desktop-provider><dialog-controls></dialog-controls></desktop-provider><script type="module" src="desk.js"></script></html>`;

const SCRIPT = `
import { DesktopClient, FinessePort, Secret } from '/kit/finesse-controls.js';
const agentId = location.hash.slice(1);
const client = new DesktopClient(new FinessePort({ hosts: location.origin }));
document.querySelector('desktop-provider').client = client;
client.dialogIds$.subscribe(([id = '']) => (document.querySelector('dialog-controls').dialogId = id));
client.connect();
await client.run({ type: 'sign-in', agentId, extension: agentId, secret: new Secret('cordboard') });
document.title = 'Signed in';
`;

const folder = await mkdtemp(path.join(tmpdir(), 'cordboard-panels-'));
await Promise.all([writeFile(path.join(folder, 'index.html'), HTML), writeFile(path.join(folder, 'desk.js'), SCRIPT)]);
after(() => rm(folder, { recursive: true }));

const desk = stage({
  mounts: [
    { path: '/page/', directory: folder },
    { path: '/kit/', directory: fileURLToPath(new URL('../../elements/dist/uses', import.meta.url)) },
  ],
});

/** A page of an agent who talks with a customer; `onChunk` decides what becomes of each panel that it asks for. */
async function talking(agentId: string, onChunk: (name: string) => 'let' | 'lose'): Promise<Page> {
  const page = await desk.page('about:blank');
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const name = /\/kit\/(consult-panel|dial-pad)-/.exec(request.url())?.[1];
    void (name !== undefined && onChunk(name) === 'lose' ? request.abort('connectionfailed') : request.continue());
  });
  await page.goto(new URL(`/page/#${agentId}`, desk.sandbox.url).href);
  await page.waitForFunction(() => document.title === 'Signed in');
  desk.sandbox.engine.execute({ type: 'place-call', from: '+12065550142', to: agentId });
  await press(page, 'button', 'Answer');
  return page;
}

test(
  'the keypad and the consult panel are fetched when they are wanted, as parts of the kit that is there',
  { timeout: 60_000 },
  async () => {
    const asked: string[] = [];
    const page = await talking('1001001', (name) => {
      asked.push(name);
      return 'let';
    });
    assert.deepEqual(asked, []);
    await press(page, 'button', 'Keypad');
    await press(page, 'button', '1');
    await page.keyboard.press('Escape');
    await press(page, 'button', 'Consult');
    await (await named(page, 'combobox', 'Number or name')).type('1001002');
    await page.keyboard.press('Enter');
    await named(page, 'button', 'Retrieve');
    assert.deepEqual([...new Set(asked)], ['dial-pad', 'consult-panel']);
    const kits = await page.evaluate(
      () => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/finesse-controls.js')).length,
    );
    assert.equal(kits, 1);
    assert.deepEqual(desk.problems, []);
    await page.close();
  },
);

test('a panel that does not come is told, takes nothing else away, and is asked for again', { timeout: 60_000 }, async () => {
  let isLost = true;
  const page = await talking('1001003', () => (isLost ? 'lose' : 'let'));
  await press(page, 'button', 'Keypad');
  await says(page, 'dialog-controls', 'Keypad: It could not be fetched. Try again');
  await press(page, 'button', 'Hold');
  await press(page, 'button', 'Retrieve');
  isLost = false;
  await press(page, 'button', 'Keypad');
  await named(page, 'button', '1');
  await page.close();
});
