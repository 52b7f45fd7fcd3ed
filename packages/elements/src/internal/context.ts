import { createContext, type Context } from '@lit/context';
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
