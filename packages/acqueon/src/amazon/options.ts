import type { DialogAction } from '@cordboard/core';
import { LIMITS, type AcqueonLimits, type AcqueonOptions } from '../port/options.js';
import type { AmazonSubtopics } from './rows.js';

/** How the port finds its bus, and what its site knows better than the documentation. */
export interface AmazonOptions extends AcqueonOptions {
  readonly limits?: Partial<AmazonLimits>;
  /** Names of buttons that this site sees, and what they do: the pages print only a few of a campaign's. Case does not count. */
  readonly buttons?: Readonly<Record<string, DialogAction>>;
  /** Which variables of a campaign's call tell of its contact. */
  readonly contact?: ContactVariables;
  /**
   * How `dropTethered` writes the status to go to: as `field`, the `ReasonCodeId` of `SetNotReady`, or `bare`, as the whole of `data`. No page
   * tells. Default: `field`.
   */
  readonly tetheredStatus?: 'field' | 'bare';
  /** Other subtopics for operations whose names are inferred. */
  readonly subtopics?: AmazonSubtopics;
}

/** Names of variables; no page tells them, so the first is inferred from what the campaigns' own requests call it. */
export interface ContactVariables {
  /** The key that the campaigns have for the contact. Default: `AccountNumber`. */
  readonly account?: string;
  /** The customer's name. Default: none. */
  readonly customerName?: string;
}

/** How long to wait; milliseconds. The bus promises nothing, so these are ours. */
export interface AmazonLimits extends AcqueonLimits {
  /** For a campaign's call that has dropped to come to its wrap-up, before it leaves the desk. Default: 2,000. */
  readonly afterCallMs: number;
}

export const AMAZON_LIMITS: AmazonLimits = { ...LIMITS, afterCallMs: 2_000 };
