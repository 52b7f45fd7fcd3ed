import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { Excerpt, type Located } from '../text.js';

/** An element of a document, with offsets into its text. Elements that the parser adds by itself (`html`, `head`, `body`) are left out. */
export interface HtmlElement {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly start: number;
  readonly end: number;
  /** Of each attribute written. */
  readonly attributeStarts: ReadonlyMap<string, number>;
  /** What stands in it as text: the script of a `script`, the rules of a `style`. */
  readonly content: Located | undefined;
}

export interface HtmlDocument {
  readonly source: Located;
  /** In document order. */
  readonly elements: readonly HtmlElement[];
  readonly comments: readonly { readonly text: string; readonly start: number }[];
}

/** Reads HTML as a browser would: there is no text that it refuses. */
export function readHtml(source: Located): HtmlDocument {
  const elements: HtmlElement[] = [];
  const comments: { text: string; start: number }[] = [];
  const rest: Tree.Node[] = [parse(source.text, { sourceCodeLocationInfo: true })];
  for (let node = rest.pop(); node; node = rest.pop()) {
    const at = node.sourceCodeLocation;
    if (node.nodeName === '#comment' && at) comments.push({ text: (node as Tree.CommentNode).data, start: at.startOffset });
    if ('attrs' in node && node.sourceCodeLocation) elements.push(elementOf(source, node));
    if ('childNodes' in node) for (let i = node.childNodes.length - 1; i >= 0; i--) rest.push(node.childNodes[i]!);
    if (node.nodeName === 'template') rest.push((node as Tree.Template).content);
  }
  return { source, elements, comments };
}

/** Where an attribute stands; the element where it is not written. */
export function attributeStart(element: HtmlElement, name: string): number {
  return element.attributeStarts.get(name) ?? element.start;
}

/** The value of an attribute as a text of its own. Entities in it make later offsets approximate. */
export function attributeText(source: Located, element: HtmlElement, name: string): Located {
  const start = attributeStart(element, name);
  const value = element.attributes.get(name) ?? '';
  const lead = /^[^=>]*=\s*["']?/.exec(source.text.slice(start, start + name.length + 20))?.[0].length ?? 0;
  return new Excerpt(source, value, (offset) => start + lead + offset);
}

function elementOf(source: Located, node: Tree.Element): HtmlElement {
  const at = node.sourceCodeLocation!;
  const attributeStarts = new Map(Object.entries(at.attrs ?? {}).map(([name, { startOffset }]) => [name, startOffset]));
  const text = node.childNodes.find((child): child is Tree.TextNode => child.nodeName === '#text');
  const textStart = text?.sourceCodeLocation?.startOffset;
  return {
    tag: node.tagName,
    attributes: new Map(node.attrs.map(({ name, value }) => [name, value])),
    start: at.startOffset,
    end: at.endOffset,
    attributeStarts,
    content: text && textStart !== undefined ? new Excerpt(source, text.value, (offset) => textStart + offset) : undefined,
  };
}
