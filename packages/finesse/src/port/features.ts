import type { Feature } from '@cordboard/core';
import type { Platform } from '../codec/next-states.js';

/** What Finesse gives on its own wire, whatever it stands on. */
const EVERYWHERE: readonly Feature[] = [
  'agent-state',
  'voice',
  'consult',
  'conference',
  'transfer',
  'send-dtmf',
  'call-data',
  'wrap-up',
  'outbound',
  'contacts',
  'layouts',
  'teams',
];

// Finesse 12.5 guide pp. 80-81 (data of a call that is placed), 74 (several wrap-up reasons), 96 (single-step transfer), 104 (dropping a party), 107 (recording), 28 (mobile agents), 361 (queues).
const ONLY: Readonly<Record<Platform, readonly Feature[]>> = {
  CCE: ['dial-data', 'transfer-now', 'drop-participant', 'mobile', 'queues'],
  CCX: ['record', 'wrap-up-several'],
};

/** What is served on a platform; before it is known, all that may be. `wanted`: the part that this port is to serve. */
export function featuresOf(platform: Platform | undefined, wanted: readonly Feature[] | undefined): ReadonlySet<Feature> {
  const only = platform === undefined ? Object.values(ONLY).flat() : ONLY[platform];
  return new Set([...EVERYWHERE, ...only].filter((feature) => wanted?.includes(feature) ?? true));
}
