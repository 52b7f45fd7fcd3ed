import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { aDialog, aHeldDialog, anAgent, fakeDesktop } from '@cordboard/testing';
import type { PortEvent } from '@cordboard/core';
import '../desktop-provider/define.js';
import type { DesktopProvider } from '../desktop-provider/desktop-provider.js';
import './define.js';
import type { DialogControls } from './dialog-controls.js';

const ID = '33870011';
const EVENTS: readonly PortEvent[] = [
  { type: 'agent', picture: anAgent({ state: 'talking', next: [] }) },
  { type: 'dialog', added: true, picture: aDialog() },
];

async function setUp() {
  const { client, port } = fakeDesktop(...EVENTS);
  port.answers.contacts = () => [];
  const el = await fixture<DialogControls>(html`<dialog-controls dialog-id=${ID} .client=${client}></dialog-controls>`);
  return { client, port, el, ...parts(el) };
}

function parts(el: DialogControls) {
  const part = (name: string) => el.shadowRoot!.querySelector<HTMLElement>(`[part~=${name}]`)!;
  return { consult: part('consult'), now: part('transfer-now'), keypad: part('keypad'), hold: part('hold'), flyout: part('flyout') };
}

const isOpen = (el: DialogControls) => parts(el).flyout.matches(':popover-open');
const panelOf = <Tag extends 'consult-panel' | 'dial-pad'>(el: DialogControls, tag: Tag): HTMLElementTagNameMap[Tag] =>
  el.shadowRoot!.querySelector(tag)!;
const focused = (el: DialogControls) => el.shadowRoot!.activeElement;

/** Opens and waits until the panel has the focus, wherever in it. */
async function open(el: DialogControls, button: HTMLElement): Promise<void> {
  button.focus();
  await sendKeys({ press: 'Enter' });
  await waitUntil(() => parts(el).flyout.matches(':focus-within'), 'the panel gets the focus');
}

describe('<dialog-controls> panels', () => {
  it('opens the panel for consulting, about this call, and gives it the focus', async () => {
    const { el, port, consult } = await setUp();
    expect(consult).to.have.attribute('aria-haspopup', 'dialog');
    expect(consult).to.have.attribute('aria-expanded', 'false');
    await open(el, consult);
    const panel = panelOf(el, 'consult-panel');
    expect([panel.dialogId, panel.action]).to.deep.equal([ID, 'consult']);
    expect(consult).to.have.attribute('aria-expanded', 'true');
    expect(port.sent).to.deep.equal([]);
    await sendKeys({ type: '1001002' });
    await sendKeys({ press: 'Enter' });
    expect(port.sent).to.deep.equal([{ type: 'consult', dialogId: ID, to: '1001002', intent: 'conference' }]);
    await expect(el).to.be.accessible();
  });

  it('closes when the panel is done with, and gives the focus back', async () => {
    const { el, port, consult } = await setUp();
    await open(el, consult);
    await sendKeys({ type: '1001002' });
    await sendKeys({ press: 'Enter' });
    const closed = oneEvent(panelOf(el, 'consult-panel'), 'close');
    port.emit({ type: 'dialog', added: false, picture: aHeldDialog() });
    port.confirm();
    await closed;
    await el.updateComplete;
    expect(isOpen(el)).to.equal(false);
    expect(consult).to.have.attribute('aria-expanded', 'false');
    expect(focused(el) === consult).to.equal(true);
    expect(panelOf(el, 'consult-panel') === null).to.equal(true);
  });

  it('passes a call on through its panel only', async () => {
    const { el, port, now } = await setUp();
    now.click();
    now.click();
    await waitUntil(() => isOpen(el));
    expect(panelOf(el, 'consult-panel').action).to.equal('transfer-now');
    expect(port.sent).to.deep.equal([]);
  });

  it('leaves a refusal to the open panel, and tells it once that is closed', async () => {
    const { el, port, consult } = await setUp();
    await open(el, consult);
    await sendKeys({ type: '1001002' });
    await sendKeys({ press: 'Enter' });
    const failed = oneEvent(el, 'command-failed');
    port.refuse('bad-destination');
    await failed;
    await el.updateComplete;
    const message = el.shadowRoot!.querySelector('[part=message] [role=alert]')!;
    expect(message.textContent).to.equal('');
    (el.shadowRoot!.activeElement as HTMLElement).blur();
    parts(el).flyout.hidePopover();
    await el.updateComplete;
    expect(message.textContent).to.equal('Consult: This number cannot be called');
  });

  it('opens the keypad, and changes to another panel in its place', async () => {
    const { el, keypad, consult } = await setUp();
    await open(el, keypad);
    expect(panelOf(el, 'dial-pad').dialogId).to.equal(ID);
    await expect(el).to.be.accessible();
    consult.click();
    await waitUntil(() => panelOf(el, 'consult-panel') !== null);
    await el.updateComplete;
    expect(panelOf(el, 'dial-pad') === null).to.equal(true);
    expect(keypad).to.have.attribute('aria-expanded', 'false');
    expect(consult).to.have.attribute('aria-expanded', 'true');
    await waitUntil(() => focused(el) === panelOf(el, 'consult-panel'));
  });

  it('closes on Escape, and on the same button', async () => {
    const { el, keypad } = await setUp();
    await open(el, keypad);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => focused(el) === keypad);
    expect(isOpen(el)).to.equal(false);
    await open(el, keypad);
    const { x, y } = keypad.getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.ceil(x) + 4, Math.ceil(y) + 4] });
    await el.updateComplete;
    expect(isOpen(el)).to.equal(false);
    expect(keypad).to.have.attribute('aria-expanded', 'false');
    await resetMouse();
  });

  it('closes on a press elsewhere, and finds what was typed when it is opened again', async () => {
    const { el, consult } = await setUp();
    const elsewhere = document.createElement('input');
    elsewhere.style.cssText = 'position: fixed; inset-block-end: 0; inset-inline-end: 0; inline-size: 80px';
    el.parentElement!.append(elsewhere);
    await open(el, consult);
    await sendKeys({ type: '1001' });
    const { x, y } = elsewhere.getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.ceil(x) + 4, Math.ceil(y) + 4] });
    expect(isOpen(el)).to.equal(false);
    expect(document.activeElement === elsewhere).to.equal(true);
    await open(el, consult);
    await sendKeys({ type: '002' });
    expect(panelOf(el, 'consult-panel').shadowRoot!.querySelector('input')!.value).to.equal('1001002');
    await resetMouse();
  });

  it('stays beside its control when the page scrolls', async () => {
    const { el, keypad } = await setUp();
    el.style.marginBlock = '600px';
    keypad.scrollIntoView({ block: 'center' });
    await open(el, keypad);
    const gap = () => keypad.getBoundingClientRect().top - parts(el).flyout.getBoundingClientRect().top;
    const before = gap();
    const scrolled = oneEvent(window, 'scroll');
    window.scrollBy(0, 40);
    await scrolled;
    expect(gap()).to.be.closeTo(before, 1);
    window.scrollTo(0, 0);
  });

  it('opens nothing while the control is blocked', async () => {
    const { el, port, consult, now, keypad } = await setUp();
    port.emit({ type: 'dialog', added: false, picture: aHeldDialog() });
    await el.updateComplete;
    for (const button of [consult, now, keypad]) {
      expect(button).to.have.attribute('aria-disabled', 'true');
      expect(el.shadowRoot!.getElementById(button.getAttribute('aria-describedby')!)!.textContent).to.equal('The call is on hold');
      button.click();
    }
    // As long as what they would have fetched takes.
    await Promise.all([import('../consult-panel/define.js'), import('../dial-pad/define.js')]);
    await el.updateComplete;
    expect(isOpen(el)).to.equal(false);
  });

  it('forgets what is open when it is about another call', async () => {
    const { el, keypad } = await setUp();
    await open(el, keypad);
    el.dialogId = '7';
    await el.updateComplete;
    expect(isOpen(el)).to.equal(false);
    expect(panelOf(el, 'dial-pad') === null).to.equal(true);
  });

  it('is closed when it comes back to the page, and can be opened again', async () => {
    const { el, keypad } = await setUp();
    await open(el, keypad);
    const parent = el.parentElement!;
    el.remove();
    parent.append(el);
    await el.updateComplete;
    expect(isOpen(el)).to.equal(false);
    expect(keypad).to.have.attribute('aria-expanded', 'false');
    await open(el, keypad);
    expect(isOpen(el)).to.equal(true);
  });

  it('hands the page’s client and words on to the panel', async () => {
    const { client, port } = fakeDesktop(...EVENTS);
    const provider = await fixture<DesktopProvider>(html`
      <desktop-provider .client=${client} .labels=${{ actions: { 'transfer-now': 'Weitergeben' } }}>
        <dialog-controls dialog-id=${ID}></dialog-controls>
      </desktop-provider>
    `);
    const el = provider.querySelector('dialog-controls')!;
    await el.updateComplete;
    await open(el, parts(el).now);
    expect(parts(el).flyout).to.have.attribute('aria-label', 'Weitergeben');
    await sendKeys({ type: '7400' });
    await sendKeys({ press: 'Enter' });
    expect(port.sent).to.deep.equal([{ type: 'transfer-now', dialogId: ID, to: '7400' }]);
  });
});
