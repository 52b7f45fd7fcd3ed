// The page of the desktop in a box: what a person who writes gadgets does with it. What gadgets themselves find is in gadgets-*.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { beforeEach, test } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer-core';
import { eventually, named, press, says, stage } from './browser.js';
import { Control } from './control.js';
import { GadgetDesk, textOf, withGadgets } from './gadget-desk.js';

const on = stage(withGadgets('page'));
const control = new Control(() => on.sandbox);
const [AGENT, CUSTOMER] = ['1001001', '+12065550142'] as const;

beforeEach(() => control.post('reset', {}));

/** Opens the monitor; `facts` reads what it says is held. */
async function monitor(page: Page): Promise<void> {
  await press(page, 'button', 'Wire monitor');
  await named(page, 'complementary', 'Wire monitor');
}

async function facts(page: Page): Promise<{ gadgets: number; subscriptions: number; nodes: number }> {
  const words = (await textOf(page, '#monitor-facts')) ?? '';
  const [gadgets = -1, subscriptions = -1, nodes = -1] = [...words.matchAll(/\d+/g)].map(Number);
  return { gadgets, subscriptions, nodes };
}

async function fault(page: Page, name: string): Promise<void> {
  if (!(await page.$eval('#monitor details', (menu) => menu.open))) await page.click('#monitor details summary');
  await press(page, 'button', name);
}

const linkSays = (page: Page, words: string): Promise<void> => says(page, '.link-status', words);

const rows = (page: Page): Promise<readonly string[]> =>
  page.$$eval('#monitor [role="option"]', (all) => all.map((row) => row.textContent ?? ''));

async function audit(page: Page): Promise<readonly string[]> {
  const { violations } = (await page.evaluate('axe.run(document, { iframes: false })')) as AxeResults;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

test('an agent signs in by the form, takes a call, and signs out', { timeout: 60_000 }, async () => {
  const page = await on.page('/desktop/');
  const field = async (name: string): Promise<void> => void (await named(page, 'textbox', name)).focus();
  await named(page, 'textbox', 'Agent ID');
  await page.type('#agent-id', AGENT);
  await page.type('#agent-password', 'wrong');
  await page.keyboard.press('Enter');
  await says(page, '.sign-in', 'No agent has this ID and password');
  assert.equal(await page.$eval('#agent-id', (field) => (field as HTMLInputElement).value), AGENT);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'agent-password');
  await page.type('#agent-password', 'cordboard');
  await field('Extension');
  await page.keyboard.press('Enter');
  await says(page, '.state', 'Not ready');
  await linkSays(page, 'Connected');
  assert.ok(!page.url().includes('cordboard'));

  await page.select('.state select', 'READY');
  await says(page, '.state', 'Ready');
  await control.agentIs(AGENT, 'READY');
  const { id } = await control.post('calls', { from: CUSTOMER, queue: '5120' });
  await press(page, 'button', 'Answer', '.calls');
  await control.partiesAre(id, `${CUSTOMER} ACTIVE, ${AGENT} ACTIVE`);
  await press(page, 'button', 'Hold', '.calls');
  await control.partiesAre(id, `${CUSTOMER} ACTIVE, ${AGENT} HELD`);
  await press(page, 'button', 'Retrieve', '.calls');
  await press(page, 'button', 'End', '.calls');
  await says(page, '.call-strip', 'No call');

  // Loaded anew, the page finds the agent again, as the tab's storage has it.
  await page.reload();
  await says(page, '.state', 'Ready');
  await page.type('.dial input', '1001002');
  await page.keyboard.press('Enter');
  await says(page, '.calls', '1001002');
  await press(page, 'button', 'End', '.calls');
  await says(page, '.call-strip', 'No call');

  await page.select('.state select', await page.$eval('.state option[value^="NOT_READY"]', ({ value }) => value));
  await control.agentIs(AGENT, 'NOT_READY');
  await page.select('.state select', await page.$eval('.state option[value^="LOGOUT"]', ({ value }) => value));
  await named(page, 'textbox', 'Agent ID');
  await control.agentIs(AGENT, 'LOGOUT');
  assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), []);
  await page.close();
});

test('an agent whom somebody else signs out is told so, and signs in again', { timeout: 60_000 }, async () => {
  const { page } = await GadgetDesk.open(on, AGENT);
  await control.post(`agents/${AGENT}/state`, { state: 'LOGOUT' });
  await says(page, '.state', 'Signed out');
  await page.select('.state select', 'LOGIN');
  await says(page, '.state', 'Not ready');
  await control.agentIs(AGENT, 'NOT_READY');
  await page.close();
});

test('tabs are found and opened by keyboard', { timeout: 60_000 }, async () => {
  const { page } = await GadgetDesk.open(on, AGENT);
  const open = (): Promise<string> => page.$$eval('.tab-panel.active', (all) => all.map(({ id }) => id).join());
  assert.equal(await open(), 'panel_home');
  await page.focus('#tablink_home');
  for (const [key, panel] of [
    ['ArrowRight', 'panel_other'],
    ['End', 'panel_third-tab'],
    ['ArrowRight', 'panel_home'],
    ['ArrowLeft', 'panel_third-tab'],
    ['Home', 'panel_home'],
  ] as const) {
    await page.keyboard.press(key);
    await eventually(key, open, (id) => id === panel);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-controls')), panel);
  }
  assert.equal(await page.$$eval('[role="tab"][tabindex="0"]', ({ length }) => length), 1);
  await page.close();
});

test('the whole page has one connection, whatever the gadgets ask for', { timeout: 60_000 }, async () => {
  const sockets: string[] = [];
  const { page } = await GadgetDesk.open(on, AGENT, async (blank) => {
    const session = await blank.createCDPSession();
    session.on('Network.webSocketCreated', ({ url }) => sockets.push(url));
    await session.send('Network.enable');
  });
  await monitor(page);
  await eventually(
    'gadgets',
    () => facts(page),
    ({ gadgets }) => gadgets > 5,
  );
  assert.deepEqual(sockets, [new URL('/ws/', on.sandbox.wsUrl).href]);
  await page.close();
});

test('a gadget that is loaded anew leaves no subscription and no node behind', { timeout: 60_000 }, async () => {
  const desk = await GadgetDesk.open(on, AGENT);
  const { page } = desk;
  const gadget = await desk.gadget('PassNote.xml');
  await monitor(page);
  const node = `/finesse/api/User/${AGENT}/Media`;
  const ask = `gadgets.Hub.publish('finesse.info.requests', { type: 'SubscribeNodeReq', data: { node: '${node}' }, invokeID: 'mine' })`;
  await eventually(
    'nothing more to come',
    () => facts(page),
    ({ subscriptions }) => subscriptions > 0,
  );
  const before = await facts(page);
  await gadget.evaluate(`for (let n = 0; n < 50; n++) gadgets.Hub.subscribe('x.' + n, () => {}); ${ask}`);
  await eventually(
    'more',
    () => facts(page),
    ({ subscriptions, nodes }) => subscriptions >= before.subscriptions + 50 && nodes === before.nodes + 1,
  );
  const name = await gadget.evaluate('gadgets.Hub.getClientID()');
  await page.click(`article:has(#${String(name)}) button[aria-label^="Reload"]`);
  await eventually(
    'what was before',
    () => facts(page),
    (now) => now.subscriptions === before.subscriptions && now.nodes === before.nodes && now.gadgets === before.gadgets,
  );
  await page.close();
});

test('the menu of faults: gadgets and people see them, and that they are over', { timeout: 60_000 }, async () => {
  const desk = await GadgetDesk.open(on, AGENT);
  const { page } = desk;
  await monitor(page);
  const gadget = await desk.gadget('PassNote.xml');
  await gadget.evaluate(`
    window.heard = [];
    gadgets.Hub.subscribe('finesse.info.connection', (topic, { status }) => heard.push(status));
    gadgets.Hub.subscribe('finesse.info.responses.*', (topic, data) => heard.push(data === undefined ? 'node' : 'no node'));
    gadgets.Hub.subscribe('sent', () => heard.push(Date.now() - sentAt < 2000 ? 'soon' : 'late'));
  `);
  const heard = (): Promise<unknown> => gadget.evaluate('heard.join()');
  const hears = (words: string): Promise<unknown> => eventually(words, heard, (now) => String(now).endsWith(words));

  await fault(page, 'Failing');
  await linkSays(page, 'Failing');
  await hears('failing');
  await fault(page, 'Failing');
  await linkSays(page, 'Connected');
  await hears('failing,recovered');

  await fault(page, 'Cut the connection');
  await hears('disconnected,failing,reconnecting,connected,recovered');
  await linkSays(page, 'Connected');

  await fault(page, 'Deny nodes');
  const ask = (id: string): string =>
    `gadgets.Hub.publish('finesse.info.requests', { type: 'SubscribeNodeReq', data: { node: '/finesse/api/User/${AGENT}/Media' }, invokeID: '${id}' })`;
  await gadget.evaluate(ask('first'));
  await hears('no node');
  await fault(page, 'Deny nodes');
  await gadget.evaluate(ask('second'));
  await hears(',node');

  await fault(page, 'Drop proxy answers');
  const fetched = `gadgets.io.makeRequest('http://localhost:8082/finesse/api/SystemInfo', ({ rc }) => heard.push(rc), {})`;
  await gadget.evaluate(fetched);
  await eventually(
    'the lost answer in the monitor',
    () => rows(page),
    (all) => all.some((row) => row.includes('lost')),
  );
  await fault(page, 'Drop proxy answers');
  await gadget.evaluate(fetched);
  await hears(',node,200');

  await fault(page, 'Delay hub by 2 s');
  await gadget.evaluate(`window.sentAt = Date.now(); gadgets.Hub.publish('sent')`);
  await hears('200,late');
  await fault(page, 'Delay hub by 2 s');
  await gadget.evaluate(`window.sentAt = Date.now(); gadgets.Hub.publish('sent')`);
  await hears('late,soon');
  await page.close();
});

test('the monitor finds, holds, shows one line whole, and hides secrets', { timeout: 60_000 }, async () => {
  const desk = await GadgetDesk.open(on, AGENT);
  const { page } = desk;
  await monitor(page);
  const gadget = await desk.gadget('PassNote.xml');
  await gadget.evaluate(`gadgets.Hub.publish('shop.order', { item: 'tea', password: 'hunter2' })`);
  const search = await named(page, 'searchbox', 'Only lines with');
  await search.type('SHOP.order');
  await eventually(
    'one line',
    () => rows(page),
    ([row = '', ...more]) => more.length === 0 && row.includes('shop.order'),
  );
  await page.focus('#monitor [role="listbox"]');
  await page.keyboard.press('End');
  await says(page, '#monitor pre', '"item": "tea"');
  assert.ok(!(await textOf(page, '#monitor'))!.includes('hunter2'));

  await press(page, 'button', 'Pause');
  // Delivered to the gadget itself, and so long since in the monitor's keeping.
  await gadget.evaluate(
    `gadgets.Hub.subscribe('shop.order', () => (window.sold = true)); gadgets.Hub.publish('shop.order', { item: 'more' })`,
  );
  await gadget.waitForFunction('window.sold');
  assert.equal((await rows(page)).length, 1);
  await press(page, 'button', 'Pause');
  await eventually(
    'both',
    () => rows(page),
    ({ length }) => length > 1,
  );
  await press(page, 'button', 'Hub');
  await eventually(
    'none',
    () => rows(page),
    ({ length }) => length === 0,
  );
  await press(page, 'button', 'Clear');
  await says(page, '#monitor-count', '0 of');
  await page.close();
});

test('what a gadget has on the page goes when it is loaded anew', { timeout: 60_000 }, async () => {
  const desk = await GadgetDesk.open(on, AGENT);
  const { page } = desk;
  const announcer = await desk.gadget('Announcer.xml');
  await announcer.$eval('#pop', (button) => (button as HTMLButtonElement).click());
  await says(page, '.popovers', 'Incoming chat');
  await says(page, '.channels', 'Chat');
  const frames = [announcer, await desk.gadget('ChatTasks.xml')];
  const numbers = await Promise.all(frames.map((frame) => frame.evaluate('gadgets.util.getUrlParameters().mid')));
  // A gadget that says the same is not believed.
  const other = await desk.gadget('PassNote.xml');
  await other.evaluate(`
    window.said = 0;
    gadgets.Hub.subscribe('cordboard.gadget.left', () => (said += 1));
    for (const gadgetId of ${JSON.stringify(numbers)}) gadgets.Hub.publish('cordboard.gadget.left', { gadgetId });
  `);
  await other.waitForFunction('said === 2');
  await says(page, '.popovers', 'Incoming chat');
  assert.equal((await page.$$('[data-channel]')).length, 1);

  for (const number of numbers) await page.click(`article[data-mid="${String(number)}"] button[aria-label^="Reload"]`);
  await eventually(
    'no popover',
    () => textOf(page, '.popovers'),
    (words) => words === '',
  );
  // Added again by the new document, and not refused for the old one's sake.
  await says(page, '.channels', 'Chat');
  await eventually(
    'one channel',
    () => page.$$('[data-channel]'),
    ({ length }) => length === 1,
  );
  await page.close();
});

test('thousands of lines are kept, and few of them are drawn', { timeout: 60_000 }, async () => {
  const desk = await GadgetDesk.open(on, AGENT);
  const { page } = desk;
  await monitor(page);
  const gadget = await desk.gadget('PassNote.xml');
  await gadget.evaluate(`for (let n = 0; n < 5000; n++) gadgets.Hub.publish('flood.' + n, n)`);
  await eventually(
    'the last one',
    () => rows(page),
    (all) => all.some((row) => row.includes('flood.4999')),
  );
  assert.ok((await rows(page)).length < 100);
  await page.$eval('#monitor [role="listbox"]', (list) => (list.scrollTop = 0));
  await eventually(
    'the first ones',
    () => rows(page),
    (all) => !all.some((row) => row.includes('flood.4999')),
  );
  await page.close();
});

test('a gadget that does not connect says so, and can be loaded again', { timeout: 60_000 }, async () => {
  const desk = await GadgetDesk.open(on, AGENT);
  const { page } = desk;
  const gadget = await desk.gadget('PassNote.xml');
  const name = String(await gadget.evaluate('gadgets.Hub.getClientID()'));
  // Whoever connects a second time is no honest frame.
  await gadget.evaluate(
    `parent.postMessage('cordboard-box ' + gadgets.util.getUrlParameters().rpctoken + ' {"kind":"connect"}', location.origin)`,
  );
  await says(page, `article:has(#${name})`, 'connected to the hub twice');
  await press(page, 'button', 'Load again');
  await eventually(
    'it to be connected',
    () =>
      page.$eval(
        `#${name}`,
        (frame) =>
          !!(
            frame as HTMLIFrameElement & { contentWindow: { gadgets?: { Hub?: { isConnected(): boolean } } } }
          ).contentWindow.gadgets?.Hub?.isConnected(),
      ),
    (up) => up,
  );
  assert.equal(await page.$eval(`article:has(#${name}) .alert`, (alert) => (alert as HTMLElement).hidden), true);
  await page.close();
});

test('the form passes an audit in both schemes, at every width', { timeout: 60_000 }, async () => {
  const page = await on.page('/desktop/');
  await named(page, 'textbox', 'Agent ID');
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8'));
  for (const [scheme, width] of [
    ['light', 1440],
    ['dark', 320],
  ] as const) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.setViewport({ width, height: 900 });
    assert.deepEqual(await audit(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
  }
  await page.close();
});

test('the page passes an audit in both schemes, at every width, and never scrolls sideways', { timeout: 120_000 }, async (t) => {
  const desk = await GadgetDesk.open(on, AGENT);
  const { page } = desk;
  await page.select('.state select', 'READY');
  await control.agentIs(AGENT, 'READY');
  await control.post('calls', { from: CUSTOMER, queue: '5120' });
  await press(page, 'button', 'Answer', '.calls');
  await monitor(page);
  for (const summary of await page.$$('#monitor details summary')) await summary.click();
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
  await page.close();
});

test('nothing of all this went against the page’s policy, or ended in an error of the page', () => {
  assert.deepEqual(
    on.problems.filter((problem) => /violat|Refused to|^error: (?!Failed to load)/i.test(problem)),
    [],
  );
});
