import type { FileProblem } from '../problem.js';
import { childrenOf, readTree, type XmlElement } from '../xml/tree.js';
import type { SpecLocale } from './spec.js';

/** Texts by their name. */
export type Messages = Readonly<Record<string, string>>;

/** The messages that stand in an element. */
export function messagesIn(element: XmlElement): Messages {
  // Names are free: dots, blanks, quotes, and `__proto__` too.
  return Object.fromEntries(childrenOf(element, 'msg').map(({ attributes, text }) => [attributes['name'] ?? '', text.trim()]));
}

/** Reads a file of messages; never throws. */
export function readBundle(text: string): { readonly messages: Messages } | { readonly problem: FileProblem } {
  const tree = readTree(text);
  if ('problem' in tree) return tree;
  const { root } = tree;
  if (root.name === 'messagebundle') return { messages: messagesIn(root) };
  const message = `<messagebundle> is expected, not <${root.name}>`;
  return { problem: { severity: 'error', code: 'wrong-root', line: root.line, message } };
}

/**
 * The locales that apply to a reader, the more exact ones last, so that their texts win: what is for everybody, for the country, for the
 * language, and for both.
 */
export function localesFor(locales: readonly SpecLocale[], lang: string, country: string): readonly SpecLocale[] {
  const wanted = { lang: lang.toLowerCase(), country: country.toUpperCase() };
  const exactness = (locale: SpecLocale): number => (locale.lang === '' ? 0 : 2) + (locale.country === '' ? 0 : 1);
  return locales
    .filter((each) => (each.lang === '' || each.lang === wanted.lang) && (each.country === '' || each.country === wanted.country))
    .sort((a, b) => exactness(a) - exactness(b));
}
