import type { CallAction, Command } from '@cordboard/core';
import { AmazonDesk } from '../amazon/amazon-desk.test.js';
import { amazonOutbound } from '../catalogue/amazon.js';
import { prove, type Row } from './prove.test.js';

type Act = (desk: AmazonDesk) => unknown;
const run = (command: Command) => (desk: AmazonDesk) => desk.client.run(command);
const act = (action: CallAction, dialogId = 'o-1') => run({ type: 'dialog-action', dialogId, action });
const { signal } = new AbortController();

const working =
  (then: Act): Act =>
  (desk) => {
    desk.signedIn();
    then(desk);
  };
/** The customer's leg, and the consult's. */
const customer =
  (event: string, ...offers: readonly string[]): Act =>
  (desk) =>
    desk.campaign({ type: 'Regular-Call', event, offers });
const consult =
  (event: string, ...offers: readonly string[]): Act =>
  (desk) =>
    desk.campaign({ id: 'o-2', type: 'Consult', event, offers, number: null });
const talking = working((desk) => desk.campaignTalking());
const consulting = working((desk) => desk.campaignConsulting());
const both =
  (event: string, ...offers: readonly string[]): Act =>
  (desk) => {
    customer(event, ...offers)(desk);
    consult(event)(desk);
  };
const LEE = {
  id: 7,
  agentName: 'Lee Park',
  availableSince: '',
  agentStatus: 'Available',
  waitingTimeSec: '9',
  queue: 'Q1',
  routingProfile: 'R1',
  cpassUUID: 'u-7',
};
const lists: Act = (desk) => desk.says('OutboundCall', 'SetAgentList', [LEE]);
const knowsLee: Act = async (desk) => {
  talking(desk);
  const asked = desk.port.consultAgents(signal);
  lists(desk);
  await asked;
};

const ROWS: Readonly<Record<string, Row<AmazonDesk>>> = {
  accept: {
    sends: ['OutboundCall', 'MakeCall'],
    by: act('accept'),
    given: working(customer('Preview', 'Accept')),
    settled: customer('Initiate'),
  },
  reject: {
    sends: ['OutboundCall', 'Skip'],
    by: act('reject'),
    given: working(customer('Preview', 'Accept', 'Skip')),
    settled: (desk) => desk.campaignStatus('NCC'),
  },
  hold: { sends: ['OutboundCall', 'SetHold'], by: act('hold'), given: talking, settled: customer('Hold', 'resume') },
  retrieve: {
    sends: ['OutboundCall', 'Resume'],
    by: act('retrieve'),
    given: working(customer('Hold', 'resume')),
    settled: customer('CustAnswered'),
  },
  drop: { sends: ['OutboundCall', 'Disconnect'], by: act('drop'), given: talking, settled: customer('DROPPED') },
  clear: {
    sends: ['OutboundCall', 'ClearContact'],
    by: act('mark-done'),
    given: working(customer('ACW', 'clearContact')),
    settled: (desk) => desk.campaignStatus('NCC'),
  },
  consultAgents: {
    sends: ['OutboundCall', 'GetAgentList'],
    by: (desk) => desk.port.consultAgents(signal),
    given: talking,
    settled: lists,
  },
  consultAgent: {
    sends: ['OutboundCall', 'Consult', { agentUUID: 'u-7', agentName: 'Lee Park' }],
    by: run({ type: 'consult', dialogId: 'o-1', to: 'Lee Park', intent: 'transfer' }),
    given: knowsLee,
    settled: (desk) => {
      customer('Hold')(desk);
      consult('Consult')(desk);
    },
  },
  consultExternal: {
    sends: ['OutboundCall', 'ExternalConsult', '+12025550199'],
    by: run({ type: 'consult', dialogId: 'o-1', to: '+12025550199', intent: 'transfer' }),
    given: talking,
    settled: consult('Consult'),
  },
  consultDrop: {
    sends: ['OutboundCall', 'ConsultDrop'],
    by: act('drop', 'o-2'),
    given: consulting,
    settled: (desk) => {
      customer('CustAnswered')(desk);
      consult('DROPPED')(desk);
    },
  },
  swap: {
    sends: ['OutboundCall', 'Swap'],
    by: run({ type: 'swap', dialogId: 'o-1' }),
    given: consulting,
    settled: both('Swapped', 'swap'),
  },
  conference: {
    sends: ['OutboundCall', 'Conference'],
    by: run({ type: 'conference', dialogId: 'o-1' }),
    given: consulting,
    settled: both('Conference'),
  },
  transfer: {
    sends: ['OutboundCall', 'Transfer', 'Lee Park'],
    by: run({ type: 'transfer', dialogId: 'o-1' }),
    given: async (desk) => {
      await knowsLee(desk);
      const asked = desk.client.run({ type: 'consult', dialogId: 'o-1', to: 'Lee Park', intent: 'transfer' });
      await desk.runtime.advance(50);
      desk.campaignConsulting();
      await asked;
    },
    settled: both('DROPPED'),
  },
  transferToQueue: {
    sends: ['OutboundCall', 'QueueTransfer', { queueName: 'Billing', isWarmTransfer: true }],
    by: (desk) => desk.port.transferToQueue('o-1', { queueName: 'Billing', isWarmTransfer: true }, signal),
    given: talking,
    settled: customer('DROPPED'),
  },
  acceptWarmTransfer: {
    sends: ['OutboundCall', 'AcceptWarmTransfer'],
    by: act('answer'),
    given: working(customer('Ringing', 'answer')),
    settled: customer('CustAnswered'),
  },
  sendDtmf: {
    sends: ['OutboundCall', 'SendDTMF', '5'],
    by: run({ type: 'send-dtmf', dialogId: 'o-1', digits: '5' }),
    given: talking,
    // No report tells of tones: time without an error does.
    settled: (desk) => desk.runtime.advance(300),
  },
};

describe('contract: a campaign’s calls on the channel Amazon', () => {
  prove('Amazon', amazonOutbound, ROWS, () => new AmazonDesk());
});
