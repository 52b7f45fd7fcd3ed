import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { blocked, eventually, named, press, stage } from './browser.js';

const desk = stage();

interface AgentTruth {
  readonly id: string;
  readonly state: string;
  readonly reasonLabel?: string;
}
interface Truth {
  readonly agents: readonly AgentTruth[];
  readonly calls: readonly { readonly id: string; readonly parties: readonly { readonly address: string; readonly state: string }[] }[];
}

async function truth(): Promise<Truth> {
  return (await (await fetch(new URL('/sandbox/state', desk.sandbox.url))).json()) as Truth;
}

async function post(path: string, body: object): Promise<{ id: string }> {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(new URL(`/sandbox/${path}`, desk.sandbox.url), { method: 'POST', headers, body: JSON.stringify(body) });
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()) as { id: string };
}

const platformSays = (id: string, state: string) =>
  eventually(
    `agent ${id} ${state}`,
    async () => (await truth()).agents.find((agent) => agent.id === id)?.state,
    (now) => now === state,
  );

const legIs = (callId: string, address: string, state: string | undefined) =>
  eventually(
    `${address} ${state ?? 'gone'}`,
    async () => (await truth()).calls.find(({ id }) => id === callId)?.parties.find((party) => party.address === address)?.state,
    (now) => now === state || (state === undefined && now === 'DROPPED'),
  );

async function signIn(page: Page, id: string): Promise<void> {
  for (const [name, text] of [
    ['Agent ID', id],
    ['Password', 'cordboard'],
    ['Extension', id],
  ] as const) {
    const field = await named(page, 'textbox', name);
    await field.type(text);
  }
  await press(page, 'button', 'Sign in');
  await named(page, 'combobox', 'Agent state');
}

/** Opens the list of states and takes the option with this name. */
async function choose(page: Page, option: string): Promise<void> {
  await press(page, 'combobox', 'Agent state');
  const line = await named(page, 'option', option);
  await line.click();
}

test('an agent signs in, takes a customer call and ends it; a colleague calls; the agent signs out', { timeout: 120_000 }, async (t) => {
  const page = await desk.page('/');
  const other = await desk.page('/');

  await t.test('signs in by the form', async () => {
    await signIn(page, '1001001');
    await platformSays('1001001', 'NOT_READY');
    await page.waitForFunction(() => document.activeElement?.localName === 'agent-state-picker', { timeout: 5_000 });
  });

  await t.test('gives one reason, then another', async () => {
    for (const reason of ['Lunch', 'Coaching']) {
      await choose(page, reason);
      await eventually(
        `reason ${reason}`,
        async () => (await truth()).agents.find(({ id }) => id === '1001001')?.reasonLabel,
        (label) => label === reason,
      );
    }
  });

  await t.test('goes ready; signing out is blocked from there, and says why', async () => {
    await choose(page, 'Ready');
    await platformSays('1001001', 'READY');
    await press(page, 'combobox', 'Agent state');
    const signOut = await page.waitForSelector('::-p-aria([role="option"]) >>> ::-p-text(Sign out)', { visible: true });
    assert.match(await signOut!.evaluate((element) => element.closest('[role=option]')?.textContent ?? ''), /not ready first/i);
    assert.equal(await signOut!.evaluate((element) => element.closest('[role=option]')?.getAttribute('aria-disabled')), 'true');
    await page.keyboard.press('Escape');
  });

  let call = '';
  await t.test('a customer call rings; hold and end are blocked because it must be answered first', async () => {
    ({ id: call } = await post('calls', { from: '+12065550142', queue: '5120', variables: { callVariable1: 'ACC-7781' } }));
    await named(page, 'button', 'Answer');
    await blocked(page, 'button', 'Hold', /ring|answer/i);
    await blocked(page, 'button', 'End', /ring|answer/i);
    await platformSays('1001001', 'RESERVED');
  });

  await t.test('is answered, held, retrieved and ended with the buttons', async () => {
    await press(page, 'button', 'Answer');
    await legIs(call, '1001001', 'ACTIVE');
    await platformSays('1001001', 'TALKING');
    await press(page, 'button', 'Hold');
    await legIs(call, '1001001', 'HELD');
    await press(page, 'button', 'Retrieve');
    await legIs(call, '1001001', 'ACTIVE');
    await press(page, 'button', 'End');
    await legIs(call, '1001001', undefined);
    await platformSays('1001001', 'READY');
  });

  await t.test('a second agent’s page calls the first', async () => {
    await signIn(other, '1001002');
    const number = await named(other, 'textbox', 'Number to dial');
    await number.type('1001001');
    await press(other, 'button', 'Dial');
    await press(page, 'button', 'Answer');
    await eventually(
      'one call of two who talk',
      async () => (await truth()).calls.map(({ parties }) => parties.map(({ state }) => state).join()).join('; '),
      (calls) => calls === 'ACTIVE,ACTIVE',
    );
    await press(page, 'button', 'End');
    await eventually(
      'no call',
      async () => (await truth()).calls.length,
      (count) => count === 0,
    );
  });

  await t.test('signs out with a reason', async () => {
    await choose(page, 'Break');
    await platformSays('1001001', 'NOT_READY');
    await choose(page, 'End of shift');
    await platformSays('1001001', 'LOGOUT');
    await named(page, 'button', 'Sign in');
  });

  assert.deepEqual(desk.problems, []);
});
