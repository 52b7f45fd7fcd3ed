import { expect } from '@open-wc/testing';
import type { DesktopError } from '@cordboard/core';
import { lcmWrites } from '../catalogue/lcm-writes.js';
import type { Operation } from '../catalogue/operation.js';
import { askedOverWire, lcmPacket, type LcmRow } from './lcm-wire.test.js';

// Typed from the vendor's pages, not from the catalogue.

const CALL = { callid: 'k-1', AccountNumber: '5|3|1|0|0|44|9' };
const TAIL = { UserID: '70112', AgentComments: 'Call after lunch', LeadScore: 40, TargetAmount: 0 };
const WINDOW = { StartDate: '04/03/2025', EndDate: '05/03/2025', StartTime: '13:00', EndTime: '17:30' };

const row = (subtopic: string, data: object, answer: string): LcmRow => ({
  subtopic,
  data,
  answer: ['WebService', answer],
  says: { callid: 'callid' in data ? data.callid : '', response: { success: true } },
  gives: undefined,
});

const LCM_WRITES: Readonly<Record<string, LcmRow>> = {
  businessOutcome: row('SetBusinessOutcomeWithComments', { ...CALL, OutcomeId: 12, ...TAIL }, 'SetBusinessOutcomeWithCommentsResult'),
  callOutcome: row('SetCallOutcomeWithComments', { ...CALL, OutcomeID: '3', ...TAIL }, 'SetCallOutcomeWithCommentsResult'),
  bothOutcomes: row(
    'SetBusinessOutcomeWithCallOutcome',
    { ...CALL, BusinessOutcome: 12, CallOutcome: '5', ...TAIL },
    'SetBusinessOutcomeWithCallOutcomeResult',
  ),
  callback: row('SetCallbackWithComments', { ...CALL, ...WINDOW, CallbackModeId: 2, ...TAIL }, 'SetCallbackWithCommentsResult'),
  personalCallback: row(
    'SetPersonalCallbackWithComments',
    { ...CALL, ...WINDOW, CallbackModeID: 2, ...TAIL },
    'SetPersonalCallbackWithCommentsResult',
  ),
  outcomeWithCallback: row(
    'SetBusinessOutcomeWithCallback',
    { ...CALL, ...WINDOW, CallbackModeId: 2, OutcomeId: 4, BusinessOutcome: 12, ...TAIL },
    'SetBusinessOutcomeWithCallbackResult',
  ),
  outcomeWithPersonalCallback: row(
    'SetBusinessOutcomeWithPersonalCallback',
    { ...CALL, ...WINDOW, CallbackModeID: 2, OutcomeId: 4, BusinessOutcome: 12, ...TAIL },
    'SetBusinessOutcomeWithPersonalCallbackResult',
  ),
  doNotCall: row(
    'SetDNC',
    {
      AccountNumber: '5|3|1|0|0|44|9',
      OutcomeID: '5',
      BusinessOutcome: 12,
      LeadScore: 0,
      CampaignSpecificDNC: true,
      isPhoneNoDNC: true,
      BussfldDNCValue: 'Customer',
      BussfldDNCValue1: 'C-7',
      BlockedBy: '70112',
      DNCBlockStartDate: '04/03/2025',
      DNCBlockEndDate: '04/03/2026',
      AgentComments: '',
      TargetAmount: 0,
      DNCCampaignCategoryID: '1',
    },
    'SetDNCResult',
  ),
  callResult: row(
    'SetCallResult',
    { AccountNumber: '5|3|1|0|0|44|9', OutcomeId: 4, ...TAIL, CallbackModeID: 2, ...WINDOW },
    'SetCallResultResult',
  ),
  withoutConsentOutcome: row(
    'SetNonPEWCContactOutcome',
    { AccountNumber: '5|3|1|0|0|44|9', AgentID: '70112', PhoneNumber: '9715550142' },
    'SetNonPEWCContactOutcomeResult',
  ),
  contactFields: row(
    'SetContactBusinessFields',
    { ...CALL, AgentID: '70112', businessField: [{ FieldName: 'City', Value: 'Oslo', DataType: 'text', Format: '' }] },
    'SetContactBusinessFieldsResult',
  ),
  contactNumber: row(
    'SetNewModeNumber',
    { ...CALL, ModeID: '2', ContactNumber: '9715550142', DeleteOtherModes: false, AgentID: '70112' },
    'SetNewModeNumberResult',
  ),
  createContact: row(
    'CreateContact',
    {
      CampaignID: '5',
      Calltype: '0',
      callStartDateTime: '04/03/2025 09:00',
      callEndDateTime: '04/03/2025 17:00',
      BussinessFields: '<f/>',
      Modes: '<m/>',
      priority: '1',
      AgentID: '70112',
      SMSData: '',
      MailSubject: '',
      MailMsg: '',
    },
    'CreateContactResult',
  ),
  skipContact: row('SkipNonPEWCContact', { UserID: '70112' }, 'SkipNonPEWCContactResult'),
};

/** Answers that no page shows. */
const INFERRED = ['callResult', 'createContact', 'doNotCall', 'outcomeWithPersonalCallback'];

describe('contract: writes of the channel LCM', () => {
  for (const [name, row] of Object.entries(LCM_WRITES)) {
    const operation = (lcmWrites as Record<string, Operation>)[name]!;

    it(`${name}: ${row.subtopic} is done when ${row.answer[1]} says so`, async () => {
      const { sent, gave } = await askedOverWire(operation, row);
      expect(sent).to.deep.equal(lcmPacket(row));
      expect(gave).to.equal(undefined);
      expect(operation.answer?.standing === 'inferred', 'inferred').to.equal(INFERRED.includes(name));
    });

    it(`${name}: is refused when the answer says that it failed`, async () => {
      const failed = { ...row, says: { ...row.says, response: { success: 'false', msg: 'Contact not found' } } };
      const error = (await askedOverWire(operation, failed).catch((thrown: unknown) => thrown)) as DesktopError;
      expect(error.code).to.equal('refused');
      expect(error.cause).to.deep.equal({ message: 'Contact not found' });
    });

    it(`${name}: is not done when the answer says nothing of it`, async () => {
      const silent = { ...row, says: { ...row.says, response: {} } };
      const error = (await askedOverWire(operation, silent).catch((thrown: unknown) => thrown)) as DesktopError;
      expect(error.code).to.equal('protocol');
    });
  }

  it('reads the one outcome that a page shows without anything around it', async () => {
    const row = LCM_WRITES['skipContact']!;
    await askedOverWire(lcmWrites.skipContact, { ...row, says: { success: true } });
    const error = await askedOverWire(lcmWrites.skipContact, { ...row, says: { success: false, msg: 'Contact not found' } }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).to.have.property('code', 'refused');
  });

  it('has a row for each operation, and an operation for each row', () => {
    expect(Object.keys(LCM_WRITES)).to.have.members(Object.keys(lcmWrites));
  });
});
