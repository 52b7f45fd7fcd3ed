import { ownParticipant, type Dialog, type Participant, type ServerTime } from '@cordboard/core';

/**
 * What a call is to the agent, in the one word that a card leads with. It only tells; what may be done is `controlOf`'s to say.
 *
 * | own leg | phase |
 * |---|---|
 * | alerting | `ringing` |
 * | initiating, initiated | `calling` |
 * | active | `monitoring`, `conference`, `consulting` by the kind of dialog, else `talking` |
 * | held | `held` |
 * | wrap-up | `wrap-up` |
 * | failed | `failed` |
 * | dropped | `ended` |
 * | accepted | `accepted` |
 * | anything else, or no leg at all | `unknown` |
 */
export type Phase =
  | 'ringing'
  | 'calling'
  | 'talking'
  | 'consulting'
  | 'conference'
  | 'monitoring'
  | 'held'
  | 'wrap-up'
  | 'accepted'
  | 'failed'
  | 'ended'
  | 'unknown';

export function phaseOf(dialog: Dialog): Phase {
  const own = ownParticipant(dialog);
  switch (own?.state) {
    case 'alerting':
      return 'ringing';
    case 'initiating':
    case 'initiated':
      return 'calling';
    case 'active':
      return activePhase(dialog);
    case 'held':
    case 'wrap-up':
    case 'failed':
    case 'accepted':
      return own.state;
    case 'dropped':
      return 'ended';
    case 'unknown':
    case undefined:
      return 'unknown';
  }
}

function activePhase(dialog: Dialog): Phase {
  switch (dialog.kind) {
    case 'monitor':
      return 'monitoring';
    case 'conference':
      return 'conference';
    case 'consult':
      return 'consulting';
    default:
      return 'talking';
  }
}

/** When the phase began; the beginning of the call where the platform did not tell. */
export function phaseSince(dialog: Dialog): ServerTime | undefined {
  return ownParticipant(dialog)?.since ?? dialog.started;
}

/** Everybody on the call but the agent, without queues and scripts, and without those who have left. */
export function otherParties(dialog: Dialog): readonly Participant[] {
  return dialog.participants.filter(({ own, kind, state }) => !own && kind !== 'route-point' && state !== 'dropped');
}

/** The number of people on the call, the agent among them. */
export function partyCount(dialog: Dialog): number {
  return otherParties(dialog).length + (ownParticipant(dialog) ? 1 : 0);
}

/**
 * The address that stands for the other side: the one other party; in a conference, or while nobody else is on the line, the party that
 * called the agent or the number that the agent dialled. `undefined` where the platform named none.
 */
export function otherSide(dialog: Dialog): string | undefined {
  const others = otherParties(dialog);
  const [only] = others;
  if (only && others.length === 1 && only.address) return only.address;
  const own = ownParticipant(dialog);
  const calledByAgent = own?.role === 'caller' || dialog.from === own?.address;
  return (calledByAgent ? dialog.dialed || dialog.to : dialog.from) || undefined;
}
