import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { aCustomer, aDialog, aParticipant, fakeDesktopWith, NINE_O_CLOCK, VirtualRuntime } from '@cordboard/testing';
import type { DialogPicture } from '@cordboard/core';
import './define.js';
import type { CallData } from './call-data.js';

async function setUp(changes: Partial<DialogPicture> = {}) {
  const runtime = new VirtualRuntime({ wall: NINE_O_CLOCK });
  const { client, port } = fakeDesktopWith({ runtime }, { type: 'dialog', added: true, picture: aDialog({ id: '7', ...changes }) });
  const el = await fixture<CallData>(html`<call-data dialog-id="7" .client=${client}></call-data>`);
  return { el, port, runtime };
}

function list(el: CallData, part: string): readonly (readonly [string, string])[] {
  const rows = el.shadowRoot!.querySelectorAll(`[part=${part}] > div`);
  return [...rows].map((row) => [row.querySelector('dt')!.textContent, row.querySelector('dd')!.textContent.trim()] as const);
}

describe('<call-data>', () => {
  it('shows nothing without a client or a call', async () => {
    const bare = await fixture<CallData>(html`<call-data dialog-id="7"></call-data>`);
    expect(bare.shadowRoot!.textContent.trim()).to.equal('');
    const { el } = await setUp();
    el.dialogId = '8';
    await el.updateComplete;
    expect(el.shadowRoot!.textContent.trim()).to.equal('');
  });

  it('shows caller, number dialled, queue, duration, wrap-up reason and variables', async () => {
    const { el, runtime } = await setUp({ wrapUp: { reasons: ['Refund issued', 'Call back'] } });
    await runtime.advance(102_000);
    await el.updateComplete;
    expect(list(el, 'facts')).to.deep.equal([
      ['Caller', '+12065550142'],
      ['Dialed', '7400'],
      ['Queue', 'Billing'],
      ['Duration', '1:42'],
      ['Wrap-up reason', 'Refund issued, Call back'],
    ]);
    expect(list(el, 'variables')).to.deep.equal([
      ['callVariable1', 'ACC-7781'],
      ['callVariable2', 'empty'],
    ]);
    await expect(el).to.be.accessible();
  });

  it('tells an empty variable from none at all', async () => {
    const { el, port } = await setUp({ variables: [{ name: 'user.Note', value: '' }] });
    expect(list(el, 'variables')).to.deep.equal([['user.Note', 'empty']]);
    port.emit({ type: 'dialog', added: false, picture: aDialog({ id: '7', variables: [] }) });
    await el.updateComplete;
    expect(list(el, 'variables')).to.deep.equal([]);
    expect(el.shadowRoot!.textContent).to.contain('No call variables');
    await expect(el).to.be.accessible();
  });

  it('shows values as text, keeps their blanks, and holds long ones in a narrow column', async () => {
    const value = `<img src=x onerror=alert(1)>  two\n${'x'.repeat(210)}`;
    const { el } = await setUp({ variables: [{ name: 'user.Arr[3]', value }] });
    el.style.inlineSize = '250px';
    const shown = el.shadowRoot!.querySelector<HTMLElement>('[part=value]')!;
    expect(shown.textContent).to.equal(value);
    expect(getComputedStyle(shown).whiteSpace).to.equal('pre-wrap');
    expect(el.scrollWidth).to.be.at.most(250);
    await expect(el).to.be.accessible();
  });

  it('follows a change of the call and of the variables', async () => {
    const { el, port } = await setUp();
    port.emit({ type: 'dialog', added: false, picture: aDialog({ id: '7', variables: [{ name: 'callVariable1', value: 'ACC-2' }] }) });
    await el.updateComplete;
    expect(list(el, 'variables')).to.deep.equal([['callVariable1', 'ACC-2']]);
    port.emit({ type: 'dialog', added: true, picture: aDialog({ id: '8', from: '1001002', queue: {} }) });
    el.dialogId = '8';
    await el.updateComplete;
    expect(list(el, 'facts')[0]).to.deep.equal(['Caller', '1001002']);
    expect(list(el, 'facts')[2]).to.deep.equal(['Queue', '–']);
  });

  it('stops the duration where the call ended for the agent', async () => {
    const { el, port, runtime } = await setUp();
    const over = [aParticipant({ state: 'wrap-up', since: NINE_O_CLOCK + 60_000 }), aCustomer({ state: 'dropped' })];
    port.emit({ type: 'dialog', added: false, picture: aDialog({ id: '7', participants: over }) });
    await runtime.advance(90_000);
    await el.updateComplete;
    expect(list(el, 'facts')[3]).to.deep.equal(['Duration', '1:00']);
    expect(runtime.timers).to.equal(0);
  });

  it('freezes and says so while the link is down', async () => {
    const { el, port, runtime } = await setUp();
    await runtime.advance(5_000);
    const { height } = el.getBoundingClientRect();
    port.emit({ type: 'link', link: { state: 'connecting' } });
    await runtime.advance(20_000);
    await el.updateComplete;
    expect(list(el, 'facts')[3]).to.deep.equal(['Duration', '0:05']);
    expect(el.shadowRoot!.querySelector('[part=doubt]')!.textContent.trim()).to.equal('As last seen');
    expect(el.getBoundingClientRect().height, 'moves nothing').to.equal(height);
    await expect(el).to.be.accessible();
  });

  describe('copying', () => {
    const clipboard = Object.getOwnPropertyDescriptor(Navigator.prototype, 'clipboard')!;
    let copied: string[] = [];
    function clipboardThat(writeText: (text: string) => Promise<void>): void {
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    }
    beforeEach(() => (copied = []));
    afterEach(() => {
      Reflect.deleteProperty(navigator, 'clipboard');
      expect(Object.getOwnPropertyDescriptor(Navigator.prototype, 'clipboard')).to.deep.equal(clipboard);
    });

    it('copies a value and says so', async () => {
      clipboardThat((text) => Promise.resolve(void copied.push(text)));
      const { el } = await setUp();
      const buttons = [...el.shadowRoot!.querySelectorAll<HTMLElement>('[part=copy]')];
      expect(buttons.map((button) => button.getAttribute('aria-label'))).to.deep.equal(['Copy callVariable1']);
      buttons[0]!.click();
      await waitUntil(() => el.shadowRoot!.querySelector('[role=status]')!.textContent === 'Copied');
      expect(copied).to.deep.equal(['ACC-7781']);
      await expect(el).to.be.accessible();
    });

    it('selects the value where the frame may not use the clipboard', async () => {
      clipboardThat(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
      const { el } = await setUp();
      el.shadowRoot!.querySelector<HTMLElement>('[part=copy]')!.click();
      await waitUntil(() => getSelection()!.toString() === 'ACC-7781');
      expect(el.shadowRoot!.querySelector('[role=status]')!.textContent).to.equal('');
    });
  });
});
