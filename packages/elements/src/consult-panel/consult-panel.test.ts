import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { aDialog, anAgent, fakeDesktop } from '@cordboard/testing';
import './define.js';
import type { ConsultPanel } from './consult-panel.js';

describe('<consult-panel>', () => {
  it('asks for a contact that was searched by name, and closes when that is confirmed', async () => {
    const { client, port } = fakeDesktop({ type: 'agent', picture: anAgent() }, { type: 'dialog', added: true, picture: aDialog() });
    port.answers.contacts = () => [{ id: '1', firstName: 'Priya', lastName: 'Nair', number: '1001002' }];
    const el = await fixture<ConsultPanel>(html`<consult-panel dialog-id="33870011" .client=${client}></consult-panel>`);
    el.focus();
    await sendKeys({ type: 'nai' });
    await el.updateComplete;
    await expect(el).to.be.accessible();
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Enter' });
    expect(port.sent).to.deep.equal([{ type: 'consult', dialogId: '33870011', to: '1001002', intent: 'conference' }]);
    const closed = oneEvent(el, 'close');
    port.confirm();
    await closed;
    expect(el.shadowRoot!.querySelector('input')!.value).to.equal('');
  });
});
