import { type XmlObject } from '../xml/values.js';
import { AdminObject } from './admin-object.js';
import { RestCollectionBase } from './rest-collection-base.js';

/** What a call may have been about. */
export class WrapUpReason extends AdminObject {
  override getRestClass(): string {
    return 'WrapUpReason';
  }

  getLabel(): string {
    return this.text('label');
  }
}

/** The wrap-up reasons of an agent. */
export class WrapUpReasons extends RestCollectionBase<WrapUpReason> {
  override getRestClass(): string {
    return 'WrapUpReasons';
  }

  override getRestItemType(): string {
    return 'WrapUpReason';
  }

  protected override createItem(options: { readonly id: string; readonly data: XmlObject }): WrapUpReason {
    return new this.kit.rest.WrapUpReason({ ...options, parentObj: this.parent });
  }
}

/** The wrap-up reasons of a team. */
export class TeamWrapUpReasons extends WrapUpReasons {}
