import type { SwitchFeatures } from './profile.js';

/** Statuses of a voice interaction. */
export type InteractionStatus = 'NEW' | 'DIALING' | 'DIALING_HELD' | 'RINGING' | 'TALKING' | 'HELD' | 'IDLE' | 'MARKED_DONE';

/** What may be asked of a voice interaction. */
export type VoiceAction =
  | 'MAKE_CALL'
  | 'ANSWER_CALL'
  | 'RELEASE_CALL'
  | 'HOLD'
  | 'RETRIEVE'
  | 'MUTE_ON'
  | 'MUTE_OFF'
  | 'SINGLE_STEP_TRANSFER'
  | 'MUTE_TRANSFER'
  | 'INIT_TRANSFER'
  | 'COMPLETE_TRANSFER'
  | 'SINGLE_STEP_CONFERENCE'
  | 'INIT_CONFERENCE'
  | 'COMPLETE_CONFERENCE'
  | 'LEAVE_CONFERENCE'
  | 'MARK_DONE';

/** What a consultation was started for; null when it was started elsewhere, by somebody who did not say. */
export type Intent = 'transfer' | 'conference' | null;

/** What decides the actions of one interaction. */
export interface Situation {
  readonly status: InteractionStatus;
  readonly isIncoming: boolean;
  readonly muted: boolean;
  /** Three or more talk. */
  readonly conference: boolean;
  /** The phone started the conference. */
  readonly owner: boolean;
  /** It is a consultation itself, and the call it is about lives. */
  readonly isConsultation: boolean;
  /** The live consultation about it. */
  readonly consultation?: { readonly intent: Intent; readonly status: InteractionStatus; readonly rings: boolean } | undefined;
  /** The phone is dialling on another interaction. */
  readonly otherDialing: boolean;
  /** The phone talks on another interaction. */
  readonly otherTalking: boolean;
}

/** What may be asked of an interaction now, in a fixed order. */
export function actionsOf(situation: Situation, features: SwitchFeatures): readonly VoiceAction[] {
  const { status, isIncoming } = situation;
  switch (status) {
    case 'NEW':
      return ['MAKE_CALL', 'MARK_DONE'];
    case 'DIALING':
      return features.hold && features.holdWhileDialing ? ['RELEASE_CALL', 'HOLD'] : ['RELEASE_CALL'];
    case 'DIALING_HELD':
      return ['RETRIEVE', 'RELEASE_CALL'];
    case 'RINGING':
      return isIncoming ? ofRinging(situation, features) : ['RELEASE_CALL'];
    case 'TALKING':
      return ofTalking(situation, features);
    case 'HELD':
      return ofHeld(situation, features);
    case 'IDLE':
      return ['MARK_DONE'];
    case 'MARKED_DONE':
      return [];
  }
}

function ofRinging({ otherDialing }: Situation, { ctiAnswer, canReject }: SwitchFeatures): readonly VoiceAction[] {
  const actions: VoiceAction[] = [];
  if (ctiAnswer && !otherDialing) actions.push('ANSWER_CALL');
  if (canReject) actions.push('RELEASE_CALL');
  return actions;
}

function ofTalking(situation: Situation, features: SwitchFeatures): readonly VoiceAction[] {
  const { hold, conference, singleStepConference, singleStepTransfer, muteTransfer } = features;
  const mute: VoiceAction = situation.muted ? 'MUTE_OFF' : 'MUTE_ON';
  const actions: VoiceAction[] = ['RELEASE_CALL'];
  if (situation.conference) {
    actions.push('LEAVE_CONFERENCE', mute);
    if (!situation.owner || !conference || situation.consultation) return actions;
    if (hold) actions.push('INIT_CONFERENCE');
    if (singleStepConference) actions.push('SINGLE_STEP_CONFERENCE');
    return actions;
  }
  if (hold) actions.push('HOLD');
  actions.push(mute);
  if (situation.isConsultation || situation.consultation) return actions;
  if (singleStepTransfer) actions.push('SINGLE_STEP_TRANSFER');
  if (muteTransfer) actions.push('MUTE_TRANSFER');
  // Both calls of a consultation are on the phone, one of them on hold.
  if (hold && features.consultTransfer) actions.push('INIT_TRANSFER');
  if (conference && singleStepConference) actions.push('SINGLE_STEP_CONFERENCE');
  if (conference && hold) actions.push('INIT_CONFERENCE');
  return actions;
}

function ofHeld(situation: Situation, features: SwitchFeatures): readonly VoiceAction[] {
  const { consultation, otherDialing, otherTalking } = situation;
  const actions: VoiceAction[] = otherDialing ? [] : ['RETRIEVE'];
  if (consultation) {
    const reached = consultation.status === 'TALKING' || (features.blindComplete && consultation.rings);
    return reached ? [...actions, ...completions(consultation.intent, features)] : actions;
  }
  actions.push('RELEASE_CALL');
  if (situation.isConsultation || situation.conference || otherDialing || otherTalking) return actions;
  if (features.consultTransfer) actions.push('INIT_TRANSFER');
  if (features.conference) actions.push('INIT_CONFERENCE');
  return actions;
}

function completions(intent: Intent, features: SwitchFeatures): readonly VoiceAction[] {
  const either = features.completeEither || intent === null;
  const actions: VoiceAction[] = [];
  if (either || intent === 'transfer') actions.push('COMPLETE_TRANSFER');
  if ((either || intent === 'conference') && features.conference) actions.push('COMPLETE_CONFERENCE');
  return actions;
}

/** Whether the telephone system has the action at all. */
export function isServed(action: VoiceAction, features: SwitchFeatures): boolean {
  switch (action) {
    case 'HOLD':
    case 'RETRIEVE':
      return features.hold;
    case 'ANSWER_CALL':
      return features.ctiAnswer;
    case 'SINGLE_STEP_TRANSFER':
      return features.singleStepTransfer;
    case 'MUTE_TRANSFER':
      return features.muteTransfer;
    case 'INIT_TRANSFER':
      return features.hold && features.consultTransfer;
    case 'COMPLETE_TRANSFER':
      return features.consultTransfer;
    case 'SINGLE_STEP_CONFERENCE':
      return features.conference && features.singleStepConference;
    case 'INIT_CONFERENCE':
      return features.hold && features.conference;
    case 'COMPLETE_CONFERENCE':
    case 'LEAVE_CONFERENCE':
      return features.conference;
    default:
      return true;
  }
}
