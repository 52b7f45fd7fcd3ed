import type { ControlReason, DesktopErrorCode } from '@cordboard/core';

/** Words that most elements need: why something cannot be done, and what went wrong. */
export interface CommonLabels {
  /** A refused action. `action` and `reason` are words of this table. */
  readonly actionFailed: (action: string, reason: string) => string;
  /** In place of a caller who cannot be told. */
  readonly noNumber: string;
  readonly dismiss: string;
  /** What is shown is as it was when the connection was lost. */
  readonly stale: string;
  /** The platform warns that what is shown may be wrong. */
  readonly suspect: string;
  readonly why: Readonly<Record<ControlReason, string>>;
  readonly errors: Readonly<Record<DesktopErrorCode, string>>;
}

/** The English words. */
export const commonLabels: CommonLabels = {
  actionFailed: (action, reason) => `${action}: ${reason}`,
  noNumber: 'No number',
  dismiss: 'Dismiss',
  stale: 'As last seen',
  suspect: 'May be wrong',
  why: {
    'platform-cannot': 'This platform does not have it',
    'link-down': 'No connection',
    'out-of-service': 'The platform is out of service',
    'signed-in-elsewhere': 'Signed in elsewhere',
    'signed-out': 'Sign in first',
    'signed-in': 'Already signed in',
    'command-pending': 'Waiting for the platform',
    'no-call': 'No call',
    'call-ended': 'The call has ended',
    'call-not-over': 'The call is not over yet',
    'call-failed': 'The call failed',
    ringing: 'Answer the call first',
    'no-answer-yet': 'The other side has not answered yet',
    'already-answered': 'Already answered',
    held: 'The call is on hold',
    'not-held': 'The call is not on hold',
    'wrapping-up': 'The call is over; wrap-up is left',
    'no-consult': 'Needs a second call',
    'passive-call': 'You are not taking part in this call',
    'not-a-participant': 'You are not in this call',
    'reserved-call': 'Accept or reject the preview first',
    'not-a-reservation': 'Only for an outbound preview',
    'already-there': 'This is the present state',
    'not-controller': 'Only who began the conference can add parties',
    'party-not-droppable': 'This party cannot be dropped',
    'party-not-there': 'This party is not on the line',
    'own-leg': 'Leave the call with End',
    'not-ready-first': 'Go not ready first',
    'on-a-call': 'Not during a call',
    'wrap-up-not-allowed': 'Wrap-up is not set up for you',
    'system-decides': 'The platform decides when this state ends',
    'not-offered': 'The platform does not offer it now',
  },
  errors: {
    aborted: 'Cancelled',
    busy: 'The last request is still under way',
    closed: 'This page is disconnected',
    'not-served': 'This platform does not have it',
    'invalid-argument': 'Something in the request is missing or wrong',
    'link-down': 'The connection was lost. Check before trying again',
    'out-of-service': 'The platform is out of service',
    timeout: 'No answer. Check before trying again',
    superseded: 'Changed by someone else meanwhile',
    unauthorized: 'Not accepted. Check agent ID and password',
    'locked-out': 'Too many attempts. The account is locked for now',
    'not-yours': 'It belongs to another agent',
    'not-found': 'It is no longer there',
    'invalid-state': 'Not possible in the present state',
    'reason-required': 'A reason is needed',
    'reason-forbidden': 'No reason may be given here',
    'device-invalid': 'This extension cannot be used',
    'device-busy': 'Another agent uses this extension',
    'mode-not-allowed': 'Mobile sign-in is not allowed for you',
    'bad-destination': 'This number cannot be called',
    'not-controller': 'Only who began the conference can add parties',
    'not-offered': 'The platform does not offer it now',
    'not-supported': 'This platform does not have it',
    protocol: 'The platform gave an answer that was not understood',
    refused: 'The platform refused',
  },
};
