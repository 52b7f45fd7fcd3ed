/** A value that came from outside and is safe to keep: only own data, no accessors, no prototypes, keys without stray blanks. */
export type Plain = null | boolean | number | string | readonly Plain[] | PlainObject;

/** An object without a prototype; ask for its fields with {@link fieldOf}. */
export interface PlainObject {
  readonly [key: string]: Plain;
}

/** How much of a foreign value is taken. */
export interface PlainLimits {
  /** Characters of all texts and keys together. */
  readonly characters: number;
  /** Objects, lists and values together. */
  readonly values: number;
  readonly depth: number;
}

/** Why a foreign value was not taken. */
export type NotPlain = 'too-large' | 'too-deep' | 'no-data';

const HARMFUL: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Copies a foreign value. Getters, functions, symbols and anything that is no plain data are left out (a list keeps their place with
 * `null`); keys that could reach a prototype are left out; keys lose the blanks around them, and of two that then are the same the one
 * that had none stands. Throws a {@link NotPlain} text when there is too much of it. Never calls code of the value's own; a proxy's
 * traps are the one exception, and what they throw comes out.
 */
export function plainCopy(value: unknown, limits: PlainLimits): Plain | undefined {
  const left = { characters: limits.characters, values: limits.values };
  const text = (given: string): string => {
    if ((left.characters -= given.length) < 0) throw tooMuch('too-large');
    return given;
  };
  const copy = (given: unknown, depth: number): Plain | undefined => {
    if (--left.values < 0) throw tooMuch('too-large');
    if (typeof given === 'string') return text(given);
    if (given === null || typeof given === 'boolean') return given;
    if (typeof given === 'number') return Number.isFinite(given) ? given : null;
    if (typeof given !== 'object') return undefined;
    if (depth === 0) throw tooMuch('too-deep');
    if (Array.isArray(given)) return listOf(given, depth);
    return isPlainObject(given) ? objectOf(given, depth) : undefined;
  };
  const listOf = (given: readonly unknown[], depth: number): Plain => {
    if (given.length > left.values) throw tooMuch('too-large');
    return Array.from({ length: given.length }, (_, index) => copy(dataOf(given, String(index)), depth - 1) ?? null);
  };
  const objectOf = (given: object, depth: number): PlainObject => {
    const result = Object.create(null) as Record<string, Plain>;
    const names = Object.keys(given);
    if (names.length > left.values) throw tooMuch('too-large');
    for (const name of names) {
      const key = text(name).trim();
      if (HARMFUL.has(key) || (key in result && key !== name)) continue;
      const data = copy(dataOf(given, name), depth - 1);
      if (data !== undefined) result[key] = data;
    }
    return result;
  };
  return copy(value, limits.depth);
}

/** Why {@link plainCopy} threw, if that is what it was. */
export function whyNotPlain(thrown: unknown): NotPlain | undefined {
  return thrown instanceof TooMuch ? thrown.why : undefined;
}

/** A field by its name in any case; the exact spelling first. `undefined` where there is none, or `of` is no object. */
export function fieldOf(of: Plain | undefined, name: string): Plain | undefined {
  if (!isObject(of)) return undefined;
  if (name in of) return of[name];
  const wanted = name.toLowerCase();
  for (const key in of) if (key.toLowerCase() === wanted) return of[key];
  return undefined;
}

/** The field as a text: ids, codes and timers come as numbers too. `undefined` for anything but a text or a number. */
export function textOf(of: Plain | undefined, name: string): string | undefined {
  const value = fieldOf(of, name);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

/** The field as yes or no: `true`, `"true"`, `"True"`. `undefined` for anything else. */
export function flagOf(of: Plain | undefined, name: string): boolean | undefined {
  const value = fieldOf(of, name);
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  return word === true || word === 'true' ? true : word === false || word === 'false' ? false : undefined;
}

/** The field as a list: one value counts as a list of one, none as an empty one. */
export function listOf(of: Plain | undefined, name: string): readonly Plain[] {
  const value = fieldOf(of, name);
  return isList(value) ? value : value === undefined || value === null ? [] : [value];
}

export function isObject(value: Plain | undefined): value is PlainObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

function isList(value: Plain | undefined): value is readonly Plain[] {
  return Array.isArray(value);
}

class TooMuch extends Error {
  readonly why: NotPlain;

  constructor(why: NotPlain) {
    super(why);
    this.why = why;
  }
}

function tooMuch(why: NotPlain): TooMuch {
  return new TooMuch(why);
}

// Of any realm: a frame's objects have prototypes of their own.
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

// Without asking a getter.
function dataOf(value: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}
