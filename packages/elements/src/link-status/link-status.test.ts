import { expect, fixture, html } from '@open-wc/testing';
import type { Link, LinkReason } from '@cordboard/core';
import { fakeDesktopWith, settle, VirtualRuntime } from '@cordboard/testing';
import './define.js';
import type { LinkStatus } from './link-status.js';

describe('<link-status>', () => {
  async function setUp() {
    const runtime = new VirtualRuntime();
    const { client, port } = fakeDesktopWith({ runtime });
    const el = await fixture<LinkStatus>(html`<link-status .client=${client} .runtime=${runtime}></link-status>`);
    const one = (selector: string) => el.renderRoot.querySelector<HTMLElement>(selector);
    return {
      el,
      client,
      port,
      runtime,
      show: async (link: Link) => {
        port.emit({ type: 'link', link });
        await el.updateComplete;
      },
      words: () => one('[part=words]')!.textContent,
      weight: () => one('[part=bar]')!.classList[1],
      retry: () => one('[part=retry]')?.textContent,
    };
  }

  it('is quiet without a client, and follows one that comes late, changes and goes', async () => {
    const el = await fixture<LinkStatus>(html`<link-status></link-status>`);
    const words = () => el.renderRoot.querySelector('[part=words]')!.textContent;
    expect(words()).to.equal('');
    await expect(el).to.be.accessible();
    const { client } = await setUp();
    const down = await setUp();
    await down.show({ state: 'superseded' });
    for (const [given, shown] of [
      [client, 'Connected'],
      [down.client, 'Signed in elsewhere. This page no longer follows'],
      [undefined, ''],
    ] as const) {
      el.client = given;
      await el.updateComplete;
      expect(words()).to.equal(shown);
    }
  });

  it('is a quiet dot while all is well, with the words for those who do not see it', async () => {
    const { el, weight, words } = await setUp();
    expect(weight()).to.equal('well');
    expect(words()).to.equal('Connected');
    expect(el.renderRoot.querySelector('[part=words]')!.getBoundingClientRect().width).to.be.at.most(1);
    expect(el.renderRoot.querySelector('[role=status]')).to.exist;
  });

  for (const [state, weight, words] of [
    ['idle', 'quiet', 'Not connected'],
    ['sign-in-needed', 'quiet', 'Not signed in'],
    ['connecting', 'warn', 'Reconnecting… your phone works as usual'],
    ['out-of-service', 'warn', 'Platform out of service. Your phone works as usual'],
    ['superseded', 'bad', 'Signed in elsewhere. This page no longer follows'],
    ['closed', 'quiet', 'Disconnected'],
  ] as const) {
    for (const scheme of ['light', 'dark']) {
      it(`says so when ${state}, moves nothing and is accessible, ${scheme}`, async () => {
        const setup = await setUp();
        setup.el.style.colorScheme = scheme;
        setup.el.style.background = 'Canvas';
        setup.el.style.inlineSize = '280px';
        const before = JSON.stringify(setup.el.getBoundingClientRect());
        await setup.show({ state });
        expect(setup.words()).to.equal(words);
        expect(setup.weight()).to.equal(weight);
        expect(JSON.stringify(setup.el.getBoundingClientRect())).to.equal(before);
        const shown = setup.el.renderRoot.querySelector('[part=words]')!;
        expect(shown.scrollHeight, 'nothing is cut off').to.be.at.most(Math.ceil(shown.getBoundingClientRect().height));
        await expect(setup.el).to.be.accessible();
      });
    }
  }

  it('says when it is up by a slower way, and why', async () => {
    const { el, show, words, weight } = await setUp();
    await show({ state: 'up', fallback: 'socket-blocked' });
    expect(words()).to.equal('The live line is blocked. Updates may be slower');
    expect(weight()).to.equal('quiet');
    expect(el.renderRoot.querySelector('[part=words]')).to.have.class('words');
    await show({ state: 'up' });
    expect([words(), weight()]).to.deep.equal(['Connected', 'well']);
  });

  it('does not call a first connection a reconnection, but says what keeps it from coming', async () => {
    const { client, port } = fakeDesktopWith({ runtime: new VirtualRuntime() });
    port.emit({ type: 'link', link: { state: 'connecting' } });
    const el = await fixture<LinkStatus>(html`<link-status .client=${client}></link-status>`);
    const words = () => el.renderRoot.querySelector('[part=words]')!.textContent;
    expect(words()).to.equal('Connecting…');
    expect(el.renderRoot.querySelector('[part=bar]')).to.have.class('quiet');
    port.emit({ type: 'link', link: { state: 'connecting', why: 'unreachable' } });
    await el.updateComplete;
    expect(words()).to.equal('The platform cannot be reached');
    expect(el.renderRoot.querySelector('[part=bar]')).to.have.class('warn');
  });

  it('has words for every reason', async () => {
    const { client, port } = fakeDesktopWith({ runtime: new VirtualRuntime() });
    port.emit({ type: 'link', link: { state: 'connecting' } });
    const el = await fixture<LinkStatus>(html`<link-status .client=${client}></link-status>`);
    const reasons: LinkReason[] = [
      'unreachable',
      'socket-lost',
      'socket-blocked',
      'silent',
      'platform-out-of-service',
      'application-down',
      'bad-credentials',
    ];
    const seen = new Set<string>();
    for (const why of reasons) {
      port.emit({ type: 'link', link: { state: 'connecting', why } });
      await el.updateComplete;
      seen.add(el.renderRoot.querySelector('[part=words]')!.textContent);
    }
    expect(seen.size).to.equal(reasons.length);
  });

  it('counts down to the next try without speaking it, with a timer only meanwhile', async () => {
    const { el, show, retry, runtime } = await setUp();
    expect(runtime.timers).to.equal(0);
    await show({ state: 'connecting', why: 'socket-lost', retryAt: runtime.monotonic() + 9000 });
    expect(retry()).to.equal('Next try in 9 s');
    expect(el.renderRoot.querySelector('[part=retry]')!.closest('[role=status]')).to.equal(null);
    await runtime.advance(2000);
    await el.updateComplete;
    expect(retry()).to.equal('Next try in 7 s');
    await runtime.advance(8000);
    await el.updateComplete;
    expect(retry()).to.equal(undefined);
    await show({ state: 'up' });
    expect(runtime.timers).to.equal(0);
  });

  it('has no timer once it is gone, and is up to date when it is back', async () => {
    const { el, show, words, port, runtime } = await setUp();
    await show({ state: 'connecting', retryAt: 60_000 });
    const parent = el.parentElement!;
    el.remove();
    expect(runtime.timers).to.equal(0);
    port.emit({ type: 'link', link: { state: 'up' } });
    parent.append(el);
    await settle();
    await el.updateComplete;
    expect(words()).to.equal('Connected');
  });
});
