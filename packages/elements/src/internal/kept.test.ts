import { expect, fixture } from '@open-wc/testing';
import { html, render, type TemplateResult } from 'lit';
import { kept } from './kept.js';

describe('kept', () => {
  const shown = (name: string, also = true): TemplateResult =>
    html`<button>${also ? kept(name, () => html`<i>${name[0]}</i><span>${name}</span>`) : 'none'}</button>`;

  async function setUp() {
    const place = await fixture<HTMLElement>(html`<div></div>`);
    const show = (name: string, also?: boolean): readonly Element[] => {
      render(shown(name, also), place);
      return [...place.firstElementChild!.children];
    };
    return { place, show };
  }

  it('shows what the template makes, and leaves it alone while the name is the same', async () => {
    const { place, show } = await setUp();
    const first = show('hold');
    expect(place.textContent?.trim()).to.equal('hhold');
    const second = show('hold');
    expect(second.length === 2 && second.every((element, i) => element === first[i])).to.equal(true);
  });

  it('puts other elements in their place under another name, and those of before back with their name', async () => {
    const { place, show } = await setUp();
    const first = show('hold');
    const other = show('retrieve');
    expect(place.textContent?.trim()).to.equal('rretrieve');
    expect(other.some((element) => first.includes(element))).to.equal(false);
    const again = show('hold');
    expect(place.textContent?.trim()).to.equal('hhold');
    expect(again.every((element, i) => element === first[i])).to.equal(true);
  });

  it('keeps no more than the one before', async () => {
    const { show } = await setUp();
    const first = show('hold');
    show('retrieve');
    show('swap');
    expect(show('hold').some((element) => first.includes(element))).to.equal(false);
  });

  it('goes where something else is shown, and comes back', async () => {
    const { place, show } = await setUp();
    show('hold');
    show('hold', false);
    expect(place.textContent?.trim()).to.equal('none');
    show('hold');
    expect(place.textContent?.trim()).to.equal('hhold');
  });
});
