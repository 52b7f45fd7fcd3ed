import { rowsOf, type Shape, type Standing } from './operation.js';

const make = rowsOf('LCM');

// Answered by the same word with `Result` behind it; where no page shows that, it is inferred from those that do.
const write = <const D extends Shape, const S extends string>(subtopic: S, data: D, page: string, answered: Standing = 'documented') =>
  make('WebService', subtopic, data, 'documented', page, {
    answer: {
      subtopic: `${subtopic}Result`,
      standing: answered,
      repeats: ['callid'],
      at: 'response',
      outcome: { flag: 'success', words: 'msg' },
    },
    errors: ['WS_Error'],
  });

const CALL = { callid: 'id', AccountNumber: 'id' } as const;
const TAIL = { UserID: 'id', AgentComments: 'text', LeadScore: 'number', TargetAmount: 'number' } as const;
const WINDOW = { StartDate: 'date', EndDate: 'date', StartTime: 'time', EndTime: 'time' } as const;

/** What the channel `LCM` can be told: outcomes, callbacks, blocks, changes of a contact. */
export const lcmWrites = {
  businessOutcome: write('SetBusinessOutcomeWithComments', { ...CALL, OutcomeId: 'number', ...TAIL }, 'set-business-outcomes'),
  // The table says text and `OutcomeID`, the sample a number and `OutcomeId`; the table's spelling is written.
  callOutcome: write('SetCallOutcomeWithComments', { ...CALL, OutcomeID: 'id', ...TAIL }, 'set-telephony-outcome'),
  bothOutcomes: write(
    'SetBusinessOutcomeWithCallOutcome',
    { ...CALL, BusinessOutcome: 'number', CallOutcome: 'id', ...TAIL },
    'set-telephony-outcome-with-business-outcome',
  ),
  callback: write('SetCallbackWithComments', { ...CALL, ...WINDOW, CallbackModeId: 'number', ...TAIL }, 'set-callback'),
  personalCallback: write(
    'SetPersonalCallbackWithComments',
    { ...CALL, ...WINDOW, CallbackModeID: 'number', ...TAIL },
    'set-personal-callback',
  ),
  outcomeWithCallback: write(
    'SetBusinessOutcomeWithCallback',
    { ...CALL, ...WINDOW, CallbackModeId: 'number', OutcomeId: 'number', BusinessOutcome: 'number', ...TAIL },
    'set-business-outcome-with-callback',
  ),
  outcomeWithPersonalCallback: write(
    'SetBusinessOutcomeWithPersonalCallback',
    { ...CALL, ...WINDOW, CallbackModeID: 'number', OutcomeId: 'number', BusinessOutcome: 'number', ...TAIL },
    'set-business-outcome-with-personal-callback',
    'inferred',
  ),
  doNotCall: write(
    'SetDNC',
    {
      AccountNumber: 'id',
      OutcomeID: 'id',
      BusinessOutcome: 'number',
      LeadScore: 'number',
      CampaignSpecificDNC: 'flag?',
      isPhoneNoDNC: 'flag?',
      BussfldDNCValue: 'text?',
      BussfldDNCValue1: 'text?',
      BlockedBy: 'text?',
      DNCBlockStartDate: 'text?',
      DNCBlockEndDate: 'text?',
      AgentComments: 'text?',
      TargetAmount: 'number?',
      DNCCampaignCategoryID: 'text?',
    },
    'set-dnc',
    'inferred',
  ),
  // One for all of the above.
  callResult: write(
    'SetCallResult',
    {
      AccountNumber: 'id',
      OutcomeId: 'number',
      UserID: 'text?',
      AgentComments: 'text?',
      TargetAmount: 'number?',
      LeadScore: 'number?',
      CallbackModeID: 'number?',
      StartDate: 'date?',
      EndDate: 'date?',
      StartTime: 'time?',
      EndTime: 'time?',
    },
    'set-call-result',
    'inferred',
  ),
  // The table calls the campaign's key `LCMKey`.
  withoutConsentOutcome: write(
    'SetNonPEWCContactOutcome',
    { AccountNumber: 'id', AgentID: 'id', PhoneNumber: 'id' },
    'set-non-pewc-contact-outcome',
  ),
  contactFields: write('SetContactBusinessFields', { ...CALL, AgentID: 'id', businessField: 'records' }, 'set-business-fields'),
  contactNumber: write(
    'SetNewModeNumber',
    { ...CALL, ModeID: 'id', ContactNumber: 'id', DeleteOtherModes: 'flag', AgentID: 'id' },
    'set-new-mode-number',
  ),
  // `BussinessFields` and `Modes` are XML, of which no page that is known shows the form.
  createContact: write(
    'CreateContact',
    {
      CampaignID: 'id',
      Calltype: 'text',
      callStartDateTime: 'moment',
      callEndDateTime: 'moment',
      BussinessFields: 'text',
      Modes: 'text',
      priority: 'text?',
      AgentID: 'text?',
      SMSData: 'text?',
      MailSubject: 'text?',
      MailMsg: 'text?',
    },
    'create-contact',
    'inferred',
  ),
  skipContact: write('SkipNonPEWCContact', { UserID: 'id' }, 'skip-non-pewc-contact'),
} as const;
