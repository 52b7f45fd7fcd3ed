import { parseXml, XmlRefused, type XmlNode } from '../../finesse/xml/read.js';

/** Every element that holds a text and no other element, with its text; `undefined` for what is no XML. An empty text is no leaves. */
export function leavesOf(text: string): readonly [name: string, text: string][] | undefined {
  if (text.trim() === '') return [];
  try {
    return leaves(parseXml(text));
  } catch (error) {
    if (error instanceof XmlRefused) return undefined;
    throw error;
  }
}

function leaves(node: XmlNode): readonly [string, string][] {
  if (node.children.length > 0) return node.children.flatMap(leaves);
  const text = node.text.trim();
  return text === '' ? [] : [[node.name, text]];
}
