import { elementsOf, textOf, type XmlDocument, type XmlElement } from './read/xml.js';

/** A desktop layout. */
export interface Layout {
  readonly path: string;
  readonly xml: XmlDocument;
  readonly root: XmlElement;
  readonly gadgets: readonly LayoutGadget[];
}

export interface LayoutGadget {
  readonly element: XmlElement;
  /** As it is written, white space and all. */
  readonly written: string;
  /** Without its query. */
  readonly address: string;
  readonly query: URLSearchParams;
  /** On the page above all tabs. */
  readonly isPageLevel: boolean;
}

/** Reads a layout off its XML. */
export function readLayout(path: string, xml: XmlDocument, root: XmlElement): Layout {
  const gadgets: LayoutGadget[] = [];
  for (const element of elementsOf(root)) {
    if (element.name !== 'gadget') continue;
    const written = textOf(element);
    const [address = '', query = ''] = written.trim().split(/\?(.*)/s);
    // The gadgets for live data part their values with `;` as well.
    gadgets.push({
      element,
      written,
      address,
      query: new URLSearchParams(query.replaceAll(';', '&')),
      isPageLevel: isWithin(element, 'page'),
    });
  }
  return { path, xml, root, gadgets };
}

function isWithin({ parent }: XmlElement, name: string): boolean {
  for (let at = parent; at; at = at.parent) if (at.name === name) return true;
  return false;
}
