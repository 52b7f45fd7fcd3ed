/** What kind of thing is wrong with a file. Programs switch on it; the message is for people. */
export type ProblemCode =
  // The document itself: nothing of it is used.
  | 'too-large'
  | 'too-deep'
  | 'doctype'
  | 'malformed'
  | 'wrong-root'
  // A gadget's file.
  | 'content-missing'
  | 'content-markup'
  | 'content-type'
  | 'feature-missing'
  | 'feature-unknown'
  | 'pref-invalid'
  | 'bundle-unreadable'
  | 'not-served'
  // A layout.
  | 'layout-missing'
  | 'role-invalid'
  | 'tab-invalid'
  | 'columns-invalid'
  | 'header-invalid'
  | 'gadget-invalid'
  | 'id-invalid'
  | 'config-invalid'
  | 'element-unknown'
  | 'attribute-ignored';

/** One thing that is wrong with a gadget's file or a layout. */
export interface FileProblem {
  /** An error keeps the file, or the part that it is about, from being used; a warning does not. */
  readonly severity: 'error' | 'warning';
  readonly code: ProblemCode;
  /** Counts from 1. */
  readonly line: number;
  readonly message: string;
}
