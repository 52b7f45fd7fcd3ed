import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { DialogPicture, Feature, Participant } from '@cordboard/core';
import { aCustomer, aDialog, anAgent, aParticipant, fakeDesktopWith, NINE_O_CLOCK, settle, VirtualRuntime } from '@cordboard/testing';
import type { CommandFailedDetail } from '../internal/desktop-element.js';
import { promisedTime } from './campaign.js';
import './define.js';
import type { OutboundPreview } from './outbound-preview.js';

const NUMBER = '+12065550142';
const contact = (own: Partial<Participant> = {}): Partial<DialogPicture> => ({
  direction: 'outbound',
  kind: 'reservation',
  callType: 'OUTBOUND_PREVIEW',
  state: 'alerting',
  from: '890001',
  to: '1001001',
  participants: [aParticipant({ state: 'alerting', actions: ['accept', 'close', 'reject'], ...own })],
  variables: [
    { name: 'BACampaign', value: 'Renewals' },
    { name: 'callVariable1', value: 'Renewal due in May' },
    { name: 'callVariable2', value: '' },
  ],
  outbound: { campaign: 'Renewals', account: 'ACC-7781', customerNumber: NUMBER, customerName: 'Sato,Hana' },
});
const onTheLine = (changes: Partial<DialogPicture> = {}, own: Partial<Participant> = {}): Partial<DialogPicture> => ({
  direction: 'outbound',
  callType: 'OUTBOUND',
  from: '1001001',
  to: NUMBER,
  participants: [
    aParticipant({ role: 'caller', actions: ['hold', 'drop', 'reclassify', 'schedule-callback', 'cancel-callback'], ...own }),
    aCustomer({ role: 'called' }),
  ],
  outbound: { campaign: 'Renewals', customerNumber: NUMBER },
  ...changes,
});
const SCHEDULED = { type: 'schedule-callback', dialogId: '7' };

describe('<outbound-preview>', () => {
  async function setUp(changes: Partial<DialogPicture>, features?: readonly Feature[]) {
    const runtime = new VirtualRuntime({ wall: NINE_O_CLOCK + 12_000 });
    const { client, port } = fakeDesktopWith(
      { runtime, ...(features ? { features } : {}) },
      { type: 'agent', picture: anAgent({ state: 'reserved-outbound-preview' }) },
      { type: 'dialog', added: true, picture: aDialog({ id: '7', ...changes }) },
    );
    const el = await fixture<OutboundPreview>(html`<outbound-preview dialog-id="7" .client=${client}></outbound-preview>`);
    const one = (selector: string) => el.renderRoot.querySelector<HTMLElement>(selector)!;
    const part = (name: string) => one(`[part~=${name}]`);
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
      part,
      settled,
      text: (name: string) => part(name).textContent.trim().replace(/\s+/g, ' '),
      message: () => one('article > [part=message]').textContent.trim(),
      show: async (next: Partial<DialogPicture>) => {
        port.emit({ type: 'dialog', added: false, picture: aDialog({ id: '7', ...next }) });
        await settled();
      },
      press: async (...keys: string[]) => {
        for (const press of keys) await sendKeys({ press });
        await settled();
      },
      click: async (target: HTMLElement) => {
        const { x, y, width, height } = target.getBoundingClientRect();
        await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(y + height / 2)] });
        await settled();
      },
      openForm: async () => {
        one('#callback').click();
        await waitUntil(() => one('#callback-popup')?.matches(':popover-open'));
        await settled();
      },
      fill: async (time: string, number: string) => {
        const fields = { '#time': time, '#number': number };
        for (const [field, value] of Object.entries(fields)) {
          const input = one(field) as HTMLInputElement;
          input.value = value;
          input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
        }
        await settled();
      },
      tip: (name: string) => one(`#why-${name}`)?.textContent,
      isOpen: (id: string) => one(id).matches(':popover-open'),
      focused: () => el.shadowRoot!.activeElement?.id,
    };
  }

  it('shows nothing without a client, for a call of no campaign, or on a platform without campaigns', async () => {
    const bare = await fixture<OutboundPreview>(html`<outbound-preview dialog-id="7"></outbound-preview>`);
    expect(bare.renderRoot.textContent?.trim()).to.equal('');
    const { el, show } = await setUp({});
    expect(el.renderRoot.textContent?.trim()).to.equal('');
    const { outbound: _, ...forgotten } = onTheLine();
    await show(forgotten);
    expect(el.renderRoot.querySelector('#callback'), 'by what is offered').to.not.equal(null);
    const without = await setUp(contact(), ['agent-state', 'voice']);
    expect(without.el.renderRoot.textContent?.trim()).to.equal('');
  });

  describe('a contact that is offered', () => {
    it('shows who it is, what is known, and what each answer means', async () => {
      const { el, text, runtime, one } = await setUp(contact());
      expect(text('who')).to.equal('Sato,Hana');
      expect(text('what')).to.equal(`${NUMBER} · Renewals · ACC-7781`);
      expect(text('state')).to.equal('Preview');
      expect(text('time')).to.equal('0:12');
      expect(text('variables'), 'nothing twice, nothing empty').to.equal('callVariable1 Renewal due in May');
      expect(['accept', 'reject', 'close'].map(text)).to.deep.equal(['Accept', 'Reject', 'Close']);
      expect(one('[part~=accept]').className).to.contain('primary');
      const meaning = (name: string) => one(`#${one(`[part~=${name}]`).getAttribute('aria-describedby')}`).textContent;
      expect(['accept', 'reject', 'close'].map(meaning)).to.deep.equal([
        'Calls the customer',
        'Back to the campaign, may be offered again',
        'Not called again in this campaign',
      ]);
      await runtime.advance(60_000);
      await el.updateComplete;
      expect(text('time')).to.equal('1:12');
      await expect(el).to.be.accessible();
    });

    it('leads with the number where no name is known, and says that there is none', async () => {
      const { text, show } = await setUp({ ...contact(), outbound: { campaign: 'Renewals', customerNumber: NUMBER } });
      expect(text('who')).to.equal(NUMBER);
      expect(text('what')).to.equal('Renewals');
      await show({ ...contact(), outbound: { status: 'DIRECT_PREVIEW' } });
      expect(text('who')).to.equal('No number');
    });

    for (const action of ['accept', 'reject', 'close'] as const) {
      it(`asks to ${action} by pointer and by keyboard, once`, async () => {
        const { port, part, click, press, settled } = await setUp(contact());
        await click(part(action));
        expect(port.sent).to.deep.equal([{ type: 'dialog-action', dialogId: '7', action }]);
        expect(part(action)).to.have.attribute('aria-busy', 'true');
        await press('Enter');
        part(action).click();
        expect(port.sent).to.have.length(1);
        port.refuse();
        await settled();
        part(action).focus();
        await press('Enter');
        expect(port.sent).to.have.length(2);
      });
    }

    it('shows that the customer is called once the platform says so, with every control in its place', async () => {
      const { el, port, part, click, text, show, tip } = await setUp(contact());
      const places = () => ['accept', 'reject', 'close', 'message'].map((name) => JSON.stringify(part(name).getBoundingClientRect()));
      const before = places();
      await click(part('accept'));
      expect(text('state'), 'nothing is taken for done').to.equal('Preview');
      expect(places()).to.deep.equal(before);
      await expect(el).to.be.accessible();
      await show({ ...contact({ state: 'accepted', actions: [] }), state: 'accepted' });
      expect(text('state')).to.equal('Calling');
      expect(places()).to.deep.equal(before);
      expect(part('accept')).to.have.attribute('aria-disabled', 'true');
      expect(tip('accept')).to.equal('The other side has not answered yet');
      expect(part('accept').matches(':focus')).to.equal(true);
      part('close').click();
      expect(port.sent).to.have.length(1);
      await expect(el).to.be.accessible();
    });

    it('follows what the platform offers alone', async () => {
      const { part, tip, show, el, port } = await setUp(contact({ actions: ['accept', 'reject'] }));
      expect(part('close')).to.have.attribute('aria-disabled', 'true');
      expect(tip('close')).to.equal('The platform does not offer it now');
      part('close').focus();
      expect(el.renderRoot.querySelector('#why-close')!.matches(':popover-open'), 'told with the focus').to.equal(true);
      await show(contact());
      expect(part('close')).to.have.attribute('aria-disabled', 'false');
      port.emit({ type: 'link', link: { state: 'connecting' } });
      await el.updateComplete;
      expect(tip('accept')).to.equal('No connection');
    });

    it('says what was refused in the line that is always there, until the next try', async () => {
      const { el, port, part, click, message, settled } = await setUp(contact());
      const { height } = el.getBoundingClientRect();
      const failed = oneEvent(el, 'command-failed');
      await click(part('accept'));
      port.refuse('not-supported');
      expect(((await failed).detail as CommandFailedDetail).error.code).to.equal('not-supported');
      await settled();
      expect(message()).to.equal('Accept: This platform does not have it');
      expect(el.getBoundingClientRect().height).to.equal(height);
      await expect(el).to.be.accessible();
      await click(part('reject'));
      expect(message()).to.equal('');
    });

    it('shows what it is told as text, and holds it in a narrow column', async () => {
      const value = `<img src=x onerror=alert(1)>${'x'.repeat(200)}`;
      const { el, one } = await setUp({ ...contact(), variables: [{ name: 'user.Note', value }], outbound: { campaign: 'y'.repeat(80) } });
      el.style.inlineSize = '280px';
      expect(one('dd').textContent).to.equal(value);
      expect(el.scrollWidth).to.be.at.most(280);
      await expect(el).to.be.accessible();
    });
  });

  describe('a campaign’s call', () => {
    it('shows its class and the promised callback as reported', async () => {
      const { el, text, show } = await setUp(onTheLine());
      expect(text('who')).to.equal(NUMBER);
      expect(text('reclassify')).to.equal('Reclassify Not reclassified');
      expect(text('callback')).to.equal('Call back None promised');
      const { height } = el.getBoundingClientRect();
      await expect(el).to.be.accessible();
      const callback = { time: '2026-03-07T14:30', number: '2065550142' };
      await show(
        onTheLine({ callback, outbound: { campaign: 'Renewals', classification: 'ANS_MACHINE', classified: 'answering-machine' } }),
      );
      expect(text('reclassify')).to.equal('Reclassify Answering machine');
      expect(text('callback')).to.equal(`Call back ${promisedTime(callback.time)} · 2065550142`.replace(/\s+/g, ' '));
      expect(el.getBoundingClientRect().height, 'moves nothing').to.equal(height);
      await show(onTheLine({ outbound: { campaign: 'Renewals', classification: 'CARRIER_PIGEON' } }));
      expect(text('reclassify'), 'a word that nobody knows stays as written').to.equal('Reclassify CARRIER_PIGEON');
    });

    it('reads a promised time in no zone but its own', () => {
      expect(promisedTime('2026-03-07T14:30')).to.match(/2026/);
      expect(promisedTime('2026-03-07T14:30')).to.match(/30/);
      for (const odd of ['tomorrow', '2026-13-45T99:99', '']) expect(promisedTime(odd)).to.equal(odd);
    });

    it('reclassifies by keyboard, one at a time', async () => {
      const { el, port, one, press, isOpen, text } = await setUp(onTheLine());
      one('#button').focus();
      await press('Enter');
      expect(isOpen('#popup')).to.equal(true);
      await expect(el).to.be.accessible();
      await press('a', 'Enter');
      expect(isOpen('#popup')).to.equal(false);
      expect(port.sent).to.deep.equal([{ type: 'reclassify', dialogId: '7', classification: 'answering-machine' }]);
      expect(one('#button')).to.have.attribute('aria-busy', 'true');
      expect(text('reclassify')).to.contain('Not reclassified');
      await press('Enter');
      expect(isOpen('#popup')).to.equal(false);
    });

    it('sends nothing for the class that it has', async () => {
      const { port, one, press } = await setUp(onTheLine({ outbound: { campaign: 'R', classified: 'busy', classification: 'BUSY' } }));
      one('#button').focus();
      await press('Enter', 'Enter');
      expect(port.sent).to.deep.equal([]);
    });

    it('promises a callback by a time, a number, or both', async () => {
      for (const [time, number, sent] of [
        ['2026-03-07T14:30', '', { time: '2026-03-07T14:30' }],
        ['', '(206) 555-0142', { number: '2065550142' }],
        ['2026-03-07T14:30', '+1 206 555 0142', { time: '2026-03-07T14:30', number: NUMBER }],
      ] as const) {
        const { el, port, one, click, fill, focused, settled, isOpen, openForm } = await setUp(onTheLine());
        await openForm();
        expect(focused()).to.equal('time');
        await fill(time, number);
        await click(one('[part~=promise]'));
        expect(port.sent).to.deep.equal([{ ...SCHEDULED, ...sent }]);
        expect(one('[part~=promise]')).to.have.attribute('aria-busy', 'true');
        expect(isOpen('#callback-popup')).to.equal(true);
        port.confirm();
        await settled();
        expect(isOpen('#callback-popup')).to.equal(false);
        expect(focused()).to.equal('callback');
        expect((one('#time') as HTMLInputElement).value).to.equal('');
        el.remove();
      }
    });

    it('says in whose zone the time is, and what is missing or wrong, before anything is sent', async () => {
      const { el, port, one, fill, press, focused, openForm } = await setUp(onTheLine());
      await openForm();
      expect(one('#zone').textContent).to.equal('Customer’s local time, as the platform has it');
      await expect(el).to.be.accessible();
      const { height } = one('#callback-popup').getBoundingClientRect();
      await press('Enter');
      expect(one('#wrong').textContent).to.equal('Enter a time, a number, or both');
      expect(one('#time')).to.have.attribute('aria-invalid', 'true');
      expect(one('#callback-popup').getBoundingClientRect().height, 'moves nothing').to.equal(height);
      await expect(el).to.be.accessible();
      await fill('', 'after lunch');
      expect(one('#wrong').textContent).to.equal('');
      one('#number').focus();
      await press('Enter');
      expect(one('#wrong').textContent).to.equal('Only digits, *, # and a leading +');
      expect(focused()).to.equal('number');
      await fill('', '');
      one('#time').focus();
      await sendKeys({ press: '1' });
      await press('Enter');
      expect(one('#wrong').textContent).to.equal('Enter the day and the time, or neither');
      expect(port.sent).to.deep.equal([]);
    });

    it('keeps the form and what was typed when it was refused, with the words in it', async () => {
      const { el, port, one, click, fill, settled, message, isOpen, openForm } = await setUp(onTheLine());
      await openForm();
      await fill('', '2065550142');
      await click(one('[part~=promise]'));
      port.refuse('refused');
      await settled();
      expect(isOpen('#callback-popup')).to.equal(true);
      expect(one('#wrong').textContent).to.equal('Call back: The platform refused');
      expect((one('#number') as HTMLInputElement).value).to.equal('2065550142');
      await expect(el).to.be.accessible();
      await click(one('#callback'));
      expect(message(), 'told where it is seen').to.equal('Call back: The platform refused');
      await click(one('#callback'));
      expect(one('#wrong').textContent).to.equal('');
    });

    it('changes a promise from what it is, and takes it back', async () => {
      const callback = { time: '2026-03-07T14:30', number: '2065550142' };
      const { port, one, click, show, isOpen, text, focused, press, openForm } = await setUp(onTheLine({ callback }));
      await openForm();
      expect((one('#time') as HTMLInputElement).value).to.equal(callback.time);
      expect((one('#number') as HTMLInputElement).value).to.equal(callback.number);
      await click(one('[part~=cancel]'));
      expect(port.sent).to.deep.equal([{ type: 'cancel-callback', dialogId: '7' }]);
      expect(text('callback'), 'nothing is taken for done').to.contain('2065550142');
      await show(onTheLine());
      expect(text('callback')).to.contain('None promised');
      expect(isOpen('#callback-popup')).to.equal(false);
      expect(focused()).to.equal('callback');
      await press('Enter');
      expect(one('[part~=cancel]') === null, 'nothing to take back').to.equal(true);
    });

    it('closes the form by Escape, a press elsewhere and its button, and keeps what was typed', async () => {
      const { el, one, click, fill, press, isOpen, focused, openForm } = await setUp(onTheLine());
      const open = () => isOpen('#callback-popup');
      await openForm();
      await fill('', '2065');
      one('#number').focus();
      await press('Escape');
      expect(open()).to.equal(false);
      expect(focused()).to.equal('callback');
      await press('Enter');
      expect(open()).to.equal(true);
      expect((one('#number') as HTMLInputElement).value).to.equal('2065');
      await click(one('#callback'));
      expect(open()).to.equal(false);
      await click(one('#callback'));
      await sendMouse({ type: 'click', position: [790, 590] });
      await el.updateComplete;
      expect(open()).to.equal(false);
    });

    it('blocks what the platform does not offer, and says why', async () => {
      const { el, one, tip, port, show, isOpen, openForm } = await setUp(onTheLine({}, { actions: ['drop'] }));
      for (const name of ['reclassify', 'callback'] as const) expect(tip(name)).to.equal('The platform does not offer it now');
      one('#callback').click();
      one('#button').click();
      await el.updateComplete;
      expect(one('#callback-popup') === null && !isOpen('#popup')).to.equal(true);
      await expect(el).to.be.accessible();
      await show(onTheLine({ callback: { number: '2' } }, { actions: ['cancel-callback'] }));
      await openForm();
      expect(one('[part~=promise]')).to.have.attribute('aria-disabled', 'true');
      expect(one('[part~=cancel]')).to.have.attribute('aria-disabled', 'false');
      port.emit({ type: 'dialog-ended', dialogId: '7' });
      await el.updateComplete;
      expect(el.renderRoot.textContent?.trim()).to.equal('');
    });
  });
});
