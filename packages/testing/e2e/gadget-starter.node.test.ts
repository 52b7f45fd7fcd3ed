// The starter gadget, packed, on a desktop page: twice, so that the two have something to share.
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Frame, Page } from 'puppeteer-core';
import { packGadget } from '../../finesse/tools/pack-gadget.mjs';
import { root } from '../tools/run.mjs';
import { eventually, named, press, says, stage } from './browser.js';
import { Control } from './control.js';
import { GadgetDesk } from './gadget-desk.js';

const ME = '1001001';
const CUSTOMER = '+12065550142';
const READ = `/finesse/api/User/${ME}`;

const folder = mkdtempSync(path.join(tmpdir(), 'starter-'));
const packed = path.join(folder, 'cordboard');
const layout = path.join(folder, 'layout.xml');
const gadget = (query: string): string =>
  `<column><gadgets><gadget>/3rdpartygadget/files/cordboard/Agent.xml${query}</gadget></gadgets></column>`;
writeFileSync(
  layout,
  `<finesseLayout xmlns="http://www.cisco.com/vtg/finesse"><layout><role>Agent</role><page/><tabs>
<tab><id>home</id><label>Home</label><columns>${gadget('?theme=light')}${gadget('?theme=dark')}</columns></tab>
<tab><id>other</id><label>Other</label><columns>${gadget('?gadgetHeight=200')}</columns></tab>
</tabs></layout></finesseLayout>`,
);

const on = stage({ gadgets: { files: [path.join(packed, 'Agent.xml')], layout } });
const control = new Control(() => on.sandbox);
after(() => rm(folder, { recursive: true }));

/** Counts, on the desktop page, the subscriptions that each document of a frame has on the hub. */
function countSubscriptions(): void {
  const counts = ((top as unknown as { subscriptions?: Record<string, number> }).subscriptions ??= {});
  const name = `${location.search}#${performance.timeOrigin}`;
  const looking = setInterval(() => {
    const hub = (
      window as unknown as { gadgets?: { Hub?: { subscribe: (...given: unknown[]) => string; unsubscribe: (id: string) => void } } }
    ).gadgets?.Hub;
    if (!hub) return;
    clearInterval(looking);
    const { subscribe, unsubscribe } = hub;
    hub.subscribe = (...given) => {
      counts[name] = (counts[name] ?? 0) + 1;
      return subscribe.apply(hub, given);
    };
    hub.unsubscribe = (id) => {
      counts[name] = (counts[name] ?? 0) - 1;
      unsubscribe.call(hub, id);
    };
  });
}

describe('the starter gadget in the box', () => {
  let desk: GadgetDesk;
  let light: Frame;
  let dark: Frame;
  before(async () => {
    await mkdir(packed, { recursive: true });
    await packGadget(path.join(root, 'examples/finesse-gadget'), packed);
    desk = await GadgetDesk.open(on, ME, (page: Page) => page.evaluateOnNewDocument(countSubscriptions).then(() => undefined));
    [light, dark] = [await desk.gadget('Agent.xml', 0), await desk.gadget('Agent.xml', 1)];
    for (const frame of [light, dark]) await says(frame, 'agent-state-picker', 'Not ready');
  });

  const frameHeight = (frame: Frame) => frame.evaluate(() => window.innerHeight);
  const contentHeight = (frame: Frame) => frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));

  test('gadgets that open together read the agent once, and show the same', async () => {
    const reads = (await desk.requests(0)).filter(({ method, path: asked }) => method === 'GET' && asked?.split('?')[0] === READ);
    // The page itself reads the agent as well, when it signs them in.
    const ofGadgets = reads.filter(({ path: asked, text }) => `${asked} ${text}`.includes('nocache='));
    assert.equal(ofGadgets.length, 1, JSON.stringify(reads));
  });

  test('a column of 280 px: a call is answered, held, retrieved and ended, and the frame is as high as what is in it', async () => {
    await desk.page.$$eval('iframe[id^="finesse_gadget_"]', (frames) => frames.forEach((frame) => (frame.style.width = '280px')));
    await press(light, 'combobox', 'Agent state');
    await (await named(light, 'option', 'Ready')).click();
    await control.agentIs(ME, 'READY');
    await says(dark, 'agent-state-picker', 'Ready');
    const idle = await eventually(
      'a height',
      () => frameHeight(light),
      (height) => height >= 300,
    );
    const { id } = await control.post('calls', { from: CUSTOMER, queue: '5120' });
    await press(light, 'button', 'Answer');
    await control.agentIs(ME, 'TALKING');
    await says(dark, 'conference-roster', CUSTOMER);
    await press(dark, 'button', 'Hold');
    await control.partiesAre(id, `${CUSTOMER} ACTIVE, ${ME} HELD`);
    await press(light, 'button', 'Retrieve');
    await control.partiesAre(id, `${CUSTOMER} ACTIVE, ${ME} ACTIVE`);
    for (const frame of [light, dark]) {
      await eventually(
        'the frame to fit',
        async () => [await frameHeight(frame), await contentHeight(frame)],
        ([frameIs, content]) => frameIs === content,
      );
      assert.ok(await frame.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    }
    assert.ok((await frameHeight(light)) >= idle);
    await press(light, 'button', 'End');
    await control.callsAre(0);
    await eventually(
      'no call in the gadget',
      () => dark.$$('conference-roster'),
      (found) => found.length === 0,
    );
  });

  test('light and dark, as the layout has it or as the machine is', async () => {
    const background = (frame: Frame) => frame.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    assert.equal(await background(light), 'rgb(255, 255, 255)');
    assert.equal(await background(dark), 'rgb(22, 24, 28)');
  });

  test('nothing is measured behind another tab, and a height that the layout has fixed is left alone', async () => {
    const fixed = await desk.gadget('Agent.xml', 2);
    await (await desk.page.waitForSelector('#tab_other', { visible: true }))!.click();
    await says(fixed, 'agent-state-picker', 'Ready');
    assert.equal(
      await eventually(
        'the fixed height',
        () => frameHeight(fixed),
        (height) => height > 0,
      ),
      200,
    );
    const before = await light.evaluate(() => (document.querySelector('main')!.style.minBlockSize = '420px'));
    assert.equal(before, '420px');
    await (await desk.page.waitForSelector('#tab_home', { visible: true }))!.click();
    await eventually(
      'the new height',
      () => frameHeight(light),
      (height) => height === 420,
    );
    await light.evaluate(() => document.querySelector('main')!.removeAttribute('style'));
  });

  test('what another subscriber throws hurts nobody', async () => {
    await light.evaluate((topic) => {
      (window as unknown as { gadgets: { Hub: { subscribe(topic: string, take: () => void): void } } }).gadgets.Hub.subscribe(topic, () => {
        throw new Error('theirs');
      });
    }, `finesse.api.User.${ME}`);
    await control.post(`agents/${ME}/state`, { state: 'NOT_READY' });
    for (const frame of [light, dark]) await says(frame, 'agent-state-picker', 'Not ready');
  });

  test('when the page has lost its connection and found it, everything is read again, once', async () => {
    await desk.publish('finesse.info.connection', { status: 'failing' });
    for (const frame of [light, dark]) await says(frame, 'link-status', 'Reconnecting');
    const mark = await desk.mark();
    await desk.publish('finesse.info.connection', { status: 'recovered' });
    const reread = await desk.request(mark, ({ method, path: asked }) => method === 'GET' && asked?.split('?')[0] === READ);
    assert.ok(reread);
    for (const frame of [light, dark]) {
      await eventually(
        'the link to be up',
        () => frame.$eval('link-status', (element) => element.shadowRoot!.textContent),
        (words) => !words?.includes('Reconnecting'),
      );
    }
    const reads = (await desk.requests(mark)).filter(({ method, path: asked }) => method === 'GET' && asked?.split('?')[0] === READ);
    assert.equal(reads.length, 1, JSON.stringify(reads));
  });

  test('loaded again, it leaves nothing on the hub, and works', async () => {
    const counts = () => desk.page.evaluate(() => (window as unknown as { subscriptions: Record<string, number> }).subscriptions);
    const before = await counts();
    await light.evaluate(() => {
      type Old = { isOld?: boolean; gadgets: { Hub: { publish(topic: string, data: object): void } } };
      (window as unknown as Old).isOld = true;
      const data = { type: 'ReloadGadgetReq', data: { gadgetId: '0' }, invokeID: '1' };
      (window as unknown as Old).gadgets.Hub.publish('finesse.containerservices.requests', data);
    });
    const anew = async () => {
      const frame = await desk.gadget('Agent.xml', 0);
      // Between the two documents there is none to ask.
      return (await frame.evaluate('!window.isOld').catch(() => false)) === true ? frame : undefined;
    };
    light = (await eventually('a new document in the frame', anew, (frame) => frame !== undefined))!;
    await says(light, 'agent-state-picker', 'Not ready');
    const after = await counts();
    const [old] = Object.keys(before).filter((name) => name.includes('mid=0'));
    assert.ok((before[old!] ?? 0) > 0);
    // One that the test itself has left there.
    assert.equal(after[old!], 1, JSON.stringify(after));
  });

  test('nothing went wrong on the page', () => {
    assert.deepEqual(
      on.problems.filter((problem) => !problem.includes('theirs')),
      [],
    );
  });
});
