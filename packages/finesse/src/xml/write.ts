import { DesktopError } from '@cordboard/core';
import { forbiddenIn } from './references.js';

/** A piece of finished XML. Made by {@link element} only, so that text never becomes markup by accident. */
export class Markup {
  readonly #xml: string;

  /** @internal Use `element`. */
  constructor(xml: string) {
    this.#xml = xml;
  }

  toString(): string {
    return this.#xml;
  }
}

/** What can stand inside an element: text, finished markup, or nothing at all (`undefined` is left out). */
export type Content = string | Markup | undefined;

const NAME = /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/;
const IN_TEXT = /[&<>\r]/g;
const IN_ATTRIBUTE = /[&<>"'\t\n\r]/g;

function reference(char: string): string {
  switch (char) {
    case '&':
      return '&amp;';
    case '<':
      return '&lt;';
    case '>':
      return '&gt;';
    case '"':
      return '&quot;';
    case "'":
      return '&apos;';
    default:
      return `&#${char.charCodeAt(0)};`;
  }
}

function escaped(text: string, what: RegExp): string {
  if (forbiddenIn(text) >= 0) throw new DesktopError('invalid-argument', 'character');
  return text.replace(what, reference);
}

/**
 * One element. Escaping is done here and nowhere else: text and attribute values go in as they are.
 * Throws `DesktopError('invalid-argument')` for characters XML cannot carry.
 *
 * ```ts
 * element('User', {}, element('state', {}, 'READY')).toString(); // <User><state>READY</state></User>
 * ```
 */
export function element(name: string, attributes: Readonly<Record<string, string | undefined>>, ...content: Content[]): Markup {
  if (!NAME.test(name)) throw new DesktopError('invalid-argument', 'name');
  let tag = name;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    if (!NAME.test(key)) throw new DesktopError('invalid-argument', 'name');
    tag += ` ${key}="${escaped(value, IN_ATTRIBUTE)}"`;
  }
  const inside = content.map((part) => (typeof part === 'string' ? escaped(part, IN_TEXT) : (part?.toString() ?? ''))).join('');
  return new Markup(inside === '' ? `<${tag}/>` : `<${tag}>${inside}</${name}>`);
}
