// The letters that names of XML 1.0 (fifth edition) begin with, and what may follow them.
const FIRST =
  'A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const MORE = `${FIRST}\\-.\\d\\xB7\\u0300-\\u036F\\u203F\\u2040`;
// Joiners stand in these ranges by themselves.
/* eslint-disable no-misleading-character-class */
const NAME = /* @__PURE__ */ new RegExp(`[${FIRST}][${MORE}]*`, 'uy');
// Instructions know no namespaces: in their names a colon is a letter like any other.
const TARGET = /* @__PURE__ */ new RegExp(`^(?![Xx][Mm][Ll]$)[:${FIRST}][:${MORE}]*$`, 'u');
/* eslint-enable no-misleading-character-class */

/** Where the name without a colon that begins at `at` ends; `at` itself when none begins there. */
export function nameEnd(text: string, at: number): number {
  let end = at;
  let code: number;
  // Plain letters are nearly all there is.
  do code = text.charCodeAt(end++) | 0x20;
  while (code > 0x60 && code < 0x7b);
  // With the sixth bit set: the `>`, `/` or blank that cannot be part of a name.
  if (--end > at && (code === 0x3e || code === 0x2f || code === 0x20)) return end;
  NAME.lastIndex = at;
  return NAME.test(text) ? NAME.lastIndex : at;
}

/** Whether an instruction may have this name. */
export function isTarget(name: string): boolean {
  return TARGET.test(name);
}
