import type { ServerTime } from '@cordboard/core';

/** The object without the fields that are `undefined`: to say nothing is not to say `undefined`. */
export function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) result[key] = value;
  return result as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** The text, unless there is none or it is empty. */
export function filled(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : text;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})$/;

/** An instant as the bus writes it (ISO 8601 with a zone); `undefined` for anything else, and for what is no date. */
export function instantOf(text: string | undefined): ServerTime | undefined {
  if (text === undefined || !INSTANT.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/** The last part of a path: what an object of the platform below is called in a request. */
export function tailOf(uri: string | undefined): string | undefined {
  return filled(uri?.slice(uri.lastIndexOf('/') + 1));
}
