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
