import { expect } from '@open-wc/testing';
import { Secret, type Agent, type DesktopError } from '@cordboard/core';
import { firstValueFrom } from 'rxjs';
import { CISCO_STATES } from '../cisco/next.js';
import { agentIs, CiscoDesk, TALKING } from './cisco-desk.test.js';

const CALL = '16801144';
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: DesktopError) => error.code,
  );
const ruleFor = (agent: Agent | undefined, state: string) => agent?.next.find((option) => option.state === state)?.reason;
const why = async ({ client }: CiscoDesk) => (await firstValueFrom(client.link$)).why;

describe('the channel Cisco as a whole', () => {
  let desk: CiscoDesk;

  beforeEach(() => (desk = new CiscoDesk()));
  afterEach(() => desk.close());

  const says = (state: string, more?: object) => desk.workspace.says('Agent', 'SetAgentState', agentIs(state, more));

  it('is live when the reasons are known that decide how a state may be asked for', async () => {
    says('READY');
    expect(desk.workspace.sent.slice(1).map(({ subtopic }) => subtopic)).to.deep.equal(['GetNotReadyReasonCode', 'GetLogoutReasonCode']);
    expect([await desk.linkNow(), await desk.agentNow()]).to.deep.equal(['connecting', undefined]);
    desk.reasons();
    expect(await desk.linkNow()).to.equal('up');
    expect(ruleFor(await desk.agentNow(), 'not-ready')).to.equal('required');
  });

  it('is live without them after a second, and takes them in when they come', async () => {
    says('NOT_READY');
    await desk.runtime.advance(999);
    expect(await desk.linkNow()).to.equal('connecting');
    await desk.runtime.advance(1);
    expect(await desk.linkNow()).to.equal('up');
    expect(ruleFor(await desk.agentNow(), 'signed-out')).to.equal('optional');
    desk.reasons();
    expect(ruleFor(await desk.agentNow(), 'signed-out')).to.equal('required');
  });

  it('asks nobody to sign in while the rest of the picture of who is there is on its way', async () => {
    await desk.runtime.advance(2_900);
    says('NOT_READY');
    await desk.runtime.advance(500);
    expect(await desk.linkNow()).to.equal('connecting');
    await desk.runtime.advance(500);
    expect(await desk.linkNow()).to.equal('up');
  });

  it('asks nobody to sign in while the Workspace has lost its platform', async () => {
    desk.agent('READY');
    desk.workspace.says('Connection', 'SetConnectionStatus', { status: 'down' });
    await desk.runtime.advance(10_000);
    expect([await desk.linkNow(), await why(desk)]).to.deep.equal(['connecting', 'socket-lost']);
  });

  it('asks to sign in again when nobody is there after the bus was lost', async () => {
    desk.agent('READY');
    desk.workspace.lose();
    await desk.runtime.advance(4_000);
    expect(await desk.linkNow()).to.equal('sign-in-needed');
  });

  it('asks for no reason where there are none to choose from', async () => {
    says('NOT_READY');
    for (const subtopic of ['SetNotReadyReasonCodes', 'SetLogOutReasonCodes']) desk.workspace.says('Agent', subtopic, { data: [] });
    expect(ruleFor(await desk.agentNow(), 'not-ready')).to.equal('forbidden');
    expect(ruleFor(await desk.agentNow(), 'ready')).to.equal('forbidden');
  });

  it('leaves reasons optional where it was told so', async () => {
    const other = new CiscoDesk({ cisco: { reasonsRequired: false } });
    other.agent('READY');
    expect(ruleFor(await other.agentNow(), 'not-ready')).to.equal('optional');
    other.close();
  });

  it('offers the states that it was told the platform takes', async () => {
    const other = new CiscoDesk({ cisco: { states: { ...CISCO_STATES, ready: { 'not-ready': 'now', 'signed-out': 'now' } } } });
    other.agent('READY');
    expect((await other.agentNow())?.next.map(({ state }) => state)).to.deep.equal(['not-ready', 'signed-out']);
    other.close();
  });

  it('takes a reason that cannot be chosen for one of the system', async () => {
    desk.agent('NOT_READY', { reasonCodeId: '50002' });
    expect((await desk.agentNow())?.reason).to.deep.equal({ id: '50002', system: true });
    says('NOT_READY', { reasonCodeId: '31' });
    expect((await desk.agentNow())?.reason).to.deep.equal({ id: '31', code: '31', label: 'Lunch', system: false });
  });

  it('tells how long wrap-up lasts, where it has an end', async () => {
    desk.agent('WORK', { wrapUpTimer: '60' });
    expect((await desk.agentNow())?.settings.wrapUpSeconds).to.equal(60);
    for (const wrapUpTimer of ['0', '-1', 'soon']) {
      says('WORK', { wrapUpTimer });
      expect((await desk.agentNow())?.settings, wrapUpTimer).not.to.have.property('wrapUpSeconds');
    }
  });

  it('confirms a state that is kept for later, and shows it', async () => {
    desk.talk();
    const run = desk.client.run({ type: 'set-agent-state', state: 'not-ready', reasonId: '31' });
    says('TALKING', { pendingState: 'NOT_READY' });
    await run;
    expect((await desk.agentNow())?.pending).to.deep.equal({ state: 'not-ready' });
  });

  it('waits for the calls when it signs in, so that none is missing from the first picture', async () => {
    await desk.runtime.advance(3_000);
    const run = desk.client.run({ type: 'sign-in', agentId: '70112', secret: new Secret('x'), extension: '5580' });
    says('TALKING');
    desk.reasons();
    expect(await desk.linkNow()).to.equal('sign-in-needed');
    desk.calls({ leg: 'ACTIVE', offers: TALKING });
    await run;
    expect([await desk.linkNow(), (await desk.own())?.state]).to.deep.equal(['up', 'active']);
  });

  it('knows the agent’s own leg of a call that is told of before the agent', async () => {
    desk.call({ leg: 'ALERTING', state: 'ALERTING', offers: ['SetANSWER'] });
    desk.call({ leg: 'ACTIVE', offers: TALKING });
    desk.agent('TALKING');
    expect(await desk.own()).to.deep.include({ state: 'active', actions: ['hold', 'drop', 'consult', 'transfer-now', 'update-call-data'] });
    desk.call({ leg: 'DROPPED', state: 'DROPPED' });
    expect(desk.client.state.dialogs.size).to.equal(0);
  });

  it('loses no call that rings before the agent is told of as reserved', async () => {
    says('READY');
    desk.call({ leg: 'ALERTING', state: 'ALERTING', offers: ['SetANSWER'] });
    desk.reasons();
    expect([await desk.linkNow(), (await desk.own())?.state]).to.deep.equal(['up', 'alerting']);
  });

  it('tells why signing in was refused, and takes another try', async () => {
    await desk.runtime.advance(3_000);
    for (const [errorMessage, code, reason] of [
      ['bad credentials', 'unauthorized', 'bad-credentials'],
      ['account locked', 'locked-out', 'locked-out'],
    ] as const) {
      const run = codeOf(desk.client.run({ type: 'sign-in', agentId: '70112', secret: new Secret('x'), extension: '5580' }));
      desk.refuse('Unauthorized', errorMessage);
      expect([await run, await why(desk)]).to.deep.equal([code, reason]);
    }
    const run = desk.client.run({ type: 'sign-in', agentId: '70112', secret: new Secret('y'), extension: '5580' });
    desk.whole('NOT_READY');
    await run;
  });

  it('says that the bus is lost, not that somebody has to sign in, when it is lost while somebody does', async () => {
    await desk.runtime.advance(3_000);
    const run = codeOf(desk.client.run({ type: 'sign-in', agentId: '70112', secret: new Secret('x'), extension: '5580' }));
    desk.workspace.lose();
    expect([await run, await desk.linkNow(), await why(desk)]).to.deep.equal(['link-down', 'connecting', 'socket-lost']);
  });

  it('does not take the reasons of one agent for those of the next', async () => {
    desk.agent('NOT_READY');
    says('LOGOUT');
    desk.workspace.says('Connection', 'SetConnectionStatus', { status: 'up' });
    says('NOT_READY', { loginId: '70113', stateChangeTime: '2025-03-04T10:00:00.000Z' });
    desk.calls();
    expect(await desk.linkNow()).to.equal('sign-in-needed');
    for (const subtopic of ['SetNotReadyReasonCodes', 'SetLogOutReasonCodes']) desk.workspace.says('Agent', subtopic, { data: [] });
    expect([await desk.linkNow(), ruleFor(await desk.agentNow(), 'not-ready')]).to.deep.equal(['up', 'forbidden']);
  });

  it('has no place for a phone of one’s own, and says so before anything is sent', async () => {
    await desk.runtime.advance(3_000);
    const before = desk.workspace.sent.length;
    const command = { type: 'sign-in', agentId: '70112', extension: '5580' } as const;
    const attempt = (number: string) => codeOf(desk.client.run({ ...command, mobile: { mode: 'nailed', number } }));
    expect([await attempt('+12065550177'), await attempt(' ')]).to.deep.equal(['not-supported', 'invalid-argument']);
    expect(desk.workspace.sent.length).to.equal(before);
  });

  it('signs nobody in without a password, which would count as a wrong one, but where the site does so', async () => {
    await desk.runtime.advance(3_000);
    const before = desk.workspace.sent.length;
    const command = { type: 'sign-in', agentId: '70112', extension: '5580' } as const;
    for (const secret of [{}, { secret: new Secret('') }]) {
      expect(await codeOf(desk.client.run({ ...command, ...secret }))).to.equal('invalid-argument');
    }
    expect(desk.workspace.sent.length).to.equal(before);
    const other = new CiscoDesk({ cisco: { singleSignOn: true } });
    await other.runtime.advance(3_000);
    const run = other.client.run(command);
    expect(other.workspace.last?.data).to.deep.equal({ username: '70112', password: '', extension: '5580' });
    other.whole('NOT_READY');
    await run;
    other.close();
  });

  it('keeps the calls of an agent who talks when an empty list goes round, as another application’s question does', async () => {
    for (const state of ['TALKING', 'HOLD']) {
      const other = new CiscoDesk();
      other.agent(state);
      other.call({ leg: state === 'HOLD' ? 'HELD' : 'ACTIVE', offers: TALKING });
      await other.runtime.advance(1_000);
      other.calls();
      expect((await other.own())?.state, state).to.equal(state === 'HOLD' ? 'held' : 'active');
      other.agent('READY', { stateChangeTime: '2025-03-04T09:20:00.000Z' });
      other.calls();
      expect(await other.own(), state).to.equal(undefined);
      other.close();
    }
  });

  it('fails what waits when the Workspace has lost its platform, and shows what is true when it is back', async () => {
    desk.talk();
    const run = codeOf(desk.client.run({ type: 'dialog-action', dialogId: CALL, action: 'hold' }));
    desk.workspace.says('Connection', 'SetConnectionStatus', { status: 'down' });
    expect([await run, await desk.linkNow(), await why(desk)]).to.deep.equal(['link-down', 'connecting', 'socket-lost']);
    expect((await desk.agentNow())?.freshness).to.equal('stale');
    await desk.runtime.advance(10);
    desk.workspace.says('Connection', 'SetConnectionStatus', { status: 'up' });
    expect(desk.workspace.last?.subtopic).to.equal('GetAgentState');
    says('READY');
    expect([await desk.linkNow(), (await desk.own())?.state]).to.deep.equal(['connecting', 'active']);
    desk.calls();
    expect([await desk.linkNow(), await desk.own()]).to.deep.equal(['up', undefined]);
  });

  it('doubts the calls that it knows of when the bus was lost, and lets go of them when the agent turns out to be ready', async () => {
    for (const [state, freshness] of [
      ['TALKING', 'suspect'],
      ['READY', undefined],
    ] as const) {
      const other = new CiscoDesk();
      other.talk();
      other.workspace.lose();
      await other.runtime.advance(1_000);
      expect(await other.linkNow()).to.equal('connecting');
      other.workspace.says('Agent', 'SetAgentState', agentIs(state));
      expect([await other.linkNow(), other.client.state.dialogs.get(CALL)?.freshness]).to.deep.equal(['up', freshness]);
      other.close();
    }
  });

  it('shows calls that began before where it asks for them', async () => {
    const other = new CiscoDesk({ cisco: { asksForCalls: true } });
    other.agent('TALKING');
    expect(await other.linkNow()).to.equal('connecting');
    other.calls({ leg: 'HELD', offers: ['SetRETRIEVE'] });
    expect([await other.linkNow(), (await other.own())?.state]).to.deep.equal(['up', 'held']);
    other.close();
  });

  it('does not take a connection that goes after signing out for a loss', async () => {
    desk.agent('NOT_READY');
    says('LOGOUT');
    desk.workspace.says('Connection', 'SetConnectionStatus', { status: 'down' });
    expect([await desk.linkNow(), await why(desk)]).to.deep.equal(['sign-in-needed', 'signed-out']);
  });

  it('reads a connection in the words it is told of, and counts others', async () => {
    desk.agent('READY');
    desk.workspace.says('Connection', 'SetConnectionStatus', { status: 'wobbly' });
    expect([await desk.linkNow(), desk.client.state.ignored]).to.deep.equal(['up', 1]);
    const other = new CiscoDesk({ cisco: { connectionIn: (payload) => (payload === 'Verbunden' ? 'up' : 'down') } });
    other.agent('READY');
    other.workspace.says('Connection', 'SetConnectionStatus', 'Getrennt' as unknown as object);
    expect(await other.linkNow()).to.equal('connecting');
    other.close();
  });

  it('takes an old report of the agent for no news', async () => {
    desk.agent('READY', { stateChangeTime: '2025-03-04T09:20:00.000Z' });
    says('NOT_READY', { stateChangeTime: '2025-03-04T09:15:00.000Z' });
    expect((await desk.agentNow())?.state).to.equal('ready');
  });

  it('asks for calls that began before only where it was told to', () => {
    expect(desk.workspace.sent.map(({ subtopic }) => subtopic)).to.deep.equal(['GetAgentState']);
    const other = new CiscoDesk({ cisco: { asksForCalls: true } });
    expect(other.workspace.last).to.deep.include({ topic: 'Call', subtopic: 'CallsStateChange', data: { source: 'api', calls: [] } });
    other.close();
  });

  it('warns of a conference that it finds', () => {
    desk.whole('TALKING', { leg: 'ACTIVE', callType: 'CONFERENCE', offers: TALKING });
    expect(desk.client.state.dialogs.get(CALL)?.freshness).to.equal('suspect');
  });

  it('leaves nothing running when it is closed before it is live', async () => {
    says('READY');
    desk.client.close();
    await desk.runtime.advance(60_000);
    expect(desk.client.state.link.state).to.equal('connecting');
  });
});
