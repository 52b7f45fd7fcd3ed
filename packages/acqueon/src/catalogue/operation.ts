import { DesktopError } from '@cordboard/core';
import type { Channel } from '../bus/message.js';
import type { Answer } from './answer.js';

/**
 * The kind of one field; with a question mark it may be left out. An `id` is a text that is not empty, a `date` is `DD/MM/YYYY`, a `time`
 * `HH:mm` of 24 hours, a `moment` the two with a blank between.
 */
export type Kind = 'text' | 'id' | 'date' | 'time' | 'moment' | 'number' | 'flag' | 'record' | 'records';
type MaybeKind = Kind | `${Kind}?`;

/** Keys of a request's `data` in the spelling that is written. */
export type Shape = Readonly<Record<string, MaybeKind>>;

/**
 * How well an operation is established: `documented` on the page named; `inferred` from a neighbouring page or from the platform below,
 * and never presented as the vendor's word.
 */
export type Standing = 'documented' | 'inferred';

/** One row of the catalogue: what is published, and what answers it. */
export interface Operation<Data extends Shape | Kind | 'none' = Shape | Kind | 'none'> {
  readonly channel: Channel;
  readonly topic: string;
  readonly subtopic: string;
  /** Fields of `data`; or the kind of the bare value that stands for it; or none. */
  readonly data: Data;
  /** The answer that settles it. Without one the effect shows as events only, or not at all. */
  readonly answer?: Answer;
  /** Error types that the pages list for it. */
  readonly errors?: readonly string[];
  readonly standing: Standing;
  /** The page under docs.acqueon.com/docs that states it, or that it was inferred from. */
  readonly page: string;
}

interface Values {
  readonly text: string;
  readonly id: string;
  readonly date: string;
  readonly time: string;
  readonly moment: string;
  readonly number: number;
  readonly flag: boolean;
  readonly record: Readonly<Record<string, unknown>>;
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

type Required<S extends Shape> = { readonly [K in keyof S as S[K] extends Kind ? K : never]: Values[S[K] & Kind] };
type Optional<S extends Shape> = {
  readonly [K in keyof S as S[K] extends Kind ? never : K]?: (S[K] extends `${infer V extends Kind}?` ? Values[V] : never) | undefined;
};

/** What goes with an operation of this shape. */
export type DataOf<D extends Shape | Kind | 'none'> = D extends 'none'
  ? undefined
  : D extends Kind
    ? Values[D]
    : D extends Shape
      ? Required<D> & Optional<D>
      : never;

/** An inner message as it is written: keys in the canonical spelling of its row, and always a source. */
export interface OutMessage {
  readonly channel: Channel;
  readonly topic: string;
  readonly subtopic: string;
  readonly source: string;
  readonly data?: unknown;
}

/**
 * The message for an operation. Throws `invalid-argument` when a field is missing, unknown or of the wrong kind; its words name the
 * field and never repeat a value. Fields that are `undefined` are left out.
 */
export function messageFor<D extends Shape | Kind | 'none'>(operation: Operation<D>, data: DataOf<D>, source: string): OutMessage {
  const { channel, topic, subtopic } = operation;
  const head = { channel, topic, subtopic, source };
  if (operation.data === 'none') return head;
  if (typeof operation.data === 'string') {
    check(operation, 'data', data, operation.data);
    return { ...head, data: copyOf(data) };
  }
  if (!isObject(data)) throw wrong(operation, 'needs data');
  return { ...head, data: checkedData(operation, operation.data, data) };
}

function checkedData(operation: Operation, shape: Shape, data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  for (const key of Object.keys(data)) if (!Object.hasOwn(shape, key)) throw wrong(operation, `has no field ${key}`);
  const written: Record<string, unknown> = {};
  for (const [key, kind] of Object.entries(shape)) {
    const value = data[key];
    const optional = kind.endsWith('?');
    if (value === undefined && optional) continue;
    check(operation, key, value, (optional ? kind.slice(0, -1) : kind) as Kind);
    // A copy: the message may wait for the bus, and goes out as it was asked.
    written[key] = copyOf(value);
  }
  return written;
}

function check(operation: Pick<Operation, 'channel' | 'subtopic'>, key: string, value: unknown, kind: Kind): void {
  if (!KINDS[kind](value)) throw wrong(operation, value === undefined ? `needs ${key}` : `needs another ${key}: a ${kind}`);
}

/** Nothing that is documented nests as deep. */
const MAX_DEPTH = 16;

const DATE = /^(0[1-9]|[12]\d|3[01])\/(0[1-9]|1[0-2])\/\d{4}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

const KINDS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  id: (value) => typeof value === 'string' && value.trim() !== '',
  date: (value) => typeof value === 'string' && DATE.test(value),
  time: (value) => typeof value === 'string' && TIME.test(value),
  moment: (value) => typeof value === 'string' && isMoment(value),
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  flag: (value) => typeof value === 'boolean',
  record: isRecord,
  records: (value) => Array.isArray(value) && value.every(isRecord),
};

function isMoment(value: string): boolean {
  const [date = '', time = '', ...rest] = value.split(' ');
  return DATE.test(date) && TIME.test(time) && rest.length === 0;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRecord(value: unknown): boolean {
  return isObject(value) && isPlain(value, MAX_DEPTH);
}

// What a message can carry, as an object or as JSON, without losing any of it.
function isPlain(value: unknown, depth: number): boolean {
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  if (value === null) return true;
  const isBag = Array.isArray(value) || isBare(Object.getPrototypeOf(value));
  return isBag && depth > 0 && Object.values(value).every((each) => isPlain(each, depth - 1));
}

// Of any realm: each has prototypes of its own.
function isBare(prototype: unknown): boolean {
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

// By hand: what a framework wraps for its own purposes cannot be cloned by the browser, and can be read.
function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copyOf(each)]));
}

function wrong({ channel, subtopic }: Pick<Operation, 'channel' | 'subtopic'>, what: string): DesktopError {
  return new DesktopError('invalid-argument', `${channel} ${subtopic} ${what}`);
}

/** A row that no answer settles. */
export interface Unanswered {
  readonly answer?: never;
}

// The answer keeps its own type: what is asked with the row is typed by it.
type RowMaker = <const D extends Shape | Kind | 'none', const R extends Pick<Operation, 'answer' | 'errors'> = Unanswered>(
  topic: string,
  subtopic: string,
  data: D,
  standing: Standing,
  page: string,
  rest?: R,
) => R extends { readonly answer: Answer } ? Omit<Operation<D>, keyof R> & R : Operation<D> & R;

/** Makes the rows of one channel. */
export function rowsOf(channel: Channel): RowMaker {
  // The compiler does not follow a conditional type through a spread.
  return (topic, subtopic, data, standing, page, rest) => ({ channel, topic, subtopic, data, standing, page, ...rest }) as never;
}
