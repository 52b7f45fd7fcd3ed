import { type XmlObject, type XmlValue } from './values.js';

/** The document as an object with its root as the one member. Throws an `Error` for what is no XML, and for document types. */
export function readXml(xml: string): XmlObject {
  return readDocument(xml, (text) => text);
}

/** As `readXml`, the way the library reads events: tabs inside text are lost. */
export function readEventXml(xml: string): XmlObject {
  return readDocument(xml, (text) => text.replaceAll('\t', ''));
}

function readDocument(xml: string, clean: (text: string) => string): XmlObject {
  const { documentElement: root, doctype } = new DOMParser().parseFromString(xml, 'application/xml');
  if (doctype !== null) throw new Error('A document type is not taken');
  // Browsers put the complaint into the document.
  if (root.ownerDocument.getElementsByTagNameNS(XHTML, 'parsererror').length > 0) throw new Error('Not well-formed XML');
  const found: Record<string, XmlValue> = {};
  put(found, root.nodeName, valueOf(root, clean));
  return found;
}

const XHTML = 'http://www.w3.org/1999/xhtml';

function valueOf(element: Element, clean: (text: string) => string): XmlValue {
  const members: Record<string, XmlValue> = {};
  let text = '';
  for (const { name, value } of element.attributes) put(members, `@${name}`, value);
  for (const node of element.childNodes) {
    if (node.nodeType === Node.ELEMENT_NODE) put(members, node.nodeName, valueOf(node as Element, clean));
    else if (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE) text += clean(node.nodeValue ?? '');
  }
  // Blanks only are what a document is laid out with.
  const said = text.trim() === '' ? null : text;
  if (Object.keys(members).length === 0) return said;
  if (said !== null) members['#text'] = said;
  return members;
}

function put(members: Record<string, XmlValue>, name: string, value: XmlValue): void {
  // Nothing on these wires has this name, and set on an object it would not be a member.
  if (name === '__proto__') return;
  const before = Object.hasOwn(members, name) ? members[name] : undefined;
  if (before === undefined) members[name] = value;
  else if (Array.isArray(before)) (before as XmlValue[]).push(value);
  else members[name] = [before, value];
}
