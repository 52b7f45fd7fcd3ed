import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { XmlCursor, XmlError } from './scanner.js';

// The browser's own parser is the judge: what it takes we take, with the same content, and what it refuses we refuse. The differences
// wanted are written down in `exempt`.

interface Node {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
}

const ATTRIBUTES = ['id', 'type', 'from', 'node', 'x'];

function parse(text: string): Element | undefined {
  const root = new DOMParser().parseFromString(text, 'application/xml').documentElement;
  const failed = root.localName === 'parsererror' || root.getElementsByTagName('parsererror').length > 0;
  return failed ? undefined : root;
}

function nodeOf(element: Element): Node {
  const attributes: Record<string, string> = {};
  for (const name of ATTRIBUTES) if (element.hasAttributeNS(null, name)) attributes[name] = element.getAttributeNS(null, name)!;
  return { name: element.localName, namespace: element.namespaceURI ?? '', attributes, children: [...element.children].map(nodeOf) };
}

function readNode(xml: XmlCursor): Node {
  const { name, namespace } = xml;
  const attributes: Record<string, string> = {};
  for (const key of ATTRIBUTES) {
    const value = xml.attribute(key);
    if (value !== undefined) attributes[key] = value;
  }
  const children: Node[] = [];
  for (const depth = xml.depth; xml.child(depth);) children.push(readNode(xml));
  return { name, namespace, attributes, children };
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

/** Text of every child of the root, each read by `text`, among siblings that are skipped. */
function readTexts(xml: XmlCursor): string[] {
  const texts: string[] = [];
  for (const depth = xml.depth; xml.child(depth);) texts.push(xml.text());
  return texts;
}

/**
 * The deliberate differences: document types and documents beyond a limit; and what XML forbids but browsers let pass, which is half
 * surrogates (they are repaired before parsing), `<` in an attribute's value, a namespace declared twice on one element, an encoding by an
 * impossible name, and `p:1`, where what follows the colon does not begin like a name.
 */
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
      return text.startsWith('<?xml ', ours.offset) && ours.offset === (text.startsWith('\ufeff') ? 1 : 0) && text.includes('encoding');
    default:
      return false;
  }
}

function agree(text: string): void {
  const theirs = parse(text);
  const ours = read(text, readNode);
  // Places are told as in the text with line ends made one, from after the root's start tag on.
  const inside = text.indexOf('>', text.search(/<[^?!]/)) + 1;
  const places = [text, text.slice(0, inside) + text.slice(inside).replace(/\r\n?/g, '\n'), text.replace(/\r\n?/g, '\n')];
  if (places.some((place) => exempt(place, ours))) return;
  if (theirs === undefined) {
    expect(ours, `refused by the browser: ${JSON.stringify(text)}`).to.be.instanceOf(XmlError);
    return;
  }
  expect(ours, `taken by the browser: ${JSON.stringify(text)}`).to.deep.equal(nodeOf(theirs));
  expect(read(text, (xml) => xml.text())).to.equal(theirs.textContent);
  expect(read(text, readTexts)).to.deep.equal([...theirs.children].map((child) => child.textContent));
}

const name = fc.constantFrom('a', 'User', 'dialog', 'callVariable', 'é', 'x-1.2', '_', 'p:a', 'q:b', 'mediaAddressType');
const reference = fc.constantFrom('&lt;', '&gt;', '&amp;', '&quot;', '&apos;', '&#10;', '&#xD;', '&#x1F600;', '&#65;', '&#x0041;');
// prettier-ignore
const wild = fc.constantFrom(
  '&#0;', '&#x110000;', '&#xD800;', '&nbsp;', '&', '&#;', '&#x;', '&lt', '<', '>', ']]>', ']]', '\u0000', '\u0001', '\ufffe', '\uffff', '\ud800',
  '--', '-->', '<!--', '<![CDATA[', '<?', '?>', '<?xml version="1.0"?>', '<!DOCTYPE a>', '</a>', '<a>', '<a/>', '/', '=', '"', "'", ':', ' ', '\r', '\ufeff',
  'xmlns=""', ' xmlns:p=""', ' xmlns:xml="x"', ' xmlns:xmlns="x"', ' xml:lang="en"', ' a="1" a="1"', ' p:x="1" q:x="1"', '<p:a/>', '<a:b:c/>', '<:a/>', '<a:/>', '<?a:b?>',
  '<?XML x?>', '\u2028', '\u0085', '\u00b7', '<1/>', '<\u00d7/>', '<\u{10000}/>', '<\u{f0000}/>', ' \u00e9="1"', ' x=1', ' x', ' x="<"', 'x="&amp;&#9;"',
);
const plain = fc.stringMatching(/^[ -%'-;=?-~\t\n]{0,12}$/);
const anyText = fc.oneof(
  { weight: 5, arbitrary: plain },
  { weight: 3, arbitrary: reference },
  { weight: 1, arbitrary: fc.constantFrom('\r\n', '\r', '\t', '\u{1f600}', '\u2028', 'ß', '\u00a0', ' ', '\ufeff') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }).map((text) => text.replace(/[<&]|]]>/g, '')) },
);
const cdata = anyText.map((text) => `<![CDATA[${text.replaceAll(']]>', '')}]]>`);
const comment = plain.map((text) => `<!--${text.replaceAll('-', '')}-->`);
const instruction = plain.map((text) => `<?go ${text.replaceAll('?', '')}?>`);
const attributeText = fc.array(
  fc.oneof(
    plain.map((text) => text.replace(/["<]/g, '')),
    reference,
    fc.constantFrom('\t', '\r\n', '\n'),
  ),
  { maxLength: 3 },
);
const attributes = fc
  .uniqueArray(fc.constantFrom('id', 'type', 'from', 'node', 'x'), { maxLength: 3 })
  .chain((names) => fc.tuple(...names.map((key) => attributeText.map((value) => ` ${key}="${value.join('')}"`))))
  .map((all) => all.join(''));
const bindings = fc.constantFrom('', '', ' xmlns="urn:d"', ' xmlns=""', ' xmlns:p="urn:p" xmlns:q="urn:p"', " xmlns:p='urn:2'");

const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  element: fc
    .tuple(name, bindings, attributes, tie('content'), fc.boolean(), fc.constantFrom('', ' ', '\n'))
    .map(([tag, xmlns, more, content, empty, blank]) =>
      empty ? `<${tag}${xmlns}${more}${blank}/>` : `<${tag}${xmlns}${more}${blank}>${content}</${tag}${blank}>`,
    ),
  content: fc
    .array(fc.oneof({ maxDepth: 5 }, anyText, tie('element'), cdata, comment, instruction), { maxLength: 5 })
    .map((parts) => parts.join('')),
}));
const wellBound = element.map((xml) => `<root xmlns:p="urn:p" xmlns:q="urn:q">${xml}</root>`);
const prolog = fc.constantFrom(
  '',
  '',
  '\ufeff',
  '<?xml version="1.0" encoding="UTF-8"?>',
  "<?xml version='1.0' standalone='yes' ?>\n",
  ' ',
  '<!-- a -->\r\n<?b?>',
);
const document_ = fc
  .tuple(prolog, fc.oneof(element, wellBound), fc.constantFrom('', '\n', '<!--z-->', ' <?z?> '))
  .map((parts) => parts.join(''));

/** A document with a few cuts, doublings and strange insertions. */
const mutated = fc
  .tuple(
    document_,
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.oneof(wild, anyText), fc.constantFrom('insert', 'cut', 'double', 'end')), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([text, changes]) =>
    changes.reduce((before, [where, length, piece, what]) => {
      const at = where % (before.length + 1);
      const to = Math.min(before.length, at + (length % 8));
      if (what === 'insert') return before.slice(0, at) + piece + before.slice(at);
      if (what === 'cut') return before.slice(0, at) + before.slice(to);
      if (what === 'double') return before.slice(0, to) + before.slice(at);
      return before.slice(0, at);
    }, text),
  );

describe('XmlCursor against DOMParser', () => {
  it('agrees on well-formed documents', () => {
    fc.assert(fc.property(document_, agree), { numRuns: 2000 });
  }).timeout(60_000);

  it('refuses a namespace declared twice on one element, which the browser lets pass', () => {
    for (const text of ['<a xmlns="" type="x" xmlns=""/>', '<a xmlns:p="urn:p" xmlns:p="urn:p"/>']) {
      expect(parse(text), text).not.to.equal(undefined);
      expect(read(text, readNode), text).to.be.instanceOf(XmlError);
    }
  });

  it('agrees on documents that were tampered with', () => {
    fc.assert(fc.property(mutated, agree), { numRuns: 4000 });
  }).timeout(60_000);

  it('agrees on strange pieces in every place', () => {
    const hole = fc.constantFrom(
      (piece: string) => `<a>${piece}</a>`,
      (piece: string) => `<a${piece}/>`,
      (piece: string) => `<a x="${piece}"/>`,
      (piece: string) => `${piece}<a/>`,
      (piece: string) => `<a/>${piece}`,
      (piece: string) => `<a>x${piece}y<![CDATA[${piece}]]></a>`,
      (piece: string) => `<?xml version="1.0"${piece}?><a/>`,
      (piece: string) => `<${piece}/>`,
      (piece: string) => `<a><!--${piece}--></a>`,
      (piece: string) => `<a><?p ${piece}?></a>`,
    );
    fc.assert(
      fc.property(fc.tuple(hole, fc.array(fc.oneof(wild, reference), { minLength: 1, maxLength: 2 })), ([put, pieces]) =>
        agree(put(pieces.join(''))),
      ),
      { numRuns: 4000 },
    );
  }).timeout(60_000);
});
