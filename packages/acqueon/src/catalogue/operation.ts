import { DesktopError } from '@cordboard/core';
import type { Channel } from '../bus/message.js';

/** The kind of one field; with a question mark it may be left out. */
export type Kind = 'text' | 'number' | 'flag' | 'record' | 'records';
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
  /** Subtopic of the answer that settles it, on the same topic unless told. Without one the effect shows as events only. */
  readonly answer?: { readonly topic?: string; readonly subtopic: string };
  /** Error types that the pages list for it. */
  readonly errors?: readonly string[];
  readonly standing: Standing;
  /** The page under docs.acqueon.com/docs that states it, or that it was inferred from. */
  readonly page: string;
}

interface Values {
  readonly text: string;
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
    return { ...head, data };
  }
  return { ...head, data: checkedData(operation, operation.data, data as Readonly<Record<string, unknown>>) };
}

function checkedData(operation: Operation, shape: Shape, data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  for (const key of Object.keys(data)) if (!Object.hasOwn(shape, key)) throw wrong(operation, `has no field ${key}`);
  const written: Record<string, unknown> = {};
  for (const [key, kind] of Object.entries(shape)) {
    const value = data[key];
    const optional = kind.endsWith('?');
    if (value === undefined && optional) continue;
    check(operation, key, value, (optional ? kind.slice(0, -1) : kind) as Kind);
    written[key] = value;
  }
  return written;
}

function check(operation: Pick<Operation, 'channel' | 'subtopic'>, key: string, value: unknown, kind: Kind): void {
  if (!KINDS[kind](value)) throw wrong(operation, value === undefined ? `needs ${key}` : `needs another ${key}: a ${kind}`);
}

const KINDS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  flag: (value) => typeof value === 'boolean',
  record: isRecord,
  records: (value) => Array.isArray(value) && value.every(isRecord),
};

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong({ channel, subtopic }: Pick<Operation, 'channel' | 'subtopic'>, what: string): DesktopError {
  return new DesktopError('invalid-argument', `${channel} ${subtopic} ${what}`);
}

type RowMaker = <const D extends Shape | Kind | 'none'>(
  topic: string,
  subtopic: string,
  data: D,
  standing: Standing,
  page: string,
  rest?: Pick<Operation, 'answer' | 'errors'>,
) => Operation<D>;

/** Makes the rows of one channel. */
export function rowsOf(channel: Channel): RowMaker {
  return (topic, subtopic, data, standing, page, rest = {}) => ({ channel, topic, subtopic, data, standing, page, ...rest });
}
