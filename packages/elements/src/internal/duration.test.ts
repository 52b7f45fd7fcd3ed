import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import type { DesktopClient } from '@cordboard/core';
import { fakeDesktopWith, NINE_O_CLOCK, VirtualRuntime } from '@cordboard/testing';
import { Clock, elapsed, type ClockMode } from './duration.js';

describe('elapsed', () => {
  for (const [seconds, shown] of [
    [0, '0:00'],
    [42, '0:42'],
    [59.999, '0:59'],
    [60, '1:00'],
    [723, '12:03'],
    [3599, '59:59'],
    [3600, '1:00:00'],
    [3723, '1:02:03'],
    [360_000, '100:00:00'],
    [-5, '0:00'],
    [NaN, '–'],
    [Infinity, '–'],
  ] as const) {
    it(`shows ${seconds} s as ${shown}`, () => {
      expect(elapsed(NINE_O_CLOCK, NINE_O_CLOCK + seconds * 1000)).to.equal(shown);
    });
  }

  it('shows a dash where a time is not known', () => {
    expect(elapsed(undefined, NINE_O_CLOCK)).to.equal('–');
    expect(elapsed(NINE_O_CLOCK, undefined)).to.equal('–');
  });
});

class ClockProbe extends LitElement {
  client: DesktopClient | undefined;
  mode: ClockMode = 'off';
  readonly clock: Clock = new Clock(this, () => ({ client: this.client, mode: this.mode }));

  protected override render(): TemplateResult {
    return html`${elapsed(NINE_O_CLOCK, this.clock.now)}`;
  }
}
customElements.define('clock-probe', ClockProbe);

describe('Clock', () => {
  async function setUp(mode: ClockMode) {
    const runtime = new VirtualRuntime({ wall: NINE_O_CLOCK + 42_000 });
    const { client } = fakeDesktopWith({ runtime });
    const el = await fixture<ClockProbe>(html`<clock-probe></clock-probe>`);
    const set = async (next: ClockMode) => {
      el.client = client;
      el.mode = next;
      el.requestUpdate();
      await el.updateComplete;
    };
    const after = async (ms: number) => {
      await runtime.advance(ms);
      await el.updateComplete;
      return el.renderRoot.textContent;
    };
    await set(mode);
    return { el, runtime, set, after };
  }

  it('runs from the first paint and once a second', async () => {
    const { el, after } = await setUp('running');
    expect(el.renderRoot.textContent).to.equal('0:42');
    expect(await after(1000)).to.equal('0:43');
  });

  it('has no timer out of view, and the right time when it comes back; without a box it counts as seen', async () => {
    const { el, runtime, after } = await setUp('running');
    const seen = async (accept: () => boolean) => {
      await waitUntil(accept, undefined, { timeout: 4_000 });
      await el.updateComplete;
    };
    const below = document.createElement('div');
    below.style.blockSize = '300vh';
    el.style.display = 'block';
    el.before(below);
    await seen(() => runtime.timers === 0);
    expect(await after(10_000)).to.equal('0:42');
    el.scrollIntoView();
    await seen(() => runtime.timers === 1);
    expect(el.renderRoot.textContent).to.equal('0:52');
    window.scrollTo(0, 0);
    await seen(() => runtime.timers === 0);
    el.remove();
    el.style.display = 'contents';
    below.after(el);
    // Watched from then on, as the other is, which is told to be out of view.
    const other = document.createElement('clock-probe') as ClockProbe;
    Object.assign(other, { client: el.client, mode: 'running' });
    other.style.display = 'block';
    el.after(other);
    await other.updateComplete;
    let told = false;
    new IntersectionObserver(() => (told = true)).observe(other);
    await seen(() => told);
    expect(runtime.timers).to.equal(1);
    expect(await after(1_000)).to.equal('0:53');
    other.remove();
    below.remove();
  });

  it('stands still while frozen, without a timer, and goes on with the right time', async () => {
    const { runtime, set, after } = await setUp('running');
    await set('frozen');
    expect(runtime.timers).to.equal(0);
    expect(await after(10_000)).to.equal('0:42');
    await set('running');
    expect(await after(0)).to.equal('0:52');
  });

  it('takes the time of another client, also while frozen', async () => {
    const { el, set } = await setUp('running');
    const later = fakeDesktopWith({ runtime: new VirtualRuntime({ wall: NINE_O_CLOCK + 90_000 }) }).client;
    await set('frozen');
    el.client = later;
    el.requestUpdate();
    await el.updateComplete;
    expect(el.renderRoot.textContent).to.equal('1:30');
  });

  it('has no timer while off or away from the page, and takes it up again', async () => {
    const { el, runtime, set, after } = await setUp('off');
    expect(runtime.timers).to.equal(0);
    await set('running');
    expect(runtime.timers).to.equal(1);
    const parent = el.parentElement!;
    el.remove();
    expect(runtime.timers).to.equal(0);
    parent.append(el);
    expect(await after(0)).to.equal('0:42');
    expect(runtime.timers).to.equal(1);
    el.requestUpdate();
    el.remove();
    await el.updateComplete;
    expect(runtime.timers, 'left before it had rendered').to.equal(0);
  });
});
