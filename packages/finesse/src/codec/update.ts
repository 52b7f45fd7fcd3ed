import type { Queue, Team } from '@cordboard/core';
import { readXml, XmlError, type XmlCursor } from '../xml/scanner.js';
import { readDialog, readDialogs, type WireDialog } from './dialog.js';
import { readApiErrors, type ApiError } from './errors.js';
import { filling, word } from './records.js';
import { readSystemInfo, type SystemInfo } from './system-info.js';
import { readUser, type WireUser } from './user.js';

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
  /** `<data>` is absent or empty, as when a user is deleted. */
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

/** Reads the object the cursor stands on, if it knows it. */
export type ReadObject = (xml: XmlCursor) => UpdateData | undefined;

/** Reads the payload of a notification (a `PubsubItem.payload`). `more` reads objects that few sessions hear of. Never throws. */
export function readUpdate(payload: string, more?: ReadObject): Update | Unreadable {
  try {
    return readXml(payload, (xml) => readRoot(xml, more));
  } catch (error) {
    if (error instanceof XmlError) return unreadable(`a notification: ${error.code}`);
    throw error;
  }
}

function unreadable(what: string): Unreadable {
  return { kind: 'unreadable', what };
}

interface WireUpdate {
  event?: string;
  source?: string;
  requestId?: string;
  data?: UpdateData;
  readonly more: ReadObject | undefined;
}

const readWireUpdate = filling<WireUpdate>(['event source requestId', word], ['data', readData]);

function readRoot(xml: XmlCursor, more: ReadObject | undefined): Update | Unreadable {
  if (xml.key !== 'update') return unreadable('no update');
  const { event: verb, source, requestId, data = { kind: 'none' } } = readWireUpdate(xml, { more });
  const event = verb?.toUpperCase();
  if (event !== 'POST' && event !== 'PUT' && event !== 'DELETE') return unreadable('an update without an event');
  if (!source) return unreadable('an update without a source');
  return { kind: 'update', event, source, data, ...(requestId && { requestId }) };
}

function readData(xml: XmlCursor, { more }: WireUpdate): UpdateData {
  let data: UpdateData | undefined;
  // One object; should there be more, the first that is known.
  for (const depth = xml.depth; xml.child(depth);) if (data === undefined || data.kind === 'unknown') data = readObject(xml, more);
  return data ?? { kind: 'none' };
}

function readObject(xml: XmlCursor, more: ReadObject | undefined): UpdateData {
  switch (xml.key) {
    case 'user':
      return { kind: 'user', user: readUser(xml) };
    case 'dialog':
      return { kind: 'dialog', dialog: readDialog(xml) };
    case 'dialogs':
      return { kind: 'dialogs', dialogs: readDialogs(xml) };
    case 'systemInfo':
      return { kind: 'system-info', systemInfo: readSystemInfo(xml) };
    case 'apiErrors':
      return { kind: 'errors', errors: readApiErrors(xml) };
    default:
      return more?.(xml) ?? { kind: 'unknown' };
  }
}

/** What a Finesse resource path names, such as the `source` of an update or the node of an item. */
export interface ResourceRef {
  /** `User`, `Dialog`, `Team`, `Queue`, `SystemInfo` … the first segment after `/finesse/api/`. */
  readonly kind: string;
  readonly id: string;
  /** What follows the id: `Dialogs`, `Users`, `Media` … empty when nothing. */
  readonly sub: string;
}

const API = '/finesse/api/';

/** Splits `/finesse/api/User/40017/Dialogs` into its parts; `undefined` for anything else. */
export function resourceOf(uri: string): ResourceRef | undefined {
  if (!uri.startsWith(API)) return undefined;
  const [kind = '', id = '', ...rest] = uri.slice(API.length).split('/');
  return kind === '' ? undefined : { kind, id, sub: rest.join('/') };
}
