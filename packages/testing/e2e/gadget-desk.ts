import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { StartOptions } from '@cordboard/sandbox/server';
import type { Frame, Page } from 'puppeteer-core';
import { eventually, type Place, type Stage } from './browser.js';

const GADGETS = fileURLToPath(new URL('../gadgets/', import.meta.url));

/** How a sandbox starts that has every gadget of ours, and one of their layouts. */
export function withGadgets(layout: string, more: StartOptions = {}): StartOptions {
  const specs = readdirSync(GADGETS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'layouts')
    .flatMap(({ name }) =>
      readdirSync(`${GADGETS}${name}`)
        .filter((file) => file.endsWith('.xml'))
        .map((file) => `${GADGETS}${name}/${file}`),
    );
  return { ...more, gadgets: { files: specs, layout: `${GADGETS}layouts/${layout}.xml` } };
}

/** What crossed a wire, as the control interface tells it. */
export interface Crossing {
  readonly seq: number;
  readonly wire: string;
  readonly kind: string;
  readonly method?: string;
  readonly path?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
}

/** The desktop page in front of one agent. */
export class GadgetDesk {
  readonly page: Page;
  readonly #stage: Stage;

  constructor(page: Page, on: Stage) {
    this.page = page;
    this.#stage = on;
  }

  /** Opens the page with the agent signed in; settles once the hub of every gadget is connected. `prepare` is run before anything is loaded. */
  static async open(on: Stage, agent: string, prepare?: (page: Page) => Promise<void>): Promise<GadgetDesk> {
    const address = `/desktop/?agent=${agent}`;
    const page = await on.page(prepare ? 'about:blank' : address, { width: 1400, height: 1000 });
    if (prepare) {
      await prepare(page);
      await page.goto(new URL(address, on.sandbox.url).href);
    }
    const desk = new GadgetDesk(page, on);
    await eventually(
      'every gadget to be connected',
      () => desk.page.$$eval('iframe[id^="finesse_gadget_"]', connected),
      ({ frames, up }) => frames > 0 && frames === up,
    );
    return desk;
  }

  /** The frame of a gadget by the name of its file; of several alike the one with that number. */
  async gadget(file: string, nth = 0): Promise<Frame> {
    const found = await eventually(
      `the frame of ${file}`,
      () => this.page.$$(`iframe[src*="${encodeURIComponent(`/${file}`)}"]`),
      (all) => all.length > nth,
    );
    const frame = await found[nth]!.contentFrame();
    await frame.waitForFunction(() => document.readyState === 'complete');
    return frame;
  }

  /** Plays a message on the hub of every open page, as the page itself would. */
  async publish(topic: string, data?: unknown): Promise<void> {
    const body = JSON.stringify({ topic, data });
    const response = await fetch(new URL('/sandbox/desktop/publish', this.#stage.sandbox.url), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  }

  /** The number of the last crossing: where to look on from. */
  async mark(): Promise<number> {
    return (await this.#log(0)).next;
  }

  /** The first REST request after a mark that the test accepts. */
  async request(since: number, accept: (request: Crossing) => boolean): Promise<Crossing> {
    const found = await eventually(
      'a request',
      async () => (await this.requests(since)).find(accept),
      (request) => request !== undefined,
    );
    return found!;
  }

  /** All REST requests after a mark, oldest first. */
  async requests(since: number): Promise<readonly Crossing[]> {
    return (await this.#log(since)).entries.filter(({ wire, kind }) => wire === 'rest' && kind === 'request');
  }

  async #log(since: number): Promise<{ readonly next: number; readonly entries: readonly Crossing[] }> {
    const response = await fetch(new URL(`/sandbox/log?since=${since}`, this.#stage.sandbox.url));
    return (await response.json()) as { next: number; entries: Crossing[] };
  }
}

// Runs in the page.
function connected(frames: Element[]): { frames: number; up: number } {
  type Hub = { gadgets?: { Hub?: { isConnected(): boolean } } };
  const up = frames.filter((frame) => ((frame as HTMLIFrameElement).contentWindow as unknown as Hub | null)?.gadgets?.Hub?.isConnected());
  return { frames: frames.length, up: up.length };
}

/** What an element reads, blanks gathered; `undefined` while there is none. */
export async function textOf(place: Place, selector: string): Promise<string | undefined> {
  const element = await place.$(selector);
  return element?.evaluate((found) => (found.textContent ?? '').replace(/\s+/g, ' ').trim());
}

/** Waits until an element reads exactly these words, or words like these. */
export async function reads(place: Place, selector: string, wanted: string | RegExp): Promise<void> {
  await eventually(
    `${selector} to read ${String(wanted)}`,
    () => textOf(place, selector),
    (text) => (typeof wanted === 'string' ? text === wanted : text !== undefined && wanted.test(text)),
  );
}

/** Presses what is visible and enabled, with the mouse. */
export async function click(place: Place, selector: string): Promise<void> {
  const element = await place.waitForSelector(`${selector}:enabled, a${selector}`, { visible: true, timeout: 10_000 });
  await element!.click();
}

/**
 * Clicks what is enabled, without the mouse: for gadgets that draw their buttons anew at every event, where a press on the one and a release on the
 * next are no click.
 */
export async function clickAtOnce(place: Place, selector: string): Promise<void> {
  await eventually(`${selector} to be there`, () => place.$$eval(`${selector}:enabled`, clickFirst), Boolean);
}

// Runs in the page.
function clickFirst([found]: Element[]): boolean {
  (found as HTMLElement | undefined)?.click();
  return found !== undefined;
}

/** Lets a gadget be loaded again by what `act` does; settles once its new document is connected. */
export async function anew(frame: Frame, act: () => Promise<unknown>): Promise<void> {
  await frame.evaluate('window.isOld = true');
  await act();
  await eventually(
    'a new document in the frame',
    // Between the two documents there is none to ask.
    () => frame.evaluate('!window.isOld && !!gadgets.Hub && gadgets.Hub.isConnected()').catch(() => false),
    (up) => up === true,
  );
}

/** Empties a field and types into it. */
export async function fill(place: Place, selector: string, value: string): Promise<void> {
  await place.$eval(selector, (field) => ((field as HTMLInputElement).value = ''));
  await place.type(selector, value);
}
