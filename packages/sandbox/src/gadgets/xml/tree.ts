import { SaxesParser } from 'saxes';
import type { FileProblem, ProblemCode } from '../problem.js';

/** One element of a document that a person wrote, with the line of its start tag. */
export interface XmlElement {
  /** Name without its prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All character data directly inside, CDATA included. */
  readonly text: string;
  readonly line: number;
}

/** Longest document, in UTF-16 units. */
export const MAX_LENGTH = 2_000_000;
/** Most elements one inside the other. */
export const MAX_DEPTH = 64;

interface Open extends XmlElement {
  readonly children: XmlElement[];
  readonly texts: string[];
}

class Refused extends Error {
  readonly problem: FileProblem;

  constructor(code: ProblemCode, line: number, message: string) {
    super(message);
    this.problem = { severity: 'error', code, line, message };
  }
}

/**
 * Reads a document, or says what is wrong with it; never throws. The product's parsers are strict, and so is this one. Definitions of a
 * document type are refused, so that no entity is ever expanded; length and depth are bounded before any work is done on them.
 */
export function readTree(text: string): { readonly root: XmlElement } | { readonly problem: FileProblem } {
  try {
    return { root: parse(text) };
  } catch (error) {
    if (error instanceof Refused) return { problem: error.problem };
    throw error;
  }
}

function parse(text: string): XmlElement {
  if (text.length > MAX_LENGTH) throw new Refused('too-large', 1, `The document has more than ${MAX_LENGTH} characters`);
  const parser = new SaxesParser({ xmlns: false, position: true });
  const open: Open[] = [];
  let root: XmlElement | undefined;
  parser.on('error', ({ message }) => {
    throw new Refused('malformed', parser.line, message.replace(/^\d+:\d+: /, ''));
  });
  parser.on('doctype', (declaration) => {
    if (declaration.includes('[')) throw new Refused('doctype', parser.line, 'Definitions in a document type are not read');
  });
  let line = 1;
  parser.on('opentagstart', () => {
    line = parser.line;
    if (open.length >= MAX_DEPTH) throw new Refused('too-deep', line, `More than ${MAX_DEPTH} elements stand one inside the other`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    open.push({ name: localName(name), attributes: { ...attributes }, children: [], texts: [], text: '', line });
  });
  const addText = (value: string): void => void open.at(-1)?.texts.push(value);
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const closed = open.pop();
    if (!closed) return;
    const { texts, ...element } = closed;
    const finished = { ...element, text: texts.join('') };
    const parent = open.at(-1);
    if (parent) parent.children.push(finished);
    else root = finished;
  });
  parser.write(text.replace(/^\uFEFF/, '')).close();
  if (!root) throw new Refused('malformed', 1, 'The document has no element');
  return root;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The children with that name. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The first child with that name. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}
