import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cardOf, eventually, named, press, says, stage } from './browser.js';
import { Control } from './control.js';
import { choose, dialIn, widgetIn, workspacePage } from './workspace-page.js';

const desk = stage();
const control = new Control(() => desk.sandbox);
const [AGENT, CUSTOMER, EXPERT] = ['1001001', '+12065550142', '+12065550153'] as const;

/** The parties of the one call in which somebody is. */
const callWith = (address: string): Promise<{ readonly id: string; readonly parties: string }> =>
  eventually(
    `a call with ${address}`,
    async () => {
      const call = (await control.truth()).calls.find(({ parties }) => parties.some((party) => party.address === address));
      return { id: call?.id ?? '', parties: call ? await control.parties(call.id) : '' };
    },
    ({ id }) => id !== '',
  );

test('a campaign on Amazon Connect: preview, hold, an external consult, transfer', { timeout: 180_000 }, async (t) => {
  const page = await workspacePage(desk, `?channel=Amazon&agent=${AGENT}`);
  const phone = await widgetIn(page, 'phone');
  const contact = await widgetIn(page, 'contact');
  let shown = '';
  let call = '';

  await t.test('the agent who is signed in to the browser is there', async () => {
    await choose(phone, 'Ready');
    await control.agentIs(AGENT, 'READY');
  });

  await t.test('a contact is offered, and accepted', async () => {
    await press(page, 'button', 'Renewals preview');
    await named(contact, 'button', 'Accept');
    await press(phone, 'button', 'Accept');
    ({ id: call } = await callWith(CUSTOMER));
    await control.agentIs(AGENT, 'TALKING');
    await says(phone, 'dialog-list', 'Talking');
    const ids = await phone.$$eval('dialog-list >>> dialog-card', (all) => all.map((card) => card.getAttribute('dialog-id') ?? ''));
    assert.equal(ids.length, 1);
    shown = ids[0]!;
  });

  await t.test('the customer waits, and is back', async () => {
    await press(phone, 'button', 'Hold', cardOf(shown));
    await says(phone, cardOf(shown), 'On hold');
    await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${AGENT} HELD`);
    await press(phone, 'button', 'Retrieve', cardOf(shown));
    await says(phone, cardOf(shown), 'Talking');
  });

  await t.test('an expert elsewhere is consulted', async () => {
    await dialIn(phone, shown, 'Consult', EXPERT);
    const { id: consult } = await callWith(EXPERT);
    await control.post(`calls/${consult}/actions`, { address: EXPERT, action: 'answer' });
    await says(phone, 'dialog-list', 'Consulting');
    await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${AGENT} HELD`);
  });

  await t.test('the customer is passed on to them, and the agent clears the contact', async () => {
    await press(phone, 'button', 'Transfer', cardOf(shown));
    await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${AGENT} WRAP_UP, ${EXPERT} ACTIVE`);
    await says(phone, cardOf(shown), 'Wrap-up');
    await press(phone, 'button', 'Mark done', cardOf(shown));
    await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${EXPERT} ACTIVE`);
    await control.agentIs(AGENT, 'READY');
    await says(phone, 'dialog-list', 'No calls');
  });
  assert.deepEqual(desk.problems, []);
  await page.close();
});

test('a routed call on Amazon Connect: signed in at a press, answered, muted, ended, cleared', { timeout: 120_000 }, async (t) => {
  await control.post('reset', {});
  const page = await workspacePage(desk, '?channel=Amazon');
  const phone = await widgetIn(page, 'phone');
  const contact = await widgetIn(page, 'contact');

  await t.test('the channel knows who is at the desk, so the form asks for nothing', async () => {
    await named(phone, 'button', 'Sign in');
    assert.equal(await phone.$('agent-sign-in >>> input'), null);
    await press(phone, 'button', 'Sign in');
    await control.agentIs(AGENT, 'NOT_READY');
    await choose(phone, 'Ready');
    await control.agentIs(AGENT, 'READY');
    await page.waitForSelector('li[data-subtopic="Login"]');
  });

  let call = '';
  const party = async (): Promise<{ readonly state?: string; readonly muted?: boolean } | undefined> =>
    (await control.truth()).calls.find(({ id }) => id === call)?.parties.find(({ address }) => address === AGENT);
  await t.test('rings with its attributes, is answered, muted and heard again', async () => {
    ({ id: call } = await control.post('calls', { from: CUSTOMER, queue: '5120', variables: { callVariable1: 'ACC-7781' } }));
    await press(phone, 'button', 'Answer');
    await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${AGENT} ACTIVE`);
    await says(contact, 'call-data', 'ACC-7781');
    await press(phone, 'button', 'Mute');
    await eventually('muted', party, (own) => own?.muted === true);
    await press(phone, 'button', 'Unmute');
    await eventually('heard', party, (own) => own?.muted !== true);
  });

  await t.test('is ended, and cleared by the agent', async () => {
    await press(phone, 'button', 'End');
    await says(phone, 'dialog-list', 'Wrap-up');
    await press(phone, 'button', 'Mark done');
    await control.agentIs(AGENT, 'READY');
    await says(phone, 'dialog-list', 'No calls');
    await control.callsAre(0);
  });
  assert.deepEqual(desk.problems, []);
  await page.close();
});
