import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { errors, Floor, KENJI, MAYA, named, type Said } from '../raw-application.js';

const names = (all: readonly Said[]): readonly string[] => all.map(({ topic, subtopic }) => `${topic}/${subtopic}`);
const eventOf = (all: readonly Said[]): unknown => (named(all, 'Agent/SetAgentState').at(-1)?.message as { event?: string }).event;

describe('the agent on the channel Amazon', () => {
  it('is told to be logged out, with no more than that, before the login', () => {
    const page = new Floor().page();
    assert.deepEqual(page.ask('Amazon', 'App', 'StateSync'), [
      { channel: 'Amazon', topic: 'App', subtopic: 'StateSync', source: 'Workspace', message: { initState: 'Loaded' } },
    ]);
    const [sync] = page.ask('Amazon', 'Agent', 'StateSync');
    assert.deepEqual(sync?.message, { loginState: 'LoggedOut', agentInfo: null, agentState: null, rules: '' });
  });

  it('logs in without a name, and is told so first', () => {
    const page = new Floor().page();
    const told = page.ask('Amazon', 'Agent', 'Login');
    assert.deepEqual(names(told), ['Agent/LoginSuccess', 'Agent/SetAgentState', 'OutboundCall/SetAgentDetails']);
    const { loginState, agentInfo, agentState, rules } = told[0]?.message as Record<string, Record<string, unknown>>;
    assert.equal(loginState, 'LoggedIn');
    assert.deepEqual(agentInfo, {
      name: 'Maya Okafor',
      id: '00000000-0031-4000-8000-303031303031',
      extension: '1001001',
      loginName: 'mokafor',
      muted: false,
      softphoneEnabled: true,
    });
    assert.deepEqual(Object.keys(agentState ?? {}), ['agentStateARN', 'type', 'name', 'startTimestamp']);
    assert.deepEqual(Object.keys(rules ?? {}), ['ButtonStates', 'ResponseActual']);
  });

  it('is told of being ready as the page prints it, key by key', () => {
    const floor = new Floor();
    const page = floor.page();
    page.ask('Amazon', 'Agent', 'Login');
    const told = page.ask('Amazon', 'Agent', 'SetReady');
    const since = new Date(floor.sandbox.engine.agent(MAYA)?.since ?? 0).toISOString();
    assert.deepEqual(named(told, 'Agent/SetAgentState')[0]?.message, {
      rules: {
        ButtonStates: { items: { NotReady: 'Enable', Ready: 'Hide', make_call: 'Enable', mute: 'Enable', unmute: 'Hide' }, count: 5 },
        ResponseActual: { agentStateARN: null, type: 'routable', name: 'Available', startTimestamp: since },
      },
      data: {
        muted: false,
        name: 'Maya Okafor',
        extension: '1001001',
        loginName: 'mokafor',
        softphoneEnabled: true,
        state: 'Ready',
        stateChangeTime: since,
        type: 'routable',
      },
      event: 'Available',
      source: 'event',
    });
    assert.equal(floor.stateOf(MAYA), 'READY');
  });

  it('has a tethered line from then on, which comes up step by step', () => {
    const page = new Floor().page();
    page.ask('Amazon', 'Agent', 'Login');
    const told = page.ask('Amazon', 'Agent', 'SetReady');
    const line = named(told, 'OutboundCall/SetNailupDetails').map(({ message }) => message as { callStatus: string; uuid: string });
    assert.deepEqual(
      line.map(({ callStatus }) => callStatus),
      ['initiate', 'ringing', 'answered', 'Connected'],
    );
    assert.equal(new Set(line.map(({ uuid }) => uuid)).size, 1);
    assert.deepEqual(named(told, 'OutboundCall/SetAgentDetails').at(-1)?.message, {
      blendingState: 'outbound',
      agentState: 'NCC',
      agentName: 'Maya Okafor',
      dialingType: 'Nailed',
    });
  });

  it('is not ready under the name of the status, which the other wire sees by its id', () => {
    const floor = new Floor();
    const page = floor.ready();
    const told = page.ask('Amazon', 'Agent', 'SetNotReady', { ReasonCodeId: 'Break' });
    const { data } = named(told, 'Agent/SetAgentState')[0]?.message as { data: Record<string, unknown> };
    assert.deepEqual([data['state'], data['type'], data['reasonCode']], ['Not_Ready', 'not_routable', { id: 'Break' }]);
    assert.equal(floor.sandbox.engine.agent(MAYA)?.reason?.id, '11');
  });

  it('changes the status with all four events, in the order of the page', () => {
    const page = new Floor().ready();
    const [states] = page.ask('Amazon', 'Agent', 'GetStates');
    const list = states?.message as { label: string; code: string; type: string }[];
    assert.deepEqual(
      list.map(({ label }) => label),
      ['Available', 'Break', 'Lunch', 'Team meeting', 'Coaching', 'Offline'],
    );
    const told = page.ask('Amazon', 'Agent', 'UpdateState', list[2]);
    assert.deepEqual(names(told), [
      'Agent/SetAgentState',
      'Agent/CcpAgentState',
      'OutboundCall/SetAgentDetails',
      'OutboundCall/SetNailupDetails',
    ]);
    assert.deepEqual(told[1]?.message, { name: 'Lunch', type: 'not_routable' });
    assert.deepEqual(
      page
        .ask('Amazon', 'Agent', 'Update', list.at(-1))
        .slice(0, 2)
        .map(({ message }) => (message as { name?: string }).name),
      [undefined, 'Offline'],
    );
  });

  it('cannot ask for what the system sets, nor for what there is not', () => {
    const floor = new Floor();
    const page = floor.ready();
    for (const name of ['Busy', 'Pending Busy', 'AfterCallWork', 'MissedCallAgent']) {
      assert.deepEqual(errors(page.ask('Amazon', 'Agent', 'SetNotReady', { ReasonCodeId: name })), ['UPDATE_AGENT_STATE_FAILED']);
    }
    const [refusal] = page.ask('Amazon', 'Agent', 'UpdateState', { label: 'Gone fishing', code: '1', type: 'not_routable' });
    assert.deepEqual(refusal, {
      channel: 'Amazon',
      topic: 'Error',
      subtopic: 'ApiError',
      source: 'Workspace',
      data: { errorType: 'AGENT_STATE_NOT_FOUND', errorMessage: 'no such status', msg: 'Specified Agent State not found.' },
    });
    assert.equal(floor.stateOf(MAYA), 'READY');
  });

  it('mutes in a call only, on the phone itself', () => {
    const floor = new Floor();
    const page = floor.ready();
    assert.deepEqual(errors(page.ask('Amazon', 'Agent', 'Mute')), ['UPDATE_AGENT_STATE_FAILED']);
    const id = floor.call();
    page.ask('Amazon', 'InboundCall', 'Answer');
    const muted = (): boolean => floor.sandbox.engine.call(id)?.parties.find(({ address }) => address === MAYA)?.muted ?? false;
    const [told] = page.ask('Amazon', 'Agent', 'Mute');
    const { data, rules } = told?.message as { data: { muted: boolean }; rules: { ButtonStates: { items: Record<string, string> } } };
    assert.deepEqual([data.muted, rules.ButtonStates.items['mute'], rules.ButtonStates.items['unmute']], [true, 'Hide', 'Enable']);
    assert.equal(muted(), true);
    page.ask('Amazon', 'Agent', 'Unmute');
    assert.equal(muted(), false);
  });

  it('comes back to the status that they left with', () => {
    const floor = new Floor();
    const page = floor.ready();
    page.ask('Amazon', 'Agent', 'SetNotReady', { ReasonCodeId: 'Lunch' });
    const [out] = named(page.ask('Amazon', 'Agent', 'Logout'), 'Agent/LogoutSuccess');
    const { loginState, agentInfo } = out?.message as { loginState: string; agentInfo: { loginName: string } };
    assert.deepEqual([loginState, agentInfo.loginName, floor.stateOf(MAYA)], ['LoggedOut', 'mokafor', 'LOGOUT']);
    assert.equal(eventOf(page.ask('Amazon', 'Agent', 'Login')), 'Lunch');
    page.ask('Amazon', 'Agent', 'SetReady');
    page.ask('Amazon', 'Agent', 'Logout');
    assert.equal(eventOf(page.ask('Amazon', 'Agent', 'Login')), 'Available');
  });

  it('keeps the state of somebody who is there already, by another desktop', () => {
    const floor = new Floor();
    floor.sandbox.engine.execute({ type: 'force-state', target: MAYA, state: 'READY' });
    const told = floor.page().ask('Amazon', 'Agent', 'Login');
    assert.equal((named(told, 'Agent/LoginSuccess')[0]?.message as { agentState: { name: string } }).agentState.name, 'Available');
    assert.equal(floor.stateOf(MAYA), 'READY');
  });

  it('cannot log in on a phone that somebody else has, and nothing of it is left', () => {
    const floor = new Floor();
    const page = floor.page();
    const { engine } = floor.sandbox;
    engine.execute({ type: 'sign-in', agentId: KENJI, extension: MAYA });
    assert.deepEqual(errors(page.ask('Amazon', 'Agent', 'Login')), ['UPDATE_AGENT_STATE_FAILED']);
    engine.execute({ type: 'force-state', target: KENJI, state: 'LOGOUT' });
    engine.execute({ type: 'sign-in', agentId: MAYA, extension: MAYA });
    floor.advance();
    assert.deepEqual(names(page.news()), ['Agent/SetAgentState', 'OutboundCall/SetAgentDetails']);
  });

  it('does not log out with a call', () => {
    const floor = new Floor();
    const page = floor.ready();
    floor.call();
    page.ask('Amazon', 'InboundCall', 'Answer');
    assert.deepEqual(errors(page.ask('Amazon', 'Agent', 'Logout')), ['UPDATE_AGENT_STATE_FAILED']);
    assert.equal(floor.stateOf(MAYA), 'TALKING');
  });

  it('drops the line, and goes where they say or offline', () => {
    for (const [code, name] of [
      ['Break', 'Break'],
      [{ ReasonCodeId: 'Break' }, 'Break'],
      ['12', 'Lunch'],
      [undefined, 'Offline'],
      ['nonsense', 'Offline'],
    ] as const) {
      const page = new Floor().ready();
      const told = page.ask('Amazon', 'OutboundCall', 'DropNailedCall', code);
      assert.deepEqual(
        named(told, 'OutboundCall/SetNailupDetails').map(({ message }) => (message as { callStatus: string }).callStatus),
        ['Disconnected'],
      );
      assert.equal(eventOf(told), name);
      assert.deepEqual(errors(page.ask('Amazon', 'OutboundCall', 'DropNailedCall')), ['DROP_TETHERED_CALL_FAILED']);
    }
  });

  it('is told of what a supervisor does on the other wire', () => {
    const floor = new Floor();
    const page = floor.ready();
    page.news();
    floor.sandbox.engine.execute({ type: 'force-state', target: MAYA, state: 'LOGOUT' });
    floor.advance();
    const told = page.news();
    assert.equal(eventOf(told), 'Offline');
    assert.deepEqual(named(told, 'OutboundCall/SetNailupDetails').length, 1);
    assert.equal((named(told, 'OutboundCall/SetAgentDetails').at(-1)?.message as { agentState: string }).agentState, 'Log-Out');
  });
});
