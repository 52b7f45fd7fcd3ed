import { expect } from '@open-wc/testing';
import { DesktopError, type Command } from '@cordboard/core';
import { aCustomer, aDialog, aHeldDialog, aParticipant } from '@cordboard/testing';
import { callRequestOf, type CallCommand } from './call-requests.js';
import { dialogMeets, endMeets } from './expectations.js';

const ME = { agentId: '40017', extension: '61017' };
const ON = { dialogId: '33870011' };
const TARGET = '<targetMediaAddress>61017</targetMediaAddress>';
const params = (...pairs: readonly [string, string][]) =>
  `<actionParams>${pairs.map(([name, value]) => `<ActionParam><name>${name}</name><value>${value}</value></ActionParam>`).join('')}</actionParams>`;

// Finesse 12.5 guide pp. 80-114: the body of each request.
const REQUESTS: readonly (readonly [CallCommand, string])[] = [
  [{ type: 'dialog-action', ...ON, action: 'accept' }, `<requestedAction>ACCEPT</requestedAction>${TARGET}`],
  [{ type: 'dialog-action', ...ON, action: 'close' }, `<requestedAction>CLOSE</requestedAction>${TARGET}`],
  [
    { type: 'consult', ...ON, to: '61022', intent: 'transfer' },
    `<requestedAction>CONSULT_CALL</requestedAction>${TARGET}<toAddress>61022</toAddress>`,
  ],
  [{ type: 'conference', ...ON }, `<requestedAction>CONFERENCE</requestedAction>${TARGET}`],
  [{ type: 'transfer', ...ON }, `<requestedAction>TRANSFER</requestedAction>${TARGET}`],
  [{ type: 'transfer-now', ...ON, to: '7400' }, `<requestedAction>TRANSFER_SST</requestedAction>${TARGET}<toAddress>7400</toAddress>`],
  [{ type: 'send-dtmf', ...ON, digits: '42#A' }, `<requestedAction>SEND_DTMF</requestedAction>${TARGET}${params(['dtmfString', '42#A'])}`],
  [
    { type: 'drop-participant', ...ON, address: '61022' },
    '<requestedAction>PARTICIPANT_DROP</requestedAction><targetMediaAddress>61022</targetMediaAddress>',
  ],
  [
    {
      type: 'update-call-data',
      ...ON,
      variables: [
        { name: 'user.Case[0]', value: 'a<b' },
        { name: 'callVariable3', value: '' },
      ],
    },
    '<requestedAction>UPDATE_CALL_DATA</requestedAction><mediaProperties><callvariables><CallVariable><name>user.Case[0]</name><value>a&lt;b</value></CallVariable>' +
      '<CallVariable><name>callVariable3</name><value></value></CallVariable></callvariables></mediaProperties>',
  ],
  [
    { type: 'set-wrap-up', ...ON, reasons: ['Refund issued'] },
    '<requestedAction>UPDATE_CALL_DATA</requestedAction><mediaProperties><wrapUpReason>Refund issued</wrapUpReason></mediaProperties>',
  ],
  [
    { type: 'set-wrap-up', ...ON, reasons: ['A', 'B'] },
    '<requestedAction>UPDATE_CALL_DATA</requestedAction><mediaProperties><wrapUpItems><wrapUpItem>A</wrapUpItem><wrapUpItem>B</wrapUpItem></wrapUpItems></mediaProperties>',
  ],
  [{ type: 'record', ...ON }, `<requestedAction>START_RECORDING</requestedAction>${TARGET}`],
  [
    { type: 'reclassify', ...ON, classification: 'answering-machine' },
    `<requestedAction>RECLASSIFY</requestedAction>${TARGET}${params(['outboundClassification', 'ANS_MACHINE'])}`,
  ],
  [
    { type: 'schedule-callback', ...ON, time: '2026-03-07T14:30', number: '2065550142' },
    `<requestedAction>UPDATE_SCHEDULED_CALLBACK</requestedAction>${TARGET}${params(['callbackTime', '2026-03-07T14:30'], ['callbackNumber', '2065550142'])}`,
  ],
  [
    { type: 'schedule-callback', ...ON, number: '2065550142' },
    `<requestedAction>UPDATE_SCHEDULED_CALLBACK</requestedAction>${TARGET}${params(['callbackNumber', '2065550142'])}`,
  ],
  [{ type: 'cancel-callback', ...ON }, `<requestedAction>CANCEL_SCHEDULED_CALLBACK</requestedAction>${TARGET}`],
];

describe('callRequestOf', () => {
  for (const [command, body] of REQUESTS) {
    it(`encodes ${command.type}: ${body.replace(/<\/?\w+>/g, ' ').trim()}`, () => {
      const request = callRequestOf(command, ME);
      // An empty element may be written either way.
      expect(request.body.replace('<value/>', '<value></value>')).to.equal(`<Dialog>${body}</Dialog>`);
      expect([request.method, request.path]).to.deep.equal(['PUT', '/finesse/api/Dialog/33870011']);
    });
  }

  it('refuses what cannot be sent', () => {
    const refused: readonly CallCommand[] = [
      { type: 'consult', ...ON, to: ' ', intent: 'conference' },
      { type: 'transfer-now', ...ON, to: '' },
      { type: 'send-dtmf', ...ON, digits: '12x' },
      { type: 'send-dtmf', ...ON, digits: '1'.repeat(65) },
      { type: 'update-call-data', ...ON, variables: [{ name: '', value: 'x' }] },
      { type: 'set-wrap-up', ...ON, reasons: ['\u0000'] },
      { type: 'drop-participant', dialogId: '../User', address: '1' },
    ];
    for (const command of refused) {
      expect(() => callRequestOf(command, ME), JSON.stringify(command))
        .to.throw(DesktopError)
        .with.property('code', 'invalid-argument');
    }
  });
});

describe('what a request shall bring about', () => {
  const own = (state: Parameters<typeof aParticipant>[0]) => aParticipant(state);
  const left = aDialog({ participants: [own({ state: 'dropped' }), aCustomer()] });
  const consult = aDialog({ id: '33870012', state: 'initiating', kind: 'consult', originalId: ON.dialogId, from: '61017', to: '' });
  const three = [own({}), aCustomer(), own({ address: '61022', own: false })];
  const rows: readonly (readonly [string, Command, ReturnType<typeof aDialog>, boolean])[] = [
    ['a consult of this call', { type: 'consult', ...ON, to: '61022', intent: 'transfer' }, consult, true],
    ['a consult of another call', { type: 'consult', ...ON, to: '61022', intent: 'transfer' }, { ...consult, originalId: '1' }, false],
    ['the held original', { type: 'consult', ...ON, to: '61022', intent: 'transfer' }, aHeldDialog(), false],
    ['the conference', { type: 'conference', ...ON }, aDialog({ kind: 'conference', participants: three }), true],
    [
      'the other survivor',
      { type: 'conference', ...ON },
      aDialog({ id: '33870012', kind: 'conference', replacedId: ON.dialogId, participants: three }),
      true,
    ],
    ['the call before', { type: 'conference', ...ON }, aHeldDialog(), false],
    ['the own leg dropped', { type: 'transfer', ...ON }, left, true],
    ['the call on hold', { type: 'transfer', ...ON }, aHeldDialog(), false],
    ['a party that is there', { type: 'drop-participant', ...ON, address: '61022' }, aDialog({ participants: three }), false],
    ['a party that is gone', { type: 'drop-participant', ...ON, address: '61099' }, aDialog({ participants: three }), true],
    ['the value set', { type: 'update-call-data', ...ON, variables: [{ name: 'callVariable2', value: '' }] }, aDialog(), true],
    ['another value', { type: 'update-call-data', ...ON, variables: [{ name: 'callVariable1', value: '' }] }, aDialog(), false],
    ['the wrap-up reason', { type: 'set-wrap-up', ...ON, reasons: ['Sale'] }, aDialog({ wrapUp: { reasons: ['Sale'] } }), true],
    ['no wrap-up reason', { type: 'set-wrap-up', ...ON, reasons: ['Sale'] }, aDialog(), false],
    [
      'the callback',
      { type: 'schedule-callback', ...ON, number: '2' },
      aDialog({ callback: { number: '2', time: '2026-03-07T14:30' } }),
      true,
    ],
    ['another callback', { type: 'schedule-callback', ...ON, number: '2' }, aDialog({ callback: { number: '3' } }), false],
    ['the callback taken back', { type: 'cancel-callback', ...ON }, aDialog(), true],
    ['nothing that is reported', { type: 'send-dtmf', ...ON, digits: '1' }, aDialog(), false],
  ];
  for (const [title, command, dialog, meets] of rows) {
    it(`${command.type} is ${meets ? '' : 'not '}met by ${title}`, () => {
      expect(dialogMeets(command, '61017', dialog)).to.equal(meets);
    });
  }

  it('ends with the dialog where that is the effect', () => {
    expect(endMeets({ type: 'transfer', ...ON }, ON.dialogId)).to.equal(true);
    expect(endMeets({ type: 'dialog-action', ...ON, action: 'reject' }, ON.dialogId)).to.equal(true);
    expect(endMeets({ type: 'dialog-action', ...ON, action: 'hold' }, ON.dialogId)).to.equal(false);
    expect(endMeets({ type: 'conference', ...ON }, ON.dialogId)).to.equal(false);
    expect(endMeets({ type: 'transfer', ...ON }, 'other')).to.equal(false);
  });
});
