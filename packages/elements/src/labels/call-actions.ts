import type { DialogAction } from '@cordboard/core';

/** What an agent can do with a call: the platform's actions, and the swap that is made of two. */
export type CallActionWord = DialogAction | 'swap';

/** What can be done with a call. */
export interface CallActionLabels {
  readonly callControls: string;
  /** Accessible names of the controls too, whether the words fit or not. */
  readonly actions: Readonly<Record<CallActionWord, string>>;
  /** In place of the word for recording, once it is on. */
  readonly recording: string;
  /** Above the held calls, where there are several to join. */
  readonly chooseCall: string;
  /** Before the time that a call to be joined has been on hold. */
  readonly onHoldFor: string;
  /** A part of the page that is fetched on demand did not come. */
  readonly notLoaded: string;
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
    mute: 'Mute',
    unmute: 'Unmute',
    'mark-done': 'Mark done',
    'conference-now': 'Conference now',
    'transfer-mute': 'Mute transfer',
  },
  recording: 'Recording',
  chooseCall: 'Which call to join',
  onHoldFor: 'On hold',
  notLoaded: 'It could not be fetched. Try again',
};
