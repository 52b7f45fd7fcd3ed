import type { Queue, Team } from '@cordboard/core';
import { readXml, XmlError, type XmlCursor } from '../xml/scanner.js';
import { filled } from './body.js';
import { readDialog, readDialogs, type WireDialog } from './dialog.js';
import { readApiErrors, type ApiError } from './errors.js';
import { readQueue, readQueues, readTeam } from './lists.js';
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

/** Reads the payload of a notification (a `PubsubItem.payload`). Never throws. */
export function readUpdate(payload: string): Update | Unreadable {
  try {
    return readXml(payload, readRoot);
  } catch (error) {
    if (error instanceof XmlError) return unreadable(`a notification whose XML was refused: ${error.code}`);
    throw error;
  }
}

function unreadable(what: string): Unreadable {
  return { kind: 'unreadable', what };
}

function readRoot(xml: XmlCursor): Update | Unreadable {
  const { key: root } = xml;
  if (root !== 'update') return unreadable('a notification that is no update');
  let event = '';
  let source = '';
  let requestId: string | undefined;
  let data: UpdateData = { kind: 'none' };
  for (const depth = xml.depth; xml.child(depth);) {
    switch (xml.key) {
      case 'event':
        event = xml.word().toUpperCase();
        break;
      case 'source':
        source = xml.word();
        break;
      case 'requestId':
        requestId = filled(xml.word());
        break;
      case 'data':
        data = readData(xml);
        break;
    }
  }
  if (event !== 'POST' && event !== 'PUT' && event !== 'DELETE') return unreadable('an update without a known event');
  if (source === '') return unreadable('an update without a source');
  return requestId === undefined ? { kind: 'update', event, source, data } : { kind: 'update', event, source, data, requestId };
}

function readData(xml: XmlCursor): UpdateData {
  let data: UpdateData | undefined;
  // One object; should there be more, the first that is known.
  for (const depth = xml.depth; xml.child(depth);) if (data === undefined || data.kind === 'unknown') data = readObject(xml);
  return data ?? { kind: 'none' };
}

function readObject(xml: XmlCursor): UpdateData {
  switch (xml.key) {
    case 'user':
      return { kind: 'user', user: readUser(xml) };
    case 'dialog':
      return { kind: 'dialog', dialog: readDialog(xml) };
    case 'dialogs':
      return { kind: 'dialogs', dialogs: readDialogs(xml) };
    case 'systemInfo':
      return { kind: 'system-info', systemInfo: readSystemInfo(xml) };
    case 'team':
      return { kind: 'team', team: readTeam(xml) };
    case 'queue': {
      const queue = readQueue(xml);
      return queue === undefined ? { kind: 'unknown' } : { kind: 'queue', queue };
    }
    case 'queues':
      return { kind: 'queues', queues: readQueues(xml) };
    case 'apiErrors':
      return { kind: 'errors', errors: readApiErrors(xml) };
    default:
      return { kind: 'unknown' };
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
