import { eventsOf } from './event.js';
import { rowsOf } from './operation.js';

const row = rowsOf('Salesforce');
const event = eventsOf('Salesforce');

const OUTCOME = { flag: 'Success', words: 'ErrorMessage' } as const;

/** Operations of the channel `Salesforce`. A failure comes in the answer: `Success` false, and `ErrorMessage`. */
export const salesforce = {
  updateObject: row(
    'Call',
    'UpdateObject',
    { callId: 'text', Name: 'text', OId: 'text', sfid: 'text', params: 'record' },
    'documented',
    'update-object',
    {
      answer: {
        subtopic: 'UpdateObject',
        repeats: ['callId', 'OId'],
        outcome: OUTCOME,
        gives: { record: { callId: 'text?', Name: 'text?', OId: 'text?', sfid: 'text?', isManual: 'flag?' } },
      },
    },
  ),
  openObject: row('Call', 'OpenObject', { sfid: 'id', DisplayField: 'text?' }, 'documented', 'open-salesforce-object'),
  checkTask: row('Call', 'CheckTaskState', { workid: 'id' }, 'documented', 'check-non-voice-task-state', {
    answer: { subtopic: 'CheckTaskState', repeats: ['workid'], outcome: OUTCOME, gives: { record: { isClosed: 'flag', workid: 'text?' } } },
  }),
} as const;

/** What the channel `Salesforce` tells by itself. */
export const salesforceEvents = {
  // The fields about a record are empty texts while none has the focus.
  clickToDial: event(
    'Call',
    'ClickToDialPayload',
    {
      number: 'text',
      recordId: 'text?',
      recordName: 'text?',
      recordObjectType: 'text?',
      focusedObjectId: 'text?',
      focusedObjectName: 'text?',
      focusedObjectType: 'text?',
      focusedObjectURL: 'text?',
    },
    'documented',
    'click-to-dial-payload',
  ),
  objectCreated: event(
    'Call',
    'CreateObject',
    { callId: 'text?', Name: 'text?', OId: 'text?', sfid: 'text?', DisplayField: 'text?', DisplayValue: 'text?' },
    'documented',
    'object-creation-event',
  ),
} as const;
