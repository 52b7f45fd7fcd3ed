import { BusDesk } from '../desk/bus-desk.js';
import type { DeskOptions } from '../desk/options.js';

/**
 * The campaigns behind a call: its contact, outcomes, callbacks, blocks. What may be asked is in `lcmReads` and `lcmWrites`.
 *
 * ```ts
 * const campaigns = new LcmDesk({ transport, appName: 'my-widget' });
 * campaigns.connect();
 * const outcomes = await campaigns.ask(lcmReads.businessOutcomes, { callid, AccountNumber });
 * ```
 *
 * An operation may be told apart by its call only, so one of a kind is open per call at a time.
 */
export class LcmDesk extends BusDesk {
  /** Registers for `LCM`; for what `manualDial` has, give `channels: ['LCM', 'Amazon', 'UI']`. Does no I/O. */
  constructor(options: DeskOptions) {
    super(options, ['LCM']);
  }
}
