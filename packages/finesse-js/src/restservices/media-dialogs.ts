import { textAt, type XmlObject } from '../xml/values.js';
import { DialogBase } from './dialog-base.js';
import type { Media } from './media.js';
import type { RequestHandlers } from './response.js';
import type { Hearing } from './rest-base.js';
import { RestCollectionBase } from './rest-collection-base.js';

/** A task of a digital channel. Tasks come as members of `media.getMediaDialogs()` and hear by way of it. */
export class MediaDialog extends DialogBase {
  /** States of a task. */
  static readonly States = {
    OFFERED: 'OFFERED',
    ACCEPTED: 'ACCEPTED',
    ACTIVE: 'ACTIVE',
    PAUSED: 'PAUSED',
    WRAPPING_UP: 'WRAPPING_UP',
    INTERRUPTED: 'INTERRUPTED',
    CLOSED: 'CLOSED',
    UNKNOWN: 'UNKNOWN',
  } as const;

  /** What may be asked for. Which of it is allowed now is in the participant's `actions`. */
  static readonly TaskActions = {
    ACCEPT: 'ACCEPT',
    START: 'START',
    PAUSE: 'PAUSE',
    RESUME: 'RESUME',
    WRAP_UP: 'WRAP_UP',
    TRANSFER: 'TRANSFER',
    CLOSE: 'CLOSE',
  } as const;

  /** PUT `/Dialog/{id}`: asks for an action, one of `MediaDialog.TaskActions`. */
  setTaskState(action: string, handlers?: RequestHandlers): this {
    return this.act({ requestedAction: action, targetMediaAddress: this.#agent() }, handlers);
  }

  /** PUT `/Dialog/{id}`: hands the task on. @param target - A script selector. */
  transfer(target: string, handlers?: RequestHandlers): this {
    return this.act({ requestedAction: 'TRANSFER', toAddress: target, targetMediaAddress: this.#agent() }, handlers);
  }

  // A task has one participant, and that is the agent.
  #agent(): string {
    return textAt(this.getParticipants()[0], 'mediaAddress') || this.kit.agentId();
  }
}

/** The tasks of one medium. Those of all media come on one topic, which their collections share. */
export class MediaDialogs extends RestCollectionBase<MediaDialog> {
  override getRestClass(): string {
    return 'Dialogs';
  }

  override getRestItemType(): string {
    return 'Dialog';
  }

  override hearing(): Hearing {
    return 'implicit';
  }

  override getRestUrl(): string {
    return `${this.#media.userUrl}/Dialogs/Media`;
  }

  protected override hear(): boolean {
    return this.kit.shared.hear(this.getTopic(), (payload) => this.takePayload(payload));
  }

  protected override isOwnSource(source: string): boolean {
    return source === this.getRestUrl() || source === `${this.#media.getRestUrl()}/Dialogs`;
  }

  protected override isMine(item: XmlObject): boolean {
    return textAt(item, 'mediaProperties', 'mediaId') === this.#media.getId();
  }

  protected override itemsIn(body: XmlObject): XmlObject[] {
    return super.itemsIn(body).filter((item) => this.isMine(item));
  }

  protected override createItem(options: { readonly id: string; readonly data: XmlObject }): MediaDialog {
    return new this.kit.rest.MediaDialog(options);
  }

  get #media(): Media {
    return this.parent as Media;
  }
}
