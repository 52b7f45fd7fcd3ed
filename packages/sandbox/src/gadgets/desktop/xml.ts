/**
 * XML as objects, by the rules of the vendor's library: an element with text alone is a text, an empty one `null`, several of a name an array, one
 * of a name itself; attributes are `@name`, with the text in `#text`. Everything is text, and tabs in it are lost.
 */
export type Xml = string | null | XmlObject | readonly Xml[];

/** Members in the order of the document. Without a prototype, so that no name is special. */
export interface XmlObject {
  readonly [name: string]: Xml;
}

/** An object with one member, the root's name. `undefined` for a text that is no XML. */
export function xmlObject(text: string): XmlObject | undefined {
  const root = xmlDocument(text)?.documentElement;
  if (!root) return undefined;
  const object = bare();
  object[root.nodeName] = valueOf(root);
  return object;
}

/** The document, or `undefined` where the text is none. */
export function xmlDocument(text: string): XMLDocument | undefined {
  const parsed = new DOMParser().parseFromString(text, 'text/xml');
  return parsed.getElementsByTagName('parsererror').length > 0 ? undefined : parsed;
}

/** The value along a path; `undefined` where it ends. Leads through the first of several. */
export function at(value: Xml | undefined, ...path: readonly string[]): Xml | undefined {
  return path.reduce<Xml | undefined>((from, name) => {
    const one = Array.isArray(from) ? (from as readonly Xml[])[0] : from;
    return typeof one === 'object' && one !== null && Object.hasOwn(one, name) ? (one as XmlObject)[name] : undefined;
  }, value);
}

/** The text along a path; `''` where there is none. */
export function textAt(value: Xml | undefined, ...path: readonly string[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' ? found.trim() : '';
}

/** What stands along a path, none, one or several, as a list. */
export function listAt(value: Xml | undefined, ...path: readonly string[]): readonly Xml[] {
  const found = at(value, ...path);
  if (found === undefined || found === null) return [];
  return Array.isArray(found) ? (found as readonly Xml[]) : [found];
}

/** Text that may stand in an element. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&apos;');
}

function bare(): Record<string, Xml> {
  return Object.create(null) as Record<string, Xml>;
}

function valueOf(element: Element): Xml {
  if (element.attributes.length === 0 && element.children.length === 0) return textOf(element).trim() === '' ? null : textOf(element);
  const object = bare();
  for (const { name, value } of element.attributes) object[`@${name}`] = value;
  for (const child of element.children) {
    const { nodeName: name } = child;
    const before = object[name];
    const value = valueOf(child);
    if (!Object.hasOwn(object, name)) object[name] = value;
    else object[name] = Array.isArray(before) ? [...(before as readonly Xml[]), value] : [before ?? null, value];
  }
  const text = textOf(element);
  if (text !== '' && (element.children.length === 0 || text.trim() !== '')) object['#text'] = text;
  return object;
}

function textOf(element: Element): string {
  return [...element.childNodes]
    .filter(({ nodeType }) => nodeType === Node.TEXT_NODE || nodeType === Node.CDATA_SECTION_NODE)
    .map(({ nodeValue }) => nodeValue ?? '')
    .join('')
    .replaceAll('\t', '');
}
