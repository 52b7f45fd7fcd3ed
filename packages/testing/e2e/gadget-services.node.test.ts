// What the kit asks of the desktop besides calls, beside finesse.js, in the box.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Frame } from 'puppeteer-core';
import { packGadget } from '../../finesse/tools/pack-gadget.mjs';
import { eventually, says, stage } from './browser.js';
import { GadgetDesk } from './gadget-desk.js';

const folder = mkdtempSync(path.join(tmpdir(), 'services-'));
const packed = path.join(folder, 'asks');
const on = stage({ gadgets: { files: [path.join(packed, 'Asks.xml')] } });
after(() => rm(folder, { recursive: true }));

// Two globals, for the test to play with.
const MAIN = `import { DesktopServices, fitHeight, GadgetContainer } from '@cordboard/finesse';
const container = new GadgetContainer();
const actions: unknown[] = [];
const states: unknown[] = [];
container.workflowAction$.subscribe((action) => actions.push([action.name, action.params.get('path')?.expandedValue]));
container.connection$.subscribe(({ state }) => states.push(state));
fitHeight(container);
Object.assign(globalThis, { container, services: new DesktopServices(), actions, states });`;

describe('container services of the kit in the box', () => {
  let desk: GadgetDesk;
  let gadget: Frame;
  before(async () => {
    await mkdir(path.join(folder, 'src'));
    await writeFile(
      path.join(folder, 'gadget.json'),
      '{ "name": "Asks", "finesseJs": true, "collapsible": true, "views": ["default", "canvas"] }',
    );
    await writeFile(path.join(folder, 'gadget.html'), '<p>Asks</p>');
    await writeFile(path.join(folder, 'src/main.ts'), MAIN);
    await packGadget(folder, packed);
    desk = await GadgetDesk.open(on, '1001001');
    gadget = await desk.gadget('Asks.xml');
  });

  test('everything is offered', async () => {
    const all = [
      'title',
      'dialog',
      'toaster',
      'popover',
      'collapse',
      'tab-notification',
      'shortcuts',
      'workflow',
      'view',
      'height',
      'loading',
    ];
    assert.deepEqual(await gadget.evaluate(`${JSON.stringify(all)}.filter((each) => !services.offers(each))`), []);
    assert.deepEqual(await gadget.evaluate('[container.gadgetId, container.tabId]'), ['0', 'home']);
    await eventually(
      'the page’s connection',
      () => gadget.evaluate('states.at(-1)'),
      (state) => state === 'up',
    );
  });

  test('a title, and a dialog whose words are words', async () => {
    await gadget.evaluate("container.setTitle('A <b>title</b>')");
    await says(desk.page, '#finesse_gadget_0_title_text', 'A <b>title</b>');
    await gadget.evaluate("services.showDialog({ title: 'Look', message: '<i>here</i>' })");
    await says(desk.page, 'body', '‹i>here‹/i>');
    await gadget.evaluate('services.hideDialog()');
  });

  test('a popover, until it is answered', async () => {
    await gadget.evaluate(`void services.showPopover({ title: 'Chat from Dana' }, { seconds: 30, counts: 'down', buttons: [{ id: 'take', label: 'Take it' }] })
      .ended.then((how) => (globalThis.ended = how))`);
    await says(desk.page, 'body', 'Chat from Dana');
    const button = await desk.page.waitForSelector('::-p-aria([name="Take it"][role="button"])', { visible: true });
    await button!.click();
    await eventually(
      'its end',
      () => gadget.evaluate('globalThis.ended'),
      (how) => how === 'take',
    );
  });

  test('a mark at the tab, keys, and folding', async () => {
    await gadget.evaluate("services.notifyTab({ messageFrom: 'Asks', message: 'Three new ones' })");
    await says(desk.page, 'body', 'Three new ones');
    await gadget.evaluate(
      "services.clearTabNotification(); services.registerShortcuts([{ id: 'k', componentName: 'Asks', actionName: 'Ask', key: 'q', modifierKeys: ['Ctrl'], handler() {} }])",
    );
    await gadget.evaluate('container.collapse(); container.expand()');
  });

  test('a workflow’s action comes through finesse.js', async () => {
    const params = [{ name: 'path', value: 'x', expandedValue: 'https://crm.example/7' }];
    await desk.publish('finesse.containerservices.workflowActionEvent', {
      uri: '',
      name: 'CRM',
      type: 'BROWSER_POP',
      handledBy: 'OTHER',
      params,
      actionVariables: [],
    });
    const heard = await eventually(
      'the action',
      () => gadget.evaluate('actions'),
      (actions) => (actions as unknown[]).length > 0,
    );
    assert.deepEqual(heard, [['CRM', 'https://crm.example/7']]);
  });

  test('nothing went wrong on the page', () => assert.deepEqual(on.problems, []));
});
