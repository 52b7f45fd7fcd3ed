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
};

/** How objects are written under these quirks. */
export function styleOf(quirks: FinesseQuirks): XmlStyle {
  return { order: quirks.reverseChildren ? 'reversed' : 'alphabetical', padEmpty: quirks.padEmptyElements };
}
