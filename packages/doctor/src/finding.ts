/** `error`: it breaks, for some agent or always. `warning`: it breaks in a case that does happen. `note`: worth a look. */
export type Severity = 'error' | 'warning' | 'note';

/** Where something stands. Lines and columns count from 1, columns in UTF-16 units, as editors do. */
export interface Place {
  /** Path from the examined directory, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing found. */
export interface Finding extends Place {
  /** Stable id of the rule, as listed in docs/doctor.md. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong here. */
  readonly message: string;
  /** What happens because of it, on a real desktop. */
  readonly why: string;
  /** Where the platform says so. */
  readonly source: string;
  /** What to do instead. */
  readonly fix: string;
}

/** A finding that a comment in the file accepts, with the reason given there. */
export interface SuppressedFinding extends Finding {
  readonly reason: string;
}

/** What an examination found; what `--json` writes. Its JSON Schema is docs/doctor.schema.json. */
export interface Report {
  readonly version: 1;
  /** The directory as it was named. */
  readonly directory: string;
  readonly files: number;
  readonly bytes: number;
  /** Gadget specs among the files. */
  readonly gadgets: number;
  readonly counts: Readonly<Record<Severity, number>>;
  /** Sorted by file, line, column and rule. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/** What a rule says of one place; the rule itself adds the rest. */
export interface Hit {
  readonly place: Place;
  readonly message: string;
}
