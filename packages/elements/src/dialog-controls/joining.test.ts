import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { aCustomer, aDialog, aHeldDialog, anAgent, aParticipant, fakeDesktop } from '@cordboard/testing';
import type { DialogPicture, Participant, PortEvent } from '@cordboard/core';
import './define.js';
import type { DialogControls } from './dialog-controls.js';

const ACTIVE = '2';
const HELD = '1';
const MINUTE = 60_000;

const reported = (picture: DialogPicture): PortEvent => ({ type: 'dialog', added: true, picture });

/** The call that the agent talks in, next to the others. */
const active = (changes: Partial<DialogPicture> = {}): PortEvent => reported(aDialog({ id: ACTIVE, kind: 'consult', ...changes }));

/** A call on hold, which the platform lets join the active one unless `leg` says otherwise. */
function held(id: string, customer: string, leg: Partial<Participant> = {}): PortEvent {
  const own = aParticipant({ state: 'held', actions: ['retrieve', 'conference', 'transfer'], ...leg });
  return reported(aHeldDialog({ id, from: customer, participants: [own, aCustomer({ address: customer })] }));
}

async function setUp(dialogId: string, ...events: readonly PortEvent[]) {
  const { client, port } = fakeDesktop({ type: 'agent', picture: anAgent({ state: 'talking', next: [] }) }, ...events);
  const el = await fixture<DialogControls>(html`<dialog-controls dialog-id=${dialogId} .client=${client}></dialog-controls>`);
  return { client, port, el, ...parts(el) };
}

function parts(el: DialogControls) {
  const part = <E extends HTMLElement>(name: string) => el.shadowRoot!.querySelector<E>(`[part~=${name}]`)!;
  return { conference: part('conference'), transfer: part('transfer'), message: el.shadowRoot!.querySelector('[role=alert]')! };
}

const whyOf = (el: DialogControls, button: Element) =>
  el.shadowRoot!.getElementById(button.getAttribute('aria-describedby') ?? 'none')?.textContent;
const choices = (el: DialogControls) => [...el.shadowRoot!.querySelectorAll<HTMLElement>('[role=menuitem]')];
const focused = (el: DialogControls) => el.shadowRoot!.activeElement;
const isOpen = (el: DialogControls) => el.shadowRoot!.querySelector('#flyout')!.matches(':popover-open');

async function open(el: DialogControls, button: HTMLElement): Promise<void> {
  button.focus();
  await sendKeys({ press: 'Enter' });
  await el.updateComplete;
}

describe('<dialog-controls> joining calls', () => {
  for (const action of ['conference', 'transfer'] as const) {
    it(`asks for a ${action} of the held call from the card of either`, async () => {
      for (const card of [ACTIVE, HELD]) {
        const desk = await setUp(card, held(HELD, '+12065550142'), active());
        expect(desk[action], card).to.have.attribute('aria-disabled', 'false');
        expect(desk[action].hasAttribute('aria-haspopup')).to.equal(false);
        desk[action].click();
        desk[action].click();
        expect(desk.port.sent, card).to.deep.equal([{ type: action, dialogId: HELD }]);
        await desk.el.updateComplete;
        expect(desk[action], card).to.have.attribute('aria-busy', 'true');
        expect(desk[action], card).to.have.class('asked');
        await expect(desk.el).to.be.accessible();
      }
    });
  }

  it('needs a second call', async () => {
    const { el, conference, transfer } = await setUp(ACTIVE, active());
    for (const button of [conference, transfer]) {
      expect(button).to.have.attribute('aria-disabled', 'true');
      expect(whyOf(el, button)).to.equal('Needs a second call');
      button.click();
    }
    expect(isOpen(el)).to.equal(false);
  });

  it('goes by what the platform offers on the held call, and tells what stands in its way', async () => {
    const { el, conference, transfer } = await setUp(ACTIVE, held(HELD, '+12065550142', { controller: 'no' }), active());
    expect(whyOf(el, conference)).to.equal('Only who began the conference can add parties');
    expect(transfer).to.have.attribute('aria-disabled', 'false');
  });

  it('waits until the call that is dialled can be joined', async () => {
    const ringing = active({ participants: [aParticipant({ state: 'initiated', actions: ['drop'] })] });
    const { el, port, conference } = await setUp(ACTIVE, held(HELD, '+12065550142', { actions: ['retrieve'] }), ringing);
    expect(whyOf(el, conference)).to.equal('The other side has not answered yet');
    port.emit(held(HELD, '+12065550142'), active());
    await el.updateComplete;
    expect(conference).to.have.attribute('aria-disabled', 'false');
  });

  it('says on the card of the call that waits, too, that the consult has not been answered', async () => {
    const ringing = active({ participants: [aParticipant({ state: 'initiated', actions: ['drop'] })] });
    const { el, port, conference, transfer } = await setUp(HELD, held(HELD, '+12065550142', { actions: ['retrieve'] }), ringing);
    for (const button of [conference, transfer]) expect(whyOf(el, button)).to.equal('The other side has not answered yet');
    port.emit({ type: 'dialog-ended', dialogId: ACTIVE });
    await el.updateComplete;
    for (const button of [conference, transfer]) expect(whyOf(el, button)).to.equal('Needs a second call');
  });

  it('says on either card what the platform does not offer of the two calls there are', async () => {
    for (const card of [ACTIVE, HELD]) {
      const { el, conference, transfer } = await setUp(card, held(HELD, '+12065550142', { actions: ['retrieve', 'transfer'] }), active());
      expect(whyOf(el, conference), card).to.equal('The platform does not offer it now');
      expect(transfer, card).to.have.attribute('aria-disabled', 'false');
    }
  });

  it('joins nothing from the card of a call that rings', async () => {
    const rings = reported(aDialog({ id: '9', participants: [aParticipant({ state: 'alerting', actions: ['answer'] })] }));
    const { el, conference } = await setUp('9', held(HELD, '+12065550142'), active(), rings);
    expect(whyOf(el, conference)).to.equal('Answer the call first');
  });

  it('tells a refusal where it was asked for, on one card only, and takes it away there', async () => {
    const { client, port, el, conference, message } = await setUp(ACTIVE, held(HELD, '+12065550142'), active());
    const other = await fixture<DialogControls>(html`<dialog-controls dialog-id=${HELD} .client=${client}></dialog-controls>`);
    const failed = oneEvent(el, 'command-failed');
    conference.click();
    port.refuse('not-controller');
    await failed;
    await Promise.all([el.updateComplete, other.updateComplete]);
    expect(message.textContent).to.equal('Conference: Only who began the conference can add parties');
    expect(parts(other).message.textContent).to.equal('');
    el.shadowRoot!.querySelector<HTMLElement>('[part=dismiss]')!.click();
    await el.updateComplete;
    expect(message.textContent).to.equal('');
    expect(client.state.commands.get(`dialog:${HELD}`)).to.equal(undefined);

    const again = oneEvent(other, 'command-failed');
    parts(other).transfer.click();
    port.refuse('invalid-state');
    await again;
    await Promise.all([el.updateComplete, other.updateComplete]);
    expect(parts(other).message.textContent).to.equal('Transfer: Not possible in the present state');
    expect(message.textContent).to.equal('');
  });

  describe('with several on hold', () => {
    const since = aParticipant().since!;
    const SHORT = held('3', '+441632960123', { since: since + MINUTE });
    const LONG = held(HELD, '+12065550142', { since });

    it('lets the agent choose which, by the keyboard, who has waited longest first', async () => {
      const { el, port, transfer } = await setUp(ACTIVE, SHORT, LONG, active());
      expect(transfer).to.have.attribute('aria-haspopup', 'menu');
      expect(transfer).to.have.attribute('aria-expanded', 'false');
      await open(el, transfer);
      expect(port.sent).to.deep.equal([]);
      expect(transfer).to.have.attribute('aria-expanded', 'true');
      const [first, second] = choices(el);
      expect(first!.textContent.replace(/\s+/g, ' ').trim()).to.match(/^\+12065550142 On hold [\d:]+$/);
      expect(second!.textContent).to.contain('+441632960123');
      expect(focused(el) === first).to.equal(true);
      await expect(el).to.be.accessible();
      for (const [press, want] of [
        ['ArrowDown', second],
        ['ArrowDown', first],
        ['ArrowUp', second],
        ['Home', first],
        ['End', second],
      ] as const) {
        await sendKeys({ press });
        expect(focused(el) === want, press).to.equal(true);
      }
      await sendKeys({ press: 'Enter' });
      expect(port.sent).to.deep.equal([{ type: 'transfer', dialogId: '3' }]);
      expect(isOpen(el)).to.equal(false);
      expect(focused(el) === transfer).to.equal(true);
    });

    it('lets the agent choose by the pointer', async () => {
      const { el, port, conference } = await setUp(ACTIVE, SHORT, LONG, active());
      const middle = (node: Element): [number, number] => {
        const { x, y, width, height } = node.getBoundingClientRect();
        return [Math.round(x + width / 2), Math.round(y + height / 2)];
      };
      await sendMouse({ type: 'click', position: middle(conference) });
      await el.updateComplete;
      expect(isOpen(el)).to.equal(true);
      // The second press on it closes it again.
      await sendMouse({ type: 'click', position: middle(conference) });
      await el.updateComplete;
      expect(isOpen(el)).to.equal(false);
      await sendMouse({ type: 'click', position: middle(conference) });
      await el.updateComplete;
      await sendMouse({ type: 'click', position: middle(choices(el)[0]!) });
      expect(port.sent).to.deep.equal([{ type: 'conference', dialogId: HELD }]);
      await resetMouse();
    });

    it('sends nothing on Escape, and gives the focus back', async () => {
      const { el, port, conference } = await setUp(ACTIVE, SHORT, LONG, active());
      await open(el, conference);
      await sendKeys({ press: 'Escape' });
      await waitUntil(() => focused(el) === conference);
      expect(isOpen(el)).to.equal(false);
      expect(conference).to.have.attribute('aria-expanded', 'false');
      expect(port.sent).to.deep.equal([]);
    });

    it('keeps the focus when the call under it goes, and closes with the last', async () => {
      const { el, port, conference } = await setUp(ACTIVE, SHORT, LONG, active());
      await open(el, conference);
      await sendKeys({ press: 'End' });
      port.emit({ type: 'dialog-ended', dialogId: '3' });
      await el.updateComplete;
      expect(choices(el)).to.have.length(1);
      expect(focused(el) === choices(el)[0]).to.equal(true);
      port.emit({ type: 'dialog-ended', dialogId: HELD });
      await el.updateComplete;
      expect(isOpen(el)).to.equal(false);
      expect(focused(el) === conference).to.equal(true);
    });

    it('asks for the card’s own call on a held card', async () => {
      const { port, conference } = await setUp('3', SHORT, LONG, active());
      conference.click();
      expect(port.sent).to.deep.equal([{ type: 'conference', dialogId: '3' }]);
    });

    it('waits while one of them is being joined', async () => {
      const { client, el, conference, transfer } = await setUp(ACTIVE, SHORT, LONG, active());
      client.run({ type: 'transfer', dialogId: HELD }).catch(() => {});
      await el.updateComplete;
      for (const button of [conference, transfer]) expect(button).to.have.attribute('aria-busy', 'true');
      expect(transfer).to.have.class('asked');
      expect(conference).not.to.have.class('asked');
      expect(conference).not.to.have.class('blocked');
    });
  });
});
