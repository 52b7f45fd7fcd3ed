/** A DTO's or an event's attributes by name. */
export type Attributes = ReadonlyMap<string, unknown>;

/** A key and its value, as data travel in AIS: lists of these, not objects. */
export interface KeyValue {
  readonly key: string;
  readonly value: unknown;
}

/** What a call carries for its handlers. `value`: text, a number, bytes in base64, or such pairs again. */
export interface AttachedData {
  readonly key: string;
  readonly value: string | number | readonly AttachedData[];
}

// More than any deployment has; what is beyond them was not meant well.
const MOST_PAIRS = 2_000;
const MOST_ITEMS = 2_000;
const MOST_TEXT = 100_000;

/** A field of something that may be anything; `undefined` for what has no fields of its own. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

/** The items of a list, at most 2,000; none for anything else. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, MOST_ITEMS) : [];
}

/** Text as it is, a number as its digits; `undefined` for anything else, and for text of more than 100,000 characters. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value.length <= MOST_TEXT ? value : undefined;
}

/** A text that says something; `undefined` for an empty one. */
export function wordOf(value: unknown): string | undefined {
  return textOf(value) || undefined;
}

/** The texts of a list; what is no text is left out. */
export function wordsOf(value: unknown): readonly string[] {
  return itemsOf(value)
    .map(wordOf)
    .filter((word) => word !== undefined);
}

/** Milliseconds since 1970; `undefined` for anything that is no such number. */
export function timeOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;
}

/** A list of key and value by key; the last of several counts. What is no such pair is left out. */
export function attributesOf(value: unknown): Attributes {
  const attributes = new Map<string, unknown>();
  for (const item of Array.isArray(value) ? value.slice(0, MOST_PAIRS) : []) {
    const key = wordOf(fieldOf(item, 'key'));
    if (key !== undefined) attributes.set(canonical(key), fieldOf(item, 'value') ?? undefined);
  }
  return attributes;
}

// One sample of the guide writes it so ("Voice Interactions", topics).
function canonical(key: string): string {
  return key === 'interaction:interactionID' ? 'interaction:interactionId' : key;
}
