import { XmlError } from './error.js';

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

/** A namespace declaration in force, and the depth of the element that made it. */
interface Binding {
  readonly prefix: string;
  readonly uri: string;
  readonly depth: number;
}

/** An attribute of the present start tag. */
export interface Attribute {
  /** Empty where there is none. */
  readonly prefix: string;
  readonly name: string;
  readonly value: string;
}

/** Which prefix stands for what, where the reader is in the document (Namespaces in XML 1.0). */
export class Namespaces {
  readonly #bindings: Binding[] = [];

  /** The namespace of a prefix, empty for none; `undefined` when the prefix is not declared. */
  of(prefix: string): string | undefined {
    if (prefix === 'xml') return XML_NAMESPACE;
    for (let i = this.#bindings.length - 1; i >= 0; i--) {
      const binding = this.#bindings[i]!;
      if (binding.prefix === prefix) return binding.uri;
    }
    return prefix === '' ? '' : undefined;
  }

  /** Takes in what the attributes of an element at `depth` declare, then checks the prefixes they use. Throws `XmlError`. */
  enter(attributes: readonly Attribute[], depth: number, at: number): void {
    for (const { prefix, name, value } of attributes) {
      if (prefix === 'xmlns') this.#bind(name, value, depth, at);
      else if (prefix === '' && name === 'xmlns') this.#bind('', value, depth, at);
    }
    for (const attribute of attributes) {
      if (attribute.prefix === '' || attribute.prefix === 'xmlns') continue;
      const uri = this.of(attribute.prefix);
      if (uri === undefined) throw new XmlError('namespace', at);
      // Two prefixes may stand for one namespace: then the same local name is the same attribute.
      const twin = (other: Attribute) =>
        other !== attribute &&
        other.name === attribute.name &&
        other.prefix !== '' &&
        other.prefix !== 'xmlns' &&
        this.of(other.prefix) === uri;
      if (attributes.some(twin)) throw new XmlError('attribute', at);
    }
  }

  /** Forgets what elements deeper than `depth` declared. */
  leave(depth: number): void {
    const bindings = this.#bindings;
    while (bindings.length > 0 && bindings[bindings.length - 1]!.depth > depth) bindings.pop();
  }

  #bind(prefix: string, uri: string, depth: number, at: number): void {
    const reserved = prefix === 'xmlns' || uri === XMLNS_NAMESPACE || (prefix === 'xml') !== (uri === XML_NAMESPACE);
    if (reserved || (prefix !== '' && uri === '')) throw new XmlError('namespace', at);
    this.#bindings.push({ prefix, uri, depth });
  }
}
