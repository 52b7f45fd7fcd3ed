import { SaxesParser } from 'saxes';

/** One element of a parsed document. */
export interface XmlNode {
  /** Local name, without prefix. */
  readonly name: string;
  /** Namespace, or `''`. */
  readonly ns: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
  /** All character data directly inside, CDATA included. */
  readonly text: string;
}

/** Why a document was refused. */
export type XmlProblem = 'malformed' | 'doctype' | 'too-deep' | 'too-large';

/** A document that will not be read. */
export class XmlRefused extends Error {
  readonly problem: XmlProblem;

  constructor(problem: XmlProblem, message: string) {
    super(message);
    this.name = 'XmlRefused';
    this.problem = problem;
  }
}

/** Most elements one inside the other. The parser's namespace look-up grows with the square of the depth. */
export const MAX_DEPTH = 64;
/** Longest document, in UTF-16 units. */
export const MAX_LENGTH = 1_000_000;

interface Open {
  readonly name: string;
  readonly ns: string;
  readonly attributes: Map<string, string>;
  readonly children: XmlNode[];
  text: string;
}

/**
 * Parses a whole document into a small tree. Throws `XmlRefused`: a document type is never read, entities of its own are never
 * expanded, and depth and length are bounded before any work is done on them.
 */
export function parseXml(text: string): XmlNode {
  if (text.length > MAX_LENGTH) throw new XmlRefused('too-large', `More than ${MAX_LENGTH} characters`);
  const parser = new SaxesParser({ xmlns: true });
  const open: Open[] = [];
  let root: XmlNode | undefined;
  parser.on('error', (error) => {
    throw new XmlRefused('malformed', error.message);
  });
  parser.on('doctype', () => {
    throw new XmlRefused('doctype', 'A document type is not allowed');
  });
  parser.on('opentag', (tag) => {
    if (open.length >= MAX_DEPTH) throw new XmlRefused('too-deep', `More than ${MAX_DEPTH} elements deep`);
    const attributes = new Map(Object.values(tag.attributes).map((each) => [each.name, each.value]));
    open.push({ name: tag.local, ns: tag.uri, attributes, children: [], text: '' });
  });
  const addText = (value: string): void => {
    const top = open.at(-1);
    if (top) top.text += value;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const node = open.pop();
    if (!node) return;
    const parent = open.at(-1);
    if (parent) parent.children.push(node);
    else root = node;
  });
  parser.write(text).close();
  if (!root) throw new XmlRefused('malformed', 'No element');
  return root;
}

/** The first child with that name; in any namespace unless one is given. */
export function childOf(node: XmlNode, name: string, ns?: string): XmlNode | undefined {
  return node.children.find((child) => child.name === name && (ns === undefined || child.ns === ns));
}

/** The trimmed text of the first child with that name, or `undefined` when there is no such child. */
export function textOf(node: XmlNode, name: string): string | undefined {
  return childOf(node, name)?.text.trim();
}
