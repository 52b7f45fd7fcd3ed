// Gadgets as other people write them, in one page: what the page itself does for them.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Frame } from 'puppeteer-core';
import { eventually, press, says, stage } from './browser.js';
import { chatDomain } from './chat-domain.js';
import { anew, click, fill, GadgetDesk, reads, textOf, withGadgets } from './gadget-desk.js';

const on = stage(withGadgets('page'));
const ME = '1001001';

let desk: GadgetDesk;
describe('what the page does for gadgets', () => {
  before(async () => {
    desk = await GadgetDesk.open(on, ME);
  });

  /** Brings a tab forward as a user does. */
  async function tab(id: string): Promise<void> {
    await (await desk.page.waitForSelector(`#tab_${id}`, { visible: true }))!.click();
    await desk.page.waitForSelector(`#panel_${id}.active`, { visible: true });
  }

  test('two gadgets of a kind: what one sends both show, and nothing but JSON crosses', async () => {
    const [first, second] = [await desk.gadget('PassNote.xml', 0), await desk.gadget('PassNote.xml', 1)];
    await fill(first, '#note', 'Tea at four');
    await click(first, '#send');
    const sender = await first.evaluate('gadgets.Hub.getClientID()');
    for (const gadget of [first, second]) {
      await reads(gadget, '#notes', `${String(sender)}: Tea at four`);
      await reads(gadget, '#seen', 'com.example.notes.v1 hello string false false');
    }
    await click(second, '#leave');
    await fill(first, '#note', 'Or five');
    await click(first, '#send');
    await reads(first, '#notes li:last-child', `${String(sender)}: Or five`);
    assert.equal((await second.$$('#notes li')).length, 1);
  });

  test('a gadget above the tabs has none, and a gadget in the header works', async () => {
    const strip = await desk.gadget('PageStrip.xml');
    await reads(strip, '#done', 'done');
    await reads(strip, '#tab', 'null');
    await reads(strip, '#topic', 'home');
    const card = await desk.gadget('ModuleCard.xml');
    await says(card, 'agent-card', 'Maya');
    await tab('other');
    await reads(strip, '#topic', 'other');
    await reads(strip, '#active', 'never');
    await tab('home');
  });

  test('the address of a gadget’s own file reaches it, and its requests the server by every road', async () => {
    await reads(await desk.gadget('ChatTasks.xml'), '#mediaState', 'no such domain');
    const rest = await desk.gadget('RestFetch.xml');
    await reads(rest, '#user', '200 mokafor');
    await reads(rest, '#refused', '401');
    await reads(rest, '#ajax', 'UCCE');
    const outside = await desk.gadget('OutsideCall.xml');
    await reads(outside, '#json', 'rc 200, errors 0 data');
    await reads(outside, '#missing', 'rc 404, errors 1');
    await reads(outside, '#elsewhere', /^rc [45]\d\d, errors 1$/);
    await reads(outside, '#own', /^rc (401, errors 1|200, errors 0)$/);
  });

  test('files, words, views and the overlay while a gadget loads', async () => {
    await tab('other');
    const welcome = await desk.gadget('Welcome.xml');
    await reads(welcome, '#words', 'Hello, Good day (odd but fine)');
    await reads(welcome, '#where', /^gadget \d+ on 127\.0\.0\.1$/);
    await reads(welcome, '#query', 'shop=north&floor=2;door=b');
    await reads(welcome, '#messages', 'Ready & waiting | en');
    await reads(welcome, '#mode[data-loaded="yes"]', 'CSS1Compat');
    assert.equal(await welcome.$eval('#words', (words) => getComputedStyle(words).color), 'rgb(0, 128, 64)');
    assert.equal(await welcome.$eval('#words', (words) => getComputedStyle(words).animationName), 'arrive');
    assert.equal(await welcome.$eval('#boxed', (box) => getComputedStyle(box, '::after').content), '" here"');
    assert.equal(await welcome.$eval('#picture', (picture) => (picture as HTMLImageElement).naturalWidth), 8);
    for (const id of ['backdrop', 'boxed']) {
      const image = await welcome.$eval(`#${id}`, (box) => getComputedStyle(box).backgroundImage);
      assert.match(image, /\/3rdpartygadget\/files\/welcome\/images\/dot\.png/);
    }
    await says(desk.page, 'body', 'Getting the kettle on …');
    await welcome.$eval('#done', (button) => (button as HTMLButtonElement).click());
    await click(welcome, '#hash');
    await reads(welcome, '#clicked', 'clicked');
    await reads(desk.page, '[id^="gadgets-gadget-content-"] ~ *, [id$="_title_text"]', /.*/);
    assert.ok((await titles()).includes('Welcome'));
  });

  test('words follow the browser’s language, and the general ones fill its gaps', async () => {
    const german = await GadgetDesk.open(on, '1001003', async (page) => {
      await page.evaluateOnNewDocument(() => {
        Object.defineProperty(navigator, 'language', { value: 'de-AT' });
        Object.defineProperty(navigator, 'languages', { value: ['de-AT', 'en'] });
      });
    });
    const welcome = await german.gadget('Welcome.xml');
    await reads(welcome, '#words', 'Hallo, Good day (seltsam, aber gut)');
    await reads(welcome, '#messages', 'Ready & waiting | de');
    await reads(german.page, '#finesse_gadget_9_title_text', 'Willkommen');
    await german.page.close();
  });

  test('a gadget knows its tab, comes to the front, takes the whole of it, and marks it', async () => {
    await tab('third-tab');
    const light = await desk.gadget('TabLight.xml');
    await reads(light, '#tab', 'third-tab');
    await reads(light, '#shown', '1');
    await reads(light, '#visible', 'true');
    await reads(light, '#parentTab', /^(home|other|third-tab)$/);
    assert.ok((await titles()).includes('Tab light of third-tab'));
    assert.equal(await light.evaluate('TabLight.title()').then((title) => String(title).includes('Tab light of third-tab')), true);
    await tab('home');
    await light.evaluate("TabLight.mark('3')");
    await reads(desk.page, '#tablink_third-tab .tab-light-badge', '3');
    await light.evaluate('TabLight.front()');
    await desk.page.waitForSelector('#panel_third-tab.active', { visible: true });
    await reads(light, '#shown', '2');
    assert.equal(await desk.page.$('.tab-light-badge'), null);
    const before_ = await height(light);
    await click(light, '#grow');
    await reads(light, '#view', 'canvas');
    await reads(light, '#height', 'room');
    await eventually(
      'a larger frame',
      () => height(light),
      (now) => now > before_ + 100,
    );
    await click(light, '#shrink');
    await reads(light, '#view', 'default');
    await light.evaluate('TabLight.other()');
    await desk.page.waitForSelector('#panel_other.active', { visible: true });
    await reads(light, '#shown', '2');
  });

  test('a hidden gadget runs and is not seen', async () => {
    const hidden = await desk.gadget('LabStatus.xml');
    await reads(hidden, '#auth', 'signed in');
    assert.equal(await (await hidden.frameElement())!.isVisible(), false);
  });

  test('toasters, popovers, dialogs and banners', async () => {
    await tab('home');
    const announcer = await desk.gadget('Announcer.xml');
    await click(announcer, '#toast');
    await reads(announcer, '#answer', 'toasted');
    await click(announcer, '#pop');
    await says(desk.page, 'body', 'A late parcel');
    await press(desk.page, 'button', 'Take it');
    await reads(announcer, '#answer', 'take of mine');
    await click(announcer, '#pop');
    await says(desk.page, 'body', 'Please answer');
    await click(announcer, '#drop');
    await gone('A late parcel');
    await click(announcer, '#ask');
    await says(desk.page, 'body', 'The order was sent.');
    await press(desk.page, 'button', 'Close');
    await reads(announcer, '#answer', 'dialog closed');
    await click(announcer, '#warn');
    await reads(announcer, '#banner-msg', 'Something went wrong');
  });

  test('what a gadget keeps outlives its frame, and its key works', async () => {
    const memory = await desk.gadget('DeskMemory.xml');
    await fill(memory, '#text', 'Call Dana back');
    await click(memory, '#keep');
    await reads(memory, '#said', 'kept');
    await anew(memory, () => memory.evaluate('finesse.containerservices.ContainerServices.reloadMyGadget()'));
    await reads(memory, '#said', '');
    await reads(memory, '#keys', 'key registered');
    await click(memory, '#recall');
    await reads(memory, '#said', 'recalled Call Dana back 2');
    await click(memory, '#forget');
    await reads(memory, '#said', 'forgotten');
    await click(memory, '#recall');
    await reads(memory, '#said', 'nothing');
    await (
      await desk.gadget('ChatTasks.xml')
    ).evaluate(
      "finesse.containerservices.TaskActivityNotification.init(finesse.containerservices.ContainerServices), finesse.containerservices.TaskActivityNotification.notifyTaskSelection('chat', { taskId: '151_88_1', active: true, mediaType: 'chat' })",
    );
    await reads(memory, '#tasks', 'chat 151_88_1');
  });

  test('tasks of a media domain, and its channel in the header', async () => {
    // A page of its own, in which another server's part is played for this one domain.
    const chat = await chatDomain(on, '1001002');
    const tasks = await chat.desk.gadget('ChatTasks.xml');
    await reads(tasks, '#channel', 'added');
    await reads(tasks, '#domain', '5001 Chat');
    await reads(tasks, '#mediaState', 'LOGOUT');
    await click(tasks, '#signIn');
    await reads(tasks, '#log', 'sign-in 202');
    assert.match(chat.bodies[0] ?? '', /<state>LOGIN<\/state>/);
    assert.match(chat.bodies[0] ?? '', /<maxDialogLimit>3<\/maxDialogLimit>/);
    await chat.media('NOT_READY');
    await reads(tasks, '#mediaState', 'NOT_READY');
    await click(tasks, '#mediaReady');
    await chat.media('READY');
    await reads(tasks, '#mediaState', 'READY');
    await reads(tasks, '#routable', 'routable');
    await chat.task('POST', '151_88_1', '5001', 'OFFERED');
    await chat.task('POST', '151_88_2', '5002', 'OFFERED');
    await reads(tasks, '#tasks', '151_88_1 OFFERED');
    await eventually(
      'the acceptance',
      () => chat.bodies.at(-1) ?? '',
      (body) => body.includes('<requestedAction>ACCEPT</requestedAction>'),
    );
    await chat.task('PUT', '151_88_1', '5001', 'ACTIVE');
    await reads(tasks, '#tasks', '151_88_1 ACTIVE');
    await chat.task('DELETE', '151_88_1', '5001', 'CLOSED');
    await reads(tasks, '#tasks', '');
    await reads(tasks, '#log', /gone 151_88_1/);
    await chat.desk.page.close();
  });

  test('nothing went wrong that was not meant to', () => {
    const meant = /status of 40[13]/;
    assert.deepEqual(
      on.problems.filter((problem) => !meant.test(problem)),
      [],
    );
  });

  async function titles(): Promise<readonly string[]> {
    return desk.page.$$eval('[id$="_title_text"]', (all) => all.map(({ textContent }) => (textContent ?? '').trim()));
  }

  async function height(frame: Frame): Promise<number> {
    return (await (await frame.frameElement())!.boundingBox())?.height ?? 0;
  }

  async function gone(words: string): Promise<void> {
    await eventually(
      `${words} to go`,
      () => textOf(desk.page, 'body'),
      (text) => !text?.includes(words),
    );
  }
});
