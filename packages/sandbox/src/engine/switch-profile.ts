import { list, oneOf, optional, record, text, type Fields } from './read-json.js';

/**
 * Ways in which telephone systems differ. `full` has everything that the table of actions lists; the others take something away from it,
 * or add a habit. Several may be named together.
 */
export type SwitchProfile =
  | 'full'
  | 'noHold'
  | 'noHoldWhileDialing'
  | 'noSingleStep'
  | 'muteOnlyTransfer'
  | 'noCtiAnswer'
  | 'outgoingRinging'
  | 'blindComplete'
  | 'completeEither'
  | 'canReject'
  | 'noConference'
  | 'autoDone'
  | 'noNewEvent'
  | 'sparseEvents';

/** Every profile there is. */
export const SWITCH_PROFILES: readonly SwitchProfile[] = [
  'full',
  'noHold',
  'noHoldWhileDialing',
  'noSingleStep',
  'muteOnlyTransfer',
  'noCtiAnswer',
  'outgoingRinging',
  'blindComplete',
  'completeEither',
  'canReject',
  'noConference',
  'autoDone',
  'noNewEvent',
  'sparseEvents',
];

/** The profiles of one phone. */
export interface WorldPhoneProfile {
  readonly extension: string;
  readonly profiles: readonly SwitchProfile[];
}

/** The telephone system of a world, for platforms that show its ways. */
export interface WorldSwitch {
  /** For every phone that is not named below. */
  readonly profiles: readonly SwitchProfile[];
  readonly phones: readonly WorldPhoneProfile[];
}

const profiles = list(oneOf(SWITCH_PROFILES), 20, 'Ways of the telephone system, taken together');

const PHONE: Fields<WorldPhoneProfile> = { extension: text({ max: 25 }), profiles };

/** How a world file tells of the telephone system. */
export const SWITCH: Fields<WorldSwitch> = {
  profiles: optional(profiles, ['full']),
  phones: optional(list(record(PHONE)), []),
};
