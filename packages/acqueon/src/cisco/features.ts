import type { Feature } from '@cordboard/core';

/**
 * What the channel `Cisco` has. Left out because no page tells how: dropping a party, recording, layouts, team lists.
 */
export const CISCO_FEATURES: readonly Feature[] = [
  'agent-state',
  'voice',
  'consult',
  'conference',
  'transfer',
  'transfer-now',
  'send-dtmf',
  'call-data',
  'dial-data',
  'wrap-up',
  'outbound',
  'contacts',
];
