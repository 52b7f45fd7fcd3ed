import { type XmlObject } from '../xml/values.js';
import { AdminObject } from './admin-object.js';
import { RestCollectionBase } from './rest-collection-base.js';

/** Why an agent may be not ready or signed out. */
export class ReasonCode extends AdminObject {
  override getRestClass(): string {
    return 'ReasonCode';
  }

  getLabel(): string {
    return this.text('label');
  }

  getCode(): string {
    return this.text('code');
  }

  /** `NOT_READY` or `LOGOUT`. */
  getCategory(): string {
    return this.text('category');
  }
}

/** Reason codes of all teams, both categories, for administrators. */
export class ReasonCodes extends RestCollectionBase<ReasonCode> {
  override getRestClass(): string {
    return 'ReasonCodes';
  }

  override getRestItemType(): string {
    return 'ReasonCode';
  }

  /** `NOT_READY` or `LOGOUT`; empty for both. */
  protected category(): string {
    return '';
  }

  protected override getReadUrl(): string {
    return this.category() ? `${this.getRestUrl()}?category=${this.category()}` : this.getRestUrl();
  }

  protected override createItem(options: { readonly id: string; readonly data: XmlObject }): ReasonCode {
    return new this.kit.rest.ReasonCode(options);
  }
}

/** Why agents of a team may be not ready. */
export class TeamNotReadyReasonCodes extends ReasonCodes {
  protected override category(): string {
    return 'NOT_READY';
  }
}

/** Why agents of a team may be signed out. */
export class TeamSignOutReasonCodes extends ReasonCodes {
  protected override category(): string {
    return 'LOGOUT';
  }
}
