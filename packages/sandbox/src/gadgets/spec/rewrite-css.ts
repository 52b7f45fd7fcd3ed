import { resolveLink, type LinkBase } from './links.js';

// Comments and texts first, so that an address in them is not taken for one.
const PARTS =
  /\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/)?|(@import\s+)("[^"\\\n]*"|'[^'\\\n]*')|"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?|(\burl\(\s*)("[^"\\\n]*"|'[^'\\\n]*'|[^"'()\\\s]+)(?=\s*\))/gi;

/**
 * Makes the relative addresses of a style sheet absolute, in `url(…)` and `@import`; all else stays as it is. Addresses with escapes are
 * left alone.
 */
export function rewriteCss(css: string, base: LinkBase): string {
  return css.replace(PARTS, (whole: string, atImport?: string, imported?: string, atUrl?: string, address?: string) => {
    const [before, given] = atImport === undefined ? [atUrl, address] : [atImport, imported];
    if (before === undefined || given === undefined) return whole;
    const quote = /^["']/.exec(given)?.[0] ?? '';
    const resolved = resolveLink(given.slice(quote.length, given.length - quote.length), base)
      ?.replaceAll("'", '%27')
      .replaceAll('"', '%22');
    if (resolved === undefined) return whole;
    const mark = quote === '' && /[()]/.test(resolved) ? '"' : quote;
    return `${before}${mark}${resolved}${mark}`;
  });
}
