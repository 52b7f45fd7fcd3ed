import type { Runtime } from '@cordboard/core';
import type { CometD } from 'cometd';
import type { KeyValue } from '../ais/values.js';
import type { EnvironmentOptions } from '../wire/environment.js';

/** What a `WebWire` is made from. Only `url` is required. */
export interface WebOptions {
  /** Address of the interface, such as `/api/v2`; in a page it may be relative to the page. */
  readonly url: string;
  /** Notifications over a WebSocket where both sides have one, else by long polling. Default false: by long polling. */
  readonly push?: boolean;
  /**
   * What becomes of a call that is over. `complete` (default): it stays until the agent marks it done, which puts it into the history
   * (`SetCallCompleted`). `gone`: it is done at once, for sites without a history.
   */
  readonly released?: 'complete' | 'gone';
  /** The place whose devices are used. Without it, the session is begun on the device that stands for the extension. */
  readonly place?: string;
  /** Fields that tell the reason of a `NotReady`; no published page of ours has them. Default: none are sent. */
  readonly reasonFields?: (reasons: readonly KeyValue[]) => Readonly<Record<string, unknown>>;
  /**
   * What states and work modes of the site come to, as `State` or `State/WorkMode`: `READY`, `NOT_READY`, `AFTER_CALL_WORK`, `BUSY` or
   * `LOGGED_OUT`. Added to `Ready`, `NotReady`, `NotReady/AfterCallWork` and `LoggedOut`.
   */
  readonly states?: Readonly<Record<string, string>>;
  /**
   * Gives the client of the notifications: default the CometD project's, which is loaded when it is needed. It is made for pages; elsewhere a
   * global `window` with timers has to be there before.
   */
  readonly cometD?: () => Promise<CometD>;
  readonly limits?: WebLimits;
  /** Clock, timers and chance; the real ones by default. */
  readonly runtime?: Runtime;
  /** `fetch`; the global one by default. It keeps cookies, as a page's does. */
  readonly environment?: Pick<EnvironmentOptions, 'fetch'>;
}

/** Times in milliseconds, sizes in bytes. */
export interface WebLimits {
  /** For one request and its whole answer. Default 15,000. */
  readonly answerMs?: number;
  /** How long a poll for notifications may be held. Default 120,000. */
  readonly pollMs?: number;
  /** How long a call that was dialled may take to be told. Default 10,000. */
  readonly dialMs?: number;
  /** Of an answer. Default 1,000,000. */
  readonly maxBytes?: number;
}
