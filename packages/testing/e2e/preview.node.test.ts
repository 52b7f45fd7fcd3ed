import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cardOf, eventually, named, press, stage } from './browser.js';
import { Control } from './control.js';

const desk = stage();
const control = new Control(() => desk.sandbox);
const AGENT = '1001001';
const CUSTOMER = '+12065550142';

test('an agent accepts the contact of a preview campaign, promises a callback and ends the call', { timeout: 120_000 }, async (t) => {
  const page = await desk.page(`/?agent=${AGENT}&panel=closed`);
  await press(page, 'combobox', 'Agent state');
  await (await named(page, 'option', 'Ready')).click();
  await control.agentIs(AGENT, 'READY');

  await t.test('the contact is offered, and accepted', async () => {
    await control.post('calls', { from: CUSTOMER, callType: 'OUTBOUND_PREVIEW', to: AGENT });
    await control.agentIs(AGENT, 'RESERVED_OUTBOUND_PREVIEW');
    for (const name of ['Reject', 'Close']) await named(page, 'button', name);
    await press(page, 'button', 'Accept');
    await control.agentIs(AGENT, 'TALKING');
  });

  const call = await eventually(
    'the customer’s call',
    async () => (await control.truth()).calls.find(({ parties }) => parties.some(({ address }) => address === CUSTOMER))?.id ?? '',
    (id) => id !== '',
  );

  await t.test('a callback is promised', async () => {
    await press(page, 'button', 'Call back', cardOf(call));
    await (await named(page, 'textbox', 'Number')).type('2065550142');
    await press(page, 'button', 'Promise');
    await eventually(
      'the promise',
      async () =>
        ((await control.truth()).calls.find(({ id }) => id === call) as { callback?: { number: string | null } } | undefined)?.callback
          ?.number,
      (number) => number === '2065550142',
    );
  });

  await t.test('the call is ended, and the agent is ready again', async () => {
    await press(page, 'button', 'End', cardOf(call));
    await control.agentIs(AGENT, 'READY');
    await control.callsAre(0);
  });
  assert.deepEqual(desk.problems, []);
});
