import type { CallAction, CallView, PartyView, Platform } from '../../engine/index.js';
import type { FinesseQuirks } from '../quirks.js';
import type { Fields } from '../xml/write.js';
import { API, time } from './common.js';

/** The words of the API for what a party may do. */
export const ACTION_NAMES: Readonly<Record<CallAction, string>> = {
  answer: 'ANSWER',
  hold: 'HOLD',
  retrieve: 'RETRIEVE',
  drop: 'DROP',
  consult: 'CONSULT_CALL',
  transfer: 'TRANSFER',
  conference: 'CONFERENCE',
  'transfer-single-step': 'TRANSFER_SST',
  'send-dtmf': 'SEND_DTMF',
  'update-data': 'UPDATE_CALL_DATA',
  'start-recording': 'START_RECORDING',
  'drop-party': 'PARTICIPANT_DROP',
  accept: 'ACCEPT',
  reject: 'REJECT',
  close: 'CLOSE',
  'schedule-callback': 'UPDATE_SCHEDULED_CALLBACK',
  'cancel-callback': 'CANCEL_SCHEDULED_CALLBACK',
  reclassify: 'RECLASSIFY',
};

/** A call as one of its agents sees it (Finesse 12.5 guide pp. 117-131). */
export function dialogFields(call: CallView, platform: Platform, quirks: FinesseQuirks): Fields {
  return {
    associatedDialogUri: call.originalId === null ? '' : `${API}/Dialog/${call.originalId}`,
    fromAddress: call.from,
    id: call.id,
    mediaProperties: mediaProperties(call, platform, quirks),
    mediaType: 'Voice',
    participants: { Participant: call.parties.map(participant) },
    scheduledCallbackInfo: call.callback
      ? { callbackNumber: call.callback.number ?? '', callbackTime: call.callback.time ?? '' }
      : undefined,
    secondaryId: call.secondaryId ?? undefined,
    state: call.state,
    toAddress: call.to,
    uri: `${API}/Dialog/${call.id}`,
  };
}

function mediaProperties(call: CallView, platform: Platform, quirks: FinesseQuirks): Fields {
  const cce = platform === 'CCE';
  return {
    DNIS: call.dnis,
    callType: quirks.forgetCallType ? 'NULL' : call.callType,
    callKeyCallId: cce ? call.callKey.callId : undefined,
    callKeyPrefix: cce ? call.callKey.prefix : undefined,
    callKeySequenceNum: cce ? 0 : undefined,
    callvariables: { CallVariable: call.variables.map(({ name, value }) => ({ name, value })) },
    dialedNumber: call.dialedNumber,
    mediaId: '1',
    outboundClassification: call.classification ?? '',
    queueName: call.queue?.name ?? '',
    queueNumber: call.queue?.number ?? '',
    wrapUpItems: cce || call.wrapUpItems.length === 0 ? undefined : { wrapUpItem: call.wrapUpItems },
    wrapUpReason: call.wrapUpReason ?? undefined,
  };
}

// Only our own devices are controlled; what an outside party may do with its phone is not the platform's to say.
function participant(party: PartyView): Fields {
  const ours = party.kind === 'agent';
  return {
    actions: { action: ours ? party.actions.map((action) => ACTION_NAMES[action]) : [] },
    mediaAddress: party.address,
    mediaAddressType: ours ? 'AGENT_DEVICE' : '',
    startTime: time(party.startedAt),
    state: party.state,
    stateCause: party.cause,
    stateChangeTime: time(party.since),
  };
}
