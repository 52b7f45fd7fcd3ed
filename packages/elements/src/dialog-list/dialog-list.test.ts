import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import {
  aCustomer,
  aDialog,
  aHeldDialog,
  anAgent,
  aParticipant,
  aRingingDialog,
  fakeDesktop,
  fakeDesktopWith,
  NINE_O_CLOCK,
  VirtualRuntime,
} from '@cordboard/testing';
import type { DialogPicture, PortEvent } from '@cordboard/core';
import './define.js';
import type { DialogCard } from '../dialog-card/dialog-card.js';
import type { DialogList } from './dialog-list.js';

const AGENT: PortEvent = { type: 'agent', picture: anAgent({ state: 'talking', next: [] }) };

function reported(picture: DialogPicture): PortEvent {
  return { type: 'dialog', added: true, picture };
}

async function setUp(...pictures: readonly DialogPicture[]) {
  const { client, port } = fakeDesktop(AGENT, ...pictures.map(reported));
  const el = await fixture<DialogList>(html`<dialog-list .client=${client}></dialog-list>`);
  await rendered(el);
  return { client, port, el };
}

async function rendered(el: DialogList): Promise<void> {
  await el.updateComplete;
  for (const card of cards(el)) {
    await card.updateComplete;
    await card.shadowRoot!.querySelector('dialog-controls')?.updateComplete;
  }
}

function cards(el: DialogList): readonly DialogCard[] {
  return [...el.shadowRoot!.querySelectorAll('dialog-card')];
}

function words(card: DialogCard | undefined, name: string): string {
  return card!.shadowRoot!.querySelector(`[part=${name}]`)!.textContent.replace(/\s+/g, ' ').trim();
}

function spoken(el: DialogList): string {
  return el.shadowRoot!.querySelector('[aria-live=assertive]')!.textContent;
}

describe('<dialog-list>', () => {
  it('announces a contact that a campaign offers by the customer, not by the dialler’s port', async () => {
    const { el } = await setUp(
      aRingingDialog({
        kind: 'reservation',
        from: '890001',
        outbound: { campaign: 'Renewals preview', customerNumber: '+12065550142' },
      }),
    );
    expect(spoken(el)).to.equal('Outbound preview: +12065550142, Renewals preview');
  });

  it('says that there are no calls, with and without a client', async () => {
    const bare = await fixture<DialogList>(html`<dialog-list></dialog-list>`);
    expect(bare.shadowRoot!.querySelector('[part=empty]')!.textContent.trim()).to.equal('No calls');
    const { el } = await setUp();
    expect(el.shadowRoot!.querySelector('[part=empty]')!.textContent.trim()).to.equal('No calls');
    await expect(el).to.be.accessible();
  });

  it('shows who, what, the state and its time for each call', async () => {
    const runtime = new VirtualRuntime({ wall: NINE_O_CLOCK });
    const { client } = fakeDesktopWith({ runtime }, AGENT, reported(aHeldDialog()));
    const el = await fixture<DialogList>(html`<dialog-list .client=${client}></dialog-list>`);
    await runtime.advance(42_000);
    await rendered(el);
    const [card] = cards(el);
    expect([words(card, 'who'), words(card, 'what'), words(card, 'state'), words(card, 'time')]).to.deep.equal([
      '+12065550142',
      'Billing',
      'On hold',
      '0:42',
    ]);
    await expect(el).to.be.accessible();
    el.remove();
    expect(runtime.timers, 'no timer once nothing shows a time').to.equal(0);
  });

  it('speaks the words of the trade', async () => {
    const own = aParticipant({ role: 'caller' });
    const rows: readonly [string, Partial<DialogPicture>][] = [
      ['Ringing', { participants: [aParticipant({ state: 'alerting' }), aCustomer()] }],
      ['Calling', { participants: [aParticipant({ state: 'initiated' }), aCustomer()] }],
      ['Talking', {}],
      ['Consulting 1001002', { kind: 'consult', participants: [own, aCustomer({ address: '1001002' })] }],
      [
        'Conference, 4 parties',
        { kind: 'conference', participants: [own, aCustomer(), aCustomer({ address: '1001002' }), aCustomer({ address: '1001003' })] },
      ],
      ['Busy', { state: 'failed', participants: [aParticipant({ state: 'failed', cause: 'busy' })] }],
      ['Failed', { state: 'failed', participants: [aParticipant({ state: 'failed', cause: 'other' })] }],
      ['Wrap-up', { participants: [aParticipant({ state: 'wrap-up' })] }],
      ['Unknown', { participants: [aParticipant({ state: 'unknown' })] }],
    ];
    const { el } = await setUp(...rows.map(([, changes], index) => aDialog({ id: String(index), ...changes })));
    expect(cards(el).map((card) => words(card, 'state'))).to.deep.equal(rows.map(([want]) => want));
    await expect(el).to.be.accessible();
  });

  it('is accessible in the dark too', async () => {
    document.documentElement.style.colorScheme = 'dark';
    try {
      const { el } = await setUp(aRingingDialog({ id: '1' }), aDialog({ id: '2' }), aHeldDialog({ id: '3' }));
      await expect(el).to.be.accessible();
    } finally {
      document.documentElement.style.colorScheme = '';
    }
  });

  it('keeps the cards in the order in which the calls came, whatever their state', async () => {
    const { el, port } = await setUp(aHeldDialog({ id: '1' }), aDialog({ id: '2' }));
    const [first, second] = cards(el);
    port.emit(
      { type: 'dialog', added: false, picture: aDialog({ id: '1' }) },
      { type: 'dialog', added: false, picture: aHeldDialog({ id: '2' }) },
    );
    await rendered(el);
    expect(cards(el)).to.deep.equal([first, second]);
    expect(first!.shadowRoot!.querySelector('article')).to.have.class('leads');
    expect(second!.shadowRoot!.querySelector('article')).not.to.have.class('leads');
  });

  it('moves nothing when a call is answered, held, retrieved or doubted', async () => {
    const { el, port } = await setUp(aRingingDialog());
    const [card] = cards(el);
    const measure = () =>
      [card!, ...card!.shadowRoot!.querySelectorAll('[part=mark], [part=who], [part=controls]')].map((node) => {
        const { x, y, width, height } = node.getBoundingClientRect();
        return [x, y, width, height].map(Math.round).join(' ');
      });
    for (const inlineSize of ['560px', '256px']) {
      el.style.inlineSize = inlineSize;
      port.emit({ type: 'dialog', added: false, picture: aRingingDialog() });
      await rendered(el);
      const before = measure();
      for (const picture of [aDialog(), aHeldDialog(), aDialog({ queue: {} })]) {
        port.emit({ type: 'dialog', added: false, picture });
        await rendered(el);
        expect(measure(), inlineSize).to.deep.equal(before);
      }
      port.emit({ type: 'link', link: { state: 'connecting' } });
      await rendered(el);
      expect(words(card, 'doubt')).to.equal('As last seen');
      expect(measure(), 'stale').to.deep.equal(before);
      port.emit({ type: 'link', link: { state: 'up' } });
    }
  });

  it('marks what is stale and what is suspect in words', async () => {
    const { el, port } = await setUp(aDialog());
    expect(cards(el)[0]!.shadowRoot!.querySelectorAll('[part=doubt]')).to.have.length(0);
    port.emit({ type: 'dialog', added: false, picture: aDialog(), suspect: true });
    await rendered(el);
    expect(words(cards(el)[0], 'doubt')).to.equal('May be wrong');
    await expect(el).to.be.accessible();
  });

  it('announces a ringing call once, and again when it rings anew', async () => {
    const { el, port } = await setUp(aDialog({ id: '1' }));
    expect(spoken(el)).to.equal('');
    port.emit(reported(aRingingDialog({ id: '2' })));
    await rendered(el);
    const region = el.shadowRoot!.querySelector('[aria-live=assertive]')!;
    const text = region.firstChild;
    expect(spoken(el)).to.equal('Incoming call from +12065550142, Billing');
    port.emit({ type: 'dialog', added: false, picture: aRingingDialog({ id: '2', variables: [] }) });
    await rendered(el);
    expect(region.firstChild, 'not said twice').to.equal(text);
    port.emit({ type: 'dialog-ended', dialogId: '2' });
    await rendered(el);
    expect(spoken(el)).to.equal('');
    port.emit(
      reported(
        aRingingDialog({ id: '3', queue: {}, participants: [aParticipant({ state: 'alerting' }), aCustomer({ address: '1001002' })] }),
      ),
    );
    await rendered(el);
    expect(spoken(el)).to.equal('Incoming call from 1001002');
  });

  it('moves only for a ringing call, less than once a second, and not where motion is unwanted', async () => {
    const { el } = await setUp(aRingingDialog({ id: '1' }), aDialog({ id: '2' }), aHeldDialog({ id: '3' }));
    const running = () =>
      cards(el).map((card) => card.shadowRoot!.getAnimations().filter((animation) => animation instanceof CSSAnimation));
    const [ringing, talking, held] = running();
    expect(ringing).to.have.length(1);
    expect(ringing![0]!.effect!.getTiming().duration).to.be.at.least(1000);
    expect([...talking!, ...held!]).to.deep.equal([]);
    await emulateMedia({ reducedMotion: 'reduce' });
    try {
      expect(running().flat()).to.deep.equal([]);
    } finally {
      await emulateMedia({ reducedMotion: 'no-preference' });
    }
  });

  it('lets the page replace a card and the empty words', async () => {
    const { client, port } = fakeDesktop(AGENT);
    const el = await fixture<DialogList>(html`
      <dialog-list .client=${client}>
        <p slot="empty">Nothing to do</p>
        <p slot="7">My own card</p>
      </dialog-list>
    `);
    const shown = () =>
      [...el.shadowRoot!.querySelectorAll('slot')].flatMap((slot) => slot.assignedElements().map((node) => node.textContent));
    expect(shown()).to.deep.equal(['Nothing to do']);
    port.emit(reported(aDialog({ id: '7' })));
    await rendered(el);
    expect(shown()).to.deep.equal(['My own card']);
  });

  it('keeps the focus in the list when the call that had it ends', async () => {
    const { el, port } = await setUp(aDialog({ id: '1' }), aHeldDialog({ id: '2' }));
    await sendKeys({ press: 'Tab' });
    expect(el.shadowRoot!.activeElement).to.equal(cards(el)[0]);
    port.emit({ type: 'dialog-ended', dialogId: '1' });
    await rendered(el);
    expect(document.activeElement).to.equal(el);
    expect(el.shadowRoot!.activeElement).to.have.attribute('role', 'group');
  });

  it('keeps the focus in the list when the call ends under a panel that is open', async () => {
    const { el, port } = await setUp(aDialog({ id: '1' }));
    const controls = cards(el)[0]!.shadowRoot!.querySelector('dialog-controls')!;
    const inside = (selector: string): HTMLElement | null => controls.shadowRoot!.querySelector<HTMLElement>(selector);
    inside('[data-place=keypad]')!.click();
    await waitUntil(() => inside('dial-pad')?.matches(':focus-within'), 'the keypad has the focus');
    port.emit({ type: 'dialog-ended', dialogId: '1' });
    await rendered(el);
    expect(el.shadowRoot!.activeElement?.getAttribute('role')).to.equal('group');
  });

  it('has a width of its own where the page gives it none, and takes a narrow one', async () => {
    const { client } = fakeDesktop(AGENT, reported(aDialog({ id: '1' })));
    const row = await fixture(html`<div style="display: flex"><dialog-list .client=${client}></dialog-list></div>`);
    const el = row.querySelector('dialog-list')!;
    await rendered(el);
    expect(el.getBoundingClientRect().width).to.be.at.least(240);
    const controls = cards(el)[0]!.shadowRoot!.querySelector('dialog-controls')!;
    expect(controls.getBoundingClientRect().right).to.be.at.most(el.getBoundingClientRect().right);
    row.setAttribute('style', 'inline-size: 200px');
    expect(el.getBoundingClientRect().width).to.equal(200);
  });

  it('shows what the platform sends as text, and numbers from left to right', async () => {
    const { el } = await setUp(
      aDialog({
        queue: { name: '<img src=x onerror=alert(1)>' },
        from: '<b>',
        participants: [aParticipant(), aCustomer({ address: '<b>' })],
      }),
    );
    const [card] = cards(el);
    expect(words(card, 'what')).to.equal('<img src=x onerror=alert(1)>');
    expect(words(card, 'who')).to.equal('<b>');
    expect(card!.shadowRoot!.querySelector('[part=who] bdi')).to.have.attribute('dir', 'ltr');
  });

  it('holds a long queue’s name and an endless address in 280 px', async () => {
    const address = `sip:${'x'.repeat(200)}@example.org`;
    const { el } = await setUp(
      aDialog({
        queue: { name: 'Kundenservice für besonders lange Warteschlangennamen' },
        participants: [aParticipant(), aCustomer({ address })],
      }),
    );
    el.style.inlineSize = '280px';
    await rendered(el);
    const right = el.getBoundingClientRect().right;
    for (const node of cards(el)[0]!.shadowRoot!.querySelectorAll('*'))
      expect(node.getBoundingClientRect().right, node.className.toString()).to.be.at.most(right);
  });

  it('hands the client to its cards, and watches nothing once it is gone', async () => {
    const { el, port } = await setUp(aDialog());
    cards(el)[0]!.shadowRoot!.querySelector('dialog-controls')!.shadowRoot!.querySelector<HTMLElement>('[part~=end]')!.click();
    expect(port.sent).to.deep.equal([{ type: 'dialog-action', dialogId: '33870011', action: 'drop' }]);
    el.remove();
    port.emit({ type: 'dialog-ended', dialogId: '33870011' });
    await el.updateComplete;
    expect(cards(el)).to.have.length(1);
  });
});
