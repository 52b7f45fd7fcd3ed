import { expect } from '@open-wc/testing';
import { Secret } from '@cordboard/core';
import { AmazonDesk, INFO, STATE, SYNC } from './amazon-desk.test.js';

const NEXT_WHEN_READY = [
  { state: 'not-ready', reason: 'required', effect: 'now' },
  { state: 'signed-out', reason: 'forbidden', effect: 'now' },
];

describe('the agent on the channel Amazon', () => {
  let desk: AmazonDesk;
  beforeEach(() => (desk = new AmazonDesk()));
  afterEach(() => desk.close());

  it('is asked for when the widget comes, with the core and the calls, in the order of the pages', async () => {
    const asked = desk.workspace.sent.map(({ topic, subtopic, source }) => [topic, subtopic, source]);
    expect(asked).to.deep.equal([
      ['App', 'StateSync', 'widget'],
      ['Agent', 'StateSync', 'widget'],
      ['InboundCall', 'StateSync', 'widget'],
    ]);
    expect(await desk.linkNow()).to.deep.equal({ state: 'connecting' });
  });

  it('who is signed in already is shown, with what the buttons let them ask for', async () => {
    desk.signedIn();
    expect(await desk.linkNow()).to.deep.equal({ state: 'up' });
    const agent = await desk.agentNow();
    expect(agent).to.deep.include({ id: 'druiz', loginName: 'druiz', firstName: 'Dana Ruiz', state: 'ready' });
    expect(agent?.next).to.deep.equal(NEXT_WHEN_READY);
    expect(agent?.since).to.equal(Date.UTC(2025, 2, 4, 9, 20));
    expect(agent).not.to.have.property('extension');
  });

  it('nobody signed in: signing in asks the Workspace, and takes neither name nor password', async () => {
    desk.says('Agent', 'StateSync', { loginState: 'LoggedOut', agentInfo: null, agentState: null, rules: '' });
    desk.noCalls();
    expect(await desk.linkNow()).to.deep.equal({ state: 'sign-in-needed' });
    const run = desk.client.run({ type: 'sign-in', agentId: 'druiz', secret: new Secret('CANARY'), extension: '1' });
    expect(desk.workspace.last).to.deep.equal({ channel: 'Amazon', topic: 'Agent', subtopic: 'Login', source: 'widget' });
    // What they did before the last sign-out is told later.
    desk.says('Agent', 'LoginSuccess', { loginState: 'LoggedIn', agentInfo: INFO, agentState: null, rules: null });
    await run;
    expect((await desk.agentNow())?.state).to.equal('unknown');
    desk.agent('Break', 'not_routable');
    expect(await desk.agentNow()).to.deep.include({ state: 'not-ready' });
  });

  it('who signs in and is out of reach is signed in', async () => {
    desk.says('Agent', 'StateSync', { loginState: 'LoggedOut', agentInfo: null, agentState: null, rules: '' });
    desk.noCalls();
    desk.says('Agent', 'LoginSuccess', { ...SYNC, agentState: { ...STATE, name: 'Offline', type: 'offline' } });
    expect(await desk.linkNow()).to.deep.equal({ state: 'up' });
    expect((await desk.agentNow())?.state).to.equal('not-ready');
  });

  it('a word for being signed in that no page has is nothing to go by', async () => {
    desk.says('Agent', 'StateSync', { ...SYNC, loginState: 'LoggingIn' });
    desk.noCalls();
    expect(await desk.linkNow()).to.deep.equal({ state: 'connecting' });
    desk.agent('Available', 'routable');
    expect(await desk.linkNow()).to.deep.equal({ state: 'up' });
  });

  it('is signed out by whoever did it, and a status that comes after is no way back', async () => {
    desk.signedIn();
    desk.talking();
    desk.says('Agent', 'LogoutSuccess', { ...SYNC, loginState: 'LoggedOut' });
    expect(await desk.linkNow()).to.deep.equal({ state: 'sign-in-needed', why: 'signed-out' });
    expect((await desk.agentNow())?.state).to.equal('signed-out');
    expect(await desk.dialogs()).to.deep.equal([]);
    desk.agent('Offline', 'offline');
    expect(await desk.linkNow()).to.deep.equal({ state: 'sign-in-needed', why: 'signed-out' });
    desk.says('Agent', 'LoginSuccess', SYNC);
    expect(await desk.linkNow()).to.deep.equal({ state: 'up' });
  });

  // The status as the event has it, its type, and what that is here.
  const STATES = [
    ['Available', 'routable', 'ready', undefined, undefined],
    ['Break', 'not_routable', 'not-ready', { id: 'Break', code: 'Break', label: 'Break', system: false }, undefined],
    ['Offline', 'offline', 'not-ready', { id: 'Offline', code: 'Offline', label: 'Offline', system: false }, undefined],
    ['PendingBusy', 'system', 'reserved', undefined, undefined],
    ['Pending Busy', 'system', 'reserved', undefined, undefined],
    ['Busy', 'system', 'talking', undefined, undefined],
    ['AfterCallWork', 'system', 'work-ready', undefined, undefined],
    ['After Call Work', 'system', 'work-ready', undefined, undefined],
    [
      'MissedCallAgent',
      'system',
      'not-ready',
      { id: 'MissedCallAgent', code: 'MissedCallAgent', label: 'MissedCallAgent', system: true },
      undefined,
    ],
    ['Rebooting', 'system', 'unknown', undefined, 'Rebooting'],
    ['Whatever', 'new_type', 'unknown', undefined, 'Whatever'],
  ] as const;
  for (const [event, type, state, reason, rawState] of STATES) {
    it(`${event} of type ${type} is ${state}`, async () => {
      desk.signedIn();
      desk.agent(event, type);
      const agent = await desk.agentNow();
      expect({ state: agent?.state, reason: agent?.reason, rawState: agent?.rawState }).to.deep.equal({ state, reason, rawState });
    });
  }

  it('offers the states whose buttons are enabled, and keeps what a block of two does not name', async () => {
    desk.signedIn();
    desk.agent('Busy', 'system', { buttons: { Ready: 'Hide', NotReady: 'Hide' } });
    const states = async () => (await desk.agentNow())?.next.map(({ state }) => state);
    expect(await states()).to.deep.equal(['signed-out']);
    const items = { Ready: 'Enable' };
    desk.says('Agent', 'SetAgentState', { rules: { ButtonStates: { items, count: 1 } }, event: 'Busy', source: 'event' });
    expect(await states()).to.deep.equal(['ready', 'signed-out']);
  });

  it('without buttons both states may be asked for, as the page says', async () => {
    desk.says('Agent', 'StateSync', { ...SYNC, rules: null });
    desk.noCalls();
    expect((await desk.agentNow())?.next.map(({ state }) => state)).to.deep.equal(['not-ready', 'signed-out']);
    desk.says('Agent', 'SetAgentState', { event: 'Lunch', source: 'event', data: { ...INFO, state: 'Not_Ready' } });
    const agent = await desk.agentNow();
    expect(agent?.next.map(({ state }) => state)).to.deep.equal(['ready', 'not-ready', 'signed-out']);
    expect(agent).to.deep.include({ state: 'not-ready', reason: { id: 'Lunch', code: 'Lunch', label: 'Lunch', system: false } });
    expect(agent).not.to.have.property('since');
  });

  it('is not shown again as they were by a message that is older', async () => {
    desk.signedIn();
    const later = { ...STATE, name: 'Break', type: 'not_routable', startTimestamp: '2025-03-04T09:30:00.000Z' };
    desk.says('Agent', 'StateSync', { ...SYNC, agentState: later });
    desk.agent('Available', 'routable');
    expect((await desk.agentNow())?.state).to.equal('not-ready');
  });

  it('the softphone’s own word counts, under either name that its page prints', async () => {
    desk.signedIn();
    desk.says('Agent', 'CcpAgentState', { name: 'Busy', type: 'system' });
    expect((await desk.agentNow())?.state).to.equal('talking');
    desk.says('Agent', 'StateSync', { name: 'FailedConnectAgent', type: 'system' });
    expect((await desk.agentNow())?.state).to.equal('not-ready');
  });

  it('is on a call or wraps one up when the campaigns say so, whatever the softphone does', async () => {
    desk.signedIn();
    const after = async (status: string) => {
      desk.campaignStatus(status);
      return (await desk.agentNow())?.state;
    };
    expect(await after('In Call')).to.equal('talking');
    expect(await after('ACW')).to.equal('work-ready');
    expect(await after('NCC')).to.equal('ready');
  });

  it('reasons are the statuses that may be asked for, by the name that is sent', async () => {
    desk.signedIn();
    const codes = desk.client.query({ type: 'reason-codes', category: 'not-ready' });
    expect(desk.workspace.last).to.deep.equal({ channel: 'Amazon', topic: 'Agent', subtopic: 'GetStates', source: 'widget' });
    // Another application asks the same, and that is no answer.
    desk.workspace.hears({ channel: 'Amazon', topic: 'Agent', subtopic: 'GetStates', source: 'other' });
    desk.says('Agent', 'GetStates', [
      { label: 'Available', code: 'a', type: 'routable' },
      { label: 'Break', code: 'b', type: 'not_routable' },
      { label: 'Offline', code: 'c', type: 'offline' },
      { label: 'Busy', code: 'd', type: 'system' },
    ]);
    expect(await codes).to.deep.equal([
      { id: 'Break', code: 'b', label: 'Break', category: 'not-ready', system: false },
      { id: 'Offline', code: 'c', label: 'Offline', category: 'not-ready', system: false },
    ]);
    expect(await desk.client.query({ type: 'reason-codes', category: 'sign-out' })).to.deep.equal([]);
  });
});
