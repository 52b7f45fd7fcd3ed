import { expect } from '@open-wc/testing';
import { AmazonDesk, type LegWords } from './amazon-desk.test.js';

const CUSTOMER = 'Regular-Call';

describe('a campaign’s calls on the channel Amazon', () => {
  let desk: AmazonDesk;
  beforeEach(() => {
    desk = new AmazonDesk();
    desk.signedIn();
  });
  afterEach(() => desk.close());

  const customer = (event: string, more: Partial<LegWords> = {}): void => desk.campaign({ type: CUSTOMER, event, ...more });
  const ids = async () => (await desk.dialogs()).map(({ id }) => id);

  it('an offered contact is a reservation with what is known of it', async () => {
    customer('Preview', { offers: ['Accept'] });
    expect(await desk.own('o-1')).to.deep.equal({ state: 'alerting', actions: ['accept'] });
    const call = await desk.dialog('o-1');
    expect(call).to.deep.include({ kind: 'reservation', state: 'alerting', direction: 'outbound', callType: CUSTOMER });
    expect(call?.outbound).to.deep.equal({
      campaign: 'Renewals',
      account: '5|3|1|0|0|44|9',
      customerNumber: '+12025550142',
      status: 'Preview',
    });
    expect(call?.variables).to.deep.equal([
      { name: 'AccountNumber', value: '5|3|1|0|0|44|9' },
      { name: 'City', value: 'Reno' },
    ]);
  });

  it('an offered contact whose one button is `answer`, as the page prints it, can be accepted', async () => {
    customer('Preview', { offers: ['answer'] });
    expect(await desk.own('o-1')).to.deep.equal({ state: 'alerting', actions: ['accept'] });
    desk.client.run({ type: 'dialog-action', dialogId: 'o-1', action: 'accept' }).catch(() => undefined);
    expect(desk.workspace.last).to.deep.include({ topic: 'OutboundCall', subtopic: 'MakeCall' });
  });

  it('what else can be answered is a call that a colleague passes on', async () => {
    customer('Ringing', { offers: ['answer'] });
    expect((await desk.own('o-1')).actions).to.deep.equal(['answer']);
  });

  it('accepted, its customer is called; it is a call when they are on the line', async () => {
    customer('Preview', { offers: ['Accept'] });
    for (const event of ['Initiate', 'Started', 'Ringing', 'Answered', 'Human']) {
      customer(event, { offers: ['disconnect'] });
      expect(await desk.own('o-1'), event).to.deep.equal({ state: 'accepted', actions: ['drop'] });
      expect((await desk.dialog('o-1'))?.kind, event).to.equal('reservation');
    }
    expect((await desk.dialog('o-1'))?.outbound).to.deep.include({ classification: 'Human', classified: 'voice' });
    customer('CustAnswered', { offers: ['hold', 'disconnect'] });
    expect((await desk.dialog('o-1'))?.outbound).to.deep.include({ classification: 'Human', classified: 'voice', status: 'CustAnswered' });
    expect(await desk.own('o-1')).to.deep.equal({ state: 'active', actions: ['drop', 'hold', 'mute'] });
    expect((await desk.dialog('o-1'))?.kind).to.equal('call');
    customer('Hold', { offers: ['resume'] });
    expect(await desk.own('o-1')).to.deep.equal({ state: 'held', actions: ['retrieve'] });
  });

  it('dialled for the agent without an offer they are calls from the start', async () => {
    customer('Ringing');
    expect((await desk.dialog('o-1'))?.kind).to.equal('call');
    expect((await desk.own('o-1')).state).to.equal('initiated');
    customer('Machine');
    expect((await desk.dialog('o-1'))?.outbound).to.deep.include({ classification: 'Machine', classified: 'answering-machine' });
  });

  it('that drop come to their wrap-up, and leave when it is over', async () => {
    desk.campaignTalking();
    customer('DROPPED');
    expect((await desk.own('o-1')).state).to.equal('dropped');
    customer('ACW', { offers: ['clearContact'] });
    await desk.runtime.advance(10_000);
    expect(await desk.own('o-1')).to.deep.equal({ state: 'wrap-up', actions: ['mark-done'] });
    customer('ACW');
    expect(await ids()).to.deep.equal([]);
  });

  it('that drop without one leave after a moment, or when the campaigns say that the agent is free', async () => {
    desk.campaignTalking();
    customer('DROPPED');
    await desk.runtime.advance(1_999);
    expect(await ids()).to.deep.equal(['o-1']);
    await desk.runtime.advance(1);
    expect(await ids()).to.deep.equal([]);
    desk.close();
    desk = new AmazonDesk();
    desk.signedIn();
    desk.campaignTalking();
    customer('DROPPED');
    desk.campaignStatus('In Call');
    expect(await ids()).to.deep.equal(['o-1']);
    desk.campaignStatus('NCC');
    expect(await ids()).to.deep.equal([]);
  });

  it('one follows another: there is never a second', async () => {
    desk.campaignTalking();
    customer('Preview', { id: 'o-7', offers: ['Accept'] });
    expect(await ids()).to.deep.equal(['o-7']);
  });

  it('a status that says nothing of calls ends none', async () => {
    desk.campaignTalking();
    desk.campaignStatus('NCC');
    desk.campaignStatus('Break');
    expect(await ids()).to.deep.equal(['o-1']);
  });

  it('a consult is a call of its own, and joins are offered on the one that waits', async () => {
    desk.campaignConsulting();
    expect(await ids()).to.deep.equal(['o-1', 'o-2']);
    expect(await desk.dialog('o-2')).to.deep.include({ kind: 'consult', originalId: 'o-1', callType: 'Consult' });
    expect(await desk.own('o-1')).to.deep.equal({ state: 'held', actions: ['conference', 'retrieve', 'transfer'] });
    expect(await desk.own('o-2')).to.deep.equal({ state: 'active', actions: ['drop', 'mute'] });
  });

  it('changing sides changes both, once for each event, and the buttons know better', async () => {
    desk.campaignConsulting();
    const sides = async () => [(await desk.own('o-1')).state, (await desk.own('o-2')).state];
    const swapped = (offers: readonly string[] = ['swap']): void => {
      customer('Swapped', { offers });
      customer('Swapped', { offers });
      desk.campaign({ id: 'o-2', type: 'Consult', event: 'Swapped' });
    };
    swapped();
    expect(await sides()).to.deep.equal(['active', 'held']);
    expect((await desk.own('o-2')).actions).to.deep.equal(['retrieve']);
    swapped();
    expect(await sides()).to.deep.equal(['held', 'active']);
    // The second of the same event is no news.
    customer('Swapped', { offers: ['resume'] });
    expect((await sides())[0]).to.equal('held');
    customer('Swapped', { offers: ['hold'] });
    expect((await sides())[0]).to.equal('active');
  });

  it('who comes in the middle of a swap does not know the sides, and says so', async () => {
    customer('Swapped', { offers: ['swap'] });
    expect(await desk.dialog('o-1')).to.deep.include({ state: 'unknown', rawState: 'Swapped' });
  });

  it('going back to the customer changes sides where that is what the platform offers', async () => {
    desk.campaignConsulting();
    const run = desk.client.run({ type: 'dialog-action', dialogId: 'o-1', action: 'retrieve' });
    expect(desk.workspace.last).to.deep.include({ topic: 'OutboundCall', subtopic: 'Swap' });
    customer('Swapped', { offers: ['swap'] });
    await run;
  });

  it('a conference is one call with everybody on it, and one less when somebody leaves', async () => {
    desk.campaignConsulting();
    customer('Conference', { offers: ['disconnect'] });
    desk.campaign({ id: 'o-2', type: 'Consult', event: 'Conference', offers: ['consultDrop'], number: '+12025550199' });
    expect(await ids()).to.deep.equal(['o-1']);
    const call = await desk.dialog('o-1');
    expect(call).to.deep.include({ kind: 'conference', replacedId: 'o-2' });
    expect(call?.participants.map(({ address, role, state, actions }) => [address, role, state, actions.length])).to.deep.equal([
      ['druiz', 'caller', 'active', 3],
      ['+12025550142', 'called', 'active', 0],
      ['+12025550199', 'joined', 'active', 1],
    ]);
    desk.campaign({ id: 'o-2', type: 'Consult', event: 'DROPPED' });
    expect(await desk.dialog('o-1')).to.deep.include({ kind: 'call' });
    expect((await desk.dialog('o-1'))?.participants).to.have.length(2);
  });

  it('a consult that ends leaves the customer, and a transfer takes both', async () => {
    desk.campaignConsulting();
    desk.campaign({ id: 'o-2', type: 'Consult', event: 'DROPPED' });
    customer('CustAnswered', { offers: ['hold'] });
    expect(await ids()).to.deep.equal(['o-1']);
    desk.campaign({ id: 'o-3', type: 'Consult', event: 'Consult' });
    customer('DROPPED');
    desk.campaign({ id: 'o-3', type: 'Consult', event: 'DROPPED' });
    await desk.runtime.advance(2_000);
    expect(await ids()).to.deep.equal([]);
  });

  it('reads the topic in any case, with stray blanks in its keys', async () => {
    desk.says('OutboundCall', 'OutBoundCallStateCHange', {
      'call ': { 'id ': 'o-9', event: 'custanswered', CallType: 'regular-call', 'ButtonStates ': { items: { 'Hold ': 'enable' } } },
    });
    expect(await desk.own('o-9')).to.deep.equal({ state: 'active', actions: ['hold', 'mute'] });
  });

  it('a site whose contacts have other variables names them', async () => {
    desk.close();
    desk = new AmazonDesk({ contact: { account: 'Key', customerName: 'City' } });
    desk.signedIn();
    customer('Preview');
    const outbound = (await desk.dialog('o-1'))?.outbound;
    expect(outbound).to.deep.include({ customerName: 'Reno' });
    expect(outbound).not.to.have.property('account');
  });

  it('a site that sees other buttons names them', async () => {
    desk.close();
    desk = new AmazonDesk({ buttons: { 'Give Up': 'reject' } });
    desk.signedIn();
    customer('Preview', { offers: ['Give Up', 'Fly'] });
    expect((await desk.own('o-1')).actions).to.deep.equal(['reject']);
  });
});
