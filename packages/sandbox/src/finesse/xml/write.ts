/** Text that already is well-formed XML. Made only by the functions of this file, so that nothing is ever glued in unescaped. */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** What a stanza's element may hold. `undefined` holds nothing; lists are written one after the other. */
export type Content = Markup | string | undefined | readonly Content[];

/**
 * A value of an object: text, an object inside, or a list, which repeats the element. `undefined` leaves the element out, `''` writes
 * it empty.
 */
export type Value = string | number | boolean | undefined | Fields | readonly (string | number | boolean | Fields)[];

/** The children of an object by element name. A name that starts with `@` is an attribute. */
export interface Fields {
  readonly [name: string]: Value;
}

/** How objects are written. */
export interface XmlStyle {
  /** Order of children by name. The product's serializer sorts them. */
  readonly order: 'alphabetical' | 'reversed';
  /** Blanks inside elements that hold nothing, as pretty-printed payloads have them. */
  readonly padEmpty: boolean;
}

const PLAIN: XmlStyle = { order: 'alphabetical', padEmpty: false };
const UNSAFE = /[&<>"'\r]/g;
// What XML 1.0 cannot carry even as a reference, lone surrogates included.
// eslint-disable-next-line no-control-regex
const IMPOSSIBLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;
const REFERENCES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
  ['\r', '&#13;'],
]);

/** Escapes text for an element or an attribute. Characters that XML cannot carry become U+FFFD. */
export function escapeXml(text: string): string {
  return text.replace(IMPOSSIBLE, '\uFFFD').replace(UNSAFE, (character) => REFERENCES.get(character) ?? character);
}

/** Writes one element with its attributes in the order given; those that are `undefined` are left out. */
export function element(name: string, attributes: Readonly<Record<string, string | undefined>> = {}, content?: Content): Markup {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${attribute(value)}"`))
    .join('');
  const inner = write(content);
  return new Markup(inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`);
}

/** Writes an object: one element whose children are ordered as the style says, at every level. */
export function object(name: string, fields: Fields, style: XmlStyle = PLAIN): Markup {
  return new Markup(tag(name, fields, style));
}

function tag(name: string, value: Exclude<Value, undefined | readonly unknown[]>, style: XmlStyle): string {
  if (typeof value !== 'object') return around(name, '', escapeXml(String(value)), style);
  const names = Object.keys(value).sort((a, b) => (a < b ? -1 : 1));
  if (style.order === 'reversed') names.reverse();
  let attributes = '';
  let inner = '';
  for (const key of names) {
    const child = value[key];
    if (child === undefined) continue;
    if (key.startsWith('@')) attributes += ` ${key.slice(1)}="${attribute(typeof child === 'object' ? '' : String(child))}"`;
    else if (isList(child)) inner += child.map((each) => tag(key, each, style)).join('');
    else inner += tag(key, child, style);
  }
  return around(name, attributes, inner, style);
}

function around(name: string, attributes: string, inner: string, style: XmlStyle): string {
  if (inner !== '') return `<${name}${attributes}>${inner}</${name}>`;
  return style.padEmpty ? `<${name}${attributes}>\n    </${name}>` : `<${name}${attributes}/>`;
}

// An attribute keeps its blanks only as references: a reader turns literal ones into spaces.
function attribute(value: string): string {
  return escapeXml(value).replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');
}

function write(content: Content): string {
  if (content === undefined) return '';
  if (content instanceof Markup) return content.toString();
  return typeof content === 'string' ? escapeXml(content) : content.map(write).join('');
}

function isList(value: Value): value is readonly (string | number | boolean | Fields)[] {
  return Array.isArray(value);
}
