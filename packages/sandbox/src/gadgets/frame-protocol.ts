/**
 * What passes between the desktop page and a gadget's frame, by `postMessage`: a text that begins with the frame's token and goes on in JSON.
 * As JSON, not as objects: what crosses a frame of the real page has no functions, no dates, no members that are `undefined`, and no identity.
 * Both sides check origin, window, token and shape; a message that is not one of these is as good as none.
 */
import { isPattern, isTopic } from './topic.js';

/** What a frame says to the page. */
export type FrameMessage =
  /** The hub of the frame is up, or is taken down. Up twice in a row is no honest frame. */
  | { readonly kind: 'connect' | 'disconnect' }
  | { readonly kind: 'subscribe'; readonly id: string; readonly topic: string }
  | { readonly kind: 'unsubscribe'; readonly id: string }
  /** No `data`: it was `undefined`. */
  | { readonly kind: 'publish'; readonly topic: string; readonly data?: unknown }
  | { readonly kind: 'rpc'; readonly service: string; readonly args: readonly unknown[] }
  | { readonly kind: 'note'; readonly note: FrameNote };

/** What a frame tells the monitor of. */
export type FrameNote =
  | { readonly type: 'swallowed' | 'error' | 'log' | 'warn'; readonly text: string }
  | {
      readonly type: 'request';
      readonly method: string;
      readonly url: string;
      /** HTTP status; `undefined` where no answer reached the gadget. */
      readonly status?: number;
      readonly ms: number;
      /** Why the gadget's callback was not called, if it was not. */
      readonly lost?: string;
    };

/** What the page says to a frame. */
export type PageMessage =
  | { readonly kind: 'connected' }
  /** For these subscriptions, in this order. No `data`: it was `undefined`. */
  | { readonly kind: 'deliver'; readonly topic: string; readonly ids: readonly string[]; readonly data?: unknown }
  /** Which faults the frame plays itself. */
  | { readonly kind: 'faults'; readonly dropsAnswers: boolean };

/** Longest message that is looked at. */
const MAX_LENGTH = 20_000_000;
const PREFIX = 'cordboard-box';

/** The text of a message; `json` is the message as JSON. */
export function envelope(token: string, json: string): string {
  return `${PREFIX} ${token} ${json}`;
}

/** The JSON of a delivery, around data that is JSON already. */
export function deliveryJson(topic: string, ids: readonly string[], data: string | undefined): string {
  const head = `{"kind":"deliver","topic":${JSON.stringify(topic)},"ids":${JSON.stringify(ids)}`;
  return data === undefined ? `${head}}` : `${head},"data":${data}}`;
}

/** A frame's message, or `undefined` for anything else. */
export function readFrameMessage(text: unknown, token: string): FrameMessage | undefined {
  const message = opened(text, token);
  if (!message) return undefined;
  const { kind, id, topic, service, args, note } = message;
  switch (kind) {
    case 'connect':
    case 'disconnect':
      return { kind };
    case 'subscribe':
      return isId(id) && isPattern(topic) ? { kind, id, topic } : undefined;
    case 'unsubscribe':
      return isId(id) ? { kind, id } : undefined;
    case 'publish':
      if (!isTopic(topic)) return undefined;
      return Object.hasOwn(message, 'data') ? { kind, topic, data: message['data'] } : { kind, topic };
    case 'rpc':
      return typeof service === 'string' && Array.isArray(args) ? { kind, service, args } : undefined;
    case 'note': {
      const read = readNote(note);
      return read && { kind, note: read };
    }
    default:
      return undefined;
  }
}

/** The page's message, or `undefined` for anything else. */
export function readPageMessage(text: unknown, token: string): PageMessage | undefined {
  const message = opened(text, token);
  if (!message) return undefined;
  const { kind, topic, ids, dropsAnswers } = message;
  switch (kind) {
    case 'connected':
      return { kind };
    case 'deliver':
      if (!isTopic(topic) || !Array.isArray(ids) || !ids.every(isId)) return undefined;
      return Object.hasOwn(message, 'data') ? { kind, topic, ids, data: message['data'] } : { kind, topic, ids };
    case 'faults':
      return typeof dropsAnswers === 'boolean' ? { kind, dropsAnswers } : undefined;
    default:
      return undefined;
  }
}

function opened(text: unknown, token: string): Readonly<Record<string, unknown>> | undefined {
  const head = `${PREFIX} ${token} `;
  if (token === '' || typeof text !== 'string' || text.length > MAX_LENGTH || !text.startsWith(head)) return undefined;
  try {
    const value: unknown = JSON.parse(text.slice(head.length));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isId(id: unknown): id is string {
  return typeof id === 'string' && id !== '' && id.length <= 64;
}

function readNote(note: unknown): FrameNote | undefined {
  if (typeof note !== 'object' || note === null) return undefined;
  const { type, text, method, url, status, ms, lost } = note as Readonly<Record<string, unknown>>;
  if (type === 'request') {
    if (typeof method !== 'string' || typeof url !== 'string' || typeof ms !== 'number') return undefined;
    return {
      type,
      method,
      url,
      ms,
      ...(typeof status === 'number' ? { status } : {}),
      ...(typeof lost === 'string' ? { lost } : {}),
    };
  }
  if (typeof text !== 'string') return undefined;
  return type === 'swallowed' || type === 'error' || type === 'log' || type === 'warn' ? { type, text } : undefined;
}
