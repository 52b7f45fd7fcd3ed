import { expect } from '@open-wc/testing';
import type { Command, DesktopError } from '@cordboard/core';
import { AmazonDesk } from './amazon-desk.test.js';

const LIST = [
  {
    id: 1,
    agentName: 'Lee Park',
    availableSince: '09:10',
    agentStatus: 'Available',
    waitingTimeSec: '9',
    queue: 'Billing',
    routingProfile: 'Tier 2',
    cpassUUID: 'u-7',
  },
  { id: 2, agentName: 'Sam Lo', cpassUUID: 'u-8' },
  { id: 3, agentName: 'Sam Lo', cpassUUID: 'u-9' },
  { id: 4, agentName: 'Nobody' },
];

describe('consulting from a campaign’s call on the channel Amazon', () => {
  let desk: AmazonDesk;
  beforeEach(() => {
    desk = new AmazonDesk();
    desk.signedIn();
    desk.campaignTalking();
  });
  afterEach(() => desk.close());

  const answer = (): void => desk.says('OutboundCall', 'SetAgentList', LIST);
  const consulted = (number: string | null = null): void => {
    desk.campaign({ type: 'Regular-Call', event: 'Hold', offers: ['transfer'] });
    desk.campaign({ id: 'o-2', type: 'Consult', event: 'Consult', number });
  };

  it('the colleagues are contacts, by the name that people read; of two with one name by their ids', async () => {
    const contacts = desk.client.query({ type: 'contacts' });
    expect(desk.workspace.last).to.deep.equal({ channel: 'Amazon', topic: 'OutboundCall', subtopic: 'GetAgentList', source: 'widget' });
    answer();
    expect(await contacts).to.deep.equal([
      { id: 'u-7', number: 'Lee Park', firstName: 'Lee Park', description: 'Available', book: 'Billing' },
      { id: 'u-8', number: 'u-8', firstName: 'Sam Lo' },
      { id: 'u-9', number: 'u-9', firstName: 'Sam Lo' },
    ]);
    const agents = desk.port.consultAgents(new AbortController().signal);
    answer();
    const [first] = await agents;
    expect(first).to.deep.equal({
      id: 'u-7',
      name: 'Lee Park',
      status: 'Available',
      queue: 'Billing',
      routingProfile: 'Tier 2',
      availableSince: '09:10',
      waiting: 9,
    });
  });

  for (const error of ['AGENTLIST_FETCH_FAILED', 'CONSULTLIST_FETCH_FAILED']) {
    it(`the list is refused by ${error}`, async () => {
      const contacts = desk.client.query({ type: 'contacts' }).catch((reason: unknown) => reason);
      desk.error(error);
      expect(await contacts).to.have.property('code', 'refused');
    });
  }

  it('a colleague is looked up by name, and the transfer goes to that name', async () => {
    const run = desk.client.run({ type: 'consult', dialogId: 'o-1', to: 'Lee Park', intent: 'transfer' });
    expect(desk.workspace.last).to.deep.include({ subtopic: 'GetAgentList' });
    answer();
    await desk.runtime.advance(0);
    expect(desk.workspace.last).to.deep.equal({
      channel: 'Amazon',
      topic: 'OutboundCall',
      subtopic: 'Consult',
      source: 'widget',
      data: { agentUUID: 'u-7', agentName: 'Lee Park' },
    });
    consulted();
    await run;
    expect((await desk.dialog('o-2'))?.participants.at(-1)?.address).to.equal('Lee Park');
    const transfer = desk.client.run({ type: 'transfer', dialogId: 'o-1' });
    expect(desk.workspace.last).to.deep.equal({
      channel: 'Amazon',
      topic: 'OutboundCall',
      subtopic: 'Transfer',
      source: 'widget',
      data: 'Lee Park',
    });
    desk.campaign({ type: 'Regular-Call', event: 'DROPPED' });
    await transfer;
  });

  it('a consult that fails is refused by the error of its page', async () => {
    const run = desk.client.run({ type: 'consult', dialogId: 'o-1', to: 'u-8', intent: 'transfer' }).catch((reason: unknown) => reason);
    answer();
    await desk.runtime.advance(0);
    expect(desk.workspace.last?.data).to.deep.equal({ agentUUID: 'u-8', agentName: 'Sam Lo' });
    desk.error('CONSULT_CALL_FAILED');
    expect(await run).to.have.property('code', 'refused');
    // Whoever consults now, it is not Sam.
    consulted('+12025550177');
    desk.client.run({ type: 'transfer', dialogId: 'o-1' }).catch(() => undefined);
    expect(desk.workspace.last?.data).to.equal('+12025550177');
  });

  it('a transfer after consulting a number goes to the number, and is refused by the error with the stray letters', async () => {
    const consult = desk.client.run({ type: 'consult', dialogId: 'o-1', to: '+12025550199', intent: 'transfer' });
    await desk.runtime.advance(0);
    consulted('+12025550199');
    await consult;
    const transfer = desk.client.run({ type: 'transfer', dialogId: 'o-1' }).catch((reason: unknown) => reason);
    expect(desk.workspace.last?.data).to.equal('+12025550199');
    desk.error('SKIP_CTRANSFER_CALL_FAILED');
    expect(await transfer).to.have.property('code', 'refused');
  });

  for (const [whose, name] of [
    ['nobody', 'Alex'],
    ['more than one', 'Sam Lo'],
  ] as const)
    it(`a name that ${whose} has is no destination, and nothing is asked`, async () => {
      const run = desk.client.run({ type: 'consult', dialogId: 'o-1', to: name, intent: 'transfer' }).catch((reason: unknown) => reason);
      answer();
      expect(await run).to.have.property('code', 'bad-destination');
      expect(desk.workspace.last).to.deep.include({ subtopic: 'GetAgentList' });
    });

  it('what is malformed is not sent by the port either', async () => {
    const sent = desk.workspace.sent.length;
    const codeOf = (command: Command): Promise<unknown> =>
      desk.port.send(command, new AbortController().signal).catch((error: unknown) => (error as DesktopError).code);
    expect(await codeOf({ type: 'consult', dialogId: 'o-1', to: ' ', intent: 'transfer' })).to.equal('invalid-argument');
    expect(await codeOf({ type: 'make-call', to: '' })).to.equal('invalid-argument');
    expect(await codeOf({ type: 'send-dtmf', dialogId: 'o-1', digits: '4x' })).to.equal('invalid-argument');
    expect(await codeOf({ type: 'set-agent-state', state: 'not-ready' })).to.equal('reason-required');
    expect(await codeOf({ type: 'set-agent-state', state: 'ready', reasonId: 'Break' })).to.equal('reason-forbidden');
    expect(await codeOf({ type: 'set-agent-state', state: 'work' })).to.equal('not-supported');
    expect(await codeOf({ type: 'dialog-action', dialogId: 'o-1', action: 'close' })).to.equal('not-supported');
    expect(await codeOf({ type: 'dialog-action', dialogId: 'gone', action: 'hold' })).to.equal('not-found');
    expect(desk.workspace.sent.length).to.equal(sent);
  });

  it('who was consulted before is not who is consulted now', async () => {
    const first = desk.client.run({ type: 'consult', dialogId: 'o-1', to: '+12025550199', intent: 'transfer' });
    await desk.runtime.advance(0);
    consulted();
    await first;
    desk.campaign({ id: 'o-2', type: 'Consult', event: 'DROPPED' });
    // Another widget consults somebody else.
    desk.campaign({ id: 'o-3', type: 'Consult', event: 'Consult', number: '+12025550177' });
    desk.client.run({ type: 'transfer', dialogId: 'o-1' }).catch(() => undefined);
    expect(desk.workspace.last?.data).to.equal('+12025550177');
  });
});
