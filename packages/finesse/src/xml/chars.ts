// What XML 1.0 (fifth edition) lets stand where. ASCII goes through one table, so that the scanner's inner loops cost one load a character.

const SPACE = 1;
const NAME_START = 2;
const NAME = 4;
/** Ends a run of plain text: markup, a reference, a line end to normalise, a possible `]]>`, or a forbidden character. */
const BREAK = 8;

const TABLE: Uint8Array = /* @__PURE__ */ (() => {
  const table = new Uint8Array(128);
  const mark = (chars: string, bits: number) => {
    for (const char of chars) table[char.charCodeAt(0)]! |= bits;
  };
  for (let code = 0; code < 0x20; code++) table[code] = BREAK;
  mark('\t\n', 0);
  table[0x09] = SPACE;
  table[0x0a] = SPACE;
  table[0x0d] = SPACE | BREAK;
  table[0x20] = SPACE;
  mark('<&>', BREAK);
  mark('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_', NAME_START | NAME);
  mark('-.0123456789', NAME);
  return table;
})();

/** Blank, tab, line feed, carriage return. */
export function isSpace(code: number): boolean {
  return code < 128 && (TABLE[code]! & SPACE) !== 0;
}

/** The text without blanks around it; `trim` would take more off than the blanks of XML. */
export function withoutBlanks(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (from < to && isSpace(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

/** True where a run of plain text cannot simply go on. Half surrogates, U+FFFE and U+FFFF included. */
export function breaksText(code: number): boolean {
  return code < 128 ? (TABLE[code]! & BREAK) !== 0 : code >= 0xd800;
}

/** Where the name without a colon that begins at `at` ends; `at` itself when none begins there. */
export function nameEnd(text: string, at: number): number {
  let end = at;
  // Plain names are nearly all there is.
  if (end < text.length && isAscii(text.charCodeAt(end), NAME_START)) {
    do end++;
    while (end < text.length && isAscii(text.charCodeAt(end), NAME));
  }
  if (end === text.length || text.charCodeAt(end) < 128) return end;
  for (let code; (code = text.codePointAt(end)) !== undefined; end += code > 0xffff ? 2 : 1) {
    if (!isNameChar(code, end === at)) break;
  }
  return end;
}

/** Where the name of an instruction ends: those know no namespaces, and a colon is a letter like any other. */
export function targetEnd(text: string, at: number): number {
  let end = nameEnd(text, at);
  for (let code; (code = text.codePointAt(end)) !== undefined; end += code > 0xffff ? 2 : 1) {
    if (code !== 0x3a && !isNameChar(code, end === at)) break;
  }
  return end;
}

function isAscii(code: number, kind: number): boolean {
  return code < 128 && (TABLE[code]! & kind) !== 0;
}

function isNameChar(code: number, first: boolean): boolean {
  return code < 128 ? isAscii(code, first ? NAME_START : NAME) : isWideNameChar(code, first);
}

function isWideNameChar(code: number, start: boolean): boolean {
  if (code < 0x300) return code >= 0xc0 ? code !== 0xd7 && code !== 0xf7 : code === 0xb7 && !start;
  if (code < 0x370) return !start;
  if (code < 0x2000) return code !== 0x37e;
  if (code < 0x2070) return code === 0x200c || code === 0x200d || ((code === 0x203f || code === 0x2040) && !start);
  if (code < 0x2190) return true;
  if (code < 0x2c00) return false;
  if (code < 0x2ff0) return true;
  if (code < 0x3001) return false;
  if (code < 0xd800) return true;
  if (code < 0xf900) return false;
  if (code < 0xfdd0) return true;
  if (code < 0xfdf0) return false;
  return code < 0xfffe || (code >= 0x10000 && code < 0xf0000);
}

/** A code point XML can carry at all, written out or as a reference. */
export function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return code < 0xd800 || (code >= 0xe000 && code < 0xfffe) || (code >= 0x10000 && code <= 0x10ffff);
}
