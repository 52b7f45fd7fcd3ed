// The conformance probes of a gadget container, one expectation each. What is run in a frame is gadget code: texts of it, as a script would hold them.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Frame } from 'puppeteer-core';
import { eventually, says, stage } from './browser.js';
import { Control } from './control.js';
import { anew, click, fill, GadgetDesk, reads, withGadgets } from './gadget-desk.js';

const on = stage(withGadgets('probes'));
const control = new Control(() => on.sandbox);
const ME = '1001001';
const CUSTOMER = '+12065550142';
const USER_TOPIC = `finesse.api.User.${ME}`;
const CONNECTION = 'finesse.info.connection';

let desk: GadgetDesk;
/** A frame whose gadget has the library up, and no REST object of its own. */
let light: Frame;
describe('conformance probes', () => {
  before(async () => {
    desk = await GadgetDesk.open(on, ME);
    light = await desk.gadget('TabLight.xml');
  });

  /** What the frame's `probe.<list>` holds by now. */
  const list = (frame: Frame, name: string): Promise<readonly unknown[]> => frame.evaluate(`probe.${name}`) as Promise<readonly unknown[]>;

  const listIs = (frame: Frame, name: string, wanted: readonly unknown[]): Promise<unknown> =>
    eventually(
      `${name} to be ${wanted.join()}`,
      () => list(frame, name),
      (seen) => JSON.stringify(seen) === JSON.stringify(wanted),
    );

  const userUpdate = (event: string, firstName: string): object => {
    const uri = `/finesse/api/User/${ME}`;
    const user = { uri, id: ME, loginId: ME, firstName, lastName: 'Okafor', state: 'NOT_READY', extension: ME };
    return { content: '', object: { Update: { data: { user }, event, requestId: null, source: uri } } };
  };

  test('an event in lower case changes the data and calls nobody', async () => {
    await light.evaluate(`
    window.probe = { loads: [], changes: [] };
    probe.user = new finesse.restservices.User({
      id: '${ME}',
      onLoad: function (user) { probe.loads.push(user.getFirstName()); },
      onChange: function (user) { probe.changes.push(user.getFirstName()); }
    });
  `);
    await listIs(light, 'loads', ['Maya']);
    await desk.publish(USER_TOPIC, userUpdate('put', 'Lower'));
    await eventually(
      'the data',
      () => light.evaluate('probe.user.getFirstName()'),
      (name) => name === 'Lower',
    );
    assert.deepEqual(await list(light, 'changes'), []);
    await desk.publish(USER_TOPIC, userUpdate('PUT', 'Upper'));
    await listIs(light, 'changes', ['Upper']);
  });

  test('a second object of the same address never loads, unless it does not subscribe', async () => {
    await light.evaluate(`
    probe.second = []; probe.third = [];
    new finesse.restservices.User({
      id: '${ME}',
      onLoad: function () { probe.second.push('load'); },
      onError: function (rsp) { probe.second.push(rsp === undefined ? 'error(undefined)' : 'error'); }
    });
    new finesse.restservices.User({
      id: '${ME}',
      autoSubscribe: false,
      onLoad: function (user) { probe.third.push(user.getState()); }
    });
  `);
    await eventually(
      'the third',
      () => list(light, 'third'),
      (seen) => seen.length === 1,
    );
    assert.deepEqual(await list(light, 'second'), ['error(undefined)']);
  });

  test('what published gadgets read behind the getters is there', async () => {
    await light.evaluate(`
      probe.behind = [];
      var books = probe.user.getPhoneBooks({
        onLoad: function () {
          for (var id in books.getCollection()) {
            var contacts = books.getCollection()[id].getEmbeddedContacts();
            probe.behind.push(contacts instanceof Array, contacts.Contact instanceof Array, contacts.Contact[0].lastName);
          }
          probe.behind.push(probe.user._id, probe.user._data.lastName);
        }
      });
    `);
    await listIs(light, 'behind', [true, true, 'number', ME, 'Okafor']);
  });

  test('getters throw before the object is loaded', async () => {
    const thrown = await light.evaluate(`(function () {
    var info = new finesse.restservices.SystemInfo('', {});
    try { info.getStatus(); return 'nothing'; } catch (e) { return 'thrown'; }
  })()`);
    assert.equal(thrown, 'thrown');
  });

  test('connected, disconnected, failing, connected, recovered: three calls, then every live object is read again', async () => {
    await light.evaluate(`
    probe.calls = []; probe.reads = [];
    var real = gadgets.io.makeRequest;
    gadgets.io.makeRequest = function (url, callback, params) {
      probe.reads.push((params.METHOD || 'GET') + ' ' + url.replace(/^\\w+:\\/\\/[^/]+|\\?.*$/g, ''));
      return real.call(gadgets.io, url, callback, params);
    };
    finesse.clientservices.ClientServices.registerOnConnectHandler(function () { probe.calls.push('connect'); });
    finesse.clientservices.ClientServices.registerOnDisconnectHandler(function () { probe.calls.push('disconnect'); });
  `);
    await listIs(light, 'calls', ['connect']);
    const resourceID = 'desktop';
    await desk.publish(CONNECTION, { status: 'connected', resourceID });
    await desk.publish(CONNECTION, { status: 'disconnected', resourceID });
    await desk.publish(CONNECTION, { status: 'failing', resourceID });
    await listIs(light, 'calls', ['connect', 'disconnect']);
    assert.deepEqual(await list(light, 'reads'), []);
    await desk.publish(USER_TOPIC, userUpdate('PUT', 'While failing'));
    await desk.publish(CONNECTION, { status: 'connected', resourceID });
    await desk.publish(CONNECTION, { status: 'recovered', resourceID });
    await listIs(light, 'calls', ['connect', 'disconnect', 'connect']);
    await eventually(
      'the refresh',
      () => list(light, 'changes'),
      (seen) => seen.at(-1) === 'Maya',
    );
    assert.equal((await list(light, 'changes')).includes('While failing'), false);
    assert.deepEqual((await list(light, 'reads')).filter((read) => read === `GET /finesse/api/User/${ME}`).length, 1);
  });

  test('a call that is there when the list is read is in it, and is not added; one that comes counts after its handlers, one that goes until then', async () => {
    const { id } = await control.post('calls', { from: CUSTOMER, to: ME });
    const calls = await desk.gadget('CallDesk.xml');
    await reads(calls, `#call_${id} .mine`, 'ALERTING');
    await light.evaluate(`
    probe.dialogs = [];
    function told(what, dialog) {
      return what + ' ' + dialog.getId() + (dialogs.getCollection()[dialog.getId()] === dialog ? ' of ' : ' beside ') + dialogs.length;
    }
    var dialogs = probe.user.getDialogs({
      onLoad: function () {
        for (var id in dialogs.getCollection()) probe.dialogs.push('in ' + id);
        probe.dialogs.push('load ' + dialogs.length);
      },
      onCollectionAdd: function (dialog) { probe.dialogs.push(told('add', dialog)); },
      onCollectionDelete: function (dialog) { probe.dialogs.push(told('delete', dialog)); }
    });
    if (probe.user.getDialogs({ onLoad: function () { probe.dialogs.push('second handlers'); } }) !== dialogs) probe.dialogs.push('another');
  `);
    await listIs(light, 'dialogs', [`in ${id}`, 'load 1']);
    await control.post(`calls/${id}/actions`, { address: CUSTOMER, action: 'drop' });
    await listIs(light, 'dialogs', [`in ${id}`, 'load 1', `delete ${id} of 1`]);
    const { id: next } = await control.post('calls', { from: CUSTOMER, to: ME });
    await listIs(light, 'dialogs', [`in ${id}`, 'load 1', `delete ${id} of 1`, `add ${next} of 0`]);
    await control.post(`calls/${next}/actions`, { address: CUSTOMER, action: 'drop' });
    await control.callsAre(0);
  });

  test('without the page’s container object, container services throw, and nothing before them is lost', async () => {
    const card = await desk.gadget('ModuleCard.xml');
    await says(card, 'agent-card', 'Maya');
    const outcome = await card.evaluate(`(function () {
    var kept = parent.finesse.container.Container;
    parent.finesse.container.Container = undefined;
    var container = parent.finesse.container;
    parent.finesse.container = undefined;
    try { finesse.containerservices.ContainerServices.init(); return 'nothing'; }
    catch (e) { return e.name; }
    finally { parent.finesse.container = container; container.Container = kept; }
  })()`);
    assert.equal(outcome, 'TypeError');
  });

  test('a subscriber that throws hurts neither the next one nor the next frame', async () => {
    const [first, second] = [await desk.gadget('PassNote.xml', 0), await desk.gadget('PassNote.xml', 1)];
    await first.evaluate("gadgets.Hub.subscribe('com.example.notes.v1', function () { throw new Error('on purpose'); })");
    await first.evaluate(`
    window.probe = { notes: [] };
    gadgets.Hub.subscribe('com.example.notes.v1', function (topic, data) { probe.notes.push(data.number); })
  `);
    for (const note of ['One', 'Two']) {
      await fill(second, '#note', note);
      await click(second, '#send');
    }
    await listIs(first, 'notes', [1, 2]);
    await reads(first, '#notes li:last-child', /Two$/);
    await reads(second, '#notes li:last-child', /Two$/);
  });

  test('topics and wildcards as the hub has them', async () => {
    const frame = await desk.gadget('PassNote.xml', 0);
    const outcomes = await frame.evaluate(`(function () {
    function name(act) { try { act(); return 'none'; } catch (e) { return e.message || String(e); } }
    return [
      name(function () { gadgets.Hub.publish('a..b', 1); }),
      name(function () { gadgets.Hub.publish('a.*', 1); }),
      name(function () { gadgets.Hub.subscribe('a.**.b', function () {}); }),
      name(function () { gadgets.Hub.unsubscribe('no such subscription'); }),
      typeof gadgets.Hub.subscribe('a.b.c', function () {})
    ];
  })()`);
    assert.deepEqual(outcomes, [
      'OpenAjax.hub.Error.BadParameters',
      'OpenAjax.hub.Error.BadParameters',
      'OpenAjax.hub.Error.BadParameters',
      'OpenAjax.hub.Error.NoSubscription',
      'string',
    ]);
    await frame.evaluate(`
    probe.topics = [];
    ['x.*', 'x.**', 'x.y', 'x.*.z'].forEach(function (pattern) {
      gadgets.Hub.subscribe(pattern, function (topic, data) { probe.topics.push(pattern + ' ' + topic + ' ' + JSON.stringify(data)); });
    });
    gadgets.Hub.publish('x.y', { when: new Date(0), none: undefined });
    gadgets.Hub.publish('x.y.z');
    probe.topics.push('asynchronous');
  `);
    const date = '{"when":"1970-01-01T00:00:00.000Z"}';
    await eventually(
      'the deliveries',
      () => list(frame, 'topics'),
      (seen) => seen.length === 6,
    );
    const seen = await list(frame, 'topics');
    assert.equal(seen[0], 'asynchronous');
    assert.deepEqual(
      [...seen].sort(),
      ['asynchronous', `x.* x.y ${date}`, `x.** x.y ${date}`, 'x.** x.y.z undefined', 'x.*.z x.y.z undefined', `x.y x.y ${date}`].sort(),
    );
  });

  test('a frame that is loaded again leaves no subscription behind', async () => {
    const [first, second] = [await desk.gadget('PassNote.xml', 0), await desk.gadget('PassNote.xml', 1)];
    const mid = String(await first.evaluate('gadgets.util.getUrlParameters().mid'));
    await anew(first, () => desk.page.evaluate(`finesse.container.Container.reloadGadget('${mid}')`));
    // Numbers of subscriptions begin again in the new frame: one that was left behind would be taken for a new one.
    await first.evaluate(`
      window.probe = { strays: [] };
      for (var i = 0; i < 10; i++) gadgets.Hub.subscribe('com.example.quiet.t' + i, function (topic) { probe.strays.push(topic); });
    `);
    await fill(second, '#note', 'Three');
    await click(second, '#send');
    await reads(second, '#notes li:last-child', /Three$/);
    await reads(first, '#notes', /^\S+: Three$/);
    assert.deepEqual(await list(first, 'strays'), []);
    assert.equal(String(await first.evaluate('gadgets.util.getUrlParameters().mid')), mid);
  });

  test('a gadget loads another address in its place, and keeps its number', async () => {
    const mid = String(await light.evaluate('finesse.containerservices.ContainerServices.getMyGadgetId()'));
    assert.match(decodeURIComponent(String(await light.evaluate('gadgets.util.getUrlParameters().url'))), /\?shop=south$/);
    assert.equal(await light.evaluate("gadgets.util.getUrlParameters().hasOwnProperty('url')"), true);
    const address = '/3rdpartygadget/files/phone-directory/PhoneDirectory.xml?shop=north';
    // Not at once: the answer to the evaluation would go with the frame's document.
    await light.evaluate(
      `void setTimeout(function () { finesse.containerservices.ContainerServices.reloadMyGadgetFromUrl('${address}'); })`,
    );
    const book = await desk.gadget('PhoneDirectory.xml');
    await reads(book, '#summary', '1 books, 3 entries');
    assert.equal(String(await book.evaluate('gadgets.util.getUrlParameters().mid')), mid);
    assert.match(decodeURIComponent(String(await book.evaluate('gadgets.util.getUrlParameters().url'))), /\?shop=north$/);
  });

  test('outside of tabs there is no tab, and nothing is thrown', async () => {
    const strip = await desk.gadget('PageStrip.xml');
    await reads(strip, '#tab', 'null');
    await reads(strip, '#active', 'never');
    await reads(strip, '#done', 'done');
  });

  test('what a page hides is found in the frame’s session: the credential, never in an address', async () => {
    for (const frame of await desk.page.$$eval('iframe[id^="finesse_gadget_"]', (all) => all.map((each) => each.src))) {
      assert.doesNotMatch(frame, /authorization=[^&]|password/i);
    }
    const [there, same] = (await light.evaluate(
      "[sessionStorage.getItem('userFinesseAuth'), new gadgets.Prefs().getString('authorization')]",
    )) as [string, string];
    assert.equal(atob(there), `${ME}:cordboard`);
    assert.equal(same, there);
  });

  test('nothing went wrong that was not meant to', () => {
    assert.deepEqual(
      on.problems.filter((problem) => !problem.includes('on purpose')),
      [],
    );
  });
});
