import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocked, cardOf, named, press, says, stage } from './browser.js';
import { Control } from './control.js';

const desk = stage({ world: 'ccx' });
const control = new Control(() => desk.sandbox);
const AGENT = '1001001';

test('where the platform records on request, the agent starts it and sees that it runs', { timeout: 120_000 }, async (t) => {
  const page = await desk.page(`/?agent=${AGENT}&panel=closed`);
  await named(page, 'combobox', 'Agent state');
  let call = '';

  await t.test('not on hold, and it says why', async () => {
    ({ id: call } = await control.post('calls', { from: '+12065550142', to: AGENT }));
    await press(page, 'button', 'Answer', cardOf(call));
    await press(page, 'button', 'Hold', cardOf(call));
    await named(page, 'button', 'Retrieve', cardOf(call));
    await blocked(page, 'button', 'Record', /on hold/i, cardOf(call));
    await press(page, 'button', 'Retrieve', cardOf(call));
  });

  await t.test('the platform records, and the button shows it', async () => {
    await press(page, 'button', 'Record', cardOf(call));
    await says(page, cardOf(call), 'Recording');
    const { calls } = (await control.truth()) as { calls: readonly { id: string; recording?: boolean }[] };
    assert.equal(calls.find(({ id }) => id === call)?.recording, true);
  });

  await t.test('no party can be dropped here: the platform cannot', async () => {
    assert.equal(await page.$(`::-p-aria([name="Drop +12065550142"][role="button"])`), null);
    await press(page, 'button', 'End', cardOf(call));
    await control.callsAre(0);
  });
  assert.deepEqual(desk.problems, []);
});
