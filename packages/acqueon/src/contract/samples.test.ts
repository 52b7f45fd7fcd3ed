import { expect } from '@open-wc/testing';
import type { BusMessage } from '../bus/message.js';
import { readBus } from '../bus/read.js';
import { amazon, amazonInbound, amazonOutbound } from '../catalogue/amazon.js';
import { cisco, onTopic } from '../catalogue/cisco.js';
import { lcmReads } from '../catalogue/lcm-reads.js';
import { lcmWrites } from '../catalogue/lcm-writes.js';
import { messageFor, type OutMessage } from '../catalogue/operation.js';

// Requests as the vendor's pages print them, with all their quirks and with other values; and what is written for the same operation. The
// sample is read for the same as what is written: whatever a page shows is understood.

interface Sample {
  /** As the page prints it. */
  readonly printed: object;
  readonly written: OutMessage;
}

const APP = 'my-widget';
const LEG = { MediaAddress: '5580', CallID: '16778602' };
const CALL = { callid: 'k-1', AccountNumber: '5|3|1|0|0|44|' };

const SAMPLES: Readonly<Record<string, Sample>> = {
  'make-a-call-3: a blank behind the keys, the key in another case, no source': {
    printed: { channel: 'Cisco', topic: 'InboundCall', subtopic: 'SetMakeCall', 'data ': { 'ToAddress ': '5591' } },
    written: messageFor(cisco.makeCall, { toAddress: '5591' }, APP),
  },
  'answer-a-call-1: the subtopic as in the table': {
    printed: { channel: 'Cisco', topic: 'InboundCall', subtopic: 'SetAnswer', 'data ': { 'MediaAddress ': '5580', CallID: '16778602' } },
    written: messageFor(cisco.answer, LEG, APP),
  },
  'hold-a-call-1: on the topic of a campaign’s call': {
    printed: { channel: 'Cisco', topic: 'OutboundCall', subtopic: 'SetHOLD', 'data ': { 'MediaAddress ': '5580', CallID: '16778602' } },
    written: messageFor(onTopic(cisco.hold, 'OutboundCall'), LEG, APP),
  },
  'v1/direct-transfer: the destination in its third case': {
    printed: { channel: 'Cisco', topic: 'InboundCall', subtopic: 'SetTRANSFER_SST', 'data ': { ...LEG, TOAddress: '5591' } },
    written: messageFor(cisco.transferNow, { ...LEG, toAddress: '5591' }, APP),
  },
  'reject-a-call': {
    printed: { channel: 'Cisco', topic: 'OutboundCall', subtopic: 'SetREJECT', 'data ': { 'CallID ': '16778602' } },
    written: messageFor(cisco.reject, { CallID: '16778602' }, APP),
  },
  'wrap-up-a-call-1: the flag as in the table': {
    printed: {
      channel: 'Cisco',
      topic: 'Agent',
      subtopic: 'WrapUpCall',
      data: { callID: '16778602', wrapup: '3', customwrapup: 'New note', Iscustomwrapup: true },
    },
    written: messageFor(cisco.wrapUp, { callID: '16778602', wrapup: '3', customwrapup: 'New note', iscustomwrapup: true }, APP),
  },
  'move-an-agent-to-not-ready: the key as in the table': {
    printed: {
      channel: 'Cisco',
      topic: 'Team',
      subtopic: 'SetTeamAgentNotReadyState',
      data: { UserName: '70113', State: 'NotReady', ReasonCodeId: '-1' },
    },
    written: messageFor(cisco.teamNotReady, { Username: '70113', State: 'NotReady', ReasonCodeId: '-1' }, APP),
  },
  'set-ready-state-1: without data': {
    printed: { channel: 'Cisco', topic: 'Agent', subtopic: 'SetReadyState' },
    written: messageFor(cisco.ready, undefined, APP),
  },
  'hold-call: data is a text': {
    printed: { channel: 'Amazon', topic: 'InboundCall', subtopic: 'Hold', source: APP, data: 'c-1' },
    written: messageFor(amazonInbound.hold, 'c-1', APP),
  },
  'set-not-ready: the name of a status for a reason': {
    printed: { channel: 'Amazon', topic: 'Agent', subtopic: 'SetNotReady', source: APP, data: { ReasonCodeId: 'Break' } },
    written: messageFor(amazon.notReady, { ReasonCodeId: 'Break' }, APP),
  },
  'make-preview-call: subject for source': {
    printed: { channel: 'Amazon', topic: 'OutboundCall', subtopic: 'MakeCall', subject: APP },
    written: messageFor(amazonOutbound.accept, undefined, APP),
  },
  'queue-transfer-call: a blank before the subtopic, subject for source': {
    printed: {
      channel: 'Amazon',
      topic: 'OutboundCall',
      subtopic: ' QueueTransfer',
      subject: APP,
      data: { queueName: 'Billing', isWarmTransfer: true },
    },
    written: messageFor(amazonOutbound.transferToQueue, { queueName: 'Billing', isWarmTransfer: true }, APP),
  },
  'get-business-fields: the topic as in the table, no source': {
    printed: { channel: 'LCM', topic: 'Webservice', subtopic: 'GetContactDetail', data: CALL },
    written: messageFor(lcmReads.contactDetail, CALL, APP),
  },
  'set-telephony-outcome: the key as in the sample': {
    printed: {
      channel: 'LCM',
      topic: 'WebService',
      subtopic: 'SetCallOutcomeWithComments',
      data: { ...CALL, OutcomeId: '3', UserID: '70112', AgentComments: '', LeadScore: 1, TargetAmount: 0 },
    },
    written: messageFor(
      lcmWrites.callOutcome,
      { ...CALL, OutcomeID: '3', UserID: '70112', AgentComments: '', LeadScore: 1, TargetAmount: 0 },
      APP,
    ),
  },
};

const lower = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key.toLowerCase(), lower(each)]))
    : value;

function messageIn(wire: object): BusMessage {
  const read = readBus(wire);
  if (read.refused !== undefined) throw new Error(read.refused);
  return read.message;
}

// Everything but who says it, and the case of what has one.
const wordsOf = ({ channel, topic, subtopic, payload }: BusMessage): unknown =>
  lower({ channel, topic: topic.toLowerCase(), subtopic: subtopic.toLowerCase(), payload });

describe('samples of the documentation', () => {
  for (const [name, { printed, written }] of Object.entries(SAMPLES)) {
    it(`${name}: is read for what is written`, () => {
      const said = messageIn(printed);
      const meant = messageIn(written);
      expect(wordsOf(said)).to.deep.equal(wordsOf(meant));
      expect(meant.source).to.equal(APP);
    });

    it(`${name}: is written without what is wrong with it`, () => {
      expect(JSON.stringify(written)).not.to.match(/ "|" |subject|UserName|ToAddress|TOAddress|Iscustom|Webservice|SetAnswer/);
    });
  }
});
