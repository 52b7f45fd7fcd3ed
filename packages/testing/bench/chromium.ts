import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { launch, type Browser, type CDPSession, type Page } from 'puppeteer-core';
import { findBrowser } from '../tools/browser.mjs';
import type { Peers } from './metric.js';
import { subjectScript, type Product } from './product.js';

/** A page with one subject's script in it. */
export interface Stage {
  readonly page: Page;
  readonly cdp: CDPSession;
  /** Runs an export of the subject in the page. */
  run<T>(name: string, args?: unknown): Promise<T>;
  /** Bytes in use once all that can go has gone: of scripts, and of the engine's own objects. */
  heap(): Promise<{ readonly js: number; readonly blink: number }>;
  /** Milliseconds the main thread has worked since the page was opened, microtasks and rendering included. */
  taskMs(): Promise<number>;
}

/** How the page is. */
export interface StageOptions {
  readonly flags?: readonly string[];
  readonly html?: string;
  /** Slower by this factor. */
  readonly throttle?: number;
  /** Loaded before the subject, those that were given. */
  readonly peers?: Peers;
}

// Fonts and colours are of no matter; the size is. Isolation makes the page's clock fine enough to measure with.
const PAGE = '<!doctype html><meta charset="utf-8"><title>bench</title><body>';
const ISOLATED = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/**
 * For what may grow over a long time. Optimized code makes the heap larger in steps, and still does after a million events; what scripts keep is
 * the same without it, and stands out at once. Only the time that they take is not, so nothing that is timed has this.
 */
export const UNOPTIMIZED: readonly string[] = ['--js-flags=--no-maglev --no-turbofan'];

/** Opens a subject in a browser of its own, 1280 x 900 at DPR 1, and closes it when `use` is done. */
export async function inChromium<T>(
  product: Product,
  file: string,
  use: (stage: Stage) => Promise<T>,
  { flags = [], html = PAGE, throttle = 1, peers = {} }: StageOptions = {},
): Promise<T> {
  const script = await subjectScript(product, file, 'browser');
  const found = await findBrowser();
  const server = await serve(html);
  let browser: Browser | undefined;
  try {
    browser = await launch({
      ...found,
      args: [...found.args, '--enable-precise-memory-info', ...flags],
      defaultViewport: { width: 1280, height: 900, deviceScaleFactor: 1 },
      protocolTimeout: 300_000,
    });
    const page = await browser.newPage();
    const broken: unknown[] = [];
    page.on('pageerror', (error) => broken.push(error));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    for (const path of [peers.jquery, peers.finesseJs]) if (path !== undefined) await page.addScriptTag({ path });
    await page.addScriptTag({ content: script });
    const cdp = await page.createCDPSession();
    await cdp.send('Performance.enable', { timeDomain: 'timeTicks' });
    if (throttle > 1) await cdp.send('Emulation.setCPUThrottlingRate', { rate: throttle });
    const value = await use(stageOf(page, cdp));
    if (broken.length > 0) throw new Error(`The page threw: ${String(broken[0])}`);
    return value;
  } finally {
    await browser?.close();
    server.close();
  }
}

function stageOf(page: Page, cdp: CDPSession): Stage {
  return {
    page,
    cdp,
    run: <T>(name: string, args?: unknown) =>
      page.evaluate(
        (name, args) => (globalThis as unknown as { subject: Record<string, (args: unknown) => unknown> }).subject[name]!(args),
        name,
        args,
      ) as Promise<T>,
    async heap() {
      for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
      const { usedSize, ...more } = (await cdp.send('Runtime.getHeapUsage')) as { usedSize: number; embedderHeapUsedSize?: number };
      return { js: usedSize, blink: more.embedderHeapUsedSize ?? 0 };
    },
    async taskMs() {
      const { metrics } = await cdp.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
    },
  };
}

function serve(html: string): Promise<Server> {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html', ...ISOLATED }).end(request.url === '/' ? html : '');
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
