import { XmlError } from './error.js';
import { isTarget, nameEnd } from './names.js';
import { forbiddenIn, unescaped, withLineEnds } from './references.js';
import { copyOf, keyAt, valueAt } from './words.js';

export { XmlError, type XmlErrorCode } from './error.js';

/** What a document may be at most. */
export interface XmlLimits {
  /** UTF-16 units. Default 1,000,000. */
  readonly size?: number;
  /** Elements inside each other. Default 64. */
  readonly depth?: number;
  /** Attributes on one element. Default 32. */
  readonly attributes?: number;
  /** Namespace declarations in force at one place. Default 64. */
  readonly namespaces?: number;
}

const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const SLASH = 0x2f;
const COLON = 0x3a;
const LT = 0x3c;
const EQUALS = 0x3d;
const GT = 0x3e;

const DECLARATION =
  /<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])1\.\d+\1(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])[A-Za-z][\w.-]*\2)?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(?:yes|no)\3)?[ \t\r\n]*\?>/y;

// What a value of an attribute seldom has: blanks other than spaces, references, and what it must not have.
const UNUSUAL = /[\t\n\r&<]/;

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

/** An attribute of the present start tag; `prefix` is empty where there is none. */
type Attribute = readonly [prefix: string, name: string, value: string];
/** A namespace declaration in force, and the depth of the element that made it. */
type Binding = readonly [prefix: string, uri: string, depth: number];

const NONE: readonly Attribute[] = [];

type Step = 'open' | 'close' | 'text' | 'end';

/**
 * A strict, single-pass reader of one XML 1.0 document. Readers pull: there is no tree.
 *
 * ```ts
 * const xml = new XmlCursor(text);   // stands on the root element
 * for (const dialog = xml.depth; xml.child(dialog); ) {
 *   switch (xml.key) {
 *     case 'id': id = xml.word(); break;
 *     case 'actions': for (const list = xml.depth; xml.child(list, 'action'); ) actions.push(xml.word()); break;
 *   }                                                     // what nobody read is skipped, checked all the same
 * }
 * xml.end();
 * ```
 * Accepts what a browser's `DOMParser` accepts, with the same content, but for document types, what is beyond the limits, and what XML
 * forbids though browsers let it pass (listed in `oracle.test.ts`). Every method throws {@link XmlError}; the time is linear in the
 * text. A string that leaves the cursor never keeps the document alive, except from `peek`.
 */
export class XmlCursor {
  /** How many elements are open, the one the cursor stands on included. */
  depth = 0;

  #text!: string;
  #limits!: XmlLimits;
  #at!: number;
  /** Where the qualified names of the open elements begin and end; only the first `depth` are in force. */
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** Where the local name of the element the cursor stands on begins; its key, once somebody asked. */
  #local!: number;
  #key: string | undefined;
  /** The start tag just read was `<a/>`: its end is still to be reported. */
  #empty = false;
  #attributes: readonly Attribute[] = NONE;
  readonly #bindings: Binding[] = [
    ['xml', XML_NAMESPACE, 0],
    ['', '', 0],
  ];
  // The text just stepped over: where it lies, and what it is where that is not the same.
  #from!: number;
  #to!: number;
  #decoded: string | undefined;
  /** The first reference not before the last text; whether there is a `]]>` anywhere. */
  #reference!: number;
  #sections!: boolean;

  /** Reads the prolog and the root's start tag. */
  constructor(text: string, limits?: XmlLimits) {
    this.open(text, limits);
  }

  /** Begins another document, as the constructor does. Only after {@link end}: a cursor that has thrown is of no more use. */
  open(text: string, limits: XmlLimits = {}): this {
    if (text.length > (limits.size ?? 1_000_000)) throw new XmlError('too-large', 0);
    this.#text = text;
    this.#limits = limits;
    this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    this.#reference = -1;
    // Nor has a root been read.
    this.#ends[0] = 0;
    DECLARATION.lastIndex = this.#at;
    if (DECLARATION.test(text)) this.#at = DECLARATION.lastIndex;
    for (let step; (step = this.#step()) !== 'open';) if (step === 'end') throw new XmlError('no-root', this.#at);
    const bad = forbiddenIn(text);
    if (bad >= 0) throw new XmlError('character', bad);
    // XML wants line ends made one before anything else; what has been read already is not affected.
    if (text.includes('\r', this.#at)) this.#text = text.slice(0, this.#at) + withLineEnds(text.slice(this.#at));
    this.#sections = text.includes(']]>');
    return this;
  }

  /** Local name of the element the cursor stands on, as written. */
  get name(): string {
    return valueAt(this.#text, this.#local, this.#ends[this.depth - 1]!);
  }

  /** The local name with its first letter in lower case; what readers switch on. */
  get key(): string {
    // Looked up when asked for only: what is skipped has no need of a name.
    return (this.#key ??= keyAt(this.#text, this.#local, this.#ends[this.depth - 1]!));
  }

  /** Namespace of the element the cursor stands on, before it was read; empty when it has none. */
  get namespace(): string {
    return this.#own()!;
  }

  /** Whether the cursor stands on an element of this local name, as written, in this namespace. */
  is(name: string, namespace: string): boolean {
    return this.name === name && this.namespace === namespace;
  }

  /** Goes on to the next child of the element at `depth` (with this key), past whatever was left unread. False at its end tag. */
  child(depth: number, key?: string): boolean {
    while (this.depth >= depth) {
      if (this.#step() === 'open' && this.depth === depth + 1 && (key === undefined || key === this.key)) return true;
    }
    return false;
  }

  /** Value of an unprefixed attribute of the element the cursor stands on, before it was read; `undefined` when it has none. */
  attribute(name: string): string | undefined {
    for (const attribute of this.#attributes) if (attribute[1] === name && attribute[0] === '') return attribute[2];
    return undefined;
  }

  /** All text inside the element, descendants' too, unescaped and otherwise as it stands. Leaves the element. */
  text(): string {
    const text = this.#content();
    return valueAt(text, this.#from, this.#to);
  }

  /** The text without blanks around it. For ids, names and enums. Leaves the element. */
  word(): string {
    const text = this.#content();
    let from = this.#from;
    let to = this.#to;
    while (from < to && text.charCodeAt(from) < 0x21) from++;
    while (from < to && text.charCodeAt(to - 1) < 0x21) to--;
    return valueAt(text, from, to);
  }

  /** As `text`, but the string may keep the document alive: only for values that are not kept. Leaves the element. */
  peek(): string {
    return this.#content().slice(this.#from, this.#to);
  }

  /** Reads to the end of the document, which must hold nothing more than comments and blanks after the root. Keeps nothing of it alive. */
  end(): void {
    while (this.#step() !== 'end');
    this.#text = '';
    this.#decoded = undefined;
    this.#attributes = NONE;
  }

  /** The namespace of the element whose start tag was read last. */
  #own(): string | undefined {
    const start = this.#starts[this.depth - 1]!;
    return this.#namespace(this.#text.slice(start, Math.max(start, this.#local - 1)));
  }

  /** What a prefix stands for, where the reader is in the document (Namespaces in XML 1.0). */
  #namespace(prefix: string): string | undefined {
    const bindings = this.#bindings;
    for (let i = bindings.length - 1; i >= 0; i--) if (bindings[i]![0] === prefix) return bindings[i]![1];
    return undefined;
  }

  /** Reads to the end of the present element. Its content is the piece of the answer from `#from` to `#to`. */
  #content(): string {
    const text = this.#text;
    const outer = this.depth - 1;
    this.#from = this.#to = this.#at;
    this.#decoded = undefined;
    if (!this.#empty && text.charCodeAt(this.#at) !== LT) this.#step();
    // Nearly always there is nothing else inside.
    if (text.charCodeAt(this.#at + 1) !== SLASH || this.#empty || this.#decoded !== undefined) {
      let whole = '';
      for (let step: Step = 'text'; this.depth > outer; step = this.#step()) {
        if (step === 'text') whole += this.#decoded ?? copyOf(text, this.#from, this.#to);
      }
      this.#from = 0;
      this.#to = whole.length;
      return whole;
    }
    this.#endTag();
    return text;
  }

  // One thing further: a tag, a run of text, or the end. Comments and processing instructions are stepped over.
  #step(): Step {
    if (this.#empty) {
      this.#empty = false;
      this.#leave();
      return 'close';
    }
    const text = this.#text;
    for (;;) {
      const at = this.#at;
      if (at >= text.length) {
        if (this.depth > 0) throw new XmlError('unclosed', at);
        return 'end';
      }
      if (text.charCodeAt(at) !== LT) {
        this.#run();
        return 'text';
      }
      const next = text.charCodeAt(at + 1);
      if (next === SLASH) {
        this.#endTag();
        return 'close';
      }
      if (next !== 0x21 && next !== 0x3f) {
        this.#startTag();
        return 'open';
      }
      if (this.#other(text)) return 'text';
    }
  }

  /** Steps over text up to the next markup. */
  #run(): void {
    const text = this.#text;
    const from = this.#at;
    let to = text.indexOf('<', from);
    if (to < 0) to = text.length;
    if (this.depth === 0 && this.#blanksEnd(from) < to) throw new XmlError('outside-root', this.#blanksEnd(from));
    this.#decoded = undefined;
    // A negative place is beyond all others.
    if (this.#reference < from) this.#reference = text.indexOf('&', from) >>> 0;
    if (this.#sections && text.slice(from, to).includes(']]>')) throw new XmlError('character', from);
    if (this.#reference < to) this.#decoded = unescaped(text.slice(from, to), from);
    this.#from = from;
    this.#at = this.#to = to;
  }

  /** Steps over a comment or an instruction, or onto a CDATA section (true). */
  #other(text: string): boolean {
    const at = this.#at;
    const until = (mark: string, from: number): number => {
      const end = text.indexOf(mark, from);
      if (end < 0) throw new XmlError('unclosed', at);
      this.#at = end + mark.length;
      return end;
    };
    if (text.startsWith('<!--', at)) {
      const end = until('--', at + 4);
      if (text.charCodeAt(end + 2) !== GT) throw new XmlError('tag', end);
      this.#at = end + 3;
    } else if (text.startsWith('<?', at)) {
      const [target = ''] = text.slice(at + 2, until('?>', at + 2)).split(/[ \t\r\n]/, 1);
      if (!isTarget(target)) throw new XmlError('tag', at);
    } else if (text.startsWith('<![CDATA[', at)) {
      if (this.depth === 0) throw new XmlError('outside-root', at);
      this.#from = at + 9;
      this.#to = until(']]>', at + 9);
      this.#decoded = undefined;
      return true;
    } else {
      throw new XmlError(text.startsWith('<!DOCTYPE', at) ? 'doctype' : 'tag', at);
    }
    return false;
  }

  /** Where the qualified name at `at` ends; its local part is what begins at `#local`. */
  #nameEnd(at: number): number {
    const text = this.#text;
    const end = nameEnd(text, at);
    if (end === at) throw new XmlError('tag', at);
    this.#local = at;
    if (text.charCodeAt(end) !== COLON) return end;
    this.#local = end + 1;
    const local = nameEnd(text, end + 1);
    if (local === end + 1) throw new XmlError('namespace', local);
    return local;
  }

  #startTag(): void {
    const text = this.#text;
    const start = this.#at + 1;
    // A name in the first place is there since the root was.
    if (this.depth === 0 && this.#ends[0]! > 0) throw new XmlError('outside-root', start);
    if (this.depth >= (this.#limits.depth ?? 64)) throw new XmlError('too-deep', start);
    let at = this.#nameEnd(start);
    const local = this.#local;
    this.#key = undefined;
    this.#starts[this.depth] = start;
    this.#ends[this.depth++] = at;
    this.#attributes = NONE;
    if (text.charCodeAt(at) !== GT) at = this.#readAttributes(at);
    this.#local = local;
    if (local !== start && this.#own() === undefined) throw new XmlError('namespace', start);
    this.#empty = text.charCodeAt(at) === SLASH;
    this.#at = at + (this.#empty ? 2 : 1);
  }

  #endTag(): void {
    const text = this.#text;
    let at = this.#at + 2;
    if (this.depth === 0) throw new XmlError('outside-root', at);
    const end = this.#ends[this.depth - 1]!;
    for (let i = this.#starts[this.depth - 1]!; i < end; i++, at++) {
      if (text.charCodeAt(i) !== text.charCodeAt(at)) throw new XmlError('mismatch', at);
    }
    at = this.#blanksEnd(at);
    if (text.charCodeAt(at) !== GT) throw new XmlError(at >= text.length ? 'unclosed' : 'mismatch', at);
    this.#at = at + 1;
    this.#leave();
  }

  #leave(): void {
    this.depth--;
    const bindings = this.#bindings;
    while (bindings[bindings.length - 1]![2] > this.depth) bindings.pop();
  }

  // Nothing else below the blank is let through.
  #blanksEnd(at: number): number {
    while (this.#text.charCodeAt(at) < 0x21) at++;
    return at;
  }

  /** Reads to the `>` or `/>` of a start tag, and gives its place. */
  #readAttributes(from: number): number {
    const text = this.#text;
    const attributes: Attribute[] = [];
    for (let at = from; ;) {
      const start = this.#blanksEnd(at);
      const code = text.charCodeAt(start);
      if (code === GT || (code === SLASH && text.charCodeAt(start + 1) === GT)) {
        if (attributes.length > 0) this.#bind(attributes, start);
        return start;
      }
      if (!text.includes('>', start)) throw new XmlError('unclosed', start);
      if (start === at) throw new XmlError('tag', at);
      const end = this.#nameEnd(start);
      const local = this.#local;
      if (attributes.length >= (this.#limits.attributes ?? 32)) throw new XmlError('attribute', end);
      const prefix = valueAt(text, start, Math.max(start, local - 1));
      const name = valueAt(text, local, end);
      if (attributes.some((other) => other[1] === name && other[0] === prefix)) throw new XmlError('attribute', start);
      const open = this.#quote(end);
      at = text.indexOf(text[open]!, open + 1) + 1;
      if (at === 0) throw new XmlError('attribute', end);
      attributes.push([prefix, name, this.#value(open + 1, at - 1)]);
    }
  }

  /** Where the quote is that opens the value of the attribute whose name ends at `at`. */
  #quote(at: number): number {
    const text = this.#text;
    const equals = this.#blanksEnd(at);
    const open = this.#blanksEnd(equals + 1);
    const quote = text.charCodeAt(open);
    if (text.charCodeAt(equals) !== EQUALS || (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE)) throw new XmlError('attribute', at);
    return open;
  }

  /** The attribute's value that stands from `from` to `to`, as it is meant. */
  #value(from: number, to: number): string {
    const value = valueAt(this.#text, from, to);
    if (!UNUSUAL.test(value)) return value;
    if (value.includes('<')) throw new XmlError('attribute', from + value.indexOf('<'));
    // Blanks become spaces before references are put in.
    const plain = /[\t\n\r]/.test(value) ? withLineEnds(value, true) : value;
    return plain.includes('&') ? unescaped(plain, from) : plain;
  }

  /** Takes in what the attributes declare, then checks the prefixes they use. */
  #bind(attributes: Attribute[], at: number): void {
    this.#attributes = attributes;
    for (const [prefix, name, uri] of attributes) {
      if (prefix !== 'xmlns' && (prefix !== '' || name !== 'xmlns')) continue;
      const bound = prefix && name;
      const reserved = bound === 'xmlns' || uri === XMLNS_NAMESPACE || (bound === 'xml') !== (uri === XML_NAMESPACE);
      if (reserved || (bound !== '' && uri === '')) throw new XmlError('namespace', at);
      // The first two were not declared by anybody.
      if (this.#bindings.length >= (this.#limits.namespaces ?? 64) + 2) throw new XmlError('too-deep', at);
      this.#bindings.push([bound, uri, this.depth]);
    }
    for (const one of attributes) {
      const [prefix, name] = one;
      if (prefix === '' || prefix === 'xmlns') continue;
      const uri = this.#namespace(prefix);
      if (uri === undefined) throw new XmlError('namespace', at);
      // Two prefixes may stand for one namespace: then the same local name is the same attribute.
      const isTwin = (other: Attribute) => other !== one && other[1] === name && other[0] !== '' && this.#namespace(other[0]) === uri;
      if (attributes.some(isTwin)) throw new XmlError('attribute', at);
    }
  }
}

// A cursor and its lists are used again: with new ones, reading a call's message allocated a seventh more. One that is reading, or has thrown, is not here.
let idle: XmlCursor | undefined;

/** Reads a whole document with `read`, which finds the cursor on the root; then checks the rest. Throws {@link XmlError}. */
export function readXml<T>(text: string, read: (xml: XmlCursor) => T, limits?: XmlLimits): T {
  const known = idle;
  idle = undefined;
  const xml = known?.open(text, limits) ?? new XmlCursor(text, limits);
  const value = read(xml);
  xml.end();
  idle = xml;
  return value;
}
