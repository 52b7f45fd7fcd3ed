import { isXmlObject, memberOf, type XmlObject } from '../xml/values.js';
import { type Hearing, RestBase } from './rest-base.js';
import { RestCollectionBase } from './rest-collection-base.js';

/** A queue with its statistics. Not on UCCX. */
export class Queue extends RestBase {
  override getRestClass(): string {
    return 'Queue';
  }

  // Its path does not say whose list it came from.
  override getRestUrl(): string {
    return `/finesse/api/Queue/${this.getId()}`;
  }

  override hearing(): Hearing {
    return 'explicit';
  }

  getName(): string {
    return this.text('name');
  }

  /** Numbers as texts, by name; empty for none. `-1` is what the server cannot tell. */
  getStatistics(): XmlObject {
    const statistics = memberOf(this.getData(), 'statistics');
    return isXmlObject(statistics) ? statistics : {};
  }
}

/** The queues of an agent. Each hears its own node. */
export class Queues extends RestCollectionBase<Queue> {
  override getRestClass(): string {
    return 'Queues';
  }

  override getRestItemType(): string {
    return 'Queue';
  }

  override hearing(): Hearing {
    return 'explicit';
  }

  protected override createItem(options: { readonly id: string; readonly data: XmlObject }): Queue {
    return new this.kit.rest.Queue(options);
  }
}
