import type { Feature } from '@cordboard/core';

/**
 * What the channel `Amazon` has. Left out because it has no operation for it: call data, wrap-up reasons (outcomes are the channel `LCM`'s),
 * callbacks, recording, team lists.
 */
export const AMAZON_FEATURES: readonly Feature[] = [
  'agent-state',
  'session-user',
  'voice',
  'swap',
  'mute',
  'consult',
  'conference',
  'transfer',
  'transfer-now',
  'drop-participant',
  'send-dtmf',
  'mark-done',
  'outbound',
  'contacts',
];
