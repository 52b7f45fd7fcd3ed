import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer-core';
import { cardOf, eventually, named, press, says, stage } from './browser.js';
import { Control } from './control.js';
import { choose, widgetIn, workspacePage } from './workspace-page.js';

const desk = stage();
const control = new Control(() => desk.sandbox);
const [AGENT, CUSTOMER] = ['1001001', '+12065550142'] as const;

async function audit(page: Page): Promise<readonly string[]> {
  const { violations } = (await page.evaluate('axe.run(document, { iframes: false })')) as AxeResults;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

for (const channel of ['Cisco', 'Amazon'] as const) {
  test(`a widget that is reloaded in a call finds it again, on ${channel}`, { timeout: 60_000 }, async () => {
    await control.post('reset', {});
    const page = await workspacePage(desk, `?channel=${channel}&agent=${AGENT}`);
    const phone = await widgetIn(page, 'phone');
    await choose(phone, 'Ready');
    await control.agentIs(AGENT, 'READY');
    const { id } = await control.post('calls', { from: CUSTOMER, queue: '5120' });
    await press(phone, 'button', 'Answer');
    await control.partiesAre(id, `${CUSTOMER} ACTIVE, ${AGENT} ACTIVE`);

    await phone.evaluate(() => {
      document.body.id = 'old';
      location.reload();
    });
    await phone.waitForSelector('body:not(#old) desktop-provider');
    await says(phone, 'dialog-list', 'Talking');
    await says(phone, 'agent-state-picker', 'Talking');
    await press(phone, 'button', 'Hold');
    await control.partiesAre(id, `${CUSTOMER} ACTIVE, ${AGENT} HELD`);
    await press(phone, 'button', 'Retrieve');
    await control.partiesAre(id, `${CUSTOMER} ACTIVE, ${AGENT} ACTIVE`);
    await page.close();
  });
}

test('what goes wrong is said in the widgets, and over when it is over', { timeout: 60_000 }, async () => {
  await control.post('reset', {});
  const page = await workspacePage(desk, `?agent=${AGENT}`);
  const phone = await widgetIn(page, 'phone');
  await named(phone, 'combobox', 'Agent state');
  await press(page, 'button', 'Down');
  await page.waitForSelector('button[aria-pressed="true"]::-p-text(Down)');
  await eventually(
    'words about the connection',
    () => phone.$eval('link-status', (element) => element.shadowRoot?.textContent.trim() ?? ''),
    (words) => words !== '' && words !== 'Connected',
  );
  await press(page, 'button', 'Down');
  await choose(phone, 'Ready');
  await control.agentIs(AGENT, 'READY');
  await page.close();
});

test('what the address asks for in vain is said, and the rest works', { timeout: 60_000 }, async () => {
  await control.post('reset', {});
  const page = await workspacePage(desk, '?agent=nobody&widgets=phone,nothing');
  await says(
    page,
    '#said',
    'There is no agent nobody. There is no widget nothing: take phone, contact, two-ports, or a path that begins with /.',
  );
  const phone = await widgetIn(page, 'phone');
  await (await named(phone, 'textbox', 'Agent ID')).type(AGENT);
  await (await named(phone, 'textbox', 'Password')).type('cordboard');
  await (await named(phone, 'textbox', 'Extension')).type(AGENT);
  await press(phone, 'button', 'Sign in');
  await control.agentIs(AGENT, 'NOT_READY');
  await page.close();
});

test('the monitor finds, holds, and starts anew', { timeout: 60_000 }, async () => {
  await control.post('reset', {});
  const page = await workspacePage(desk, `?agent=${AGENT}`);
  const phone = await widgetIn(page, 'phone');
  await choose(phone, 'Ready');
  await page.waitForSelector('li[data-subtopic="SetReadyState"]');
  const rows = (): Promise<readonly string[]> =>
    page.$$eval('#monitor li[data-subtopic]', (all) => all.map((row) => row.getAttribute('data-subtopic') ?? ''));

  await (await named(page, 'searchbox', 'Only messages with')).type('setready');
  await eventually('one row', rows, (all) => all.join() === 'SetReadyState');
  await press(page, 'button', 'Flagged');
  await eventually('no row', rows, ({ length }) => length === 0);
  await press(page, 'button', 'Flagged');
  await (
    await named(page, 'searchbox', 'Only messages with')
  ).evaluate((field) => {
    (field as HTMLInputElement).value = '';
    field.dispatchEvent(new Event('input'));
  });
  await eventually('all of them', rows, ({ length }) => length > 5);

  await press(page, 'button', 'Pause');
  const held = await rows();
  const before = await page.$eval('#messages', ({ textContent }) => Number(textContent));
  await choose(phone, 'Lunch');
  await control.agentIs(AGENT, 'NOT_READY');
  await eventually(
    'more messages',
    () => page.$eval('#messages', ({ textContent }) => Number(textContent)),
    (count) => count > before + 1,
  );
  assert.deepEqual(await rows(), held);
  await press(page, 'button', 'Pause');
  await eventually('the new ones', rows, ({ length }) => length > held.length);
  await eventually(
    'the newest in sight',
    () => page.$eval('#monitor ol', (list) => list.scrollHeight - list.scrollTop - list.clientHeight),
    (left) => left < 2,
  );
  await press(page, 'button', 'Clear');
  await says(page, '#monitor .list', 'Nothing yet.');
  await page.close();
});

test('the page passes an audit in both schemes, at every width, and never scrolls sideways', { timeout: 120_000 }, async (t) => {
  await control.post('reset', {});
  await control.post('quirks', { bus: 'as-documented' });
  const page = await workspacePage(desk, `?agent=${AGENT}`);
  const phone = await widgetIn(page, 'phone');
  await choose(phone, 'Ready');
  const { id } = await control.post('calls', { from: CUSTOMER, queue: '5120' });
  await press(phone, 'button', 'Answer', cardOf(id));
  await says(page, '.calls', CUSTOMER);
  await (await page.waitForSelector('li[data-subtopic="SetANSWER"] summary'))!.click();
  await says(page, '#monitor', '“data ”');
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8'));
  for (const scheme of ['light', 'dark']) {
    for (const width of [1440, 1000, 320]) {
      await t.test(`${scheme}, ${width} px`, async () => {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        await page.setViewport({ width, height: 900 });
        assert.deepEqual(await audit(page), []);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      });
    }
  }
  await control.post('quirks', { bus: 'clean' });
  await page.close();
});
