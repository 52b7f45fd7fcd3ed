import { expect, fixtureSync, html } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { LitElement, type CSSResultGroup, type TemplateResult } from 'lit';
import { tokens } from '../styles/tokens.js';
import { whyTip, WhyTips } from './why.js';

class WhyProbe extends LitElement {
  static override styles: CSSResultGroup = tokens;
  why: string | undefined = 'The call is on hold, and that takes more words than a narrow column has room for';

  constructor() {
    super();
    new WhyTips(this);
  }

  protected override render(): TemplateResult {
    return html`
      <button id="blocked" aria-disabled="true" aria-describedby="tip"><b>Hold</b></button>
      ${whyTip('tip', this.why)}
      <button id="free">End</button>
      <small id="meaning">Not called again</small>
      <button id="described" aria-disabled="true" aria-describedby="meaning tip">Close</button>
    `;
  }
}
customElements.define('why-probe', WhyProbe);

describe('whyTip', () => {
  async function setUp() {
    const column = fixtureSync<HTMLDivElement>(
      html`<div style="inline-size: 280px; overflow: hidden; margin-inline-start: auto"><why-probe></why-probe></div>`,
    );
    const el = column.querySelector<WhyProbe>('why-probe')!;
    await el.updateComplete;
    const part = (id: string) => el.renderRoot.querySelector<HTMLElement>(`#${id}`);
    return { el, column, blocked: part('blocked')!, free: part('free')!, tip: () => part('tip')! };
  }
  const isShown = (tip: HTMLElement) => tip.matches(':popover-open');
  const middleOf = (el: HTMLElement): [number, number] => {
    const { left, top, width, height } = el.getBoundingClientRect();
    return [Math.round(left + width / 2), Math.round(top + height / 2)];
  };

  it('describes the control whether it is shown or not', async () => {
    const { blocked, tip } = await setUp();
    expect(blocked).to.have.attribute('aria-describedby', 'tip');
    expect(tip()).to.have.attribute('role', 'tooltip');
    expect(tip().textContent).to.contain('on hold');
    expect(isShown(tip())).to.equal(false);
  });

  it('shows for a control that is described by something else too', async () => {
    const { el, tip } = await setUp();
    el.renderRoot.querySelector<HTMLElement>('#described')!.focus();
    expect(isShown(tip())).to.equal(true);
  });

  it('shows while the control has the focus, and Escape hides it', async () => {
    const { blocked, free, tip } = await setUp();
    blocked.focus();
    expect(isShown(tip())).to.equal(true);
    await sendKeys({ press: 'Escape' });
    expect(isShown(tip())).to.equal(false);
    free.focus();
    blocked.focus();
    expect(isShown(tip())).to.equal(true);
    free.focus();
    expect(isShown(tip())).to.equal(false);
  });

  it('shows under the pointer, may be pointed at itself, and goes with the pointer', async () => {
    const { el, blocked, free, tip } = await setUp();
    await sendMouse({ type: 'move', position: middleOf(blocked) });
    expect(isShown(tip())).to.equal(true);
    await sendMouse({ type: 'move', position: middleOf(tip()) });
    expect(isShown(tip())).to.equal(true);
    const { right, bottom } = el.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(right) - 2, Math.round(bottom) + 300] });
    expect(isShown(tip())).to.equal(false);
    await sendMouse({ type: 'move', position: middleOf(free) });
    expect(isShown(tip())).to.equal(false);
  });

  it('shows for a touch, which gives no focus', async () => {
    const { blocked, tip } = await setUp();
    blocked.querySelector('b')!.click();
    expect(isShown(tip())).to.equal(true);
  });

  it('moves nothing and lies wholly inside the window, from a column at its edge', async () => {
    const { column, blocked, free, tip } = await setUp();
    const before = [column, blocked, free].map((el) => JSON.stringify(el.getBoundingClientRect()));
    blocked.focus();
    expect([column, blocked, free].map((el) => JSON.stringify(el.getBoundingClientRect()))).to.deep.equal(before);
    const { left, right, top, bottom } = tip().getBoundingClientRect();
    expect(left).to.be.at.least(0);
    expect(right).to.be.at.most(document.documentElement.clientWidth);
    expect(top).to.be.at.least(0);
    expect(bottom).to.be.at.most(document.documentElement.clientHeight);
  });

  it('goes when the control has become possible, and with the element', async () => {
    const { el, blocked, tip } = await setUp();
    blocked.focus();
    const shown = tip();
    el.why = undefined;
    el.requestUpdate();
    await el.updateComplete;
    expect(isShown(shown)).to.equal(false);
    el.why = 'again';
    el.requestUpdate();
    await el.updateComplete;
    blocked.click();
    expect(isShown(tip())).to.equal(true);
    el.remove();
    expect(isShown(tip())).to.equal(false);
  });

  it('is accessible', async () => {
    const { el, blocked } = await setUp();
    blocked.focus();
    await expect(el).to.be.accessible();
  });
});
