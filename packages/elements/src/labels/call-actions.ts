import type { DialogAction } from '@cordboard/core';

/** What an agent can do with a call: the platform's actions, and the swap that is made of two. */
export type CallActionWord = DialogAction | 'swap';

/** What can be done with a call. */
export interface CallActionLabels {
  readonly callControls: string;
  /** Accessible names of the controls too, whether the words fit or not. */
  readonly actions: Readonly<Record<CallActionWord, string>>;
}

/** The English words. */
export const callActionLabels: CallActionLabels = {
  callControls: 'Call controls',
  actions: {
    answer: 'Answer',
    hold: 'Hold',
    retrieve: 'Retrieve',
    swap: 'Swap',
    drop: 'End',
    consult: 'Consult',
    conference: 'Conference',
    transfer: 'Transfer',
    'transfer-now': 'Transfer now',
    'send-dtmf': 'Keypad',
    record: 'Record',
    'drop-participant': 'Drop',
    'update-call-data': 'Save',
    barge: 'Barge in',
    accept: 'Accept',
    reject: 'Reject',
    close: 'Close',
    reclassify: 'Reclassify',
    'schedule-callback': 'Call back',
    'cancel-callback': 'Cancel callback',
  },
};
