import { expect, fixture, html, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { Contact, DesktopClient } from '@cordboard/core';
import { aCustomer, aDialog, aHeldDialog, anAgent, aParticipant, fakeDesktop, fakeDesktopWith, settle } from '@cordboard/testing';
import './define.js';
import type { ConsultPanel } from './consult-panel.js';

const ID = '33870011';
const CONTACTS: readonly Contact[] = [
  { id: '1', firstName: 'Priya', lastName: 'Nair', number: '1001002', description: 'Billing, second line' },
  { id: '2', firstName: 'Priya', lastName: 'Nair', number: '+12065550190', description: 'Mobile' },
  { id: '3', firstName: 'Tomas', lastName: 'Lindqvist', number: '1001003' },
];

function desk(dialog = aDialog()) {
  const events = [
    { type: 'agent', picture: anAgent() },
    { type: 'dialog', added: true, picture: dialog },
  ] as const;
  const made = fakeDesktop(...events);
  made.port.answers.contacts = () => CONTACTS;
  return made;
}

async function panel(client: DesktopClient, action: ConsultPanel['action'] = 'consult', intent: ConsultPanel['intent'] = 'conference') {
  const el = await fixture<ConsultPanel>(
    html`<consult-panel dialog-id=${ID} action=${action} intent=${intent} .client=${client}></consult-panel>`,
  );
  const root = el.shadowRoot!;
  const closes: Event[] = [];
  el.addEventListener('close', (event) => closes.push(event));
  return {
    el,
    closes,
    input: root.querySelector('input')!,
    button: root.querySelector<HTMLElement>('[part=button]')!,
    cancel: root.querySelector<HTMLElement>('[part=cancel]')!,
    alert: root.querySelector('[role=alert]')!,
    message: root.querySelector('[part=message]')!,
    popup: root.querySelector<HTMLElement>('[part=popup]')!,
    options: () => [...root.querySelectorAll<HTMLElement>('[role=option]')],
  };
}

async function setUp(dialog = aDialog(), action: ConsultPanel['action'] = 'consult') {
  const made = desk(dialog);
  return { ...made, ...(await panel(made.client, action)) };
}

const words = (element: Element): string => element.textContent.replace(/\s+/g, ' ').trim();
const asked = ({ asked: queries }: { readonly asked: readonly { readonly type: string }[] }): number =>
  queries.filter(({ type }) => type === 'contacts').length;

async function type(el: ConsultPanel, text: string): Promise<void> {
  el.focus();
  await sendKeys({ type: text });
  await settle();
  await el.updateComplete;
}

async function press(el: ConsultPanel, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await sendKeys({ press: key });
  await settle();
  await el.updateComplete;
}

function paste(input: HTMLInputElement, text: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}

describe('<consult-panel>', () => {
  it('shows nothing without a client, and nothing where the platform cannot do it', async () => {
    const el = await fixture<ConsultPanel>(html`<consult-panel dialog-id=${ID} action="transfer-now"></consult-panel>`);
    expect(el.shadowRoot!.querySelectorAll('form')).to.have.length(0);
    el.client = fakeDesktopWith({ features: ['agent-state', 'voice', 'consult'] }).client;
    await el.updateComplete;
    expect(el.shadowRoot!.querySelectorAll('form')).to.have.length(0);
    el.action = 'consult';
    await el.updateComplete;
    expect(el.shadowRoot!.querySelectorAll('form')).to.have.length(1);
  });

  it('says on its button what will be done', async () => {
    expect(words((await setUp()).button)).to.equal('Consult');
    const { el, button, input } = await setUp(aDialog(), 'transfer-now');
    expect(words(button)).to.equal('Transfer now');
    expect(input).to.have.attribute('aria-label', 'Number or name');
    await expect(el).to.be.accessible();
  });

  describe('a number', () => {
    it('is asked for without its formatting, and stays until the platform confirms', async () => {
      const { el, port, client, input, button, closes } = await setUp();
      await type(el, '(206) 555-0142');
      await press(el, 'Enter', 'Enter');
      expect(port.sent).to.deep.equal([{ type: 'consult', dialogId: ID, to: '2065550142', intent: 'conference' }]);
      expect(button).to.have.attribute('aria-busy', 'true');
      expect(input.value).to.equal('(206) 555-0142');
      await expect(el).to.be.accessible();
      const closed = oneEvent(el, 'close');
      port.confirm();
      expect((await closed).bubbles).to.equal(false);
      expect(input.value).to.equal('');
      expect(closes).to.have.length(1);
      expect(client.state.commands.size).to.equal(0);
    });

    it('is passed on to by the other action', async () => {
      const { el, port } = await setUp(aDialog(), 'transfer-now');
      await type(el, '7400');
      await press(el, 'Enter');
      expect(port.sent).to.deep.equal([{ type: 'transfer-now', dialogId: ID, to: '7400' }]);
    });

    it('can be consulted for a transfer, where the platform has to know', async () => {
      const { client, port } = desk();
      const { el } = await panel(client, 'consult', 'transfer');
      await type(el, '7400');
      await press(el, 'Enter');
      expect(port.sent).to.deep.equal([{ type: 'consult', dialogId: ID, to: '7400', intent: 'transfer' }]);
    });

    it('is cleaned when it is pasted; words are left, to be searched', async () => {
      const { el, input } = await setUp();
      el.focus();
      paste(input, 'tel:+1 (206) 555‑0142');
      expect(input.value).to.equal('+12065550142');
      input.value = '';
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'Priya');
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      input.dispatchEvent(event);
      expect(event.defaultPrevented).to.equal(false);
    });

    it('is asked for where there is none, and corrected where it is none; nothing is sent', async () => {
      const { el, port, alert, input, button } = await setUp();
      button.click();
      await el.updateComplete;
      expect(words(alert)).to.equal('Enter a number or choose a contact first');
      expect(el.shadowRoot!.activeElement === input).to.equal(true);
      await type(el, 'nobody');
      await press(el, 'Enter');
      expect(words(alert)).to.equal('No such contact. A number has only digits, *, # and a leading +');
      expect(input).to.have.attribute('aria-invalid', 'true');
      expect(port.sent).to.deep.equal([]);
      await press(el, 'Backspace');
      expect(words(alert)).to.equal('');
    });
  });

  describe('the phone book', () => {
    it('is read when the field first gets the focus, once for all panels of a client', async () => {
      const { el, client, port } = await setUp();
      expect(asked(port)).to.equal(0);
      await type(el, 'priya');
      await press(el, 'Escape', 'ArrowDown');
      const second = await panel(client);
      await type(second.el, 'priya');
      expect(second.options()).to.have.length(2);
      expect(asked(port)).to.equal(1);
    });

    it('is searched by name and description, and shows every number that somebody has', async () => {
      const { el, input, options } = await setUp();
      await type(el, 'NAIR');
      expect(options().map(words)).to.deep.equal(['Priya Nair Billing, second line 1001002', 'Priya Nair Mobile +12065550190']);
      expect(input).to.have.attribute('aria-expanded', 'true');
      expect(words(el.shadowRoot!.querySelector('[role=status]')!)).to.equal('2 found');
      expect(el.shadowRoot!.querySelector('[role=group]')).to.have.attribute('aria-label', 'Phone book');
      await expect(el).to.be.accessible();
      await type(el, ' mob');
      expect(options()).to.have.length(1);
    });

    it('gives its number by keyboard; only the next Enter asks', async () => {
      const { el, port, input, options, popup, message } = await setUp();
      await type(el, 'na');
      expect(input, 'Enter means what was typed until the agent moves').not.to.have.attribute('aria-activedescendant');
      await press(el, 'ArrowDown', 'ArrowDown');
      expect(input.getAttribute('aria-activedescendant')).to.equal(options()[1]!.id);
      expect(options()[1]).to.have.attribute('aria-selected', 'true');
      await expect(el).to.be.accessible();
      await press(el, 'Enter');
      expect(input.value).to.equal('+12065550190');
      expect(words(message)).to.equal('Priya Nair');
      expect(popup.matches(':popover-open')).to.equal(false);
      expect(port.sent).to.deep.equal([]);
      await press(el, 'Enter');
      expect(port.sent).to.deep.equal([{ type: 'consult', dialogId: ID, to: '+12065550190', intent: 'conference' }]);
    });

    it('gives its number by pointer, and leaves the focus in the field', async () => {
      const { el, input, options } = await setUp();
      el.focus();
      input.click();
      await settle();
      await el.updateComplete;
      const box = options()[2]!.getBoundingClientRect();
      await sendMouse({ type: 'click', position: [Math.round(box.x + 40), Math.round(box.y + box.height / 2)] });
      await el.updateComplete;
      expect(input.value).to.equal('1001003');
      expect(el.shadowRoot!.activeElement === input).to.equal(true);
    });

    it('says that it is being read, and puts nothing under Enter that was not there', async () => {
      const { client, port } = desk();
      let arrive: (contacts: readonly Contact[]) => void = () => {};
      port.answers.contacts = () => new Promise((resolve) => (arrive = resolve));
      const { el, popup, options } = await panel(client);
      await type(el, '1001');
      expect(words(popup)).to.equal('Reading the phone book…');
      await expect(el).to.be.accessible();
      await press(el, 'ArrowDown');
      arrive(CONTACTS);
      await settle();
      await el.updateComplete;
      expect(options()).to.have.length(2);
      await press(el, 'Enter');
      expect(port.sent, 'what was typed').to.deep.equal([{ type: 'consult', dialogId: ID, to: '1001', intent: 'conference' }]);
    });

    it('can be tried again when it could not be read', async () => {
      const { client, port } = desk();
      port.answers.contacts = () => Promise.reject(new Error('down'));
      const { el, input, options } = await panel(client);
      el.focus();
      await press(el, 'ArrowDown');
      expect(options().map(words)).to.deep.equal(['The phone book could not be read. Try again']);
      await expect(el).to.be.accessible();
      port.answers.contacts = () => CONTACTS;
      await press(el, 'ArrowUp', 'Enter');
      expect(options()).to.have.length(3);
      expect(input.value).to.equal('');
    });

    it('says when nobody is found, but not of a number', async () => {
      const { el, popup } = await setUp();
      await type(el, 'zz');
      expect(words(popup)).to.equal('Nothing found');
      expect(popup.matches(':popover-open')).to.equal(true);
      await expect(el).to.be.accessible();
      await press(el, 'Backspace', 'Backspace');
      await type(el, '999');
      expect(popup.matches(':popover-open')).to.equal(false);
    });

    it('shows no more than can be read, and how many there are besides', async () => {
      const { client, port } = desk();
      port.answers.contacts = () =>
        Array.from({ length: 1500 }, (_, at) => ({ id: String(at), lastName: 'Agent', number: `${7000 + at}` }));
      const { el, options, popup } = await panel(client);
      await type(el, 'agent');
      expect(options()).to.have.length(50);
      expect(words(popup)).to.contain('1450 more. Type to narrow them down');
      await type(el, ' 7');
      await press(el, 'Backspace', 'Backspace', 'ArrowUp');
      expect(options()[49]).to.have.attribute('aria-selected', 'true');
    });

    it('is not asked for where the platform has none', async () => {
      const { client, port } = fakeDesktopWith(
        { features: ['agent-state', 'voice', 'consult'] },
        { type: 'agent', picture: anAgent() },
        { type: 'dialog', added: true, picture: aDialog() },
      );
      const { el, input, popup } = await panel(client);
      await type(el, '7400');
      expect(input).to.have.attribute('aria-label', 'Number');
      expect(popup.matches(':popover-open')).to.equal(false);
      await press(el, 'Enter');
      expect(port.sent).to.have.length(1);
      expect(asked(port)).to.equal(0);
    });

    it('is another agent’s when another agent signs in', async () => {
      const { el, port, options } = await setUp();
      await type(el, 'o');
      port.answers.contacts = () => [{ id: '9', lastName: 'Okoro', number: '1001009' }];
      port.emit({ type: 'agent', picture: anAgent({ id: '1001004' }) });
      await el.updateComplete;
      await settle();
      await el.updateComplete;
      expect(options().map(words)).to.deep.equal(['Okoro 1001009']);
    });
  });

  describe('recent numbers', () => {
    async function reach(client: DesktopClient, confirm: () => void, to: string): Promise<void> {
      const { el } = await panel(client);
      await type(el, to);
      await press(el, 'Enter');
      confirm();
      await settle();
      el.remove();
    }

    it('are the last eight that were reached, newest first, by name where the book has one', async () => {
      const { client, port } = desk();
      for (let last = 0; last < 9; last++) await reach(client, () => port.confirm(), `100100${last}`);
      await reach(client, () => port.confirm(), '1001002');
      await reach(client, () => port.refuse('bad-destination'), '999');
      const { el, options } = await panel(client);
      el.focus();
      await press(el, 'ArrowDown');
      const recent = el.shadowRoot!.querySelector('[role=group]')!;
      expect(recent).to.have.attribute('aria-label', 'Recent');
      expect([...recent.querySelectorAll('.digits')].map(words)).to.deep.equal(
        ['2', '8', '7', '6', '5', '4', '3', '1'].map((last) => `100100${last}`),
      );
      expect(words(options()[0]!)).to.contain('Priya Nair');
      await expect(el).to.be.accessible();
      await press(el, 'Enter', 'Enter');
      expect(port.sent.at(-1)).to.deep.equal({ type: 'consult', dialogId: ID, to: '1001002', intent: 'conference' });
    });

    it('belong to one client, and are stored nowhere', async () => {
      const { client, port } = desk();
      await reach(client, () => port.confirm(), '5550177');
      const { el, options } = await setUp();
      await type(el, '5550177');
      expect(options()).to.have.length(0);
      expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])).not.to.contain('5550177');
    });
  });

  describe('a refusal', () => {
    it('is said, the number stays, and the next key forgets it', async () => {
      const { el, client, port, input, alert, closes } = await setUp();
      const failed = oneEvent(el, 'command-failed');
      await type(el, '999');
      await press(el, 'Enter');
      port.refuse('bad-destination');
      expect(((await failed) as HTMLElementEventMap['command-failed']).detail.error.code).to.equal('bad-destination');
      await settle();
      await el.updateComplete;
      expect(words(alert)).to.equal('Consult: This number cannot be called');
      expect(input.value).to.equal('999');
      expect(closes).to.have.length(0);
      await expect(el).to.be.accessible();
      await press(el, 'Backspace');
      expect(words(alert)).to.equal('');
      expect(client.state.commands.size).to.equal(0);
    });

    it('of something else is left to whoever asked for it', async () => {
      const { el, client, port, alert } = await setUp();
      client.run({ type: 'dialog-action', dialogId: ID, action: 'hold' }).catch(() => {});
      port.refuse();
      await settle();
      await type(el, '7');
      expect(words(alert)).to.equal('');
      expect(client.state.commands.size).to.equal(1);
    });

    it('moves nothing', async () => {
      const { el, port, button, input } = await setUp();
      const places = () => [el, button, input].map((each) => JSON.stringify(each.getBoundingClientRect()));
      const before = places();
      button.click();
      await el.updateComplete;
      expect(places()).to.deep.equal(before);
      await type(el, '999');
      expect(places(), 'with the list open').to.deep.equal(before);
      await press(el, 'Enter');
      port.refuse('link-down');
      await settle();
      await el.updateComplete;
      await nextFrame();
      expect(places()).to.deep.equal(before);
    });
  });

  it('keeps the number when the page keeps the command back', async () => {
    const { el, port, input, closes } = await setUp();
    el.addEventListener('command-request', (event) => event.preventDefault());
    await type(el, '1001002');
    await press(el, 'Escape', 'Enter');
    expect(port.sent).to.deep.equal([]);
    expect(input.value).to.equal('1001002');
    expect(closes).to.have.length(0);
  });

  describe('when it is not possible', () => {
    for (const [what, dialog, why] of [
      ['on hold', aHeldDialog(), 'The call is on hold'],
      [
        'not answered yet',
        aDialog({ participants: [aParticipant({ state: 'initiated', actions: ['drop'] }), aCustomer({ state: 'alerting' })] }),
        'The other side has not answered yet',
      ],
      [
        'while listening in',
        aDialog({ participants: [aParticipant({ actions: [] }), aCustomer()] }),
        'You are not taking part in this call',
      ],
    ] as const) {
      it(`tells why: ${what}`, async () => {
        const { el, port, button } = await setUp(dialog);
        expect(button).to.have.attribute('aria-disabled', 'true');
        expect(words(el.shadowRoot!.getElementById(button.getAttribute('aria-describedby')!)!)).to.equal(why);
        await type(el, '1001002');
        await press(el, 'Escape', 'Enter');
        button.click();
        expect(port.sent).to.deep.equal([]);
        await expect(el).to.be.accessible();
      });
    }

    it('keeps what was typed while the link is down', async () => {
      const { el, port, input, button } = await setUp();
      await type(el, '1001002');
      port.emit({ type: 'link', link: { state: 'connecting' } });
      await el.updateComplete;
      expect(button).to.have.attribute('aria-disabled', 'true');
      expect(input.value).to.equal('1001002');
    });
  });

  describe('giving up', () => {
    it('closes the list with the first Escape and the panel with the second', async () => {
      const { el, input, popup, closes } = await setUp();
      const outside: Event[] = [];
      el.parentElement!.addEventListener('keydown', (event) => event.key === 'Escape' && outside.push(event));
      await type(el, 'pri');
      await press(el, 'Escape');
      expect(popup.matches(':popover-open')).to.equal(false);
      expect([closes.length, outside.length, input.value]).to.deep.equal([0, 0, 'pri']);
      await press(el, 'Escape');
      expect([closes.length, outside.length, input.value]).to.deep.equal([1, 1, '']);
    });

    it('is a button too', async () => {
      const { el, input, cancel, closes } = await setUp();
      await type(el, 'pri');
      cancel.click();
      expect([closes.length, input.value]).to.deep.equal([1, '']);
    });

    it('while the platform decides does not close the panel again later', async () => {
      const { el, port, cancel, closes } = await setUp();
      await type(el, '1001002');
      await press(el, 'Escape', 'Enter');
      cancel.click();
      port.confirm();
      await settle();
      expect(closes).to.have.length(1);
    });
  });

  it('closes its list when the focus goes on, and when it leaves the page', async () => {
    const { el, popup, input } = await setUp();
    await type(el, 'pri');
    await press(el, 'Tab');
    expect(popup.matches(':popover-open')).to.equal(false);
    await type(el, 'ya');
    expect(popup.matches(':popover-open')).to.equal(true);
    const parent = el.parentElement!;
    el.remove();
    parent.append(el);
    await el.updateComplete;
    expect(popup.matches(':popover-open')).to.equal(false);
    expect(input.value).to.equal('priya');
  });
});
