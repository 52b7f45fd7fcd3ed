import type { Frame, Page } from 'puppeteer-core';
import { cardOf, named, press, type Place, type Stage } from './browser.js';

/** The sandbox's Workspace page, once its widgets stand. */
export async function workspacePage(desk: Stage, query = ''): Promise<Page> {
  return desk.page(`/acqueon/${query}`, { width: 1440, height: 1000 });
}

/** The frame of a widget, as soon as it has come from the widgets' own origin. */
export async function widgetIn(page: Page, name: string): Promise<Frame> {
  const element = await page.waitForSelector(`iframe[data-widget="${name}"][src]`, { timeout: 10_000 });
  const frame = await element!.contentFrame();
  if (!frame) throw new Error(`No frame of ${name}`);
  await frame.waitForSelector('desktop-provider');
  return frame;
}

/** By the form. */
export async function signIn(place: Place, agentId: string, password = 'cordboard'): Promise<void> {
  for (const [name, text] of [
    ['Agent ID', agentId],
    ['Password', password],
    ['Extension', agentId],
  ] as const) {
    await (await named(place, 'textbox', name)).type(text);
  }
  await press(place, 'button', 'Sign in');
}

/** Takes a state, or a reason, from the picker. */
export async function choose(place: Place, option: string): Promise<void> {
  await press(place, 'combobox', 'Agent state');
  await (await named(place, 'option', option)).click();
}

/** Opens the panel of a call, and types where the focus is put. */
export async function dialIn(place: Place, callId: string, action: 'Consult' | 'Transfer now', to: string): Promise<void> {
  await press(place, 'button', action, cardOf(callId));
  const panel = `${cardOf(callId)} >>> consult-panel`;
  await (await named(place, 'combobox', 'Number or name', panel)).type(to);
  await press(place, 'button', action, panel);
}
