import { expect } from '@open-wc/testing';
import { createFinesse } from '../create-finesse.js';
import { testPage } from '../testing-page.js';

describe('MessageDisplay', () => {
  it('shows and hides the gadget’s banner, its words as text', () => {
    const { frame } = testPage();
    const { MessageDisplay } = createFinesse(frame).utilities;
    frame.document.body.innerHTML = '<div id="banner" style="display: none"><span id="banner-msg"></span></div>';
    const banner = frame.document.querySelector<HTMLElement>('#banner')!;
    MessageDisplay.showBannerError('<b>Not</b> ready');
    expect(banner.style.display).to.equal('block');
    expect(banner.textContent).to.equal('<b>Not</b> ready');
    MessageDisplay.hideBanner();
    expect(banner.style.display).to.equal('none');
    expect(banner.textContent).to.equal('');
  });

  it('does nothing in a gadget without a banner', () => {
    const { frame } = testPage();
    createFinesse(frame).utilities.MessageDisplay.showBannerError('x');
    expect(frame.document.body.textContent).to.equal('');
  });
});
