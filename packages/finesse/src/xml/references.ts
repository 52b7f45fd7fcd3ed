import { breaksText, isCharacter, isSpace } from './chars.js';
import { XmlError } from './error.js';
import { copyOf } from './words.js';

const CR = 0x0d;
const LF = 0x0a;
const AMP = 0x26;

const NAMED: readonly (readonly [string, number])[] = [
  ['lt;', 0x3c],
  ['gt;', 0x3e],
  ['amp;', AMP],
  ['quot;', 0x22],
  ['apos;', 0x27],
];

/** A reference such as `&lt;` or `&#10;`: the code point it stands for, and where the text goes on after it. */
interface Reference {
  readonly code: number;
  readonly end: number;
}

/** Reads the reference whose `&` is at `at`. Throws `XmlError`: no entities are known but XML's own five. */
export function readReference(text: string, at: number): Reference {
  if (text.charCodeAt(at + 1) === 0x23) return readNumber(text, at);
  for (const [name, code] of NAMED) if (text.startsWith(name, at + 1)) return { code, end: at + 1 + name.length };
  throw new XmlError('entity', at);
}

function readNumber(text: string, at: number): Reference {
  const hex = text.charCodeAt(at + 2) === 0x78;
  const first = at + (hex ? 3 : 2);
  let end = first;
  let code = 0;
  for (let digit; (digit = digitOf(text.charCodeAt(end), hex)) >= 0; end++) {
    // Held down so that a thousand digits stay a number; anything above the limit is refused all the same.
    code = Math.min(code * (hex ? 16 : 10) + digit, 0x110000);
  }
  if (end === first || text.charCodeAt(end) !== 0x3b) throw new XmlError('entity', at);
  if (!isCharacter(code)) throw new XmlError('character', at);
  return { code, end: end + 1 };
}

function digitOf(code: number, hex: boolean): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (!hex) return -1;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** Text that was checked before, with its references put in and its line ends made one; in attributes all blanks become spaces. */
export function decode(text: string, from: number, to: number, attribute: boolean): string {
  let whole = '';
  let start = from;
  for (let at = from; at < to; ) {
    const code = text.charCodeAt(at);
    if (code === AMP) {
      const reference = readReference(text, at);
      whole += copyOf(text, start, at) + String.fromCodePoint(reference.code);
      at = start = reference.end;
    } else if (code === CR || (attribute && isSpace(code))) {
      whole += copyOf(text, start, at) + (attribute ? ' ' : '\n');
      at += code === CR && text.charCodeAt(at + 1) === LF ? 2 : 1;
      start = at;
    } else {
      at++;
    }
  }
  return whole + copyOf(text, start, to);
}

/** Checks a character outside the plain ones; where the next one begins. Throws `XmlError`. */
export function afterWide(text: string, at: number): number {
  const code = text.codePointAt(at)!;
  if (!isCharacter(code)) throw new XmlError('character', at);
  return code > 0xffff ? at + 2 : at + 1;
}

/** Checks that XML can carry every character from `from` to `to`. Throws `XmlError`. */
export function checkCharacters(text: string, from: number, to: number): void {
  for (let at = from; at < to; ) at = breaksText(text.charCodeAt(at)) ? afterWide(text, at) : at + 1;
}
