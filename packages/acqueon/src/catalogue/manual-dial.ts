import { eventsOf } from './event.js';
import { rowsOf } from './operation.js';

const row = rowsOf('Amazon');
const event = eventsOf('UI');

/**
 * What a list of numbers asks of the softphone beside it. The tables name the channel `LCM`; the samples, which are complete, publish on
 * `Amazon`, and the softphone is told on `UI` with the whole request. The samples are followed.
 */
export const manualDial = {
  dial: row('InboundCall', 'ManualDialCall', { PhoneNumber: 'id' }, 'documented', 'manual-dial-call'),
  copy: row('InboundCall', 'ManualDialCopyContact', { PhoneNumber: 'id' }, 'documented', 'manual-dial-copy-contact'),
} as const;

// The payload is the request as it was published, so the number is one step further in.
const REQUEST = { data: 'any' } as const;

/** What a softphone hears of it. */
export const manualDialEvents = {
  dial: event('InboundCall', 'ManualDialCall', REQUEST, 'documented', 'manual-dial-call'),
  copy: event('InboundCall', 'ManualDialCopyContact', REQUEST, 'documented', 'manual-dial-copy-contact'),
} as const;
