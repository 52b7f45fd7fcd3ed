import type { WireDialog } from './dialog.js';
import type { ApiError } from './errors.js';
import type { Queue, Team } from '@cordboard/core';
import type { SystemInfo } from './system-info.js';
import type { WireUser } from './user.js';

/** The object a notification carries. */
export type UpdateData =
  | { readonly kind: 'user'; readonly user: WireUser }
  /** `<dialog>` of a change. */
  | { readonly kind: 'dialog'; readonly dialog: WireDialog }
  /** `<dialogs>` of an addition or removal; possibly none, possibly many. */
  | { readonly kind: 'dialogs'; readonly dialogs: readonly WireDialog[] }
  | { readonly kind: 'system-info'; readonly systemInfo: SystemInfo }
  | { readonly kind: 'team'; readonly team: Team }
  | { readonly kind: 'queue'; readonly queue: Queue }
  | { readonly kind: 'queues'; readonly queues: readonly Queue[] }
  | { readonly kind: 'errors'; readonly errors: readonly ApiError[] }
  /** Nothing in `<data>`, as when a user is deleted. */
  | { readonly kind: 'none' }
  /** An object this codec does not know. */
  | { readonly kind: 'unknown' };

/** A notification's `<Update>`. */
export interface Update {
  readonly kind: 'update';
  readonly event: 'POST' | 'PUT' | 'DELETE';
  /** The id of the request that caused it; `undefined` when empty or absent. */
  readonly requestId?: string;
  /** URI of the changed resource. */
  readonly source: string;
  readonly data: UpdateData;
}

/** A message that cannot be used. `what` is a fixed phrase for counting, without any of the content. */
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly what: string;
}

/** Reads the payload of a notification (a `PubsubItem.payload`). Never throws. */
export function readUpdate(_payload: string): Update | Unreadable {
  throw new Error('to come');
}

/** What a Finesse resource path names, such as the `source` of an update or the node of an item. */
export interface ResourceRef {
  /** `User`, `Dialog`, `Team`, `Queue`, `SystemInfo` … the first segment after `/finesse/api/`. */
  readonly kind: string;
  readonly id: string;
  /** What follows the id: `Dialogs`, `Users`, `Media` … empty when nothing. */
  readonly sub: string;
}

/** Splits `/finesse/api/User/40017/Dialogs` into its parts; `undefined` for anything else. */
export function resourceOf(_uri: string): ResourceRef | undefined {
  throw new Error('to come');
}
