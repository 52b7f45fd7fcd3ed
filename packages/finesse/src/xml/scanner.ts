import { breaksText, isSpace, nameEnd, targetEnd, withoutBlanks } from './chars.js';
import { XmlError } from './error.js';
import { Namespaces, type Attribute } from './namespaces.js';
import { afterReference, afterWide, attributeValue, checkCharacters, unescape, withOneLineEnd } from './references.js';
import { valueAt, wordAt } from './vocabulary.js';
import { copyOf, type Word } from './words.js';

export { XmlError, type XmlErrorCode } from './error.js';

/** What a document may be at most. */
export interface XmlLimits {
  /** UTF-16 units. Default 1,000,000. */
  readonly size?: number;
  /** Elements inside each other. Default 64. */
  readonly depth?: number;
  /** Attributes on one element. Default 32. */
  readonly attributes?: number;
}

const CR = 0x0d;
const BANG = 0x21;
const AMP = 0x26;
const SLASH = 0x2f;
const COLON = 0x3a;
const LT = 0x3c;
const EQUALS = 0x3d;
const GT = 0x3e;
const QUESTION = 0x3f;
const BRACKET = 0x5d;

const DECLARATION =
  /<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.[0-9]+"|'1\.[0-9]+')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/y;

const NO_ATTRIBUTES: readonly Attribute[] = [];

/** From this length on a run of text with references is worth a search of its own. */
const LONG = 64;
// What a run of text may not simply hold, or what takes a closer look.
// eslint-disable-next-line no-control-regex
const TROUBLE = /[\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]|]]>|&(?!(?:lt|gt|amp|quot|apos);)/;

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

  readonly #text: string;
  readonly #length: number;
  readonly #maxDepth: number;
  readonly #maxAttributes: number;
  #at = 0;
  #rootSeen = false;
  /** Where the qualified names of the open elements begin and end; only the first `depth` are in force. */
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** Where the local name of the element the cursor stands on begins; its word, once somebody asked. */
  #local = 0;
  #word: Word | undefined;
  /** The start tag just read was `<a/>`: its end is still to be reported. */
  #empty = false;
  #attributes: readonly Attribute[] = NO_ATTRIBUTES;
  readonly #namespaces: Namespaces = new Namespaces();
  // The text just stepped over: where it lies, and what is to be done before it is a value.
  #from = 0;
  #to = 0;
  #raw: 'plain' | 'escaped' | 'cdata' = 'plain';
  /** Place of the colon in the name just read, or -1. */
  #colon = -1;

  /** Reads the prolog and the root's start tag. */
  constructor(text: string, limits: XmlLimits = {}) {
    if (text.length > (limits.size ?? 1_000_000)) throw new XmlError('too-large', 0);
    this.#text = text;
    this.#length = text.length;
    this.#maxDepth = limits.depth ?? 64;
    this.#maxAttributes = limits.attributes ?? 32;
    if (text.charCodeAt(0) === 0xfeff) this.#at = 1;
    DECLARATION.lastIndex = this.#at;
    if (DECLARATION.test(text)) this.#at = DECLARATION.lastIndex;
    for (;;) {
      const step = this.#step();
      if (step === 'open') return;
      if (step === 'end') throw new XmlError('no-root', this.#at);
    }
  }

  /** Local name of the element the cursor stands on, as written. */
  get name(): string {
    return this.#named().word;
  }

  /** The local name with its first letter in lower case; what readers switch on. */
  get key(): string {
    return this.#named().key;
  }

  /** Namespace of the element the cursor stands on, before it was read; empty when it has none. */
  get namespace(): string {
    return this.#namespaces.of(this.#prefix()) ?? '';
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
    for (const attribute of this.#attributes) if (attribute.name === name && attribute.prefix === '') return attribute.value;
    return undefined;
  }

  /** All text inside the element, descendants' too, unescaped and otherwise as it stands. Leaves the element. */
  text(): string {
    return this.#content() ?? valueAt(this.#text, this.#from, this.#to);
  }

  /** The text without blanks around it. For ids, names and enums. Leaves the element. */
  word(): string {
    const decoded = this.#content();
    if (decoded !== undefined) return withoutBlanks(decoded);
    let from = this.#from;
    let to = this.#to;
    while (from < to && isSpace(this.#text.charCodeAt(from))) from++;
    while (from < to && isSpace(this.#text.charCodeAt(to - 1))) to--;
    return valueAt(this.#text, from, to);
  }

  /** As `text`, but the string may keep the document alive: only for values that are not kept. Leaves the element. */
  peek(): string {
    return this.#content() ?? this.#text.slice(this.#from, this.#to);
  }

  /** Reads to the end of the document, which must hold nothing more than comments and blanks after the root. */
  end(): void {
    while (this.#step() !== 'end');
  }

  // Looked up when asked for only: what is skipped has no need of a name.
  #named(): Word {
    return (this.#word ??= wordAt(this.#text, this.#local, this.#ends[this.depth - 1]!));
  }

  #prefix(): string {
    const start = this.#starts[this.depth - 1]!;
    return this.#local === start ? '' : this.#text.slice(start, this.#local - 1);
  }

  /** Reads to the end of the present element. `undefined`: its text is the plain piece from `#from` to `#to`. */
  #content(): string | undefined {
    const text = this.#text;
    const outer = this.depth - 1;
    this.#raw = 'plain';
    this.#from = this.#to = this.#at;
    if (!this.#empty && this.#at < this.#length && text.charCodeAt(this.#at) !== LT) this.#run();
    // Nearly always there is nothing else inside; `#from` and `#to` already say where.
    if (!this.#empty && this.#raw === 'plain' && this.#at + 1 < this.#length && text.charCodeAt(this.#at + 1) === SLASH) {
      this.#endTag();
      return undefined;
    }
    let whole = this.#piece();
    while (this.depth > outer) if (this.#step() === 'text') whole += this.#piece();
    return whole;
  }

  // Copied before it is worked on: what replacing gives back may point into what it was given.
  #piece(): string {
    const piece = copyOf(this.#text, this.#from, this.#to);
    if (this.#raw === 'plain') return piece;
    return this.#raw === 'escaped' ? unescape(withOneLineEnd(piece)) : withOneLineEnd(piece);
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
      if (at >= this.#length) {
        if (this.depth > 0) throw new XmlError('unclosed', at);
        return 'end';
      }
      if (text.charCodeAt(at) !== LT) {
        this.#run();
        return 'text';
      }
      switch (text.charCodeAt(at + 1)) {
        case SLASH:
          this.#endTag();
          return 'close';
        case BANG:
          if (this.#section()) return 'text';
          break;
        case QUESTION:
          this.#instruction();
          break;
        default:
          this.#startTag();
          return 'open';
      }
    }
  }

  /** Steps over text up to the next markup. */
  #run(): void {
    const text = this.#text;
    const length = this.#length;
    const from = this.#at;
    let at = from;
    this.#raw = 'plain';
    for (;;) {
      let code = LT;
      while (at < length && !breaksText((code = text.charCodeAt(at)))) at++;
      if (at >= length || code === LT) break;
      if (code === AMP) {
        // A document inside a document has a reference every few characters: let the engine look for trouble in the whole run at once.
        if (this.#raw === 'plain') {
          this.#raw = 'escaped';
          const end = text.indexOf('<', at);
          if (end - at > LONG && !TROUBLE.test(text.slice(at, end))) {
            at = end;
            break;
          }
        }
        at = afterReference(text, at);
      } else if (code === CR) {
        this.#raw = 'escaped';
        at++;
      } else if (code === GT) {
        if (at - from >= 2 && text.charCodeAt(at - 1) === BRACKET && text.charCodeAt(at - 2) === BRACKET)
          throw new XmlError('character', at);
        at++;
      } else {
        at = afterWide(text, at);
      }
    }
    if (this.depth === 0) {
      for (let i = from; i < at; i++) if (!isSpace(text.charCodeAt(i))) throw new XmlError('outside-root', i);
    }
    this.#from = from;
    this.#to = at;
    this.#at = at;
  }

  /** Steps over a comment, or onto a CDATA section (true). */
  #section(): boolean {
    const text = this.#text;
    const at = this.#at;
    if (text.startsWith('--', at + 2)) {
      const end = text.indexOf('--', at + 4);
      if (end < 0) throw new XmlError('unclosed', at);
      if (text.charCodeAt(end + 2) !== GT) throw new XmlError('tag', end);
      checkCharacters(text, at + 4, end);
      this.#at = end + 3;
      return false;
    }
    if (text.startsWith('[CDATA[', at + 2)) {
      if (this.depth === 0) throw new XmlError('outside-root', at);
      const end = text.indexOf(']]>', at + 9);
      if (end < 0) throw new XmlError('unclosed', at);
      checkCharacters(text, at + 9, end);
      this.#from = at + 9;
      this.#to = end;
      this.#raw = 'cdata';
      this.#at = end + 3;
      return true;
    }
    throw new XmlError(text.startsWith('DOCTYPE', at + 2) ? 'doctype' : 'tag', at);
  }

  #instruction(): void {
    const text = this.#text;
    const at = this.#at;
    const target = targetEnd(text, at + 2);
    if (target === at + 2) throw new XmlError('tag', target);
    if (target - at === 5 && text.slice(at + 2, target).toLowerCase() === 'xml') throw new XmlError('tag', at);
    const end = text.indexOf('?>', target);
    if (end < 0) throw new XmlError('unclosed', at);
    if (end !== target && !isSpace(text.charCodeAt(target))) throw new XmlError('tag', target);
    checkCharacters(text, target, end);
    this.#at = end + 2;
  }

  /** Where the qualified name at `at` ends; `#colon` says where its prefix does. */
  #nameEnd(at: number): number {
    const text = this.#text;
    const end = nameEnd(text, at);
    if (end === at) throw new XmlError('tag', at);
    this.#colon = -1;
    if (end >= this.#length || text.charCodeAt(end) !== COLON) return end;
    this.#colon = end;
    const local = nameEnd(text, end + 1);
    if (local === end + 1) throw new XmlError('namespace', local);
    return local;
  }

  #startTag(): void {
    const text = this.#text;
    const start = this.#at + 1;
    if (this.depth === 0 && this.#rootSeen) throw new XmlError('outside-root', start);
    if (this.depth >= this.#maxDepth) throw new XmlError('too-deep', start);
    this.#rootSeen = true;
    const end = this.#nameEnd(start);
    this.#local = this.#colon < 0 ? start : this.#colon + 1;
    this.#word = undefined;
    this.#starts[this.depth] = start;
    this.#ends[this.depth] = end;
    this.depth++;
    this.#at = end;
    this.#attributes = NO_ATTRIBUTES;
    const next = text.charCodeAt(end);
    if (next !== GT && next !== SLASH) this.#readAttributes();
    if (this.#local !== start && this.#namespaces.of(this.#prefix()) === undefined) throw new XmlError('namespace', start);
    const at = this.#at;
    if (text.charCodeAt(at) === GT) {
      this.#at = at + 1;
    } else if (text.charCodeAt(at) === SLASH && text.charCodeAt(at + 1) === GT) {
      this.#at = at + 2;
      this.#empty = true;
    } else {
      throw new XmlError(at >= this.#length ? 'unclosed' : 'tag', at);
    }
  }

  #endTag(): void {
    const text = this.#text;
    const start = this.#at + 2;
    if (this.depth === 0) throw new XmlError('outside-root', start);
    const end = this.#ends[this.depth - 1]!;
    let at = start;
    for (let i = this.#starts[this.depth - 1]!; i < end; i++, at++) {
      if (at >= this.#length || text.charCodeAt(i) !== text.charCodeAt(at)) throw new XmlError('mismatch', at);
    }
    while (isSpace(text.charCodeAt(at))) at++;
    if (text.charCodeAt(at) !== GT) throw new XmlError(at >= this.#length ? 'unclosed' : 'mismatch', at);
    this.#at = at + 1;
    this.#leave();
  }

  #leave(): void {
    this.depth--;
    this.#namespaces.leave(this.depth);
  }

  #skipSpace(): boolean {
    const from = this.#at;
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at++;
    return this.#at > from;
  }

  #readAttributes(): void {
    const text = this.#text;
    const attributes: Attribute[] = [];
    while (this.#skipSpace()) {
      const start = this.#at;
      const code = text.charCodeAt(start);
      if (code === GT || code === SLASH) break;
      const end = this.#nameEnd(start);
      const colon = this.#colon;
      this.#at = end;
      this.#skipSpace();
      if (text.charCodeAt(this.#at) !== EQUALS) throw new XmlError('attribute', this.#at);
      this.#at++;
      this.#skipSpace();
      const value = this.#attributeValue();
      const prefix = colon < 0 ? '' : copyOf(text, start, colon);
      const name = copyOf(text, colon < 0 ? start : colon + 1, end);
      if (attributes.length >= this.#maxAttributes) throw new XmlError('attribute', start);
      if (attributes.some((other) => other.name === name && other.prefix === prefix)) throw new XmlError('attribute', start);
      attributes.push({ prefix, name, value });
    }
    this.#attributes = attributes;
    this.#namespaces.enter(attributes, this.depth, this.#at);
  }

  #attributeValue(): string {
    const text = this.#text;
    const quote = text.charCodeAt(this.#at);
    if (quote !== 0x22 && quote !== 0x27) throw new XmlError('attribute', this.#at);
    const from = this.#at + 1;
    let at = from;
    let plain = true;
    for (let code; (code = text.charCodeAt(at)) !== quote;) {
      if (at >= this.#length) throw new XmlError('unclosed', at);
      if (code === LT) throw new XmlError('attribute', at);
      if (code === AMP) {
        plain = false;
        at = afterReference(text, at);
      } else if (code > 0x20 && code < 0xd800) {
        at++;
      } else {
        if (code !== 0x20 && code < 0x20) plain = false;
        at = afterWide(text, at);
      }
    }
    this.#at = at + 1;
    return plain ? copyOf(text, from, at) : attributeValue(copyOf(text, from, at));
  }
}

/** Reads a whole document with `read`, which finds the cursor on the root; then checks the rest. Throws {@link XmlError}. */
export function readXml<T>(text: string, read: (xml: XmlCursor) => T, limits?: XmlLimits): T {
  const xml = new XmlCursor(text, limits);
  const value = read(xml);
  xml.end();
  return value;
}
