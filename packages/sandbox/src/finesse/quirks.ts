import type { XmlStyle } from './xml/write.js';

/** Ways in which real servers differ from each other and from their documentation. All off by default. */
export interface FinesseQuirks {
  /** Every notification says `put`, `post`, `delete`. (Errors say `put` always, as captured.) */
  readonly lowerCaseEvents: boolean;
  /** Name of the element that explains a user's state. Documents print `ReasonCode`. */
  readonly reasonElement: 'reasonCode' | 'ReasonCode';
  /** Order of the children of `Update`. */
  readonly updateOrder: 'data-first' | 'event-first';
  /** Children of objects in reverse order of the alphabet. */
  readonly reverseChildren: boolean;
  /** Every `PUT` is sent twice, with the same request id. */
  readonly duplicatePuts: boolean;
  /** Blanks and a line break inside elements that hold nothing. */
  readonly padEmptyElements: boolean;
  /** A team's node carries the whole team instead of one user. */
  readonly teamEvents: 'user' | 'team';
  /** Calls have the call type `NULL`, as after a failover. */
  readonly forgetCallType: boolean;
  /**
   * What a stream says to an account that five wrong passwords have locked. The guide speaks of the API alone (12.5, p. 29), so this is
   * a reading: streams count and keep the lock as requests do. `none`: they know nothing of it.
   */
  readonly streamLock: 'account-disabled' | 'not-authorized' | 'none';
  /**
   * What becomes of a PUT or POST whose content type is not `application/xml`. The guide requires the type and does not say how another
   * one is refused: `415` as HTTP has it, `400` as for a body that cannot be read, or not at all.
   */
  readonly otherContentType: '415' | '400' | 'taken';
  /** At the target of a single-step transfer a leg of its own comes first, and goes as soon as the call itself is there (as captured on CCE). */
  readonly temporaryTransferLeg: boolean;
}

/** A server as captured. */
export const NO_QUIRKS: FinesseQuirks = {
  lowerCaseEvents: false,
  reasonElement: 'reasonCode',
  updateOrder: 'data-first',
  reverseChildren: false,
  duplicatePuts: false,
  padEmptyElements: false,
  teamEvents: 'user',
  forgetCallType: false,
  streamLock: 'account-disabled',
  otherContentType: '415',
  temporaryTransferLeg: false,
};

/** A set of quirks that names none, or gives one a value that it cannot have. */
export class QuirkError extends Error {
  /** Name of the quirk. */
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.name = 'QuirkError';
    this.path = path;
  }
}

/** The values of those quirks that are no switches. */
const WORDS: Readonly<Partial<Record<keyof FinesseQuirks, readonly string[]>>> = {
  reasonElement: ['reasonCode', 'ReasonCode'],
  updateOrder: ['data-first', 'event-first'],
  teamEvents: ['user', 'team'],
  streamLock: ['account-disabled', 'not-authorized', 'none'],
  otherContentType: ['415', '400', 'taken'],
};

/** Reads quirks from JSON. Throws `QuirkError` for the first thing that is wrong. */
export function readQuirks(json: object): Partial<FinesseQuirks> {
  for (const [name, value] of Object.entries(json)) {
    if (!Object.hasOwn(NO_QUIRKS, name)) throw new QuirkError(name, `Unknown quirk; known: ${Object.keys(NO_QUIRKS).join(', ')}`);
    const words = WORDS[name as keyof FinesseQuirks];
    const fits = words ? words.includes(value as string) : typeof value === 'boolean';
    if (!fits) throw new QuirkError(name, words ? `One of ${words.join(', ')}` : 'true or false');
  }
  return json;
}

/** How objects are written under these quirks. */
export function styleOf(quirks: FinesseQuirks): XmlStyle {
  return { order: quirks.reverseChildren ? 'reversed' : 'alphabetical', padEmpty: quirks.padEmptyElements };
}
