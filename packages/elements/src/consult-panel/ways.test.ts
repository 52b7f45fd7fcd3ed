import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { aCustomer, aDialog, anAgent, aParticipant, fakeDesktopWith, settle } from '@cordboard/testing';
import type { Feature, Participant } from '@cordboard/core';
import './define.js';
import type { ConsultPanel } from './consult-panel.js';

const ID = '33870011';
const ALL: readonly Feature[] = ['voice', 'consult', 'consult-intent', 'conference-now', 'transfer-now', 'transfer-mute'];

async function setUp(leg: Partial<Participant>, action: ConsultPanel['action'], features = ALL) {
  const picture = (changes: Partial<Participant>) => aDialog({ participants: [aParticipant(changes), aCustomer()] });
  const { client, port } = fakeDesktopWith(
    { features: [...features] },
    { type: 'agent', picture: anAgent() },
    { type: 'dialog', added: true, picture: picture(leg) },
  );
  const el = await fixture<ConsultPanel>(html`<consult-panel dialog-id=${ID} action=${action} .client=${client}></consult-panel>`);
  const root = el.shadowRoot!;
  const ways = () => [...root.querySelectorAll<HTMLElement>('[part=way]')];
  return {
    el,
    port,
    ways,
    radios: () => [...root.querySelectorAll<HTMLInputElement>('[type=radio]')],
    words: () => ways().map((way) => way.querySelector('span')!.textContent),
    chosen: () => ways().findIndex((way) => way.querySelector('input')!.checked),
    button: root.querySelector<HTMLElement>('[part=button]')!,
    report: async (changes: Partial<Participant>) => {
      port.emit({ type: 'dialog', added: false, picture: picture(changes) });
      await el.updateComplete;
    },
    call: async (number: string) => {
      el.focus();
      await sendKeys({ type: number });
      await sendKeys({ press: 'Enter' });
      await settle();
    },
  };
}

describe('<consult-panel>, where a platform has several ways', () => {
  it('has no choice where there is one way', async () => {
    for (const action of ['consult', 'transfer-now'] as const) {
      const { ways } = await setUp({}, action, ['voice', 'consult', 'transfer-now']);
      expect(ways(), action).to.have.length(0);
    }
  });

  it('asks what a consult is for, and begins with what is possible', async () => {
    const { el, port, words, chosen, radios, button, call } = await setUp({ actions: ['consult'], consultFor: ['transfer'] }, 'consult');
    expect(words()).to.deep.equal(['Consult to transfer', 'Consult to conference', 'Conference now']);
    expect(chosen()).to.equal(0);
    await expect(el).to.be.accessible();
    radios()[1]!.click();
    await el.updateComplete;
    expect(button).to.have.attribute('aria-disabled', 'true');
    await call('1001002');
    expect(port.sent).to.deep.equal([]);
    radios()[0]!.click();
    await el.updateComplete;
    await sendKeys({ press: 'Tab' });
    button.click();
    expect(port.sent).to.deep.equal([{ type: 'consult', dialogId: ID, to: '1001002', intent: 'transfer' }]);
  });

  it('takes somebody in at once, by the keyboard', async () => {
    const { el, port, radios, button, call } = await setUp({ actions: ['consult', 'conference-now'] }, 'consult');
    radios()[1]!.focus();
    await sendKeys({ press: 'ArrowDown' });
    await el.updateComplete;
    expect(button.textContent.trim()).to.equal('Conference now');
    await call('1001002');
    expect(port.sent).to.deep.equal([{ type: 'conference-now', dialogId: ID, to: '1001002' }]);
    port.refuse('bad-destination');
    await settle();
    await el.updateComplete;
    expect(el.shadowRoot!.querySelector('[role=alert]')!.textContent).to.match(/^Conference now: /);
    radios()[0]!.click();
    await el.updateComplete;
    expect(el.shadowRoot!.querySelector('[role=alert]')!.textContent).to.equal('');
  });

  it('passes on in the one way that is offered, and keeps what was chosen while that is under way', async () => {
    const { el, port, words, chosen, radios, call, report } = await setUp({ actions: ['transfer-mute'] }, 'transfer-now');
    expect(words()).to.deep.equal(['Transfer now', 'Mute transfer']);
    expect(chosen()).to.equal(1);
    await report({ actions: ['transfer-now', 'transfer-mute'] });
    expect(chosen()).to.equal(0);
    radios()[1]!.click();
    await call('1001002');
    expect(port.sent).to.deep.equal([{ type: 'transfer-mute', dialogId: ID, to: '1001002' }]);
    await report({ actions: ['transfer-now'] });
    expect(chosen()).to.equal(1);
    port.confirm();
    await settle();
    await el.updateComplete;
    expect(chosen()).to.equal(0);
  });
});
