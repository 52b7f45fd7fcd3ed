import type { Directory } from '../directory.js';
import type { Hit, Place, Severity } from '../finding.js';
import type { Frame } from '../frame.js';

/** Something that the doctor looks for. */
export interface Rule {
  /** Stable: reports, suppressions and other people's tools name it. */
  readonly id: string;
  readonly severity: Severity;
  /** In a line, for the table of rules. */
  readonly about: string;
  /** What happens on a real desktop. */
  readonly why: string;
  /** Where that is written. */
  readonly source: string;
  readonly fix: string;
  /** Where the rule is broken. Left out for what shows when the files are read. */
  readonly check?: (directory: Directory) => Iterable<Hit>;
}

/** A check of every frame by itself. */
export function inFrames(check: (frame: Frame, directory: Directory) => Iterable<Hit>): (directory: Directory) => Hit[] {
  return (directory) => directory.frames.flatMap((frame) => [...check(frame, directory)]);
}

export function hit(place: Place, message: string): Hit {
  return { place, message };
}
