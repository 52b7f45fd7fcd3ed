import type { ServerTime } from '@cordboard/core';
import type { XmlCursor } from '../xml/scanner.js';
import { given } from '../xml/given.js';
import { filled, fromBody } from './body.js';
import type { Platform } from './next-states.js';
import { record, time, Vocabulary, word } from './records.js';

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

interface WireSystemInfo {
  status?: string;
  statusReason?: string;
  deploymentType?: string;
  systemAuthMode?: string;
  xmppDomain?: string;
  xmppPubSubDomain?: string;
  currentTimestamp?: ServerTime;
  primaryNode?: { host?: string };
  secondaryNode?: { host?: string };
}

const readFields = record<WireSystemInfo>(
  ['status statusReason deploymentType systemAuthMode xmppDomain xmppPubSubDomain', word],
  ['currentTimestamp', time],
  ['primaryNode secondaryNode', record(['host', word])],
);

const STATUS = /* @__PURE__ */ new Vocabulary<SystemInfo['status']>('IN_SERVICE OUT_OF_SERVICE');

/** Reads the `<SystemInfo>` the cursor stands on. */
export function readSystemInfo(xml: XmlCursor): SystemInfo {
  const wire = readFields(xml);
  return {
    status: STATUS.get(wire.status) ?? 'unknown',
    ...given({
      statusReason: filled(wire.statusReason),
      platform: platformOf(wire.deploymentType ?? ''),
      authMode: filled(wire.systemAuthMode),
      xmppDomain: filled(wire.xmppDomain),
      pubsubDomain: filled(wire.xmppPubSubDomain),
      primaryHost: filled(wire.primaryNode?.host),
      secondaryHost: filled(wire.secondaryNode?.host),
      serverTime: wire.currentTimestamp,
    }),
  };
}

// UCCE and UCCX are written; packaged and hosted deployments are told by the same ending.
function platformOf(word: string): Platform | undefined {
  return word.endsWith('CCX') ? 'CCX' : word.endsWith('CCE') ? 'CCE' : undefined;
}

/** Reads the body of `GET /SystemInfo`. Throws `DesktopError('protocol')`. */
export function systemInfoFromBody(body: string): SystemInfo {
  return fromBody(body, 'systemInfo', readSystemInfo);
}
