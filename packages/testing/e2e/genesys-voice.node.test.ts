import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import { blocked, eventually, named, press, stage } from './browser.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const desk = stage({
  mounts: [
    { path: '/voice/', directory: `${root}examples/genesys-voice` },
    { path: '/kit/', directory: `${root}packages/elements/dist/uses` },
  ],
});

async function signIn(page: Page, id: string): Promise<void> {
  for (const [name, text] of [
    ['Agent ID', id],
    ['Password', 'cordboard'],
    ['Extension', id],
  ] as const)
    await (await named(page, 'textbox', name)).type(text);
  await press(page, 'button', 'Sign in');
  await named(page, 'combobox', 'Agent state');
}

test(
  'the example on the voice interaction service: a call is answered, muted, held, ended and marked done',
  { timeout: 90_000 },
  async () => {
    const page = await desk.page('/voice/');
    await signIn(page, '1001001');
    desk.sandbox.engine.execute({ type: 'place-call', from: '+12065550142', to: '1001001' });
    await press(page, 'button', 'Answer');
    await blocked(page, 'button', 'Mark done', 'The call is not over yet');
    await press(page, 'button', 'Mute');
    await press(page, 'button', 'Unmute');
    await press(page, 'button', 'Hold');
    await press(page, 'button', 'Retrieve');
    await press(page, 'button', 'End');
    await press(page, 'button', 'Mark done');
    await eventually(
      'no call left',
      () => page.$$eval('dialog-list', ([list]) => list?.shadowRoot?.querySelectorAll('dialog-card').length),
      (count) => count === 0,
    );
    assert.deepEqual(desk.problems, []);
  },
);
