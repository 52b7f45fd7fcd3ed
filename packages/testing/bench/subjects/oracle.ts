import { XmlCursor, XmlError } from '../../../finesse/src/xml/scanner.js';
import { mustBe } from '../sampling.js';
import { randomOf } from '../statistics.js';
import { frameOf, updateXml } from '../wire.js';

// The browser's parser is the judge over documents that were tampered with: the same are refused, and what is taken says the same.

const PIECES = [
  ...[
    '&lt;',
    '&gt;',
    '&amp;',
    '&quot;',
    '&apos;',
    '&#10;',
    '&#xD;',
    '&#x1F600;',
    '&#65;',
    '&#0;',
    '&#x110000;',
    '&#xD800;',
    '&nbsp;',
    '&',
    '&#;',
  ],
  ...['<', '>', ']]>', ']]', '\u0000', '\u0001', '\ufffe', '\uffff', '--', '-->', '<!--', '<![CDATA[', '<?', '?>', '<?xml version="1.0"?>'],
  ...['</a>', '<a>', '<a/>', '/', '=', '"', "'", ':', ' ', '\r', '\r\n', '\t', '\ufeff', ' xmlns=""', ' xmlns:p=""', ' xmlns:p="urn:p"'],
  ...[
    ' a="1" a="1"',
    ' id="&amp;&#9;"',
    '<p:a/>',
    '<a:b:c/>',
    '<:a/>',
    '<a:/>',
    '<?a:b?>',
    '<?XML x?>',
    '\u2028',
    '\u0085',
    '\u00b7',
    '<1/>',
  ],
  ...[
    '\u{1f600}',
    'é',
    ' x=1',
    ' x',
    ' x="<"',
    'ß',
    '\u00a0',
    '<!DOCTYPE a>',
    '<e>text</e>',
    '<![CDATA[ & < ]]>',
    '<!-- c -->',
    '<?go now?>',
  ],
] as const;
const NAMES = ['a', 'User', 'dialog', 'callVariable', 'é', 'x-1.2', '_', 'p:a', 'q:b'] as const;
const ATTRIBUTES = ['id', 'type', 'from', 'node', 'x'] as const;

interface Node {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: string;
  readonly children: readonly Node[];
}

function documentOf(random: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const element = (depth: number): string => {
    const name = pick(NAMES);
    const attributes = ATTRIBUTES.filter(() => random() < 0.1).map((key) => ` ${key}="v ${Math.floor(random() * 99)}"`);
    const binding = random() < 0.15 ? pick([' xmlns="urn:d"', ' xmlns=""', ' xmlns:p="urn:2"', ' xmlns:q="urn:p"']) : '';
    const children =
      depth > 3 ? [] : Array.from({ length: Math.floor(random() * 4) }, () => (random() < 0.5 ? element(depth + 1) : `text ${depth} `));
    const start = `<${name}${binding}${attributes.join('')}`;
    return random() < 0.15 ? `${start}/>` : `${start}>${children.join('')}</${name}>`;
  };
  return `<r xmlns:p="urn:p" xmlns:q="urn:q">${element(0)}</r>`;
}

/** Cut, doubled, ended, or with a strange piece put in, up to three times. */
function tampered(text: string, random: () => number): string {
  let changed = text;
  for (let changes = 1 + Math.floor(random() * 3); changes > 0; changes--) {
    const at = Math.floor(random() * (changed.length + 1));
    const to = Math.min(changed.length, at + Math.floor(random() * 8));
    const kind = random();
    if (kind < 0.6) changed = changed.slice(0, at) + PIECES[Math.floor(random() * PIECES.length)]! + changed.slice(at);
    else if (kind < 0.8) changed = changed.slice(0, at) + changed.slice(to);
    else if (kind < 0.95) changed = changed.slice(0, to) + changed.slice(at);
    else changed = changed.slice(0, at);
  }
  return changed;
}

function ofElement(element: Element): Node {
  const attributes = ATTRIBUTES.map((key) => element.getAttributeNS(null, key) ?? '\u0000').join('|');
  return { name: element.localName, namespace: element.namespaceURI ?? '', attributes, children: Array.from(element.children, ofElement) };
}

function ofCursor(xml: XmlCursor): Node {
  const { name, namespace } = xml;
  const attributes = ATTRIBUTES.map((key) => xml.attribute(key) ?? '\u0000').join('|');
  const children: Node[] = [];
  for (const depth = xml.depth; xml.child(depth);) children.push(ofCursor(xml));
  return { name, namespace, attributes, children };
}

function alike(a: Node, b: Node): boolean {
  return (
    a.name === b.name &&
    a.namespace === b.namespace &&
    a.attributes === b.attributes &&
    a.children.length === b.children.length &&
    a.children.every((child, i) => alike(child, b.children[i]!))
  );
}

function read<T>(text: string, how: (xml: XmlCursor) => T): T | XmlError {
  try {
    const xml = new XmlCursor(text);
    const value = how(xml);
    xml.end();
    return value;
  } catch (error) {
    if (error instanceof XmlError) return error;
    throw error;
  }
}

/** The written list of differences that are wanted: that of the product's own test. */
function exempt(text: string, ours: unknown): boolean {
  if (/\p{Surrogate}/u.test(text)) return true;
  if (!(ours instanceof XmlError)) return false;
  switch (ours.code) {
    case 'doctype':
    case 'too-deep':
    case 'too-large':
      return true;
    case 'attribute':
      return text[ours.offset] === '<' || text.startsWith('xmlns', ours.offset);
    case 'namespace':
      return text[ours.offset - 1] === ':';
    case 'tag':
      return text.startsWith('<?xml ', ours.offset) && text.includes('encoding');
    default:
      return false;
  }
}

/** Whether the two readers do not agree about a document. */
function differs(text: string, parser: DOMParser): boolean {
  const root = parser.parseFromString(text, 'application/xml').documentElement;
  const refused = root.localName === 'parsererror' || root.getElementsByTagName('parsererror').length > 0;
  const ours = read(text, ofCursor);
  if (exempt(text, ours)) return false;
  if (refused !== ours instanceof XmlError) return true;
  return !refused && !(alike(ours as Node, ofElement(root)) && read(text, (xml) => xml.text()) === root.textContent);
}

/** How many of the documents the two readers do not agree about. */
export function measure({ documents, seed }: { documents: number; seed: number }): {
  readonly differences: number;
  readonly taken: number;
  readonly first: string;
} {
  const random = randomOf(seed);
  const parser = new DOMParser();
  const real = [frameOf(updateXml({ id: '1', event: 'PUT', turn: 1 })), updateXml({ id: '1', event: 'POST', turn: 1 })];
  let differences = 0;
  let taken = 0;
  let first = '';
  for (let i = 0; i < documents; i++) {
    // Now and then one as it comes from the platform: it is longer, and holds what the others do not.
    const whole = i % 50 === 0 ? real[(i / 50) % 2]! : documentOf(random);
    const text = i % 10 === 1 ? whole : tampered(whole, random);
    if (differs(text, parser)) {
      differences++;
      first ||= text;
    }
    if (!(read(text, (xml) => xml.text()) instanceof XmlError)) taken++;
  }
  // All refused, or all taken, and nothing would be compared.
  mustBe(taken > documents / 20 && taken < documents * 0.9, `${taken} of ${documents} documents were taken`);
  return { differences, taken, first };
}
