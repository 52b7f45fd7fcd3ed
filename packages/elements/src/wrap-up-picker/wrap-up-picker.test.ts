import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { Agent, DialogPicture, Feature, Participant, WrapUpReason } from '@cordboard/core';
import { aCustomer, aDialog, anAgent, aParticipant, fakeDesktopWith, NINE_O_CLOCK, settle, VirtualRuntime } from '@cordboard/testing';
import type { CommandFailedDetail } from '../internal/desktop-element.js';
import './define.js';
import type { WrapUpPicker } from './wrap-up-picker.js';

const WORDS = [
  'Refund issued',
  'Payment arranged',
  'Address changed',
  'Escalated',
  'Callback promised',
  'Wrong number',
  'Sale',
  'Étude',
  'Other',
];
const reasonsUpTo = (count: number): WrapUpReason[] => WORDS.slice(0, count).map((label, n) => ({ id: `${n + 1}`, label }));
const wrappingUp = (changes: Partial<Participant> = {}): readonly Participant[] => [
  aParticipant({ state: 'wrap-up', actions: ['update-call-data'], ...changes }),
  aCustomer({ state: 'dropped' }),
];

interface World {
  readonly reasons?: number;
  readonly features?: readonly Feature[];
  readonly settings?: Agent['settings'];
}

const SEVERAL: readonly Feature[] = ['agent-state', 'voice', 'call-data', 'wrap-up', 'wrap-up-several'];

describe('<wrap-up-picker>', () => {
  async function setUp(changes: Partial<DialogPicture> = {}, { reasons = 4, features, settings }: World = {}) {
    const runtime = new VirtualRuntime({ wall: NINE_O_CLOCK + 42_000 });
    const { client, port } = fakeDesktopWith(
      { runtime, ...(features ? { features } : {}) },
      { type: 'agent', picture: anAgent({ state: 'talking', ...(settings ? { settings } : {}) }) },
      { type: 'dialog', added: true, picture: aDialog({ id: '7', ...changes }) },
    );
    port.answers['wrap-up-reasons'] = () => reasonsUpTo(reasons);
    const el = await fixture<WrapUpPicker>(html`<wrap-up-picker dialog-id="7" .client=${client}></wrap-up-picker>`);
    const one = (selector: string) => el.renderRoot.querySelector<HTMLElement>(selector)!;
    const all = (selector: string) => [...el.renderRoot.querySelectorAll<HTMLElement>(selector)];
    const settled = async () => {
      await settle();
      await el.updateComplete;
    };
    return {
      el,
      client,
      port,
      runtime,
      one,
      settled,
      button: one('#button'),
      show: async (next: Partial<DialogPicture>) => {
        port.emit({ type: 'dialog', added: false, picture: aDialog({ id: '7', ...next }) });
        await settled();
      },
      press: async (...keys: string[]) => {
        for (const press of keys) await sendKeys({ press });
        await settled();
      },
      open: async () => {
        one('#button').click();
        await settled();
      },
      reason: () => one('[part=state]').textContent,
      note: () => one('[part=note]').textContent,
      time: () => one('[part=time]').textContent.trim(),
      isOpen: () => one('#popup').matches(':popover-open'),
      lines: () => all('[role=option]').map((option) => option.innerText.trim()),
      selected: () => all('[aria-selected=true]').map((option) => option.innerText.trim()),
    };
  }

  it('shows nothing without a client, a call, or a platform that has wrap-up reasons', async () => {
    const bare = await fixture<WrapUpPicker>(html`<wrap-up-picker dialog-id="7"></wrap-up-picker>`);
    expect(bare.renderRoot.querySelector('button') === null).to.equal(true);
    const { el } = await setUp();
    el.dialogId = '8';
    await el.updateComplete;
    expect(el.renderRoot.querySelector('button') === null).to.equal(true);
    const other = await setUp({}, { features: ['voice', 'call-data', 'agent-state'] });
    expect(other.one('button') === null).to.equal(true);
  });

  it('shows the reason as reported, and that there is none', async () => {
    const { el, reason, note, show, button, time } = await setUp();
    expect(reason()).to.equal('No reason yet');
    expect(note()).to.equal('Wrap-up on request');
    expect(time()).to.equal('');
    expect(button).to.have.attribute('aria-label', 'Wrap-up');
    await expect(el).to.be.accessible();
    await show({ wrapUp: { reasons: ['Refund issued', 'Set by somebody else'] } });
    expect(reason()).to.equal('Refund issued, Set by somebody else');
    await expect(el).to.be.accessible();
  });

  it('tells by the direction of the call what wrap-up follows it', async () => {
    const settings = { wrapUpIncoming: 'required-with-reason', wrapUpOutgoing: 'not-allowed' } as const;
    const { note, show, button } = await setUp({}, { settings });
    expect(note()).to.equal('Reason required after this call');
    expect(button).to.have.attribute('aria-required', 'true');
    await show({ direction: 'outbound' });
    expect(note()).to.equal('No time for wrap-up');
    expect(button).to.have.attribute('aria-required', 'false');
    await show({ direction: 'internal' });
    expect(note()).to.equal('Wrap-up');
  });

  it('tells in wrap-up that a reason is required until one is reported, and how long it has lasted', async () => {
    const settings = { wrapUpIncoming: 'required-with-reason' } as const;
    const { el, note, time, show, runtime, button } = await setUp({ participants: wrappingUp() }, { settings });
    expect(note()).to.equal('Reason required');
    expect(time()).to.equal('0:42');
    expect(button).to.have.attribute('data-reason', 'needed');
    await expect(el).to.be.accessible();
    await runtime.advance(60_000);
    await el.updateComplete;
    expect(time()).to.equal('1:42');
    await show({ participants: wrappingUp(), wrapUp: { reasons: ['Sale'] } });
    expect(note()).to.equal('In wrap-up');
    expect(button).to.have.attribute('data-reason', 'set');
  });

  it('reads reasons when first opened, once, and not before', async () => {
    const { open, press, port, lines, isOpen } = await setUp();
    expect(port.asked).to.deep.equal([]);
    await open();
    expect(lines()).to.deep.equal(['Refund issued', 'Payment arranged', 'Address changed', 'Escalated']);
    await press('Escape');
    expect(isOpen()).to.equal(false);
    await open();
    expect(port.asked).to.deep.equal([{ type: 'wrap-up-reasons' }]);
  });

  it('says that reasons are on their way, could not be read, or are not set up', async () => {
    const { el, open, press, lines, port, settled } = await setUp();
    let answer: (reasons: WrapUpReason[]) => void = () => {};
    port.answers['wrap-up-reasons'] = () => new Promise((resolve) => (answer = resolve));
    await open();
    expect(lines()).to.deep.equal(['Reading reasons…']);
    await press('Enter');
    answer([]);
    await settled();
    expect(lines()).to.deep.equal(['No reasons are set up']);
    await expect(el).to.be.accessible();
    const second = await setUp();
    delete second.port.answers['wrap-up-reasons'];
    await second.open();
    expect(second.lines()).to.deep.equal(['Reasons could not be read. Try again']);
    second.port.answers['wrap-up-reasons'] = () => reasonsUpTo(2);
    await second.press('Enter');
    expect(second.lines()).to.deep.equal(['Refund issued', 'Payment arranged']);
    expect(second.isOpen()).to.equal(true);
    expect([...port.sent, ...second.port.sent]).to.deep.equal([]);
  });

  it('sets one reason by keyboard, is busy until it is reported, and keeps the focus', async () => {
    const { el, open, press, port, button, reason, note, isOpen, show } = await setUp();
    const before = el.getBoundingClientRect().height;
    await open();
    await press('p', 'Enter');
    expect(isOpen()).to.equal(false);
    expect(port.sent).to.deep.equal([{ type: 'set-wrap-up', dialogId: '7', reasons: ['Payment arranged'] }]);
    expect(reason(), 'nothing is taken for done').to.equal('No reason yet');
    expect(note()).to.equal('Asked for: Payment arranged');
    expect(button).to.have.attribute('aria-busy', 'true');
    expect(el.shadowRoot!.activeElement === button).to.equal(true);
    await expect(el).to.be.accessible();
    await press('Enter');
    expect(isOpen()).to.equal(false);
    await show({ wrapUp: { reasons: ['Payment arranged'] } });
    expect(reason()).to.equal('Payment arranged');
    expect(button).to.have.attribute('aria-busy', 'false');
    expect(el.getBoundingClientRect().height, 'moves nothing').to.equal(before);
  });

  it('changes one reason for another by pointer, and sends nothing for the one that is set', async () => {
    const { one, open, port, selected, settled, isOpen, press } = await setUp({ wrapUp: { reasons: ['Refund issued'] } });
    await open();
    expect(selected()).to.deep.equal(['Refund issued']);
    await press('Enter');
    expect(isOpen()).to.equal(false);
    expect(port.sent).to.deep.equal([]);
    await open();
    const { x, y, width, height } = one('#option-2').getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(y + height / 2)] });
    await settled();
    expect(port.sent).to.deep.equal([{ type: 'set-wrap-up', dialogId: '7', reasons: ['Address changed'] }]);
  });

  it('finds reasons by typing where there are many', async () => {
    const { el, open, press, lines, one, port } = await setUp({}, { reasons: 9 });
    await open();
    expect(el.shadowRoot!.activeElement?.getAttribute('part')).to.equal('search');
    await expect(el).to.be.accessible();
    await sendKeys({ type: 'etu' });
    await press();
    expect(lines()).to.deep.equal(['Étude']);
    await sendKeys({ type: 'x' });
    await press();
    expect(one('.heading').textContent).to.equal('Nothing found');
    await press('Backspace', 'Enter');
    expect(port.sent).to.deep.equal([{ type: 'set-wrap-up', dialogId: '7', reasons: ['Étude'] }]);
  });

  it('adds and takes away where the platform takes several, one after the other in an open list', async () => {
    const { el, open, press, port, show, isOpen, selected, one, note } = await setUp(
      { wrapUp: { reasons: ['Not in the list', 'Refund issued'] } },
      { features: SEVERAL },
    );
    await open();
    expect(one('#list')).to.have.attribute('aria-multiselectable', 'true');
    await press('ArrowDown', 'Enter');
    expect(isOpen()).to.equal(true);
    await expect(el).to.be.accessible();
    await press('ArrowDown', 'Enter');
    expect(port.sent, 'one at a time').to.deep.equal([
      { type: 'set-wrap-up', dialogId: '7', reasons: ['Not in the list', 'Refund issued', 'Payment arranged'] },
    ]);
    expect(note()).to.equal('Asked for: Not in the list, Refund issued, Payment arranged');
    await show({ wrapUp: { reasons: ['Refund issued', 'Payment arranged'] } });
    port.confirm();
    await press();
    expect(selected()).to.deep.equal(['Refund issued', 'Payment arranged']);
    await press('Home', 'Enter');
    expect(port.sent.at(-1)).to.deep.equal({ type: 'set-wrap-up', dialogId: '7', reasons: ['Payment arranged'] });
    await show({ wrapUp: { reasons: ['Payment arranged'] } });
    await press('ArrowDown', 'Enter');
    expect(port.sent, 'the last one stays').to.have.length(2);
    await press('Escape');
    expect(isOpen()).to.equal(false);
  });

  it('says what was refused in the line that is always there, until the next try', async () => {
    const { el, open, press, port, note, one, settled } = await setUp();
    const before = el.getBoundingClientRect().height;
    await open();
    const failed = oneEvent(el, 'command-failed');
    await press('Enter');
    port.refuse('invalid-state');
    expect(((await failed).detail as CommandFailedDetail).error.code).to.equal('invalid-state');
    await settled();
    expect(note()).to.equal('Not possible in the present state');
    expect(one('[role=alert]').textContent).to.equal('Not possible in the present state');
    expect(el.getBoundingClientRect().height).to.equal(before);
    await expect(el).to.be.accessible();
    await open();
    expect(note()).to.equal('Wrap-up on request');
  });

  it('sends nothing that the page keeps back', async () => {
    const { el, open, press, port } = await setUp();
    el.addEventListener('command-request', (event) => event.preventDefault());
    await open();
    await press('Enter');
    expect(port.sent).to.deep.equal([]);
  });

  it('follows what the platform offers, and says why it is blocked', async () => {
    const { el, one, show, button, open, isOpen, press } = await setUp({
      participants: [aParticipant({ state: 'alerting', actions: ['answer'] }), aCustomer()],
    });
    const why = () => one('[role=tooltip]')?.textContent || undefined;
    expect(button).to.have.attribute('aria-disabled', 'true');
    expect(why()).to.equal('Answer the call first');
    await open();
    expect(isOpen()).to.equal(false);
    expect(one('[role=tooltip]').matches(':popover-open'), 'told on a click').to.equal(true);
    await expect(el).to.be.accessible();
    await show({ participants: wrappingUp({ actions: [] }) });
    expect(why()).to.equal('The call is over; wrap-up is left');
    await show({ participants: wrappingUp() });
    expect(why()).to.equal(undefined);
    await open();
    expect(isOpen()).to.equal(true);
    await show({ participants: wrappingUp({ actions: [] }) });
    expect(isOpen(), 'closes when nothing can be chosen any more').to.equal(false);
    expect(el.shadowRoot!.activeElement === button).to.equal(true);
    await press('Enter');
    expect(isOpen()).to.equal(false);
  });

  it('freezes and is blocked while the link is down', async () => {
    const { el, port, runtime, time, one } = await setUp({ participants: wrappingUp() });
    port.emit({ type: 'link', link: { state: 'connecting' } });
    await runtime.advance(20_000);
    await el.updateComplete;
    expect(time()).to.equal('0:42');
    expect(one('[role=tooltip]').textContent).to.equal('No connection');
    await expect(el).to.be.accessible();
  });

  it('holds long reasons in a narrow column, from right to left too', async () => {
    const { el, open, one } = await setUp({ wrapUp: { reasons: ['A reason with thirty-nine bytes in its label'] } });
    el.style.inlineSize = '240px';
    el.dir = 'rtl';
    await open();
    expect(el.scrollWidth).to.be.at.most(240);
    const { right } = one('#popup').getBoundingClientRect();
    expect(Math.abs(right - one('#button').getBoundingClientRect().right)).to.be.at.most(1);
  });
});
