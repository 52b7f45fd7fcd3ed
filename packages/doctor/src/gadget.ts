import type { Place } from './finding.js';
import { readHtml, type HtmlDocument } from './read/html.js';
import { attributeOffset, childrenNamed, elementsOf, excerptOf, textOf, type XmlDocument, type XmlElement } from './read/xml.js';

/** A gadget's XML file. */
export interface Spec {
  readonly path: string;
  readonly xml: XmlDocument;
  readonly root: XmlElement;
  /** Whether the XML is well-formed: of a spec that is not, parts may be lost. */
  readonly isSound: boolean;
  /** `Require` and `Optional` alike, by name. */
  readonly features: ReadonlyMap<string, Feature>;
  readonly prefs: ReadonlyMap<string, XmlElement>;
  readonly locales: readonly Locale[];
  readonly contents: readonly XmlElement[];
  /** The documents that stand in its `Content` elements. */
  readonly documents: readonly HtmlDocument[];
  /** `Content` elements whose document is a file of its own. */
  readonly pages: readonly { readonly element: XmlElement; readonly href: string }[];
}

interface Feature {
  readonly element: XmlElement;
  readonly params: readonly { readonly name: string; readonly value: string }[];
}

interface Locale {
  readonly element: XmlElement;
  readonly lang: string;
  readonly country: string;
  /** The bundle's file as it is written. */
  readonly messages: string | undefined;
  /** Messages that stand in the spec itself. */
  readonly own: ReadonlySet<string>;
}

/** Reads a spec off its XML. */
export function readSpec(path: string, xml: XmlDocument, root: XmlElement): Spec {
  const features = new Map<string, Feature>();
  const locales: Locale[] = [];
  for (const element of elementsOf(childrenNamed(root, 'ModulePrefs')[0])) {
    const feature = element.attributes.get('feature');
    if ((element.name === 'Require' || element.name === 'Optional') && feature !== undefined) {
      const params = childrenNamed(element, 'Param').map((param) => ({
        name: param.attributes.get('name') ?? '',
        value: textOf(param).trim(),
      }));
      features.set(feature.trim(), { element, params });
    }
    if (element.name === 'Locale') locales.push(localeOf(element));
  }
  const prefs = new Map(childrenNamed(root, 'UserPref').map((element) => [element.attributes.get('name') ?? '', element]));
  const contents = childrenNamed(root, 'Content');
  const documents: HtmlDocument[] = [];
  const pages: { element: XmlElement; href: string }[] = [];
  for (const element of contents) {
    const href = element.attributes.get('href')?.trim() ?? '';
    if (element.attributes.get('type') === 'url') continue;
    if (href === '') documents.push(readHtml(excerptOf(xml.source, element)));
    else pages.push({ element, href });
  }
  return { path, xml, root, isSound: xml.problems.length === 0, features, prefs, locales, contents, documents, pages };
}

/** The keys of a message bundle. */
export function messagesOf(root: XmlElement | undefined): Set<string> {
  return new Set(childrenNamed(root, 'msg').map((msg) => msg.attributes.get('name') ?? ''));
}

/** Where an element, or an attribute of it, stands. */
export function placeIn({ source }: XmlDocument, element: XmlElement, attribute?: string): Place {
  return source.place(attribute === undefined ? element.start : attributeOffset(source, element, attribute));
}

function localeOf(element: XmlElement): Locale {
  return {
    element,
    lang: element.attributes.get('lang') ?? '',
    country: element.attributes.get('country') ?? '',
    messages: element.attributes.get('messages'),
    own: messagesOf(element),
  };
}
