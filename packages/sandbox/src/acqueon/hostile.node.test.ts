import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Floor, type RawApplication } from './raw-application.js';

const SUBTOPICS: Readonly<Record<string, readonly (readonly [topic: string, subtopic: string])[]>> = {
  Amazon: [
    ...[
      'Login',
      'Logout',
      'GetStates',
      'GetAgentState',
      'SetReady',
      'SetNotReady',
      'UpdateState',
      'Update',
      'Mute',
      'Unmute',
      'StateSync',
    ].map((each) => ['Agent', each] as const),
    ...[
      'StateSync',
      'Answer',
      'Reject',
      'Hold',
      'Resume',
      'Disconnect',
      'SetMakeCall',
      'SendDTMF',
      'ClearContact',
      'Consult',
      'Swap',
      'Transfer',
      'Conference',
      'ManualDialCall',
    ].map((each) => ['InboundCall', each] as const),
    ...[
      'MakeCall',
      'Skip',
      'SetHold',
      'Resume',
      'Disconnect',
      'ClearContact',
      'GetAgentList',
      'Consult',
      'ExternalConsult',
      'ConsultDrop',
      'Swap',
      'Conference',
      'Transfer',
      'QueueTransfer',
      'AcceptWarmTransfer',
      'SendDTMF',
      'DropNailedCall',
    ].map((each) => ['OutboundCall', each] as const),
  ],
  LCM: [
    'GetContactDetail',
    'GetScreenPopData',
    'GetBusinessOutcomeParent',
    'GetOutcomeByOutcomegroup',
    'GetContactModes',
    'ScheduledCallBackOverlap',
    'GetCampaignsForMCDRequest',
    'SetBusinessOutcomeWithComments',
    'SetCallbackWithComments',
    'SetBusinessOutcomeWithPersonalCallback',
    'SetDNC',
    'SetCallResult',
    'SetContactBusinessFields',
    'SetNewModeNumber',
    'CreateContact',
    'GetReservedManualDialContact',
    'GetContactOD',
    'SkipNonPEWCContact',
  ].map((each) => ['WebService', each] as const),
  Salesforce: ['UpdateObject', 'OpenObject', 'CheckTaskState'].map((each) => ['Call', each] as const),
  Nowhere: [['Agent', 'Login']],
  __proto__x: [['__proto__', 'constructor']],
};

const KEYS = [
  'callid',
  'AccountNumber',
  'connectionId',
  'ReasonCodeId',
  'label',
  'type',
  'queueName',
  'agentUUID',
  'phoneNumber',
  'params',
  'sfid',
  'businessField',
  'Modes',
  'StartDate',
  'NumberOfContactsRequired',
  '__proto__',
  'constructor',
  'toString',
];

// Half of what arrives names a real call, contact or record, so that more than the first check is met.
const word = fc.oneof(
  fc.constantFrom(
    '60165915',
    '60165915-agent',
    '31|1|1|0|0|801|',
    '003CB0000000000001',
    'Billing',
    '1001002',
    '+12065550143',
    '24/11/2026',
    '<a>',
  ),
  fc.string({ maxLength: 40 }),
  fc.constantFrom('x'.repeat(20_000), '\u0000', '\uD800', '‮', '__proto__'),
);
const value = fc.oneof(
  word,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(null, undefined, Number.NaN, -1, 1e308, 10n, new Date(Number.NaN)),
);
const data = fc.oneof(
  value,
  fc.array(fc.tuple(fc.constantFrom(...KEYS), value), { maxLength: 8 }).map((entries) => Object.fromEntries(entries) as object),
);
const request = fc
  .constantFrom(...Object.entries(SUBTOPICS).flatMap(([channel, all]) => all.map(([topic, subtopic]) => ({ channel, topic, subtopic }))))
  .chain((about) => data.map((each) => ({ ...about, source: 'raw', data: each })));

function answersStill(page: RawApplication): void {
  const [sync, ...more] = page.ask('Amazon', 'App', 'StateSync').filter(({ topic }) => topic === 'App');
  assert.deepEqual([sync?.message, more.length], [{ initState: 'Loaded' }, 0]);
}

describe('whatever an application says', () => {
  it('never throws, and the Workspace goes on', () => {
    fc.assert(
      fc.property(fc.array(request, { minLength: 1, maxLength: 25 }), fc.constantFrom('inbound', 'campaign', 'none'), (requests, first) => {
        const floor = new Floor();
        const page = floor.ready();
        if (first === 'inbound') floor.call();
        if (first === 'campaign') floor.offer();
        for (const each of requests) page.say(each);
        floor.advance(60_000);
        answersStill(page);
        const { agents, calls } = floor.sandbox.engine.state();
        for (const { calls: seen } of agents) assert.ok(seen.every((id) => calls.some((call) => call.id === id)));
        structuredClone(floor.sandbox.engine.state());
        assert.deepEqual(Object.keys(Object.prototype), []);
        floor.sandbox.close();
      }),
      { numRuns: 150 },
    );
  });

  it('be it no message at all', () => {
    const page = new Floor().ready();
    const ring: Record<string, unknown> = { channel: 'Amazon', topic: 'Agent', subtopic: 'UpdateState', source: 'raw' };
    ring['data'] = ring;
    const deep = JSON.parse('{"data":'.repeat(2_000) + '1' + '}'.repeat(2_000)) as object;
    for (const wire of [
      ring,
      deep,
      { channel: {}, topic: [], subtopic: 7 },
      { channel: 'Amazon', message: null },
      7n,
      Symbol.iterator,
      'x'.repeat(1_100_000),
    ]) {
      page.say(wire);
    }
    answersStill(page);
  });

  it('leaves an agent and their calls as they were, when nothing of it is for them', () => {
    const floor = new Floor();
    const page = floor.ready();
    const before = JSON.stringify(floor.sandbox.engine.state().agents);
    for (const subtopic of ['constructor', 'toString', '__proto__', 'hasOwnProperty', '']) {
      for (const [channel, topic] of [
        ['Amazon', 'Agent'],
        ['Amazon', 'InboundCall'],
        ['Amazon', 'OutboundCall'],
        ['LCM', 'WebService'],
        ['Salesforce', 'Call'],
      ] as const) {
        assert.deepEqual(page.ask(channel, topic, subtopic, {}), [], `${channel} ${topic} ${subtopic}`);
      }
    }
    assert.equal(JSON.stringify(floor.sandbox.engine.state().agents), before);
  });
});
