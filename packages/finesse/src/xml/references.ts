import { isCharacter, isSpace } from './chars.js';
import { XmlError } from './error.js';

const HASH = 0x23;
const SEMICOLON = 0x3b;
const G = 0x67;
const L = 0x6c;
const T = 0x74;
const X = 0x78;

/**
 * Checks the reference whose `&` is at `at`, and returns where the text goes on after it. Throws `XmlError`: no entities are known but
 * XML's own five.
 */
export function afterReference(text: string, at: number): number {
  const second = text.charCodeAt(at + 1);
  if (second === L || second === G) {
    if (text.charCodeAt(at + 2) === T && text.charCodeAt(at + 3) === SEMICOLON) return at + 4;
  } else if (second === HASH) {
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
  const hex = text.charCodeAt(at + 2) === X;
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

/** A piece of text or an attribute's value, checked before, with its references put in. */
export function unescape(text: string): string {
  // Plain words replaced by plain words is what engines do fastest by far.
  const rest = text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'");
  // Ampersands come last: what they make is never looked at again.
  return rest.includes('&#') ? withNumbers(rest) : rest.replace(/&amp;/g, '&');
}

/** Puts in what is left, `&amp;` and characters by number. */
function withNumbers(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (let at; (at = text.indexOf('&', from)) >= 0;) {
    const end = text.indexOf(';', at);
    pieces.push(text.slice(from, at), text.charCodeAt(at + 1) === HASH ? String.fromCodePoint(numberAt(text, at, end)) : '&');
    from = end + 1;
  }
  return pieces.join('') + text.slice(from);
}

function numberAt(text: string, at: number, end: number): number {
  const hex = text.charCodeAt(at + 2) === X;
  let code = 0;
  for (let i = at + (hex ? 3 : 2); i < end; i++) code = code * (hex ? 16 : 10) + digitOf(text.charCodeAt(i), hex);
  return code;
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
  for (let at = from; at < to;) {
    const code = text.charCodeAt(at);
    at = (code < 0x20 ? !isSpace(code) : code >= 0xd800) ? afterWide(text, at) : at + 1;
  }
}
