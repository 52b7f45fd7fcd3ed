import type { CallAction, Command } from '@cordboard/core';
import { AmazonDesk, TALKING_CUSTOMER } from '../amazon/amazon-desk.test.js';
import { amazonInbound } from '../catalogue/amazon.js';
import { prove, type Row } from './prove.test.js';

type Act = (desk: AmazonDesk) => unknown;
const run = (command: Command) => (desk: AmazonDesk) => desk.client.run(command);
const act = (action: CallAction) => run({ type: 'dialog-action', dialogId: 'k-1', action });
const { signal } = new AbortController();

const working =
  (then: Act = () => undefined): Act =>
  (desk) => {
    desk.signedIn();
    then(desk);
  };
const ringing = working((desk) => desk.ringing());
const talking = working((desk) => desk.talking());
const held: Act = (desk) => desk.leg({ type: 'inbound', event: 'hold', offers: ['resume'] });
const dials =
  (id: string): Act =>
  (desk) =>
    desk.leg({ id, contact: 'k-2', type: 'outbound', event: 'connecting', number: '+12025550142' });
// The pages name these buttons and print no event for them.
const consulting = working((desk) => {
  desk.talking();
  desk.leg({ ...TALKING_CUSTOMER, event: 'hold', offers: ['swap', 'transfer', 'conference'] });
  desk.leg({ id: 'c-3', type: 'outbound', event: 'connected', number: '+12025550199', offers: ['disconnect'] });
});

const ROWS: Readonly<Record<string, Row<AmazonDesk>>> = {
  calls: { sends: ['InboundCall', 'StateSync'], answered: ['InboundCall', 'StateSync'] },
  answer: { sends: ['InboundCall', 'Answer'], by: act('answer'), given: ringing, settled: (desk) => desk.talking() },
  reject: {
    sends: ['InboundCall', 'Reject'],
    by: act('reject'),
    given: ringing,
    settled: (desk) => desk.leg({ type: 'agent', event: 'Rejected', status: 'disconnected', offers: ['clearContact'] }),
  },
  hold: { sends: ['InboundCall', 'Hold', 'k-1'], by: act('hold'), given: talking, settled: held },
  retrieve: {
    sends: ['InboundCall', 'Resume', 'k-1'],
    by: act('retrieve'),
    given: working((desk) => {
      desk.talking();
      held(desk);
    }),
    settled: (desk) => desk.talking(),
  },
  drop: {
    sends: ['InboundCall', 'Disconnect', 'k-1'],
    by: act('drop'),
    given: talking,
    settled: (desk) => desk.leg({ type: 'agent', event: 'ACW', offers: ['clearContact'] }),
  },
  makeCall: {
    sends: ['InboundCall', 'SetMakeCall', '+12025550142'],
    by: run({ type: 'make-call', to: '+12025550142' }),
    given: working(),
    settled: dials('k-2'),
  },
  makeDirectCall: {
    sends: ['InboundCall', 'SetMakeCall', { endpointARN: 'arn:e', endpointId: 'e-1' }],
    by: (desk) => desk.port.callEndpoint({ endpointARN: 'arn:e', endpointId: 'e-1' }, signal),
    given: working(),
    settled: dials('k-2'),
  },
  sendDtmf: {
    sends: ['InboundCall', 'SendDTMF', '5'],
    by: run({ type: 'send-dtmf', dialogId: 'k-1', digits: '5' }),
    given: talking,
    // No report tells of tones: time without an error does.
    settled: (desk) => desk.runtime.advance(300),
  },
  clear: {
    sends: ['InboundCall', 'ClearContact'],
    by: act('mark-done'),
    given: working((desk) => desk.leg({ type: 'agent', event: 'ACW', offers: ['clearContact'] })),
    settled: (desk) => desk.leg({ type: 'agent', event: 'ACW', status: 'disconnected', more: { previousStatus: 'connected' } }),
  },
  consult: {
    sends: ['InboundCall', 'Consult', '+12025550199'],
    by: run({ type: 'consult', dialogId: 'k-1', to: '+12025550199', intent: 'transfer' }),
    given: talking,
    settled: (desk) => desk.leg({ id: 'c-3', type: 'outbound', event: 'connecting', number: '+12025550199' }),
  },
  swap: {
    sends: ['InboundCall', 'Swap'],
    by: run({ type: 'swap', dialogId: 'k-1' }),
    given: consulting,
    settled: (desk) => {
      desk.leg({ id: 'c-3', type: 'outbound', event: 'hold', number: '+12025550199', offers: ['swap'] });
      desk.leg({ ...TALKING_CUSTOMER });
    },
  },
  transfer: {
    sends: ['InboundCall', 'Transfer'],
    by: run({ type: 'transfer', dialogId: 'k-1' }),
    given: consulting,
    settled: (desk) => {
      desk.leg({ type: 'agent', event: 'Dropped', status: 'disconnected' });
      desk.leg({ type: 'inbound', event: 'Dropped', status: 'disconnected' });
    },
  },
  conference: {
    sends: ['InboundCall', 'Conference'],
    by: run({ type: 'conference', dialogId: 'k-1' }),
    given: consulting,
    settled: (desk) => desk.leg({ ...TALKING_CUSTOMER }),
  },
};

describe('contract: routed calls on the channel Amazon', () => {
  prove('Amazon', amazonInbound, ROWS, () => new AmazonDesk());
});
