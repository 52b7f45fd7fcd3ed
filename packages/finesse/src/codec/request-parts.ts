import { DesktopError, type CallVariable, type ReasonCode } from '@cordboard/core';
import { element, type Markup } from '../xml/write.js';

/** One REST request, relative to the node's origin. */
export interface RestRequest {
  readonly method: 'GET' | 'PUT' | 'POST';
  /** Begins with `/finesse/api/`; every segment encoded. */
  readonly path: string;
  /** XML; absent for GET. */
  readonly body?: string;
  /** Further headers, besides content type, authorization and requestId. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A command as a request. */
export interface CommandRequest extends RestRequest {
  readonly method: 'PUT' | 'POST';
  readonly body: string;
}

/** Who is asking. */
export interface Session {
  readonly agentId: string;
  /** Empty or absent until signed in; `make-call` and `dialog-action` need it. */
  readonly extension?: string;
}

const API = '/finesse/api';
// Ids are the platform's, but they come here from a page: nothing that ends a segment, a path or a line.
// eslint-disable-next-line no-control-regex
const ID = /^[^\s/\\?#\u0000-\u001f\u007f]{1,128}$/;

/** An id as one segment of a path. Throws `DesktopError('invalid-argument')`. */
export function segment(id: string): string {
  if (typeof id !== 'string' || !ID.test(id) || id === '.' || id === '..') throw new DesktopError('invalid-argument', 'id');
  try {
    return encodeURIComponent(id);
  } catch (error) {
    throw new DesktopError('invalid-argument', 'id', { cause: error });
  }
}

/** Paths of what a session reads. All throw `DesktopError('invalid-argument')` for what cannot be an id. */
export const paths = {
  systemInfo: '/finesse/api/SystemInfo',
  user: (agentId: string): string => `${API}/User/${segment(agentId)}`,
  dialogs: (agentId: string): string => `${API}/User/${segment(agentId)}/Dialogs`,
  dialog: (dialogId: string): string => `${API}/Dialog/${segment(dialogId)}`,
  reasonCodes: (agentId: string, category: ReasonCode['category']): string =>
    `${API}/User/${segment(agentId)}/ReasonCodes?category=${category === 'sign-out' ? 'LOGOUT' : 'NOT_READY'}`,
} as const;

/** The children of a request's root; those that are `undefined` are left out. */
export type Fields = Readonly<Record<string, string | Markup | undefined>>;

/** A request's XML: the fields that are there, in the order given. */
export function xml(root: string, fields: Fields): string {
  const children = Object.entries(fields).map(([name, value]) => (typeof value === 'string' ? element(name, {}, value) : value));
  return element(root, {}, ...children).toString();
}

/** Whether there is something to send that is not a page of text. */
export function isFilled(text: string): boolean {
  return typeof text === 'string' && text.trim() !== '' && text.length <= 128;
}

/** The agent's own extension. Throws `DesktopError('invalid-argument')` before it is known. */
export function extensionOf({ extension = '' }: Session): string {
  if (!isFilled(extension)) throw new DesktopError('invalid-argument', 'extension');
  return extension;
}

/** A name with its value, as lists of them are written. */
export function pair(of: string, name: string, value: string): Markup {
  return element(of, {}, element('name', {}, name), element('value', {}, value));
}

/** Call data as it is written. Throws `DesktopError('invalid-argument')` for a variable without a name. */
export function callData(variables: readonly CallVariable[]): Markup {
  const list = variables.map(({ name, value }) => {
    if (!isFilled(name)) throw new DesktopError('invalid-argument', 'variables');
    return pair('CallVariable', name, value);
  });
  return element('mediaProperties', {}, element('callvariables', {}, ...list));
}
