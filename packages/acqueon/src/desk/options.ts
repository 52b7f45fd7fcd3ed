import type { Runtime } from '@cordboard/core';
import type { Channel } from '../bus/message.js';
import type { Spelling } from '../bus/spelling.js';
import type { AcqueonTransport } from '../bus/transport.js';

/** How a desk finds its bus. */
export interface DeskOptions {
  /** The way to the bus. On a page with a port, or with several desks, the `SharedTransport` that they all have. */
  readonly transport: AcqueonTransport;
  /** Name under which this application publishes. */
  readonly appName: string;
  /** The channels to register for, where it is not the desk's own alone. */
  readonly channels?: readonly Channel[];
  /** Clock and timers. Default: the page's own. */
  readonly runtime?: Runtime;
  readonly limits?: Partial<DeskLimits>;
  /** Other spellings of what is written, where a Workspace wants them. Default: as the catalogue has it. */
  readonly spelling?: Spelling;
}

/** How long to wait; milliseconds. The bus promises nothing, so these are ours. */
export interface DeskLimits {
  /** For the registration to stand, before it is told as unreachable and asked for again. Default: 10,000. */
  readonly registerMs: number;
  /** For an answer. Default: 15,000. */
  readonly answerMs: number;
}

export const DESK_LIMITS: DeskLimits = { registerMs: 10_000, answerMs: 15_000 };
