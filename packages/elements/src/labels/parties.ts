import type { Participant, ParticipantState } from '@cordboard/core';

/** Who is in a call. */
export interface PartyLabels {
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
}

/** The English words. */
export const partyLabels: PartyLabels = {
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
};
