import type { ServerTime } from '@cordboard/core';
import type { Platform } from './next-states.js';
import type { XmlCursor } from '../xml/scanner.js';

/** `<SystemInfo>`: whether a node can serve, and the names a client needs. Notifications may carry the status alone. */
export interface SystemInfo {
  readonly status: 'in-service' | 'out-of-service' | 'unknown';
  /** Why it is out of service; for developers. */
  readonly statusReason?: string;
  /** `undefined` where it does not tell, or tells something new. */
  readonly platform?: Platform;
  readonly authMode?: string;
  readonly xmppDomain?: string;
  readonly pubsubDomain?: string;
  /** FQDN of the two nodes; the second is absent on single-node systems. */
  readonly primaryHost?: string;
  readonly secondaryHost?: string;
  /** The server's clock when it answered. */
  readonly serverTime?: ServerTime;
}

/** Reads the `<SystemInfo>` the cursor stands on. */
export function readSystemInfo(_xml: XmlCursor): SystemInfo {
  throw new Error('to come');
}

/** Reads the body of `GET /SystemInfo`. Throws `DesktopError('protocol')`. */
export function systemInfoFromBody(_body: string): SystemInfo {
  throw new Error('to come');
}
