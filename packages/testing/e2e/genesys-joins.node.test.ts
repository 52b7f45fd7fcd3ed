import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import type { Page } from 'puppeteer-core';
import { blocked, cardOf, eventually, named, press, says, stage } from './browser.js';
import { Control } from './control.js';
import { consultFor, dial, interactionOf, signInOn, VOICE_MOUNTS, VOICE_WIRES, type VoiceWire } from './voice-page.js';

// One story, two wires: consults, conferences and transfers on the voice interaction service, with the elements that Finesse has; the truth is
// the simulator's, and what a wire has no operation for is not on its page.

const desk = stage({ mounts: VOICE_MOUNTS });
const control = new Control(() => desk.sandbox);

const CUSTOMER = '+12065550142';
const NOT_OFFERED = 'The platform does not offer it now';
const [FIRST, SECOND, THIRD] = ['1001001', '1001002', '1001005'] as const;

/** How each wire asks for marking done and for releasing. */
const REQUESTS = {
  ais: { done: /\/markDone/, released: /\/releaseCall/ },
  gws: { done: /"SetCallCompleted"/, released: /"Hangup"/ },
} as const;

/** The agents’ pages, signed in by the form, in a contact centre where nothing has happened yet. */
async function phones({ path }: VoiceWire, ...agentIds: readonly string[]): Promise<Page[]> {
  await control.post('reset', {});
  const pages: Page[] = [];
  for (const agentId of agentIds) {
    const page = await desk.page(path);
    await signInOn(page, agentId);
    pages.push(page);
  }
  return pages;
}

async function leave(pages: readonly Page[]): Promise<void> {
  for (const page of pages) await page.close();
  assert.deepEqual(desk.problems, []);
}

const card = (callId: string, agentId: string): Promise<string> => interactionOf(desk, callId, agentId);
const shows = (page: Page, id: string, words: string): Promise<void> => says(page, cardOf(id), words);
const on = (page: Page, id: string, ...names: readonly string[]): Promise<void> =>
  names.reduce((before, name) => before.then(() => press(page, 'button', name, cardOf(id))), Promise.resolve());

/** The call that an agent is in, besides one. */
async function callOf(agentId: string, but?: string): Promise<string> {
  const find = async () =>
    (await control.truth()).calls.find(({ id, parties }) => id !== but && parties.some((party) => party.address === agentId));
  return (await eventually(`a call of ${agentId}`, find, (call) => call !== undefined))!.id;
}

const isMuted = (callId: string, address: string, muted: boolean): Promise<unknown> =>
  eventually(
    `${address} ${muted ? '' : 'not '}muted`,
    async () => {
      const call = (await control.truth()).calls.find(({ id }) => id === callId);
      return call?.parties.find((party) => party.address === address)?.muted ?? false;
    },
    (now) => now === muted,
  );

/** A customer calls an agent, who answers. */
async function customerCalls(page: Page, agentId: string): Promise<{ readonly call: string; readonly id: string }> {
  const { id: call } = await control.post('calls', { from: CUSTOMER, to: agentId });
  const id = await card(call, agentId);
  await on(page, id, 'Answer');
  await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${agentId} ACTIVE`);
  return { call, id };
}

/** The names of the buttons on the card of a call. */
const buttonsOn = (page: Page, id: string): Promise<readonly string[]> =>
  page.$$eval(`${cardOf(id)} >>> dialog-controls >>> button`, (all) => all.map((each) => each.textContent?.trim() ?? ''));

async function conferenceOfThree(t: TestContext, wire: VoiceWire): Promise<void> {
  const pages = await phones(wire, FIRST, SECOND, THIRD);
  const [first, second, third] = pages as [Page, Page, Page];
  let [call, mine, theirs, thirds] = ['', '', '', ''];

  await t.test('dials; the other side answers', async () => {
    await dial(first, SECOND);
    call = await callOf(SECOND);
    [mine, theirs] = [await card(call, FIRST), await card(call, SECOND)];
    await shows(first, mine, 'Calling');
    await shows(second, theirs, 'Ringing');
    await blocked(first, 'button', 'Mute', 'The other side has not answered yet', cardOf(mine));
    await on(second, theirs, 'Answer');
    await control.partiesAre(call, `${FIRST} ACTIVE, ${SECOND} ACTIVE`);
    await shows(first, mine, 'Talking');
  });

  await t.test('mutes and unmutes, which only the own leg is', async () => {
    await on(first, mine, 'Mute');
    await isMuted(call, FIRST, true);
    await isMuted(call, SECOND, false);
    await on(first, mine, 'Unmute');
    await isMuted(call, FIRST, false);
  });

  await t.test('holds and retrieves', async () => {
    await on(first, mine, 'Hold');
    await control.partiesAre(call, `${FIRST} HELD, ${SECOND} ACTIVE`);
    await shows(first, mine, 'On hold');
    await on(first, mine, 'Retrieve');
    await control.partiesAre(call, `${FIRST} ACTIVE, ${SECOND} ACTIVE`);
  });

  await t.test('consults a third, for a conference: only that can be completed', async () => {
    await blocked(first, 'button', 'Conference', /second call/i, cardOf(mine));
    await consultFor(first, mine, 'Consult to conference', THIRD);
    const consult = await callOf(THIRD, call);
    thirds = await card(consult, THIRD);
    await on(third, thirds, 'Answer');
    await shows(first, await card(consult, FIRST), 'Consulting');
    await control.partiesAre(call, `${FIRST} HELD, ${SECOND} ACTIVE`);
    await blocked(first, 'button', 'Transfer', NOT_OFFERED, cardOf(mine));
  });

  await t.test('three talk, and all three pages show it', async () => {
    await on(first, mine, 'Conference');
    await control.partiesAre(call, `${FIRST} ACTIVE, ${SECOND} ACTIVE, ${THIRD} ACTIVE`);
    for (const [page, id] of [
      [first, mine],
      [second, theirs],
      [third, thirds],
    ] as const)
      await shows(page, id, 'Conference, 3 parties');
  });

  await t.test('the first leaves; the others talk on, and it is an ordinary call again', async () => {
    await on(first, mine, 'End');
    await control.partiesAre(call, `${SECOND} ACTIVE, ${THIRD} ACTIVE`);
    await shows(first, mine, 'Ended');
    await shows(second, theirs, 'Talking');
    await shows(third, thirds, 'Talking');
    await on(second, theirs, 'End');
    await control.callsAre(0);
  });

  await t.test('whoever ended it and whoever did not, each marks it done', async () => {
    await on(second, theirs, 'Mark done');
    await says(second, 'dialog-list', 'No calls');
    await on(third, thirds, 'Mark done');
    await says(third, 'dialog-list', 'No calls');
    // Of the first there is the consult besides, which has gone into the conference.
    await shows(first, mine, 'Ended');
    for (const id of await first.$$eval('dialog-list', ([list]) =>
      [...list!.shadowRoot!.querySelectorAll('dialog-card')].map((each) => each.getAttribute('dialog-id') ?? ''),
    ))
      await on(first, id, 'Mark done');
    await says(first, 'dialog-list', 'No calls');
  });
  await leave(pages);
}

async function contactHangsUp(wire: VoiceWire): Promise<void> {
  const pages = await phones(wire, FIRST);
  const [first] = pages as [Page];
  const from = desk.sandbox.sandbox.log.since(0).next;
  const { call, id } = await customerCalls(first, FIRST);
  await blocked(first, 'button', 'Mark done', 'The call is not over yet', cardOf(id));
  await control.post(`calls/${call}/actions`, { address: CUSTOMER, action: 'drop' });
  await shows(first, id, 'Ended');
  for (const name of ['Answer', 'End', 'Hold']) await blocked(first, 'button', name, 'The call has ended', cardOf(id));
  await on(first, id, 'Mark done');
  await says(first, 'dialog-list', 'No calls');
  const asked = desk.sandbox.sandbox.log
    .since(from)
    .entries.filter(({ kind, wire: way }) => kind === 'request' && way === wire.id)
    .map(({ path = '', text = '' }) => `${path} ${text}`);
  const { done, released } = REQUESTS[wire.id];
  assert.equal(asked.filter((request) => done.test(request)).length, 1);
  assert.deepEqual(
    asked.filter((request) => released.test(request)),
    [],
  );
  await leave(pages);
}

async function consultedTransfer(t: TestContext, wire: VoiceWire): Promise<void> {
  const pages = await phones(wire, FIRST, SECOND);
  const [first, second] = pages as [Page, Page];
  const { call, id } = await customerCalls(first, FIRST);
  let [theirs, consultId] = ['', ''];

  await t.test('a colleague is consulted', async () => {
    await consultFor(first, id, 'Consult to transfer', SECOND);
    const consult = await callOf(SECOND, call);
    [theirs, consultId] = [await card(consult, SECOND), await card(consult, FIRST)];
    await on(second, theirs, 'Answer');
    await shows(first, consultId, 'Consulting');
    await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${FIRST} HELD`);
    await blocked(first, 'button', 'Conference', NOT_OFFERED, cardOf(id));
  });

  await t.test('the transfer leaves the customer with the colleague', async () => {
    await on(first, id, 'Transfer');
    await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${SECOND} ACTIVE`);
    await says(second, `${cardOf(theirs)} >>> [part=who]`, '206');
    await shows(second, theirs, 'Talking');
    assert.equal((await second.$$('dialog-list >>> dialog-card')).length, 1);
  });

  await t.test('of the one who passed it on both are over, and marked done', async () => {
    for (const each of [id, consultId]) {
      await shows(first, each, 'Ended');
      await on(first, each, 'Mark done');
    }
    await says(first, 'dialog-list', 'No calls');
  });

  await t.test('the colleague ends it', async () => {
    await on(second, theirs, 'End', 'Mark done');
    await control.callsAre(0);
    await says(second, 'dialog-list', 'No calls');
  });
  await leave(pages);
}

/** What one wire has and the other has not: there it works, here it is not on the page. */
async function whatOneHas(t: TestContext, wire: VoiceWire): Promise<void> {
  const pages = await phones(wire, FIRST, SECOND);
  const [first, second] = pages as [Page, Page];
  const { call, id } = await customerCalls(first, FIRST);
  const isWeb = wire.id === 'gws';
  const shown = (name: string): Promise<unknown> =>
    eventually(
      name,
      () => buttonsOn(first, id),
      (names) => names.includes(name),
    );

  await t.test(isWeb ? 'tones can be sent' : 'there is no keypad: no public page names a method for tones', async () => {
    await shown('Transfer now');
    if (!isWeb) return assert.ok(!(await buttonsOn(first, id)).includes('Keypad'));
    const from = desk.sandbox.sandbox.log.since(0).next;
    await on(first, id, 'Keypad');
    const keys = `${cardOf(id)} >>> dial-pad >>> [part=key]`;
    await (await first.waitForSelector(keys, { visible: true }))!.click();
    await eventually(
      'a tone on the wire',
      () => desk.sandbox.sandbox.log.since(from).entries.map(({ text = '' }) => text),
      (texts) => texts.some((text) => text.includes('"SendDtmf"')),
    );
  });

  await t.test(isWeb ? 'a party can be taken out of a conference' : 'nobody can be taken out: that is T-Library’s', async () => {
    await consultFor(first, id, 'Consult to conference', SECOND);
    const consult = await callOf(SECOND, call);
    const theirs = await card(consult, SECOND);
    await on(second, theirs, 'Answer');
    await on(first, id, 'Conference');
    await shows(first, id, 'Conference, 3 parties');
    const drop = `${cardOf(id)} >>> ::-p-aria([name="Drop ${SECOND}"][role="button"])`;
    if (!isWeb) {
      await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${FIRST} ACTIVE, ${SECOND} ACTIVE`);
      return assert.equal(await first.$(drop), null);
    }
    await press(first, 'button', `Drop ${SECOND}`, cardOf(id));
    await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${FIRST} ACTIVE`);
    await shows(first, id, 'Talking');
    await shows(second, theirs, 'Ended');
  });

  await t.test(
    isWeb ? 'no mute transfer, where the switch has no other: not offered' : 'a mute transfer, where the switch has no other',
    async () => {
      for (const page of pages.splice(0)) await page.close();
      pages.push(...(await phones(wire, FIRST)));
      desk.sandbox.sandbox.genesys.setProfiles(['full', 'noSingleStep']);
      try {
        const again = await customerCalls(pages[0]!, FIRST);
        if (isWeb) {
          await blocked(pages[0]!, 'button', 'Transfer now', NOT_OFFERED, cardOf(again.id));
          assert.ok(!(await buttonsOn(pages[0]!, again.id)).includes('Mute transfer'));
        } else await named(pages[0]!, 'button', 'Mute transfer', cardOf(again.id));
      } finally {
        desk.sandbox.sandbox.genesys.setProfiles(['full']);
      }
    },
  );
  await leave(pages);
}

for (const wire of VOICE_WIRES) {
  describe(`on ${wire.name}`, () => {
    test('make call, answer, mute, hold, consult, conference, leave; each marks it done', { timeout: 120_000 }, (t) =>
      conferenceOfThree(t, wire),
    );
    test('a contact hangs up: nothing is released, and it is marked done', { timeout: 60_000 }, () => contactHangsUp(wire));
    test('consult, transfer: the colleague keeps their call, and only who is in it changes', { timeout: 90_000 }, (t) =>
      consultedTransfer(t, wire),
    );
    test('what only one of the wires has', { timeout: 90_000 }, (t) => whatOneHas(t, wire));
  });
}
