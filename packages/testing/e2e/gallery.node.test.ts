import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer-core';
import { buildGallery } from '../tools/gallery.mjs';
import { named, stage } from './browser.js';

const STORY_MS = 15_000;
const LOOKS = [
  { theme: 'light', direction: 'ltr', width: 'panel' },
  { theme: 'dark', direction: 'ltr', width: 'panel' },
  { theme: 'light', direction: 'rtl', width: 'gadget' },
] as const;

interface Entry {
  readonly id: string;
  readonly type: string;
}

// Before the stage: a server serves what is there when it starts.
await buildGallery();
const desk = stage();

describe('the gallery', { timeout: 300_000 }, () => {
  it('shows its index and a story, framed, under its policy', async () => {
    const page = await desk.page('/gallery/?path=/story/calls-dialog-list--talking');
    const frame = await page.waitForFrame((each) => each.url().includes('/gallery/iframe.html'));
    await frame.waitForSelector('story-desk[ready]', { timeout: STORY_MS });
    const docs = await desk.page('/gallery/iframe.html?viewMode=docs&id=calls-dialog-controls--docs');
    const words = await docs.waitForFunction(
      () => document.querySelector('#anchor--calls-dialog-controls--talking') && document.body.innerText,
      { timeout: STORY_MS },
    );
    assert.match(String(await words.jsonValue()), /dialog-id/);
    assert.deepEqual(desk.problems, []);
  });

  it('holds every element of the kit', async () => {
    const manifest = JSON.parse(await readFile(new URL('../../elements/custom-elements.json', import.meta.url), 'utf8')) as {
      readonly modules: readonly { readonly declarations?: readonly { readonly tagName?: string }[] }[];
    };
    const tags = manifest.modules.flatMap(({ declarations = [] }) => declarations.flatMap(({ tagName }) => tagName ?? []));
    const ids = (await stories()).map(({ id }) => id);
    for (const tag of tags)
      assert.ok(
        ids.some((id) => id.split('--')[0]?.endsWith(tag)),
        `no story of <${tag}>`,
      );
  });

  it('is accessible in every story, in light, in dark, and from right to left', async (t) => {
    // Its own audits are off, or two would run at a time.
    const page = await desk.page('/gallery/iframe.html?id=desk-link-status--up&viewMode=story&globals=a11y.manual:!true;pace:at-once');
    await page.addScriptTag({ content: await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8') });
    await findsFaults(page);
    const all = await stories();
    const faults: string[] = [];
    for (const { id } of all) {
      await show(page, id);
      for (const look of LOOKS) {
        await wear(page, look);
        for (const { id: rule, nodes } of await violations(page)) {
          faults.push(
            `${id} ${look.theme} ${look.direction}: ${rule}: ${nodes
              .map(({ html }) => html)
              .join(' ')
              .slice(0, 200)}`,
          );
        }
      }
    }
    t.diagnostic(`${all.length} stories, each in ${LOOKS.length} looks`);
    assert.deepEqual(faults, []);
    assert.deepEqual(desk.problems, []);
  });

  for (const id of ['calls-dialog-controls--whole-call', 'calls-dialog-controls--whole-conference']) {
    it(`moves no button of a call while its scenario is played: ${id}`, async () => {
      const page = await desk.page('/gallery/iframe.html?id=desk-link-status--up&viewMode=story&globals=a11y.manual:!true;pace:at-once');
      await page.addStyleTag({ content: '.steps { display: none; }' });
      await page.waitForSelector('story-desk[ready]', { timeout: STORY_MS });
      await page.evaluate(watchForShifts);
      await show(page, id);
      assert.deepEqual(await page.evaluate(shiftsSoFar), []);
      // The measure itself: something that pushes the buttons down is seen.
      await page.evaluate(() => {
        const bar = document.createElement('div');
        bar.style.height = '100px';
        document.querySelector('story-desk')!.prepend(bar, document.createElement('p'));
      });
      await page.waitForFunction(() => (globalThis as unknown as { shifts: readonly number[] }).shifts.length > 0, { timeout: STORY_MS });
    });
  }
});

// Runs in the page.
function watchForShifts(): void {
  const shifts: number[] = [];
  Object.assign(globalThis, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shifts.push((entry as unknown as { readonly value: number }).value);
  }).observe({ type: 'layout-shift' });
}

// Two frames on, so that the last change has been drawn and measured.
async function shiftsSoFar(): Promise<readonly number[]> {
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  return (globalThis as unknown as { shifts: readonly number[] }).shifts;
}

async function stories(): Promise<readonly Entry[]> {
  const response = await fetch(new URL('/gallery/index.json', desk.sandbox.url));
  const { entries } = (await response.json()) as { readonly entries: Readonly<Record<string, Entry>> };
  return Object.values(entries).filter(({ type }) => type === 'story');
}

// By the gallery's own channel: a page load for each story would take most of the time.
async function show(page: Page, storyId: string): Promise<void> {
  await emit(page, 'setCurrentStory', { storyId, viewMode: 'story' });
  await page
    .waitForSelector(`.stage[data-story="${storyId}"] story-desk[ready]`, { timeout: STORY_MS })
    .catch(() => assert.fail(`The story ${storyId} does not come about; ${desk.problems.join('; ')}`));
}

async function wear(page: Page, look: (typeof LOOKS)[number]): Promise<void> {
  await emit(page, 'updateGlobals', { globals: look });
  await page.waitForFunction(
    ({ theme, direction, width }) => {
      const { dir, dataset } = document.documentElement;
      return dir === direction && dataset['theme'] === theme && dataset['width'] === width && document.querySelector('story-desk[ready]');
    },
    { timeout: STORY_MS },
    look,
  );
}

async function emit(page: Page, event: string, detail: object): Promise<void> {
  await page.waitForFunction(() => '__STORYBOOK_ADDONS_CHANNEL__' in globalThis, { timeout: STORY_MS });
  await page.evaluate(
    (name, data) => {
      const { __STORYBOOK_ADDONS_CHANNEL__: channel } = globalThis as unknown as {
        __STORYBOOK_ADDONS_CHANNEL__: { emit(name: string, data: object): void };
      };
      channel.emit(name, data);
    },
    event,
    detail,
  );
}

// An audit that finds nothing says something only if it would have.
async function findsFaults(page: Page): Promise<void> {
  await show(page, 'calls-dialog-controls--talking');
  await named(page, 'button', 'Hold');
  await page.evaluate(() => document.querySelector('story-desk')!.append(document.createElement('button')));
  assert.deepEqual(
    (await violations(page)).map(({ id }) => id),
    ['button-name'],
  );
}

async function violations(page: Page): Promise<AxeResults['violations']> {
  const results = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(context: Element, options: object): Promise<unknown> } };
    // A colour on its way from one theme to the other has the contrast of neither.
    for (const animation of document.getAnimations()) animation.finish();
    // Stories are parts of pages: landmarks and headings are the page's.
    const options = { resultTypes: ['violations'], rules: { region: { enabled: false } } };
    return axe.run(document.querySelector('story-desk')!, options);
  });
  return (results as AxeResults).violations;
}
