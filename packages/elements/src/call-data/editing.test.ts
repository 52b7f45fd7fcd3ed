import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { CallDataLayout, CallVariable, DialogPicture, Feature, LayoutEntry } from '@cordboard/core';
import { aDialog, anAgent, aRingingDialog, fakeDesktopWith, NINE_O_CLOCK, settle, VirtualRuntime } from '@cordboard/testing';
import fc from 'fast-check';
import './define.js';
import type { CallData } from './call-data.js';

const entry = (property: string, label: string, more: Partial<LayoutEntry> = {}): LayoutEntry => ({
  property,
  label,
  editable: false,
  ...more,
});

const STANDARD: CallDataLayout = {
  name: 'Standard',
  isDefault: true,
  header: [entry('callVariable1', 'Customer')],
  columns: [
    [entry('callVariable2', 'Account'), entry('queueName', 'Line of business', { field: 'queue' })],
    [
      entry('callVariable3', 'Segment', { editable: true, maxBytes: 40 }),
      entry('user.Case[0]', 'Case', { editable: true, maxBytes: 210 }),
      entry('wrapUpReason', 'Outcome', { editable: true, field: 'wrap-up' }),
    ],
  ],
};
const LOYALTY: CallDataLayout = { name: 'Loyalty', isDefault: false, header: [], columns: [[entry('callVariable3', 'Tier')]] };

const VARIABLES: readonly CallVariable[] = [
  { name: 'callVariable1', value: 'Dana Whitfield' },
  { name: 'callVariable2', value: '' },
  { name: 'callVariable3', value: 'Gold' },
  { name: 'callVariable4', value: 'not in a layout' },
];

async function setUp(
  changes: Partial<DialogPicture> = {},
  {
    features,
    ringing = false,
    layouts = [LOYALTY, STANDARD],
  }: { features?: Feature[]; ringing?: boolean; layouts?: CallDataLayout[] } = {},
) {
  const runtime = new VirtualRuntime({ wall: NINE_O_CLOCK });
  const make = ringing ? aRingingDialog : aDialog;
  const picture = make({ id: '7', variables: VARIABLES, ...changes });
  const { client, port } = fakeDesktopWith(
    { runtime, ...(features && { features }) },
    { type: 'agent', picture: anAgent() },
    { type: 'dialog', added: true, picture },
  );
  port.answers.layouts = () => layouts;
  const el = await fixture<CallData>(html`<call-data dialog-id="7" .client=${client}></call-data>`);
  const settled = async () => {
    await settle();
    await el.updateComplete;
    await el.updateComplete;
  };
  await settled();
  const one = (selector: string) => el.shadowRoot!.querySelector<HTMLElement>(selector)!;
  return {
    el,
    client,
    port,
    runtime,
    settled,
    one,
    edit: (label: string) => one(`[aria-label="Edit ${label}"]`),
    field: (label: string) => el.shadowRoot!.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`),
    message: () => one('[part=message]').textContent.trim(),
    value: (label: string) => new Map([...rowsIn(el, 'header'), ...rowsIn(el, 'column')]).get(label),
    active: () => el.shadowRoot!.activeElement?.getAttribute('aria-label') ?? el.shadowRoot!.activeElement?.textContent.trim(),
    press: async (key: string) => {
      await sendKeys({ press: key });
      await settled();
    },
    type: async (text: string) => {
      await sendKeys({ type: text });
      await settled();
    },
    report: async (next: Partial<DialogPicture>) => {
      port.emit({ type: 'dialog', added: false, picture: { ...picture, ...next } });
      await settled();
    },
    places: () =>
      JSON.stringify([el, ...el.shadowRoot!.querySelectorAll('[data-entry], summary, .foot')].map((part) => part.getBoundingClientRect())),
  };
}

function rowsIn(el: CallData, part: string): readonly (readonly [string, string])[] {
  return [...el.shadowRoot!.querySelectorAll(`[part=${part}] > div`)].map(
    (row) => [row.querySelector('dt')!.textContent.trim(), row.querySelector('[part=value], dd')!.textContent.trim()] as const,
  );
}

const gold = (value: string): CallVariable[] => VARIABLES.map((one) => (one.name === 'callVariable3' ? { ...one, value } : one));

describe('<call-data> by layout', () => {
  it('shows the default layout: header first, columns in order, under its names; the rest on demand', async () => {
    const { el, port } = await setUp();
    expect(rowsIn(el, 'header')).to.deep.equal([['Customer', 'Dana Whitfield']]);
    expect(rowsIn(el, 'column')).to.deep.equal([
      ['Account', 'empty'],
      ['Line of business', 'Billing'],
      ['Segment', 'Gold'],
      ['Case', 'not given'],
      ['Outcome', 'not given'],
    ]);
    expect(rowsIn(el, 'facts').map(([name]) => name)).to.deep.equal(['Caller', 'Dialed', 'Duration']);
    const more = el.shadowRoot!.querySelector('details')!;
    expect(more.open).to.equal(false);
    more.querySelector('summary')!.click();
    expect(more.open).to.equal(true);
    expect(rowsIn(el, 'variables')).to.deep.equal([['callVariable4', 'not in a layout']]);
    expect(port.asked).to.deep.equal([{ type: 'layouts' }]);
    for (const scheme of ['light', 'dark']) {
      el.style.colorScheme = scheme;
      el.style.background = 'Canvas';
      await expect(el).to.be.accessible();
    }
  });

  it('shows the layout that the call names, and the default where there is no such', async () => {
    const { el, report } = await setUp({ layout: 'Loyalty' });
    expect(rowsIn(el, 'column')).to.deep.equal([['Tier', 'Gold']]);
    await report({ layout: 'Of another site' });
    expect(rowsIn(el, 'header')).to.deep.equal([['Customer', 'Dana Whitfield']]);
  });

  it('is read once for a page, and again only after a failure', async () => {
    const { client, port, settled } = await setUp();
    await fixture(html`<call-data dialog-id="7" .client=${client}></call-data>`);
    port.emit({ type: 'link', link: { state: 'connecting' } }, { type: 'link', link: { state: 'up' } });
    await settled();
    expect(port.asked).to.have.length(1);
    const other = await setUp({}, { layouts: [] });
    delete other.port.answers.layouts;
    expect(rowsIn(other.el, 'variables')).to.have.length(4);
  });

  it('reads again when the link comes back, where the first read failed', async () => {
    const { client, port } = fakeDesktopWith(
      {},
      { type: 'agent', picture: anAgent() },
      { type: 'dialog', added: true, picture: aDialog({ id: '7' }) },
    );
    const el = await fixture<CallData>(html`<call-data dialog-id="7" .client=${client}></call-data>`);
    await settle();
    await el.updateComplete;
    expect(rowsIn(el, 'variables').map(([name]) => name)).to.deep.equal(['callVariable1', 'callVariable2']);
    port.answers.layouts = () => [STANDARD];
    port.emit({ type: 'link', link: { state: 'connecting' } }, { type: 'link', link: { state: 'up' } });
    await settle();
    await el.updateComplete;
    expect(rowsIn(el, 'header')).to.deep.equal([['Customer', 'ACC-7781']]);
  });

  it('waits a moment for the order, so that nothing trades places, but not for long', async () => {
    const runtime = new VirtualRuntime({ wall: NINE_O_CLOCK });
    const picture = aDialog({ id: '7' });
    const { client, port } = fakeDesktopWith({ runtime }, { type: 'agent', picture: anAgent() }, { type: 'dialog', added: true, picture });
    port.answers.layouts = () => new Promise(() => {});
    const el = await fixture<CallData>(html`<call-data dialog-id="7" .client=${client}></call-data>`);
    expect(el.shadowRoot!.querySelector('dl') === null).to.equal(true);
    await runtime.advance(2_000);
    await el.updateComplete;
    expect(rowsIn(el, 'variables')).to.have.length(2);
    el.remove();
    expect(runtime.timers).to.equal(0);
  });

  it('offers no change where the platform cannot, and says why where it cannot now', async () => {
    const without = await setUp({}, { features: ['agent-state', 'voice', 'layouts'] });
    expect(without.one('[part=edit]') === null).to.equal(true);
    expect(without.one('[part=message]') === null).to.equal(true);
    const { el, edit, field, settled, one } = await setUp({}, { ringing: true });
    expect(edit('Segment')).to.have.attribute('aria-disabled', 'true');
    expect(one(`#${edit('Segment').getAttribute('aria-describedby')}`).textContent).to.equal('Answer the call first');
    edit('Segment').click();
    await settled();
    expect(field('Segment') === null).to.equal(true);
    await expect(el).to.be.accessible();
  });
});

describe('<call-data>, changing a value', () => {
  it('begins with Enter, sends with Enter, shows the platform’s value until it reports another, and moves nothing', async () => {
    const { el, port, edit, field, value, press, type, active, message, report, places, one } = await setUp();
    const before = places();
    edit('Segment').focus();
    await press('Enter');
    expect(field('Segment')!.value).to.equal('Gold');
    expect(active()).to.equal('Segment');
    expect(places()).to.equal(before);
    await expect(el).to.be.accessible();
    await type('Silver');
    await press('Enter');
    expect(port.sent).to.deep.equal([{ type: 'update-call-data', dialogId: '7', variables: [{ name: 'callVariable3', value: 'Silver' }] }]);
    expect(field('Segment') === null).to.equal(true);
    expect(value('Segment')).to.equal('Gold');
    expect(edit('Segment')).to.have.attribute('aria-busy', 'true');
    expect(message()).to.equal('Saving…');
    expect(active()).to.equal('Edit Segment');
    expect(places()).to.equal(before);
    await expect(el).to.be.accessible();
    await report({ variables: gold('Silver') });
    port.confirm();
    await report({ variables: gold('Silver') });
    expect(value('Segment')).to.equal('Silver');
    expect(message()).to.equal('');
    expect(one('[part=save]') === null).to.equal(true);
    expect(active()).to.equal('Edit Segment');
    expect(places()).to.equal(before);
  });

  it('sends only what was changed, all of it at once, and never a second time', async () => {
    const { port, edit, field, one, settled, type } = await setUp();
    for (const label of ['Segment', 'Case']) {
      edit(label).click();
      await settled();
    }
    expect(field('Segment')!.value).to.equal('Gold');
    await type('C-19');
    one('[part=save]').click();
    one('[part=save]').click();
    await settled();
    expect(port.sent).to.deep.equal([{ type: 'update-call-data', dialogId: '7', variables: [{ name: 'user.Case[0]', value: 'C-19' }] }]);
  });

  it('can empty a value, and sends nothing where nothing was changed', async () => {
    const { port, edit, field, press, active } = await setUp();
    edit('Segment').focus();
    await press('Enter');
    await press('Enter');
    expect(port.sent).to.deep.equal([]);
    expect(field('Segment') === null).to.equal(true);
    expect(active()).to.equal('Edit Segment');
    await press('Enter');
    await press('Delete');
    await press('Enter');
    expect(port.sent[0]).to.deep.include({ variables: [{ name: 'callVariable3', value: '' }] });
  });

  it('is given up with Escape, or by Cancel for all, and the focus stays', async () => {
    const { port, edit, field, value, press, type, active, one, settled } = await setUp();
    for (const label of ['Segment', 'Case']) {
      edit(label).click();
      await settled();
    }
    await type('C-19');
    await press('Escape');
    expect(field('Case') === null).to.equal(true);
    expect(active()).to.equal('Edit Case');
    expect(field('Segment')!.value).to.equal('Gold');
    one('[part=cancel]').click();
    await settled();
    expect(field('Segment') === null).to.equal(true);
    expect(active()).to.equal('Edit Segment');
    expect(value('Segment')).to.equal('Gold');
    expect(port.sent).to.deep.equal([]);
  });

  it('keeps what is typed when the value changes elsewhere, and says so', async () => {
    const { el, port, edit, field, press, type, message, report } = await setUp();
    edit('Segment').click();
    await el.updateComplete;
    await type('Silver');
    await report({ variables: gold('Platinum') });
    expect(field('Segment')!.value).to.equal('Silver');
    expect(message()).to.equal('Segment has changed meanwhile: Platinum');
    await report({ variables: gold('') });
    expect(message()).to.equal('Segment has changed meanwhile: empty');
    await press('Enter');
    expect(port.sent[0]).to.deep.include({ variables: [{ name: 'callVariable3', value: 'Silver' }] });
  });

  it('leaves a value alone that somebody else changed under an untouched field', async () => {
    const { port, edit, press, report, settled } = await setUp();
    edit('Segment').click();
    await settled();
    await report({ variables: gold('Platinum') });
    await press('Enter');
    expect(port.sent).to.deep.equal([]);
  });

  it('says at once when it is too long, in the platform’s bytes, and does not send it', async () => {
    const { el, port, edit, field, press, type, message, active, places } = await setUp();
    edit('Segment').click();
    await el.updateComplete;
    const before = places();
    await type('ü'.repeat(21));
    expect(message()).to.equal('Segment is too long: 42 of 40 bytes');
    expect(field('Segment')).to.have.attribute('aria-invalid', 'true');
    expect(places()).to.equal(before);
    await expect(el).to.be.accessible();
    await press('Enter');
    expect(port.sent).to.deep.equal([]);
    expect(active()).to.equal('Segment');
    await press('Backspace');
    expect(message()).to.equal('');
    await press('Enter');
    expect(port.sent).to.have.length(1);
  });

  it('moves nothing for a long word in a narrow column', async () => {
    const { el, edit, type, message, places, report, one } = await setUp();
    el.style.inlineSize = '250px';
    edit('Segment').click();
    await el.updateComplete;
    const before = places();
    await type('x'.repeat(50));
    expect(message()).to.equal('Segment is too long: 50 of 40 bytes');
    expect(places()).to.equal(before);
    one('[part=cancel]').click();
    edit('Case').click();
    await el.updateComplete;
    const { height } = one('.foot').getBoundingClientRect();
    await report({ variables: [...VARIABLES, { name: 'user.Case[0]', value: 'C-19 '.repeat(40) }] });
    expect(message()).to.match(/^Case has changed meanwhile: C-19/);
    expect(one('.foot').getBoundingClientRect().height).to.equal(height);
  });

  it('tells a refusal in the line that is there, keeps what was typed, and forgets the refusal with the next key', async () => {
    const { el, port, edit, field, press, type, message, active, places, settled, value } = await setUp();
    edit('Segment').click();
    await el.updateComplete;
    await type('Silver');
    const before = places();
    const failed = oneEvent(el, 'command-failed');
    await press('Enter');
    port.refuse('refused');
    await failed;
    await settled();
    expect(message()).to.equal('Save: The platform refused');
    expect(field('Segment')!.value).to.equal('Silver');
    expect(active()).to.equal('Segment');
    expect(places()).to.equal(before);
    await expect(el).to.be.accessible();
    await type('!');
    expect(message()).to.equal('');
    await press('Escape');
    expect(value('Segment')).to.equal('Gold');
  });

  it('shows what another widget asked for, and can be rid of its refusal', async () => {
    const { el, client, port, message, one, settled, edit } = await setUp();
    const asked = client.run({ type: 'update-call-data', dialogId: '7', variables: [{ name: 'callVariable3', value: 'Silver' }] });
    await settled();
    expect(message()).to.equal('Saving…');
    expect(edit('Segment')).to.have.attribute('aria-busy', 'true');
    port.refuse('refused');
    await asked.catch(() => {});
    await settled();
    expect(message()).to.equal('Save: The platform refused');
    await expect(el).to.be.accessible();
    one('[part=dismiss]').click();
    await settled();
    expect(message()).to.equal('');
  });

  it('stays in the field when the page keeps the change back', async () => {
    const { el, port, edit, field, press, type } = await setUp();
    el.addEventListener('command-request', (event) => event.preventDefault());
    edit('Segment').click();
    await el.updateComplete;
    await type('Silver');
    await press('Enter');
    expect(port.sent).to.deep.equal([]);
    expect(field('Segment')!.value).to.equal('Silver');
  });

  it('cannot be saved while the link is down, and is still there afterwards', async () => {
    const { el, port, edit, field, one, press, type, settled } = await setUp();
    edit('Segment').click();
    await el.updateComplete;
    await type('Silver');
    port.emit({ type: 'link', link: { state: 'connecting' } });
    await settled();
    expect(one('[part=save]')).to.have.attribute('aria-disabled', 'true');
    await press('Enter');
    expect(port.sent).to.deep.equal([]);
    port.emit({ type: 'link', link: { state: 'up' } });
    await settled();
    expect(field('Segment')!.value).to.equal('Silver');
    await press('Enter');
    expect(port.sent).to.have.length(1);
  });

  it('takes nothing of what was typed over to another call', async () => {
    const { el, port, edit, field, type, settled } = await setUp();
    edit('Segment').click();
    await el.updateComplete;
    await type('Silver');
    port.emit({ type: 'dialog', added: true, picture: aDialog({ id: '8', variables: VARIABLES }) });
    el.dialogId = '8';
    await settled();
    expect(field('Segment') === null).to.equal(true);
    el.dialogId = '7';
    await settled();
    expect(field('Segment') === null).to.equal(true);
  });

  it('shows any value as text, in the row and in the field', async () => {
    const { el, report, edit, field, value, settled } = await setUp();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 30 }), async (text) => {
        await report({ variables: gold(text) });
        expect(value('Segment')).to.equal(text === '' ? 'empty' : text.trim());
        expect(el.shadowRoot!.querySelector('[data-entry=callVariable3] [part=value]')!.childElementCount).to.equal(0);
      }),
      { numRuns: 30 },
    );
    await report({ variables: gold('<b onclick=alert(1)>"x"</b>') });
    edit('Segment').click();
    await settled();
    expect(field('Segment')!.value).to.equal('<b onclick=alert(1)>"x"</b>');
  });
});
