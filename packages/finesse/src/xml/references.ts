import { XmlError } from './error.js';

// What XML cannot carry at all, written out or as a reference.
// eslint-disable-next-line no-control-regex
const SUSPECT = /[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]/;
const FORBIDDEN = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Where the first character is that XML cannot carry, half surrogates included; -1 for none. */
export function forbiddenIn(text: string): number {
  // Looking at code units is three times as fast, and nearly always enough.
  return SUSPECT.test(text) ? text.search(FORBIDDEN) : -1;
}

/** A piece of text or of an attribute's value, which begins at `at`, with its references put in. Throws `XmlError`: only XML's own five are known. */
export function unescaped(piece: string, at: number): string {
  const bad = piece.search(/&(?!(?:lt|gt|amp|quot|apos|#\d+|#x[\da-fA-F]+);)/);
  if (bad >= 0) throw new XmlError('entity', at + bad);
  // Plain words replaced by plain words is what engines do fastest by far.
  const rest = piece
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'");
  // Ampersands come last: what they make is never looked at again.
  if (!rest.includes('&#')) return rest.replace(/&amp;/g, '&');
  const [first = '', ...others] = rest.split('&');
  return others.reduce((text, other) => {
    const end = other.indexOf(';');
    // `065` and `0x41`, as JavaScript writes numbers.
    const code = other.startsWith('#') ? Number(`0${other.slice(1, end)}`) : 0x26;
    const char = code < 0x110000 ? String.fromCodePoint(code) : '\0';
    if (forbiddenIn(char) >= 0) throw new XmlError('character', at);
    return text + char + other.slice(end + 1);
  }, first);
}
