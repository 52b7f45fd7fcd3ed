import { XmlError } from './error.js';

// What XML cannot carry at all, written out or as a reference.
const FORBIDDEN = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Where the first character is that XML cannot carry, half surrogates included; -1 for none. */
export function forbiddenIn(text: string): number {
  return text.search(FORBIDDEN);
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
  return rest.replace(/&(?:amp|#(\d+)|#x(\w+));/g, (_reference, decimal?: string, hex?: string) => {
    if (decimal === undefined && hex === undefined) return '&';
    const code = decimal === undefined ? parseInt(hex!, 16) : Number(decimal);
    const char = code < 0x110000 ? String.fromCodePoint(code) : '\0';
    if (FORBIDDEN.test(char)) throw new XmlError('character', at);
    return char;
  });
}
