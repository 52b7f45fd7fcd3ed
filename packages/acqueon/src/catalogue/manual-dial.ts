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

/** What a softphone hears of it: the request as it was published. */
export const manualDialEvents = {
  dial: event('InboundCall', 'ManualDialCall', { PhoneNumber: 'text' }, 'documented', 'manual-dial-call', { at: 'data' }),
  copy: event('InboundCall', 'ManualDialCopyContact', { PhoneNumber: 'text' }, 'documented', 'manual-dial-copy-contact', { at: 'data' }),
} as const;
