import { type Kit } from '../kit.js';
import { isRecord } from './events.js';

/** What crosses between a gadget and the page for services whose messages are ours: see topics.ts. */
export interface Envelope {
  readonly type: string;
  readonly gadgetId: string;
  readonly invokeID: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** In an answer that tells of a failure. */
  readonly error?: ServiceError;
}

/** Why the page, or a gadget asked by the page, did not do something. */
export interface ServiceError {
  readonly errorCode: string;
  /** For people. */
  readonly errorDesc: string;
}

/** A request as it leaves a gadget, with an id of its own. */
export function envelope(kit: Kit, gadgetId: string, type: string, data: Readonly<Record<string, unknown>> = {}): Envelope {
  return { type, gadgetId, invokeID: kit.utilities.generateUUID(), data };
}

/** @returns The message when it is one, whosever it is; undefined for all else. */
export function readEnvelope(payload: unknown): Envelope | undefined {
  if (!isRecord(payload) || typeof payload['type'] !== 'string') return undefined;
  const { type, gadgetId, invokeID, data, error } = payload;
  return {
    type,
    gadgetId: words(gadgetId),
    invokeID: words(invokeID),
    data: isRecord(data) ? data : {},
    ...(isRecord(error) ? { error: { errorCode: words(error['errorCode']), errorDesc: words(error['errorDesc']) } } : {}),
  };
}

/** @returns The message when it is one for this gadget; undefined for all else, which is nothing strange: everybody hears every event. */
export function eventFor(gadgetId: string, payload: unknown): Envelope | undefined {
  const event = readEnvelope(payload);
  return event?.gadgetId === gadgetId ? event : undefined;
}

// Numbers are texts here: pages and gadgets are careless with ids.
function words(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
