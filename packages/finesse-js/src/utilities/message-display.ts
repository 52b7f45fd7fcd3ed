/** An error banner in the gadget's own document: an element `#banner` with a `#banner-msg` inside. Without them nothing happens. */
export interface MessageDisplay {
  /** Shows the banner with a text; it is written as text, never as markup. */
  showBannerError(text: string): void;
  /** Hides the banner and empties it. */
  hideBanner(): void;
}

/** Makes the banner of one frame. */
export function createMessageDisplay(document: Pick<Document, 'getElementById'>): MessageDisplay {
  const write = (text: string, display: 'block' | 'none'): void => {
    const banner = document.getElementById('banner');
    const message = document.getElementById('banner-msg');
    if (message) message.textContent = text;
    if (banner) banner.style.display = display;
  };
  return {
    showBannerError: (text) => write(text, 'block'),
    hideBanner: () => write('', 'none'),
  };
}
