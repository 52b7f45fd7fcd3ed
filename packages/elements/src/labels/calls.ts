import type { Participant } from '@cordboard/core';

/** Why a leg failed, as far as there is a word for it. */
export type FailureCause = Exclude<NonNullable<Participant['cause']>, 'other' | 'unknown'>;

/** How a call is described in one word, from the agent's side. */
export type CallWord = 'ringing' | 'dialing' | 'talking' | 'held' | 'wrap-up' | 'failed' | 'ended' | 'unknown';

/** What a call is, and how it stands. */
export interface CallLabels {
  readonly calls: string;
  readonly noCalls: string;
  readonly callStates: Readonly<Record<CallWord, string>>;
  /** A call that consults somebody, where its state does not say so already. */
  readonly consultCall: string;
  readonly consulting: (who: string) => string;
  readonly conference: (parties: number) => string;
  readonly monitoring: string;
  /** Spoken once when a call begins to ring. `what` is the queue or the kind of call, where there is one. */
  readonly incomingCall: (who: string, what: string | undefined) => string;
  /** A contact of an outbound campaign is offered. */
  readonly offeredContact: (who: string, campaign: string | undefined) => string;
  /** Why a call failed, where the platform says. */
  readonly causes: Readonly<Record<FailureCause, string>>;
}

/** The English words. */
export const callLabels: CallLabels = {
  calls: 'Calls',
  noCalls: 'No calls',
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
  consultCall: 'Consult',
  consulting: (who) => `Consulting ${who}`,
  conference: (parties) => `Conference, ${parties} parties`,
  monitoring: 'Listening in',
  incomingCall: (who, what) => (what ? `Incoming call from ${who}, ${what}` : `Incoming call from ${who}`),
  offeredContact: (who, campaign) => (campaign ? `Outbound preview: ${who}, ${campaign}` : `Outbound preview: ${who}`),
  causes: { busy: 'Busy', 'bad-destination': 'No such number', 'no-resource': 'No line free' },
};
