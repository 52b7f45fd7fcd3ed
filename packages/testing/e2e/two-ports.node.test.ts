import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cardOf, eventually, named, press, says, stage } from './browser.js';
import { Control } from './control.js';
import { choose, signIn, widgetIn, workspacePage } from './workspace-page.js';

const desk = stage();
const control = new Control(() => desk.sandbox);
const AGENT = '1001004';
const CUSTOMER = '+12065550142';

interface Crossed {
  readonly wire: string;
  readonly kind: string;
  readonly direction: string;
  readonly method?: string;
  readonly path?: string;
  readonly text?: string;
}

/** What clients have asked for since an entry of the log: `rest PUT /…` and `bus Topic/Subtopic`, but for reads. */
function askedSince(seq: number): readonly string[] {
  const { entries } = desk.sandbox.sandbox.log.since(seq) as { entries: readonly Crossed[] };
  return entries
    .filter(({ direction }) => direction === 'in')
    .flatMap(({ wire, method, path = '', text = '{}' }) => {
      if (wire === 'rest') return method !== 'PUT' && method !== 'POST' ? [] : [`rest ${method ?? ''} ${path.replace(/\d{4,}/g, '…')}`];
      if (wire !== 'bus') return [];
      const { message } = JSON.parse(text) as { message: { topic: string; subtopic: string } };
      return /^Get|Register/.test(message.subtopic) ? [] : [`bus ${message.topic}/${message.subtopic}`];
    });
}

test(
  'one desktop over Finesse and the Workspace at once: one set of calls, each request where it is served',
  { timeout: 120_000 },
  async (t) => {
    const page = await workspacePage(desk, `?widgets=two-ports&agent=${AGENT}`);
    const widget = await widgetIn(page, 'two-ports');
    const cards = async (): Promise<readonly string[]> =>
      widget.$$eval('dialog-list >>> dialog-card', (all) => all.map((card) => card.getAttribute('dialog-id') ?? ''));
    const log = (): number => desk.sandbox.sandbox.log.since(0).next;

    await t.test('signs in to Finesse; the Workspace has its agent already', async () => {
      await signIn(widget, AGENT);
      await named(widget, 'combobox', 'Agent state');
      const from = log();
      await choose(widget, 'Ready');
      await control.agentIs(AGENT, 'READY');
      assert.deepEqual(askedSince(from), ['rest PUT /finesse/api/User/…']);
    });

    let call = '';
    await t.test('a call that both tell of is there once, and its voice is Finesse’s', async () => {
      ({ id: call } = await control.post('calls', { from: CUSTOMER, queue: '5120', variables: { callVariable1: 'ACC-7781' } }));
      const from = log();
      await press(widget, 'button', 'Answer', cardOf(call));
      await says(widget, cardOf(call), 'Talking');
      await press(widget, 'button', 'Hold', cardOf(call));
      await says(widget, cardOf(call), 'On hold');
      await press(widget, 'button', 'Retrieve', cardOf(call));
      await control.partiesAre(call, `${CUSTOMER} ACTIVE, ${AGENT} ACTIVE`);
      assert.deepEqual(await cards(), [call]);
      assert.deepEqual(askedSince(from), new Array(3).fill('rest PUT /finesse/api/Dialog/…'));
    });

    await t.test('its wrap-up goes over the bus, and is shown', async () => {
      const from = log();
      await press(widget, 'combobox', 'Wrap-up', cardOf(call));
      await (await named(widget, 'option', 'Refund issued')).click();
      await control.wrapUpIs(call, 'Refund issued');
      assert.deepEqual(askedSince(from), ['bus Agent/WrapUpCall']);
      const after = log();
      await press(widget, 'button', 'End', cardOf(call));
      await control.agentIs(AGENT, 'WORK_READY');
      await choose(widget, 'Ready');
      await says(widget, 'dialog-list', 'No calls');
      assert.deepEqual(askedSince(after), ['rest PUT /finesse/api/Dialog/…', 'rest PUT /finesse/api/User/…']);
    });

    await t.test('a campaign’s contact is there once, and accepted over the bus; its call is ended over Finesse', async () => {
      await control.agentIs(AGENT, 'READY');
      const from = log();
      await press(page, 'button', 'Renewals preview');
      await press(widget, 'button', 'Accept');
      await control.agentIs(AGENT, 'TALKING');
      await eventually('one card', cards, ({ length }) => length === 1);
      await press(widget, 'button', 'End');
      await says(widget, 'dialog-list', 'Wrap-up');
      assert.deepEqual(askedSince(from), ['bus OutboundCall/SetACCEPT', 'rest PUT /finesse/api/Dialog/…']);
    });
    assert.deepEqual(desk.problems, []);
    await page.close();
  },
);
