// What the page does for a gadget's own box by the services of 12.x: title, badge, banners, popovers, messages, keys.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Frame } from 'puppeteer-core';
import { eventually, press, says, stage } from './browser.js';
import { GadgetDesk, reads, textOf, withGadgets } from './gadget-desk.js';

const on = stage(withGadgets('guest'));

let desk: GadgetDesk;
let guest: Frame;
describe('what the page does for a gadget’s own box', () => {
  before(async () => {
    desk = await GadgetDesk.open(on, '1001001');
    guest = await desk.gadget('PageGuest.xml');
  });

  async function gone(words: string): Promise<void> {
    await eventually(
      `${words} to go`,
      () => textOf(desk.page, 'body'),
      (text) => !text?.includes(words),
    );
  }

  async function visible(is: boolean): Promise<void> {
    const frame = await guest.frameElement();
    await eventually(
      is ? 'the gadget to be seen' : 'the gadget to be unseen',
      () => frame!.isVisible(),
      (seen) => seen === is,
    );
  }

  test('it knows its view and its words', async () => {
    await reads(guest, '#view', 'true home default true');
    await reads(guest, '#tabbed', 'false');
    await reads(guest, '#words', '2 guests of Maya');
  });

  test('it names itself in plain text, folds, hides and shows itself', async () => {
    await guest.evaluate("PageGuest.cs().setMyGadgetTitle('A <b>guest</b>')");
    await reads(desk.page, '[id$="_title_text"]', 'A <b>guest</b>');
    await guest.evaluate('PageGuest.cs().collapseMyGadget()');
    await visible(false);
    await guest.evaluate('PageGuest.cs().expandMyGadget()');
    await visible(true);
    await guest.evaluate('PageGuest.cs().hideMyGadget()');
    await visible(false);
    await guest.evaluate('PageGuest.cs().showMyGadget()');
    await visible(true);
  });

  test('it marks its tab, with a message, and takes the mark away', async () => {
    await guest.evaluate('PageGuest.mark()');
    await desk.page.waitForSelector('#tablink_home .badge', { visible: true });
    await says(desk.page, '#notices', 'Look here');
    await guest.evaluate('PageGuest.unmark()');
    await desk.page.waitForSelector('#tablink_home .badge', { hidden: true });
    assert.equal(await desk.page.$eval('#tablink_away .badge', (badge) => (badge as HTMLElement).hidden), true);
  });

  test('a popover asks again before a button counts, changes its words, and ends in time', async () => {
    await guest.evaluate('PageGuest.offer()');
    await says(desk.page, '.popover', 'A parcel');
    await says(desk.page, '.popover', '<i>Ada</i>');
    await guest.evaluate('PageGuest.reword()');
    await says(desk.page, '.popover', 'Two parcels');
    await press(desk.page, 'button', 'Refuse');
    await press(desk.page, 'button', 'Sure');
    await reads(guest, '#answer', 'sure true');
    await gone('Two parcels');
    await guest.evaluate('PageGuest.offer()');
    await says(desk.page, '.popover', 'A parcel');
    await guest.evaluate('PageGuest.hurry()');
    await reads(guest, '#answer', 'timeout true');
  });

  test('a message has a link that reaches the gadget', async () => {
    await guest.evaluate('PageGuest.tell()');
    await says(desk.page, '#notices', 'The <b>train</b> is late');
    await press(desk.page, 'button', 'Timetable', '.floating');
    await reads(guest, '#answer', 'timetable');
  });

  test('the agent is asked for a certificate, and the gadget can take the question back', async () => {
    await guest.evaluate('PageGuest.certify()');
    await press(desk.page, 'button', 'Accept');
    await reads(guest, '#answer', 'certified true');
    await guest.evaluate('PageGuest.certify()');
    await says(desk.page, '.banners', 'asks you to accept a certificate');
    await guest.evaluate('PageGuest.uncertify()');
    await gone('asks you to accept a certificate');
  });

  test('its key works in its own frame and on the page', async () => {
    await reads(guest, '#keys', 'Ctrl+Alt+W false');
    await guest.focus('#field');
    await chord();
    await reads(guest, '#pressed', '1');
    await desk.page.focus('#tablink_home');
    await chord();
    await reads(guest, '#pressed', '2');
  });

  async function chord(): Promise<void> {
    const { keyboard } = desk.page;
    await keyboard.down('Control');
    await keyboard.down('Alt');
    await keyboard.press('w');
    await keyboard.up('Alt');
    await keyboard.up('Control');
  }
});
