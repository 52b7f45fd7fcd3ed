import { expect } from '@open-wc/testing';
import type { Command, DesktopError } from '@cordboard/core';
import { callIs, CiscoDesk, TALKING } from './cisco-desk.test.js';

type Act = (desk: CiscoDesk) => void;
type Row = readonly [string, Act, Command, object, Act];

describe('commands on the channel Cisco', () => {
  let desk: CiscoDesk;

  beforeEach(() => (desk = new CiscoDesk()));
  afterEach(() => desk.close());

  // Rows of the catalogue: what the agent does, what is published, what settles it.
  const ROWS: readonly Row[] = [
    [
      'ready',
      (desk) => desk.agent('NOT_READY'),
      { type: 'set-agent-state', state: 'ready' },
      { topic: 'Agent', subtopic: 'SetReadyState' },
      (desk) => desk.agent('READY'),
    ],
    [
      'not ready with a reason',
      (desk) => desk.agent('READY'),
      { type: 'set-agent-state', state: 'not-ready', reasonId: '31' },
      { topic: 'Agent', subtopic: 'SetNotReadyState', data: { ReasonCodeId: '31' } },
      (desk) => desk.agent('NOT_READY', { reasonCodeId: '31' }),
    ],
    [
      'sign out',
      (desk) => desk.agent('NOT_READY'),
      { type: 'sign-out', reasonId: '31' },
      { topic: 'Connection', subtopic: 'Logout', data: { ReasonCodeId: '31' } },
      (desk) => desk.agent('LOGOUT'),
    ],
    [
      'make a call',
      (desk) => desk.agent('NOT_READY'),
      { type: 'make-call', to: '5591' },
      { topic: 'InboundCall', subtopic: 'SetMakeCall', data: { toAddress: '5591' } },
      (desk) => desk.call({ leg: 'INITIATED', state: 'INITIATED', callType: 'OUT' }),
    ],
    [
      'make a call with data on it',
      (desk) => desk.agent('NOT_READY'),
      { type: 'make-call', to: '5591', variables: [{ name: 'callVariable1', value: 'ACC-7781' }] },
      { topic: 'InboundCall', subtopic: 'SetMakeCall', data: { toAddress: '5591', callvariables: { callVariable1: 'ACC-7781' } } },
      (desk) => desk.call({ leg: 'INITIATED', state: 'INITIATED', callType: 'OUT' }),
    ],
    [
      'answer',
      (desk) => {
        desk.agent('RESERVED');
        desk.call({ leg: 'ALERTING', state: 'ALERTING', offers: ['SetANSWER'] });
      },
      { type: 'dialog-action', dialogId: '16801144', action: 'answer' },
      { topic: 'InboundCall', subtopic: 'SetANSWER', data: { MediaAddress: '5580', CallID: '16801144' } },
      (desk) => desk.call({ leg: 'ACTIVE', offers: TALKING }),
    ],
    [
      'hold',
      (desk) => desk.talk(),
      { type: 'dialog-action', dialogId: '16801144', action: 'hold' },
      { topic: 'InboundCall', subtopic: 'SetHOLD', data: { MediaAddress: '5580', CallID: '16801144' } },
      (desk) => desk.call({ leg: 'HELD', offers: ['SetRETRIEVE', 'SetDROP'] }),
    ],
    [
      'retrieve, on the topic the call came on',
      (desk) => {
        desk.agent('HOLD');
        desk.campaignCall({ leg: 'HELD', offers: ['SetRETRIEVE'], callType: 'OUTBOUND' });
      },
      { type: 'dialog-action', dialogId: '16801144', action: 'retrieve' },
      { topic: 'OutboundCall', subtopic: 'SetRETRIEVE', data: { MediaAddress: '5580', CallID: '16801144' } },
      (desk) =>
        desk.workspace.says(
          'OutboundCall',
          'OutboundCallStateCHange',
          callIs({ leg: 'ACTIVE', offers: TALKING, callType: 'OUTBOUND' }),
          'data',
        ),
    ],
    [
      'drop',
      (desk) => desk.talk(),
      { type: 'dialog-action', dialogId: '16801144', action: 'drop' },
      { topic: 'InboundCall', subtopic: 'SetDROP', data: { MediaAddress: '5580', CallID: '16801144' } },
      (desk) => desk.call({ leg: 'DROPPED', state: 'DROPPED' }),
    ],
    [
      'consult',
      (desk) => desk.talk(),
      { type: 'consult', dialogId: '16801144', to: '5591', intent: 'conference' },
      { topic: 'InboundCall', subtopic: 'SetCONSULT', data: { MediaAddress: '5580', toAddress: '5591', CallID: '16801144' } },
      (desk) => desk.consultRings(),
    ],
    [
      'consult, by the other name that the call offers',
      (desk) => {
        desk.agent('TALKING');
        desk.call({ leg: 'ACTIVE', offers: ['SetCONSULT_CALL'] });
      },
      { type: 'consult', dialogId: '16801144', to: '5591', intent: 'transfer' },
      { topic: 'InboundCall', subtopic: 'SetCONSULT_CALL', data: { MediaAddress: '5580', toAddress: '5591', CallID: '16801144' } },
      (desk) => desk.consultRings(),
    ],
    [
      'transfer at once',
      (desk) => desk.talk(),
      { type: 'transfer-now', dialogId: '16801144', to: '5591' },
      { topic: 'InboundCall', subtopic: 'SetTRANSFER_SST', data: { MediaAddress: '5580', toAddress: '5591', CallID: '16801144' } },
      (desk) => desk.call({ leg: 'DROPPED', state: 'DROPPED' }),
    ],
    [
      'conference',
      (desk) => desk.consulted(),
      { type: 'conference', dialogId: '16801144' },
      { topic: 'InboundCall', subtopic: 'SetCONFERENCE', data: { MediaAddress: '5580', toAddress: '5591', CallID: '16801144' } },
      (desk) =>
        desk.call({
          leg: 'ACTIVE',
          callType: 'CONFERENCE',
          others: [
            { mediaAddress: '9715550142', state: 'ACTIVE' },
            { mediaAddress: '5591', state: 'ACTIVE' },
          ],
        }),
    ],
    [
      'transfer',
      (desk) => desk.consulted(),
      { type: 'transfer', dialogId: '16801144' },
      { topic: 'InboundCall', subtopic: 'SetTRANSFER', data: { MediaAddress: '5580', toAddress: '5591', CallID: '16801144' } },
      (desk) => desk.call({ leg: 'DROPPED', state: 'DROPPED' }),
    ],
    [
      'a call variable',
      (desk) => desk.talk(),
      { type: 'update-call-data', dialogId: '16801144', variables: [{ name: 'callVariable1', value: 'ACC-9' }] },
      { topic: 'Agent', subtopic: 'UpdateCallVariables', data: { callID: '16801144', key: 'callVariable1', value: 'ACC-9' } },
      (desk) =>
        desk.call({
          leg: 'ACTIVE',
          offers: TALKING,
          more: { mediaProperties: { callType: 'ACD_IN', callvariables: { callVariable1: 'ACC-9' } } },
        }),
    ],
    ...(['reject', 'close'] as const).map((action): Row => [
      `${action} a preview`,
      (desk) => desk.preview(),
      { type: 'dialog-action', dialogId: '16801144', action },
      { topic: 'OutboundCall', subtopic: `Set${action.toUpperCase()}`, data: { CallID: '16801144' } },
      (desk) => desk.campaignCall({ leg: 'DROPPED', state: 'DROPPED', callType: 'OUTBOUND_PREVIEW' }),
    ]),
    [
      'accept a preview',
      (desk) => desk.preview(),
      { type: 'dialog-action', dialogId: '16801144', action: 'accept' },
      { topic: 'OutboundCall', subtopic: 'SetACCEPT', data: { CallID: '16801144', MediaAddress: '5580' } },
      (desk) => desk.campaignCall({ leg: 'ACCEPTED', state: 'ACCEPTED', callType: 'OUTBOUND_PREVIEW' }),
    ],
    [
      'accept a preview, by the other name that the call offers',
      (desk) => desk.preview('SetANSWER'),
      { type: 'dialog-action', dialogId: '16801144', action: 'accept' },
      { topic: 'OutboundCall', subtopic: 'SetANSWER', data: { MediaAddress: '5580', CallID: '16801144' } },
      (desk) => desk.campaignCall({ leg: 'ACCEPTED', state: 'ACCEPTED', callType: 'OUTBOUND_PREVIEW' }),
    ],
    ...['Answer', 'Accept'].map((button): Row => [
      `accept a preview with a button ${button} and no operations, by the one that has a page`,
      (desk) => desk.previewWith({ [button]: 'Enable', Reject: 'Enable' }),
      { type: 'dialog-action', dialogId: '16801144', action: 'accept' },
      { topic: 'OutboundCall', subtopic: 'SetANSWER', data: { MediaAddress: '5580', CallID: '16801144' } },
      (desk) => desk.campaignCall({ leg: 'ACCEPTED', state: 'ACCEPTED', callType: 'OUTBOUND_PREVIEW' }),
    ]),
  ];

  for (const [what, before, command, expected, after] of ROWS) {
    it(`${what}: says what the catalogue prints, and settles on what is reported`, async () => {
      before(desk);
      let settled = false;
      const run = desk.client.run(command).then(() => (settled = true));
      await desk.runtime.advance(100);
      expect(desk.workspace.last).to.deep.equal({ channel: 'Cisco', source: 'widget', ...expected });
      expect(settled).to.equal(false);
      after(desk);
      await run;
    });

    it(`${what}: is refused by the error message`, async () => {
      before(desk);
      const run = desk.client.run(command).catch((error: unknown) => error);
      await desk.runtime.advance(100);
      const said = { errorType: 'Invalid State', errorMessage: 'internal', msg: 'You cannot do that.' };
      desk.workspace.says('Error', 'SetAPIError', { packet: 'apierror', 'data ': said }, 'data');
      const error = await run;
      expect((error as DesktopError).code).to.equal('invalid-state');
      expect((error as DesktopError).cause).to.deep.equal({ type: 'Invalid State', message: 'You cannot do that.', data: 'internal' });
    });
  }

  it('gives a wrap-up reason by the id that the list has for it', async () => {
    desk.talk();
    const run = desk.client.run({ type: 'set-wrap-up', dialogId: '16801144', reasons: ['Sale'] });
    desk.workspace.says('Agent', 'SetWrapupCode', {
      packet: 'WrapUpCodes',
      data: [{ uri: '/finesse/api/User/70112/WrapUpReason/3', label: 'Sale' }],
    });
    await desk.runtime.advance(100);
    expect(desk.workspace.last?.data).to.deep.equal({ callID: '16801144', wrapup: '3', customwrapup: '', iscustomwrapup: false });
    desk.call({ leg: 'ACTIVE', offers: TALKING, more: { mediaProperties: { callType: 'ACD_IN', wrapUpReason: 'Sale' } } });
    await run;
  });
});
