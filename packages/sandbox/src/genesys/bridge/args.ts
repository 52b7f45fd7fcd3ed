import type { KeyValue } from '../attributes.js';
import { badArgument } from './fault.js';

type Json = Readonly<Record<string, unknown>>;

/** Most entries of a list, and longest text, that a client may send. */
const MAX_LIST = 1_000;
const MAX_TEXT = 10_000;

/** The named arguments of a method. What is left out is null; what is of the wrong kind is a fault. */
export class Args {
  readonly #values: Json;
  readonly #path: string;

  constructor(values: unknown, path = 'args') {
    if (!isRecord(values)) throw badArgument(path, 'must be an object');
    this.#values = values;
    this.#path = path;
  }

  has(name: string): boolean {
    return this.#of(name) !== null;
  }

  text(name: string): string {
    return this.optionalText(name) ?? this.#missing(name);
  }

  optionalText(name: string): string | null {
    const value = this.#of(name);
    if (value === null) return null;
    if (typeof value !== 'string' || value.length > MAX_TEXT) throw this.#bad(name, 'must be a text');
    return value;
  }

  /** A number of ms from 0 up; `fallback` when it is left out. */
  ms(name: string, fallback: number): number {
    const value = this.#of(name) ?? fallback;
    if (typeof value !== 'number' || !(value >= 0)) throw this.#bad(name, 'must be a number from 0 up');
    return value;
  }

  /** A list of texts; empty when it is left out. */
  texts(name: string): readonly string[] {
    const values = this.#list(name);
    if (!values.every((each): each is string => typeof each === 'string')) throw this.#bad(name, 'must hold texts only');
    return values;
  }

  /** A list of objects; empty when it is left out. */
  records(name: string): readonly Args[] {
    return this.#list(name).map((each, index) => new Args(each, `${this.#path}.${name}[${index}]`));
  }

  record(name: string): Args {
    return new Args(this.#of(name) ?? this.#missing(name), `${this.#path}.${name}`);
  }

  /** A list of key-value pairs; empty when it is left out. */
  pairs(name: string): readonly KeyValue[] {
    return this.records(name).map((each) => ({ key: each.text('key'), value: each.#of('value') }));
  }

  #of(name: string): unknown {
    return Object.hasOwn(this.#values, name) ? (this.#values[name] ?? null) : null;
  }

  #list(name: string): readonly unknown[] {
    const value = this.#of(name) ?? [];
    if (!Array.isArray(value) || value.length > MAX_LIST) throw this.#bad(name, `must be a list of at most ${MAX_LIST}`);
    return value;
  }

  #missing(name: string): never {
    throw this.#bad(name, 'is missing');
  }

  #bad(name: string, what: string): Error {
    return badArgument(`${this.#path}.${name}`, what);
  }
}

/** The pairs of attached data as call data; `undefined` when some value is of a kind that the sandbox's calls do not carry. */
export function dataOf(pairs: readonly KeyValue[]): Readonly<Record<string, string>> | undefined {
  const data: Record<string, string> = {};
  for (const { key, value } of pairs) {
    if (key === '' || key === '__proto__' || (typeof value !== 'string' && typeof value !== 'number')) return undefined;
    data[key] = String(value);
  }
  return data;
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
