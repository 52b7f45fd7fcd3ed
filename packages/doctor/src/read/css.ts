import { parse, walk, type CssNode } from 'css-tree';
import type { Located } from '../text.js';

/** Something in a style sheet that the desktop's rewriter does not understand. */
export interface CssTrouble {
  /** As it is written: `@keyframes`, `::before`, `[href^=…]`. */
  readonly what: string;
  /** Of each kind one is enough to make the rewriter drop what follows. */
  readonly kind: string;
  readonly offset: number;
}

export interface CssUrl {
  readonly url: string;
  readonly offset: number;
}

export interface Style {
  readonly source: Located;
  readonly troubles: readonly CssTrouble[];
  readonly urls: readonly CssUrl[];
  readonly comments: readonly { readonly text: string; readonly start: number }[];
  readonly problems: readonly { readonly message: string; readonly offset: number }[];
}

const TOO_DEEP = 'rules are nested too deep';
// `filter: alpha(opacity=50)` of browsers that are gone: no CSS, and it does no harm.
const OLD_FILTER = /filter\s*:[^;{}]*$/i;

/** Reads a style sheet; what it does not understand it skips, as browsers do, and tells. Never throws. */
export function readCss(source: Located): Style {
  const troubles: CssTrouble[] = [];
  const urls: CssUrl[] = [];
  const comments: { text: string; start: number }[] = [];
  const problems: { message: string; offset: number }[] = [];
  try {
    const tree = parse(source.text, {
      positions: true,
      parseCustomProperty: false,
      onComment: (text, location) => comments.push({ text, start: location.start.offset }),
      onParseError: (error) => {
        // It goes on after anything, its own stack being full as well.
        if (!(error instanceof SyntaxError)) problems.push({ message: TOO_DEEP, offset: 0 });
        else if (!OLD_FILTER.test(source.text.slice(Math.max(0, error.offset - 200), error.offset))) problems.push(error);
      },
    });
    walk(tree, (node) => {
      const offset = node.loc?.start.offset ?? 0;
      const trouble = troubleOf(node);
      if (trouble) troubles.push({ ...trouble, offset });
      if (node.type === 'Url') urls.push({ url: node.value, offset });
      if (node.type === 'Atrule' && node.name.toLowerCase() === 'import') urls.push(...imported(node, offset));
    });
  } catch (error) {
    // Rules nested by the thousand: the parser is recursive.
    problems.push({ message: error instanceof RangeError ? TOO_DEEP : String(error), offset: 0 });
  }
  return { source, troubles, urls, comments, problems };
}

function troubleOf(node: CssNode): { what: string; kind: string } | undefined {
  switch (node.type) {
    case 'Atrule':
      return { what: `@${node.name}`, kind: '@' };
    case 'PseudoElementSelector':
      return { what: `::${node.name}`, kind: '::' };
    case 'AttributeSelector':
      return node.matcher && /[~^$*]/.test(node.matcher)
        ? { what: `[${node.name.name}${node.matcher}…]`, kind: node.matcher.slice(0, 1) }
        : undefined;
    case 'Combinator':
      return node.name === '~' ? { what: '~', kind: '~' } : undefined;
    case 'TypeSelector':
      return node.name === '*' ? { what: '*', kind: '*' } : undefined;
    default:
      return undefined;
  }
}

// `@import "x.css"`: `url()` is a node of its own.
function imported(node: CssNode & { type: 'Atrule' }, offset: number): CssUrl[] {
  if (node.prelude?.type !== 'AtrulePrelude') return [];
  return node.prelude.children
    .toArray()
    .filter((each): each is CssNode & { type: 'String' } => each.type === 'String')
    .map(({ value }) => ({ url: value, offset }));
}
