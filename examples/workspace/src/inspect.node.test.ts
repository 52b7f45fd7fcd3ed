import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  amazon,
  amazonInbound,
  amazonOutbound,
  cisco,
  lcmReads,
  lcmWrites,
  manualDial,
  salesforce,
  type Operation,
} from '@cordboard/acqueon';
import fc from 'fast-check';
import { inspect } from './inspect.js';
import { Journal } from './journal.js';

const packet = (message: object): object => ({
  ...{ channel: 'Cisco', topic: '', subTopic: '', subtopic: '', ResponseUrl: 'https://w.example', subscriberID: '7', SubscriberID: '7' },
  message,
});
const flagsOf = (wire: unknown, direction: 'asked' | 'said' = 'asked'): readonly string[] =>
  inspect(wire, direction)!.flags.map(({ flag, at }) => `${flag}: ${at}`);

describe('what the monitor says of a packet', () => {
  const HOLD = { channel: 'Cisco', topic: 'InboundCall', subtopic: 'SetHOLD', source: 'w', data: { CallID: '1', MediaAddress: '5580' } };

  it('finds nothing in what is as it should be', () => {
    assert.deepEqual(flagsOf(packet(HOLD)), []);
    assert.deepEqual(flagsOf(HOLD), []);
    assert.deepEqual(flagsOf(JSON.stringify(packet(HOLD))), []);
    assert.deepEqual(flagsOf(packet({ ...HOLD, topic: 'OutboundCall' })), [], 'a call’s requests go on the topic its events came on');
  });

  it('knows every operation of the catalogue', () => {
    const catalogue: readonly Readonly<Record<string, Operation>>[] = [
      ...[cisco, amazon, amazonInbound, amazonOutbound],
      ...[lcmReads, lcmWrites, manualDial, salesforce],
    ];
    for (const { channel, topic, subtopic } of catalogue.flatMap((rows) => Object.values(rows))) {
      assert.deepEqual(flagsOf(packet({ channel, topic, subtopic, source: 'w' })), []);
    }
  });

  for (const [what, message, flags] of [
    [
      'a blank behind a key',
      { ...HOLD, data: undefined, 'data ': { 'MediaAddress ': '5580' } },
      ['blank: “data ”', 'blank: “MediaAddress ”'],
    ],
    ['a blank in a value', { ...HOLD, subtopic: ' SetHOLD' }, ['blank: “ SetHOLD”']],
    ['a key in another case', { ...HOLD, topic: undefined, Topic: 'InboundCall' }, ['spelling: Topic']],
    ['an operation in another case', { ...HOLD, subtopic: 'SetHold' }, ['spelling: Cisco/InboundCall/SetHold']],
    ['no source', { ...HOLD, source: undefined }, ['no source: source']],
    ['an operation that nobody knows', { ...HOLD, subtopic: 'SetPARK' }, ['unknown operation: Cisco/InboundCall/SetPARK']],
    ['an operation on another topic', { ...HOLD, topic: 'Team' }, ['unknown operation: Cisco/Team/SetHOLD']],
  ] as const) {
    it(`flags ${what}`, () => assert.deepEqual(flagsOf(packet(JSON.parse(JSON.stringify(message)) as object)), flags));
  }

  it('flags what is no message at all', () => {
    assert.deepEqual(flagsOf([]), ['no message: a list']);
    assert.deepEqual(flagsOf({ hello: 1 }), ['no channel: channel', 'no source: source']);
  });

  it('asks no source of the Workspace, nor events of a catalogue of requests', () => {
    assert.deepEqual(flagsOf(packet({ channel: 'Cisco', topic: 'Agent', subtopic: 'SetMRDList', message: {} }), 'said'), []);
    assert.deepEqual(flagsOf(packet({ channel: 'Cisco', topic: 'OutboundCall', subtopic: 'OutboundCallStateChange', data: {} }), 'said'), [
      'spelling: Cisco/OutboundCall/OutboundCallStateChange',
    ]);
  });

  it('tells the gist of what the Workspace says', () => {
    const gist = (topic: string, message: object, channel = 'Cisco') =>
      inspect(packet({ channel, topic, subtopic: 'X', message }), 'said')?.gist;
    assert.equal(gist('Agent', { data: { state: 'READY', loginId: '70112' } }), 'READY');
    assert.equal(
      gist('InboundCall', { source: 'event', call: { id: '16801144', event: 'HELD', CallType: 'ACD_IN' } }),
      '16801144 · HELD · ACD_IN',
    );
    assert.equal(gist('Agent', { event: 'Available', data: { state: 'Ready' } }, 'Amazon'), 'Available');
    assert.equal(gist('Error', { packet: 'apierror', data: { errorType: 'Invalid State' } }), 'Invalid State');
    assert.equal(gist('Agent', { packet: 'WrapUpCodes', data: [] }), '');
  });

  it('shows no secret, however it is wrapped, and no tone', () => {
    const data = { username: '70112', password: 'CANARY', 'Password ': 'CANARY', deep: [{ accessToken: 'CANARY' }] };
    for (const wire of [
      packet({ ...HOLD, subtopic: 'SetUserInfo', data }),
      JSON.stringify(packet({ ...HOLD, data })),
      packet({ ...HOLD, data: JSON.stringify(data) }),
      packet({ ...HOLD, subtopic: 'SendDTMF', data: 'CANARY' }),
    ]) {
      const told = JSON.stringify(inspect(wire, 'asked'));
      assert.ok(!told.includes('CANARY'), told);
      assert.ok(told.includes('•••'));
    }
  });

  it('never throws, and tells whatever is JSON', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withMap: true, withDate: true, withTypedArray: true }), (wire) => {
        inspect(wire, 'asked');
      }),
    );
    fc.assert(fc.property(fc.json(), (text) => assert.ok(inspect(text, 'said'))));
    const cyclic: Record<string, unknown> = { channel: 'Cisco' };
    cyclic['message'] = cyclic;
    assert.equal(inspect(cyclic, 'asked'), undefined);
    const polluting = JSON.parse('{"channel":"Cisco","__proto__":{"topic":"Agent"},"constructor":{"prototype":{"polluted":1}}}') as object;
    assert.equal(inspect(polluting, 'asked')?.topic, '');
    assert.equal(({} as { polluted?: number }).polluted, undefined);
  });
});

describe('the journal', () => {
  const said = (id: string, state: string): object => ({
    ...packet({ channel: 'Cisco', topic: 'Agent', subtopic: 'SetAgentState', message: { state } }),
    subscriberID: id,
  });

  it('tells a broadcast as one, and the same said again as another', () => {
    const journal = new Journal(() => 0);
    journal.add('said', 'phone', said('1', 'READY'));
    journal.add('said', 'contact', said('2', 'READY'));
    journal.add('said', 'phone', said('1', 'READY'));
    journal.add('said', 'contact', said('2', 'NOT_READY'));
    assert.deepEqual(
      journal.entries.map(({ widgets }) => widgets.join()),
      ['phone,contact', 'phone', 'contact'],
    );
  });

  it('keeps the last five hundred, counts all, and what was ignored', () => {
    const journal = new Journal(() => 0);
    for (let index = 0; index < 1_200; index++) journal.add('said', 'phone', said('1', String(index)));
    journal.ignore('another window');
    journal.add('asked', 'phone', 'no JSON');
    assert.equal(journal.entries.length, 500);
    assert.ok(journal.entries.at(-1)?.json.includes('"1199"'));
    assert.equal(journal.count, 1_200);
    assert.deepEqual([...journal.ignored.values()], [0, 1, 1]);
  });
});
