import { expect } from '@open-wc/testing';
import { ownParticipant } from '@cordboard/core';
import { AmazonDesk, TALKING_AGENT, TALKING_CUSTOMER } from './amazon-desk.test.js';

describe('routed calls on the channel Amazon', () => {
  let desk: AmazonDesk;
  beforeEach(() => {
    desk = new AmazonDesk();
    desk.signedIn();
  });
  afterEach(() => desk.close());

  it('ring with the agent’s leg alone, and offer what its buttons enable', async () => {
    desk.ringing();
    expect(await desk.own('k-1')).to.deep.equal({ state: 'alerting', actions: ['answer', 'reject'] });
    const call = await desk.dialog('k-1');
    expect(call).to.deep.include({
      kind: 'call',
      state: 'alerting',
      direction: 'inbound',
      callType: 'agent',
      from: '+12025550188',
      to: '+12025550100',
      dialed: '+12025550100',
      queue: { name: 'Support' },
    });
    expect(call?.variables).to.deep.equal([
      { name: 'ANI', value: '+12025550188' },
      { name: 'DNIS', value: '+12025550100' },
    ]);
    expect(call?.participants).to.have.length(1);
  });

  it('that ring without a button to answer offer none', async () => {
    desk.leg({ type: 'agent', event: 'connecting' });
    expect(await desk.own('k-1')).to.deep.equal({ state: 'initiated', actions: [] });
    const call = await desk.dialog('k-1');
    expect(call).to.deep.include({ direction: 'unknown' }).and.not.to.have.property('from');
    expect(ownParticipant(call)?.role).to.equal('unknown');
  });

  it('two legs are one call, whichever comes first, with the buttons of both', async () => {
    const orders = [
      [TALKING_AGENT, TALKING_CUSTOMER],
      [TALKING_CUSTOMER, TALKING_AGENT],
    ] as const;
    for (const [first, second] of orders) {
      const contact = first === TALKING_AGENT ? 'k-1' : 'k-2';
      desk.leg({ ...first, contact, ...(first.type === 'agent' ? { id: `a-${contact}` } : {}) });
      desk.leg({ ...second, contact, ...(second.type === 'agent' ? { id: `a-${contact}` } : {}) });
      const actions = ['consult', 'drop', 'hold', 'mute', 'send-dtmf'];
      expect(await desk.own(contact), contact).to.deep.equal({ state: 'active', actions });
      const call = await desk.dialog(contact);
      const parties = call?.participants.map(({ address, kind, role, own, state }) => ({ address, kind, role, own, state }));
      expect(parties).to.deep.equal([
        { address: 'druiz', kind: 'agent', role: 'called', own: true, state: 'active' },
        { address: '+12025550188', kind: 'outside', role: 'caller', own: false, state: 'active' },
      ]);
    }
    expect((await desk.dialogs()).map(({ id }) => id)).to.deep.equal(['k-1', 'k-2']);
  });

  it('are held when the customer’s leg is', async () => {
    desk.talking();
    desk.leg({ type: 'inbound', event: 'hold', offers: ['resume', 'disconnect'], at: '2025-03-04T09:22:00.000Z' });
    expect(await desk.own('k-1')).to.deep.equal({ state: 'held', actions: ['consult', 'drop', 'retrieve', 'send-dtmf'] });
    expect(ownParticipant(await desk.dialog('k-1'))?.since).to.equal(Date.UTC(2025, 2, 4, 9, 22));
  });

  it('an event that is late changes nothing, and one that comes twice neither', async () => {
    desk.talking();
    desk.leg({ type: 'inbound', event: 'hold', offers: ['resume'], at: '2025-03-04T09:22:00.000Z' });
    desk.leg(TALKING_CUSTOMER);
    desk.leg({ type: 'inbound', event: 'hold', offers: ['resume'], at: '2025-03-04T09:22:00.000Z' });
    expect((await desk.own('k-1')).state).to.equal('held');
    expect(await desk.dialogs()).to.have.length(1);
  });

  it('wait to be finished when the customer has left, and are gone when they are', async () => {
    desk.talking();
    desk.leg({ type: 'inbound', event: 'Dropped', status: 'disconnected' });
    expect((await desk.own('k-1')).state).to.equal('active');
    desk.leg({ type: 'agent', event: 'ACW', status: 'disconnected', offers: ['clearContact'] });
    expect(await desk.own('k-1')).to.deep.equal({ state: 'wrap-up', actions: ['mark-done'] });
    expect((await desk.dialog('k-1'))?.participants.at(-1)?.state).to.equal('dropped');
    desk.leg({ type: 'agent', event: 'Dropped', status: 'disconnected', more: { previousStatus: 'connected' } });
    expect(await desk.dialogs()).to.deep.equal([]);
  });

  it('that were missed or rejected wait to be finished where the platform has a button for it', async () => {
    for (const event of ['missed', 'Rejected']) {
      desk.ringing();
      desk.leg({ type: 'agent', event, status: 'disconnected', offers: ['clearContact'] });
      expect(await desk.own('k-1'), event).to.deep.equal({ state: 'dropped', actions: ['mark-done'] });
      desk.leg({ type: 'agent', event, status: 'disconnected' });
      expect(await desk.dialogs(), event).to.deep.equal([]);
      desk.close();
      desk = new AmazonDesk();
      desk.signedIn();
    }
  });

  it('that were missed without such a button are gone', async () => {
    desk.ringing();
    desk.leg({ type: 'agent', event: 'missed', status: 'disconnected' });
    expect(await desk.dialogs()).to.deep.equal([]);
  });

  it('that were missed and come again, with the same contact, ring again', async () => {
    desk.ringing();
    desk.leg({ type: 'agent', event: 'missed', status: 'disconnected', at: '2025-03-04T09:21:20.000Z' });
    desk.leg({ id: 'c-agent-2', type: 'agent', event: 'connecting', offers: ['answer'], at: '2025-03-04T09:22:00.000Z' });
    expect((await desk.own('k-1')).state).to.equal('alerting');
  });

  it('dialled by hand: outbound, and called before anybody answers', async () => {
    desk.leg({ type: 'agent', event: 'connected', offers: ['numberpad'] });
    desk.leg({ type: 'outbound', event: 'connecting', offers: ['disconnect'], number: '+12025550142' });
    expect(await desk.own('k-1')).to.deep.equal({ state: 'initiated', actions: ['drop', 'send-dtmf'] });
    const call = await desk.dialog('k-1');
    expect(call).to.deep.include({ direction: 'outbound', state: 'initiated', from: 'druiz', to: '+12025550142', dialed: '+12025550142' });
    desk.leg({ type: 'outbound', event: 'connected', offers: ['disconnect', 'hold'], number: '+12025550142' });
    expect((await desk.own('k-1')).state).to.equal('active');
  });

  it('a third leg of the contact is a consult of its own, that goes by itself', async () => {
    desk.talking();
    desk.leg({ type: 'inbound', event: 'hold', offers: ['disconnect'], number: '+12025550188' });
    desk.leg({ type: 'agent', event: 'connected', offers: ['swap', 'transfer', 'conference'] });
    desk.leg({ id: 'c-3', type: 'outbound', event: 'connected', offers: ['disconnect'], number: '+12025550199' });
    expect((await desk.dialogs()).map(({ id }) => id)).to.deep.equal(['k-1', 'c-3']);
    expect(await desk.dialog('c-3')).to.deep.include({ kind: 'consult', originalId: 'k-1', to: '+12025550199' });
    expect(await desk.own('k-1')).to.deep.equal({ state: 'held', actions: ['conference', 'drop', 'retrieve', 'transfer'] });
    expect(await desk.own('c-3')).to.deep.equal({ state: 'active', actions: ['drop', 'mute'] });
    const run = desk.client.run({ type: 'dialog-action', dialogId: 'c-3', action: 'drop' });
    expect(desk.workspace.last).to.deep.include({ topic: 'InboundCall', subtopic: 'Disconnect', data: 'c-3' });
    desk.leg({ id: 'c-3', type: 'outbound', event: 'Dropped', status: 'disconnected' });
    await run;
    expect((await desk.dialogs()).map(({ id }) => id)).to.deep.equal(['k-1']);
  });

  it('are a conference when everybody is on the line and nothing is left to join', async () => {
    desk.talking();
    desk.leg({ type: 'agent', event: 'connected', offers: ['swap', 'transfer', 'conference'] });
    desk.leg({
      id: 'c-3',
      type: 'outbound',
      event: 'connected',
      offers: ['disconnect'],
      number: '+12025550199',
      at: '2025-03-04T09:25:00.000Z',
    });
    expect((await desk.dialog('k-1'))?.kind).to.equal('call');
    const run = desk.client.run({ type: 'conference', dialogId: 'k-1' });
    expect(desk.workspace.last).to.deep.equal({ channel: 'Amazon', topic: 'InboundCall', subtopic: 'Conference', source: 'widget' });
    desk.leg({ type: 'agent', event: 'connected' });
    await run;
    expect((await desk.dialogs()).map(({ id }) => id)).to.deep.equal(['k-1']);
    expect(await desk.dialog('k-1')).to.deep.include({ kind: 'conference', replacedId: 'c-3' });
    const drop = desk.client.run({ type: 'drop-participant', dialogId: 'k-1', address: '+12025550199' });
    expect(desk.workspace.last).to.deep.include({ subtopic: 'Disconnect', data: 'c-3' });
    desk.leg({ id: 'c-3', type: 'outbound', event: 'Dropped', status: 'disconnected', at: '2025-03-04T09:26:00.000Z' });
    await drop;
    desk.leg({ type: 'inbound', event: 'connected', offers: ['hold'], at: '2025-03-04T09:25:30.000Z' });
    expect(await desk.dialog('k-1')).to.deep.include({ kind: 'call' });
  });

  it('unknown words stay what they are', async () => {
    desk.talking();
    const leg = { type: 'agent', event: 'levitating', status: 'connected' };
    desk.leg(leg);
    const call = await desk.dialog('k-1');
    expect(call).to.deep.include({ state: 'unknown', rawState: 'levitating' });
    expect(ownParticipant(call)).to.deep.include({ state: 'unknown', rawState: 'levitating' });
    desk.says('InboundCall', 'InboundCallStateChange', {
      call: { id: 'x-1', event: 'connected', CallType: 'agent', ButtonStates: { items: { Teleport: 'Enable', hold: 'Hide' } } },
    });
    expect(ownParticipant(await desk.dialog('x-1'))).to.deep.include({ actions: ['mute'], otherActions: ['Teleport'] });
  });

  it('muting shows on the call that is active, as the agent’s status tells', async () => {
    desk.talking();
    expect(ownParticipant(await desk.dialog('k-1'))?.muted).to.equal(false);
    const items = { mute: 'Hide', unmute: 'Enable' };
    const rules = { ButtonStates: { items, count: 2 } };
    desk.says('Agent', 'SetAgentState', {
      rules,
      data: { loginName: 'druiz', muted: true, type: 'system' },
      event: 'Busy',
      source: 'event',
    });
    const own = ownParticipant(await desk.dialog('k-1'));
    expect(own?.muted).to.equal(true);
    expect(own?.actions).to.include('unmute').and.not.to.include('mute');
  });

  it('tones go out one by one, and count as sent when nobody refuses them', async () => {
    desk.talking();
    const before = desk.workspace.sent.length;
    const run = desk.client.run({ type: 'send-dtmf', dialogId: 'k-1', digits: '4#' });
    await desk.runtime.advance(300);
    await run;
    expect(desk.workspace.sent.slice(before)).to.deep.equal([
      { channel: 'Amazon', topic: 'InboundCall', subtopic: 'SendDTMF', source: 'widget', data: '4' },
      { channel: 'Amazon', topic: 'InboundCall', subtopic: 'SendDTMF', source: 'widget', data: '#' },
    ]);
  });

  it('a tone that is refused is, and one that is given up too', async () => {
    desk.talking();
    const refused = desk.client.run({ type: 'send-dtmf', dialogId: 'k-1', digits: '4' }).catch((error: unknown) => error);
    await desk.runtime.advance(100);
    desk.error('SEND_DTMF_FAILED');
    expect(await refused).to.have.property('code', 'refused');
    const giving = new AbortController();
    const command = { type: 'send-dtmf', dialogId: 'k-1', digits: '4' } as const;
    const aborted = desk.client.run(command, { signal: giving.signal }).catch((error: unknown) => error);
    await desk.runtime.advance(100);
    giving.abort();
    expect(await aborted).to.have.property('code', 'aborted');
  });
});
