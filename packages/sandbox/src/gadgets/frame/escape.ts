const ESCAPED = /[\n\r"'<>\\&\u2028\u2029]/g;

/** Text that may stand in HTML: line ends, quotes, angle brackets, backslashes and ampersands as references; NUL goes. */
export function escapeString(text: string): string {
  return text.replaceAll('\0', '').replace(ESCAPED, (char) => (char === '&' ? '&amp;' : `&#${char.charCodeAt(0)};`));
}

/** The reverse of `escapeString`. */
export function unescapeString(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|amp);/g, (_all, code: string | undefined) =>
    code === undefined ? '&' : String.fromCharCode(Number(code)),
  );
}
