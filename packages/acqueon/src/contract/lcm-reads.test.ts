import { expect } from '@open-wc/testing';
import { lcmReads } from '../catalogue/lcm-reads.js';
import type { Operation } from '../catalogue/operation.js';
import { askedOverWire, lcmPacket, type LcmRow } from './lcm-wire.test.js';

// Typed from the vendor's pages, not from the catalogue: what is sent, key by key, the message that answers it, and what that gives. `raw` is
// left out here.

const CALL = { callid: 'k-1', AccountNumber: '5|3|1|0|0|44|9' };

const OUTCOME = { OutComeID: '12', Description: 'Sale', CampaignID: '5', LeadScore: '40', ParentID: null };
const OUTCOME_READ = { OutComeID: '12', Description: 'Sale', CampaignID: '5', LeadScore: 40 };

const LCM_READS: Readonly<Record<string, LcmRow>> = {
  contactDetail: {
    subtopic: 'GetContactDetail',
    data: CALL,
    answer: ['WebService', 'ContactDetail'],
    says: { callid: 'k-1', response: [{ FieldName: 'City', Value: 'Oslo', DataType: 'text', Format: '', Editable: 'True' }] },
    gives: [{ FieldName: 'City', Value: 'Oslo', DataType: 'text', Format: '', Editable: true }],
  },
  screenPop: {
    subtopic: 'GetScreenPopData',
    data: CALL,
    answer: ['WebService', 'ScreenPopData'],
    says: { callid: 'k-1', response: { City: 'Oslo', Balance: '12.50' } },
    gives: { City: 'Oslo', Balance: '12.50' },
  },
  callOutcomes: {
    subtopic: 'GetCallOutCome',
    data: { callid: 'k-1' },
    answer: ['WebService', 'CallOutCome'],
    says: {
      callid: 'k-1',
      response: [
        { OutComeID: '0', Description: 'Success' },
        { OutComeID: 4, Description: 'CallBack' },
      ],
    },
    gives: [
      { OutComeID: '0', Description: 'Success' },
      { OutComeID: '4', Description: 'CallBack' },
    ],
  },
  businessOutcomes: {
    subtopic: 'GetBusinessOutCome',
    data: CALL,
    answer: ['WebService', 'BusinessOutCome'],
    says: { callid: 'k-1', response: [OUTCOME] },
    gives: [OUTCOME_READ],
  },
  businessOutcomesOf: {
    subtopic: 'GetBusinessOutcomeParent',
    data: { ...CALL, ParentBusinessOutcomeId: '12' },
    answer: ['WebService', 'BusinessOutcomeParent'],
    says: { callid: 'k-1', response: [{ ...OUTCOME, ParentID: '12' }] },
    gives: [{ ...OUTCOME_READ, ParentID: '12' }],
  },
  outcomesOfGroup: {
    subtopic: 'GetOutcomeByOutcomegroup',
    data: { callid: '', type: 'MANUAL' },
    answer: ['WebService', 'BusinessOutCome'],
    says: { callid: '', response: [OUTCOME] },
    gives: [OUTCOME_READ],
  },
  callOutcomesOffline: {
    subtopic: 'SetCallOutComeOffline',
    data: { AccountNumber: '5|3|1|0|0|44|' },
    answer: ['WebService', 'SetCallOutComeOfflineResponse'],
    says: { callid: '', response: [{ OutComeID: '3', Description: 'Busy' }] },
    gives: [{ OutComeID: '3', Description: 'Busy' }],
  },
  callbackModes: {
    subtopic: 'GetCallBackModes',
    data: CALL,
    answer: ['WebService', 'CallBackModes'],
    says: {
      callid: 'k-1',
      response: [
        {
          ModeID: '2',
          Description: 'Mobile',
          ChannelType: 'Voice',
          MinLength: '10',
          MaxLength: '10',
          Cvalue: '9715550142',
          PEWC: '1',
          CampaignPEWC: null,
        },
      ],
    },
    gives: [
      {
        ModeID: '2',
        Description: 'Mobile',
        ChannelType: 'Voice',
        MinLength: 10,
        MaxLength: 10,
        Cvalue: '9715550142',
        PEWC: '1',
        CampaignPEWC: null,
      },
    ],
  },
  contactModes: {
    subtopic: 'GetContactModes',
    data: CALL,
    answer: ['WebService', 'SetContactModes'],
    says: {
      callid: 'k-1',
      response: {
        Contactmodes: [
          {
            ModeID: 2,
            ModeDesc: 'Mobile',
            CampaignID: '5',
            CValue: '9715550142',
            ModeDialingStartTime: '09:00',
            TimeZone1: 'CET',
            PEWC: true,
          },
        ],
      },
    },
    gives: [
      {
        ModeID: '2',
        ModeDesc: 'Mobile',
        CampaignID: '5',
        CValue: '9715550142',
        ModeDialingStartTime: '09:00',
        TimeZone1: 'CET',
        PEWC: true,
      },
    ],
  },
  modeInformation: {
    subtopic: 'GetModeInformation',
    data: CALL,
    answer: ['WebService', 'GetModeInformationResult'],
    says: {
      callid: 'k-1',
      response: { CampaignId: '5', ModeName: 'Mobile', ContactID: '44', DispositionRequired: true, DNCDays: 30, New: 'x' },
    },
    gives: { CampaignId: '5', ModeName: 'Mobile', ContactID: '44', DispositionRequired: true, DNCDays: '30' },
  },
  doNotCallFields: {
    subtopic: 'GetDNCBussField',
    data: CALL,
    answer: ['WebService', 'DNCBussField'],
    says: { callid: 'k-1', response: ['Customer', 'Account'] },
    gives: ['Customer', 'Account'],
  },
  callbackOverlap: {
    subtopic: 'ScheduledCallBackOverlap',
    data: {
      ...CALL,
      StartFromDate: '04/03/2025',
      StartToDate: '04/03/2025',
      StartFromTime: '09:00',
      StartToTime: '09:30',
      UserID: '70112',
    },
    answer: ['WebService', 'ScheduledCallBackOverlapResult'],
    says: { RequestResult: 'true', IsOverlap: 'false' },
    gives: { RequestResult: 'true', IsOverlap: false },
  },
  campaigns: {
    subtopic: 'GetCampaignsForMCDRequest',
    data: { ANI: '9715550142', DNIS: '5580', LCMKey: '5|3', CallType: 'INBOUND', BusinessFieldQueryToSearch: 'City=Oslo' },
    answer: ['WebService', 'SetCampaignsForMCDResponse'],
    says: {
      callid: '',
      response: [{ CampaignId: '5', CampaignName: 'Spring', ContactID: '44', PhoneNo: '9715550142', AccountNumber: '5|3' }],
    },
    gives: [{ CampaignId: '5', CampaignName: 'Spring', ContactID: '44', PhoneNo: '9715550142', AccountNumber: '5|3' }],
  },
  reservedContacts: {
    subtopic: 'GetReservedManualDialContact',
    data: { AgentID: '70112', NumberOfContactsRequired: 2, Consent: false, ReservedContacts: true },
    answer: ['WebService', 'DownloadContactsForDialing'],
    says: { callid: '', response: [{ PhoneNumber: '9715550142', AccountNumber: '5|3', CampaignId: '5', Mode: 'Mobile', Consent: 'N' }] },
    gives: [{ PhoneNumber: '9715550142', AccountNumber: '5|3', CampaignId: '5', Mode: 'Mobile', Consent: 'N' }],
  },
  agentCallCount: {
    subtopic: 'GetAgentCallCount',
    data: { UserID: '70112' },
    answer: ['WebService', 'AgentCallCount'],
    says: { callid: '', response: { PCBCount: '3', RegularCount: '7', IsAgentReserved: 'false' } },
    gives: { PCBCount: 3, RegularCount: 7, IsAgentReserved: false },
  },
  contactWithoutConsent: {
    subtopic: 'GetContactOD',
    data: { UserID: '70112', isReservedBy: '70112' },
    answer: ['WebService', 'ContactOD'],
    says: {
      callid: '',
      response: { PhoneNumber: '9715550142', AccountNumber: '5|3', ContactId: '44', Prefix: '9', Suffix: '', Queue: 'Q1' },
    },
    gives: { PhoneNumber: '9715550142', AccountNumber: '5|3', ContactId: '44', Prefix: '9', Suffix: '', Queue: 'Q1' },
  },
  reservedContactWithoutConsent: {
    subtopic: 'GetReservedContactOD',
    data: { UserID: '70112' },
    answer: ['WebService', 'ContactOD'],
    says: { callid: '', response: [] },
    gives: undefined,
  },
};

describe('contract: reads of the channel LCM', () => {
  for (const [name, row] of Object.entries(LCM_READS)) {
    it(`${name}: ${row.subtopic} is answered by ${row.answer[1]}`, async () => {
      const { sent, gave } = await askedOverWire((lcmReads as Record<string, Operation>)[name]!, row);
      expect(sent).to.deep.equal(lcmPacket(row));
      expect(gave).to.deep.equal(row.gives);
    });
  }

  it('has a row for each operation, and an operation for each row', () => {
    expect(Object.keys(LCM_READS)).to.have.members(Object.keys(lcmReads));
  });
});
