import { rowsOf, type Operation } from './operation.js';

const row = rowsOf('Cisco');
const LEG = { MediaAddress: 'text', CallID: 'text' } as const;
const LEG_TO = { MediaAddress: 'text', toAddress: 'text', CallID: 'text' } as const;
const answered = (subtopic: string): Pick<Operation, 'answer'> => ({ answer: { subtopic } });

/**
 * Operations of the channel `Cisco`. Those on calls stand here on the topic of a routed call; each is published on the topic that the
 * call's own events came on ({@link onTopic}). `MediaAddress` is the extension the agent is signed in on, `CallID` the call's id.
 */
export const cisco = {
  signIn: row('Agent', 'SetUserInfo', { username: 'text', password: 'text', extension: 'text' }, 'documented', 'login-6'),
  signOut: row('Connection', 'Logout', { ReasonCodeId: 'text?' }, 'documented', 'logout-4'),
  agentState: row('Agent', 'GetAgentState', 'none', 'documented', 'get-agent-state', answered('SetAgentState')),
  ready: row('Agent', 'SetReadyState', 'none', 'documented', 'set-ready-state-1'),
  notReady: row('Agent', 'SetNotReadyState', { ReasonCodeId: 'text?' }, 'inferred', 'set-ready-state-1'),
  wrapUpCodes: row('Agent', 'GetWrapupReasonCode', 'none', 'documented', 'get-wrapup-reason-code', answered('SetWrapupCode')),
  notReadyCodes: row('Agent', 'GetNotReadyReasonCode', 'none', 'inferred', 'login-6', answered('SetNotReadyReasonCodes')),
  signOutCodes: row('Agent', 'GetLogoutReasonCode', 'none', 'inferred', 'login-6', answered('SetLogOutReasonCodes')),
  phoneDirectory: row('Agent', 'GetPhoneDirectory', 'none', 'documented', 'phone-directory', answered('SetPhoneDirectory')),

  makeCall: row('InboundCall', 'SetMakeCall', { toAddress: 'text', callvariables: 'record?' }, 'documented', 'make-a-call-3'),
  answer: row('InboundCall', 'SetANSWER', LEG, 'documented', 'answer-a-call-1'),
  hold: row('InboundCall', 'SetHOLD', LEG, 'documented', 'hold-a-call-1'),
  retrieve: row('InboundCall', 'SetRETRIEVE', LEG, 'documented', 'retrieve-a-call'),
  drop: row('InboundCall', 'SetDROP', LEG, 'documented', 'drop-a-call'),
  consult: row('InboundCall', 'SetCONSULT', LEG_TO, 'documented', 'consult-a-call'),
  transferNow: row('InboundCall', 'SetTRANSFER_SST', LEG_TO, 'documented', 'v1/direct-transfer'),
  conference: row('InboundCall', 'SetCONFERENCE', { ...LEG, toAddress: 'text?' }, 'inferred', 'consult-a-call'),
  transfer: row('InboundCall', 'SetTRANSFER', { ...LEG, toAddress: 'text?' }, 'inferred', 'consult-a-call'),
  reject: row('OutboundCall', 'SetREJECT', { CallID: 'text' }, 'documented', 'reject-a-call'),
  close: row('OutboundCall', 'SetCLOSE', { CallID: 'text' }, 'documented', 'close-a-call'),
  accept: row('OutboundCall', 'SetACCEPT', { CallID: 'text', MediaAddress: 'text?' }, 'inferred', 'outbound-apis-3'),
  updateCallData: row('OutboundCall', 'SetUPDATE_CALL_DATA', { callID: 'text', label: 'text' }, 'documented', 'outbound-apis-3'),
  sendDtmf: row('InboundCall', 'SetSEND_DTMF', { ...LEG, dtmfString: 'text' }, 'inferred', 'outbound-apis-3'),
  scheduleCallback: row(
    'OutboundCall',
    'SetUPDATE_SCHEDULED_CALLBACK',
    { callID: 'text', extn: 'text', callbackTime: 'text?', callbackNumber: 'text?' },
    'inferred',
    'outbound-apis-3',
  ),
  cancelCallback: row('OutboundCall', 'SetCANCEL_SCHEDULED_CALLBACK', { callID: 'text', extn: 'text' }, 'inferred', 'outbound-apis-3'),
  calls: row('Call', 'CallsStateChange', { source: 'text', calls: 'records' }, 'documented', 'call-state', answered('CallsStateChange')),

  wrapUp: row(
    'Agent',
    'WrapUpCall',
    { callID: 'text', wrapup: 'text', customwrapup: 'text', iscustomwrapup: 'flag' },
    'documented',
    'wrap-up-a-call-1',
  ),
  callVariable: row('Agent', 'UpdateCallVariables', { callID: 'text', key: 'text', value: 'text' }, 'documented', 'update-call-variables'),

  teamNotReady: row(
    'Team',
    'SetTeamAgentNotReadyState',
    { Username: 'text', State: 'text', ReasonCodeId: 'text' },
    'documented',
    'move-an-agent-to-not-ready',
  ),
  teamSignOut: row('Team', 'SetTeamAgentLogout', { Username: 'text', State: 'text' }, 'documented', 'sign-out-an-agent'),
  teamReady: row('Team', 'SetTeamAgentReadyState', { Username: 'text', State: 'text' }, 'inferred', 'move-an-agent-to-not-ready'),
} as const;

/** The same operation on the topic of a call: `InboundCall` for calls that were routed or dialled, `OutboundCall` for a campaign's. */
export function onTopic<O extends Operation>(operation: O, topic: 'InboundCall' | 'OutboundCall'): O {
  return { ...operation, topic };
}
