import { startSandbox, type RunningSandbox } from '@cordboard/sandbox/server';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { packGadget } from '../../finesse/tools/pack-gadget.mjs';
import { root } from '../tools/run.mjs';
import { mustBe } from './sampling.js';

/** What a page costs: milliseconds of the main thread until it is quiet, and bytes that stay. */
export interface PageCost {
  readonly ms: number;
  readonly bytes: number;
}

/** A desktop in the box with an agent on a call. */
export interface GadgetDesktop {
  /** Opens the page in a browser, waits until it shows the call, and closes it. */
  cost(browser: Browser): Promise<PageCost>;
  close(): Promise<void>;
}

const AGENT = '1001001';
const NUMBER = '+12065550142';
/** Nothing has been done for so long: it is all there. */
const QUIET_MS = 1_500;
/** The page and the library are served as they were built. */
const BUILT = ['packages/sandbox/dist/box/desktop.js', 'packages/finesse-js/dist/finesse.min.js'];

// Of ten kinds, each of which shows something while there is a call.
const TAGS = [
  'agent-state-picker',
  'link-status',
  'dial-control',
  'dialog-card',
  'dialog-controls',
  'conference-roster',
  'call-data',
  'wrap-up-picker',
  'dial-pad',
  'consult-panel',
];

// As other people write them, each with jQuery and finesse.js in a frame of its own.
const CLASSIC = [
  'agent-status/AgentStatus',
  'call-desk/CallDesk',
  'customer-data/CustomerData',
  'wrap-up/WrapUp',
  'phone-directory/PhoneDirectory',
  'queue-board/QueueBoard',
  'tab-light/TabLight',
  'watch-light/WatchLight',
  'lab-status/LabStatus',
  'old-timer/OldTimer',
];

// Expressions for the page: whether all that is to be shown is.
const CONNECTED = "[...document.querySelectorAll('iframe')].every(({ contentWindow }) => contentWindow?.gadgets?.Hub?.isConnected())";
const PAGE_TALKS = "document.body.innerText.includes('Talking')";
const KIT_TALKS =
  "[...document.querySelectorAll('iframe')].every(({ contentDocument }) => contentDocument?.documentElement?.dataset.link === 'up')";
const CLASSIC_TALKS =
  "[...document.querySelectorAll('iframe')].some(({ contentDocument }) => contentDocument?.body?.innerText.includes('TALKING'))";

/** The page without gadgets. */
export function emptyDesktop(): Promise<GadgetDesktop> {
  return desktop([], PAGE_TALKS);
}

/** The page with ten gadgets. */
export function classicDesktop(finesseJs?: string): Promise<GadgetDesktop> {
  const files = CLASSIC.map((name) => path.join(root, 'packages/testing/gadgets', `${name}.xml`));
  return desktop(files, CLASSIC_TALKS, finesseJs);
}

/** The page with one gadget that has ten elements. */
export function kitDesktop(): Promise<GadgetDesktop> {
  return kit([TAGS]);
}

/** The page with the same ten elements, each in a gadget that has no more than it needs. */
export function apartDesktop(): Promise<GadgetDesktop> {
  return kit(TAGS.map((tag) => [tag]));
}

async function kit(gadgets: readonly (readonly string[])[]): Promise<GadgetDesktop> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kit-'));
  const specs: string[] = [];
  for (const [index, tags] of gadgets.entries()) specs.push(await packed(path.join(folder, `gadget-${index}`), tags));
  const made = await desktop(specs, KIT_TALKS);
  return {
    ...made,
    async close() {
      await made.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function packed(folder: string, tags: readonly string[]): Promise<string> {
  await mkdir(path.join(folder, 'src'), { recursive: true });
  await writeFile(path.join(folder, 'gadget.json'), '{ "name": "Kit" }');
  await writeFile(
    path.join(folder, 'gadget.html'),
    `<desktop-provider>${tags.map((tag) => `<${tag}></${tag}>`).join('')}</desktop-provider>`,
  );
  await writeFile(
    path.join(folder, 'src/main.ts'),
    `import { DesktopClient } from '@cordboard/core';
import { fitHeight, GadgetContainer, GadgetPort } from '@cordboard/finesse';
${['desktop-provider', ...tags].map((tag) => `import '@cordboard/elements/${tag}/define';`).join('\n')}
const client = new DesktopClient(new GadgetPort());
const provider = document.querySelector('desktop-provider')!;
provider.client = client;
client.dialogs$.subscribe(([dialog]) => {
  for (const element of provider.children) if ('dialogId' in element) element.dialogId = dialog?.id ?? '';
});
client.link$.subscribe(({ state }) => (document.documentElement.dataset['link'] = state));
fitHeight(new GadgetContainer());
client.connect();`,
  );
  const { out, name } = await packGadget(folder, path.join(folder, path.basename(folder)));
  return path.join(out, `${name}.xml`);
}

async function desktop(files: readonly string[], isShown: string, finesseJs?: string): Promise<GadgetDesktop> {
  for (const file of BUILT) mustBe(existsSync(path.join(root, file)), `${file} has been built (npm run build)`);
  const layout = path.join(await mkdtemp(path.join(tmpdir(), 'layout-')), 'layout.xml');
  const columns = [0, 1, 2, 3].map((column) => {
    const gadgets = files.filter((_, index) => index % 4 === column).map((file) => `<gadget>${addressOf(file)}</gadget>`);
    return gadgets.length > 0 ? `<column><gadgets>${gadgets.join('')}</gadgets></column>` : '';
  });
  await writeFile(
    layout,
    `<finesseLayout xmlns="http://www.cisco.com/vtg/finesse"><layout><role>Agent</role><page/><tabs><tab><id>home</id><label>Home</label>
<columns>${columns.join('') || '<column><gadgets/></column>'}</columns></tab></tabs></layout></finesseLayout>`,
  );
  const sandbox = await startSandbox({ port: 0, gadgets: { files, layout, ...(finesseJs !== undefined && { finesseJs }) } });
  onCall(sandbox);
  return {
    cost: (browser) => costOf(browser, sandbox, files.length, `${CONNECTED} && ${isShown}`),
    async close() {
      await sandbox.close();
      await rm(path.dirname(layout), { recursive: true });
    },
  };
}

function addressOf(file: string): string {
  return `/3rdpartygadget/files/${path.basename(path.dirname(file))}/${path.basename(file)}`;
}

// Signed in, and talking: what costs something has something to show.
function onCall({ engine }: RunningSandbox): void {
  const isIn = engine.execute({ type: 'sign-in', agentId: AGENT, extension: AGENT }).ok;
  const placed = engine.execute({ type: 'place-call', from: NUMBER, to: AGENT });
  mustBe(isIn && placed.ok && placed.callId !== undefined, 'a call');
  mustBe(engine.execute({ type: 'call-action', callId: placed.callId, address: AGENT, action: 'answer' }).ok, 'an answer');
}

async function costOf(browser: Browser, sandbox: RunningSandbox, frames: number, isShown: string): Promise<PageCost> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    const cdp = await page.createCDPSession();
    await cdp.send('Performance.enable', { timeDomain: 'timeTicks' });
    const worked = async (): Promise<number> => {
      const { metrics } = await cdp.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
    };
    await page.goto(new URL(`/desktop/?agent=${AGENT}`, sandbox.url).href);
    await page.waitForFunction(isShown, { timeout: 30_000 });
    // Timers that go on, a beat a second, are part of a page's day; what counts here is coming up.
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    const ms = await worked();
    for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    mustBe(page.frames().length === frames + 1, `${frames} frames`);
    return { ms, bytes: usedSize };
  } finally {
    await context.close();
  }
}
