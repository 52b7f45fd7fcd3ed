import { expect } from '@open-wc/testing';
import type { ContainerPage } from './container-page.js';
import { GadgetContainer } from './gadget-container.js';
import { fitHeight } from './height.js';

const STYLE = 'body { margin: 0 } main { margin: 4px }';

/** A frame whose element is as high as its gadget asks for, as on a desktop. */
class Desk {
  readonly frame: HTMLIFrameElement;
  readonly content: HTMLElement;
  readonly asked: number[] = [];
  readonly container: GadgetContainer;
  #onTab: ((topic: string, tab: unknown) => void) | undefined;

  constructor(markup: string, { query = '', style = STYLE } = {}) {
    const panel = document.createElement('div');
    panel.className = 'tab-panel';
    panel.id = 'panel_home';
    this.frame = document.createElement('iframe');
    this.frame.style.cssText = 'inline-size: 280px; block-size: 150px; border: 0; display: block';
    panel.append(this.frame);
    document.body.append(panel);
    const inside = this.frame.contentDocument!;
    inside.open();
    inside.write(`<!doctype html><style>${style}</style><main>${markup}</main>`);
    inside.close();
    this.content = inside.querySelector('main')!;
    const page: ContainerPage = {
      gadgets: {
        io: { makeRequest: () => {} },
        Hub: {
          isConnected: () => true,
          subscribe: (_topic, onData) => {
            this.#onTab = onData;
            return '1';
          },
          publish: () => {},
          unsubscribe: () => (this.#onTab = undefined),
        },
        ...{
          window: {
            adjustHeight: (pixels: number) => {
              this.asked.push(pixels);
              // The page is told by a message.
              setTimeout(() => (this.frame.style.blockSize = `${pixels}px`));
            },
          },
        },
      },
      location: { href: `https://fin-a.example/gadgets/ifr?mid=0&url=${encodeURIComponent(`https://fin-a.example/a.xml?${query}`)}` },
      frameElement: this.frame,
    };
    this.container = new GadgetContainer({ page });
  }

  get isListening(): boolean {
    return this.#onTab !== undefined;
  }

  show(tab: string): void {
    this.frame.parentElement!.style.display = tab === 'home' ? '' : 'none';
    this.#onTab?.('', tab);
  }

  /** Three frames and a turn: sizes have been told, and what they led to has been laid out. */
  async settled(): Promise<void> {
    for (let i = 0; i < 3; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => setTimeout(resolve));
  }
}

describe('fitHeight', () => {
  const desks: Desk[] = [];
  function desk(...given: ConstructorParameters<typeof Desk>): Desk {
    const made = new Desk(...given);
    desks.push(made);
    return made;
  }
  afterEach(() => {
    for (const { container, frame } of desks.splice(0)) {
      container.close();
      frame.parentElement!.remove();
    }
  });

  it('asks for what the content needs, margins included, whenever that changes', async () => {
    const here = desk('<p style="margin:0;height:100px"></p>');
    const { container, content, asked } = here;
    fitHeight(container, content);
    await here.settled();
    expect(asked).to.deep.equal([108]);
    content.insertAdjacentHTML('beforeend', '<p style="margin:0;height:50.4px"></p>');
    await here.settled();
    expect(asked).to.deep.equal([108, 159]);
    content.lastElementChild!.remove();
    await here.settled();
    expect(asked).to.deep.equal([108, 159, 108]);
    expect(here.frame.clientHeight).to.equal(108);
  });

  it('measures nothing while its tab is behind, and asks again when it comes to the front', async () => {
    const here = desk('<p style="margin:0;height:100px"></p>');
    fitHeight(here.container, here.content);
    here.show('home');
    await here.settled();
    here.show('other');
    here.content.insertAdjacentHTML('beforeend', '<p style="margin:0;height:50px"></p>');
    await here.settled();
    expect(here.asked).to.deep.equal([108]);
    here.show('home');
    await here.settled();
    expect(here.asked).to.deep.equal([108, 158]);
    here.show('other');
    here.show('home');
    expect(here.asked).to.deep.equal([108, 158, 158]);
  });

  it('leaves a height alone that the layout has fixed', async () => {
    const here = desk('<p style="margin:0;height:100px"></p>', { query: 'gadgetHeight=300' });
    fitHeight(here.container, here.content);
    await here.settled();
    expect(here.asked).to.deep.equal([]);
    expect(here.isListening).to.equal(false);
  });

  it('does not chase content that is higher than its frame whatever that is', async () => {
    const reported: unknown[] = [];
    const before = window.onerror;
    window.onerror = (_message, _file, _line, _column, error) => void reported.push(error);
    try {
      const here = desk('x', { style: 'body { margin: 0 } main { min-height: calc(100vh + 16px) }' });
      fitHeight(here.container, here.content);
      for (let i = 0; i < 40; i++) await here.settled();
      expect(here.asked.length).to.be.lessThan(30);
      expect(here.asked.at(-1)).to.equal(here.asked[0]);
      expect(String(reported[0])).to.contain('grows with its frame');
    } finally {
      window.onerror = before;
    }
  });

  it('keeps up with content that is as high as its frame, and with what grows for a while', async () => {
    const whole = desk('x', { style: 'body { margin: 0 } main { min-height: 100vh }' });
    fitHeight(whole.container, whole.content);
    const growing = desk('<p style="margin:0;height:100px"></p>');
    fitHeight(growing.container, growing.content);
    const inner = growing.content.firstElementChild as HTMLElement;
    for (let height = 110; height <= 200; height += 10) {
      inner.style.height = `${height}px`;
      await growing.settled();
    }
    expect(whole.asked.length).to.equal(1);
    expect(growing.asked.at(-1)).to.equal(208);
  });

  it('stops when told to', async () => {
    const here = desk('<p style="margin:0;height:100px"></p>');
    const stop = fitHeight(here.container, here.content);
    await here.settled();
    stop();
    here.content.insertAdjacentHTML('beforeend', '<p style="margin:0;height:50px"></p>');
    await here.settled();
    expect(here.asked).to.deep.equal([108]);
    expect(here.isListening).to.equal(false);
  });
});
