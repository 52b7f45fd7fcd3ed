// Gadgets as other people write them, in one page: what an agent does with state and calls.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Frame } from 'puppeteer-core';
import { eventually, stage } from './browser.js';
import { Control } from './control.js';
import { click, clickAtOnce, fill, GadgetDesk, reads, textOf, withGadgets } from './gadget-desk.js';

const on = stage(withGadgets('calls'));
const control = new Control(() => on.sandbox);
const ME = '1001001';
const COLLEAGUE = '1001002';
const CUSTOMER = '+12065550142';

let desk: GadgetDesk;
let status: Frame;
let calls: Frame;
describe('what an agent does with state and calls', () => {
  before(async () => {
    desk = await GadgetDesk.open(on, ME);
    status = await desk.gadget('AgentStatus.xml');
    calls = await desk.gadget('CallDesk.xml');
  });

  const row = (id: string): string => `#call_${id}`;
  const act = (id: string, action: string): Promise<void> => clickAtOnce(calls, `${row(id)} button.${action}`);

  async function ring(): Promise<string> {
    const { id } = await control.post('calls', { from: CUSTOMER, to: ME });
    await reads(calls, `${row(id)} .mine`, 'ALERTING');
    return id;
  }

  test('the agent’s state: what is asked for, what comes of it, in gadgets of three ages', async () => {
    const oldTimer = await desk.gadget('OldTimer.xml');
    const lab = await desk.gadget('LabStatus.xml');
    await reads(status, '#who', 'Maya Okafor');
    await reads(status, '#role', 'agent');
    await reads(status, '#team', 'Billing East');
    await reads(oldTimer, '#connection', 'connected');
    await reads(oldTimer, '#system', /^IN_SERVICE \S+$/);
    await reads(oldTimer, '#tab', 'home');
    await reads(lab, '#auth', 'signed in');
    const mark = await desk.mark();
    await click(status, '#goReady');
    await reads(status, '#state', 'READY');
    await reads(oldTimer, '#userState', 'READY');
    await reads(lab, '#state', 'READY');
    await reads(status, '#answers', 'READY accepted 202');
    await control.agentIs(ME, 'READY');
    const put = await desk.request(mark, ({ method, path }) => method === 'PUT' && path === `/finesse/api/User/${ME}`);
    assert.equal(put.text?.replace(/\s+/g, ''), '<User><state>READY</state></User>');
    assert.match(put.headers?.['requestid'] ?? '', /^[0-9a-f]{8}-[0-9a-f-]{27}$/i);
    assert.equal(put.headers?.['authorization'], 'Basic ***');
    await reads(oldTimer, '#goReady:disabled', '');
    await eventually(
      'the title bar of the page',
      () => textOf(desk.page, '[id$="_title_text"]'),
      (text) => text === 'Agent status: READY',
    );
  });

  test('a reason goes with the state; without one the platform refuses', async () => {
    await eventually(
      'reasons',
      () => status.$$eval('#reasons option', (options) => options.map(({ textContent }) => textContent)),
      (labels) => labels.join() === 'Break,Lunch,Team meeting,Coaching',
    );
    await status.evaluate('finesse.modules.AgentStatus.notReadyWithoutReason()');
    await reads(status, '#answers', /NOT_READY failed 400 \w+/);
    await status.select('#reasons', '12');
    await click(status, '#goNotReady');
    await reads(status, '#state', 'NOT_READY (Lunch)');
    assert.equal((await control.truth()).agents.find(({ id }) => id === ME)?.reasonLabel, 'Lunch');
  });

  test('a call from ring to end: events in their order, buttons as the platform offers', async () => {
    const id = await ring();
    await reads(calls, `${row(id)} .from`, CUSTOMER);
    await act(id, 'ANSWER');
    await control.partiesAre(id, `${CUSTOMER} ACTIVE, ${ME} ACTIVE`);
    await act(id, 'HOLD');
    await reads(calls, `${row(id)} .mine`, 'HELD');
    assert.equal(await calls.$(`${row(id)} button.SEND_DTMF`), null);
    await act(id, 'RETRIEVE');
    await reads(calls, `${row(id)} .mine`, 'ACTIVE');
    const oldTimer = await desk.gadget('OldTimer.xml');
    await reads(oldTimer, '#calls', '1');
    await act(id, 'DROP');
    await control.callsAre(0);
    await reads(calls, '#count', '0');
    await reads(oldTimer, '#calls', '0');
    const seen = await calls.$$eval('#history li', (items) => items.map(({ textContent }) => textContent ?? ''));
    const kinds = seen.filter((line) => line.includes(` ${id}`)).map((line) => line.split(' ')[0]);
    assert.equal(kinds[0], 'add');
    assert.equal(kinds.at(-1), 'delete');
    assert.ok(kinds.slice(1, -1).length > 2 && kinds.slice(1, -1).every((kind) => kind === 'change'), kinds.join());
  });

  test('success first, and the refusal after it', async () => {
    const id = await ring();
    await act(id, 'ANSWER');
    await reads(calls, `${row(id)} .mine`, 'ACTIVE');
    await calls.evaluate((call) => (window as unknown as Modules).finesse.modules.CallDesk.force(call, 'RETRIEVE'), id);
    await reads(calls, '#history', /RETRIEVE success 202.*RETRIEVE error 400 \w/);
    await act(id, 'DROP');
    await control.callsAre(0);
  });

  test('a consultation is put through', async () => {
    const id = await ring();
    await act(id, 'ANSWER');
    await reads(calls, `${row(id)} .mine`, 'ACTIVE');
    await fill(calls, '#number', COLLEAGUE);
    await act(id, 'CONSULT_CALL');
    await reads(calls, '#count', '2');
    const second = (await control.truth()).calls.find((call) => call.id !== id)!.id;
    await reads(calls, `${row(second)} .with`, `${COLLEAGUE} ALERTING`);
    await control.post(`calls/${second}/actions`, { address: COLLEAGUE, action: 'answer' });
    await reads(calls, `${row(second)} .with`, `${COLLEAGUE} ACTIVE`);
    await act(id, 'TRANSFER');
    await reads(calls, '#count', '0');
    await control.partiesAre(id, `${CUSTOMER} ACTIVE, ${COLLEAGUE} ACTIVE`);
    await control.post(`calls/${id}/actions`, { address: COLLEAGUE, action: 'drop' });
    await control.callsAre(0);
  });

  test('call variables: shown, and changed with characters that XML minds', async () => {
    const data = await desk.gadget('CustomerData.xml');
    await reads(data, '#labels', 'Account | Queue | Number dialled | Segment | Case | Wrap-up reason');
    // Variables of a call that the platform did not route are protected.
    await click(status, '#goReady');
    await control.agentIs(ME, 'READY');
    const variables = { callVariable1: 'Dana Whitfield', callVariable3: 'Gold', 'user.Case[0]': 'C-19' };
    const { id } = await control.post('calls', { from: CUSTOMER, queue: '5120', variables });
    await act(id, 'ANSWER');
    await reads(data, '#callId', id);
    await reads(data, 'dd[data-name="callVariable1"]', 'Dana Whitfield');
    await reads(data, 'dd[data-name="user.Case[0]"]', 'C-19');
    await fill(data, '#varValue', 'Salt & <pepper>');
    await click(data, '#save');
    await reads(data, '#result', 'rc 202 errors 0 headers yes');
    await reads(data, 'dd[data-name="callVariable3"]', 'Salt & <pepper>');
    assert.equal((await control.truth()).calls[0]?.variables['callVariable3'], 'Salt & <pepper>');
    await fill(data, '#varName', 'user.Case[0]');
    await fill(data, '#varValue', 'C & 20');
    await click(data, '#saveMany');
    await reads(data, 'dd[data-name="user.Case[0]"]', 'C & 20');
  });

  test('a library of somebody’s own, below the classes and in the page around', async () => {
    const own = await desk.gadget('OwnLibrary.xml');
    const { id } = (await control.truth()).calls[0]!;
    await reads(own, '#agent', 'Maya');
    await reads(own, '#platform', 'UCCE');
    await reads(own, '#queues', '5120 5121 5122');
    await reads(own, '#call', id);
    await reads(own, '#segment', 'Salt & <pepper>');
    const mark = await desk.mark();
    await click(own, '#change');
    await reads(own, '#outcome', 'asked 202');
    await reads(own, '#segment', 'Silver');
    const put = await desk.request(mark, ({ method }) => method === 'PUT');
    assert.match(
      put.text ?? '',
      /<callvariables><CallVariable><name>callVariable3<\/name><value>Silver<\/value><\/CallVariable><\/callvariables>/,
    );
    const badge = await desk.page.waitForSelector('#tablink_home .own-badge');
    assert.equal(await badge!.evaluate((element) => getComputedStyle(element).backgroundColor), 'rgb(15, 162, 15)');
    assert.equal(await own.evaluate("desk.page.parameter('door')"), 'b');
    await click(own, '#hide');
    assert.equal(await (await own.frameElement())!.isVisible(), false);
  });

  test('a wrap-up reason, and the end of the call clears what showed it', async () => {
    const wrapUp = await desk.gadget('WrapUp.xml');
    const { id } = (await control.truth()).calls[0]!;
    await reads(wrapUp, '#form', 'Refund issuedPayment arrangedAddress changedEscalated to second line');
    await click(wrapUp, 'input[value="Payment arranged"]');
    await reads(wrapUp, '#chosen', 'Payment arranged');
    await control.wrapUpIs(id, 'Payment arranged');
    await act(id, 'DROP');
    await reads(await desk.gadget('CustomerData.xml'), '#callId', 'none');
    await reads(wrapUp, '#chosen', 'nothing chosen');
  });

  test('the phone book is found and dialled from', async () => {
    const book = await desk.gadget('PhoneDirectory.xml');
    await reads(book, '#summary', '1 books, 3 entries');
    await fill(book, '#find', 'solh');
    await reads(book, '#entries', 'Ingrid Solheim 1001090 Supervisor');
    const mark = await desk.mark();
    await (await book.waitForSelector('#entries a'))!.click();
    await reads(book, '#outcome', 'dialling, 202');
    const post = await desk.request(mark, ({ method }) => method === 'POST');
    assert.equal(post.path, `/finesse/api/User/${ME}/Dialogs`);
    assert.match(post.text ?? '', /<requestedAction>MAKE_CALL<\/requestedAction>/);
    assert.match(post.text ?? '', /<toAddress>1001090<\/toAddress>/);
    await reads(calls, '#count', '1');
    const { id } = (await control.truth()).calls[0]!;
    await act(id, 'DROP');
    await control.callsAre(0);
  });

  test('a silent monitoring is told apart from calls', async () => {
    const light = await desk.gadget('WatchLight.xml');
    await reads(light, '#alone', 'Nobody listens.');
    const id = await ring();
    await act(id, 'ANSWER');
    await reads(light, '#own', '1');
    const topic = `finesse.api.User.${ME}.Dialogs`;
    const source = `/finesse/api/User/${ME}/Dialogs`;
    const parts = [
      { mediaAddress: ME, mediaAddressType: 'AGENT_DEVICE', state: 'ACTIVE', actions: null },
      { mediaAddress: '1001090', mediaAddressType: 'AGENT_DEVICE', state: 'ACTIVE', actions: null },
    ];
    const CallVariable = [
      { name: 'callVariable1', value: null },
      { name: 'callVariable2', value: null },
    ];
    const mediaProperties = { callType: 'SUPERVISOR_MONITOR', DNIS: null, callvariables: { CallVariable } };
    const uri = '/finesse/api/Dialog/99887766';
    const Dialog = {
      uri,
      id: '99887766',
      mediaType: 'Voice',
      state: 'ACTIVE',
      fromAddress: '1001090',
      toAddress: ME,
      mediaProperties,
      participants: { Participant: parts },
    };
    const update = (event: string) => ({
      content: '',
      object: { Update: { data: { dialogs: { Dialog } }, event, requestId: null, source } },
    });
    await desk.publish(topic, update('POST'));
    await reads(light, '#watcher', '1001090');
    await reads(light, '#all', '2');
    await reads(light, '#own', '1');
    await desk.publish(topic, update('DELETE'));
    await reads(light, '#all', '1');
    await act(id, 'DROP');
    await control.callsAre(0);
    await reads(light, '#all', '0');
    assert.equal(await light.$eval('#watched', (element) => getComputedStyle(element).display), 'none');
  });

  test('a workflow’s action reaches a gadget, unless it is the desktop’s own or says of nobody', async () => {
    const pop = await desk.gadget('OrderPop.xml');
    const topic = 'finesse.containerservices.workflowActionEvent';
    const action = {
      uri: '/finesse/api/WorkflowAction/7',
      name: 'Show orders',
      type: 'BROWSER_POP',
      handledBy: 'OTHER',
      params: [
        { name: 'windowName', value: 'orders', expandedValue: 'orders' },
        { name: 'path', value: '/desktop/assets/js/doc/?c=${callVariable1}', expandedValue: 'about:blank#Dana' },
      ],
      actionVariables: [{ name: 'callVariable1', node: '//Dialog/x', type: 'SYSTEM', testValue: 'test', actualValue: 'Dana' }],
    };
    await desk.publish(topic, { ...action, name: 'The desktop’s', handledBy: 'FINESSE' });
    const { handledBy: _, ...ofNobody } = action;
    await desk.publish(topic, { ...ofNobody, name: 'Nobody’s' });
    await desk.publish(topic, action);
    await reads(pop, '#action', 'BROWSER_POP: Show orders');
    await reads(pop, '#pops', '1');
    await reads(pop, '#variables', 'callVariable1=Dana');
    assert.equal(await pop.$eval('#orders', (frame) => frame.getAttribute('src')), 'about:blank#Dana');
  });

  test('a lost connection is told, and what was missed is read when it is back', async () => {
    const oldTimer = await desk.gadget('OldTimer.xml');
    assert.equal(await oldTimer.evaluate('document.compatMode'), 'BackCompat');
    await control.post(`agents/${ME}/state`, { state: 'READY' });
    await reads(status, '#state', 'READY');
    const { id: fault } = await control.post('faults', { target: `xmpp:${ME}`, toxic: 'down', args: {} });
    await reads(oldTimer, '#connection', 'lost');
    const { id } = await control.post('calls', { from: CUSTOMER, queue: '5120' });
    await control.agentIs(ME, 'RESERVED');
    assert.equal(await textOf(status, '#state'), 'READY');
    await fetch(new URL(`/sandbox/faults/${fault}`, on.sandbox.url), { method: 'DELETE' });
    await reads(oldTimer, '#connection', 'connected');
    await reads(status, '#state', 'RESERVED');
    await reads(oldTimer, '#userState', 'RESERVED');
    await reads(calls, `${row(id)} .mine`, 'ALERTING');
    await act(id, 'ANSWER');
    await reads(status, '#state', 'TALKING');
    await act(id, 'DROP');
    await control.callsAre(0);
  });

  test('the one that threw all the time harmed nobody', async () => {
    const bad = await desk.gadget('BadNeighbour.xml');
    await eventually(
      'many throws',
      () => textOf(bad, '#thrown'),
      (thrown) => Number(thrown) > 10,
    );
    await reads(status, '#ticks', /^[1-9]/);
  });

  test('nothing went wrong that was not meant to', () => {
    const meant = /fails on purpose|WebSocket connection to/;
    assert.deepEqual(
      on.problems.filter((problem) => !meant.test(problem)),
      [],
    );
  });

  interface Modules {
    readonly finesse: { readonly modules: { readonly CallDesk: { force(call: string, action: string): void } } };
  }
});
