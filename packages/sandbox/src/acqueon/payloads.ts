import type { AgentView, CallAction, CallView, Engine, PartyView, ReasonCategory, World } from '../engine/index.js';

// Objects of the platform below in JSON, as the channel passes them on. Ids and timers are texts, booleans real ones (get-agent-state).

const API = '/finesse/api';

interface Offer {
  /** The subtopic to publish: `Set` and the platform's word for the action. */
  readonly subtopic: string;
  readonly button: string;
  readonly variable: string;
  readonly fields: readonly string[];
}

const LEG = ['CallID', 'MediaAddress'] as const;
const TO = [...LEG, 'TOAddress'] as const;

/** The first six are printed (outbound-apis-3); the others follow their pattern. */
const OFFERS: ReadonlyMap<CallAction, Offer> = new Map<CallAction, Offer>([
  ['transfer-single-step', { subtopic: 'SetTRANSFER_SST', button: 'DirectTransfer', variable: 'DirectTransferCall', fields: TO }],
  ['consult', { subtopic: 'SetCONSULT_CALL', button: 'Consult', variable: 'ConsultCall', fields: TO }],
  ['hold', { subtopic: 'SetHOLD', button: 'Hold', variable: 'HoldCall', fields: LEG }],
  ['update-data', { subtopic: 'SetUPDATE_CALL_DATA', button: 'UpdateCallData', variable: 'UpdateCallData', fields: ['callID', 'label'] }],
  ['drop', { subtopic: 'SetDROP', button: 'Drop', variable: 'DropCall', fields: LEG }],
  [
    'schedule-callback',
    { subtopic: 'SetUPDATE_SCHEDULED_CALLBACK', button: 'UpdateSchedule', variable: 'UpdateSchedule', fields: ['callID', 'extn'] },
  ],
  ['answer', { subtopic: 'SetANSWER', button: 'Answer', variable: 'AnswerCall', fields: LEG }],
  ['retrieve', { subtopic: 'SetRETRIEVE', button: 'Retrieve', variable: 'RetrieveCall', fields: LEG }],
  ['conference', { subtopic: 'SetCONFERENCE', button: 'Conference', variable: 'ConferenceCall', fields: LEG }],
  ['transfer', { subtopic: 'SetTRANSFER', button: 'Transfer', variable: 'TransferCall', fields: LEG }],
  ['accept', { subtopic: 'SetACCEPT', button: 'Accept', variable: 'AcceptCall', fields: LEG }],
  ['reject', { subtopic: 'SetREJECT', button: 'Reject', variable: 'RejectCall', fields: ['CallID'] }],
  ['close', { subtopic: 'SetCLOSE', button: 'Close', variable: 'CloseCall', fields: ['CallID'] }],
  ['send-dtmf', { subtopic: 'SetSEND_DTMF', button: 'SendDTMF', variable: 'SendDTMF', fields: [...LEG, 'dtmfString'] }],
  [
    'cancel-callback',
    { subtopic: 'SetCANCEL_SCHEDULED_CALLBACK', button: 'CancelSchedule', variable: 'CancelSchedule', fields: ['callID', 'extn'] },
  ],
]);

/** `SetAgentState` (get-agent-state). */
export function agentPayload(agent: AgentView, world: World): object {
  const settings = world.agents.find(({ id }) => id === agent.id);
  const user = {
    agentTime: '00:00',
    issupervisor: agent.roles.includes('Supervisor'),
    dialogs: `${API}/User/${agent.id}/Dialogs`,
    extension: agent.extension ?? '',
    firstName: agent.firstName,
    lastName: agent.lastName,
    loginId: agent.id,
    loginName: agent.loginName,
    mediaType: '1',
    // The page's sample has none pending; the platform below puts it here.
    ...(agent.pendingState === null ? {} : { pendingState: agent.pendingState }),
    reasonCodeId: agent.reason?.id ?? '-1',
    roles: agent.roles,
    settings: { wrapUpOnIncoming: agent.wrapUpOnIncoming, wrapUpOnOutgoing: agent.wrapUpOnOutgoing },
    state: agent.state,
    stateChangeTime: agent.since === null ? '' : new Date(agent.since).toISOString(),
    teamId: agent.team.id,
    teamName: agent.team.name,
    uri: `${API}/User/${agent.id}`,
    wrapUpTimer: String(settings?.wrapUpSeconds ?? 0),
    teams: agent.supervises.map(({ id, name }) => ({ id, name, uri: `${API}/Team/${id}` })),
  };
  const rules = { SequentialActions: { items: {}, count: 0 }, ResponseType: 0, ResponseText: 'Success', ResponseActual: { user } };
  return { data: user, rules };
}

/** What else is told of a call. */
export interface CallTelling {
  /** It has left the agent. */
  readonly left?: boolean;
  /** Offered beyond what the platform below lists. */
  readonly also?: readonly CallAction[];
}

/** A call as an event tells of it (outbound-apis-3). */
export function callPayload(call: CallView, agent: AgentView, { left = false, also = [] }: CallTelling = {}): object {
  const own = call.parties.find(({ agentId }) => agentId === agent.id);
  const offers = left ? [] : [...(own?.actions ?? []), ...also].flatMap((action) => OFFERS.get(action) ?? []);
  const buttons = Object.fromEntries(offers.map(({ button }) => [button, 'Enable']));
  const actions = offers.map(({ subtopic, button, variable, fields }) => [
    subtopic,
    {
      VariableName: variable,
      VariableType: 3,
      ButtonName: button,
      VariableStructure: Object.fromEntries(fields.map((name) => [name, ''])),
    },
  ]);
  return {
    source: 'event',
    call: {
      ButtonStates: { items: buttons, count: offers.length },
      ActionsAllowed: { items: Object.fromEntries(actions) as object, count: offers.length },
      ResponseType: 0,
      ResponseText: 'Success',
      ResponseActual: { dialog: dialogOf(call, agent.id, left) },
      id: call.id,
      event: left ? 'DROPPED' : (own?.state ?? call.state),
      CallType: call.callType,
    },
  };
}

function dialogOf(call: CallView, agentId: string, left: boolean): object {
  return {
    id: call.id,
    fromAddress: call.from,
    toAddress: call.to,
    ...(call.originalId === null ? {} : { associatedDialogUri: `${API}/Dialog/${call.originalId}` }),
    ...(call.secondaryId === null ? {} : { secondaryId: call.secondaryId }),
    mediaProperties: {
      DNIS: call.dnis,
      callType: call.callType,
      dialedNumber: call.dialedNumber,
      queueName: call.queue?.name ?? '',
      queueNumber: call.queue?.number ?? '',
      callvariables: { CallVariable: call.variables },
      ...(call.wrapUpReason === null ? {} : { wrapUpReason: call.wrapUpReason }),
    },
    mediaType: 'Voice',
    participants: { Participant: call.parties.map((party) => partyOf(party, left && party.agentId === agentId)) },
    ...(call.callback === null
      ? {}
      : { scheduledCallbackInfo: { callbackNumber: call.callback.number ?? '', callbackTime: call.callback.time ?? '' } }),
    state: left ? 'DROPPED' : call.state,
    uri: `${API}/Dialog/${call.id}`,
  };
}

function partyOf(party: PartyView, gone: boolean): object {
  return {
    mediaAddress: party.address,
    mediaAddressType: party.kind === 'agent' ? 'AGENT_DEVICE' : '',
    startTime: new Date(party.startedAt).toISOString(),
    state: gone ? 'DROPPED' : party.state,
    stateCause: party.cause,
    stateChangeTime: new Date(party.since).toISOString(),
  };
}

/** A list of reasons; the packet's name is inferred from that of the wrap-up list. */
export function reasonsPayload(engine: Engine, agent: AgentView, category: ReasonCategory): object {
  const data = engine.reasonsFor(agent.id, category).map(({ id, code, label, forAll }) => ({
    uri: `${API}/User/${agent.id}/ReasonCode/${id}`,
    category,
    code: String(code),
    label,
    forAll: String(forAll),
  }));
  return { packet: category === 'LOGOUT' ? 'LogoutReasonCodes' : 'NotReadyReasonCodes', data };
}

/** `SetWrapupCode` (get-wrapup-reason-code). `forAll` is a text there. */
export function wrapUpPayload(engine: Engine, agent: AgentView): object {
  const data = engine.world.wrapUpReasons
    .filter(({ forAll, teams }) => forAll || teams.includes(agent.team.id))
    .map(({ id, label, forAll }) => ({ uri: `${API}/User/${agent.id}/WrapUpReason/${id}`, label, forAll: String(forAll) }));
  return { packet: 'WrapUpCodes', data };
}

/** `SetPhoneDirectory` (phone-directory). */
export function directoryPayload(engine: Engine, agent: AgentView): object {
  const data = engine.world.phoneBooks
    .filter(({ type, teams }) => type === 'GLOBAL' || teams.includes(agent.team.id))
    .map(({ id, name, type, contacts }) => ({
      name,
      type,
      uri: `${API}/PhoneBook/${id}`,
      contacts: contacts.map(({ id: contact, firstName, lastName, phoneNumber, description }) => ({
        firstName,
        lastName,
        phoneNumber,
        description,
        uri: `${API}/PhoneBook/${id}/Contact/${contact}`,
      })),
    }));
  return { packet: 'phoneBook', data };
}
