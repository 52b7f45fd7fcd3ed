import { expect } from '@open-wc/testing';
import { Secret, type CallAction, type Command, type Query } from '@cordboard/core';
import { cisco } from '../catalogue/cisco.js';
import { CiscoDesk, TALKING } from '../port/cisco-desk.test.js';
import { prove, type Row } from './prove.test.js';

// Typed from the vendor's pages, not from the catalogue: what is sent, key by key, and the report or the answer that settles it.

type Act = (desk: CiscoDesk) => unknown;
const run = (command: Command) => (desk: CiscoDesk) => desk.client.run(command);
const ask = (query: Query) => (desk: CiscoDesk) => desk.client.query(query);

const ID = '16801144';
const LEG = { MediaAddress: '5580', CallID: ID };
const LEG_TO = { MediaAddress: '5580', toAddress: '5591', CallID: ID };
const notReady: Act = (desk) => desk.whole('NOT_READY');
const talking: Act = (desk) => desk.talk();
const dropped: Act = (desk) => desk.call({ leg: 'DROPPED', state: 'DROPPED' });
const reservation = { callType: 'OUTBOUND_PREVIEW' } as const;
const previewOver: Act = (desk) => desk.campaignCall({ ...reservation, leg: 'DROPPED', state: 'DROPPED' });
const CALLBACK = ['SetUPDATE_SCHEDULED_CALLBACK', 'SetCANCEL_SCHEDULED_CALLBACK'];
const PROMISE = { callbackTime: '2025-03-05T10:00', callbackNumber: '9715550142' };
const campaign =
  (more: object): Act =>
  (desk) => {
    desk.agent('TALKING');
    desk.campaignCall({ leg: 'ACTIVE', callType: 'OUTBOUND', offers: CALLBACK, more });
  };
const media =
  (mediaProperties: object): Act =>
  (desk) =>
    desk.call({ leg: 'ACTIVE', offers: TALKING, more: { mediaProperties: { callType: 'ACD_IN', ...mediaProperties } } });
const says =
  (subtopic: string, payload: object): Act =>
  (desk) =>
    desk.workspace.says('Agent', subtopic, payload);
const onLeg = (action: CallAction) => run({ type: 'dialog-action', dialogId: ID, action });

const ROWS: Readonly<Record<string, Row<CiscoDesk>>> = {
  signIn: {
    sends: ['Agent', 'SetUserInfo', { username: '70112', password: 'not-a-secret', extension: '5580' }],
    by: run({ type: 'sign-in', agentId: '70112', secret: new Secret('not-a-secret'), extension: '5580' }),
    settled: notReady,
  },
  signOut: {
    sends: ['Connection', 'Logout', { ReasonCodeId: '31' }],
    by: run({ type: 'sign-out', reasonId: '31' }),
    given: notReady,
    settled: (desk) => desk.agent('LOGOUT'),
  },
  agentState: {
    sends: ['Agent', 'GetAgentState'],
    by: ask({ type: 'agent' }),
    given: notReady,
    settled: (desk) => desk.agent('NOT_READY'),
  },
  ready: {
    sends: ['Agent', 'SetReadyState'],
    by: run({ type: 'set-agent-state', state: 'ready' }),
    given: notReady,
    settled: (desk) => desk.agent('READY'),
  },
  notReady: {
    sends: ['Agent', 'SetNotReadyState', { ReasonCodeId: '31' }],
    by: run({ type: 'set-agent-state', state: 'not-ready', reasonId: '31' }),
    given: (desk) => desk.whole('READY'),
    settled: (desk) => desk.agent('NOT_READY', { reasonCodeId: '31' }),
  },
  wrapUpCodes: {
    sends: ['Agent', 'GetWrapupReasonCode'],
    by: ask({ type: 'wrap-up-reasons' }),
    given: notReady,
    settled: says('SetWrapupCode', { packet: 'WrapUpCodes', data: [] }),
  },
  notReadyCodes: {
    sends: ['Agent', 'GetNotReadyReasonCode'],
    by: ask({ type: 'reason-codes', category: 'not-ready' }),
    given: notReady,
    settled: says('SetNotReadyReasonCodes', { packet: 'NotReadyReasonCodes', data: [] }),
  },
  signOutCodes: {
    sends: ['Agent', 'GetLogoutReasonCode'],
    by: ask({ type: 'reason-codes', category: 'sign-out' }),
    given: notReady,
    settled: says('SetLogOutReasonCodes', { packet: 'LogoutReasonCodes', data: [] }),
  },
  phoneDirectory: {
    sends: ['Agent', 'GetPhoneDirectory'],
    by: ask({ type: 'contacts' }),
    given: notReady,
    settled: says('SetPhoneDirectory', { packet: 'phoneBook', data: [] }),
  },
  makeCall: {
    sends: ['InboundCall', 'SetMakeCall', { toAddress: '5591' }],
    by: run({ type: 'make-call', to: '5591' }),
    given: notReady,
    settled: (desk) => desk.call({ leg: 'INITIATED', state: 'INITIATED', callType: 'OUT' }),
  },
  answer: {
    sends: ['InboundCall', 'SetANSWER', LEG],
    by: onLeg('answer'),
    given: (desk) => {
      desk.agent('RESERVED');
      desk.call({ leg: 'ALERTING', state: 'ALERTING', offers: ['SetANSWER'] });
    },
    settled: (desk) => desk.call({ leg: 'ACTIVE', offers: TALKING }),
  },
  hold: { sends: ['InboundCall', 'SetHOLD', LEG], by: onLeg('hold'), given: talking, settled: (desk) => desk.call({ leg: 'HELD' }) },
  retrieve: {
    sends: ['InboundCall', 'SetRETRIEVE', LEG],
    by: onLeg('retrieve'),
    given: (desk) => {
      desk.agent('HOLD');
      desk.call({ leg: 'HELD', offers: ['SetRETRIEVE'] });
    },
    settled: (desk) => desk.call({ leg: 'ACTIVE', offers: TALKING }),
  },
  drop: { sends: ['InboundCall', 'SetDROP', LEG], by: onLeg('drop'), given: talking, settled: dropped },
  consult: {
    sends: ['InboundCall', 'SetCONSULT', LEG_TO],
    by: run({ type: 'consult', dialogId: ID, to: '5591', intent: 'transfer' }),
    given: talking,
    settled: (desk) => desk.consultRings(),
  },
  transferNow: {
    sends: ['InboundCall', 'SetTRANSFER_SST', LEG_TO],
    by: run({ type: 'transfer-now', dialogId: ID, to: '5591' }),
    given: talking,
    settled: dropped,
  },
  conference: {
    sends: ['InboundCall', 'SetCONFERENCE', LEG_TO],
    by: run({ type: 'conference', dialogId: ID }),
    given: (desk) => desk.consulted(),
    settled: (desk) => {
      const others = ['9715550142', '5591'].map((mediaAddress) => ({ mediaAddress, state: 'ACTIVE' }));
      desk.call({ leg: 'ACTIVE', callType: 'CONFERENCE', others });
    },
  },
  transfer: {
    sends: ['InboundCall', 'SetTRANSFER', LEG_TO],
    by: run({ type: 'transfer', dialogId: ID }),
    given: (desk) => desk.consulted(),
    settled: dropped,
  },
  sendDtmf: {
    sends: ['InboundCall', 'SetSEND_DTMF', { ...LEG, dtmfString: '5#' }],
    by: run({ type: 'send-dtmf', dialogId: ID, digits: '5#' }),
    given: (desk) => {
      desk.agent('TALKING');
      desk.call({ leg: 'ACTIVE', offers: [...TALKING, 'SetSEND_DTMF'] });
    },
    // No report tells of tones: time without an error does.
    settled: (desk) => desk.runtime.advance(300),
  },
  reject: {
    sends: ['OutboundCall', 'SetREJECT', { CallID: ID }],
    by: onLeg('reject'),
    given: (desk) => desk.preview(),
    settled: previewOver,
  },
  close: {
    sends: ['OutboundCall', 'SetCLOSE', { CallID: ID }],
    by: onLeg('close'),
    given: (desk) => desk.preview(),
    settled: previewOver,
  },
  accept: {
    sends: ['OutboundCall', 'SetACCEPT', { CallID: ID, MediaAddress: '5580' }],
    by: onLeg('accept'),
    given: (desk) => desk.preview(),
    settled: (desk) => desk.campaignCall({ ...reservation, leg: 'ACCEPTED', state: 'ACCEPTED' }),
  },
  scheduleCallback: {
    sends: ['OutboundCall', 'SetUPDATE_SCHEDULED_CALLBACK', { callID: ID, extn: '5580', ...PROMISE }],
    by: run({ type: 'schedule-callback', dialogId: ID, time: '2025-03-05T10:00', number: '9715550142' }),
    given: campaign({}),
    settled: campaign({ scheduledCallbackInfo: PROMISE }),
  },
  cancelCallback: {
    sends: ['OutboundCall', 'SetCANCEL_SCHEDULED_CALLBACK', { callID: ID, extn: '5580' }],
    by: run({ type: 'cancel-callback', dialogId: ID }),
    given: campaign({ scheduledCallbackInfo: PROMISE }),
    settled: campaign({}),
  },
  wrapUp: {
    sends: ['Agent', 'WrapUpCall', { callID: ID, wrapup: '3', customwrapup: '', iscustomwrapup: false }],
    by: run({ type: 'set-wrap-up', dialogId: ID, reasons: ['Sale'] }),
    given: talking,
    meanwhile: says('SetWrapupCode', { packet: 'WrapUpCodes', data: [{ uri: '/x/WrapUpReason/3', label: 'Sale', forAll: 'true' }] }),
    settled: media({ wrapUpReason: 'Sale' }),
  },
  callVariable: {
    sends: ['Agent', 'UpdateCallVariables', { callID: ID, key: 'callVariable1', value: 'ACC-9' }],
    by: run({ type: 'update-call-data', dialogId: ID, variables: [{ name: 'callVariable1', value: 'ACC-9' }] }),
    given: talking,
    settled: media({ callvariables: { callVariable1: 'ACC-9' } }),
  },
  updateCallData: { sends: ['OutboundCall', 'SetUPDATE_CALL_DATA', { callID: ID, label: 'Sale' }] },
  calls: { sends: ['Call', 'CallsStateChange', { source: 'api', calls: [] }], answered: ['Call', 'CallsStateChange'] },
  teamNotReady: { sends: ['Team', 'SetTeamAgentNotReadyState', { Username: '70113', State: 'NotReady', ReasonCodeId: '-1' }] },
  teamSignOut: { sends: ['Team', 'SetTeamAgentLogout', { Username: '70113', State: 'Logout' }] },
  teamReady: { sends: ['Team', 'SetTeamAgentReadyState', { Username: '70113', State: 'Ready' }] },
};

describe('contract: the channel Cisco', () => {
  prove('Cisco', cisco, ROWS, () => new CiscoDesk());

  for (const name of ['updateCallData', 'teamNotReady', 'teamSignOut', 'teamReady'] as const) {
    it(`${name}: has no answer`, () => {
      expect(cisco[name].answer).to.equal(undefined);
    });
  }
});
