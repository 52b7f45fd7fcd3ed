import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Page } from 'puppeteer-core';
import { blocked, cardOf, eventually, named, press, says, stage } from './browser.js';
import { Control } from './control.js';

const desk = stage();
const control = new Control(() => desk.sandbox);

const CUSTOMER = '+12065550142';
// Wrap-up with a reason is required of the first; the other two are colleagues.
const [FIRST, SECOND, THIRD] = ['1001004', '1001002', '1001001'] as const;

/** A page of an agent who has signed in; the sandbox's links do it without the form. */
async function deskOf(agentId: string): Promise<Page> {
  const page = await desk.page(`/?agent=${agentId}&panel=closed`);
  await named(page, 'combobox', 'Agent state');
  return page;
}

async function choose(page: Page, option: string): Promise<void> {
  await press(page, 'combobox', 'Agent state');
  await (await named(page, 'option', option)).click();
}

/** Opens the panel, and types where the focus is put. */
async function dialIn(page: Page, callId: string, action: 'Consult' | 'Transfer now', to: string): Promise<void> {
  await press(page, 'button', action, cardOf(callId));
  const panel = `${cardOf(callId)} >>> consult-panel`;
  const field = await named(page, 'combobox', 'Number or name', panel);
  await field.type(to);
  await press(page, 'button', action, panel);
}

/** The other call that somebody is in. */
function callOf(address: string, but: string): Promise<string> {
  return eventually(
    `another call of ${address}`,
    async () =>
      (await control.truth()).calls.find(({ id, parties }) => id !== but && parties.some((party) => party.address === address))?.id,
    (id) => id !== undefined,
  ) as Promise<string>;
}

async function customerCalls(page: Page, agentId: string): Promise<string> {
  await choose(page, 'Ready');
  const { id } = await control.post('calls', { from: CUSTOMER, queue: '5120', variables: { callVariable1: 'ACC-7781' } });
  await press(page, 'button', 'Answer', cardOf(id));
  await control.partiesAre(id, `${CUSTOMER} ACTIVE, ${agentId} ACTIVE`);
  return id;
}

const shows = (page: Page, callId: string, words: string): Promise<void> => says(page, cardOf(callId), words);

async function conferenceOfFour(t: TestContext): Promise<void> {
  const [first, second, third] = [await deskOf(FIRST), await deskOf(SECOND), await deskOf(THIRD)];
  let call = '';

  await t.test('the customer is asked to wait while a colleague is consulted', async () => {
    call = await customerCalls(first, FIRST);
    await blocked(first, 'button', 'Conference', /second call/i, cardOf(call));
    await dialIn(first, call, 'Consult', SECOND);
    const consult = await callOf(SECOND, call);
    await press(second, 'button', 'Answer', cardOf(consult));
    await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${FIRST} HELD`);
  });

  await t.test('three talk; the colleague’s page shows who, and that adding parties is not theirs', async () => {
    await press(first, 'button', 'Conference', cardOf(call));
    await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${FIRST} ACTIVE, ${SECOND} ACTIVE`);
    await shows(first, call, 'Conference, 3 parties');
    await shows(second, call, 'Conference, 3 parties');
  });

  await t.test('a fourth comes in the same way', async () => {
    await dialIn(first, call, 'Consult', THIRD);
    const consult = await callOf(THIRD, call);
    await press(third, 'button', 'Answer', cardOf(consult));
    await press(first, 'button', 'Conference', cardOf(call));
    await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${FIRST} ACTIVE, ${SECOND} ACTIVE, ${THIRD} ACTIVE`);
    for (const page of [first, second, third]) await shows(page, call, 'Conference, 4 parties');
  });

  await t.test('the controller drops a party; nobody else may', async () => {
    await blocked(third, 'button', `Drop ${SECOND}`, /cannot be dropped|not offer/i);
    await press(first, 'button', `Drop ${SECOND}`);
    await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${FIRST} ACTIVE, ${THIRD} ACTIVE`);
    await says(second, 'dialog-list', 'No calls');
  });

  await t.test('the first leaves, gives the wrap-up reason that is required, and is ready again; the others talk on', async () => {
    await press(first, 'button', 'End', cardOf(call));
    await control.agentIs(FIRST, 'WORK_READY');
    await shows(first, call, 'Wrap-up');
    await press(first, 'combobox', 'Wrap-up');
    await (await named(first, 'option', 'Refund issued')).click();
    await choose(first, 'Ready');
    await control.agentIs(FIRST, 'READY');
    await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${THIRD} ACTIVE`);
    await press(third, 'button', 'End', cardOf(call));
    await control.callsAre(0);
    await says(third, 'dialog-list', 'No calls');
    // The next customer is another's.
    await choose(first, 'Break');
    await control.agentIs(FIRST, 'NOT_READY');
  });
  for (const page of [first, second, third]) await page.close();
}

async function consultedTransfer(t: TestContext): Promise<void> {
  const [first, second] = [await deskOf(THIRD), await deskOf(SECOND)];
  let call = '';
  let consult = '';

  await t.test('a colleague is consulted', async () => {
    call = await customerCalls(first, THIRD);
    await dialIn(first, call, 'Consult', SECOND);
    consult = await callOf(SECOND, call);
    await press(second, 'button', 'Answer', cardOf(consult));
    await shows(first, consult, 'Consulting');
  });

  await t.test('swap goes back to the customer and over again', async () => {
    await press(first, 'button', 'Swap', cardOf(call));
    await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${THIRD} ACTIVE`);
    await press(first, 'button', 'Swap', cardOf(consult));
    await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${THIRD} HELD`);
  });

  await t.test('the transfer leaves the colleague’s page with the call that survives, its data with it', async () => {
    await press(first, 'button', 'Transfer', cardOf(call));
    await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${SECOND} ACTIVE`);
    await shows(second, call, 'Talking');
    await says(second, 'call-data', 'ACC-7781');
    await says(first, 'dialog-list', 'No calls');
    assert.equal((await second.$$('dialog-list >>> dialog-card')).length, 1);
  });

  await t.test('and is ended there', async () => {
    await press(second, 'button', 'End', cardOf(call));
    await control.callsAre(0);
  });
  for (const page of [first, second]) await page.close();
}

for (const wire of ['a WebSocket', 'BOSH'] as const) {
  test(`over ${wire}`, { timeout: 240_000 }, async (t) => {
    await control.post('reset', {});
    if (wire === 'BOSH') {
      await control.post('faults', { target: 'xmpp', toxic: 'http_status', args: { status: 403 }, when: { path: '/ws' } });
    }
    await t.test('consult, conference of three, then of four, drop, wrap-up, end', conferenceOfFour);
    await t.test('consult, swap, transfer', consultedTransfer);
    const blocked = desk.problems.filter((problem) => !(wire === 'BOSH' && problem.includes('WebSocket connection to')));
    assert.deepEqual(blocked, []);
    desk.problems.length = 0;
  });
}
