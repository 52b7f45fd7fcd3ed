import { ContextRoot, createContext, type Context } from '@lit/context';
import type { DesktopClient } from '@cordboard/core';
import type { LabelOverrides } from '../labels/labels.js';

// Registered symbols: two copies of the kit on one page must find each other's provider.

/** The client that `<desktop-provider>` offers. */
export const clientContext: Context<symbol, DesktopClient | undefined> = createContext<DesktopClient | undefined, symbol>(
  Symbol.for('cordboard:client'),
);

/** The words that `<desktop-provider>` replaces; every copy of the kit lays them over its own table. */
export const labelsContext: Context<symbol, LabelOverrides | undefined> = createContext<LabelOverrides | undefined, symbol>(
  Symbol.for('cordboard:labels'),
);

const ROOT = Symbol.for('cordboard:context-root');

/** Keeps requests of elements that are on the page before their provider is defined. Attaches once, whoever asks. */
export function attachContextRoot(): void {
  const page = globalThis as { [ROOT]?: ContextRoot };
  if (page[ROOT] || typeof document === 'undefined') return;
  page[ROOT] = new ContextRoot();
  page[ROOT].attach(document.documentElement);
}
