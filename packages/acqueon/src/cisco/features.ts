import type { Feature } from '@cordboard/core';

/**
 * What the channel `Cisco` has. Left out because no page tells how: tones (the key of the digits is not documented), callbacks (theirs are
 * not either), dropping a party, recording, team lists.
 */
export const CISCO_FEATURES: readonly Feature[] = [
  'agent-state',
  'voice',
  'consult',
  'conference',
  'transfer',
  'transfer-now',
  'call-data',
  'wrap-up',
  'outbound',
  'contacts',
];
