import type {
  AgentState,
  CallAction,
  ControlReason,
  DesktopErrorCode,
  Link,
  LinkReason,
  Participant,
  ParticipantState,
  RequestableState,
} from '@cordboard/core';

/**
 * Every word that the elements show or speak. The actions on a call stand under their own names (`labels.hold`); they and the
 * other control names are the accessible names too.
 */
export interface Labels extends Readonly<Record<CallAction, string>> {
  // Signing in and out
  readonly signIn: string;
  readonly signingIn: string;
  readonly agentId: string;
  readonly password: string;
  readonly extension: string;
  readonly fieldMissing: string;

  // The agent's state
  readonly agentState: string;
  readonly states: Readonly<Record<AgentState, string>>;
  /** What may be asked for, as a choice. */
  readonly ask: Readonly<Record<RequestableState, string>>;
  /** A state that comes into force when the call ends. `state` is one of the words above. */
  readonly afterCall: (state: string) => string;
  /** A state that has been asked for and not been confirmed. */
  readonly asking: (state: string) => string;
  readonly searchReasons: string;
  readonly noReasonFound: string;
  readonly loadingReasons: string;
  /** The reasons could not be read; choosing this tries again. */
  readonly reasonsFailed: string;

  // Calls
  readonly calls: string;
  readonly noCalls: string;
  readonly dial: string;
  readonly numberToDial: string;
  readonly numberNeeded: string;
  readonly numberWrong: string;
  readonly callStates: Readonly<Record<CallWord, string>>;
  readonly consult: string;
  /** Goes over to a held call while another is active. */
  readonly swap: string;
  readonly consulting: (who: string) => string;
  readonly conference: (parties: number) => string;
  readonly monitoring: string;
  /** Spoken once when a call begins to ring. `what` is the queue or the kind of call, where there is one. */
  readonly incomingCall: (who: string, what: string | undefined) => string;
  /** In place of a caller who cannot be told. */
  readonly noNumber: string;
  readonly caller: string;
  readonly dialed: string;
  readonly queue: string;
  readonly duration: string;
  readonly variables: string;
  readonly emptyValue: string;
  readonly noVariables: string;
  readonly wrapUpReason: string;
  readonly copy: (name: string) => string;
  readonly copied: string;
  /** Why a call failed, where the platform says. */
  readonly causes: Readonly<Record<FailureCause, string>>;
  readonly callControls: string;
  /** A refused action. `action` and `reason` are words of this table. */
  readonly actionFailed: (action: string, reason: string) => string;
  readonly parties: string;
  readonly partyRoles: Readonly<Record<Participant['role'], string>>;
  readonly partyStates: Readonly<Record<ParticipantState, string>>;
  readonly controller: string;
  readonly you: string;
  readonly left: string;
  readonly dropParty: string;
  readonly dropNamed: (who: string) => string;
  readonly partyJoined: (who: string) => string;
  readonly partyLeft: (who: string) => string;
  /** What is shown is as it was when the connection was lost. */
  readonly stale: string;
  /** The platform warns that what is shown may be wrong. */
  readonly suspect: string;

  // The connection
  readonly link: Readonly<Record<Link['state'], string>>;
  /** The connection was there and is being made again. */
  readonly reconnecting: string;
  readonly linkWhy: Readonly<Record<LinkReason, string>>;
  readonly retryIn: (seconds: number) => string;

  // Why not, and what went wrong
  readonly why: Readonly<Record<ControlReason, string>>;
  readonly errors: Readonly<Record<DesktopErrorCode, string>>;
  readonly dismiss: string;
}

/** Why a leg failed, as far as there is a word for it. */
export type FailureCause = Exclude<NonNullable<Participant['cause']>, 'other' | 'unknown'>;

/** How a call is described in one word, from the agent's side. */
export type CallWord = 'ringing' | 'dialing' | 'talking' | 'held' | 'wrap-up' | 'failed' | 'ended' | 'unknown';

/** Any part of the table, in any depth. A part that is left out, or undefined, stays English. */
export type LabelOverrides = {
  readonly [K in keyof Labels]?: Labels[K] extends string | ((...args: never) => unknown)
    ? Labels[K] | undefined
    : Partial<Labels[K]> | undefined;
};

/** The English table. */
export const defaultLabels: Labels = {
  signIn: 'Sign in',
  signingIn: 'Signing in…',
  agentId: 'Agent ID',
  password: 'Password',
  extension: 'Extension',
  fieldMissing: 'Needed to sign in',

  agentState: 'Agent state',
  states: {
    'signed-out': 'Signed out',
    'not-ready': 'Not ready',
    ready: 'Ready',
    reserved: 'Reserved',
    'reserved-outbound': 'Reserved for outbound',
    'reserved-outbound-preview': 'Outbound preview',
    talking: 'Talking',
    hold: 'On hold',
    work: 'Wrap-up',
    'work-ready': 'Wrap-up, then ready',
    unknown: 'Unknown',
  },
  ask: { ready: 'Ready', 'not-ready': 'Not ready', work: 'Wrap-up', 'signed-out': 'Sign out' },
  afterCall: (state) => `${state} after this call`,
  asking: (state) => `Asked for: ${state}`,
  searchReasons: 'Search',
  noReasonFound: 'Nothing found',
  loadingReasons: 'Reading reasons…',
  reasonsFailed: 'Reasons could not be read. Try again',

  answer: 'Answer',
  accept: 'Accept',
  reject: 'Reject',
  close: 'Close',
  hold: 'Hold',
  retrieve: 'Retrieve',
  drop: 'End',

  calls: 'Calls',
  noCalls: 'No calls',
  dial: 'Dial',
  numberToDial: 'Number to dial',
  numberNeeded: 'Enter a number first',
  numberWrong: 'Only digits, *, # and a leading +',
  callStates: {
    ringing: 'Ringing',
    dialing: 'Calling',
    talking: 'Talking',
    held: 'On hold',
    'wrap-up': 'Wrap-up',
    failed: 'Failed',
    ended: 'Ended',
    unknown: 'Unknown',
  },
  consult: 'Consult',
  swap: 'Swap',
  consulting: (who) => `Consulting ${who}`,
  conference: (parties) => `Conference, ${parties} parties`,
  monitoring: 'Listening in',
  incomingCall: (who, what) => (what ? `Incoming call from ${who}, ${what}` : `Incoming call from ${who}`),
  noNumber: 'No number',
  caller: 'Caller',
  dialed: 'Dialed',
  queue: 'Queue',
  duration: 'Duration',
  variables: 'Call variables',
  emptyValue: 'empty',
  noVariables: 'No call variables',
  wrapUpReason: 'Wrap-up reason',
  copy: (name) => `Copy ${name}`,
  copied: 'Copied',
  causes: { busy: 'Busy', 'bad-destination': 'No such number', 'no-resource': 'No line free' },
  callControls: 'Call controls',
  actionFailed: (action, reason) => `${action}: ${reason}`,
  parties: 'Parties',
  partyRoles: { caller: 'Caller', called: 'Called', joined: 'Joined', monitor: 'Listening in', unknown: 'Party' },
  partyStates: {
    initiating: 'Calling',
    initiated: 'Calling',
    alerting: 'Ringing',
    active: 'Active',
    held: 'On hold',
    dropped: 'Left',
    failed: 'Failed',
    'wrap-up': 'Wrap-up',
    accepted: 'Accepted',
    unknown: 'Unknown',
  },
  controller: 'Controller',
  you: 'You',
  left: 'left',
  dropParty: 'Drop',
  dropNamed: (who) => `Drop ${who}`,
  partyJoined: (who) => `${who} joined`,
  partyLeft: (who) => `${who} left`,
  stale: 'As last seen',
  suspect: 'May be wrong',

  link: {
    idle: 'Not connected',
    'sign-in-needed': 'Not signed in',
    connecting: 'Connecting…',
    up: 'Connected',
    'out-of-service': 'Platform out of service. Your phone works as usual',
    superseded: 'Signed in elsewhere. This page no longer follows',
    closed: 'Disconnected',
  },
  reconnecting: 'Reconnecting… your phone works as usual',
  linkWhy: {
    unreachable: 'The platform cannot be reached',
    'socket-lost': 'The connection was lost',
    'socket-blocked': 'The live line is blocked. Updates may be slower',
    silent: 'The platform went silent',
    'platform-out-of-service': 'The platform is out of service',
    'application-down': 'The platform is restarting',
    'bad-credentials': 'Wrong agent ID or password',
    'locked-out': 'Too many attempts. The account is locked for now',
    'token-expired': 'The sign-in has expired. Sign in again',
    'signed-in-elsewhere': 'Signed in elsewhere',
    'not-the-platform': 'Something else answers at the platform’s address',
    'signed-out': 'Signed out',
  },
  retryIn: (seconds) => `Next try in ${seconds} s`,

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
  dismiss: 'Dismiss',
};

const merged = new WeakMap<object, Labels>();

/** The whole table with the given parts laid over the English one; made once per object. */
export function labelsFor(overrides: LabelOverrides | undefined): Labels {
  if (typeof overrides !== 'object' || overrides === null) return defaultLabels;
  let labels = merged.get(overrides);
  if (!labels) merged.set(overrides, (labels = overlay(defaultLabels, overrides)));
  return labels;
}

function overlay<T extends object>(base: T, over: object): T {
  const result = { ...base } as Record<string, unknown>;
  for (const [key, value] of Object.entries(over) as [string, unknown][]) {
    const present = result[key];
    // A part of the wrong shape would make an element throw in the middle of a call; it is left out instead.
    if (typeof value !== typeof present || value === null) continue;
    result[key] = typeof present === 'object' && present !== null ? overlay(present, value as object) : value;
  }
  return result as T;
}
