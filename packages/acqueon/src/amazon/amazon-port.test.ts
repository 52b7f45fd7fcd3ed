import { expect } from '@open-wc/testing';
import type { PortEvent } from '@cordboard/core';
import { AmazonDesk, legIs, SYNC } from './amazon-desk.test.js';
import type { AmazonWorkspace } from './workspace.js';

const never = new AbortController().signal;

describe('the port on the channel Amazon', () => {
  let desk: AmazonDesk;
  beforeEach(() => {
    desk = new AmazonDesk();
    desk.signedIn();
  });
  afterEach(() => desk.close());

  const last = () => {
    const { topic, subtopic, data } = desk.workspace.last ?? {};
    return { topic, subtopic, data };
  };

  it('tells of the core, the campaigns and the tethered line, and forgets them with the session', () => {
    const told: AmazonWorkspace[] = [];
    const watching = desk.port.workspace$.subscribe((workspace) => told.push(workspace));
    desk.says('App', 'StateSync', { initState: 'Loaded' });
    desk.campaignStatus('NCC');
    desk.says('OutboundCall', 'SetNailupDetails', { callStatus: 'RINGING', uuid: 't-1' });
    const campaign = { state: 'NCC', blending: 'outbound', dialing: 'Nailed', agentName: 'Dana Ruiz' };
    expect(told).to.deep.equal([
      {},
      { core: 'Loaded' },
      { core: 'Loaded', campaign },
      { core: 'Loaded', campaign, tethered: { status: 'ringing', id: 't-1' } },
    ]);
    desk.says('OutboundCall', 'SetNailupDetails', { callstatus: 'Humming' });
    expect(told.at(-1)?.tethered).to.deep.equal({ status: 'unknown', rawStatus: 'Humming' });
    desk.client.close();
    expect(told.at(-1)).to.deep.equal({});
    watching.unsubscribe();
  });

  it('sets a status by its three words, and settles when it is the agent’s', async () => {
    const run = desk.port.setStatus({ label: 'Lunch', code: 'l', type: 'not_routable' }, never);
    expect(last()).to.deep.equal({ topic: 'Agent', subtopic: 'UpdateState', data: { label: 'Lunch', code: 'l', type: 'not_routable' } });
    desk.agent('Lunch', 'not_routable');
    await run;
  });

  it('a status that is not there is a wrong argument', async () => {
    const run = desk.port.setStatus({ label: 'Lunch', code: 'l', type: 'not_routable' }, never).catch((error: unknown) => error);
    desk.error('AGENT_STATE_NOT_FOUND');
    expect(await run).to.have.property('code', 'invalid-argument');
  });

  it('anything may fail because the Workspace has lost its own connection', async () => {
    const run = desk.port.setStatus({ label: 'Lunch', code: 'l', type: 'not_routable' }, never).catch((error: unknown) => error);
    desk.error('WEBSOCKET_ERROR');
    expect(await run).to.have.property('code', 'link-down');
  });

  it('the same is not asked twice at a time', async () => {
    const status = { label: 'Lunch', code: 'l', type: 'not_routable' };
    const first = desk.port.setStatus(status, never);
    expect(await desk.port.setStatus(status, never).catch((error: unknown) => error)).to.have.property('code', 'busy');
    desk.agent('Lunch', 'not_routable');
    await first;
  });

  it('calls an endpoint as it is given', async () => {
    const endpoint = { endpointARN: 'arn:e-1', endpointId: 'e-1', name: 'Desk' };
    const run = desk.port.callEndpoint(endpoint, never);
    expect(last()).to.deep.equal({ topic: 'InboundCall', subtopic: 'SetMakeCall', data: endpoint });
    desk.leg({ type: 'outbound', event: 'connecting' });
    await run;
  });

  it('passes a call to a queue, warm', async () => {
    desk.campaignTalking();
    const data = { queueName: 'Billing', isWarmTransfer: true };
    const run = desk.port.transferToQueue('o-1', data, never);
    expect(last()).to.deep.equal({ topic: 'OutboundCall', subtopic: 'QueueTransfer', data });
    desk.campaign({ type: 'Regular-Call', event: 'DROPPED' });
    await run;
    desk.talking();
    expect(await desk.port.transferToQueue('k-1', data, never).catch((error: unknown) => error)).to.have.property('code', 'not-supported');
  });

  it('names the status to go to bare where the site wants it so', () => {
    desk.close();
    desk = new AmazonDesk({ tetheredStatus: 'bare' });
    desk.signedIn();
    desk.port.dropTethered('Break', never).catch(() => undefined);
    expect(last()).to.deep.equal({ topic: 'OutboundCall', subtopic: 'DropNailedCall', data: 'Break' });
  });

  for (const [status, data] of [
    ['Break', { ReasonCodeId: 'Break' }],
    [undefined, undefined],
  ] as const) {
    it(`drops the tethered line, ${status === undefined ? 'without' : 'with'} a status to go to`, async () => {
      desk.says('OutboundCall', 'SetNailupDetails', { callStatus: 'Connected', uuid: 't-1' });
      const run = desk.port.dropTethered(status, never);
      expect(last()).to.deep.equal({ topic: 'OutboundCall', subtopic: 'DropNailedCall', data });
      desk.says('OutboundCall', 'SetNailupDetails', { callStatus: 'Disconnected', uuid: 't-1' });
      await run;
      const refused = desk.port.dropTethered(status, never).catch((error: unknown) => error);
      desk.error('DROP_TETHERED_CALL_FAILED');
      expect(await refused).to.have.property('code', 'refused');
    });
  }

  it('a site that knows an operation by another name gives it', () => {
    desk.close();
    desk = new AmazonDesk({ subtopics: { agent: { ready: 'GoAvailable' } } });
    desk.signedIn();
    desk.agent('Break', 'not_routable', { buttons: { Ready: 'Enable' } });
    desk.client.run({ type: 'set-agent-state', state: 'ready' }).catch(() => undefined);
    expect(last()).to.deep.equal({ topic: 'Agent', subtopic: 'GoAvailable', data: undefined });
  });

  it('is live when the calls have been told of, or nobody tells of them for a while', async () => {
    desk.close();
    desk = new AmazonDesk({ limits: { agentMs: 500 } });
    desk.says('Agent', 'StateSync', SYNC);
    await desk.runtime.advance(999);
    expect(await desk.linkNow()).to.deep.equal({ state: 'connecting' });
    await desk.runtime.advance(1);
    expect(await desk.linkNow()).to.deep.equal({ state: 'up' });
  });

  it('is down when the Workspace says that it is reconnecting, and asks until it answers', async () => {
    desk.talking();
    const mute = desk.client.run({ type: 'dialog-action', dialogId: 'k-1', action: 'mute' }).catch((error: unknown) => error);
    const list = desk.client.query({ type: 'reason-codes', category: 'not-ready' }).catch((error: unknown) => error);
    desk.error('WEBSOCKET_ERROR');
    expect(await mute).to.have.property('code', 'link-down');
    expect(await list).to.have.property('code', 'link-down');
    expect(await desk.linkNow()).to.deep.equal({ state: 'connecting', why: 'socket-lost' });
    const asked = desk.workspace.sent.length;
    await desk.runtime.advance(2_000);
    expect(desk.workspace.sent.slice(asked).map(({ topic }) => topic)).to.deep.equal([
      'App',
      'Agent',
      'InboundCall',
      'App',
      'Agent',
      'InboundCall',
    ]);
    // The calls alone do not say how the agent is.
    desk.noCalls();
    expect(await desk.linkNow()).to.deep.equal({ state: 'connecting', why: 'socket-lost' });
    desk.signedIn();
    expect(await desk.linkNow()).to.deep.equal({ state: 'up' });
    expect(await desk.dialogs()).to.deep.equal([]);
    await desk.runtime.advance(2_000);
    expect(desk.workspace.sent.length).to.equal(asked + 6);
  });

  it('asks nothing while the bus itself is lost', async () => {
    desk.error('WEBSOCKET_ERROR');
    desk.workspace.lose();
    const asked = desk.workspace.sent.length;
    await desk.runtime.advance(999);
    expect(desk.workspace.sent.length).to.equal(asked);
    await desk.runtime.advance(1);
    expect(desk.workspace.sent.length).to.equal(asked + 3);
  });

  it('who comes late sees the calls that are there', async () => {
    desk.close();
    desk = new AmazonDesk();
    const leg = { contactId: 'k-1', status: 'connected', statusTimestamp: '2025-03-04T09:21:00.000Z' };
    desk.signedIn();
    desk.says('InboundCall', 'StateSync', {
      attributes: [{ name: 'City', value: 'Reno' }],
      queueName: 'Support',
      queueTimestamp: '2025-03-04T09:20:58.000Z',
      calls: [
        {
          ...leg,
          connectionId: 'c-agent-1',
          phoneNumber: null,
          type: 'agent',
          buttonStates: { consult: true, numberpad: true, hold: false },
        },
        { ...leg, connectionId: 'k-1', phoneNumber: '+12025550188', type: 'inbound', buttonStates: { disconnect: true, hold: true } },
      ],
    });
    expect(await desk.own('k-1')).to.deep.equal({ state: 'active', actions: ['consult', 'drop', 'hold', 'mute', 'send-dtmf'] });
    expect(await desk.dialog('k-1')).to.deep.include({ queue: { name: 'Support' }, variables: [{ name: 'City', value: 'Reno' }] });
    desk.says('InboundCall', 'StateSync', { attributes: [], calls: [] });
    expect(await desk.dialogs()).to.deep.equal([]);
  });

  it('reads the agent and the routed calls when somebody asks; a campaign’s call it cannot', async () => {
    desk.campaignTalking();
    const reads = desk.port.query({ type: 'dialogs' }, never);
    expect(last()).to.deep.equal({ topic: 'InboundCall', subtopic: 'StateSync', data: undefined });
    desk.says('InboundCall', 'StateSync', { calls: [{ connectionId: 'k-1', contactId: 'k-1', status: 'connected', type: 'inbound' }] });
    expect((await reads).map(({ picture }) => picture.id)).to.have.members(['o-1', 'k-1']);
    const agent = desk.port.query({ type: 'agent' }, never);
    desk.signedIn();
    expect((await agent).picture).to.deep.include({ id: 'druiz', state: 'ready' });
    const one = desk.port.query({ type: 'dialog', dialogId: 'o-1' }, never).catch((error: unknown) => error);
    expect(await one).to.have.property('code', 'not-supported');
  });

  it('after a loss reads what can be read, and doubts a campaign’s call until it is told of again', async () => {
    desk.talking();
    desk.campaignTalking();
    desk.workspace.lose();
    expect(await desk.linkNow()).to.deep.equal({ state: 'connecting', why: 'socket-lost' });
    await desk.runtime.advance(1_000);
    desk.signedIn();
    desk.says('InboundCall', 'StateSync', { calls: [] });
    expect(await desk.linkNow()).to.deep.equal({ state: 'up' });
    expect((await desk.dialogs()).map(({ id, freshness }) => [id, freshness])).to.deep.equal([['o-1', 'suspect']]);
    desk.campaignStatus('In Call');
    expect(await desk.dialogs()).to.have.length(1);
    desk.campaignStatus('NCC');
    expect(await desk.dialogs()).to.have.length(0);
  });

  it('serves as much as it is asked to', () => {
    desk.close();
    desk = new AmazonDesk({ features: ['agent-state', 'outbound', 'layouts'] });
    expect([...desk.port.features]).to.deep.equal(['agent-state', 'outbound']);
  });

  it('counts what it does not understand, with none of it', () => {
    const events: PortEvent[] = [];
    desk.client.close();
    const ended = desk.port.events$.subscribe((event) => events.push(event));
    desk.says('InboundCall', 'InboundCallStateChange', { call: { event: 'connected' } });
    desk.says('Agent', 'SetAgentState', { event: 'Available', data: { type: 'routable' } });
    desk.says('Error', 'ApiError', { errorType: 'HOLD_CALL_FAILED' });
    desk.says('Nonsense', 'SetX', { a: 1 });
    desk.workspace.says('InboundCall', 'InboundCallStateChange', legIs({ type: 'agent', event: 'connected' }), 'message', 'Cisco');
    const ignored = events.flatMap((event) => (event.type === 'ignored' ? [event.what] : []));
    expect(ignored).to.deep.equal(['a call without an id', 'an agent without a name', 'an error that nobody waited for']);
    ended.unsubscribe();
  });

  it('leaves nothing behind: no registration, no timer', async () => {
    desk.campaignTalking();
    desk.campaign({ type: 'Regular-Call', event: 'DROPPED' });
    expect(desk.workspace.registered).to.equal(1);
    desk.client.close();
    expect(desk.workspace.registered).to.equal(0);
    expect(desk.runtime.timers).to.equal(0);
    expect(await desk.port.statuses(never).catch((error: unknown) => error)).to.have.property('code', 'link-down');
  });
});
