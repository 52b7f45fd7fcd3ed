import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { blocked, cardOf, eventually, named, press, says, stage } from './browser.js';
import { Control } from './control.js';
import { choose, dialIn, signIn, widgetIn, workspacePage } from './workspace-page.js';

const desk = stage();
const control = new Control(() => desk.sandbox);
const CUSTOMER = '+12065550142';
// Wrap-up with a reason is required of the first.
const [AGENT, COLLEAGUE] = ['1001004', '1001002'] as const;

const monitor = (page: Page): Promise<string> => page.$eval('#monitor', (element) => element.textContent);
const topOf = (page: Page, selector: string): Promise<number> => page.$eval(selector, (element) => element.getBoundingClientRect().top);

test('an agent works in widgets of another origin; a Finesse desktop sees the same calls', { timeout: 180_000 }, async (t) => {
  const page = await workspacePage(desk);
  const colleague = await desk.page(`/?agent=${COLLEAGUE}&panel=closed`);
  const phone = await widgetIn(page, 'phone');
  const contact = await widgetIn(page, 'contact');
  let desktop: Page;
  let call = '';
  let consult = '';

  await t.test('the widgets stand on an origin of their own', async () => {
    const [main, widgets] = ((await control.truth()) as unknown as { origins: readonly string[] }).origins;
    assert.equal(new URL(page.url()).origin, main);
    for (const widget of [phone, contact]) assert.equal(new URL(widget.url()).origin, widgets);
    assert.notEqual(main, widgets);
  });

  await t.test('signs in in the one; the other knows, and the monitor shows no password', async () => {
    await signIn(phone, AGENT);
    await control.agentIs(AGENT, 'NOT_READY');
    await named(phone, 'combobox', 'Agent state');
    await (await page.waitForSelector('li[data-subtopic="SetUserInfo"] summary'))!.click();
    await says(page, '#monitor pre', `"username": "${AGENT}"`);
    await says(page, '#monitor pre', '"password": "•••"');
    assert.ok(!(await page.content()).includes('cordboard"'));
    assert.ok(!(await page.evaluate(() => document.documentElement.outerHTML)).includes('"cordboard"'));
  });

  await t.test('goes ready, and the page of the platform below shows the same agent', async () => {
    await choose(phone, 'Ready');
    await control.agentIs(AGENT, 'READY');
    desktop = await desk.page(`/?agent=${AGENT}&panel=closed`);
    await says(desktop, 'agent-state-picker', 'Ready');
  });

  await t.test('a call rings in all three, with its data; nothing on the page moves for it', async () => {
    const before = [await topOf(page, '#monitor'), await topOf(page, '.deeds h3'), await topOf(page, '.calls')];
    ({ id: call } = await control.post('calls', { from: CUSTOMER, queue: '5120', variables: { callVariable1: 'ACC-7781' } }));
    await named(phone, 'button', 'Answer', cardOf(call));
    await says(contact, 'call-data', 'ACC-7781');
    await named(desktop, 'button', 'Answer', cardOf(call));
    await says(page, '.calls', CUSTOMER);
    assert.deepEqual([await topOf(page, '#monitor'), await topOf(page, '.deeds h3'), await topOf(page, '.calls')], before);
  });

  await t.test('is answered in the widget, and held in the desktop', async () => {
    await press(phone, 'button', 'Answer', cardOf(call));
    await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${AGENT} ACTIVE`);
    await says(desktop, cardOf(call), 'Talking');
    await press(desktop, 'button', 'Hold', cardOf(call));
    await says(phone, cardOf(call), 'On hold');
    await press(phone, 'button', 'Retrieve', cardOf(call));
    await says(desktop, cardOf(call), 'Talking');
  });

  await t.test('consults; joining waits until the colleague has answered', async () => {
    await dialIn(phone, call, 'Consult', COLLEAGUE);
    consult = await eventually(
      'the consult',
      async () =>
        (await control.truth()).calls.find(({ id, parties }) => id !== call && parties.some(({ address }) => address === COLLEAGUE))?.id ??
        '',
      (id) => id !== '',
    );
    await blocked(phone, 'button', 'Conference', /./, cardOf(call));
    await press(colleague, 'button', 'Answer', cardOf(consult));
    await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${AGENT} HELD`);
  });

  await t.test('joins three, and drops out', async () => {
    await press(phone, 'button', 'Conference', cardOf(call));
    await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${AGENT} ACTIVE, ${COLLEAGUE} ACTIVE`);
    for (const place of [phone, desktop, colleague]) await says(place, cardOf(call), 'Conference, 3 parties');
    await press(phone, 'button', 'End', cardOf(call));
    await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${AGENT} WRAP_UP, ${COLLEAGUE} ACTIVE`);
  });

  await t.test('gives the wrap-up reason that is required, and is ready again', async () => {
    await control.agentIs(AGENT, 'WORK_READY');
    await says(phone, cardOf(call), 'Wrap-up');
    await press(phone, 'combobox', 'Wrap-up');
    await (await named(phone, 'option', 'Refund issued')).click();
    await control.wrapUpIs(call, 'Refund issued');
    await choose(phone, 'Ready');
    await control.agentIs(AGENT, 'READY');
    await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${COLLEAGUE} ACTIVE`);
    for (const place of [phone, desktop]) await says(place, 'dialog-list', 'No calls');
  });

  assert.deepEqual(
    await eventually(
      'what the monitor flags',
      () => counts(page),
      ({ flagged }) => flagged === '0',
    ),
    {
      flagged: '0',
      ignored: '0,0,0',
    },
  );
  assert.deepEqual(desk.problems, []);
  for (const each of [page, colleague, desktop!]) await each.close();
});

async function counts(page: Page): Promise<{ readonly flagged: string; readonly ignored: string }> {
  return page.$eval('#monitor', (element) => ({
    flagged: element.querySelector('#flagged')?.textContent ?? '',
    ignored: [...element.querySelectorAll('[data-ignored]')].map(({ textContent }) => textContent).join(),
  }));
}

const quirks = async (): Promise<{ readonly bus: Readonly<Record<string, boolean>> }> =>
  (await (await fetch(new URL('/sandbox/quirks', desk.sandbox.url))).json()) as { bus: Record<string, boolean> };

test('a campaign’s preview is offered, rejected, offered again and accepted, as the samples spell it', { timeout: 90_000 }, async (t) => {
  await control.post('reset', {});
  await control.post('quirks', { bus: 'as-documented' });
  const page = await workspacePage(desk, '?agent=1001001');
  const phone = await widgetIn(page, 'phone');
  const contact = await widgetIn(page, 'contact');

  await t.test('by the buttons of the page', async () => {
    await choose(phone, 'Ready');
    await control.agentIs('1001001', 'READY');
    await press(page, 'button', 'Renewals preview');
    await press(phone, 'button', 'Reject');
    await control.agentIs('1001001', 'READY');
    await says(phone, 'dialog-list', 'No calls');
    await press(page, 'button', 'Renewals preview');
    await named(contact, 'button', 'Accept');
    await press(contact, 'button', 'Accept');
    await control.agentIs('1001001', 'TALKING');
  });

  await t.test('the customer hangs up; the bus’s habits stand flagged in the monitor', async () => {
    await says(page, '.calls', 'the agent · active');
    await press(page, 'button', 'Hang up');
    await says(phone, 'dialog-list', 'No calls');
    await says(page, '#monitor', '“data ”');
    await says(page, '#monitor', 'Cisco/OutboundCall/OutboundCallStateChange');
    await press(page, 'button', 'Clean');
    await eventually('a clean bus', quirks, ({ bus }) => !bus.blankKeys && !bus.otherCase);
  });
  assert.deepEqual(desk.problems, []);
  await page.close();
});

test('a sandbox that starts again lets the widgets begin anew', { timeout: 60_000 }, async () => {
  const page = await workspacePage(desk, '?agent=1001001');
  const phone = await widgetIn(page, 'phone');
  await named(phone, 'combobox', 'Agent state');
  await phone.evaluate(() => (document.body.id = 'old'));
  await press(page, 'button', 'CCX');
  await phone.waitForSelector('body:not(#old)');
  await named(phone, 'combobox', 'Agent state');
  await choose(phone, 'Ready');
  await control.agentIs('1001001', 'READY');
  assert.match(await monitor(page), /Register/);
  await page.close();
});
