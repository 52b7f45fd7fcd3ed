import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Sandbox } from '../sandbox.js';
import type { BusQuirks } from './quirks.js';

interface Said {
  readonly topic: string;
  readonly subtopic: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

const REGISTER = { channel: 'PubSub', message: { channel: 'PubSub', topic: 'Registration', subtopic: 'Register', source: 'w', data: {} } };
const MAYA = '1001001';
const JONAS = '1001002';
const CUSTOMER = '+12065550142';

// Pages of a Workspace on one platform, each with an application that hears everything.
class Floor {
  readonly sandbox = new Sandbox();

  advance(ms = 2_000): void {
    (this.sandbox.engine.clock as unknown as { advance(ms: number): void }).advance(ms);
  }

  page(quirks: Partial<BusQuirks> = {}) {
    const workspace = this.sandbox.openWorkspace(quirks);
    const heard: unknown[] = [];
    const application = workspace.connect((packet) => heard.push(packet));
    application.receive(REGISTER);
    this.advance();
    const ask = (topic: string, subtopic: string, data?: object): readonly Said[] => {
      const before = heard.length;
      application.receive({ channel: 'Cisco', topic, subtopic, source: 'w', data });
      this.advance();
      return heard.slice(before).flatMap(said);
    };
    const signIn = (id: string, extension = id) => ask('Agent', 'SetUserInfo', { username: id, password: 'cordboard', extension });
    return { workspace, heard, ask, signIn, since: (count: number) => heard.slice(count).flatMap(said) };
  }

  /** Ready, and talking to a customer; the call's id. */
  talk(page: ReturnType<Floor['page']>): string {
    page.signIn(MAYA);
    page.ask('Agent', 'SetReadyState');
    const placed = this.sandbox.engine.execute({ type: 'place-call', from: CUSTOMER, queue: '5120' });
    assert.ok(placed.ok);
    this.advance();
    page.ask('InboundCall', 'SetANSWER', leg(placed.callId ?? ''));
    return placed.callId ?? '';
  }
}

function said(packet: unknown): Said[] {
  if (typeof packet !== 'object' || packet === null || !('message' in packet)) return [];
  const { topic, subtopic, data, message } = packet.message as Said & { data?: object; message?: object };
  return topic === undefined ? [] : [{ topic, subtopic, payload: (message ?? data) as Said['payload'] }];
}

const leg = (CallID: string, more: object = {}) => ({ MediaAddress: MAYA, CallID, ...more });
const names = (all: readonly Said[]) => all.map(({ topic, subtopic }) => `${topic}/${subtopic}`);
const json = (value: unknown) => JSON.stringify(value);
const errors = (all: readonly Said[]) =>
  all.filter(({ topic }) => topic === 'Error').map(({ payload }) => (payload['data'] as { errorType: string }).errorType);

describe('the channel Cisco of a Workspace', () => {
  it('tells a refusal to the page that asked, not to another one of the same agent', () => {
    const floor = new Floor();
    const [one, other] = [floor.page(), floor.page()];
    one.signIn(MAYA);
    other.signIn(MAYA);
    one.ask('Agent', 'SetReadyState');
    const before = other.heard.length;
    assert.deepEqual(errors(one.ask('Connection', 'Logout', { ReasonCodeId: '21' })), ['Invalid State']);
    assert.deepEqual(errors(other.since(before)), []);
  });

  it('leaves it to the platform who signs in on a second phone, and stays as it was when that refuses', () => {
    const floor = new Floor();
    const [one, other] = [floor.page(), floor.page()];
    one.signIn(MAYA);
    assert.deepEqual(errors(other.signIn(MAYA, '1001101')), ['Generic Error']);
    assert.equal(other.workspace.agentId, undefined);
    assert.equal(floor.sandbox.engine.agent(MAYA)?.extension, MAYA);
  });

  it('tells the words of the platform below with a refusal', () => {
    const page = new Floor().page();
    page.signIn(MAYA);
    const refused = page.ask('Agent', 'SetNotReadyState');
    assert.deepEqual(errors(refused), ['Parameter Missing']);
    assert.match(json(refused), /require_reasoncode/);
  });

  it('tells of a state that is kept for later', () => {
    const floor = new Floor();
    const page = floor.page();
    floor.talk(page);
    const told = page.ask('Agent', 'SetNotReadyState', { ReasonCodeId: '12' });
    assert.match(json(told), /"state":"TALKING".*"pendingState":"NOT_READY"/);
  });

  it('takes tones, where they may be sent', () => {
    const floor = new Floor();
    const page = floor.page();
    const call = floor.talk(page);
    assert.deepEqual(errors(page.ask('InboundCall', 'SetSEND_DTMF', leg(call, { dtmfString: '12#' }))), []);
    page.ask('InboundCall', 'SetHOLD', leg(call));
    assert.equal(errors(page.ask('InboundCall', 'SetSEND_DTMF', leg(call, { dtmfString: '1' }))).length, 1);
  });

  it('joins whichever of the two calls is named: the held one is meant', () => {
    for (const name of ['first', 'second'] as const) {
      const floor = new Floor();
      const [page, colleague] = [floor.page(), floor.page()];
      colleague.signIn(JONAS);
      const first = floor.talk(page);
      page.ask('InboundCall', 'SetCONSULT', leg(first, { toAddress: JONAS }));
      const second = floor.sandbox.engine.callsOf(MAYA).find(({ id }) => id !== first)?.id ?? '';
      colleague.ask('InboundCall', 'SetANSWER', { MediaAddress: JONAS, CallID: second });
      // The agent goes back to the customer, so that the consult is the one on hold.
      page.ask('InboundCall', 'SetHOLD', leg(second));
      page.ask('InboundCall', 'SetRETRIEVE', leg(first));
      page.ask('InboundCall', 'SetCONFERENCE', leg(name === 'first' ? first : second));
      const calls = floor.sandbox.engine.callsOf(MAYA);
      assert.deepEqual(
        calls.map(({ id, callType, parties }) => [id, callType, parties.filter(({ state }) => state === 'ACTIVE').length]),
        [[second, 'CONFERENCE', 3]],
        name,
      );
    }
  });

  it('transfers to a phone that still rings, unless told that this Workspace does not; and takes nobody into a conference so', () => {
    for (const earlyTransfer of [true, false]) {
      const floor = new Floor();
      const [page, colleague] = [floor.page({ earlyTransfer }), floor.page()];
      colleague.signIn(JONAS);
      const call = floor.talk(page);
      const told = page.ask('InboundCall', 'SetCONSULT', leg(call, { toAddress: JONAS }));
      assert.equal(json(told).includes('SetTRANSFER"'), earlyTransfer);
      assert.doesNotMatch(json(told), /SetCONFERENCE/);
      assert.equal(errors(page.ask('InboundCall', 'SetCONFERENCE', leg(call))).length, 1);
      assert.equal(errors(page.ask('InboundCall', 'SetTRANSFER', leg(call))).length, earlyTransfer ? 0 : 1);
      assert.equal(floor.sandbox.engine.callsOf(MAYA).length, earlyTransfer ? 0 : 2);
      const { parties } = floor.sandbox.engine.callsOf(JONAS).at(-1) ?? { parties: [] };
      assert.deepEqual(parties.map(({ address }) => address).sort(), earlyTransfer ? [CUSTOMER, JONAS] : [MAYA, JONAS]);
    }
  });

  it('promises a callback on a campaign’s call, and tells of it', () => {
    const floor = new Floor();
    const page = floor.page();
    page.signIn(MAYA);
    page.ask('Agent', 'SetReadyState');
    floor.sandbox.engine.execute({ type: 'offer-contact', campaign: '31', customer: CUSTOMER, target: MAYA });
    floor.advance();
    page.ask('OutboundCall', 'SetACCEPT', leg(floor.sandbox.engine.callsOf(MAYA)[0]?.id ?? ''));
    floor.advance(10_000);
    const callID = floor.sandbox.engine.callsOf(MAYA)[0]?.id ?? '';
    const promise = { callID, extn: MAYA, callbackTime: '2031-03-07T14:30', callbackNumber: CUSTOMER };
    assert.match(json(page.ask('OutboundCall', 'SetUPDATE_SCHEDULED_CALLBACK', promise)), /"callbackTime":"2031-03-07T14:30"/);
    const taken = page.ask('OutboundCall', 'SetCANCEL_SCHEDULED_CALLBACK', { callID, extn: MAYA });
    assert.deepEqual(errors(taken), []);
    assert.doesNotMatch(json(taken), /scheduledCallbackInfo/);
  });

  it('shows the agent’s leg as dropped when a call that was wrapped up goes', () => {
    const floor = new Floor();
    const page = floor.page();
    const wrapper = '1001003';
    page.signIn(wrapper);
    page.ask('Agent', 'SetReadyState');
    const placed = floor.sandbox.engine.execute({ type: 'place-call', from: CUSTOMER, queue: '5120' });
    assert.ok(placed.ok);
    floor.advance();
    const own = { MediaAddress: wrapper, CallID: placed.callId };
    page.ask('InboundCall', 'SetANSWER', own);
    assert.match(json(page.ask('InboundCall', 'SetDROP', own)), /"state":"WRAP_UP"/);
    const ended = page.ask('Agent', 'SetReadyState').filter(({ subtopic }) => subtopic === 'InboundCallStateChange');
    assert.match(json(ended), /"state":"DROPPED"/);
    assert.doesNotMatch(json(ended), /WRAP_UP/);
  });

  it('says that its platform is gone, takes nothing meanwhile, and tells of everything when it is back', () => {
    const floor = new Floor();
    const page = floor.page();
    const call = floor.talk(page);
    const before = page.heard.length;
    const fault = floor.sandbox.faults.start({ target: `bus:${MAYA}`, toxic: 'down', args: {} });
    floor.advance();
    assert.deepEqual(
      page.since(before).map(({ subtopic, payload }) => [subtopic, payload['status']]),
      [['SetConnectionStatus', 'down']],
    );
    assert.deepEqual(errors(page.ask('InboundCall', 'SetHOLD', leg(call))), ['Service Unavailable']);
    floor.sandbox.engine.execute({ type: 'call-action', callId: call, address: CUSTOMER, action: 'drop' });
    floor.advance();
    const back = page.heard.length;
    floor.sandbox.faults.stop(fault);
    floor.advance();
    const told = page.since(back);
    assert.deepEqual(names(told).slice(0, 3), ['Connection/SetConnectionStatus', 'Agent/SetAgentState', 'Call/CallsStateChange']);
    assert.deepEqual(told[2]?.payload['calls'], []);
  });

  it('is struck by faults: drops, doubles and spoils reports, and forgets requests', () => {
    const floor = new Floor();
    const page = floor.page();
    page.signIn(MAYA);
    const { faults, engine } = floor.sandbox;
    const once = (toxic: 'drop_events' | 'duplicate_events' | 'corrupt' | 'accept_and_forget', args: object = {}) =>
      faults.start({ target: `bus:${MAYA}`, toxic, args: { times: 1, ...args } });
    once('drop_events');
    assert.deepEqual(page.ask('Agent', 'GetAgentState'), []);
    once('duplicate_events');
    assert.equal(page.ask('Agent', 'GetAgentState').length, 2);
    for (const kind of ['malformed', 'truncated', 'html', 'empty', 'json'] as const) {
      once('corrupt', { kind });
      const before = page.heard.length;
      page.ask('Agent', 'GetAgentState');
      assert.equal(typeof page.heard[before], 'string', kind);
    }
    once('accept_and_forget');
    assert.deepEqual(page.ask('Agent', 'SetReadyState'), []);
    assert.equal(engine.agent(MAYA)?.state, 'NOT_READY');
    page.ask('Agent', 'SetReadyState');
    assert.equal(engine.agent(MAYA)?.state, 'READY');
  });
});
