import type { DialogAction } from '@cordboard/core';
import { Vocabulary } from './records.js';

/** Finesse's word for the right to let go of other parties. */
export const PARTICIPANT_DROP = 'PARTICIPANT_DROP';

const ACTIONS = /* @__PURE__ */ new Vocabulary<DialogAction>(
  'ANSWER HOLD RETRIEVE DROP CONSULT_CALL=consult CONFERENCE TRANSFER TRANSFER_SST=transfer-now SEND_DTMF UPDATE_CALL_DATA START_RECORDING=record ' +
    `${PARTICIPANT_DROP}=drop-participant BARGE_CALL=barge ACCEPT REJECT CLOSE RECLASSIFY UPDATE_SCHEDULED_CALLBACK=schedule-callback ` +
    'CANCEL_SCHEDULED_CALLBACK=cancel-callback',
);

/** The model's word for a Finesse action; `undefined` for one it has no word for. */
export function actionOf(word: string): DialogAction | undefined {
  return ACTIONS.get(word);
}

/** Finesse's word for an action, as `requestedAction` carries it; `undefined` for what is no action. */
export function wordOf(action: DialogAction): string | undefined {
  return ACTIONS.wordFor(action);
}
