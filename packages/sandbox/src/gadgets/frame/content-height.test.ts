import { expect } from '@open-wc/testing';
import { contentHeight } from './content-height.js';

const FRAME = 300;

/** The height of a document in a frame of 300 px. */
async function heightOf(html: string, doctype = '<!doctype html>'): Promise<number> {
  const frame = document.createElement('iframe');
  frame.style.cssText = `inline-size: 200px; block-size: ${FRAME}px`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  frame.srcdoc = `${doctype}<html><head><style>body{margin:0} div{height:50px}</style></head><body>${html}</body></html>`;
  document.body.append(frame);
  await loaded;
  const height = contentHeight(frame.contentDocument!);
  frame.remove();
  return height;
}

describe('the height of a gadget’s content', () => {
  const cases: readonly [title: string, html: string, height: number][] = [
    ['nothing', '', 0],
    ['less than the frame', '<div></div>', 50],
    ['more than the frame', '<div style="height:500px"></div>', 500],
    ['margins and padding of the body', '<style>body{margin:10px;padding-bottom:5px}</style><div></div>', 75],
    ['a margin below', '<div style="margin-bottom:20px"></div>', 70],
    ['what is not shown', '<div></div><div hidden></div><div style="visibility:hidden"></div>', 50],
    ['what sticks out', '<div style="height:10px"><div></div></div>', 50],
    ['what stands apart', '<div></div><div style="position:absolute;top:100px;margin-bottom:9px"></div>', 150],
    ['what scrolls inside', '<div style="overflow:auto"><div style="height:900px"></div></div>', 50],
  ];
  for (const [title, html, height] of cases) {
    it(title, async () => expect(await heightOf(html)).to.equal(height));
    it(`${title}, without a doctype`, async () => expect(await heightOf(html, '')).to.equal(height));
  }

  it('text alone', async () => {
    const height = await heightOf('<style>body{font:20px/30px sans-serif}</style>one line');
    expect(height).to.be.within(20, 31);
  });
});
