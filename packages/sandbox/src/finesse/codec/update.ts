import type { FinesseQuirks } from '../quirks.js';
import { styleOf } from '../quirks.js';
import { element, object, type Fields, type Markup } from '../xml/write.js';
import type { ErrorWords } from '../rest/errors.js';

/** What one notification tells. */
export interface Update {
  readonly event: 'POST' | 'PUT' | 'DELETE';
  /** Name and content of the object. */
  readonly data: readonly [name: string, fields: Fields];
  /** The id that the client gave the request that this answers; empty for everything else. */
  readonly requestId: string;
  /** Path of what changed, which is not the node's. */
  readonly source: string;
}

/** Writes an update as the text that a notification carries. */
export function writeUpdate(update: Update, quirks: FinesseQuirks): string {
  const style = styleOf(quirks);
  const event = quirks.lowerCaseEvents ? update.event.toLowerCase() : update.event;
  return join(object(...update.data, style), event, update, quirks);
}

/** Writes a refusal that comes after the request was accepted: lower-case names, and `put` as captured. */
export function writeErrorUpdate(words: ErrorWords, requestId: string, source: string, quirks: FinesseQuirks): string {
  const apiError = { errorData: words.data, errorMessage: words.message, errorType: words.type };
  return join(object('apiErrors', { apiError }, styleOf(quirks)), 'put', { requestId, source }, quirks);
}

function join(data: Markup, event: string, { requestId, source }: Pick<Update, 'requestId' | 'source'>, quirks: FinesseQuirks): string {
  const style = styleOf(quirks);
  const leaf = (name: string, value: string): string =>
    value === '' && style.padEmpty ? `<${name}>\n</${name}>` : element(name, {}, value).toString();
  const parts = {
    data: element('data', {}, data).toString(),
    event: leaf('event', event),
    requestId: leaf('requestId', requestId),
    source: leaf('source', source),
  };
  return quirks.updateOrder === 'data-first'
    ? `<Update>${parts.data}${parts.event}${parts.requestId}${parts.source}</Update>`
    : `<Update>${parts.event}${parts.source}${parts.requestId}${parts.data}</Update>`;
}
