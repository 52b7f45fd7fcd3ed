import { DesktopError } from '@cordboard/core';
import { fieldOf, flagOf, isObject, textOf, type Plain, type PlainObject } from '../bus/plain.js';
import type { Standing } from './operation.js';

/** How a field of an answer is read: ids and codes as text, whether they came as one or as a number; `any` as it came. */
export type AnswerKind = 'text' | 'number' | 'flag' | 'any';

/**
 * Fields of an answer in the spelling that the pages print; any case is read. A field with a question mark may be missing, or be something
 * else than its kind; a record without one of the others is no such record.
 */
export type AnswerShape = Readonly<Record<string, AnswerKind | `${AnswerKind}?`>>;

/** What an answer gives: records, one record, one or none, plain texts, or values by name. */
export type Gives =
  | { readonly list: AnswerShape; readonly under?: string }
  | { readonly record: AnswerShape }
  | { readonly maybe: AnswerShape }
  | { readonly texts: true }
  | { readonly fields: true };

/** The answer to an operation. */
export interface Answer {
  /** The same topic as the request's, unless told. */
  readonly topic?: string;
  /** Another topic that one of the pages prints for it. */
  readonly alsoOn?: string;
  readonly subtopic: string;
  /** `inferred`: that there is such an answer follows from the neighbours; no page says it. Default: `documented`. */
  readonly standing?: Standing;
  /** Fields of the request that it repeats: whose answer it is, where several wait. */
  readonly repeats?: readonly string[];
  /** The field of the payload that has the content; else the payload is it. */
  readonly at?: string;
  /** A failure comes in the answer: the field that says whether it went well, and the one with the words. */
  readonly outcome?: { readonly flag: string; readonly words: string };
  /** What is in it. Without: nothing but the outcome. */
  readonly gives?: Gives;
}

interface AnswerValues {
  readonly text: string;
  readonly number: number;
  readonly flag: boolean;
  readonly any: Plain;
}

type Must<S extends AnswerShape> = { readonly [K in keyof S as S[K] extends AnswerKind ? K : never]: AnswerValues[S[K] & AnswerKind] };
type May<S extends AnswerShape> = {
  readonly [K in keyof S as S[K] extends AnswerKind ? never : K]?: S[K] extends `${infer V extends AnswerKind}?` ? AnswerValues[V] : never;
};

/** A record as it was read. `raw` has every field as it came, those too that are not known or could not be read. */
export type RecordOf<S extends AnswerShape> = Must<S> & May<S> & { readonly raw: PlainObject };

/** What a question with such an answer resolves with. */
export type AnswerOf<A> = A extends { readonly gives: infer G } ? GivenBy<G> : undefined;

type GivenBy<G> = G extends { readonly list: infer S extends AnswerShape }
  ? readonly RecordOf<S>[]
  : G extends { readonly record: infer S extends AnswerShape }
    ? RecordOf<S>
    : G extends { readonly maybe: infer S extends AnswerShape }
      ? RecordOf<S> | undefined
      : G extends { readonly texts: true }
        ? readonly string[]
        : PlainObject;

/**
 * Reads the payload of an answer. Rejects what failed as `refused`, with the Workspace's words in `cause`; what is not of the shape as
 * `protocol`. Records of a list that are not of their shape are left out.
 */
export function readAnswer(answer: Answer, payload: Plain | undefined): unknown {
  const { at, outcome, gives } = answer;
  const within = at === undefined ? payload : fieldOf(payload, at);
  // Of an answer that is nothing but its outcome one page shows the outcome without anything around it.
  const content = within === undefined && !gives ? payload : within;
  if (outcome) {
    const done = flagOf(content, outcome.flag);
    if (done === undefined) throw strange(answer);
    if (!done) {
      const words = textOf(content, outcome.words);
      throw new DesktopError('refused', `The Workspace refused: ${answer.subtopic}`, {
        cause: words === undefined ? {} : { message: words },
      });
    }
  }
  if (!gives) return undefined;
  if ('fields' in gives) return fieldsIn(answer, content);
  if ('texts' in gives) return itemsIn(answer, content).flatMap((item) => (typeof item === 'string' ? [item] : []));
  if ('list' in gives) {
    const named = gives.under !== undefined && isObject(content) ? fieldOf(content, gives.under) : undefined;
    const records = itemsIn(answer, named ?? content).flatMap((item) => recordIn(gives.list, item) ?? []);
    if (records.length === 0 && isObject(named ?? content)) throw strange(answer);
    return records;
  }
  // One record may stand in a list of its own.
  const [first] = itemsIn(answer, content);
  const record = recordIn('record' in gives ? gives.record : gives.maybe, first);
  if (record === undefined && 'record' in gives) throw strange(answer);
  return record;
}

/** Reads a record of that shape; `undefined` for what is none. */
export function recordIn<S extends AnswerShape>(shape: S, wire: Plain | undefined): RecordOf<S> | undefined {
  if (!isObject(wire)) return undefined;
  const record: Record<string, Plain> = {};
  for (const [key, kind] of Object.entries(shape)) {
    const value = valueOf(wire, key, kind.replace('?', '') as AnswerKind);
    if (value !== undefined) record[key] = value;
    else if (!kind.endsWith('?')) return undefined;
  }
  record['raw'] = wire;
  return record as RecordOf<S>;
}

function valueOf(wire: PlainObject, key: string, kind: AnswerKind): Plain | undefined {
  switch (kind) {
    case 'text':
      return textOf(wire, key);
    case 'number':
      return numberOf(textOf(wire, key));
    case 'flag':
      return flagOf(wire, key);
    case 'any':
      return fieldOf(wire, key);
  }
}

function numberOf(text: string | undefined): number | undefined {
  const number = text !== undefined && /^\s*-?\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
  return number !== undefined && Number.isFinite(number) ? number : undefined;
}

// A list, or one that stands for a list of one; nothing at all is none.
function itemsIn(answer: Answer, content: Plain | undefined): readonly Plain[] {
  if (content === undefined || typeof content !== 'object') throw strange(answer);
  return Array.isArray(content) ? (content as readonly Plain[]) : content === null ? [] : [content];
}

// Values by name; the table of the page says that they are a list, of pairs then.
function fieldsIn(answer: Answer, content: Plain | undefined): PlainObject {
  if (isObject(content)) return content;
  const fields = Object.create(null) as Record<string, Plain>;
  for (const item of itemsIn(answer, content)) {
    const name = textOf(item, 'FieldName');
    if (name === undefined) for (const key of Object.keys(isObject(item) ? item : {})) fields[key] = (item as PlainObject)[key]!;
    else if (name !== '__proto__') fields[name] = fieldOf(item, 'Value') ?? null;
  }
  return fields;
}

function strange({ subtopic }: Answer): DesktopError {
  return new DesktopError('protocol', `Not the shape of ${subtopic}`);
}
