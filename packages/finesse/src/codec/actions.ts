import type { DialogAction } from '@cordboard/core';
import { lookUp } from './body.js';

const WORDS: Readonly<Record<DialogAction, string>> = {
  answer: 'ANSWER',
  hold: 'HOLD',
  retrieve: 'RETRIEVE',
  drop: 'DROP',
  consult: 'CONSULT_CALL',
  conference: 'CONFERENCE',
  transfer: 'TRANSFER',
  'transfer-now': 'TRANSFER_SST',
  'send-dtmf': 'SEND_DTMF',
  'update-call-data': 'UPDATE_CALL_DATA',
  record: 'START_RECORDING',
  'drop-participant': 'PARTICIPANT_DROP',
  barge: 'BARGE_CALL',
  accept: 'ACCEPT',
  reject: 'REJECT',
  close: 'CLOSE',
  reclassify: 'RECLASSIFY',
  'schedule-callback': 'UPDATE_SCHEDULED_CALLBACK',
  'cancel-callback': 'CANCEL_SCHEDULED_CALLBACK',
};

const ACTIONS: Readonly<Record<string, DialogAction>> = /* @__PURE__ */ Object.fromEntries(
  Object.entries(WORDS).map(([action, word]) => [word, action as DialogAction]),
);

/** The model's word for a Finesse action; `undefined` for one it has no word for. */
export function actionOf(word: string): DialogAction | undefined {
  return lookUp(ACTIONS, word);
}

/** Finesse's word for an action, as `requestedAction` carries it. */
export function wordOf(action: DialogAction): string {
  return WORDS[action];
}
