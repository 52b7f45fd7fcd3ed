/** One thing wrong with a JSON document. */
export interface Problem {
  /** Where, like `agents[2].team`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** Reads a value of untrusted JSON, or reports problems. Its `schema` says the same as JSON Schema, so the two cannot disagree. */
export interface Reader<T> {
  readonly schema: Readonly<Record<string, unknown>>;
  /** What a record takes when the field is absent; a reader without one is of a required field. */
  readonly fallback?: { readonly value: T };
  /** Returns undefined after reporting at least one problem. */
  read(value: unknown, path: string, problems: Problem[]): T | undefined;
}

/** A reader for every field of a record. */
export type Fields<T> = { readonly [K in keyof T]-?: Reader<T[K]> };

function fail(problems: Problem[], path: string, message: string): undefined {
  problems.push({ path, message });
  return undefined;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** A string; by default at least one character and at most 255. */
export function text(rule: { pattern?: RegExp; what?: string; min?: number; max?: number; doc?: string } = {}): Reader<string> {
  const { pattern, what = 'text', min = 1, max = 255, doc } = rule;
  return {
    schema: {
      type: 'string',
      minLength: min,
      maxLength: max,
      ...(pattern && { pattern: pattern.source }),
      ...(doc && { description: doc }),
    },
    read(value, path, problems) {
      if (typeof value !== 'string') return fail(problems, path, `must be ${what}, not ${kindOf(value)}`);
      if (value.length < min) return fail(problems, path, 'must not be empty');
      if (value.length > max) return fail(problems, path, `must have at most ${max} characters, not ${value.length}`);
      if (pattern && !pattern.test(value)) return fail(problems, path, `must be ${what}`);
      return value;
    },
  };
}

/** A whole number within limits. */
export function whole(min: number, max: number, doc?: string): Reader<number> {
  return {
    schema: { type: 'integer', minimum: min, maximum: max, ...(doc && { description: doc }) },
    read(value, path, problems) {
      if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
      return fail(problems, path, `must be a whole number from ${min} to ${max}`);
    },
  };
}

/** True or false. */
export function truth(doc?: string): Reader<boolean> {
  return {
    schema: { type: 'boolean', ...(doc && { description: doc }) },
    read: (value, path, problems) =>
      typeof value === 'boolean' ? value : fail(problems, path, `must be true or false, not ${kindOf(value)}`),
  };
}

/** One of some words. */
export function oneOf<const T extends string>(words: readonly T[], doc?: string): Reader<T> {
  return {
    schema: { enum: words, ...(doc && { description: doc }) },
    read(value, path, problems) {
      const word = words.find((candidate) => candidate === value);
      return word ?? fail(problems, path, `must be one of ${words.join(', ')}`);
    },
  };
}

/** A list of things of one kind. */
export function list<T>(item: Reader<T>, max = 100_000, doc?: string): Reader<readonly T[]> {
  return {
    schema: { type: 'array', items: item.schema, maxItems: max, ...(doc && { description: doc }) },
    read(value, path, problems) {
      if (!Array.isArray(value)) return fail(problems, path, `must be a list, not ${kindOf(value)}`);
      if (value.length > max) return fail(problems, path, `must have at most ${max} entries, not ${value.length}`);
      const read = value.map((entry: unknown, index) => item.read(entry, `${path}[${index}]`, problems));
      return read.every((entry) => entry !== undefined) ? read : undefined;
    },
  };
}

/** A reader for an optional field. */
export function optional<T>(reader: Reader<T>, value: NoInfer<T>): Reader<T> {
  const plain = value === null || typeof value !== 'object' || Array.isArray(value);
  return { schema: plain ? { ...reader.schema, default: value } : reader.schema, fallback: { value }, read: reader.read.bind(reader) };
}

/** Any object, taken as it is. */
export function anything(doc: string): Reader<Readonly<Record<string, unknown>>> {
  return {
    schema: { type: 'object', description: doc },
    read: (value, path, problems) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? (value as Record<string, unknown>)
        : fail(problems, path, `must be an object, not ${kindOf(value)}`),
  };
}

/** An object with exactly these fields. A field that nobody knows is a problem: it is most often misspelt. */
export function record<T extends object>(fields: Fields<T>, doc?: string): Reader<T> {
  const entries = Object.entries(fields) as [keyof T & string, Reader<unknown>][];
  const required = entries.filter(([, reader]) => !reader.fallback).map(([name]) => name);
  return {
    schema: {
      type: 'object',
      ...(doc && { description: doc }),
      properties: Object.fromEntries(entries.map(([name, reader]) => [name, reader.schema])),
      required,
      additionalProperties: false,
    },
    read(value, path, problems) {
      if (value === null || typeof value !== 'object' || Array.isArray(value)) {
        return fail(problems, path, `must be an object, not ${kindOf(value)}`);
      }
      const before = problems.length;
      const at = (name: string): string => (path ? `${path}.${name}` : name);
      const given = new Map<string, unknown>(Object.entries(value));
      const result: Record<string, unknown> = {};
      for (const [name, reader] of entries) {
        const field = given.get(name);
        given.delete(name);
        if (field !== undefined) result[name] = reader.read(field, at(name), problems);
        else if (reader.fallback) result[name] = reader.fallback.value;
        else fail(problems, at(name), 'is missing');
      }
      for (const name of given.keys()) fail(problems, at(name), 'is not known here');
      return problems.length === before ? (result as T) : undefined;
    },
  };
}
