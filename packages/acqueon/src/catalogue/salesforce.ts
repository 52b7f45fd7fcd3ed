import { rowsOf } from './operation.js';

const row = rowsOf('Salesforce');

/** Operations of the channel `Salesforce`. A failure comes in the answer: `Success` false, and `ErrorMessage`. */
export const salesforce = {
  updateObject: row(
    'Call',
    'UpdateObject',
    { callId: 'text', Name: 'text', OId: 'text', sfid: 'text', params: 'record' },
    'documented',
    'update-object',
    { answer: { subtopic: 'UpdateObject' } },
  ),
  openObject: row('Call', 'OpenObject', { sfid: 'text', DisplayField: 'text?' }, 'documented', 'open-salesforce-object'),
  checkTask: row('Call', 'CheckTaskState', { workid: 'text' }, 'documented', 'check-non-voice-task-state', {
    answer: { subtopic: 'CheckTaskState' },
  }),
} as const;
