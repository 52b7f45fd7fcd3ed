import { expect } from '@open-wc/testing';
import { anAgent, fakeDesktopWith, NINE_O_CLOCK, settle, VirtualRuntime } from '@cordboard/testing';
import type { DesktopClient } from './client.js';
import type { PortEvent } from './port.js';

const READ: PortEvent = { type: 'snapshot', readAt: 0, agent: { picture: anAgent({ state: 'not-ready' }), at: NINE_O_CLOCK }, dialogs: [] };

describe('signing in', () => {
  function signIn(client: DesktopClient): { readonly run: Promise<void>; isOver: boolean } {
    const tried = { isOver: false, run: client.run({ type: 'sign-in', agentId: '1001001', extension: '1001001' }) };
    void tried.run.then(() => (tried.isOver = true));
    return tried;
  }

  it('is over when the link is up, so that the next command is let through', async () => {
    const { client, port } = fakeDesktopWith({ runtime: new VirtualRuntime() });
    port.emit({ type: 'link', link: { state: 'connecting' } });
    const tried = signIn(client);
    port.emit(READ);
    await settle();
    expect(tried.isOver).to.equal(false);
    port.emit({ type: 'link', link: { state: 'up' } });
    await tried.run;
    void client.run({ type: 'set-agent-state', state: 'ready' });
    expect(port.waiting.map(({ type }) => type)).to.include('set-agent-state');
  });

  it('is not over when the link is up and nobody is signed in', async () => {
    const { client, port } = fakeDesktopWith({ runtime: new VirtualRuntime() });
    const tried = signIn(client);
    port.emit({ type: 'snapshot', readAt: 0, agent: { picture: anAgent({ state: 'signed-out' }), at: NINE_O_CLOCK }, dialogs: [] });
    port.emit({ type: 'link', link: { state: 'up' } });
    await settle();
    expect(tried.isOver).to.equal(false);
    port.confirm();
    await tried.run;
  });
});
