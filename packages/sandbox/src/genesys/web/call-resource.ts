import type { Engine } from '../../engine/index.js';
import type { VoiceAction } from '../actions.js';
import { isLive, type Interaction } from '../interaction.js';
import type { Interactions } from '../interactions.js';
import { dnIdOf } from '../numbers.js';

/** Operations of this wire, by the actions that stand behind them. A mute transfer has none. */
export const OPERATIONS: Readonly<Record<string, VoiceAction>> = {
  Answer: 'ANSWER_CALL',
  Hangup: 'RELEASE_CALL',
  Hold: 'HOLD',
  Retrieve: 'RETRIEVE',
  MuteCall: 'MUTE_ON',
  UnmuteCall: 'MUTE_OFF',
  SingleStepTransfer: 'SINGLE_STEP_TRANSFER',
  SingleStepConference: 'SINGLE_STEP_CONFERENCE',
  InitiateTransfer: 'INIT_TRANSFER',
  InitiateConference: 'INIT_CONFERENCE',
  CompleteTransfer: 'COMPLETE_TRANSFER',
  CompleteConference: 'COMPLETE_CONFERENCE',
};

const STATES: Readonly<Record<Interaction['status'], string>> = {
  NEW: 'Dialing',
  DIALING: 'Dialing',
  DIALING_HELD: 'Held',
  RINGING: 'Ringing',
  TALKING: 'Established',
  HELD: 'Held',
  IDLE: 'Released',
  MARKED_DONE: 'Released',
};
const TYPES: Readonly<Record<Interaction['callType'], string>> = {
  UNKNOWN: 'Unknown',
  INTERNAL: 'Internal',
  INBOUND: 'Inbound',
  OUTBOUND: 'Outbound',
  CONSULT: 'Consult',
};

/** The interaction whose completion stands behind a call's: its own, or (on a consultation) that of the call it is about. */
export function completedBy(interaction: Interaction, interactions: Interactions): Interaction {
  const { initialId } = interaction;
  return (initialId === null ? undefined : interactions.get(initialId)) ?? interaction;
}

/** What may be asked of a call on this wire now. */
export function capabilitiesOf(interaction: Interaction, interactions: Interactions): readonly string[] {
  if (!isLive(interaction)) return [];
  const { actions, status, extension, conference, conferenceOwner, initialId } = interaction;
  const others = interactions.at(extension).filter((each) => each.id !== interaction.id);
  // Another call that talks makes a retrieval a swap.
  const swaps = status === 'HELD' && actions.includes('RETRIEVE') && others.some((each) => each.status === 'TALKING');
  // Completions are asked for on the consultation.
  const original = initialId === null ? undefined : interactions.get(initialId);
  const offered: readonly VoiceAction[] = [
    ...actions.filter((action) => !action.startsWith('COMPLETE_')),
    ...(original?.actions.filter((action) => action.startsWith('COMPLETE_')) ?? []),
  ];
  const names = Object.entries(OPERATIONS)
    .filter(([, action]) => offered.includes(action))
    .map(([name]) => (swaps && name === 'Retrieve' ? 'SwapCalls' : name));
  if (status === 'TALKING') names.push('SendDtmf');
  if (conference && conferenceOwner === extension && status === 'TALKING') names.push('RemoveParticipantFromConference', 'ClearCall');
  return [...names, 'AttachUserData', 'UpdateUserData', 'DeleteUserData', 'DeleteUserDataPair'];
}

/** A call as this wire shows it. `base` is the address of the interface. */
export function callResource(interaction: Interaction, engine: Engine, interactions: Interactions, base: string): Record<string, unknown> {
  const { id, callId, extension, status, isIncoming, initialId, callType, ani, dnis, data, endedAt, createdAt, muted } = interaction;
  const outgoingRinging = status === 'RINGING' && !isIncoming;
  return {
    id,
    callUuid: id,
    ...(callId === null ? {} : { connId: callId }),
    state: outgoingRinging ? 'Dialing' : STATES[status],
    capabilities: capabilitiesOf(interaction, interactions),
    participants: interaction.parties.map((party) => participant(party)),
    dnis,
    ...(callType === 'INBOUND' && ani !== 'Unknown' ? { ani } : {}),
    callType: TYPES[callType],
    userData: Object.fromEntries(data.map(({ name, value }) => [name, value])),
    duration: String(Math.floor(((endedAt ?? engine.now()) - createdAt) / 1000)),
    mute: muted ? 'On' : 'Off',
    recordingState: 'Stopped',
    deviceUri: `${base}/devices/${dnIdOf(extension)}`,
    uri: `${base}/me/calls/${id}`,
    path: `/me/calls/${id}`,
    ...(initialId === null ? {} : { parentCallUri: `${base}/me/calls/${initialId}`, parentCallPath: `/me/calls/${initialId}` }),
  };
}

function participant(party: string): Record<string, string> {
  const digits = party.replace(/^\+/, '');
  return { phoneNumber: party, digits, e164Number: party.startsWith('+') ? party : '', formattedPhoneNumber: party };
}
