import { after, before } from 'node:test';
import { startSandbox, type RunningSandbox, type StartOptions } from '@cordboard/sandbox/server';
import { launch, type Browser, type ElementHandle, type Frame, type Page } from 'puppeteer-core';
import { findBrowser } from '../tools/browser.mjs';

/** A contact centre and a browser in front of it, for the tests of one file. */
export interface Stage {
  readonly sandbox: RunningSandbox;
  /** A new page of its own session. What goes wrong in it ends up in `problems`. */
  page(path: string, viewport?: { width: number; height: number }): Promise<Page>;
  /** Errors, violations of the page's policy and failed loads, of all pages. */
  readonly problems: string[];
}

/** Where something is looked for: a page, or a frame in one. */
export type Place = Page | Frame;

/** Starts both before the tests of the file and ends both after them. */
export function stage(options: StartOptions = {}): Stage {
  let browser: Browser | undefined;
  let sandbox: RunningSandbox | undefined;
  const problems: string[] = [];
  before(async () => {
    sandbox = await startSandbox({ port: 0, ...options });
    browser = await launch(await findBrowser());
  });
  after(async () => {
    await browser?.close();
    await sandbox?.close();
  });
  return {
    get sandbox() {
      if (!sandbox) throw new Error('The sandbox runs during tests only');
      return sandbox;
    },
    problems,
    async page(path, viewport = { width: 1280, height: 900 }) {
      if (!browser) throw new Error('The browser runs during tests only');
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.setViewport(viewport);
      page.on('pageerror', (error) => problems.push(`error: ${String(error)}`));
      page.on('console', (message) => {
        if (message.type() === 'error' || /violat|Refused to/i.test(message.text())) problems.push(`${message.type()}: ${message.text()}`);
      });
      await page.goto(new URL(path, this.sandbox.url).href);
      return page;
    },
  };
}

/** The card of one call in a page's list: where to look for what several calls have. */
export const cardOf = (dialogId: string): string => `dialog-list >>> dialog-card[dialog-id="${dialogId}"]`;

/** The element with this role and accessible name, in any shadow tree below `within`, as soon as it is visible. */
export async function named(page: Place, role: string, name: string, within?: string): Promise<ElementHandle> {
  const selector = `${within === undefined ? '' : `${within} >>> `}::-p-aria([name="${name}"][role="${role}"])`;
  const handle = await page.waitForSelector(selector, { visible: true, timeout: 10_000 });
  if (!handle) throw new Error(`No ${role} "${name}"`);
  return handle;
}

/** Clicks it once it may be used. */
export async function press(page: Place, role: string, name: string, within?: string): Promise<void> {
  const handle = await named(page, role, name, within);
  await page.waitForFunction((element) => element.getAttribute('aria-disabled') !== 'true', { timeout: 10_000 }, handle);
  try {
    await handle.click();
  } catch (error) {
    // A list that is drawn again may have put another in its place before the click.
    if (await handle.evaluate((element) => element.isConnected)) throw error;
    await press(page, role, name, within);
  }
}

/** Waits until assistive technology is told, of a control that may not be used, a reason with these words: the first one is often that an answer is awaited. */
export async function blocked(page: Place, role: string, name: string, reason: RegExp | string, within?: string): Promise<void> {
  await eventually(
    `${role} "${name}" to be blocked: ${String(reason)}`,
    async () => (await named(page, role, name, within)).evaluate(reasonIn),
    (words) => words !== null && (typeof reason === 'string' ? words === reason : reason.test(words)),
  );
}

// Runs in the page.
function reasonIn(element: Element): string | null {
  if (element.getAttribute('aria-disabled') !== 'true') return null;
  const ids = (element.getAttribute('aria-describedby') ?? '').split(' ');
  const scope = element.getRootNode() as Document | ShadowRoot;
  return ids.map((id) => scope.getElementById(id)?.textContent?.trim() ?? '').join(' ');
}

/** Waits until `read` gives what is accepted; polls, because what is waited for is in another process. */
export async function eventually<T>(what: string, read: () => T | Promise<T>, accept: (value: T) => boolean): Promise<T> {
  const until = Date.now() + 10_000;
  for (;;) {
    const value = await read();
    if (accept(value)) return value;
    if (Date.now() > until) throw new Error(`Waited in vain for ${what}; the last was ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * Waits until an element says the words, in any shadow tree below it. Read anew each time: the browser driver's own text selector remembers what an
 * element said when it looked first.
 */
export async function says(page: Place, selector: string, words: string): Promise<void> {
  // Looked for again and again: the driver waits for changes of the document, and in shadow trees it sees none.
  const handle = await eventually(
    `${selector} to be there`,
    () => page.$(selector),
    (found) => found !== null,
  );
  await page.waitForFunction(isSaid, { timeout: 10_000 }, handle, words).catch(() => {
    throw new Error(`Waited in vain for ${selector} to say ${words}`);
  });
}

// Runs in the page, where functions with names of their own inside it would miss what the loader gives them.
function isSaid(element: Element | null, words: string): boolean {
  let text = '';
  const left: Node[] = element ? [element] : [];
  for (let node = left.pop(); node; node = left.pop()) {
    if (node instanceof Text) text += node.data;
    left.push(...[...((node as Element).shadowRoot ?? node).childNodes].reverse());
  }
  return text.replace(/\s+/g, ' ').includes(words);
}
