import { XmlError } from './error.js';

const TAB = 0x9;
const LF = 0xa;
const CR = 0xd;
const BLANK = 0x20;
const HASH = 0x23;
const AMPERSAND = 0x26;

// What XML cannot carry at all, written out or as a reference.
// eslint-disable-next-line no-control-regex
const SUSPECT = /[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]/;
const FORBIDDEN = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Where the first character is that XML cannot carry, half surrogates included; -1 for none. */
export function forbiddenIn(text: string): number {
  // Looking at code units is three times as fast, and nearly always enough.
  return SUSPECT.test(text) ? text.search(FORBIDDEN) : -1;
}

const STRAY = /&(?!(?:lt|gt|amp|quot|apos|#\d+|#x[\da-fA-F]+);)/;

/** The text with one line feed for each end of a line, however it is written; `flat`, as in values of attributes: with one blank, and for tabs too. */
export function withLineEnds(text: string, flat = false): string {
  const units = new Uint16Array(text.length);
  let size = 0;
  for (let i = 0; i < text.length; i++) {
    let unit = text.charCodeAt(i);
    if (unit === CR) {
      unit = LF;
      if (text.charCodeAt(i + 1) === LF) i++;
    }
    units[size++] = flat && (unit === LF || unit === TAB) ? BLANK : unit;
  }
  return joined(units, size);
}

/** A piece of text or of an attribute's value, which begins at `at`, with its references put in. Throws `XmlError`: only XML's own five are known. */
export function unescaped(piece: string, at: number): string {
  const markup = swapped(swapped(piece, '&lt;', '<'), '&gt;', '>');
  // Most of the time that is all.
  if (!markup.includes('&')) return markup;
  const rest = swapped(swapped(markup, '&quot;', '"'), '&apos;', "'");
  // What was put in is part of no reference: one that is wrong now was wrong before.
  if (STRAY.test(rest)) throw new XmlError('entity', at + piece.search(STRAY));
  // Ampersands come last: what they make is never looked at again.
  return rest.includes('&#') ? withNumbers(rest, at) : swapped(rest, '&amp;', '&');
}

// What engines do fastest by far, and less wastefully than with `replace`, which makes lists of its own: a frame's payload takes 15 kB instead of 24.
function swapped(text: string, word: string, by: string): string {
  return text.includes(word) ? text.split(word).join(by) : text;
}

// With characters by number, and ampersands in the same go.
function withNumbers(text: string, at: number): string {
  // No reference is shorter than what it stands for.
  const units = new Uint16Array(text.length);
  let size = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit !== AMPERSAND || text.charCodeAt(i + 1) !== HASH) {
      units[size++] = unit;
      if (unit === AMPERSAND) i += 4;
      continue;
    }
    const end = text.indexOf(';', i);
    // `065` and `0x41`, as JavaScript writes numbers.
    const code = Number(`0${text.slice(i + 2, end)}`);
    if (isForbidden(code)) throw new XmlError('character', at);
    if (code > 0xffff) units[size++] = 0xd7c0 + (code >> 10);
    units[size++] = code > 0xffff ? 0xdc00 + (code & 0x3ff) : code;
    i = end;
  }
  return joined(units, size);
}

function isForbidden(code: number): boolean {
  if (code < 0x20) return code !== 0x9 && code !== 0xa && code !== 0xd;
  return (code > 0xd7ff && code < 0xe000) || code === 0xfffe || code === 0xffff || code > 0x10ffff;
}

const CHUNK = 4096;

// A string joined from pieces of one letter is dear; one made from an array of code units is not.
function joined(units: Uint16Array, size: number): string {
  let text = '';
  for (let from = 0; from < size; from += CHUNK) {
    const chunk: ArrayLike<number> = units.subarray(from, Math.min(size, from + CHUNK));
    text += String.fromCharCode.apply(undefined, chunk as number[]);
  }
  return text;
}
