import type { Feature, Runtime } from '@cordboard/core';
import type { Spelling } from '../bus/spelling.js';
import type { AcqueonTransport } from '../bus/transport.js';

/** How the port finds its bus. */
export interface AcqueonOptions {
  /** The way to the bus, such as a `FrameTransport`. */
  readonly transport: AcqueonTransport;
  /** Name under which this application publishes. */
  readonly appName: string;
  /** What to serve of what the channel has; the rest is left to other ports of the client. Default: all. */
  readonly features?: readonly Feature[];
  /** Clock and timers. Default: the page's own. */
  readonly runtime?: Runtime;
  readonly limits?: Partial<AcqueonLimits>;
  /** Other spellings of what is written, where a Workspace wants them. Default: as the catalogue has it. */
  readonly spelling?: Spelling;
}

/** How long to wait; milliseconds. The bus promises nothing, so these are ours. */
export interface AcqueonLimits {
  /** For the registration to stand, before it is told as unreachable and asked for again. Default: 10,000. */
  readonly registerMs: number;
  /** For an agent who is signed in already to be told of, after registering. Default: 3,000. */
  readonly agentMs: number;
  /** For calls and reasons to follow the agent, before the desktop is live without them. Default: 1,000. */
  readonly wholeMs: number;
  /** For what is read: the agent, reasons, contacts. Default: 15,000. */
  readonly answerMs: number;
  /** Without an error, until what is never reported of counts as done: tones. Default: 300. */
  readonly quietMs: number;
}

export const LIMITS: AcqueonLimits = { registerMs: 10_000, agentMs: 3_000, wholeMs: 1_000, answerMs: 15_000, quietMs: 300 };
