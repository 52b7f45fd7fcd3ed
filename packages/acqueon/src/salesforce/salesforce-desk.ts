import type { Observable } from 'rxjs';
import type { RecordOf } from '../catalogue/answer.js';
import { salesforceEvents } from '../catalogue/salesforce.js';
import { BusDesk } from '../desk/bus-desk.js';
import type { DeskOptions } from '../desk/options.js';

/** A number that was clicked in Salesforce, and what had the focus there. */
export type ClickToDial = RecordOf<(typeof salesforceEvents)['clickToDial']['gives']>;

/** A record that Salesforce made for a call; its mapped fields are in `raw`. */
export type ObjectCreated = RecordOf<(typeof salesforceEvents)['objectCreated']['gives']>;

/**
 * The CRM that the Workspace stands in. What may be asked is in `salesforce`; `openObject` has no answer and is told.
 *
 * ```ts
 * const crm = new SalesforceDesk({ transport, appName: 'my-widget' });
 * crm.clickToDial$.subscribe(({ number }) => client.run({ type: 'make-call', to: number }));
 * crm.connect();
 * ```
 */
export class SalesforceDesk extends BusDesk {
  /** Numbers as they are clicked. Hot: nothing is replayed, so that nothing is dialled twice. Completes with `close()`. */
  readonly clickToDial$: Observable<ClickToDial>;
  /** Records as they are made. Hot; completes with `close()`. */
  readonly objectCreated$: Observable<ObjectCreated>;

  /** Does no I/O. */
  constructor(options: DeskOptions) {
    super(options, ['Salesforce']);
    this.clickToDial$ = this.on(salesforceEvents.clickToDial);
    this.objectCreated$ = this.on(salesforceEvents.objectCreated);
  }
}
