/** What an element comes to: its text, null when it is empty, or an object of its children. Everything is text; nothing is a number. */
export type XmlValue = string | null | XmlObject | readonly XmlValue[];

/** Children by name; several of one name are a list, one is not. Attributes are `@name`, and the text beside them is `#text`. */
export interface XmlObject {
  readonly [name: string]: XmlValue | undefined;
}

/** Whether this is an element with children or attributes. */
export function isXmlObject(value: unknown): value is XmlObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value under a name; undefined for what is no object, and for names that only its prototype has. */
export function memberOf(value: unknown, name: string): XmlValue | undefined {
  return isXmlObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The text at the end of a path of names; empty where there is none. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = path.reduce<unknown>(memberOf, value);
  return typeof found === 'string' ? found : textOf(found);
}

/** What there is one or several or none of, as a list. */
export function listOf<T>(value: T | readonly T[] | null | undefined): T[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? [...(value as readonly T[])] : [value as T];
}

/** The objects at the end of a path, however many there are. */
export function objectsAt(value: unknown, ...path: readonly string[]): XmlObject[] {
  return listOf(path.reduce<unknown>(memberOf, value)).filter(isXmlObject);
}

/** The texts at the end of a path, however many there are. */
export function textsAt(value: unknown, ...path: readonly string[]): string[] {
  return listOf(path.reduce<unknown>(memberOf, value)).filter((item) => typeof item === 'string');
}

// Text with attributes stands beside them.
function textOf(value: unknown): string {
  const text = memberOf(value, '#text');
  return typeof text === 'string' ? text : '';
}
