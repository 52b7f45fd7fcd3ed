import type { Feature, Runtime } from '@cordboard/core';
import type { FinesseOptions } from '../port/options.js';
import type { GadgetPage } from './page.js';
import type { GadgetRequests } from './proxy.js';
import type { SharedReads } from './shared-reads.js';

/** What a {@link GadgetPort} is made from; nothing is required. */
export interface GadgetOptions extends Pick<FinesseOptions, 'platform' | 'undocumented'> {
  /** What the desktop gives to this frame. Default: the frame's globals, looked up when the session starts. */
  readonly page?: GadgetPage;
  /** How requests leave the frame. Default: `finesse-js` where the page has it, else `proxy`. */
  readonly requests?: GadgetRequests;
  /** Reads together with other gadgets of the page that are given one as well. Default: each reads for itself. */
  readonly sharedReads?: SharedReads;
  /** The part of the features to serve, where another port serves the rest. */
  readonly features?: readonly Feature[];
  /** Times and sizes, as for a {@link FinessePort}. */
  readonly limits?: Pick<
    NonNullable<FinesseOptions['limits']>,
    'answerMs' | 'maxBody' | 'rereadMs' | 'teamRereadMs' | 'baseMs' | 'capMs'
  > & {
    /** Milliseconds after which the page is asked again how its connection stands, when it has not said. Default 5,000. */
    readonly askMs?: number;
  };
  /** Clock, timers and chance; the real ones by default. */
  readonly runtime?: Runtime;
}
