import { expect, fixture, html } from '@open-wc/testing';
import { anAgent, fakeDesktop } from '@cordboard/testing';
import './define.js';
import type { DesktopProvider } from './desktop-provider.js';

describe('<desktop-provider>', () => {
  it('takes no room of its own and shows what is inside', async () => {
    const el = await fixture<DesktopProvider>(html`<desktop-provider><p>inside</p></desktop-provider>`);
    expect(getComputedStyle(el).display).to.equal('contents');
    expect(el.querySelector('p')!.getBoundingClientRect().height).to.be.above(0);
    await expect(el).to.be.accessible();
  });

  it('owns nothing: coming and going neither connects, closes nor signs out', async () => {
    const { client, port } = fakeDesktop({ type: 'agent', picture: anAgent() });
    const el = await fixture<DesktopProvider>(html`<desktop-provider .client=${client}></desktop-provider>`);
    expect(el.client === client).to.equal(true);
    el.remove();
    expect(client.closed).to.equal(false);
    expect(port.subscriptions).to.equal(1);
    expect(port.sent).to.deep.equal([]);
  });

  it('takes a client that was set before it was defined', async () => {
    const { client } = fakeDesktop();
    const el = document.createElement('early-provider') as DesktopProvider;
    el.client = client;
    el.labels = { dial: 'Wählen' };
    document.body.append(el);
    const { DesktopProvider } = await import('./desktop-provider.js');
    customElements.define('early-provider', class extends DesktopProvider {});
    await el.updateComplete;
    expect(el.client === client).to.equal(true);
    expect(el.labels).to.deep.equal({ dial: 'Wählen' });
    el.remove();
  });
});
