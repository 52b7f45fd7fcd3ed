// Layouts as administrators write them, on the desktop in a box: whose they are, what is left out, what stands in one place.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { eventually, named, press, says, stage } from './browser.js';
import { Control } from './control.js';
import { GadgetDesk, withGadgets } from './gadget-desk.js';

const folder = mkdtempSync(path.join(tmpdir(), 'layout-'));
after(() => rmSync(folder, { recursive: true }));

const NOTE = '/3rdpartygadget/files/pass-note/PassNote.xml';
const tab = (id: string, gadgets: string): string =>
  `<tab><id>${id}</id><icon>home</icon><label>${id}</label><columns><column><gadgets>${gadgets}</gadgets></column></columns></tab>`;
const layout = path.join(folder, 'layout.xml');
writeFileSync(
  layout,
  `<finesseLayout xmlns="http://www.cisco.com/vtg/finesse">
    <version>1260.01</version>
    <configs><config key="workflowPop" value="https://crm.example/?n=\${fromAddress}"/></configs>
    <header><leftAlignedColumns/><rightAlignedColumns/></header>
    <layout>
      <role>Agent</role>
      <page><gadget>/desktop/scripts/js/callcontrol.js</gadget></page>
      <tabs>${tab(
        'home',
        `<gadget id="several">/desktop/scripts/js/tabbedGadgets.js</gadget>
         <gadget id="one" managedBy="several">${NOTE}?one</gadget>
         <gadget id="two" managedBy="several" default="true">${NOTE}?two</gadget>
         <gadget id="three" managedBy="nobody">${NOTE}?three</gadget>`,
      )}</tabs>
    </layout>
    <layout><role>Supervisor</role><tabs>${tab('team', `<gadget>${NOTE}</gadget>`)}</tabs></layout>
  </finesseLayout>`,
);

const everything = withGadgets('page');
const on = stage({ ...everything, gadgets: { ...everything.gadgets, layout } });
const control = new Control(() => on.sandbox);
const AGENT = '1001001';

beforeEach(() => control.post('reset', {}));

const shown = (page: Page): Promise<string> =>
  page.$$eval('.tabbed iframe', (frames) =>
    frames
      .filter((frame) => frame.checkVisibility())
      .map((frame) => /one|two/.exec(decodeURIComponent(frame.src))?.[0])
      .join(),
  );

test('gadgets that name the multi-tab container stand in one place, the default one in front', { timeout: 60_000 }, async () => {
  const { page } = await GadgetDesk.open(on, AGENT);
  assert.equal((await page.$$('iframe')).length, 2);
  assert.equal(await shown(page), 'two');
  const [frame] = await page.$$('.tabbed iframe');
  const asked = `parent.finesse.container.Container.isTabbedGadget(gadgets.util.getUrlParameters().mid)`;
  assert.equal(await (await frame!.contentFrame()).evaluate(asked), true);
  await page.focus('.tabbed [role="tab"][aria-selected="true"]');
  await page.keyboard.press('Home');
  await eventually(
    'the first one',
    () => shown(page),
    (which) => which === 'one',
  );
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-selected')), 'true');
  await page.close();
});

test('what is left out is named in the monitor', { timeout: 60_000 }, async () => {
  const { page } = await GadgetDesk.open(on, AGENT);
  await press(page, 'button', 'Wire monitor');
  await (await named(page, 'searchbox', 'Only lines with')).type('not shown');
  await says(page, '#monitor .lines', 'callcontrol.js');
  await says(page, '#monitor .lines', 'nobody');
  await page.close();
});

test('each role has its own layout, and a call that rings fires the layout’s workflow', { timeout: 60_000 }, async () => {
  const supervisor = (await GadgetDesk.open(on, '1001090')).page;
  assert.deepEqual(await supervisor.$$eval('[role="tabpanel"][id^="panel_"]', (all) => all.map(({ id }) => id)), ['panel_team']);
  await supervisor.close();

  const desk = await GadgetDesk.open(on, AGENT);
  const gadget = await desk.gadget('PassNote.xml');
  await gadget.evaluate(`
    window.popped = [];
    gadgets.Hub.subscribe('finesse.containerservices.workflowActionEvent', (topic, action) => popped.push(action));
  `);
  await desk.page.select('.state select', 'READY');
  await control.agentIs(AGENT, 'READY');
  await control.post('calls', { from: '+12065550142', queue: '5120' });
  const [action] = (await eventually(
    'an action',
    () => gadget.evaluate('popped') as Promise<{ params: { name: string; expandedValue: string }[] }[]>,
    ({ length }) => length > 0,
  )) as [{ params: { name: string; expandedValue: string }[]; type: string; handledBy: string }];
  assert.deepEqual([action.type, action.handledBy], ['BROWSER_POP', 'OTHER']);
  assert.equal(action.params.find(({ name }) => name === 'path')?.expandedValue, 'https://crm.example/?n=%2B12065550142');
  await desk.page.close();
});
