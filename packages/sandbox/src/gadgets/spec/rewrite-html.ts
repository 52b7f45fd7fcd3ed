import { QuoteType, Tokenizer } from 'htmlparser2';
import { escapeHtml } from './hangman.js';
import { resolveLink, type LinkBase } from './links.js';
import { rewriteCss } from './rewrite-css.js';

/** A stretch of the document and what stands there instead. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const LINKS: ReadonlySet<string> = new Set(['src', 'href', 'background', 'poster']);

/**
 * Makes the relative links of a document absolute: `src`, `href` and the like, and `url(…)` in style sheets and `style` attributes. Every
 * other character stays as it was: scripts, comments, texts, quotes and blanks. The document may be as broken as browsers put up with.
 */
export function rewriteHtml(html: string, base: LinkBase): string {
  const edits: Edit[] = [];
  let tag = '';
  let nameFrom = 0;
  let nameTo = 0;
  let value = '';
  // Texts come in pieces; a style sheet is read as a whole, or a quote in it would be missing its other half.
  let style: { readonly from: number; readonly to: number } | undefined;
  const endStyle = (): void => {
    if (!style) return;
    const css = html.slice(style.from, style.to);
    const text = rewriteCss(css, base);
    if (text !== css) edits.push({ ...style, text });
    style = undefined;
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname: (from, to) => void (tag = html.slice(from, to).toLowerCase()),
      onclosetag() {
        endStyle();
        tag = '';
      },
      onattribname: (from, to) => void ([nameFrom, nameTo, value] = [from, to, '']),
      onattribdata: (from, to) => void (value += html.slice(from, to)),
      onattribentity: (codePoint) => void (value += String.fromCodePoint(codePoint)),
      onattribend(quote, end) {
        if (quote === QuoteType.NoValue) return;
        const changed = changedValue(html.slice(nameFrom, nameTo).toLowerCase(), value, base);
        if (changed === undefined) return;
        // With quotes, whatever there were: an address may hold what would end a value without them.
        const text = `"${escapeHtml(changed)}"`;
        edits.push({ from: valueAt(html, nameTo), to: end, text });
      },
      ontext(from, to) {
        if (tag === 'style') style = { from: style?.from ?? from, to };
      },
      onend: () => endStyle(),
      onopentagend: ignore,
      onselfclosingtag: ignore,
      oncdata: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onprocessinginstruction: ignore,
      ontextentity: ignore,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return apply(html, edits);
}

function ignore(): void {
  // What is left as it is needs no look.
}

function changedValue(name: string, value: string, base: LinkBase): string | undefined {
  if (LINKS.has(name)) return resolveLink(value, base);
  if (name !== 'style') return undefined;
  const changed = rewriteCss(value, base);
  return changed === value ? undefined : changed;
}

// Where an attribute's value begins, its quote included.
function valueAt(html: string, nameTo: number): number {
  const sign = /\s*=\s*/y;
  sign.lastIndex = nameTo;
  return sign.test(html) ? sign.lastIndex : nameTo;
}

function apply(html: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { from, to, text } of edits) {
    pieces.push(html.slice(at, from), text);
    at = to;
  }
  return pieces.join('') + html.slice(at);
}
