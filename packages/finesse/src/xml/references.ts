import { breaksText, isCharacter } from './chars.js';
import { XmlError } from './error.js';

const SEMICOLON = 0x3b;
const G = 0x67;
const L = 0x6c;
const T = 0x74;

/**
 * Checks the reference whose `&` is at `at`, and returns where the text goes on after it. Throws `XmlError`: no entities are known but
 * XML's own five.
 */
export function afterReference(text: string, at: number): number {
  const second = text.charCodeAt(at + 1);
  if (second === L || second === G) {
    if (text.charCodeAt(at + 2) === T && text.charCodeAt(at + 3) === SEMICOLON) return at + 4;
  } else if (second === 0x23) {
    return text.indexOf(';', afterNumber(text, at)) + 1;
  } else if (text.startsWith('amp;', at + 1)) {
    return at + 5;
  } else if (text.startsWith('quot;', at + 1) || text.startsWith('apos;', at + 1)) {
    return at + 6;
  }
  throw new XmlError('entity', at);
}

/** Where the digits of a numeric reference end. */
function afterNumber(text: string, at: number): number {
  const hex = text.charCodeAt(at + 2) === 0x78;
  const first = at + (hex ? 3 : 2);
  let end = first;
  let code = 0;
  for (let digit; (digit = digitOf(text.charCodeAt(end), hex)) >= 0; end++) {
    // Held down so that a thousand digits stay a number; anything above the limit is refused all the same.
    code = Math.min(code * (hex ? 16 : 10) + digit, 0x110000);
  }
  if (end === first || text.charCodeAt(end) !== SEMICOLON) throw new XmlError('entity', at);
  if (!isCharacter(code)) throw new XmlError('character', at);
  return end;
}

function digitOf(code: number, hex: boolean): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (!hex) return -1;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

const REFERENCE = /&(?:lt|gt|amp|quot|apos|#(\d+)|#x([\dA-Fa-f]+));/g;

function characterOf(reference: string, decimal: string | undefined, hex: string | undefined): string {
  if (decimal !== undefined) return String.fromCodePoint(Number.parseInt(decimal, 10));
  if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
  switch (reference) {
    case '&lt;':
      return '<';
    case '&gt;':
      return '>';
    case '&amp;':
      return '&';
    case '&quot;':
      return '"';
    default:
      return "'";
  }
}

/** A piece of text or an attribute's value, checked before, with its references put in. */
export function unescape(text: string): string {
  if (text.includes('&#')) return text.replace(REFERENCE, characterOf);
  // Plain words replaced by plain words is what engines do fastest by far. `&amp;` comes last: what it makes is never looked at again.
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');
}

/** Text with its line ends made one, as XML asks for before anything else. */
export function withOneLineEnd(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n/g, '\n').replace(/\r/g, '\n') : text;
}

/** An attribute's value, checked before: blanks become spaces, then references are put in. */
export function attributeValue(text: string): string {
  return unescape(withOneLineEnd(text).replace(/\n/g, ' ').replace(/\t/g, ' '));
}

/** Checks a character outside the plain ones; where the next one begins. Throws `XmlError`. */
export function afterWide(text: string, at: number): number {
  const code = text.codePointAt(at)!;
  if (!isCharacter(code)) throw new XmlError('character', at);
  return code > 0xffff ? at + 2 : at + 1;
}

/** Checks that XML can carry every character from `from` to `to`. Throws `XmlError`. */
export function checkCharacters(text: string, from: number, to: number): void {
  for (let at = from; at < to;) at = breaksText(text.charCodeAt(at)) ? afterWide(text, at) : at + 1;
}
