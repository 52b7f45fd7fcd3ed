import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { aDialog, anAgent, aParticipant, fakeDesktop, fakeDesktopWith, settle } from '@cordboard/testing';
import './define.js';
import type { DialControl } from './dial-control.js';

async function setUp(state: 'not-ready' | 'signed-out' = 'not-ready') {
  const { client, port } = fakeDesktop({ type: 'agent', picture: anAgent({ state }) });
  const el = await fixture<DialControl>(html`<dial-control .client=${client}></dial-control>`);
  const root = el.shadowRoot!;
  return {
    el,
    client,
    port,
    input: root.querySelector('input')!,
    button: root.querySelector('button')!,
    message: root.querySelector('[role=alert]')!,
  };
}

async function type(input: HTMLInputElement, text: string): Promise<void> {
  input.focus();
  await sendKeys({ type: text });
}

function paste(input: HTMLInputElement, text: string): ClipboardEvent {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
  input.dispatchEvent(event);
  return event;
}

describe('<dial-control>', () => {
  it('shows nothing without a client, and nothing where the platform has no voice', async () => {
    const el = await fixture<DialControl>(html`<dial-control></dial-control>`);
    expect(el.shadowRoot!.querySelectorAll('input')).to.have.length(0);
    el.client = fakeDesktopWith({ features: ['agent-state'] }).client;
    await el.updateComplete;
    expect(el.shadowRoot!.querySelectorAll('input')).to.have.length(0);
  });

  it('names its parts', async () => {
    const { el, input, button } = await setUp();
    expect(input).to.have.attribute('aria-label', 'Number to dial');
    expect(button.textContent.trim()).to.equal('Dial');
    await expect(el).to.be.accessible();
  });

  it('dials what was typed, without its formatting, and empties the field once the call is there', async () => {
    const { el, port, input, button } = await setUp();
    await type(input, '(206) 555-0142');
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Enter' });
    expect(port.sent).to.deep.equal([{ type: 'make-call', to: '2065550142' }]);
    expect(button).to.have.attribute('aria-busy', 'true');
    expect(input.value).to.equal('(206) 555-0142');
    await expect(el).to.be.accessible();
    port.emit({
      type: 'dialog',
      added: true,
      picture: aDialog({
        direction: 'outbound',
        from: '1001001',
        to: '2065550142',
        dialed: '2065550142',
        participants: [aParticipant({ role: 'caller', state: 'initiated' })],
      }),
    });
    port.confirm();
    await settle();
    await el.updateComplete;
    expect(input.value).to.equal('');
    expect(button).to.have.attribute('aria-busy', 'false');
  });

  it('cleans a pasted number, and leaves pasted words to be corrected', async () => {
    const { input } = await setUp();
    input.value = '9';
    input.setSelectionRange(1, 1);
    expect(paste(input, 'tel:+1 (206) 555‑0142').defaultPrevented).to.equal(true);
    expect(input.value).to.equal('9+12065550142');
    expect(paste(input, 'call Maya').defaultPrevented).to.equal(false);
  });

  it('says what is wrong with a number and sends nothing', async () => {
    const { el, port, input, button, message } = await setUp();
    button.click();
    await el.updateComplete;
    expect(message.textContent).to.equal('Enter a number first');
    expect(el.shadowRoot!.activeElement).to.equal(input);
    await type(input, 'maya');
    await sendKeys({ press: 'Enter' });
    await el.updateComplete;
    expect(message.textContent).to.equal('Only digits, *, # and a leading +');
    expect(input).to.have.attribute('aria-invalid', 'true');
    expect(port.sent).to.deep.equal([]);
    await expect(el).to.be.accessible();
    await sendKeys({ press: 'Backspace' });
    expect(message.textContent).to.equal('');
    expect(input).to.have.attribute('aria-invalid', 'false');
  });

  it('keeps the number when the call is refused, says why, and forgets it with the next key', async () => {
    const { el, client, port, input, message } = await setUp();
    await type(input, '999');
    await sendKeys({ press: 'Enter' });
    port.refuse('bad-destination');
    await settle();
    await el.updateComplete;
    expect(message.textContent).to.equal('Dial: This number cannot be called');
    expect(input.value).to.equal('999');
    await expect(el).to.be.accessible();
    await sendKeys({ press: 'Backspace' });
    await el.updateComplete;
    expect(message.textContent).to.equal('');
    expect(client.state.commands.get('new-call')).to.equal(undefined);
  });

  it('keeps the number when the page keeps the command back', async () => {
    const { el, port, input } = await setUp();
    el.addEventListener('command-request', (event) => event.preventDefault());
    await type(input, '1001002');
    await sendKeys({ press: 'Enter' });
    await settle();
    expect(port.sent).to.deep.equal([]);
    expect(input.value).to.equal('1001002');
  });

  it('is blocked with the reason while signed out or without a link, Enter included', async () => {
    const { el, port, input, button } = await setUp('signed-out');
    const why = () => el.shadowRoot!.getElementById(button.getAttribute('aria-describedby')!)!.textContent;
    expect(button).to.have.attribute('aria-disabled', 'true');
    expect(why()).to.equal('Sign in first');
    await type(input, '1001002');
    await sendKeys({ press: 'Enter' });
    expect(port.sent).to.deep.equal([]);
    port.emit({ type: 'link', link: { state: 'connecting' } });
    await el.updateComplete;
    expect(why()).to.equal('No connection');
    expect(input.value, 'what was typed stays').to.equal('1001002');
    await expect(el).to.be.accessible();
  });

  it('moves nothing when it has something to say', async () => {
    const { el, button } = await setUp();
    const height = el.offsetHeight;
    button.click();
    await el.updateComplete;
    expect(el.offsetHeight).to.equal(height);
  });
});
