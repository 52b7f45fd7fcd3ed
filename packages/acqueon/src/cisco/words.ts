import type { AgentState, DialogAction, DialogState, Participant, ParticipantState, WrapUpMode } from '@cordboard/core';

// The channel passes on the objects of the platform below, so its words are that platform's. The bus's own pages print NOT_READY, READY and
// the six actions of a campaign call; the others are inferred from that (and an unknown word stays what it is, beside `unknown`).

/** Agent states as `SetAgentState` has them. */
export const AGENT_STATES: ReadonlyMap<string, AgentState> = new Map<string, AgentState>([
  ['LOGOUT', 'signed-out'],
  ['NOT_READY', 'not-ready'],
  ['READY', 'ready'],
  ['RESERVED', 'reserved'],
  ['RESERVED_OUTBOUND', 'reserved-outbound'],
  ['RESERVED_OUTBOUND_PREVIEW', 'reserved-outbound-preview'],
  ['TALKING', 'talking'],
  ['HOLD', 'hold'],
  ['WORK', 'work'],
  ['WORK_READY', 'work-ready'],
]);

export const WRAP_UP_MODES: ReadonlyMap<string, WrapUpMode> = new Map<string, WrapUpMode>([
  ['REQUIRED', 'required'],
  ['REQUIRED_WITH_WRAP_UP_DATA', 'required-with-reason'],
  ['OPTIONAL', 'optional'],
  ['NOT_ALLOWED', 'not-allowed'],
]);

export const DIALOG_STATES: ReadonlyMap<string, DialogState> = new Map<string, DialogState>([
  ['INITIATING', 'initiating'],
  ['INITIATED', 'initiated'],
  ['ALERTING', 'alerting'],
  ['ACTIVE', 'active'],
  ['ACCEPTED', 'accepted'],
  ['FAILED', 'failed'],
  ['DROPPED', 'dropped'],
]);

export const LEG_STATES: ReadonlyMap<string, ParticipantState> = new Map<string, ParticipantState>([
  ...(DIALOG_STATES as ReadonlyMap<string, ParticipantState>),
  ['HELD', 'held'],
  ['WRAP_UP', 'wrap-up'],
]);

export const CAUSES: ReadonlyMap<string, NonNullable<Participant['cause']>> = new Map<string, NonNullable<Participant['cause']>>([
  ['BUSY', 'busy'],
  ['BAD_DESTINATION', 'bad-destination'],
  ['NO_RESOURCE', 'no-resource'],
  ['OTHER', 'other'],
]);

/** Actions by every name they go under: as a subtopic to publish, as a button, as the platform below lists them on a participant. */
export const ACTIONS: ReadonlyMap<string, DialogAction> = new Map<string, DialogAction>(
  (
    [
      ['answer', 'setanswer answer'],
      ['hold', 'sethold hold'],
      ['retrieve', 'setretrieve retrieve'],
      ['drop', 'setdrop drop'],
      ['consult', 'setconsult setconsult_call consult consult_call'],
      ['conference', 'setconference conference'],
      ['transfer', 'settransfer transfer'],
      ['transfer-now', 'settransfer_sst directtransfer transfer_sst'],
      ['update-call-data', 'setupdate_call_data updatecalldata update_call_data'],
      ['send-dtmf', 'setsend_dtmf senddtmf send_dtmf'],
      ['accept', 'setaccept accept'],
      ['reject', 'setreject reject'],
      ['close', 'setclose close'],
      ['schedule-callback', 'setupdate_scheduled_callback updateschedule update_scheduled_callback'],
      ['cancel-callback', 'setcancel_scheduled_callback cancel_scheduled_callback'],
    ] as const
  ).flatMap(([action, names]) => names.split(' ').map((name) => [name, action] as const)),
);
