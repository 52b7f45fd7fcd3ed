import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocked, eventually, named, press, says, stage } from './browser.js';
import { Control } from './control.js';
import { dial, interactionOf, signInOn, VOICE_MOUNTS } from './voice-page.js';

// One page, two platforms, one call: an agent on Finesse and an agent on the voice interaction service.

const desk = stage({ mounts: VOICE_MOUNTS });
const control = new Control(() => desk.sandbox);

const [LEFT, RIGHT] = ['#finesse', '#genesys'] as const;
const [ON_FINESSE, ON_GENESYS] = ['1001001', '1001002'] as const;
const OUTSIDE = '+12065550142';

const cardIn = (side: string, id: string): string => `${side} dialog-list >>> dialog-card[dialog-id="${id}"]`;

async function callOf(address: string, but?: string): Promise<string> {
  const find = async () =>
    (await control.truth()).calls.find(({ id, parties }) => id !== but && parties.some((each) => each.address === address));
  return (await eventually(`a call of ${address}`, find, (call) => call !== undefined))!.id;
}

test('a Finesse agent and a Genesys agent share a call, on one page', { timeout: 120_000 }, async (t) => {
  const page = await desk.page('/both/');
  await signInOn(page, ON_FINESSE, LEFT);
  await signInOn(page, ON_GENESYS, RIGHT);
  let [call, left, right] = ['', '', ''];
  const both = async (there: string, here: string): Promise<void> => {
    await says(page, left, there);
    await says(page, right, here);
  };

  await t.test('Finesse calls Genesys, who answers', async () => {
    await dial(page, ON_GENESYS, LEFT);
    call = await callOf(ON_GENESYS);
    [left, right] = [cardIn(LEFT, call), cardIn(RIGHT, await interactionOf(desk, call, ON_GENESYS))];
    await both('Calling', 'Ringing');
    await press(page, 'button', 'Answer', right);
    await control.partiesAre(call, `${ON_FINESSE} ACTIVE, ${ON_GENESYS} ACTIVE`);
    await both('Talking', 'Talking');
    await says(page, `${left} >>> [part=who]`, ON_GENESYS);
    await says(page, `${right} >>> [part=who]`, ON_FINESSE);
  });

  await t.test('each holds, and the other stays in the call', async () => {
    for (const [side, states] of [
      [left, `${ON_FINESSE} HELD, ${ON_GENESYS} ACTIVE`],
      [right, `${ON_FINESSE} ACTIVE, ${ON_GENESYS} HELD`],
    ] as const) {
      await press(page, 'button', 'Hold', side);
      await control.partiesAre(call, states);
      await says(page, side, 'On hold');
      await says(page, side === left ? right : left, 'Talking');
      await press(page, 'button', 'Retrieve', side);
      await control.partiesAre(call, `${ON_FINESSE} ACTIVE, ${ON_GENESYS} ACTIVE`);
    }
  });

  await t.test('what a platform does not have is not there: muting and marking done', async () => {
    await named(page, 'button', 'Mute', right);
    await blocked(page, 'button', 'Mark done', 'The call is not over yet', right);
    const words = await page.$$eval(`${left} >>> dialog-controls >>> button`, (all) => all.map((each) => each.textContent?.trim()));
    assert.ok(words.includes('Hold'));
    assert.ok(!words.includes('Mute') && !words.includes('Mark done'));
  });

  await t.test('Genesys takes a third in by a consult; both sides show three', async () => {
    await press(page, 'button', 'Consult', right);
    const panel = `${right} >>> consult-panel`;
    await (await page.waitForSelector(`${panel} >>> input[role=combobox]`, { visible: true }))!.type(OUTSIDE);
    await (await named(page, 'radio', 'Consult to conference', panel)).click();
    await press(page, 'button', 'Consult', panel);
    await control.partiesAre(call, `${ON_FINESSE} ACTIVE, ${ON_GENESYS} HELD`);
    await press(page, 'button', 'Conference', right);
    await control.partiesAre(call, `${ON_FINESSE} ACTIVE, ${ON_GENESYS} ACTIVE, ${OUTSIDE} ACTIVE`);
    await both('Conference, 3 parties', 'Conference, 3 parties');
  });

  await t.test('Genesys leaves and marks it done; Finesse talks on with the third, and ends it', async () => {
    await press(page, 'button', 'End', right);
    await control.partiesAre(call, `${ON_FINESSE} ACTIVE, ${OUTSIDE} ACTIVE`);
    // Finesse goes on calling it a conference; the other platform would not.
    await both('Conference, 2 parties', 'Ended');
    for (const id of await page.$$eval(`${RIGHT} dialog-list >>> dialog-card`, (all) =>
      all.map((each) => each.getAttribute('dialog-id') ?? ''),
    ))
      await press(page, 'button', 'Mark done', cardIn(RIGHT, id));
    await says(page, `${RIGHT} dialog-list`, 'No calls');
    await press(page, 'button', 'End', left);
    await control.callsAre(0);
    await says(page, `${LEFT} dialog-list`, 'No calls');
  });

  await t.test('and the other way round: Genesys calls Finesse, who answers and ends it', async () => {
    await dial(page, ON_FINESSE, RIGHT);
    call = await callOf(ON_FINESSE);
    [left, right] = [cardIn(LEFT, call), cardIn(RIGHT, await interactionOf(desk, call, ON_GENESYS))];
    await both('Ringing', 'Calling');
    await press(page, 'button', 'Answer', left);
    await both('Talking', 'Talking');
    await press(page, 'button', 'End', left);
    await says(page, right, 'Ended');
    await press(page, 'button', 'Mark done', right);
    await says(page, `${RIGHT} dialog-list`, 'No calls');
    await says(page, `${LEFT} dialog-list`, 'No calls');
    await control.callsAre(0);
  });
  assert.deepEqual(desk.problems, []);
  await page.close();
});
