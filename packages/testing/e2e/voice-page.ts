import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import type { StartOptions } from '@cordboard/sandbox/server';
import { cardOf, eventually, named, press, type Stage } from './browser.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Where the examples that are one page and the built kit are. */
export const VOICE_MOUNTS: NonNullable<StartOptions['mounts']> = [
  { path: '/voice/', directory: `${root}examples/genesys-voice` },
  { path: '/both/', directory: `${root}examples/both/dist` },
  { path: '/kit/', directory: `${root}packages/elements/dist/uses` },
];

/** The ways to the platform that the example takes: where its page is for each, and what the sandbox’s log calls the wire. */
export const VOICE_WIRES: readonly VoiceWire[] = [
  { name: 'the bridge wire', path: '/voice/', id: 'ais' },
  { name: 'the Web Services wire', path: '/voice/?wire=web', id: 'gws' },
];

export interface VoiceWire {
  readonly name: string;
  readonly path: string;
  readonly id: 'ais' | 'gws';
}

/** By the form; `within` is the desk where a page has several. */
export async function signInOn(page: Page, agentId: string, within?: string): Promise<void> {
  for (const [name, text] of [
    ['Agent ID', agentId],
    ['Password', 'cordboard'],
    ['Extension', agentId],
  ] as const)
    await (await named(page, 'textbox', name, within)).type(text);
  await press(page, 'button', 'Sign in', within);
  await named(page, 'combobox', 'Agent state', within);
}

/** Dials from the page. */
export async function dial(page: Page, to: string, within?: string): Promise<void> {
  await (await named(page, 'textbox', 'Number to dial', within)).type(to);
  await press(page, 'button', 'Dial', within);
}

/** The interaction that a call is to the phone of one agent, as soon as there is one. */
export function interactionOf(desk: Stage, callId: string, extension: string): Promise<string> {
  const find = () => desk.sandbox.sandbox.genesys.interactions.of(callId, extension)?.id;
  return eventually(`what ${callId} is to ${extension}`, find, (id) => id !== undefined) as Promise<string>;
}

/** Opens the panel of a call, chooses what the consult is for, and types where the focus is put. */
export async function consultFor(
  page: Page,
  card: string,
  purpose: 'Consult to transfer' | 'Consult to conference',
  to: string,
): Promise<void> {
  await press(page, 'button', 'Consult', cardOf(card));
  const panel = `${cardOf(card)} >>> consult-panel`;
  // Named for a number alone where nobody has been called yet.
  const field = await page.waitForSelector(`${panel} >>> input[role=combobox]`, { visible: true });
  await field!.type(to);
  await (await named(page, 'radio', purpose, panel)).click();
  await press(page, 'button', 'Consult', panel);
}
