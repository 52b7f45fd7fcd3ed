import type { Outgoing } from '../messages.js';

interface Failure {
  readonly errorType: string;
  readonly msg: string;
}

const failure = (errorType: string, msg: string): Failure => ({ errorType, msg });
const STATE = failure('UPDATE_AGENT_STATE_FAILED', 'Agent state change failed.');

/** What is said when a request fails, by topic and subtopic in lower case. The words are the pages', their slips included. */
const FAILURES: ReadonlyMap<string, Failure> = new Map([
  ['agent/setready', STATE],
  ['agent/setnotready', STATE],
  ['agent/updatestate', STATE],
  // No page lists a failure of these.
  ['agent/login', STATE],
  ['agent/logout', STATE],
  ['agent/mute', STATE],
  ['agent/unmute', STATE],
  ['inboundcall/clearcontact', failure('SET_AGENTSTATE_FAILED', 'Set agent state failed.')],
  ['inboundcall/reject', failure('REJECT_CALL_FAILED', 'Rejecting call failed.')],
  ['inboundcall/answer', failure('ANSWER_CALL_FAILED', 'Answering call failed.')],
  ['inboundcall/hold', failure('HOLD_CALL_FAILED', 'Call hold failed.')],
  ['inboundcall/resume', failure('RESUME_CALL_FAILED', 'Resuming call failed.')],
  ['inboundcall/disconnect', failure('DISCONNECT_CALL_FAILED', 'Disconnecting call failed.')],
  ['inboundcall/setmakecall', failure('MAKE_CALL_FAILED', 'Make call failed.')],
  ['inboundcall/senddtmf', failure('SEND_DTMF_FAILED', 'Failed to send DTMF.')],
  ['inboundcall/consult', failure('CONSULT_CALL_FAILED', 'Consult call failed.')],
  ['inboundcall/swap', failure('SWAP_CALL_FAILED', 'Swap call failed.')],
  ['inboundcall/conference', failure('CONFERENCE_CALL_FAILED', 'Conference call failed.')],
  ['inboundcall/transfer', failure('TRANSFER_CALL_FAILED', 'Call transfer failed.')],
  ['outboundcall/makecall', failure('ACCEPT_CONTACT_FAILED', 'Accept contact failed.')],
  ['outboundcall/skip', failure('SKIP_CONTACT_FAILED', 'Skip contact failed.')],
  ['outboundcall/sethold', failure('HOLD_CALL_FAILED', 'Call hold failed.')],
  ['outboundcall/resume', failure('RESUME_CALL_FAILED', 'Resuming call failed.')],
  ['outboundcall/disconnect', failure('DISCONNECT_CALL_FAILED', 'Disconnecting call failed.')],
  ['outboundcall/clearcontact', failure('SET_AGENTSTATE_FAILED', 'Set agent state failed.')],
  ['outboundcall/getagentlist', failure('AGENTLIST_FETCH_FAILED', 'Agent list fetch failed.')],
  ['outboundcall/consult', failure('CONSULT_CALL_FAILED', 'Consult call failed.')],
  ['outboundcall/externalconsult', failure('DROP_TETHERED_CALL_FAILED', 'External consult failed.')],
  ['outboundcall/consultdrop', failure('CONSULT_DROP_FAILED', 'Consult drop failed.')],
  ['outboundcall/swap', failure('SWAP_CALL_FAILED', 'Swap call failed.')],
  ['outboundcall/conference', failure('CONFERENCE_CALL_FAILED', 'Conference call failed.')],
  ['outboundcall/transfer', failure('SKIP_CTRANSFER_CALL_FAILED', 'Transfer call failed.')],
  ['outboundcall/queuetransfer', failure('TRANSFER_CALL_FAILED', 'Call transfer failed.')],
  ['outboundcall/acceptwarmtransfer', failure('TRANSFER_CALL_FAILED', 'Call transfer failed.')],
  ['outboundcall/senddtmf', failure('SEND_DTMF_FAILED', 'Sending DTMF digit failed.')],
  ['outboundcall/dropnailedcall', failure('DROP_TETHERED_CALL_FAILED', 'Drop tethered call failed.')],
]);
const STATE_NOT_FOUND = failure('AGENT_STATE_NOT_FOUND', 'Specified Agent State not found.');

/** The error event for a request that failed (error-api); `undefined` for what is no request of this channel. */
export function errorOf(about: string, errorMessage: string): Outgoing | undefined {
  const found = FAILURES.get(about);
  return found && event(found, errorMessage);
}

/** The same for a status that there is not. */
export function stateNotFound(errorMessage: string): Outgoing {
  return event(STATE_NOT_FOUND, errorMessage);
}

function event({ errorType, msg }: Failure, errorMessage: string): Outgoing {
  return { channel: 'Amazon', topic: 'Error', subtopic: 'ApiError', payload: { errorType, errorMessage, msg }, under: 'data' };
}
