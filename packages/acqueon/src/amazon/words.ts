import type { AgentState, DialogAction, ParticipantState } from '@cordboard/core';

// Words of the channel are printed in mixed case and compared without it.

/**
 * States of the softphone that only the system sets, by their names without blanks (agent-state-api names them; how they are spelt on the
 * wire is printed for `Busy` only). A missed or failed call leaves the agent not ready, with the name as the reason.
 */
export const SYSTEM_STATES: ReadonlyMap<string, AgentState> = new Map<string, AgentState>([
  ['pendingbusy', 'reserved'],
  ['pending', 'reserved'],
  ['busy', 'talking'],
  // The agent returns to Ready (clear-contact).
  ['aftercallwork', 'work-ready'],
  ['missedcallagent', 'not-ready'],
  ['failedconnectagent', 'not-ready'],
  ['failedconnectcustomer', 'not-ready'],
]);

/** What a leg's `event` says of it (call-event-parameters, outbound-call-event-parameters); its `status` for those that are no events. */
export const LEG_EVENTS: ReadonlyMap<string, ParticipantState> = new Map<string, ParticipantState>([
  ['connecting', 'initiated'],
  ['connected', 'active'],
  ['hold', 'held'],
  ['missed', 'dropped'],
  ['rejected', 'dropped'],
  ['dropped', 'dropped'],
  ['disconnected', 'dropped'],
  ['acw', 'wrap-up'],
  ['preview', 'alerting'],
  ['initiate', 'initiated'],
  ['started', 'initiated'],
  ['ringing', 'initiated'],
  // What the dialler found out; the agent is not on the line before `CustAnswered`.
  ['answered', 'initiated'],
  ['machine', 'initiated'],
  ['human', 'initiated'],
  ['custanswered', 'active'],
  ['consult', 'active'],
  ['conference', 'active'],
]);

/**
 * Buttons by their names. The pages print those of a routed call, and of a campaign's call `Accept`, `answer` and `clearContact`; the
 * others there are inferred from the names of the operations. So is what `answer` does there: it takes a contact that is offered, and else a
 * call that a colleague passes on. A site that knows better names them in `AmazonOptions.buttons`.
 */
export const BUTTONS: ReadonlyMap<string, DialogAction> = new Map<string, DialogAction>([
  ['answer', 'answer'],
  ['acceptwarmtransfer', 'answer'],
  ['accept', 'accept'],
  ['makecall', 'accept'],
  ['reject', 'reject'],
  ['skip', 'reject'],
  ['disconnect', 'drop'],
  ['hold', 'hold'],
  ['sethold', 'hold'],
  ['resume', 'retrieve'],
  ['clearcontact', 'mark-done'],
  ['consult', 'consult'],
  ['externalconsult', 'consult'],
  ['numberpad', 'send-dtmf'],
  ['senddtmf', 'send-dtmf'],
  ['transfer', 'transfer'],
  ['queuetransfer', 'transfer-now'],
  ['conference', 'conference'],
]);

/** The button that changes sides between a call and its consult, and the one that ends a consult wherever it stands: no actions of a leg. */
export const SWAP = 'swap';
export const CONSULT_DROP = 'consultdrop';

/** The word as it is compared. */
export function bare(word: string | undefined): string {
  return word?.replace(/[\s_-]/g, '').toLowerCase() ?? '';
}
