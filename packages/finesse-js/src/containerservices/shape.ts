import { isRecord } from './events.js';

/** Types of JSON Schema. */
export type ShapeType = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null';

/** What a value must be like: as much of JSON Schema as is understood here. Other keywords are ignored. */
export interface Shape {
  readonly type?: ShapeType | readonly ShapeType[];
  /** Texts, figures and truth values it may be. */
  readonly enum?: readonly unknown[];
  /** For texts. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** For numbers. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** For objects: shapes of members. */
  readonly properties?: Readonly<Record<string, Shape>>;
  /** For objects: members that must be there. */
  readonly required?: readonly string[];
  /** For objects: false forbids members without a shape. */
  readonly additionalProperties?: boolean;
  /** For lists. */
  readonly items?: Shape;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** The first thing that does not fit. It never holds the value, which may be a customer's. */
export interface ShapeProblem {
  /** What is wrong, to be read after the name of the value. */
  readonly words: string;
  readonly keyword: keyof Shape;
  /** Where in the value: names of members, places in lists. */
  readonly path: readonly (string | number)[];
  /** Where in the shape. */
  readonly shapePath: readonly (string | number)[];
}

/**
 * Holds what a gadget gave against a shape, so that a mistake shows where it was made. A member that is null counts as absent.
 *
 * @throws TypeError that names the first member which does not fit.
 */
export function mustBe(value: unknown, shape: Shape, name: string): void {
  const problem = problemOf(value, shape, true);
  if (!problem) return;
  const where = problem.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
  throw new TypeError(`${name}${where} ${problem.words}`);
}

/** @param nullIsAbsent - Whether a member that is null is as good as none. @returns Undefined for a value that fits. */
export function problemOf(value: unknown, shape: Shape, nullIsAbsent: boolean): ShapeProblem | undefined {
  return checked(value, shape, nullIsAbsent, [], []);
}

type Path = readonly (string | number)[];

function checked(value: unknown, shape: Shape, nullIsAbsent: boolean, path: Path, shapePath: Path): ShapeProblem | undefined {
  const problem = (keyword: keyof Shape, words: string, member?: string): ShapeProblem => ({
    words,
    keyword,
    path: member === undefined ? path : [...path, member],
    shapePath: [...shapePath, keyword],
  });
  const types = shape.type === undefined ? undefined : [shape.type].flat();
  if (types && !types.some((type) => isOf(value, type))) return problem('type', `must be ${types.map(withArticle).join(' or ')}`);
  if (shape.enum && !shape.enum.includes(value)) return problem('enum', `must be one of ${shape.enum.join(', ')}`);
  if (typeof value === 'string') {
    const { minLength = 0, maxLength = Infinity } = shape;
    if (value.length < minLength) return problem('minLength', minLength === 1 ? 'must not be empty' : `must have ${minLength} characters`);
    if (value.length > maxLength) return problem('maxLength', `may have ${maxLength} characters at most`);
  } else if (typeof value === 'number') {
    const { minimum = -Infinity, maximum = Infinity } = shape;
    if (value < minimum) return problem('minimum', `must be ${minimum} at least`);
    if (value > maximum) return problem('maximum', `may be ${maximum} at most`);
  } else if (Array.isArray(value)) {
    const { minItems = 0, maxItems = Infinity, items } = shape;
    if (value.length < minItems) return problem('minItems', `must have ${minItems} entries at least`);
    if (value.length > maxItems) return problem('maxItems', `may have ${maxItems} entries at most`);
    if (items) return first(value, (item, at) => checked(item, items, nullIsAbsent, [...path, at], [...shapePath, 'items']));
  } else if (isRecord(value)) {
    const has = (member: string): boolean =>
      Object.hasOwn(value, member) && value[member] !== undefined && !(nullIsAbsent && value[member] === null);
    const { properties = {}, required = [], additionalProperties = true } = shape;
    const missing = required.find((member) => !has(member));
    if (missing !== undefined) return problem('required', 'is missing', missing);
    const strange = additionalProperties ? undefined : Object.keys(value).find((member) => !Object.hasOwn(properties, member));
    if (strange !== undefined) return problem('additionalProperties', 'is not known', strange);
    return first(Object.entries(properties), ([member, inner]) =>
      has(member) ? checked(value[member], inner, nullIsAbsent, [...path, member], [...shapePath, 'properties', member]) : undefined,
    );
  }
  return undefined;
}

function first<T>(list: readonly T[], check: (entry: T, at: number) => ShapeProblem | undefined): ShapeProblem | undefined {
  for (const [at, entry] of list.entries()) {
    const problem = check(entry, at);
    if (problem) return problem;
  }
  return undefined;
}

function isOf(value: unknown, type: ShapeType): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isRecord(value);
  if (type === 'null') return value === null;
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

function withArticle(type: ShapeType): string {
  if (type === 'null') return type;
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}
