/** Why a document was refused. Says nothing of its content. */
export type XmlErrorCode =
  | 'too-large'
  | 'too-deep'
  | 'doctype'
  | 'entity'
  | 'character'
  | 'tag'
  | 'mismatch'
  | 'attribute'
  | 'namespace'
  | 'unclosed'
  | 'outside-root'
  | 'no-root';

/** A document is not well formed, or beyond a limit. `offset` counts UTF-16 units from the start; no content is repeated. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
  readonly code: XmlErrorCode;
  readonly offset: number;

  constructor(code: XmlErrorCode, offset: number) {
    super(`XML refused: ${code} at ${offset}`);
    this.code = code;
    this.offset = offset;
  }
}

/** What a document may be at most. */
export interface XmlLimits {
  /** UTF-16 units. Default 1,000,000. */
  readonly size?: number;
  /** Elements inside each other. Default 64. */
  readonly depth?: number;
  /** Attributes on one element. Default 64. */
  readonly attributes?: number;
}

/**
 * A strict, single-pass reader of one XML 1.0 document. Readers pull: there is no tree.
 *
 * ```ts
 * const xml = new XmlCursor(text);   // stands on the root element
 * for (const depth = xml.depth; xml.child(depth); ) {
 *   switch (xml.key) {
 *     case 'id': id = xml.word(); break;
 *     case 'participants': readParticipants(xml); break;   // a nested loop of the same form
 *   }                                                     // what nobody read is skipped, checked all the same
 * }
 * xml.end();
 * ```
 * Every method throws {@link XmlError}. A string that leaves the cursor never keeps the document alive, except from `peek`.
 */
export class XmlCursor {
  /** Local name of the element the cursor stands on, as written. */
  name = '';
  /** The local name with its first letter in lower case; what readers switch on. */
  key = '';
  /** How many elements are open, the one the cursor stands on included. */
  depth = 0;

  /** Reads the prolog and the root's start tag. */
  constructor(_text: string, _limits?: XmlLimits) {
    throw new Error('to come');
  }

  /** Namespace of the element the cursor stands on; empty when it has none. */
  get namespace(): string {
    throw new Error('to come');
  }

  /** Goes on to the next child of the element at `depth`, past whatever was left unread. False at its end tag. */
  child(_depth: number): boolean {
    throw new Error('to come');
  }

  /** Value of an attribute of the element the cursor stands on, by local name without prefix; `undefined` when it has none. */
  attribute(_name: string): string | undefined {
    throw new Error('to come');
  }

  /** All text inside the element, descendants' too, unescaped and otherwise as it stands. Leaves the element. */
  text(): string {
    throw new Error('to come');
  }

  /** The text without blanks around it. For ids, names and enums. Leaves the element. */
  word(): string {
    throw new Error('to come');
  }

  /** As `word`, but the string may keep the document alive: only for values that are not kept. Leaves the element. */
  peek(): string {
    throw new Error('to come');
  }

  /** Reads to the end of the document, which must hold nothing more than comments and blanks after the root. */
  end(): void {
    throw new Error('to come');
  }
}

/** Reads a whole document with `read`, which finds the cursor on the root; then checks the rest. Throws {@link XmlError}. */
export function readXml<T>(text: string, read: (xml: XmlCursor) => T, limits?: XmlLimits): T {
  const xml = new XmlCursor(text, limits);
  const value = read(xml);
  xml.end();
  return value;
}
