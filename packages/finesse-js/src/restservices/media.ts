import type { MediaDialog, MediaDialogs } from './media-dialogs.js';
import type { MediaOptions } from './media-options.js';
import type { RequestHandlers } from './response.js';
import { type Hearing, RestBase, type RestHandlers } from './rest-base.js';
import type { CollectionHandlers } from './rest-collection-base.js';
import type { Reason } from './user.js';

/** What `getMedia` takes as `mediaOptions`. */
export type MediaSettings = MediaOptions;

/** A medium of an agent: the state of one digital channel. Requests are PUT `/User/{id}/Media/{mrdId}`. */
export class Media extends RestBase {
  /** States of an agent in a medium. */
  static readonly States = {
    LOGIN: 'LOGIN',
    LOGOUT: 'LOGOUT',
    READY: 'READY',
    NOT_READY: 'NOT_READY',
    RESERVED: 'RESERVED',
    ACTIVE: 'ACTIVE',
    PAUSED: 'PAUSED',
    INTERRUPTED: 'INTERRUPTED',
    WORK: 'WORK',
    WORK_READY: 'WORK_READY',
  } as const;

  #options: MediaSettings = {};
  #dialogs: MediaDialogs | undefined;

  override getRestClass(): string {
    return 'Media';
  }

  override hearing(): Hearing {
    return 'implicit';
  }

  /** How the agent is to work with the medium where `login` does not say. */
  setMediaOptions(options: MediaSettings | undefined): void {
    this.#options = { ...this.#options, ...options };
  }

  /**
   * Adds another user's handlers to a medium that is there already.
   *
   * @internal
   */
  takeHandlers({ onLoad, onChange, onError }: RestHandlers<Media>): void {
    this.on('change', onChange);
    this.on('error', onError);
    if (onLoad) this.addHandler('load', onLoad);
  }

  getName(): string {
    return this.text('name');
  }

  getDescription(): string {
    return this.text('description');
  }

  /** The id of its media routing domain. */
  getMediaId(): string {
    return this.text('id') || this.getId();
  }

  /** One of `Media.States`. */
  getState(): string {
    return this.text('state');
  }

  getStateChangeTime(): string {
    return this.text('stateChangeTime');
  }

  getReasonCodeId(): string {
    return this.text('reasonCodeId');
  }

  getReasonCodeLabel(): string {
    return this.text('reasonCode', 'label') || this.text('ReasonCode', 'label');
  }

  /** Tasks at a time; 0 where the server does not tell. */
  getMaxDialogLimit(): number {
    return Number(this.text('maxDialogLimit')) || 0;
  }

  getInterruptAction(): string {
    return this.text('interruptAction');
  }

  getDialogLogoutAction(): string {
    return this.text('dialogLogoutAction');
  }

  getRoutable(): boolean {
    return this.text('routable') === 'true';
  }

  getInterruptible(): boolean {
    return this.text('interruptible') === 'true';
  }

  isLoggedIn(): boolean {
    return !['', 'LOGOUT'].includes(this.getState());
  }

  /** Signs in to the medium. What is not given is as `mediaOptions` said. */
  login(options: MediaSettings & { readonly handlers?: RequestHandlers | undefined } = {}): this {
    const { handlers, ...given } = options;
    const { maxDialogLimit, interruptAction, dialogLogoutAction } = { ...this.#options, ...given };
    return this.#put({ state: Media.States.LOGIN, maxDialogLimit, interruptAction, dialogLogoutAction }, handlers);
  }

  /** Signs out of the medium. @param reason - With its `id`; null for none. */
  logout(reason?: Reason | null, options: { readonly handlers?: RequestHandlers | undefined } = {}): this {
    return this.setState(Media.States.LOGOUT, reason, options);
  }

  /** Asks for a state. @param reason - With its `id`; null for none. */
  setState(state: string, reason?: Reason | null, options: { readonly handlers?: RequestHandlers | undefined } = {}): this {
    return this.#put({ state, reasonCodeId: reason?.id }, options.handlers);
  }

  /** Whether tasks may come. */
  setRoutable({ routable, handlers }: { readonly routable: boolean; readonly handlers?: RequestHandlers | undefined }): this {
    return this.#put({ routable }, handlers);
  }

  /** The tasks of this medium. Made once. */
  getMediaDialogs(handlers?: CollectionHandlers<MediaDialogs, MediaDialog>): MediaDialogs {
    return (this.#dialogs ??= new this.kit.rest.MediaDialogs({ parentObj: this, ...handlers }));
  }

  /**
   * The agent's path.
   *
   * @internal
   */
  get userUrl(): string {
    return this.parent?.getRestUrl() ?? '/finesse/api';
  }

  #put(content: object, handlers?: RequestHandlers): this {
    this.restRequest(this.getRestUrl(), { ...handlers, method: 'PUT', content: { [this.getRestType()]: content } });
    return this;
  }
}
