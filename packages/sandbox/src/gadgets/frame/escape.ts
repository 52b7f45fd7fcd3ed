// What Shindig escapes. Ampersands are none of it: an address in a preference comes back as it was.
const ESCAPED = /[\n\r"'<>\\\u2028\u2029\uFF02\uFF07\uFF1C\uFF1E\uFF3C]/g;

/** Text without what could end or begin markup: line ends, quotes, angle brackets and backslashes, wide ones too, as references; NUL goes. */
export function escapeString(text: string): string {
  return text.replaceAll('\0', '').replace(ESCAPED, (char) => `&#${char.charCodeAt(0)};`);
}

/** The reverse of `escapeString`. */
export function unescapeString(text: string): string {
  return text.replace(/&#(\d{1,7});/g, (_all, code: string) => String.fromCharCode(Number(code)));
}
