import { SaxesParser } from 'saxes';
import { Excerpt, type Located } from '../text.js';

/** An element of an XML file, with offsets into its text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  readonly parent: XmlElement | undefined;
  /** Of its `<`. */
  readonly start: number;
  /** Past the `>` of its start tag. */
  readonly tagEnd: number;
  readonly pieces: XmlPiece[];
}

/** A stretch of text in an element: `text` as parsed, from `start` to `end` in the file. */
interface XmlPiece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface XmlComment {
  readonly text: string;
  readonly start: number;
}

export interface XmlProblem {
  readonly message: string;
  /** Whether it is an `&` that begins no entity. */
  readonly isAmpersand: boolean;
  readonly offset: number;
}

export interface XmlDocument {
  readonly source: Located;
  /** Undefined when there is no element at all. */
  readonly root: XmlElement | undefined;
  readonly comments: readonly XmlComment[];
  /** In which ways the file is not well-formed. The tree holds what could be read in spite of it. */
  readonly problems: readonly XmlProblem[];
}

const ENTITY = /&(?:#\d+|#x[\da-f]+|[a-z_][\w.-]*);/iy;
// To the parser an entity goes on to the next `;`, wherever that is. So what is none is shown to it as a character that nobody writes.
const STAND_IN = '\uE000';
const MAX_DEPTH = 1_000;
const MAX_PROBLEMS = 20;

/** Reads XML as far as it goes: what is not well-formed is told, and what follows is read all the same. Never throws. */
export function readXml(source: Located): XmlDocument {
  const comments: XmlComment[] = [];
  const problems: XmlProblem[] = [];
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  let tagStart = 0;
  // Where the text that comes next begins: past the last tag, comment or section.
  let last = 0;
  const parser = new SaxesParser();
  const add = (message: string, offset: number, isAmpersand: boolean): void => {
    if (problems.length < MAX_PROBLEMS) problems.push({ message, offset, isAmpersand });
  };
  const report = (message: string): void => add(message, Math.max(0, Math.min(parser.position, text.length) - 1), false);
  const text = withoutBareAmpersands(source.text, (offset) => add('this & begins no entity', offset, true));
  const stop = new Error('stop');

  parser.on('error', (error) => {
    report(error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, ''));
    if (problems.length >= MAX_PROBLEMS) throw stop;
  });
  parser.on('opentagstart', () => (tagStart = text.lastIndexOf('<', parser.position - 1)));
  parser.on('opentag', (tag) => {
    const parent = open.at(-1);
    const element: XmlElement = {
      name: tag.name,
      attributes: new Map(Object.entries(tag.attributes).map(([name, value]) => [name, restored(value)])),
      children: [],
      parent,
      start: tagStart,
      tagEnd: parser.position,
      pieces: [],
    };
    root ??= element;
    parent?.children.push(element);
    open.push(element);
    last = parser.position;
    if (open.length > MAX_DEPTH) {
      report('elements are nested too deep');
      throw stop;
    }
  });
  parser.on('closetag', () => {
    open.pop();
    last = parser.position;
  });
  parser.on('text', (value) => {
    // The parser has seen the `<` that ends the text, or the end of the file.
    const end = text.indexOf('<', last);
    open.at(-1)?.pieces.push({ text: restored(value), start: last, end: end < 0 ? text.length : end });
  });
  parser.on('cdata', (value) => {
    const end = parser.position - 3;
    open.at(-1)?.pieces.push({ text: value, start: end - value.length, end });
    last = parser.position;
  });
  parser.on('comment', (value) => {
    comments.push({ text: value, start: Math.max(0, text.lastIndexOf('<!--', parser.position)) });
    last = parser.position;
  });
  parser.on('processinginstruction', () => (last = parser.position));
  try {
    parser.write(text).close();
  } catch (error) {
    if (error !== stop) report(error instanceof Error ? error.message : String(error));
  }
  return { source, root, comments, problems };
}

function withoutBareAmpersands(text: string, tell: (offset: number) => void): string {
  let result = '';
  let done = 0;
  for (const { index, 0: found } of text.matchAll(/<!\[CDATA\[|<!--|&/g)) {
    if (index < done) continue;
    if (found !== '&') {
      // In these it means itself.
      const end = text.indexOf(found === '<!--' ? '-->' : ']]>', index);
      if (end < 0) break;
      result += text.slice(done, end);
      done = end;
    } else if (entityLength(text, index) === 0) {
      tell(index);
      result += text.slice(done, index) + STAND_IN;
      done = index + 1;
    }
  }
  return result + text.slice(done);
}

function entityLength(text: string, at: number): number {
  ENTITY.lastIndex = at;
  return ENTITY.exec(text)?.[0].length ?? 0;
}

function restored(text: string): string {
  return text.replaceAll(STAND_IN, '&');
}

/** The element and all below it, in document order. */
export function* elementsOf(element: XmlElement | undefined): Generator<XmlElement> {
  const rest = element ? [element] : [];
  for (let next = rest.pop(); next; next = rest.pop()) {
    yield next;
    for (let i = next.children.length - 1; i >= 0; i--) rest.push(next.children[i]!);
  }
}

/** The children of that name. */
export function childrenNamed(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** All text directly in the element, as it was parsed. */
export function textOf(element: XmlElement): string {
  return element.pieces.map(({ text }) => text).join('');
}

/** The element's own text, each offset of which has its place in the file, entities and several CDATA sections or not. */
export function excerptOf(source: Located, { pieces, tagEnd }: XmlElement): Located {
  const starts: number[] = [];
  let length = 0;
  for (const piece of pieces) {
    starts.push(length);
    length += piece.text.length;
  }
  return new Excerpt(source, pieces.map(({ text }) => text).join(''), (offset) => {
    let index = starts.length - 1;
    while (index > 0 && starts[index]! > offset) index--;
    const piece = pieces[index];
    return piece ? rawOffset(source.text, piece, offset - starts[index]!) : tagEnd;
  });
}

/** Where an attribute stands in the start tag; the tag itself when it has none of that name. */
export function attributeOffset({ text }: Located, element: XmlElement, name: string): number {
  const tag = text.slice(element.start, element.tagEnd);
  for (let at = tag.indexOf(name); at >= 0; at = tag.indexOf(name, at + 1)) {
    if (/\s/.test(tag[at - 1] ?? '') && /^\s*=/.test(tag.slice(at + name.length))) return element.start + at;
  }
  return element.start;
}

// Entities make the text shorter than what stands in the file; walked only where there are any.
function rawOffset(raw: string, { text, start, end }: XmlPiece, offset: number): number {
  if (end - start === text.length) return start + offset;
  let at = start;
  for (let seen = 0; seen < offset && at < end; seen++) {
    at += raw[at] === '&' ? Math.max(1, entityLength(raw, at)) : 1;
  }
  return at;
}
