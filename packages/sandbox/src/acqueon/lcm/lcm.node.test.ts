import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DANA, Floor, MAYA, named, OSEI, type RawApplication } from '../raw-application.js';

const KEY = '31|1|1|0|0|801|';

/** Maya talks to Dana, whom a campaign called; the id of the call. */
function talking(): { readonly floor: Floor; readonly page: RawApplication; readonly callid: string } {
  const floor = new Floor();
  const page = floor.ready();
  const callid = floor.offer();
  page.ask('Amazon', 'OutboundCall', 'MakeCall');
  floor.advance(3_000);
  page.news();
  return { floor, page, callid };
}

const OUTCOMES = ['Success', 'Abandoned', 'Invalid', 'Busy', 'CallBack', 'DNC', 'Fax', 'Answering Machine', 'No Answer', 'Reject'].map(
  (Description, index) => ({ OutComeID: String(index), Description }),
);
const outcome = (OutComeID: string, Description: string, LeadScore: string, ParentID: string | null) => ({
  OutComeID,
  Description,
  CampaignID: '31',
  LeadScore,
  ParentID,
});

describe('what the list manager is asked', () => {
  // The answers typed from the pages, with the data of the built-in world.
  const READS: readonly (readonly [request: string, data: object, answer: string, response: unknown])[] = [
    [
      'GetContactDetail',
      {},
      'ContactDetail',
      [
        { FieldName: 'CustomerName', Value: 'Dana Whitfield', DataType: 'String', Format: '', Editable: false },
        { FieldName: 'Account', Value: 'A-7781', DataType: 'String', Format: '', Editable: false },
        { FieldName: 'RenewalDate', Value: '31/12/2026', DataType: 'Date', Format: 'DD/MM/YYYY', Editable: false },
        { FieldName: 'Premium', Value: '240', DataType: 'Number', Format: '', Editable: true },
        { FieldName: 'Notes', Value: '', DataType: 'String', Format: '', Editable: true },
      ],
    ],
    [
      'GetScreenPopData',
      {},
      'ScreenPopData',
      { CustomerName: 'Dana Whitfield', Account: 'A-7781', RenewalDate: '31/12/2026', Premium: '240', Notes: '' },
    ],
    ['GetCallOutCome', {}, 'CallOutCome', OUTCOMES],
    [
      'GetBusinessOutCome',
      {},
      'BusinessOutCome',
      [
        outcome('101', 'Renewed', '10', null),
        outcome('102', 'Renewed for two years', '15', '101'),
        outcome('103', 'Not interested', '0', null),
        outcome('104', 'Already with another company', '0', '103'),
        outcome('105', 'Wants to think it over', '3', null),
      ],
    ],
    [
      'GetBusinessOutcomeParent',
      { ParentBusinessOutcomeId: '101' },
      'BusinessOutcomeParent',
      [outcome('102', 'Renewed for two years', '15', '101')],
    ],
    [
      'GetOutcomeByOutcomegroup',
      { type: 'MANUAL' },
      'BusinessOutCome',
      [outcome('201', 'Question answered', '0', null), outcome('202', 'Passed on', '0', null)],
    ],
    [
      'GetModeInformation',
      {},
      'GetModeInformationResult',
      {
        CampaignId: '31',
        ModeName: 'Mobile',
        ContactID: '801',
        Timezone: 'UTC',
        ContactNumber: DANA,
        CampaignCategoryName: 'Renewals preview',
        CallId: '60165915',
        GMTDeviation: '0',
        DispositionRequired: false,
        DNCPeriodType: 'Days',
        DNCDays: '30',
        DNCEOD: false,
        CustomerDNCTZEnabled: false,
      },
    ],
    ['GetDNCBussField', {}, 'DNCBussField', ['CustomerName', 'Account', 'RenewalDate', 'Premium', 'Notes']],
  ];

  for (const [request, data, answer, response] of READS) {
    it(`${request} is answered by ${answer}`, () => {
      const { page, callid } = talking();
      assert.equal(callid, '60165915');
      assert.deepEqual(page.lcm(request, { callid, AccountNumber: KEY, ...data }), {
        channel: 'LCM',
        topic: 'WebService',
        subtopic: answer,
        source: 'Workspace',
        message: { callid, response },
      });
    });
  }

  it('modes, with the contact’s numbers', () => {
    const { page, callid } = talking();
    const { response } = page.lcm('GetCallBackModes', { callid, AccountNumber: KEY }).message as { response: Record<string, unknown>[] };
    assert.deepEqual(response[0], {
      ModeID: '1',
      Description: 'Mobile',
      ChannelType: 'Voice',
      MinLength: 7,
      MaxLength: 15,
      Cvalue: DANA,
      PEWC: false,
      CampaignPEWC: false,
    });
    const contact = page.lcm('GetContactModes', { callid: '', AccountNumber: KEY });
    assert.equal(contact.subtopic, 'SetContactModes');
    const { Contactmodes } = (contact.message as { response: { Contactmodes: Record<string, unknown>[] } }).response;
    assert.deepEqual(
      Contactmodes.map(({ ModeID, ModeDesc, CampaignID, CValue, PEWC }) => [ModeID, ModeDesc, CampaignID, CValue, PEWC]),
      [
        ['1', 'Mobile', '31', DANA, false],
        ['2', 'Home', '31', OSEI, false],
      ],
    );
  });

  it('without a call, what needs none', () => {
    const { page } = talking();
    const offline = page.lcm('SetCallOutComeOffline', { AccountNumber: KEY });
    assert.deepEqual([offline.subtopic, (offline.message as { response: unknown }).response], ['SetCallOutComeOfflineResponse', OUTCOMES]);
    const campaigns = page.lcm('GetCampaignsForMCDRequest', { ANI: DANA, CallType: 'INBOUND' });
    assert.deepEqual((campaigns.message as { response: unknown }).response, [
      {
        CampaignId: '31',
        CampaignName: 'Renewals preview',
        ContactID: '801',
        CallType: 'INBOUND',
        AgentID: MAYA,
        Mode: '1',
        PhoneNo: DANA,
        AccountNumber: KEY,
      },
    ]);
  });

  it('with a call that there is not: an error for every one that needs a call', () => {
    const { page } = talking();
    for (const request of ['GetContactDetail', 'GetModeInformation', 'SetBusinessOutcomeWithComments', 'SetCallbackWithComments']) {
      assert.deepEqual(page.lcm(request, { callid: '', AccountNumber: KEY }), {
        channel: 'LCM',
        topic: 'Error',
        subtopic: 'ApiError',
        source: 'Workspace',
        data: { errorType: 'WS_Error', errorMessage: 'Callid is empty', msg: 'Invalid Call ID.' },
      });
      const { data } = page.lcm(request, { callid: '4711', AccountNumber: KEY });
      assert.deepEqual(data, { errorType: 'WS_Error', errorMessage: 'Invalid Call ID:4711', msg: 'Invalid Call ID.' });
    }
  });
});

describe('what the list manager is told', () => {
  const said = { UserID: MAYA, AgentComments: 'She will think about it', LeadScore: 7, TargetAmount: 240 };
  const when = { StartDate: '24/11/2026', EndDate: '24/11/2026', StartTime: '09:00', EndTime: '10:00' };
  const promised = (agentId: string | null) => ({ start: '2026-11-24T09:00', end: '2026-11-24T10:00', mode: '2', agentId });

  for (const [request, data, kept] of [
    ['SetBusinessOutcomeWithComments', { OutcomeId: 101 }, { businessOutcome: '101' }],
    ['SetCallOutcomeWithComments', { OutcomeID: '7' }, { callOutcome: '7' }],
    ['SetBusinessOutcomeWithCallOutcome', { BusinessOutcome: 103, CallOutcome: '9' }, { businessOutcome: '103', callOutcome: '9' }],
    ['SetCallbackWithComments', { ...when, CallbackModeId: 2 }, { callback: promised(null) }],
    ['SetPersonalCallbackWithComments', { ...when, CallbackModeID: 2 }, { callback: promised(MAYA) }],
    [
      'SetBusinessOutcomeWithCallback',
      { ...when, CallbackModeId: 2, OutcomeId: '4', BusinessOutcome: 105 },
      { callback: promised(null), callOutcome: '4', businessOutcome: '105' },
    ],
    [
      'SetBusinessOutcomeWithPersonalCallback',
      { ...when, CallbackModeID: 2, OutcomeId: '4', BusinessOutcome: 105 },
      { callback: promised(MAYA), callOutcome: '4', businessOutcome: '105' },
    ],
    ['SetDNC', { OutcomeID: '5', BusinessOutcome: '103' }, { callOutcome: '5', businessOutcome: '103', doNotCall: true }],
    ['SetCallResult', { OutcomeId: '0', BusinessOutcome: '101' }, { callOutcome: '0', businessOutcome: '101' }],
  ] as const) {
    it(`${request} stands in the simulator’s truth`, () => {
      const { floor, page, callid } = talking();
      const answer = page.lcm(request, { callid, AccountNumber: KEY, ...said, ...data });
      assert.equal(answer.subtopic, `${request}Result`);
      assert.deepEqual(answer.message, { callid, response: { success: true } });
      const [disposition, ...more] = floor.sandbox.engine.state().dispositions;
      assert.deepEqual(more, []);
      const { at: _, ...rest } = disposition ?? { at: 0 };
      assert.deepEqual(rest, {
        callId: callid,
        contact: KEY,
        agentId: MAYA,
        callOutcome: null,
        businessOutcome: null,
        callback: null,
        doNotCall: false,
        comments: 'She will think about it',
        leadScore: 7,
        targetAmount: 240,
        ...kept,
      });
      const contact = floor.sandbox.engine.state().contacts.find(({ key }) => key === KEY);
      assert.equal(contact?.doNotCall ?? false, 'doNotCall' in kept);
      assert.deepEqual(contact?.callback, 'callback' in kept ? kept.callback : undefined);
    });
  }

  it('takes the word about somebody who has not agreed, by either name of the key', () => {
    const { page, callid } = talking();
    for (const key of ['AccountNumber', 'LCMKey']) {
      const { subtopic, message } = page.lcm('SetNonPEWCContactOutcome', { callid, [key]: KEY, AgentID: MAYA, PhoneNumber: DANA });
      assert.deepEqual([subtopic, message], ['SetNonPEWCContactOutcomeResult', { callid, response: { success: true } }]);
    }
  });

  it('is seen on the telephone side, as far as that has words for it', () => {
    const { floor, page, callid } = talking();
    page.lcm('SetCallOutcomeWithComments', { callid, AccountNumber: KEY, ...said, OutcomeID: '7' });
    page.lcm('SetCallbackWithComments', { callid, AccountNumber: KEY, ...said, ...when, CallbackModeId: 2 });
    const [call] = floor.sandbox.engine.state().calls;
    assert.equal(call?.classification, 'ANS_MACHINE');
    assert.deepEqual(call.callback, { time: '2026-11-24T09:00', number: OSEI });
  });

  it('may be told after the call', () => {
    const { floor, page, callid } = talking();
    page.ask('Amazon', 'OutboundCall', 'Disconnect');
    page.ask('Amazon', 'OutboundCall', 'ClearContact');
    assert.equal(floor.sandbox.engine.calls().length, 0);
    const { message } = page.lcm('SetBusinessOutcomeWithComments', { callid, AccountNumber: KEY, ...said, OutcomeId: 101 });
    assert.deepEqual(message, { callid, response: { success: true } });
    assert.equal(floor.sandbox.engine.dispositionOf(callid)?.businessOutcome, '101');
  });

  it('is not taken when it is not known or not so written', () => {
    const { floor, page, callid } = talking();
    for (const [request, data] of [
      ['SetBusinessOutcomeWithComments', { OutcomeId: 999 }],
      ['SetCallOutcomeWithComments', {}],
      ['SetCallbackWithComments', { ...when, StartDate: '2026-11-24', CallbackModeId: 2 }],
      ['SetCallbackWithComments', { ...when, StartDate: '31/02/2026', CallbackModeId: 2 }],
      ['SetCallbackWithComments', { ...when, StartTime: '11:00', CallbackModeId: 2 }],
      ['SetCallbackWithComments', { ...when, CallbackModeId: 77 }],
      ['SetBusinessOutcomeWithComments', { OutcomeId: 101, AccountNumber: 'of nobody' }],
      ['SetContactBusinessFields', { businessField: [{ FieldName: 'CustomerName', Value: 'x' }] }],
      [
        'SetContactBusinessFields',
        {
          businessField: [
            { FieldName: 'Premium', Value: '250' },
            { FieldName: 'Account', Value: 'x' },
          ],
        },
      ],
      ['SetNewModeNumber', { ModeID: '2', ContactNumber: 'none' }],
    ] as const) {
      const { message } = page.lcm(request, { callid, AccountNumber: KEY, ...said, ...data });
      assert.deepEqual(message, { callid, response: { success: false } }, `${request} ${JSON.stringify(data)}`);
    }
    const { dispositions, contacts } = floor.sandbox.engine.state();
    assert.deepEqual(dispositions, []);
    assert.deepEqual(contacts, new Floor().sandbox.engine.state().contacts);
  });

  it('changes what is known about the contact', () => {
    const { floor, page, callid } = talking();
    const at = { callid, AccountNumber: KEY, AgentID: MAYA };
    const businessField = [{ FieldName: 'Premium', Value: '250', DataType: 'Number', Format: '' }];
    page.lcm('SetContactBusinessFields', { ...at, businessField });
    page.lcm('SetNewModeNumber', { ...at, ModeID: '3', ContactNumber: '+12065550177', DeleteOtherModes: false });
    const contact = floor.sandbox.engine.contact(KEY);
    assert.equal(contact?.fields.find(({ name }) => name === 'Premium')?.value, '250');
    assert.deepEqual(
      contact?.phones.map(({ mode }) => mode),
      ['1', '2', '3'],
    );
    page.lcm('SetNewModeNumber', { ...at, ModeID: '1', ContactNumber: '+12065550178', DeleteOtherModes: true });
    assert.deepEqual(floor.sandbox.engine.contact(KEY)?.phones, [{ mode: '1', number: '+12065550178' }]);
  });

  it('answers an overlap flat, beside no call', () => {
    const { page, callid } = talking();
    page.lcm('SetPersonalCallbackWithComments', { callid, AccountNumber: KEY, ...said, ...when, CallbackModeID: 2 });
    const ask = (StartFromTime: string, StartToTime: string) =>
      page.lcm('ScheduledCallBackOverlap', {
        callid,
        AccountNumber: KEY,
        UserID: MAYA,
        StartFromDate: '24/11/2026',
        StartToDate: '24/11/2026',
        StartFromTime,
        StartToTime,
      }).message;
    assert.deepEqual(ask('09:30', '11:00'), { RequestResult: true, IsOverlap: true });
    assert.deepEqual(ask('10:00', '11:00'), { RequestResult: true, IsOverlap: false });
    assert.deepEqual(ask('late', '11:00'), { RequestResult: false, IsOverlap: false });
  });
});

describe('dialling by hand', () => {
  it('puts somebody onto a list, from XML', () => {
    const { floor, page } = talking();
    const created = page.lcm('CreateContact', {
      CampaignID: '31',
      Calltype: '0',
      BussinessFields: '<Fields><CustomerName>Zo&#235; &amp; Co</CustomerName></Fields>',
      Modes: '<Modes><Home>+12065550177</Home></Modes>',
    });
    const { response } = created.message as { response: { success: boolean; ContactID: string } };
    assert.equal(response.success, true);
    const contact = floor.sandbox.engine.contacts().at(-1);
    assert.deepEqual([contact?.fields[0]?.value, contact?.phones], ['Zoë & Co', [{ mode: '2', number: '+12065550177' }]]);
    for (const Modes of ['<Modes>', '<!DOCTYPE x><a>1</a>', '']) {
      const refused = page.lcm('CreateContact', { CampaignID: '31', BussinessFields: '', Modes });
      assert.deepEqual((refused.message as { response: unknown }).response, { success: false });
    }
  });

  it('sets contacts aside, counts them, and lets them go', () => {
    const { floor, page } = talking();
    const list = page.lcm('GetReservedManualDialContact', {
      AgentID: MAYA,
      NumberOfContactsRequired: 2,
      Consent: true,
      ReservedContacts: false,
    });
    assert.equal(list.subtopic, 'DownloadContactsForDialing');
    const contacts = (list.message as { response: Record<string, unknown>[] }).response;
    assert.equal(contacts.length, 2);
    assert.deepEqual(Object.keys(contacts[0] ?? {}), [
      'PhoneNumber',
      'AccountNumber',
      'CampaignId',
      'Mode',
      'ContactID',
      'ExpiryTime',
      'CallbackTime',
      'CallType',
      'Consent',
    ]);
    const reserved = () => floor.sandbox.engine.state().contacts.filter(({ reservedBy }) => reservedBy === MAYA).length;
    assert.equal(reserved(), 2);
    const one = page.lcm('GetContactOD', { UserID: MAYA });
    assert.equal((one.message as { response: { PhoneNumber: string } }).response.PhoneNumber, '+493023125042');
    assert.deepEqual(
      (page.lcm('GetReservedContactOD', { UserID: MAYA }).message as { response: { ContactId: string } }).response.ContactId,
      '821',
    );
    const count = page.lcm('GetAgentCallCount', { UserID: MAYA }).message as { response: unknown };
    assert.deepEqual(count.response, { PCBCount: '0', RegularCount: '3', IsAgentReserved: 'true' });
    assert.deepEqual((page.lcm('SkipNonPEWCContact', { userID: MAYA }).message as { response: unknown }).response, { success: true });
    assert.deepEqual((page.lcm('SkipNonPEWCContact', { UserId: MAYA }).message as { response: unknown }).response, {
      success: false,
      msg: 'Contact not found',
    });
    assert.equal(reserved(), 2);
  });

  it('hands the wish to dial on to the softphone, from either channel', () => {
    const { page } = talking();
    for (const [channel, topic] of [
      ['LCM', 'WebService'],
      ['Amazon', 'InboundCall'],
    ] as const) {
      for (const subtopic of ['ManualDialCall', 'ManualDialCopyContact']) {
        const [told] = named(page.ask(channel, topic, subtopic, { PhoneNumber: OSEI }), `InboundCall/${subtopic}`);
        assert.equal(told?.channel, 'UI');
        assert.deepEqual(told.message, { channel, topic, subtopic, source: 'raw', data: { PhoneNumber: OSEI } });
      }
    }
  });
});
