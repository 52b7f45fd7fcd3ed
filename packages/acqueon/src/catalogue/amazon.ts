import { rowsOf, type Operation } from './operation.js';

const row = rowsOf('Amazon');

const answered = (subtopic: string, topic?: string): Pick<Operation, 'answer'> => ({
  answer: { subtopic, ...(topic === undefined ? {} : { topic }) },
});
const fails = (...errors: readonly string[]): Pick<Operation, 'errors'> => ({ errors });
const STATE_ERRORS = fails('UPDATE_AGENT_STATE_FAILED', 'AGENT_STATE_NOT_FOUND');
const INBOUND = answered('InboundCallStateChange');
const OUTBOUND = answered('OutboundCallStateChange');

/** Operations of the channel `Amazon`: the core, the agent, and the line that is kept open to them. */
export const amazon = {
  coreState: row('App', 'StateSync', 'none', 'documented', 'application-api', answered('StateSync')),
  agentSync: row('Agent', 'StateSync', 'none', 'documented', 'agent-state-synchronization', answered('StateSync')),
  signIn: row('Agent', 'Login', 'none', 'documented', 'login-10', answered('LoginSuccess')),
  signOut: row('Agent', 'Logout', 'none', 'documented', 'logout-api', answered('LogoutSuccess')),
  states: row('Agent', 'GetStates', 'none', 'documented', 'get-agent-states', answered('GetStates')),
  agentState: row('Agent', 'GetAgentState', 'none', 'documented', 'get-agent-states', answered('SetAgentState')),
  ready: row('Agent', 'SetReady', 'none', 'inferred', 'agent-state-api', answered('SetAgentState')),
  notReady: row('Agent', 'SetNotReady', { ReasonCodeId: 'text' }, 'documented', 'set-not-ready', {
    ...answered('SetAgentState'),
    ...STATE_ERRORS,
  }),
  updateState: row('Agent', 'UpdateState', { label: 'text', code: 'text', type: 'text' }, 'documented', 'update-state', STATE_ERRORS),
  mute: row('Agent', 'Mute', 'none', 'documented', 'mute', answered('SetAgentState')),
  unmute: row('Agent', 'Unmute', 'none', 'inferred', 'mute', answered('SetAgentState')),
  // With a status to go to, or without. That there may be one is documented, its shape is not: it is that of the other request with one.
  dropTethered: row(
    'OutboundCall',
    'DropNailedCall',
    { ReasonCodeId: 'text' },
    'inferred',
    'set-not-ready',
    fails('DROP_TETHERED_CALL_FAILED'),
  ),
  dropTetheredPlain: row('OutboundCall', 'DropNailedCall', 'none', 'documented', 'drop-tethered-call', fails('DROP_TETHERED_CALL_FAILED')),
} as const;

/** Operations on calls that were routed or dialled by hand: topic `InboundCall`. */
export const amazonInbound = {
  calls: row('InboundCall', 'StateSync', 'none', 'documented', 'call-state-synchronization', answered('StateSync')),
  answer: row('InboundCall', 'Answer', 'none', 'documented', 'answer-call', { ...INBOUND, ...fails('ANSWER_CALL_FAILED') }),
  reject: row('InboundCall', 'Reject', 'none', 'inferred', 'v1/call-event-parameters', INBOUND),
  hold: row('InboundCall', 'Hold', 'text', 'documented', 'hold-call', { ...INBOUND, ...fails('HOLD_CALL_FAILED') }),
  retrieve: row('InboundCall', 'Resume', 'text', 'documented', 'resume-call', { ...INBOUND, ...fails('RESUME_CALL_FAILED') }),
  drop: row('InboundCall', 'Disconnect', 'text', 'documented', 'disconnect-call', { ...INBOUND, ...fails('DISCONNECT_CALL_FAILED') }),
  makeCall: row('InboundCall', 'SetMakeCall', 'text', 'documented', 'make-call', { ...INBOUND, ...fails('MAKE_CALL_FAILED') }),
  makeDirectCall: row('InboundCall', 'SetMakeCall', 'record', 'documented', 'make-call', { ...INBOUND, ...fails('MAKE_CALL_FAILED') }),
  sendDtmf: row('InboundCall', 'SendDTMF', 'text', 'documented', 'send-dtmf', fails('SEND_DTMF_FAILED')),
  clear: row('InboundCall', 'ClearContact', 'none', 'documented', 'clear-contact', INBOUND),
  consult: row('InboundCall', 'Consult', 'text', 'inferred', 'v1/call-event-parameters', INBOUND),
  swap: row('InboundCall', 'Swap', 'none', 'inferred', 'v1/call-event-parameters', INBOUND),
  transfer: row('InboundCall', 'Transfer', 'none', 'inferred', 'v1/call-event-parameters', INBOUND),
  conference: row('InboundCall', 'Conference', 'none', 'inferred', 'v1/call-event-parameters', INBOUND),
} as const;

/** Operations on a campaign's calls: topic `OutboundCall`. Hold and resume do not have the names they have on the other topic. */
export const amazonOutbound = {
  accept: row('OutboundCall', 'MakeCall', 'none', 'documented', 'make-preview-call', { ...OUTBOUND, ...fails('ACCEPT_CONTACT_FAILED') }),
  reject: row('OutboundCall', 'Skip', 'none', 'documented', 'skip-preview-call', { ...OUTBOUND, ...fails('SKIP_CONTACT_FAILED') }),
  hold: row('OutboundCall', 'SetHold', 'none', 'documented', 'hold-call-1', { ...OUTBOUND, ...fails('HOLD_CALL_FAILED') }),
  retrieve: row('OutboundCall', 'Resume', 'none', 'documented', 'resume-call-1', { ...OUTBOUND, ...fails('RESUME_CALL_FAILED') }),
  drop: row('OutboundCall', 'Disconnect', 'none', 'documented', 'disconnect-call-1', { ...OUTBOUND, ...fails('DISCONNECT_CALL_FAILED') }),
  clear: row('OutboundCall', 'ClearContact', 'none', 'documented', 'clear-acw-call', fails('SET_AGENTSTATE_FAILED')),
  consultAgents: row('OutboundCall', 'GetAgentList', 'none', 'documented', 'get-consult-agent-list', {
    ...answered('SetAgentList'),
    ...fails('AGENTLIST_FETCH_FAILED', 'CONSULTLIST_FETCH_FAILED'),
  }),
  consultAgent: row('OutboundCall', 'Consult', { agentUUID: 'text', agentName: 'text' }, 'documented', 'consult-call-1', {
    ...OUTBOUND,
    ...fails('CONSULT_CALL_FAILED'),
  }),
  // The page lists the error of another operation.
  consultExternal: row('OutboundCall', 'ExternalConsult', 'text', 'documented', 'external-consult-call', {
    ...OUTBOUND,
    ...fails('DROP_TETHERED_CALL_FAILED'),
  }),
  consultDrop: row('OutboundCall', 'ConsultDrop', 'none', 'documented', 'drop-consult-call', {
    ...OUTBOUND,
    ...fails('CONSULT_DROP_FAILED'),
  }),
  swap: row('OutboundCall', 'Swap', 'none', 'documented', 'swap-call-1', OUTBOUND),
  conference: row('OutboundCall', 'Conference', 'none', 'documented', 'conference-call-2', {
    ...OUTBOUND,
    ...fails('CONFERENCE_CALL_FAILED'),
  }),
  // Printed with the stray letters.
  transfer: row('OutboundCall', 'Transfer', 'text', 'documented', 'transfer-call-1', {
    ...OUTBOUND,
    ...fails('SKIP_CTRANSFER_CALL_FAILED'),
  }),
  transferToQueue: row(
    'OutboundCall',
    'QueueTransfer',
    { queueName: 'text', isWarmTransfer: 'flag' },
    'documented',
    'queue-transfer-call',
    {
      ...OUTBOUND,
      ...fails('TRANSFER_CALL_FAILED'),
    },
  ),
  acceptWarmTransfer: row('OutboundCall', 'AcceptWarmTransfer', 'none', 'documented', 'accept-warm-transfer-call', OUTBOUND),
  sendDtmf: row('OutboundCall', 'SendDTMF', 'text', 'documented', 'send-dtmf-1', fails('SEND_DTMF_FAILED')),
} as const;
