import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { aDialog, fakeDesktop, settle } from '@cordboard/testing';
import './define.js';
import type { DialPad } from './dial-pad.js';

describe('<dial-pad>', () => {
  it('sends a tone per key, in order, and counts them', async () => {
    const { client, port } = fakeDesktop({ type: 'dialog', added: true, picture: aDialog() });
    const el = await fixture<DialPad>(html`<dial-pad dialog-id="33870011" .client=${client}></dial-pad>`);
    el.focus();
    await sendKeys({ type: '42#' });
    for (const _ of '42#') {
      port.confirm();
      await settle();
    }
    await el.updateComplete;
    expect(port.sent.map((command) => 'digits' in command && command.digits)).to.deep.equal(['4', '2', '#']);
    expect(el.shadowRoot!.querySelector('.dots')!.textContent).to.equal('•••');
    await expect(el).to.be.accessible();
  });
});
