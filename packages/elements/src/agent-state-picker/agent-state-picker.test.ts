import { expect, fixture, fixtureSync, html, oneEvent } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { AgentPicture, ReasonCode, StateOption } from '@cordboard/core';
import { anAgent, fakeDesktopWith, NINE_O_CLOCK, settle, VirtualRuntime } from '@cordboard/testing';
import type { CommandFailedDetail } from '../internal/desktop-element.js';
import './define.js';
import type { AgentStatePicker } from './agent-state-picker.js';

const WORDS = ['Lunch', 'Coffee', 'Training', 'Coaching', 'Private', 'Café visit', 'Back office', 'Meeting', 'Fire drill', 'Other'];
const reasonCodes = (count: number, category: ReasonCode['category'] = 'not-ready'): ReasonCode[] =>
  WORDS.slice(0, count).map((label, n) => ({ id: `${n + 10}`, code: `${n + 100}`, label, category, system: false }));
const LUNCH = { id: '10', code: '100', label: 'Lunch', system: false };
const WHEN_READY: StateOption[] = [{ state: 'not-ready', reason: 'required', effect: 'now' }];
const ON_A_CALL: StateOption[] = [
  { state: 'ready', reason: 'forbidden', effect: 'pending' },
  { state: 'not-ready', reason: 'forbidden', effect: 'pending' },
];

describe('<agent-state-picker>', () => {
  async function setUp(picture: Partial<AgentPicture> = {}, { reasons = 4, signOutReasons = 0 } = {}) {
    const runtime = new VirtualRuntime({ wall: NINE_O_CLOCK + 42_000 });
    const { client, port } = fakeDesktopWith({ runtime }, { type: 'agent', picture: anAgent(picture) });
    port.answers['reason-codes'] = ({ category }) =>
      category === 'not-ready' ? reasonCodes(reasons) : reasonCodes(signOutReasons, 'sign-out');
    const el = await fixture<AgentStatePicker>(html`<agent-state-picker .client=${client}></agent-state-picker>`);
    const all = (selector: string) => [...el.renderRoot.querySelectorAll<HTMLElement>(selector)];
    const one = (selector: string) => el.renderRoot.querySelector<HTMLElement>(selector)!;
    const button = one('#button');
    const settled = async () => {
      await settle();
      await el.updateComplete;
    };
    return {
      el,
      client,
      port,
      runtime,
      button,
      one,
      settled,
      popup: one('#popup'),
      show: async (changes: Partial<AgentPicture>) => {
        port.emit({ type: 'agent', picture: anAgent(changes) });
        await el.updateComplete;
      },
      press: async (...keys: string[]) => {
        for (const press of keys) await sendKeys({ press });
        await settled();
      },
      open: async () => {
        button.click();
        await settled();
      },
      words: () => one('[part=state]').textContent,
      note: () => one('[part=note]').textContent,
      isOpen: () => one('#popup').matches(':popover-open'),
      lines: () => all('[role=option]').map((option) => option.querySelector('span')!.textContent.trim().replace(/\s+/g, ' ')),
      selected: () => all('[aria-selected=true]').map((option) => option.innerText.trim()),
      active: () => {
        const holder = one('[part=search]') ?? button;
        return el.renderRoot
          .querySelector(`#${holder.getAttribute('aria-activedescendant')}`)
          ?.querySelector('span')!
          .textContent.trim();
      },
    };
  }

  it('shows nothing without a client, and everything once it comes', async () => {
    const el = await fixture<AgentStatePicker>(html`<agent-state-picker></agent-state-picker>`);
    expect(el.renderRoot.querySelector('button')).to.equal(null);
    await expect(el).to.be.accessible();
    const { client } = await setUp();
    el.client = client;
    await el.updateComplete;
    expect(el.renderRoot.querySelector('[part=state]')!.textContent).to.equal('Not ready');
    el.client = undefined;
    await el.updateComplete;
    expect(el.renderRoot.querySelector('button')).to.equal(null);
  });

  it('shows nothing where no port serves agent states', async () => {
    const { client } = fakeDesktopWith({ features: ['voice'] });
    const el = await fixture<AgentStatePicker>(html`<agent-state-picker .client=${client}></agent-state-picker>`);
    expect(el.renderRoot.querySelector('button')).to.equal(null);
  });

  it('shows state, reason and time in state from the first paint', async () => {
    const { el, words, note, one, runtime, button } = await setUp({ reason: LUNCH });
    expect(words()).to.equal('Not ready');
    expect(note()).to.equal('Lunch');
    expect(one('[part=time]').textContent).to.equal('0:42');
    await runtime.advance(18_000);
    await el.updateComplete;
    expect(one('[part=time]').textContent).to.equal('1:00');
    expect(button).to.have.attribute('role', 'combobox');
    expect(button).to.have.attribute('aria-expanded', 'false');
  });

  for (const [state, word] of [
    ['signed-out', 'Signed out'],
    ['not-ready', 'Not ready'],
    ['ready', 'Ready'],
    ['reserved', 'Reserved'],
    ['reserved-outbound', 'Reserved for outbound'],
    ['reserved-outbound-preview', 'Outbound preview'],
    ['talking', 'Talking'],
    ['hold', 'On hold'],
    ['work', 'Wrap-up'],
    ['work-ready', 'Wrap-up, then ready'],
  ] as const) {
    it(`shows ${state}, and is accessible then`, async () => {
      const { el, words } = await setUp({ state, next: [] });
      expect(words()).to.equal(word);
      await expect(el).to.be.accessible();
    });
  }

  it('shows a state it has no word for as the platform wrote it', async () => {
    const { words, show } = await setUp({ state: 'unknown', rawState: 'SIGHTSEEING' });
    expect(words()).to.equal('SIGHTSEEING');
    await show({ state: 'unknown' });
    expect(words()).to.equal('Unknown');
  });

  it('offers only what may be asked for, and keeps the rest in its place with the reason', async () => {
    const { open, lines, selected, one } = await setUp({ state: 'ready', next: WHEN_READY });
    await open();
    expect(lines()).to.deep.equal(['Ready', 'Lunch', 'Coffee', 'Training', 'Coaching', 'Sign out Go not ready first']);
    expect(selected()).to.deep.equal(['Ready']);
    expect(one('[role=group]')).to.have.attribute('aria-label', 'Not ready');
    expect(one('#option-5')).to.have.attribute('aria-disabled', 'true');
  });

  it('never offers a state that only the system sets', async () => {
    const { open, lines } = await setUp({ state: 'talking', next: ON_A_CALL });
    await open();
    expect(lines()).to.deep.equal(['Ready after this call', 'Not ready after this call', 'Sign out Not during a call']);
  });

  it('offers wrap-up where it may be asked for', async () => {
    const { open, lines, press, port } = await setUp({
      state: 'talking',
      next: [...ON_A_CALL, { state: 'work', reason: 'forbidden', effect: 'pending' }],
    });
    await open();
    expect(lines()[2]).to.equal('Wrap-up after this call');
    await press('w', 'Enter');
    expect(port.sent).to.deep.equal([{ type: 'set-agent-state', state: 'work' }]);
  });

  it('reads reasons once per category when first opened, and not before', async () => {
    const { open, press, port } = await setUp();
    expect(port.asked).to.deep.equal([]);
    await open();
    await press('Escape');
    await open();
    expect(port.asked).to.deep.equal([
      { type: 'reason-codes', category: 'not-ready' },
      { type: 'reason-codes', category: 'sign-out' },
    ]);
  });

  it('reads them anew for another agent', async () => {
    const { open, press, port, show } = await setUp();
    await open();
    await press('Escape');
    await show({ id: '1001002' });
    await open();
    expect(port.asked).to.have.length(4);
  });

  it('says that reasons are on their way, or could not be read, and reads them again', async () => {
    const { open, press, lines, port, settled } = await setUp();
    let answer: (codes: ReasonCode[]) => void = () => {};
    port.answers['reason-codes'] = () => new Promise((resolve) => (answer = resolve));
    const category = 'sign-out';
    await open();
    expect(lines()).to.deep.equal(['Ready', 'Reading reasons…', 'Reading reasons…']);
    answer(reasonCodes(1, category));
    await settled();
    expect(lines()).to.deep.equal(['Ready', 'Reading reasons…', 'Sign out', 'Lunch']);
    await press('Escape');
    const second = await setUp();
    delete second.port.answers['reason-codes'];
    await second.open();
    expect(second.lines()[1]).to.equal('Reasons could not be read. Try again');
    second.port.answers['reason-codes'] = () => reasonCodes(2);
    await second.press('ArrowDown', 'Enter');
    expect(second.isOpen()).to.equal(true);
    expect(second.lines()).to.deep.equal(['Ready', 'Lunch', 'Coffee', 'Sign out', 'Lunch', 'Coffee']);
  });

  it('asks for the plain state where the platform has no reasons', async () => {
    const next: StateOption[] = [{ state: 'not-ready', reason: 'optional', effect: 'now' }];
    const { open, lines, press, port } = await setUp({ state: 'ready', next }, { reasons: 0 });
    await open();
    expect(lines()).to.deep.equal(['Ready', 'Not ready', 'Sign out Go not ready first']);
    await press('n', 'Enter');
    expect(port.sent).to.deep.equal([{ type: 'set-agent-state', state: 'not-ready' }]);
  });

  it('asks for a state with a reason, is busy until it is confirmed, and keeps the focus', async () => {
    const { el, open, press, port, button, note, isOpen, show, one } = await setUp({ state: 'ready', next: WHEN_READY });
    await open();
    await press('c', 'Enter');
    expect(isOpen()).to.equal(false);
    expect(port.sent).to.deep.equal([{ type: 'set-agent-state', state: 'not-ready', reasonId: '11' }]);
    expect(button).to.have.attribute('aria-busy', 'true');
    expect(button).to.have.attribute('aria-disabled', 'true');
    expect(note()).to.equal('Asked for: Not ready');
    expect(one('[part=state]').textContent).to.equal('Ready');
    expect(el.shadowRoot!.activeElement).to.equal(button);
    await expect(el).to.be.accessible();
    await press('Enter');
    expect(isOpen()).to.equal(false);
    await show({ state: 'not-ready', reason: { id: '11', code: '101', label: 'Coffee', system: false } });
    await settle();
    await el.updateComplete;
    expect(button).to.have.attribute('aria-busy', 'false');
    expect(note()).to.equal('Coffee');
  });

  it('changes one reason for another, and does nothing for the one that holds', async () => {
    const { open, press, port, selected } = await setUp({ reason: LUNCH });
    await open();
    expect(selected()).to.deep.equal(['Lunch']);
    await press('Enter');
    expect(port.sent).to.deep.equal([]);
    await open();
    await press('ArrowDown', 'Enter');
    expect(port.sent).to.deep.equal([{ type: 'set-agent-state', state: 'not-ready', reasonId: '11' }]);
  });

  it('signs out, with a reason where there are any', async () => {
    const plain = await setUp();
    await plain.open();
    await plain.press('End', 'Enter');
    expect(plain.port.sent).to.deep.equal([{ type: 'sign-out' }]);
    const { open, press, port } = await setUp(
      { next: [{ state: 'signed-out', reason: 'required', effect: 'now' }] },
      { signOutReasons: 2 },
    );
    await open();
    await press('End', 'Enter');
    expect(port.sent).to.deep.equal([{ type: 'sign-out', reasonId: '11' }]);
  });

  it('heads reasons with the plain choice where they are optional', async () => {
    const { el, open, lines, one } = await setUp({}, { signOutReasons: 2 });
    await open();
    expect(lines().slice(-3)).to.deep.equal(['Sign out', 'Lunch', 'Coffee']);
    expect(one('[data-state=signed-out][role=group]')).to.have.attribute('aria-label', 'Sign out');
    expect(one('[data-state=signed-out] .heading')).to.equal(null);
    await expect(el).to.be.accessible();
  });

  it('keeps what would be chosen when a call changes the list under it', async () => {
    const { open, press, active, show, port } = await setUp({ reason: LUNCH });
    await open();
    await press('End');
    expect(active()).to.equal('Sign out');
    await show({ state: 'talking', next: ON_A_CALL });
    expect(active()).to.equal('Sign out Not during a call');
    await press('Enter');
    expect(port.sent).to.deep.equal([]);
  });

  it('shows what comes after the call, and takes the other instead', async () => {
    const { el, open, press, port, note, selected } = await setUp({ state: 'talking', next: ON_A_CALL, pending: { state: 'not-ready' } });
    expect(note()).to.equal('Not ready after this call');
    await expect(el).to.be.accessible();
    await open();
    expect(selected()).to.deep.equal(['Not ready after this call']);
    await press('ArrowUp', 'Enter');
    expect(port.sent).to.deep.equal([{ type: 'set-agent-state', state: 'ready' }]);
  });

  it('tells a refusal until the list is opened again', async () => {
    const { el, open, press, port, note, one, settled, client } = await setUp();
    await open();
    await press('Home');
    const failed = oneEvent(el, 'command-failed');
    await press('Enter');
    port.refuse('invalid-state');
    expect(((await failed).detail as CommandFailedDetail).error.code).to.equal('invalid-state');
    await settled();
    expect(note()).to.equal('Not possible in the present state');
    expect(one('[role=alert]').textContent).to.equal('Not possible in the present state');
    await expect(el).to.be.accessible();
    await open();
    expect(client.state.commands.size).to.equal(0);
    expect(one('[role=alert]').textContent).to.equal('');
  });

  it('sends nothing that the page keeps back', async () => {
    const { el, open, press, port } = await setUp();
    el.addEventListener('command-request', (event) => event.preventDefault());
    await open();
    await press('Home', 'Enter');
    expect(port.sent).to.deep.equal([]);
  });

  it('speaks a change of state', async () => {
    const { one, show } = await setUp({ reason: LUNCH });
    expect(one('[role=status]').textContent).to.equal('Not ready, Lunch');
    await show({ state: 'talking', next: ON_A_CALL, pending: { state: 'ready' } });
    expect(one('[role=status]').textContent).to.equal('Talking, Ready after this call');
  });

  for (const [what, picture, link, why] of [
    ['the link is down', {}, 'connecting', 'No connection'],
    ['the platform is out of service', {}, 'out-of-service', 'The platform is out of service'],
    ['the session was taken over', {}, 'superseded', 'Signed in elsewhere'],
    ['nobody is signed in', { state: 'signed-out', next: [] }, 'up', 'Sign in first'],
    ['only the system can end the state', { state: 'reserved', next: [] }, 'up', 'The platform decides when this state ends'],
  ] as const) {
    it(`is blocked, focusable and says why when ${what}`, async () => {
      const { el, port, button, press, isOpen, one } = await setUp(picture);
      port.emit({ type: 'link', link: { state: link } });
      await el.updateComplete;
      expect(button).to.have.attribute('aria-disabled', 'true');
      expect(one(`#${button.getAttribute('aria-describedby')}`).textContent).to.equal(why);
      button.focus();
      button.click();
      await press('ArrowDown', 'Enter', ' ');
      expect(isOpen()).to.equal(false);
      expect(port.sent).to.deep.equal([]);
      expect(el.shadowRoot!.activeElement).to.equal(button);
      await expect(el).to.be.accessible();
    });
  }

  it('freezes the time while the link is down', async () => {
    const { el, port, runtime, one } = await setUp();
    port.emit({ type: 'link', link: { state: 'connecting' } });
    await el.updateComplete;
    await runtime.advance(5000);
    await el.updateComplete;
    expect(one('[part=time]').textContent).to.equal('0:42');
    expect(runtime.timers).to.equal(0);
  });

  it('closes when the link goes down while it is open, and gives the focus back', async () => {
    const { el, port, open, button, isOpen } = await setUp({}, { reasons: 10 });
    await open();
    expect(el.shadowRoot!.activeElement).to.have.attribute('part', 'search');
    port.emit({ type: 'link', link: { state: 'connecting' } });
    await el.updateComplete;
    expect(isOpen()).to.equal(false);
    expect(el.shadowRoot!.activeElement).to.equal(button);
  });

  describe('keyboard', () => {
    for (const [key, line] of [
      ['Enter', 'Lunch'],
      [' ', 'Lunch'],
      ['ArrowDown', 'Lunch'],
      ['ArrowUp', 'Ready'],
      ['Home', 'Ready'],
      ['End', 'Sign out'],
      ['t', 'Training'],
    ] as const) {
      it(`opens with “${key}”`, async () => {
        const { button, press, isOpen, active } = await setUp({ reason: LUNCH });
        button.focus();
        await press(key);
        expect(isOpen()).to.equal(true);
        expect(button).to.have.attribute('aria-expanded', 'true');
        if (key === 't') await press('Escape', 't');
        expect(active()).to.equal(line);
      });
    }

    it('moves without wrapping, the focus staying on the combobox', async () => {
      const { el, open, press, active, button } = await setUp({ reason: LUNCH });
      await open();
      for (const [key, line] of [
        ['ArrowDown', 'Coffee'],
        ['Home', 'Ready'],
        ['ArrowUp', 'Ready'],
        ['PageDown', 'Sign out'],
        ['ArrowDown', 'Sign out'],
        ['PageUp', 'Ready'],
        ['End', 'Sign out'],
      ] as const) {
        await press(key);
        expect(active(), key).to.equal(line);
        expect(el.shadowRoot!.activeElement).to.equal(button);
      }
    });

    it('finds a line by its first letters, and goes through those with the same letter', async () => {
      const { open, press, active } = await setUp();
      await open();
      await press('c', 'o', 'a');
      expect(active()).to.equal('Coaching');
      const second = await setUp();
      await second.open();
      await second.press('c');
      expect(second.active()).to.equal('Coffee');
      await second.press('c');
      expect(second.active()).to.equal('Coaching');
      await second.press('c');
      expect(second.active()).to.equal('Coffee');
    });

    for (const key of ['Escape', 'Alt+ArrowUp', 'Tab']) {
      it(`closes with ${key}, choosing nothing`, async () => {
        const { el, open, press, isOpen, port, button } = await setUp();
        await open();
        await press('ArrowDown');
        if (key === 'Alt+ArrowUp') await sendKeys({ down: 'Alt' });
        await press(key.replace('Alt+', ''));
        if (key === 'Alt+ArrowUp') await sendKeys({ up: 'Alt' });
        expect(isOpen()).to.equal(false);
        expect(button).to.have.attribute('aria-expanded', 'false');
        expect(port.sent).to.deep.equal([]);
        if (key !== 'Tab') expect(el.shadowRoot!.activeElement).to.equal(button);
      });
    }

    it('stays open on a line that cannot be chosen', async () => {
      const { open, press, isOpen, port } = await setUp({ state: 'ready', next: WHEN_READY });
      await open();
      await press('End', 'Enter');
      expect(isOpen()).to.equal(true);
      expect(port.sent).to.deep.equal([]);
    });
  });

  describe('with many reasons', () => {
    it('has no search for eight, and one for nine', async () => {
      for (const [reasons, searched] of [
        [8, false],
        [9, true],
      ] as const) {
        const { open, one } = await setUp({}, { reasons });
        await open();
        expect(one('[part=search]') !== null).to.equal(searched);
      }
    });

    it('finds reasons by any part, whatever the accents, and chooses with Enter', async () => {
      const { el, open, lines, press, port, button } = await setUp({}, { reasons: 10 });
      await open();
      await sendKeys({ type: 'cafe' });
      await el.updateComplete;
      expect(lines()).to.deep.equal(['Café visit']);
      await expect(el).to.be.accessible();
      await press('Enter');
      expect(port.sent).to.deep.equal([{ type: 'set-agent-state', state: 'not-ready', reasonId: '15' }]);
      expect(el.shadowRoot!.activeElement).to.equal(button);
    });

    it('says that nothing was found', async () => {
      const { el, open, lines, popup, press, isOpen } = await setUp({}, { reasons: 10 });
      await open();
      await sendKeys({ type: 'zzz' });
      await press('Enter');
      expect(lines()).to.deep.equal([]);
      expect(popup).to.contain.text('Nothing found');
      expect(isOpen()).to.equal(true);
      await expect(el).to.be.accessible();
    });

    it('moves the active line from the search field, and Escape gives the focus back', async () => {
      const { el, open, press, active, button } = await setUp({ reason: LUNCH }, { reasons: 10 });
      await open();
      expect(active()).to.equal('Lunch');
      await press('ArrowDown');
      expect(active()).to.equal('Coffee');
      await press('Escape');
      expect(el.shadowRoot!.activeElement).to.equal(button);
    });
  });

  describe('pointer', () => {
    it('chooses a line, keeping the focus on the combobox', async () => {
      const { el, open, one, port, button, settled } = await setUp();
      await open();
      const { x, y } = one('#option-0').getBoundingClientRect();
      await sendMouse({ type: 'click', position: [Math.round(x + 20), Math.round(y + 10)] });
      await settled();
      expect(port.sent).to.deep.equal([{ type: 'set-agent-state', state: 'ready' }]);
      expect(el.shadowRoot!.activeElement).to.equal(button);
    });

    it('closes with a press elsewhere and with a second press on the button', async () => {
      const { open, isOpen, settled } = await setUp();
      await open();
      await sendMouse({ type: 'click', position: [600, 500] });
      await settled();
      expect(isOpen()).to.equal(false);
      await open();
      await open();
      expect(isOpen()).to.equal(false);
    });

    it('sends once for two presses in one task', async () => {
      const { open, one, port } = await setUp();
      await open();
      const line = one('#option-0');
      line.click();
      line.click();
      expect(port.sent).to.have.length(1);
    });
  });

  describe('layout', () => {
    it('moves nothing in any state, open or closed', async () => {
      const { el, show, open, press, port, button, one } = await setUp();
      el.style.inlineSize = '280px';
      const shape = () => [el, button, one('[part=state]'), one('[part=note]')].map((part) => JSON.stringify(part.getBoundingClientRect()));
      await el.updateComplete;
      const before = shape();
      for (const picture of [
        { reason: { ...LUNCH, label: 'Waiting for the supervisor to come back from the annual fire drill' } },
        { state: 'talking', next: ON_A_CALL },
        { state: 'talking', next: ON_A_CALL, pending: { state: 'not-ready' } },
        { state: 'reserved', next: [] },
        { state: 'work-ready' },
        { state: 'signed-out', next: [] },
        { firstName: '', lastName: '', loginName: '', extension: '' },
      ] as const) {
        await show(picture);
        expect(shape(), JSON.stringify(picture)).to.deep.equal(before);
      }
      await show({});
      await open();
      expect(shape()).to.deep.equal(before);
      await press('Home', 'Enter');
      expect(shape(), 'busy').to.deep.equal(before);
      port.refuse('timeout');
      await settle();
      await el.updateComplete;
      expect(shape(), 'refused').to.deep.equal(before);
    });

    it('opens wholly inside the window, from a clipped column at its end, and scrolls what does not fit', async () => {
      const { client, port } = await setUp({}, { reasons: 10 });
      port.answers['reason-codes'] = () =>
        Array.from({ length: 60 }, (_, n) => ({ ...reasonCodes(1)[0]!, id: `${n}`, label: `Reason ${n}` }));
      const column = fixtureSync<HTMLDivElement>(
        html`<div style="position: fixed; inset: auto 0 0 auto; inline-size: 280px; overflow: hidden">
          <agent-state-picker .client=${client}></agent-state-picker>
        </div>`,
      );
      const el = column.querySelector('agent-state-picker')!;
      await el.updateComplete;
      el.renderRoot.querySelector<HTMLElement>('#button')!.click();
      await settle();
      await el.updateComplete;
      const popup = el.renderRoot.querySelector('#popup')!;
      const { left, right, top, bottom } = popup.getBoundingClientRect();
      expect(left).to.be.at.least(0);
      expect(right).to.be.at.most(document.documentElement.clientWidth);
      expect(top).to.be.at.least(0);
      expect(bottom).to.be.at.most(el.getBoundingClientRect().top);
      await sendKeys({ press: 'PageDown' });
      await sendKeys({ press: 'PageDown' });
      await sendKeys({ press: 'PageDown' });
      await el.updateComplete;
      const active = el.renderRoot.querySelector('.active')!.getBoundingClientRect();
      expect(popup.scrollTop).to.be.above(0);
      expect(active.bottom).to.be.at.most(bottom);
    });
  });

  it('opens at its leading edge, from right to left too', async () => {
    const { el, open, popup, button } = await setUp();
    el.style.inlineSize = '280px';
    for (const dir of ['ltr', 'rtl'] as const) {
      el.dir = dir;
      await el.updateComplete;
      await open();
      const edge = dir === 'rtl' ? 'right' : 'left';
      expect(popup.getBoundingClientRect()[edge]).to.be.closeTo(button.getBoundingClientRect()[edge], 1);
      await open();
    }
  });

  it('has its own size in a row of other things', async () => {
    const { client } = await setUp({ state: 'ready', next: WHEN_READY });
    const row = fixtureSync(html`<div style="display: flex"><agent-state-picker .client=${client}></agent-state-picker></div>`);
    const el = row.querySelector('agent-state-picker')!;
    await el.updateComplete;
    expect(el.renderRoot.querySelector('[part=state]')!.getBoundingClientRect().width).to.be.above(30);
  });

  for (const scheme of ['light', 'dark'] as const) {
    it(`is accessible open and closed in ${scheme}`, async () => {
      const { el, open, one } = await setUp({ state: 'ready', next: WHEN_READY }, { reasons: 10 });
      el.style.colorScheme = scheme;
      el.style.background = 'Canvas';
      await open();
      expect(one('#list')).to.have.attribute('role', 'listbox');
      await expect(el).to.be.accessible();
    });
  }

  it('watches nothing once it is gone, and goes on when it is back', async () => {
    const { el, client, port, runtime, open, words, show, isOpen } = await setUp();
    const parent = el.parentElement!;
    await open();
    el.remove();
    expect(runtime.timers).to.equal(0);
    parent.append(el);
    await el.updateComplete;
    expect(isOpen()).to.equal(false);
    await show({ state: 'ready', next: WHEN_READY });
    expect(words()).to.equal('Ready');
    expect(port.sent).to.deep.equal([]);
    expect(client.closed).to.equal(false);
  });

  it('speaks the page’s language', async () => {
    const { client } = await setUp();
    const page = await fixture(
      html`<desktop-provider .client=${client} .labels=${{ states: { 'not-ready': 'Pas prête' }, agentState: 'État' }}>
        <agent-state-picker></agent-state-picker>
      </desktop-provider>`,
    );
    const el = page.querySelector('agent-state-picker')!;
    await el.updateComplete;
    expect(el.renderRoot.querySelector('[part=state]')!.textContent).to.equal('Pas prête');
    expect(el.renderRoot.querySelector('#button')).to.have.attribute('aria-label', 'État');
  });
});
