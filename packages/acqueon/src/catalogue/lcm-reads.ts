import type { Gives } from './answer.js';
import { rowsOf, type Shape } from './operation.js';

const make = rowsOf('LCM');

// Answers say which call they are about, beside what they have to tell; the one error type of the channel is for every operation.
const read = <const D extends Shape, const G extends Gives>(subtopic: string, data: D, page: string, answer: string, gives: G) =>
  make('WebService', subtopic, data, 'documented', page, {
    answer: { subtopic: answer, repeats: ['callid'], at: 'response', gives },
    errors: ['WS_Error'],
  });

/** `AccountNumber` is the campaign's key of the contact; its parts are not documented, so it is handed on as it came. */
const CALL = { callid: 'id', AccountNumber: 'id' } as const;

const OUTCOMES = {
  list: { OutComeID: 'text', Description: 'text?', CampaignID: 'text?', LeadScore: 'number?', ParentID: 'text?' },
} as const;
const CALL_OUTCOMES = { list: { OutComeID: 'text', Description: 'text?' } } as const;

const CONTACT_FIELD = { FieldName: 'text', Value: 'text?', DataType: 'text?', Format: 'text?', Editable: 'flag?' } as const;

const CALLBACK_MODE = {
  ModeID: 'text',
  Description: 'text?',
  ChannelType: 'text?',
  MinLength: 'number?',
  MaxLength: 'number?',
  Cvalue: 'text?',
  PEWC: 'any?',
  CampaignPEWC: 'any?',
} as const;

const CONTACT_MODE = {
  ModeID: 'text',
  ModeDesc: 'text?',
  CampaignID: 'text?',
  CValue: 'text?',
  ModeDialingStartTime: 'text?',
  ModeDialingEndTime: 'text?',
  TimeZone: 'text?',
  TimeZone1: 'text?',
  TimeZone2: 'text?',
  TimeZone3: 'text?',
  PEWC: 'any?',
  AreaCode: 'text?',
  ZipCode: 'text?',
} as const;

// The page goes on beyond these; what it has is in `raw`.
const MODE_INFORMATION = {
  CampaignId: 'text?',
  ModeName: 'text?',
  ContactID: 'text?',
  Timezone: 'text?',
  ContactNumber: 'text?',
  CampaignCategoryName: 'text?',
  CallId: 'text?',
  GMTDeviation: 'text?',
  DispositionRequired: 'flag?',
  DNCPeriodType: 'text?',
  DNCDays: 'text?',
  DNCEOD: 'any?',
  CustomerDNCTZEnabled: 'any?',
} as const;

const CAMPAIGN = {
  CampaignId: 'text?',
  CampaignName: 'text?',
  ContactID: 'text?',
  CallType: 'text?',
  AgentID: 'text?',
  Mode: 'text?',
  PhoneNo: 'text?',
  AccountNumber: 'text?',
} as const;

const RESERVED = {
  PhoneNumber: 'text',
  AccountNumber: 'text?',
  CampaignId: 'text?',
  Mode: 'text?',
  ContactID: 'text?',
  ExpiryTime: 'text?',
  CallbackTime: 'text?',
  CallType: 'text?',
  Consent: 'any?',
} as const;

const WITHOUT_CONSENT = {
  PhoneNumber: 'text',
  AccountNumber: 'text?',
  CampaignId: 'text?',
  Mode: 'text?',
  ContactId: 'text?',
  ExpiryTime: 'text?',
  CallbackTime: 'text?',
  CallType: 'text?',
  Prefix: 'text?',
  Suffix: 'text?',
  Queue: 'text?',
} as const;

/** Reads of the channel `LCM`, all on its one topic. */
export const lcmReads = {
  contactDetail: read('GetContactDetail', CALL, 'get-business-fields', 'ContactDetail', { list: CONTACT_FIELD }),
  screenPop: read('GetScreenPopData', CALL, 'get-optional-business-fields', 'ScreenPopData', { fields: true }),
  callOutcomes: read('GetCallOutCome', { callid: 'id' }, 'get-available-outcomes', 'CallOutCome', CALL_OUTCOMES),
  businessOutcomes: read('GetBusinessOutCome', CALL, 'get-business-outcomes', 'BusinessOutCome', OUTCOMES),
  businessOutcomesOf: read(
    'GetBusinessOutcomeParent',
    { ...CALL, ParentBusinessOutcomeId: 'id' },
    'get-business-outcome-by-parent',
    'BusinessOutcomeParent',
    OUTCOMES,
  ),
  // For manual and inbound calls, that may have no id yet.
  outcomesOfGroup: read(
    'GetOutcomeByOutcomegroup',
    { callid: 'text', type: 'id' },
    'get-business-outcome-by-outcome-group',
    'BusinessOutCome',
    OUTCOMES,
  ),
  // A read, in spite of its name.
  callOutcomesOffline: read(
    'SetCallOutComeOffline',
    { AccountNumber: 'id' },
    'set-call-outcome-offline',
    'SetCallOutComeOfflineResponse',
    CALL_OUTCOMES,
  ),
  callbackModes: read('GetCallBackModes', CALL, 'get-callback-modes', 'CallBackModes', { list: CALLBACK_MODE }),
  contactModes: read('GetContactModes', { callid: 'text?', AccountNumber: 'id' }, 'get-contact-modes', 'SetContactModes', {
    list: CONTACT_MODE,
    under: 'Contactmodes',
  }),
  modeInformation: read('GetModeInformation', CALL, 'get-mode-information', 'GetModeInformationResult', { record: MODE_INFORMATION }),
  doNotCallFields: read('GetDNCBussField', CALL, 'get-dnc-business-fields', 'DNCBussField', { texts: true }),
  // The one answer without a `response`; the table prints it on another topic.
  callbackOverlap: make(
    'WebService',
    'ScheduledCallBackOverlap',
    { ...CALL, StartFromDate: 'text', StartToDate: 'text', StartFromTime: 'text', StartToTime: 'text', UserID: 'id' },
    'documented',
    'check-scheduled-callback-overlap',
    {
      answer: {
        subtopic: 'ScheduledCallBackOverlapResult',
        alsoOn: 'Outbound',
        repeats: ['callid'],
        gives: { record: { RequestResult: 'any?', IsOverlap: 'flag?' } },
      },
      errors: ['WS_Error'],
    },
  ),
  campaigns: read(
    'GetCampaignsForMCDRequest',
    { ANI: 'text', DNIS: 'text?', LCMKey: 'text?', CallType: 'text', BusinessFieldQueryToSearch: 'text?' },
    'get-campaigns-for-mcd-request',
    'SetCampaignsForMCDResponse',
    { list: CAMPAIGN },
  ),
  reservedContacts: read(
    'GetReservedManualDialContact',
    { AgentID: 'id', NumberOfContactsRequired: 'number', Consent: 'flag', ReservedContacts: 'flag' },
    'get-reserved-manual-dial-contact',
    'DownloadContactsForDialing',
    { list: RESERVED },
  ),
  agentCallCount: read('GetAgentCallCount', { UserID: 'id' }, 'get-agent-call-count', 'AgentCallCount', {
    record: { PCBCount: 'number?', RegularCount: 'number?', IsAgentReserved: 'flag?' },
  }),
  contactWithoutConsent: read('GetContactOD', { UserID: 'id', isReservedBy: 'text?' }, 'get-non-pewc-contact', 'ContactOD', {
    maybe: WITHOUT_CONSENT,
  }),
  reservedContactWithoutConsent: read('GetReservedContactOD', { UserID: 'id' }, 'get-reserved-non-pewc-contact', 'ContactOD', {
    maybe: WITHOUT_CONSENT,
  }),
} as const;
