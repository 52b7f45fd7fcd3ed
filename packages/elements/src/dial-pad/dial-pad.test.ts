import { expect, fixture, html } from '@open-wc/testing';
import { emulateMedia, sendKeys, sendMouse } from '@web/test-runner-commands';
import type { DialogPicture } from '@cordboard/core';
import { aDialog, aHeldDialog, fakeDesktop, fakeDesktopWith, settle } from '@cordboard/testing';
import './define.js';
import type { DialPad } from './dial-pad.js';

const ID = '33870011';

async function setUp(dialog: DialogPicture = aDialog()) {
  const { client, port } = fakeDesktop({ type: 'dialog', added: true, picture: dialog });
  const el = await fixture<DialPad>(html`<dial-pad dialog-id=${ID} .client=${client}></dial-pad>`);
  const root = el.shadowRoot!;
  const keys = [...root.querySelectorAll<HTMLElement>('[part=key]')];
  return {
    el,
    client,
    port,
    keys,
    key: (tone: string) => keys.find((each) => each.textContent.trim() === tone)!,
    dots: () => root.querySelector('[part=dots]')!.textContent,
    count: () => root.querySelector('[part=count]')!.textContent,
    alert: () => root.querySelector('[role=alert]')!.textContent,
    status: () => root.querySelector('[role=status]')!.textContent,
    digits: () => port.sent.map((command) => ('digits' in command ? command.digits : command.type)),
    /** The platform takes so many, one after the other. */
    confirm: async (count: number) => {
      for (let taken = 0; taken < count; taken++) {
        port.confirm();
        await settle();
      }
      await el.updateComplete;
    },
    focused: () => root.activeElement?.textContent?.trim(),
  };
}

async function paste(el: DialPad, text: string): Promise<void> {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  el.shadowRoot!.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  await settle();
  await el.updateComplete;
}

/** Everything that the page can read of an element: text and attributes, shadow trees included. */
function everything(node: Element | ShadowRoot): string {
  const own = node instanceof Element ? [...node.attributes].map(({ name, value }) => `${name}=${value}`).join(' ') : '';
  const inside = [...node.childNodes].map((child) => (child instanceof Element ? everything(child) : (child.nodeValue ?? ''))).join('');
  return `${own} ${node instanceof Element && node.shadowRoot ? everything(node.shadowRoot) : ''}${inside}`;
}

describe('<dial-pad>', () => {
  it('shows nothing without a client, and nothing where the platform has no tones', async () => {
    const el = await fixture<DialPad>(html`<dial-pad dialog-id=${ID}></dial-pad>`);
    expect(el.shadowRoot!.querySelectorAll('button')).to.have.length(0);
    el.client = fakeDesktopWith({ features: ['agent-state', 'voice'] }).client;
    await el.updateComplete;
    expect(el.shadowRoot!.querySelectorAll('button')).to.have.length(0);
  });

  it('has twelve keys with names of their own', async () => {
    const { el, keys } = await setUp();
    expect(keys.map((key) => key.getAttribute('aria-label') ?? key.textContent.trim())).to.deep.equal([
      ...['1', '2', '3', '4', '5', '6', '7', '8', '9'],
      ...['star', '0', 'pound'],
    ]);
    expect(el.shadowRoot!.querySelector('[role=grid]')).to.have.attribute('aria-label', 'Keypad');
    await expect(el).to.be.accessible();
  });

  it('sends what is typed, each in its turn, and never has to wait', async () => {
    const { el, port, digits, confirm, dots, count, status } = await setUp();
    el.focus();
    await sendKeys({ type: '42#*d' });
    await settle();
    await el.updateComplete;
    expect(digits(), 'the second waits for the first, in the core').to.deep.equal(['4']);
    expect([dots(), count()]).to.deep.equal(['◦◦◦◦◦', '']);
    await confirm(4);
    expect([dots(), count(), status()]).to.deep.equal(['••••◦', '4', '4 tones sent']);
    await confirm(1);
    expect(digits()).to.deep.equal(['4', '2', '#', '*', 'D']);
    expect(port.sent.every((command) => 'dialogId' in command && command.dialogId === ID)).to.equal(true);
    expect([dots(), count(), status()]).to.deep.equal(['•••••', '5', '5 tones sent']);
    await expect(el).to.be.accessible();
  });

  it('takes tones while another command on the call is under way', async () => {
    const { el, client, digits, key } = await setUp();
    client.run({ type: 'update-call-data', dialogId: ID, variables: [{ name: 'callVariable1', value: 'x' }] }).catch(() => {});
    await el.updateComplete;
    key('7').click();
    await settle();
    expect(digits()).to.deep.equal(['update-call-data', '7']);
  });

  it('sends a key that is clicked or pressed', async () => {
    const { digits, key, confirm } = await setUp();
    const box = key('5').getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)] });
    await confirm(1);
    key('#').focus();
    await sendKeys({ press: 'Enter' });
    await confirm(1);
    expect(digits()).to.deep.equal(['5', '#']);
  });

  it('is one stop for Tab, and moves by the arrow keys without leaving the pad', async () => {
    const { el, keys, focused } = await setUp();
    el.focus();
    expect(focused()).to.equal('1');
    for (const [key, tone] of [
      ['ArrowUp', '1'],
      ['ArrowLeft', '1'],
      ['ArrowDown', '4'],
      ['ArrowRight', '5'],
      ['End', '6'],
      ['ArrowDown', '9'],
      ['ArrowDown', '#'],
      ['ArrowDown', '#'],
      ['Home', '*'],
      ['ArrowRight', '0'],
    ] as const) {
      await sendKeys({ press: key });
      await el.updateComplete;
      expect(focused(), key).to.equal(tone);
      expect(keys.filter(({ tabIndex }) => tabIndex === 0).map((each) => each.textContent.trim())).to.deep.equal([tone]);
    }
  });

  it('stays left to right where the page is not', async () => {
    const { el, key } = await setUp();
    el.dir = 'rtl';
    expect(key('1').getBoundingClientRect().x).to.be.below(key('3').getBoundingClientRect().x);
  });

  it('leaves the page’s shortcuts alone, and a key that is held down is one press', async () => {
    const { digits, confirm, key } = await setUp();
    const strike = (init: KeyboardEventInit) =>
      key('1').dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: true, cancelable: true, ...init }));
    for (const other of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { isComposing: true }])
      expect(strike({ key: '1', ...other }), 'not prevented').to.equal(true);
    expect(strike({ key: '9' })).to.equal(false);
    strike({ key: '9', repeat: true });
    await settle();
    await confirm(1);
    expect(digits()).to.deep.equal(['9']);
  });

  describe('pasted text', () => {
    it('is sent as one, without its formatting', async () => {
      const { el, digits, confirm, count } = await setUp();
      el.focus();
      await paste(el, ' 4111 1111-1111 1111\n');
      expect(digits()).to.deep.equal(['4111111111111111']);
      await confirm(1);
      expect(count()).to.equal('16');
    });

    it('with pauses, or that is no tones, is turned away in words', async () => {
      const { el, digits, alert } = await setUp();
      el.focus();
      await paste(el, '1800,,42#');
      expect(alert()).to.equal('Pauses cannot be sent. Nothing was sent');
      await paste(el, 'Maya');
      expect(alert()).to.equal('Only 0–9, *, # and A–D. Nothing was sent');
      expect(digits()).to.deep.equal([]);
      await expect(el).to.be.accessible();
    });
  });

  describe('what was sent', () => {
    const CANARY = '4929117';

    /** Everything that anybody could see of sending digits in all ways, one of which is refused. */
    async function traceOf(digits: string): Promise<readonly string[]> {
      const { el, client, confirm, port, digits: sent } = await setUp();
      const trace: string[] = [];
      const heard = ({ type, detail }: CustomEvent) =>
        trace.push(type, JSON.stringify(detail), String((detail as { error?: unknown }).error));
      el.addEventListener('command-request', heard);
      el.addEventListener('command-failed', heard);
      const observer = new MutationObserver(() => trace.push(everything(el)));
      observer.observe(el.shadowRoot!, { subtree: true, childList: true, attributes: true, characterData: true });
      el.focus();
      await paste(el, digits);
      trace.push(everything(document.documentElement), JSON.stringify([...client.state.commands]));
      await confirm(1);
      await paste(el, digits);
      port.refuse('invalid-state');
      await settle();
      await sendKeys({ type: digits });
      await settle();
      await confirm(digits.length);
      observer.disconnect();
      expect(sent(), 'the platform has them').to.deep.equal([digits, digits, ...digits]);
      el.remove();
      return trace;
    }

    it('is in no text, attribute, event or state', async () => {
      const trace = await traceOf(CANARY);
      expect(trace.length).to.be.above(20);
      for (const text of trace) expect(text).not.to.contain(CANARY);
    });

    it('cannot be told from anything else of the same length', async () => {
      const [one, other] = [await traceOf(CANARY), await traceOf('0000000')].map(
        (trace) => new Set(trace.filter((text) => text.includes('•'))),
      );
      expect([...one!]).to.deep.equal([...other!]);
    });

    it('is not logged', async () => {
      const page = console as unknown as Record<string, unknown>;
      const kept = { ...page };
      const said: unknown[] = [];
      for (const method of ['log', 'info', 'warn', 'error', 'debug']) page[method] = (...args: readonly unknown[]) => said.push(...args);
      try {
        await traceOf(CANARY);
      } finally {
        Object.assign(page, kept);
      }
      expect(said.map(String).join(' ')).not.to.contain(CANARY);
    });
  });

  it('says what was refused, counts it not, and goes on', async () => {
    const { el, port, key, alert, count, confirm } = await setUp();
    key('1').click();
    await settle();
    port.refuse('invalid-state');
    await settle();
    await el.updateComplete;
    expect(alert()).to.equal('Keypad: Not possible in the present state');
    expect(count()).to.equal('');
    await expect(el).to.be.accessible();
    key('2').click();
    await settle();
    await el.updateComplete;
    expect(alert()).to.equal('');
    await confirm(1);
    expect(count()).to.equal('1');
  });

  it('counts nothing that the page kept back', async () => {
    const { el, digits, key, dots } = await setUp();
    el.addEventListener('command-request', (event) => event.preventDefault());
    key('1').click();
    await settle();
    await el.updateComplete;
    expect([digits(), dots()]).to.deep.equal([[], '']);
  });

  it('begins anew with another call', async () => {
    const { el, key, count, confirm, port } = await setUp();
    key('1').click();
    await settle();
    await confirm(1);
    expect(count()).to.equal('1');
    key('2').click();
    await settle();
    el.dialogId = '33870012';
    await el.updateComplete;
    port.confirm();
    await settle();
    await el.updateComplete;
    expect(count()).to.equal('');
  });

  it('tells why it is not possible, at every key, and then sends nothing by any way', async () => {
    const { el, keys, digits } = await setUp(aHeldDialog());
    for (const key of keys) {
      expect(key).to.have.attribute('aria-disabled', 'true');
      expect(el.shadowRoot!.getElementById(key.getAttribute('aria-describedby')!)!.textContent).to.equal('The call is on hold');
    }
    el.focus();
    await sendKeys({ type: '12' });
    await paste(el, '34');
    keys[4]!.click();
    await settle();
    expect(digits()).to.deep.equal([]);
    await expect(el).to.be.accessible();
  });

  it('shows a typed key as pressed for a moment, and not where motion is not wanted', async () => {
    const { el, key } = await setUp();
    // Looked at in the turn of the key: on a busy machine the moment is over before the driver's answer is here.
    let durations: unknown[] = [];
    el.addEventListener('keydown', () => {
      const shown = key('8').getAnimations();
      durations = shown.map(({ effect }) => effect?.getComputedTiming().duration);
      for (const each of shown) each.finish();
    });
    el.focus();
    await sendKeys({ type: '8' });
    expect(durations).to.deep.equal([120]);
    await emulateMedia({ reducedMotion: 'reduce' });
    try {
      await sendKeys({ type: '8' });
      expect(durations).to.deep.equal([]);
    } finally {
      await emulateMedia({ reducedMotion: 'no-preference' });
    }
  });

  it('moves nothing, whatever it has to say', async () => {
    const { el, keys, port, key, confirm } = await setUp();
    const places = () => [el, ...keys].map((each) => JSON.stringify(each.getBoundingClientRect()));
    const before = places();
    el.focus();
    await paste(el, '1'.repeat(80));
    await confirm(1);
    expect(places()).to.deep.equal(before);
    key('1').click();
    await settle();
    port.refuse('link-down');
    await settle();
    await el.updateComplete;
    expect(places()).to.deep.equal(before);
  });
});
