import type { ServerTime } from '@cordboard/core';
import type { XmlCursor } from '../xml/scanner.js';
import { given } from '../xml/given.js';
import { filled, fromBody } from './body.js';
import type { Platform } from './next-states.js';
import { parseTime } from './time.js';

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
export function readSystemInfo(xml: XmlCursor): SystemInfo {
  const words: Record<string, string> = {};
  const hosts: Record<string, string | undefined> = {};
  for (const depth = xml.depth; xml.child(depth);) {
    switch (xml.key) {
      case 'status':
      case 'statusReason':
      case 'deploymentType':
      case 'systemAuthMode':
      case 'xmppDomain':
      case 'xmppPubSubDomain':
      case 'currentTimestamp':
        words[xml.key] = xml.word();
        break;
      case 'primaryNode':
      case 'secondaryNode':
        hosts[xml.key] = readHost(xml);
        break;
    }
  }
  return {
    status: words.status === 'IN_SERVICE' ? 'in-service' : words.status === 'OUT_OF_SERVICE' ? 'out-of-service' : 'unknown',
    ...given({
      statusReason: filled(words.statusReason),
      platform: platformOf(words.deploymentType ?? ''),
      authMode: filled(words.systemAuthMode),
      xmppDomain: filled(words.xmppDomain),
      pubsubDomain: filled(words.xmppPubSubDomain),
      primaryHost: filled(hosts.primaryNode),
      secondaryHost: filled(hosts.secondaryNode),
      serverTime: parseTime(words.currentTimestamp ?? ''),
    }),
  };
}

function readHost(xml: XmlCursor): string | undefined {
  let host: string | undefined;
  for (const depth = xml.depth; xml.child(depth);) if (xml.key === 'host') host = xml.word();
  return host;
}

// UCCE and UCCX are written; packaged and hosted deployments are told by the same ending.
function platformOf(word: string): Platform | undefined {
  return word.endsWith('CCX') ? 'CCX' : word.endsWith('CCE') ? 'CCE' : undefined;
}

/** Reads the body of `GET /SystemInfo`. Throws `DesktopError('protocol')`. */
export function systemInfoFromBody(body: string): SystemInfo {
  return fromBody(body, 'systemInfo', readSystemInfo);
}
