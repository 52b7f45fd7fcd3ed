import type { AgentPicture, AgentState, Seen, ServerTime, TeamRef } from '@cordboard/core';
import type { StateRules } from './next-states.js';
import type { XmlCursor } from '../xml/scanner.js';

/** A `<User>` as it stood on the wire: absent is `undefined`, empty is `''`. */
export interface WireUser {
  uri?: string;
  loginId?: string;
  loginName?: string;
  firstName?: string;
  lastName?: string;
  extension?: string;
  state?: string;
  pendingState?: string;
  stateChangeTime?: ServerTime;
  reasonCodeId?: string;
  reasonCode?: WireReason;
  roles?: string[];
  settings?: { wrapUpOnIncoming?: string; wrapUpOnOutgoing?: string };
  mobileAgent?: { mode?: string; dialNumber?: string };
  teamId?: string;
  teamName?: string;
  teams?: TeamRef[];
}

/** A `<reasonCode>` inside a user, or an entry of a list of reason codes. */
export interface WireReason {
  id?: string;
  uri?: string;
  code?: string;
  label?: string;
  category?: string;
  /** `undefined` where the platform did not say. */
  system?: boolean;
}

/** Reads the `<User>` the cursor stands on. */
export function readUser(_xml: XmlCursor): WireUser {
  throw new Error('to come');
}

/** Reads the body of `GET /User/{id}`. Throws `DesktopError('protocol')`. */
export function userFromBody(_body: string): WireUser {
  throw new Error('to come');
}

/** The model's word for a Finesse agent state; `unknown` for any other. */
export function agentState(_word: string | undefined): AgentState {
  throw new Error('to come');
}

/** True for the short form of a user that team notifications (and now and then others) carry: no roles, settings or team. */
export function isSummary(_user: WireUser): boolean {
  throw new Error('to come');
}

/**
 * The agent as the model has it, `at` its state's begin. `previous` fills what a short form leaves out (Finesse 12.5 guide p. 360):
 * pass the last picture of the same agent always. `undefined` when the user has no id.
 */
export function agentPicture(_user: WireUser, _rules: StateRules, _previous?: AgentPicture): Seen<AgentPicture> | undefined {
  throw new Error('to come');
}

/** The picture with its `next` worked out anew, as when the reason codes became known. The same object when nothing changed. */
export function withNextStates(_picture: AgentPicture, _rules: StateRules): AgentPicture {
  throw new Error('to come');
}
