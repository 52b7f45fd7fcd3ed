import { rowsOf, type Operation } from './operation.js';

const row = rowsOf('LCM');

const answered = (subtopic: string): Pick<Operation, 'answer' | 'errors'> => ({ answer: { subtopic }, errors: ['WS_Error'] });

/** `AccountNumber` is the campaign's key of the contact; its parts are not documented, so it is handed on as it came. */
const CALL = { callid: 'text', AccountNumber: 'text' } as const;
const TAIL = { UserID: 'text', AgentComments: 'text', LeadScore: 'number', TargetAmount: 'number' } as const;
/** Dates `DD/MM/YYYY`, times `HH:mm`. */
const WINDOW = { StartDate: 'text', EndDate: 'text', StartTime: 'text', EndTime: 'text' } as const;

/** Reads of the channel `LCM`, all on its one topic. */
export const lcmReads = {
  contactDetail: row('WebService', 'GetContactDetail', CALL, 'documented', 'get-business-fields', answered('ContactDetail')),
  screenPop: row('WebService', 'GetScreenPopData', CALL, 'documented', 'get-optional-business-fields', answered('ScreenPopData')),
  callOutcomes: row('WebService', 'GetCallOutCome', { callid: 'text' }, 'documented', 'get-available-outcomes', answered('CallOutCome')),
  businessOutcomes: row('WebService', 'GetBusinessOutCome', CALL, 'documented', 'get-business-outcomes', answered('BusinessOutCome')),
  businessOutcomesOf: row(
    'WebService',
    'GetBusinessOutcomeParent',
    { ...CALL, ParentBusinessOutcomeId: 'text' },
    'documented',
    'get-business-outcome-by-parent',
    answered('BusinessOutcomeParent'),
  ),
  outcomesOfGroup: row(
    'WebService',
    'GetOutcomeByOutcomegroup',
    { callid: 'text', type: 'text' },
    'documented',
    'get-business-outcome-by-outcome-group',
    answered('BusinessOutCome'),
  ),
  // A read, in spite of its name.
  callOutcomesOffline: row(
    'WebService',
    'SetCallOutComeOffline',
    { AccountNumber: 'text' },
    'documented',
    'set-call-outcome-offline',
    answered('SetCallOutComeOfflineResponse'),
  ),
  callbackModes: row('WebService', 'GetCallBackModes', CALL, 'documented', 'get-callback-modes', answered('CallBackModes')),
  contactModes: row(
    'WebService',
    'GetContactModes',
    { callid: 'text?', AccountNumber: 'text' },
    'documented',
    'get-contact-modes',
    answered('SetContactModes'),
  ),
  modeInformation: row(
    'WebService',
    'GetModeInformation',
    CALL,
    'documented',
    'get-mode-information',
    answered('GetModeInformationResult'),
  ),
  doNotCallFields: row('WebService', 'GetDNCBussField', CALL, 'documented', 'get-dnc-business-fields', answered('DNCBussField')),
  callbackOverlap: row(
    'WebService',
    'ScheduledCallBackOverlap',
    { ...CALL, StartFromDate: 'text', StartToDate: 'text', StartFromTime: 'text', StartToTime: 'text', UserID: 'text' },
    'documented',
    'check-scheduled-callback-overlap',
    answered('ScheduledCallBackOverlapResult'),
  ),
  campaigns: row(
    'WebService',
    'GetCampaignsForMCDRequest',
    { ANI: 'text', DNIS: 'text?', LCMKey: 'text?', CallType: 'text', BusinessFieldQueryToSearch: 'text?' },
    'documented',
    'get-campaigns-for-mcd-request',
    answered('SetCampaignsForMCDResponse'),
  ),
  reservedContacts: row(
    'WebService',
    'GetReservedManualDialContact',
    { AgentID: 'text', NumberOfContactsRequired: 'number', Consent: 'flag', ReservedContacts: 'flag' },
    'documented',
    'get-reserved-manual-dial-contact',
    answered('DownloadContactsForDialing'),
  ),
  agentCallCount: row(
    'WebService',
    'GetAgentCallCount',
    { UserID: 'text' },
    'documented',
    'get-agent-call-count',
    answered('AgentCallCount'),
  ),
  contactWithoutConsent: row(
    'WebService',
    'GetContactOD',
    { UserID: 'text', isReservedBy: 'text?' },
    'documented',
    'get-non-pewc-contact',
    answered('ContactOD'),
  ),
  reservedContactWithoutConsent: row(
    'WebService',
    'GetReservedContactOD',
    { UserID: 'text' },
    'documented',
    'get-reserved-non-pewc-contact',
    answered('ContactOD'),
  ),
} as const;

/** What the channel `LCM` can be told: outcomes, callbacks, blocks, changes of a contact. */
export const lcmWrites = {
  businessOutcome: row(
    'WebService',
    'SetBusinessOutcomeWithComments',
    { ...CALL, OutcomeId: 'number', ...TAIL },
    'documented',
    'set-business-outcomes',
    answered('SetBusinessOutcomeWithCommentsResult'),
  ),
  // The table says text and `OutcomeID`, the sample a number and `OutcomeId`; the table's spelling is written.
  callOutcome: row(
    'WebService',
    'SetCallOutcomeWithComments',
    { ...CALL, OutcomeID: 'text', ...TAIL },
    'documented',
    'set-telephony-outcome',
    answered('SetCallOutcomeWithCommentsResult'),
  ),
  bothOutcomes: row(
    'WebService',
    'SetBusinessOutcomeWithCallOutcome',
    { ...CALL, BusinessOutcome: 'number', CallOutcome: 'text', ...TAIL },
    'documented',
    'set-telephony-outcome-with-business-outcome',
    answered('SetBusinessOutcomeWithCallOutcomeResult'),
  ),
  callback: row(
    'WebService',
    'SetCallbackWithComments',
    { ...CALL, ...WINDOW, CallbackModeId: 'number', ...TAIL },
    'documented',
    'set-callback',
    answered('SetCallbackWithCommentsResult'),
  ),
  personalCallback: row(
    'WebService',
    'SetPersonalCallbackWithComments',
    { ...CALL, ...WINDOW, CallbackModeID: 'number', ...TAIL },
    'documented',
    'set-personal-callback',
    answered('SetPersonalCallbackWithCommentsResult'),
  ),
  outcomeWithCallback: row(
    'WebService',
    'SetBusinessOutcomeWithCallback',
    { ...CALL, ...WINDOW, CallbackModeId: 'number', OutcomeId: 'number', BusinessOutcome: 'number', ...TAIL },
    'documented',
    'set-business-outcome-with-callback',
    answered('SetBusinessOutcomeWithCallbackResult'),
  ),
  outcomeWithPersonalCallback: row(
    'WebService',
    'SetBusinessOutcomeWithPersonalCallback',
    { ...CALL, ...WINDOW, CallbackModeID: 'number', OutcomeId: 'number', BusinessOutcome: 'number', ...TAIL },
    'documented',
    'set-business-outcome-with-personal-callback',
    answered('SetBusinessOutcomeWithPersonalCallbackResult'),
  ),
  doNotCall: row(
    'WebService',
    'SetDNC',
    {
      AccountNumber: 'text',
      OutcomeID: 'text',
      BusinessOutcome: 'number',
      LeadScore: 'number',
      CampaignSpecificDNC: 'flag?',
      isPhoneNoDNC: 'flag?',
      BussfldDNCValue: 'text?',
      BlockedBy: 'text?',
      DNCBlockStartDate: 'text?',
      DNCBlockEndDate: 'text?',
      AgentComments: 'text?',
      TargetAmount: 'number?',
      DNCCampaignCategoryID: 'text?',
    },
    'documented',
    'set-dnc',
    answered('SetDNCResult'),
  ),
  withoutConsentOutcome: row(
    'WebService',
    'SetNonPEWCContactOutcome',
    { AccountNumber: 'text', AgentID: 'text', PhoneNumber: 'text' },
    'documented',
    'set-non-pewc-contact-outcome',
    answered('SetNonPEWCContactOutcomeResult'),
  ),
  contactFields: row(
    'WebService',
    'SetContactBusinessFields',
    { ...CALL, AgentID: 'text', businessField: 'records' },
    'documented',
    'set-business-fields',
    answered('SetContactBusinessFieldsResult'),
  ),
  contactNumber: row(
    'WebService',
    'SetNewModeNumber',
    { ...CALL, ModeID: 'text', ContactNumber: 'text', DeleteOtherModes: 'flag', AgentID: 'text' },
    'documented',
    'set-new-mode-number',
    answered('SetNewModeNumberResult'),
  ),
  skipContact: row(
    'WebService',
    'SkipNonPEWCContact',
    { UserID: 'text' },
    'documented',
    'skip-non-pewc-contact',
    answered('SkipNonPEWCContactResult'),
  ),
} as const;
