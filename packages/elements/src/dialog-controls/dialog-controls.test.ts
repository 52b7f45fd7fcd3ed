import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { aCustomer, aDialog, aHeldDialog, anAgent, aParticipant, aRingingDialog, fakeDesktop, fakeDesktopWith } from '@cordboard/testing';
import type { DesktopClient, DialogPicture, Participant, PortEvent } from '@cordboard/core';
import '../desktop-provider/define.js';
import type { DesktopProvider } from '../desktop-provider/desktop-provider.js';
import type { CommandFailedDetail } from '../internal/desktop-element.js';
import './define.js';
import type { DialogControls } from './dialog-controls.js';

const ID = '33870011';
const AGENT: PortEvent = { type: 'agent', picture: anAgent({ state: 'talking', next: [] }) };

function reported(picture: DialogPicture): PortEvent {
  return { type: 'dialog', added: true, picture };
}

async function setUp(picture: DialogPicture | undefined = aDialog()) {
  const { client, port } = fakeDesktop(AGENT, ...(picture ? [reported(picture)] : []));
  const el = await fixture<DialogControls>(html`<dialog-controls dialog-id=${ID} .client=${client}></dialog-controls>`);
  return { client, port, el, ...parts(el) };
}

function parts(el: DialogControls) {
  const button = (name: string) => el.shadowRoot!.querySelector<HTMLButtonElement>(`[part~=${name}]`)!;
  return { answer: button('answer'), end: button('end'), hold: button('hold'), message: el.shadowRoot!.querySelector('[role=alert]')! };
}

function why(el: DialogControls, button: Element): string | undefined {
  const id = button.getAttribute('aria-describedby');
  return id ? el.shadowRoot!.getElementById(id)!.textContent : undefined;
}

function tip(el: DialogControls): string | undefined {
  return el.shadowRoot!.querySelector(':popover-open')?.textContent;
}

function middleOf(element: Element): [number, number] {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [Math.round(x + width / 2), Math.round(y + height / 2)];
}

function rects(el: DialogControls): readonly string[] {
  return [...el.shadowRoot!.querySelectorAll('button[data-place], [part=message]')].map((node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    return [x, y, width, height].join(' ');
  });
}

describe('<dialog-controls>', () => {
  it('shows nothing without a client, and nothing where the platform has no voice', async () => {
    const bare = await fixture<DialogControls>(html`<dialog-controls dialog-id=${ID}></dialog-controls>`);
    expect(bare.shadowRoot!.querySelectorAll('button')).to.have.length(0);
    const { client } = fakeDesktopWith({ features: ['agent-state'] });
    bare.client = client;
    await bare.updateComplete;
    expect(bare.shadowRoot!.querySelectorAll('button')).to.have.length(0);
  });

  it('takes a client that comes late, changes and goes', async () => {
    const first = fakeDesktop(AGENT, reported(aRingingDialog()));
    const second = fakeDesktop(AGENT, reported(aHeldDialog()));
    const el = await fixture<DialogControls>(html`<dialog-controls dialog-id=${ID}></dialog-controls>`);
    const offered = async (client: DesktopClient | undefined) => {
      el.client = client;
      await el.updateComplete;
      return [...el.shadowRoot!.querySelectorAll('button[aria-disabled=false]')].map((button) => button.textContent.trim());
    };
    expect(await offered(first.client)).to.deep.equal(['Answer']);
    expect(await offered(second.client)).to.deep.equal(['End', 'Retrieve']);
    expect(await offered(undefined)).to.deep.equal([]);
  });

  it('offers answering while it rings, and says why not the rest', async () => {
    const { el, answer, end, hold } = await setUp(aRingingDialog());
    expect(answer).to.have.attribute('aria-disabled', 'false');
    expect(answer).to.have.class('primary');
    expect(answer.hasAttribute('aria-describedby')).to.equal(false);
    for (const button of [end, hold]) {
      expect(button).to.have.attribute('aria-disabled', 'true');
      expect(button.disabled).to.equal(false);
      expect(why(el, button)).to.equal('Answer the call first');
    }
    await expect(el).to.be.accessible();
  });

  it('offers ending and holding while talking, one filled', async () => {
    const { el, answer, end, hold } = await setUp();
    expect([...el.shadowRoot!.querySelectorAll('.primary, .danger')]).to.deep.equal([end]);
    expect(hold.textContent.trim()).to.equal('Hold');
    expect(hold).to.have.attribute('aria-disabled', 'false');
    expect(why(el, answer)).to.equal('Already answered');
    await expect(el).to.be.accessible();
  });

  it('retrieves from where it held: never both, one place, one button', async () => {
    const { el, port, hold } = await setUp();
    hold.focus();
    port.emit({ type: 'dialog', added: false, picture: aHeldDialog() });
    await el.updateComplete;
    expect(hold.textContent.trim()).to.equal('Retrieve');
    expect(hold).to.have.class('primary');
    expect(el.shadowRoot!.activeElement).to.equal(hold);
    expect(el.shadowRoot!.textContent).not.to.contain('Hold');
    await expect(el).to.be.accessible();
  });

  it('swaps instead of retrieving while another call is active, in the same place, and stays so until it is done', async () => {
    const { el, port, hold } = await setUp(aHeldDialog());
    const before = rects(el);
    port.emit(reported(aDialog({ id: '8', kind: 'consult', originalId: ID })));
    await el.updateComplete;
    expect(hold.textContent.trim()).to.equal('Swap');
    expect(hold).to.have.class('primary');
    expect(rects(el)).to.deep.equal(before);
    await expect(el).to.be.accessible();
    hold.click();
    hold.click();
    expect(port.sent).to.deep.equal([{ type: 'dialog-action', dialogId: '8', action: 'hold' }]);
    port.emit({ type: 'dialog', added: false, picture: aHeldDialog({ id: '8', kind: 'consult', originalId: ID }) });
    await el.updateComplete;
    expect(hold.textContent.trim()).to.equal('Swap');
    expect(hold).to.have.class('asked');
    expect(rects(el)).to.deep.equal(before);
  });

  it('says that a swap was refused', async () => {
    const { el, port, hold, message } = await setUp(aHeldDialog());
    port.emit(reported(aDialog({ id: '8' })));
    await el.updateComplete;
    const failed = oneEvent(el, 'command-failed');
    hold.click();
    port.refuse('invalid-state');
    await failed;
    await el.updateComplete;
    expect(message.textContent).to.equal('Swap: Not possible in the present state');
  });

  it('tells the platform’s word about the leg, not a guess from its state', async () => {
    const monitored = aDialog({ participants: [aParticipant({ actions: [] }), aCustomer()] });
    const { el, end, hold } = await setUp(monitored);
    for (const button of [end, hold]) {
      expect(button).to.have.attribute('aria-disabled', 'true');
      expect(why(el, button)).to.equal('You are not taking part in this call');
    }
  });

  it('is busy until the platform confirms, keeps the focus, and a second press sends nothing', async () => {
    const { el, port, hold } = await setUp();
    hold.focus();
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Enter' });
    expect(port.sent).to.deep.equal([{ type: 'dialog-action', dialogId: ID, action: 'hold' }]);
    expect(hold).to.have.attribute('aria-busy', 'true');
    expect(el.shadowRoot!.activeElement).to.equal(hold);
    await expect(el).to.be.accessible();
    port.emit({ type: 'dialog', added: false, picture: aHeldDialog() });
    port.confirm();
    await el.updateComplete;
    expect(hold).to.have.attribute('aria-busy', 'false');
    expect(hold).to.have.attribute('aria-disabled', 'false');
  });

  it('sends once for two clicks in one task, before anything is rendered', async () => {
    const { port, end } = await setUp();
    end.click();
    end.click();
    expect(port.sent).to.have.length(1);
  });

  it('sends nothing when a click comes between a report and the render that shows it', async () => {
    const { port, hold } = await setUp();
    port.emit({ type: 'dialog', added: false, picture: aHeldDialog() });
    hold.click();
    expect(port.sent).to.deep.equal([]);
  });

  it('leaves blocked controls without effect', async () => {
    const { port, end, hold } = await setUp(aRingingDialog());
    end.click();
    hold.click();
    expect(port.sent).to.deep.equal([]);
  });

  it('lets the page keep a command back', async () => {
    const { el, port, end } = await setUp();
    el.addEventListener('command-request', (event) => event.preventDefault());
    end.click();
    expect(port.sent).to.deep.equal([]);
    expect(end).to.have.attribute('aria-busy', 'false');
  });

  it('shows a refusal until it is dismissed, and gives the focus back to the row', async () => {
    const { el, client, port, hold, end, message } = await setUp();
    const failed: Promise<CustomEvent<CommandFailedDetail>> = oneEvent(el, 'command-failed');
    hold.click();
    port.refuse('invalid-state');
    expect((await failed).detail.error.code).to.equal('invalid-state');
    await el.updateComplete;
    expect(message.textContent).to.equal('Hold: Not possible in the present state');
    await expect(el).to.be.accessible();
    const dismiss = el.shadowRoot!.querySelector<HTMLButtonElement>('[part=dismiss]')!;
    dismiss.focus();
    dismiss.click();
    await el.updateComplete;
    expect(message.textContent).to.equal('');
    expect(client.state.commands.get(`dialog:${ID}`)).to.equal(undefined);
    expect(el.shadowRoot!.activeElement).to.equal(end);
  });

  it('blocks everything while the link is down, and says so', async () => {
    const { el, port, answer, end, hold } = await setUp();
    port.emit({ type: 'link', link: { state: 'connecting', why: 'socket-lost' } });
    await el.updateComplete;
    for (const button of [answer, end, hold]) expect(why(el, button)).to.equal('No connection');
    expect(el.shadowRoot!.querySelectorAll('.primary, .danger')).to.have.length(0);
  });

  for (const width of [600, 360, 300]) {
    it(`moves nothing whatever the state is, ${width} px wide`, async () => {
      const { el, port, hold } = await setUp(aRingingDialog());
      el.style.inlineSize = `${width}px`;
      const before = rects(el);
      expect(before).to.have.length(10);
      const own = (changes: Partial<Participant>) => [aParticipant(changes), aCustomer()];
      for (const picture of [
        aDialog(),
        aDialog({ participants: own({ actions: ['record', 'drop'] }) }),
        aDialog({ recording: 'on' }),
        aHeldDialog(),
        aDialog({ participants: own({ state: 'wrap-up', actions: [] }) }),
      ]) {
        port.emit({ type: 'dialog', added: false, picture });
        await el.updateComplete;
        expect(rects(el)).to.deep.equal(before);
      }
      port.emit({ type: 'dialog', added: false, picture: aDialog() });
      port.emit(reported(aHeldDialog({ id: '8', participants: own({ state: 'held', actions: ['conference'] }) })));
      await el.updateComplete;
      expect(rects(el), 'a call to join').to.deep.equal(before);
      hold.click();
      await el.updateComplete;
      expect(rects(el), 'busy').to.deep.equal(before);
      const failed = oneEvent(el, 'command-failed');
      port.refuse('invalid-state');
      await failed;
      await el.updateComplete;
      expect(rects(el), 'refused').to.deep.equal(before);
    });
  }

  it('goes by the pattern of a toolbar: one stop, arrows, Home and End, also from right to left', async () => {
    const { el } = await setUp();
    const focused = () => (el.shadowRoot!.activeElement as HTMLElement | null)?.dataset['place'];
    const stops = () => [...el.shadowRoot!.querySelectorAll('button')].filter(({ tabIndex }) => tabIndex === 0).length;
    expect(stops()).to.equal(1);
    await sendKeys({ press: 'Tab' });
    expect(focused()).to.equal('end');
    for (const [press, want] of [
      ['ArrowRight', 'hold'],
      ['ArrowRight', 'consult'],
      ['Home', 'answer'],
      ['ArrowLeft', 'record'],
      ['ArrowRight', 'answer'],
      ['End', 'record'],
    ] as const) {
      await sendKeys({ press });
      expect(focused(), press).to.equal(want);
    }
    expect(stops()).to.equal(1);
    el.dir = 'rtl';
    await sendKeys({ press: 'ArrowRight' });
    expect(focused(), 'right to left').to.equal('keypad');
    await sendKeys({ press: 'ArrowLeft' });
    expect(focused(), 'right to left').to.equal('record');
  });

  it('shows why on focus, without moving anything, and hides it with Escape', async () => {
    const { el, answer } = await setUp();
    answer.focus();
    const tip = el.shadowRoot!.getElementById('why-answer')!;
    expect(tip.matches(':popover-open')).to.equal(true);
    await sendKeys({ press: 'Escape' });
    expect(tip.matches(':popover-open')).to.equal(false);
  });

  it('does not explain itself to the click that set it to work', async () => {
    const { el, port, end, answer } = await setUp(aRingingDialog());
    await sendMouse({ type: 'click', position: middleOf(answer) });
    expect(answer).to.have.attribute('aria-busy', 'true');
    expect(tip(el)).to.equal(undefined);
    port.emit({ type: 'dialog', added: false, picture: aDialog() });
    port.confirm();
    await el.updateComplete;
    expect(tip(el)).to.equal(undefined);
    await sendMouse({ type: 'move', position: middleOf(end) });
    await sendMouse({ type: 'click', position: middleOf(answer) });
    expect(tip(el)).to.equal('Already answered');
    await resetMouse();
  });

  it('speaks the page’s words', async () => {
    const { client } = fakeDesktop(AGENT, reported(aRingingDialog()));
    const provider = await fixture<DesktopProvider>(html`
      <desktop-provider .client=${client} .labels=${{ actions: { answer: 'Annehmen' }, why: { ringing: 'Erst annehmen' } }}>
        <dialog-controls dialog-id=${ID}></dialog-controls>
      </desktop-provider>
    `);
    const el = provider.querySelector('dialog-controls')!;
    await el.updateComplete;
    expect(parts(el).answer.textContent.trim()).to.equal('Annehmen');
    expect(why(el, parts(el).hold)).to.equal('Erst annehmen');
  });

  it('follows the page there and back, and watches nothing while it is gone', async () => {
    const { el, port, hold } = await setUp();
    const parent = el.parentElement!;
    el.remove();
    port.emit({ type: 'dialog', added: false, picture: aHeldDialog() });
    await el.updateComplete;
    expect(hold.textContent.trim()).to.equal('Hold');
    parent.append(el);
    await el.updateComplete;
    expect(hold.textContent.trim()).to.equal('Retrieve');
  });

  it('keeps the words under the icons in a narrow column, and within it', async () => {
    const { el, hold } = await setUp(aHeldDialog());
    el.style.inlineSize = '256px';
    await el.updateComplete;
    expect(getComputedStyle(hold).flexDirection).to.equal('column');
    expect(hold.scrollWidth).to.be.at.most(hold.clientWidth);
    expect(hold.getBoundingClientRect().right).to.be.at.most(el.getBoundingClientRect().right);
  });

  for (const [width, rows, shown] of [
    [600, [6], true],
    [360, [3, 3], true],
    [300, [6], false],
  ] as const) {
    it(`has the other six in rows of ${rows.join(' and ')} where it is ${width} px wide${shown ? '' : ', as icons'}`, async () => {
      const { el } = await setUp();
      el.style.inlineSize = `${width}px`;
      const six = [...el.shadowRoot!.querySelectorAll<HTMLElement>('.quiet')];
      const tops = six.map((button) => button.offsetTop);
      expect([...new Set(tops)].map((top) => tops.filter((each) => each === top).length)).to.deep.equal(rows);
      for (const button of six) {
        const word = button.querySelector('span')!;
        expect(word.offsetWidth > 1, 'the word is seen').to.equal(shown);
        expect(word.textContent, 'and stays the name').not.to.equal('');
        expect(button.scrollWidth).to.be.at.most(button.clientWidth);
      }
      await expect(el).to.be.accessible();
    });
  }

  it('shows no control that the platform does not have, and comes by others with its features', async () => {
    const features = ['agent-state', 'voice', 'consult', 'conference', 'transfer', 'send-dtmf'] as const;
    const { client, port } = fakeDesktopWith({ features: [...features, 'transfer-now', 'record'] }, AGENT, reported(aDialog()));
    const el = await fixture<DialogControls>(html`<dialog-controls dialog-id=${ID} .client=${client}></dialog-controls>`);
    const names = () => [...el.shadowRoot!.querySelectorAll('.quiet')].map((button) => button.textContent.trim());
    expect(names()).to.deep.equal(['Consult', 'Conference', 'Transfer', 'Transfer now', 'Keypad', 'Record']);
    port.emit({ type: 'features', features: new Set([...features, 'transfer-now']) });
    await el.updateComplete;
    expect(names()).to.deep.equal(['Consult', 'Conference', 'Transfer', 'Transfer now', 'Keypad']);
    port.emit({ type: 'dialog', added: false, picture: aRingingDialog() });
    await el.updateComplete;
    expect(names()).to.have.length(5);
  });

  it('has the call recorded, says so once, and stays so', async () => {
    const actions: Participant['actions'] = ['hold', 'drop', 'record'];
    const recordable = aDialog({ participants: [aParticipant({ actions }), aCustomer()] });
    const { el, port } = await setUp(recordable);
    const record = el.shadowRoot!.querySelector<HTMLElement>('[part~=record]')!;
    const said = el.shadowRoot!.querySelector('[role=status]')!;
    expect(record).to.have.attribute('aria-pressed', 'false');
    expect(said.textContent).to.equal('');
    record.focus();
    record.click();
    expect(port.sent).to.deep.equal([{ type: 'record', dialogId: ID }]);
    await el.updateComplete;
    expect(record).to.have.attribute('aria-busy', 'true');
    port.emit({ type: 'dialog', added: false, picture: { ...recordable, recording: 'on' } });
    port.confirm();
    await el.updateComplete;
    expect(record).to.have.attribute('aria-pressed', 'true');
    expect(record.textContent.trim()).to.equal('Recording');
    expect(said.textContent).to.equal('Recording');
    expect(el.shadowRoot!.activeElement === record).to.equal(true);
    expect(why(el, record)).to.equal('This is the present state');
    await expect(el).to.be.accessible();
    record.click();
    expect(port.sent).to.have.length(1);
    // The leg is over; whatever was asked for, nothing of it is recorded any more.
    const left = aDialog({ recording: 'on', participants: [aParticipant({ state: 'wrap-up', actions: [] }), aCustomer()] });
    port.emit({ type: 'dialog', added: false, picture: left });
    await el.updateComplete;
    expect(record).to.have.attribute('aria-pressed', 'false');
    expect(record.textContent.trim()).to.equal('Record');
  });

  it('says why a call cannot be recorded, and what was refused', async () => {
    const { el, port, message } = await setUp(aHeldDialog());
    const record = el.shadowRoot!.querySelector<HTMLElement>('[part~=record]')!;
    expect(why(el, record)).to.equal('The call is on hold');
    port.emit({ type: 'dialog', added: false, picture: aDialog({ participants: [aParticipant({ actions: ['record'] })] }) });
    await el.updateComplete;
    const failed = oneEvent(el, 'command-failed');
    record.click();
    port.refuse('not-supported');
    await failed;
    await el.updateComplete;
    expect(message.textContent).to.equal('Record: This platform does not have it');
    expect(record).to.have.attribute('aria-pressed', 'false');
  });

  it('never shows the keypad as busy', async () => {
    const { el, port, hold } = await setUp();
    const keypad = el.shadowRoot!.querySelector('[part~=keypad]')!;
    hold.click();
    await el.updateComplete;
    expect(hold).to.have.attribute('aria-busy', 'true');
    expect(keypad).to.have.attribute('aria-busy', 'false');
    expect(keypad).to.have.attribute('aria-disabled', 'false');
    port.emit({ type: 'dialog', added: false, picture: aHeldDialog() });
    await el.updateComplete;
    expect(why(el, keypad)).to.equal('The call is on hold');
  });

  describe('where the platform has more', () => {
    const MORE = [
      'voice',
      'consult',
      'consult-intent',
      'conference',
      'conference-now',
      'transfer',
      'transfer-now',
      'transfer-mute',
      'mute',
      'mark-done',
    ] as const;

    async function withMore(picture: DialogPicture) {
      const made = fakeDesktopWith({ features: [...MORE] }, AGENT, reported(picture));
      const el = await fixture<DialogControls>(html`<dialog-controls dialog-id=${ID} .client=${made.client}></dialog-controls>`);
      const at = (name: string) => el.shadowRoot!.querySelector<HTMLElement>(`[data-place=${name}]`)!;
      return { ...made, el, at };
    }
    const leg = (changes: Partial<Participant>) => aDialog({ participants: [aParticipant(changes), aCustomer()] });

    it('mutes and unmutes in one place, which moves nothing', async () => {
      const { el, port, at } = await withMore(leg({ actions: ['drop', 'mute'], muted: false }));
      const before = rects(el);
      expect(at('mute').textContent.trim()).to.equal('Mute');
      at('mute').focus();
      at('mute').click();
      expect(port.sent).to.deep.equal([{ type: 'dialog-action', dialogId: ID, action: 'mute' }]);
      port.emit({ type: 'dialog', added: false, picture: leg({ actions: ['drop', 'unmute'], muted: true }) });
      port.confirm();
      await el.updateComplete;
      expect(at('mute').textContent.trim()).to.equal('Unmute');
      expect(el.shadowRoot!.activeElement === at('mute')).to.equal(true);
      expect(rects(el)).to.deep.equal(before);
      at('mute').click();
      expect(port.sent.at(-1)).to.deep.equal({ type: 'dialog-action', dialogId: ID, action: 'unmute' });
      await expect(el).to.be.accessible();
    });

    it('marks done what is over, leads there then, and says before why not', async () => {
      const { el, port, at } = await withMore(leg({ actions: ['drop'] }));
      expect(why(el, at('done'))).to.equal('The call is not over yet');
      const before = rects(el);
      port.emit({ type: 'dialog', added: false, picture: leg({ state: 'dropped', actions: ['mark-done'] }) });
      await el.updateComplete;
      expect(rects(el)).to.deep.equal(before);
      expect(at('done').textContent.trim()).to.equal('Mark done');
      expect(at('done')).to.have.class('primary');
      expect(at('done').tabIndex).to.equal(0);
      expect(why(el, at('end'))).to.equal('The call has ended');
      at('done').click();
      expect(port.sent).to.deep.equal([{ type: 'dialog-action', dialogId: ID, action: 'mark-done' }]);
      await expect(el).to.be.accessible();
    });

    it('shows in its place the way that is left, by the platform’s list alone', async () => {
      const { el, port, at } = await withMore(leg({ actions: ['consult', 'conference-now', 'transfer-now', 'transfer-mute'] }));
      const shown = () => ['consult', 'transfer-now'].map((name) => at(name).textContent.trim());
      expect(shown()).to.deep.equal(['Consult', 'Transfer now']);
      const before = rects(el);
      for (const state of ['active', 'held'] as const) {
        port.emit({ type: 'dialog', added: false, picture: leg({ state, actions: ['conference-now', 'transfer-mute'] }) });
        await el.updateComplete;
        expect(shown(), state).to.deep.equal(['Conference now', 'Mute transfer']);
        expect(at('consult')).to.have.attribute('aria-disabled', 'false');
        expect(rects(el)).to.deep.equal(before);
      }
      port.emit({ type: 'dialog', added: false, picture: leg({ state: 'held', actions: [] }) });
      await el.updateComplete;
      expect(shown()).to.deep.equal(['Consult', 'Transfer now']);
      expect(at('consult')).to.have.attribute('aria-disabled', 'true');
    });
  });
});
