import { expect } from '@open-wc/testing';
import { environmentOf, type Hint } from './environment.js';

describe('the environment of a page', () => {
  function listen(): { hints: Hint[]; forget: () => void } {
    const hints: Hint[] = [];
    return { hints, forget: environmentOf().onHint((hint) => hints.push(hint)) };
  }

  it('hints that the network or the page may be back, or is about to stand still', () => {
    const { hints, forget } = listen();
    window.dispatchEvent(new Event('online'));
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    document.dispatchEvent(new Event('resume'));
    document.dispatchEvent(new Event('visibilitychange'));
    expect(hints).to.deep.equal(['wake', 'wake', 'wake', 'wake']);
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    document.dispatchEvent(new Event('freeze'));
    expect(hints.slice(4)).to.deep.equal(['freeze', 'freeze']);
    forget();
  });

  it('says nothing of a page that is left for good, or hidden', () => {
    const { hints, forget } = listen();
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false }));
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    try {
      document.dispatchEvent(new Event('visibilitychange'));
    } finally {
      Reflect.deleteProperty(document, 'visibilityState');
    }
    expect(hints).to.deep.equal([]);
    forget();
  });

  it('is silent once it is let go', () => {
    const { hints, forget } = listen();
    forget();
    window.dispatchEvent(new Event('online'));
    document.dispatchEvent(new Event('freeze'));
    expect(hints).to.deep.equal([]);
  });

  it('gives the page’s own fetch and WebSocket, looked up when they are used', async () => {
    const environment = environmentOf();
    const own = { fetch: window.fetch.bind(window), WebSocket: window.WebSocket };
    const opened: string[] = [];
    window.fetch = (input) => Promise.resolve(new Response(input as string));
    window.WebSocket = class {
      constructor(url: string, protocol: string) {
        opened.push(`${url} ${protocol}`);
      }
    } as unknown as typeof WebSocket;
    try {
      expect(await (await environment.fetch('/a', {})).text()).to.equal('/a');
      environment.openSocket('ws://b.test/', 'xmpp');
      expect(opened).to.deep.equal(['ws://b.test/ xmpp']);
    } finally {
      Object.assign(window, own);
    }
  });
});
