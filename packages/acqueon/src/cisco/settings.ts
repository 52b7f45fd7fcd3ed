import { textOf, type Plain } from '../bus/plain.js';
import { CISCO_STATES, type StateEffects } from './next.js';

/**
 * Points of the channel `Cisco` that are *not documented by the vendor*, with what is done unless told otherwise. How names are spelled is
 * a setting of its own, for all channels: `AcqueonOptions.spelling`.
 */
export interface CiscoSettings {
  /** Which of the two calls a conference or transfer names. Default `held`, as the platform below wants it. */
  readonly joinNames: 'held' | 'active';
  /**
   * What may be asked for in each state, and when it comes into force: the platform's below, and of its two kinds the contact centre
   * enterprise. Default {@link CISCO_STATES}; a contact centre express has signing out from ready, and no ready during a call.
   */
  readonly states: StateEffects;
  /** Whether a reason is required where there are some to choose from, as on the platform below. Default true; else it is optional. */
  readonly reasonsRequired: boolean;
  /**
   * Whether agents sign in without a password, by single sign-on (login-2 names that mode, and not what the request says in it). Default
   * false: `sign-in` without one is refused as `invalid-argument`, because an empty password counts as a wrong one. True writes an empty one.
   */
  readonly singleSignOn: boolean;
  /**
   * Whether `CallsStateChange` is published, with an empty list, to be told of calls that began before. The page lists it as a request that
   * reads or changes the state of calls, and does not say what an empty list does. Default false: calls show with their next event.
   */
  readonly asksForCalls: boolean;
  /** What a `SetConnectionStatus` says; `undefined` counts it as not understood. Default: the words of `status`, `state` or `connectionStatus`. */
  readonly connectionIn: (payload: Plain | undefined) => 'up' | 'down' | undefined;
}

export const CISCO_SETTINGS: CiscoSettings = {
  joinNames: 'held',
  states: CISCO_STATES,
  reasonsRequired: true,
  singleSignOn: false,
  asksForCalls: false,
  connectionIn,
};

const UP = /^(up|true|open|online|connected|in_service)$/i;
const DOWN = /^(down|false|closed?|offline|disconnected|lost|out_of_service)$/i;

function connectionIn(payload: Plain | undefined): 'up' | 'down' | undefined {
  const word = textOf(payload, 'status') ?? textOf(payload, 'connectionStatus') ?? textOf(payload, 'state') ?? '';
  return UP.test(word) ? 'up' : DOWN.test(word) ? 'down' : undefined;
}
