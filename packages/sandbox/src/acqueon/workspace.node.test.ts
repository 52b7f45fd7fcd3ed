import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Sandbox } from '../sandbox.js';
import { AS_DOCUMENTED, type BusQuirks } from './quirks.js';

interface Packet {
  readonly channel: string;
  readonly topic?: string;
  readonly subtopic?: string;
  readonly subscriberID?: string;
  readonly message: { readonly topic: string; readonly subtopic: string; readonly [key: string]: unknown };
}

const REGISTER = { channel: 'PubSub', message: { channel: 'PubSub', topic: 'Registration', subtopic: 'Register', source: 'w', data: {} } };
const request = (topic: string, subtopic: string, data?: object): object => ({ channel: 'Cisco', topic, subtopic, source: 'w', data });

function open(quirks: Partial<BusQuirks> = {}) {
  const sandbox = new Sandbox();
  const clock = sandbox.engine.clock as unknown as { advance(ms: number): void };
  const workspace = sandbox.openWorkspace(quirks);
  const got: Packet[] = [];
  const application = workspace.connect((packet) => got.push(packet as Packet));
  const ask = (wire: unknown): readonly Packet[] => {
    const before = got.length;
    application.receive(wire);
    clock.advance(1_000);
    return got.slice(before);
  };
  return { sandbox, workspace, application, got, ask, advance: (ms: number) => clock.advance(ms) };
}

const subtopics = (packets: readonly Packet[]): readonly string[] => packets.map(({ message }) => `${message.topic}/${message.subtopic}`);
const signedIn = (quirks: Partial<BusQuirks> = {}) => {
  const desk = open(quirks);
  desk.ask(REGISTER);
  const told = desk.ask(request('Agent', 'SetUserInfo', { username: '1001001', password: 'cordboard', extension: '1001001' }));
  return { ...desk, told };
};

describe('the Workspace’s side of the bus', () => {
  it('answers a registration with an id, and nobody who has none', () => {
    const desk = open();
    assert.deepEqual(desk.ask(request('Agent', 'GetAgentState')), []);
    const [answer] = desk.ask(REGISTER);
    assert.equal(answer?.subtopic, 'Registered');
    assert.deepEqual(answer.message, { subscriberID: '40017' });
  });

  it('tells at signing in what the page lists, in its order', () => {
    const { told } = signedIn();
    assert.deepEqual(subtopics(told), [
      'Connection/SetConnectionStatus',
      'Agent/SetAgentState',
      'Call/CallsStateChange',
      'Agent/SetLogOutReasonCodes',
      'Agent/SetNotReadyReasonCodes',
      'Agent/SetPhoneBook',
      'Agent/SetWrapupCode',
    ]);
    assert.ok(told.every(({ subscriberID, topic }) => subscriberID === '40017' && topic === ''));
  });

  it('keeps the state of who signs in again, and locks after five wrong passwords', () => {
    const desk = signedIn();
    desk.ask(request('Agent', 'SetReadyState'));
    desk.ask(request('Agent', 'SetUserInfo', { username: 'mokafor', password: 'cordboard', extension: '1001001' }));
    assert.equal(desk.sandbox.engine.agent('1001001')?.state, 'READY');
    const wrong = request('Agent', 'SetUserInfo', { username: '1001002', password: 'wrong', extension: '1001002' });
    for (let attempt = 0; attempt < 5; attempt++) assert.deepEqual(subtopics(desk.ask(wrong)), ['Error/SetAPIError']);
    desk.ask(request('Agent', 'SetUserInfo', { username: '1001002', password: 'cordboard', extension: '1001002' }));
    assert.equal(desk.sandbox.engine.agent('1001002')?.state, 'LOGOUT');
    desk.advance(5 * 60_000);
    desk.ask(request('Agent', 'SetUserInfo', { username: '1001002', password: 'cordboard', extension: '1001002' }));
    assert.equal(desk.sandbox.engine.agent('1001002')?.state, 'NOT_READY');
  });

  it('refuses by an error, and changes nothing', () => {
    const desk = signedIn();
    desk.ask(request('Agent', 'SetReadyState'));
    const [refusal] = desk.ask(request('Connection', 'Logout', { ReasonCodeId: '21' }));
    assert.equal(refusal?.message.subtopic, 'SetAPIError');
    const { data } = refusal.message['data'] as { data: { errorType: string } };
    assert.equal(data.errorType, 'Invalid State');
    assert.equal(desk.sandbox.engine.agent('1001001')?.state, 'READY');
  });

  it('reads keys with stray blanks and in any case', () => {
    const desk = signedIn();
    desk.ask({ 'channel ': 'Cisco', Topic: 'agent', subTopic: ' SetNotReadyState', 'data ': { 'reasonCODEid ': '12' } });
    assert.equal(desk.sandbox.engine.agent('1001001')?.reason?.id, '12');
  });

  it('offers a call’s actions under the names to publish, on the topic of its kind', () => {
    const desk = signedIn();
    desk.ask(request('Agent', 'SetReadyState'));
    const before = desk.got.length;
    desk.sandbox.engine.execute({ type: 'place-call', from: '+12065550142', queue: '5120' });
    desk.advance(1_000);
    const ringing = desk.got.slice(before).find(({ message }) => message.topic === 'InboundCall');
    const { call } = ringing?.message['data'] as { call: { ActionsAllowed: { items: object; count: number } } };
    assert.deepEqual(Object.keys(call.ActionsAllowed.items), ['SetANSWER']);
    assert.equal(call.ActionsAllowed.count, 1);
  });

  it('puts a campaign’s contact on the other topic', () => {
    const desk = signedIn();
    desk.ask(request('Agent', 'SetReadyState'));
    const before = desk.got.length;
    desk.sandbox.engine.execute({ type: 'offer-contact', campaign: '31', customer: '+12065550142', target: '1001001' });
    desk.advance(1_000);
    const about = subtopics(desk.got.slice(before));
    assert.ok(about.includes('OutboundCall/OutBoundCallStateChange'), about.join());
    assert.ok(!about.some((each) => each.startsWith('InboundCall')), about.join());
  });

  it('spells as the samples do, when asked to', () => {
    const { told } = signedIn(AS_DOCUMENTED);
    const calls = told.find(({ message }) => message.subtopic === 'CallsStateChange');
    assert.ok(calls && 'data ' in calls.message && !('data' in calls.message));
    const bare = signedIn({ bare: true }).told;
    assert.ok(bare.every((message) => 'topic' in message && message.topic !== ''));
  });

  it('drops what is no message, what is not for it, and who has gone', () => {
    const desk = signedIn({ needsSource: true });
    for (const wire of [undefined, 'noise', '{', [], { topic: 'Agent' }, request('Agent', 'SetNonsense'), request('Nowhere', 'X')]) {
      assert.deepEqual(desk.ask(wire), []);
    }
    assert.deepEqual(desk.ask({ channel: 'Cisco', topic: 'Agent', subtopic: 'GetAgentState' }), []);
    desk.application.close();
    assert.deepEqual(desk.ask(request('Agent', 'GetAgentState')), []);
  });

  for (const [what, data] of [
    ['as it should be', { password: 'CANARY-9' }],
    ['with blanks about its key, as the samples have them', { 'Password ': 'CANARY-9', ' password': 'CANARY"9' }],
    ['that is no text', { password: { deep: ['CANARY-9'] }, passwords: ['"CANARY-9"', 9] }],
  ] as const) {
    it(`leaves no password in the log, one ${what}`, () => {
      for (const wireOf of [(wire: object) => wire, JSON.stringify]) {
        const desk = open();
        desk.ask(REGISTER);
        desk.ask(wireOf(request('Agent', 'SetUserInfo', { username: '1001001', ...data, extension: '1001001' })));
        const text = JSON.stringify(desk.sandbox.log.since(0).entries);
        assert.match(text, /SetUserInfo/);
        assert.doesNotMatch(text, /CANARY/);
      }
    });
  }

  it('leaves no tones in the log', () => {
    for (const wireOf of [(wire: object) => wire, JSON.stringify]) {
      const desk = open();
      desk.ask(REGISTER);
      desk.ask(wireOf(request('InboundCall', 'SetSEND_DTMF', { CallID: '1', 'dtmfString ': '4929' })));
      desk.ask(wireOf({ channel: 'Amazon', topic: 'InboundCall', subtopic: 'SendDTMF', source: 'w', 'data ': '4929' }));
      desk.ask(wireOf({ channel: 'Amazon', data: '4929', topic: 'OutboundCall', subtopic: 'SendDTMF', source: 'w' }));
      const text = JSON.stringify(desk.sandbox.log.since(0).entries);
      assert.match(text, /SendDTMF/);
      assert.doesNotMatch(text, /4929/);
    }
  });
});
