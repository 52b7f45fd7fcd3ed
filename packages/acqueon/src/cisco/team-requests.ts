import { DesktopError } from '@cordboard/core';
import { cisco } from '../catalogue/cisco.js';
import { messageFor, type OutMessage } from '../catalogue/operation.js';

/** A state that a supervisor asks for, for an agent of a team of theirs. */
export interface MemberState {
  /** The agent's id. */
  readonly id: string;
  readonly state: 'ready' | 'not-ready' | 'signed-out';
  /** Goes with `not-ready` alone. Without one the platform gives its own. */
  readonly reasonId?: string;
}

/** How "no reason" is written. */
const NO_REASON = '-1';

/** The message for another agent's state. Throws `invalid-argument` without an agent, `reason-forbidden` where there is no place for a reason. */
export function memberRequest({ id, state, reasonId }: MemberState, source: string): OutMessage {
  if (id.trim() === '') throw new DesktopError('invalid-argument', 'id');
  if (reasonId !== undefined && state !== 'not-ready') throw new DesktopError('reason-forbidden', state);
  switch (state) {
    case 'ready':
      return messageFor(cisco.teamReady, { Username: id, State: 'Ready' }, source);
    case 'not-ready':
      return messageFor(cisco.teamNotReady, { Username: id, State: 'NotReady', ReasonCodeId: reasonId ?? NO_REASON }, source);
    case 'signed-out':
      return messageFor(cisco.teamSignOut, { Username: id, State: 'Logout' }, source);
    default:
      throw new DesktopError('invalid-argument', 'state');
  }
}
