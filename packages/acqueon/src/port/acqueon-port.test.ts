import { expect } from '@open-wc/testing';
import { Secret, type PortEvent } from '@cordboard/core';
import { firstValueFrom, NEVER, type Subscription } from 'rxjs';
import { AcqueonPort } from './acqueon-port.js';
import { CiscoDesk } from './cisco-desk.test.js';

describe('AcqueonPort on the channel Cisco', () => {
  let desk: CiscoDesk;
  let ended: Subscription | undefined;

  beforeEach(() => (desk = new CiscoDesk()));
  afterEach(() => {
    ended?.unsubscribe();
    desk.close();
  });

  it('asks for the agent when it comes late, and is up when one is told of', async () => {
    expect(desk.workspace.sent).to.deep.equal([{ channel: 'Cisco', topic: 'Agent', subtopic: 'GetAgentState', source: 'widget' }]);
    expect(await desk.linkNow()).to.equal('connecting');
    desk.agent('NOT_READY');
    expect(await desk.linkNow()).to.equal('up');
    const agent = await desk.agentNow();
    expect(agent).to.deep.include({ id: '70112', state: 'not-ready', extension: '5580', firstName: 'Dana', roles: ['agent'] });
    expect(agent?.settings).to.deep.equal({ wrapUpIncoming: 'optional', wrapUpOutgoing: 'not-allowed' });
    expect(agent?.since).to.equal(Date.UTC(2025, 2, 4, 9, 15, 2, 100));
    expect(agent).not.to.have.property('reason');
  });

  it('says that signing in is needed when nobody is told of', async () => {
    await desk.runtime.advance(3_000);
    expect(await desk.linkNow()).to.equal('sign-in-needed');
  });

  it('registers again while nobody answers, and says that the Workspace cannot be reached', async () => {
    const silent = { register: () => NEVER };
    const links: string[] = [];
    const alone = new AcqueonPort({ transport: silent, appName: 'widget', runtime: desk.runtime });
    ended = alone.events$.subscribe((event: PortEvent) => {
      if (event.type === 'link') links.push(`${event.link.state} ${event.link.why ?? ''}`);
    });
    await desk.runtime.advance(10_000);
    expect(links).to.deep.equal(['connecting ', 'connecting unreachable']);
  });

  it('signs in: the password goes out once and is kept nowhere', async () => {
    await desk.runtime.advance(3_000);
    const run = desk.client.run({ type: 'sign-in', agentId: '70112', secret: new Secret('CANARY'), extension: '5580' });
    expect(desk.workspace.last).to.deep.equal({
      channel: 'Cisco',
      topic: 'Agent',
      subtopic: 'SetUserInfo',
      source: 'widget',
      data: { username: '70112', password: 'CANARY', extension: '5580' },
    });
    expect(JSON.stringify(await firstValueFrom(desk.client.command$('agent')))).not.to.contain('CANARY');
    desk.whole('NOT_READY');
    await run;
    expect(await desk.linkNow()).to.equal('up');
  });

  it('reads lists when they are asked for, and names reasons from then on', async () => {
    desk.agent('READY');
    const codes = desk.client.query({ type: 'reason-codes', category: 'not-ready' });
    expect(desk.workspace.last).to.deep.include({ topic: 'Agent', subtopic: 'GetNotReadyReasonCode' });
    desk.workspace.says('Agent', 'SetNotReadyReasonCodes', {
      packet: 'NotReadyReasonCodes',
      data: [{ uri: '/finesse/api/User/70112/ReasonCode/31', category: 'NOT_READY', code: '7', label: 'Lunch', forAll: 'true' }],
    });
    expect(await codes).to.deep.equal([{ id: '31', code: '7', label: 'Lunch', category: 'not-ready', system: false }]);
    desk.agent('NOT_READY', { reasonCodeId: '31' });
    expect((await desk.agentNow())?.reason).to.deep.equal({ id: '31', code: '7', label: 'Lunch', system: false });
    const contacts = desk.client.query({ type: 'contacts' });
    desk.workspace.says('Agent', 'SetPhoneDirectory', {
      packet: 'phoneBook',
      data: [{ name: 'Desk', uri: '/finesse/api/PhoneBook/1', contacts: [{ firstName: 'Lee', phoneNumber: '5591', uri: '/x/Contact/1' }] }],
    });
    expect(await contacts).to.deep.equal([{ id: '1', number: '5591', firstName: 'Lee', book: 'Desk' }]);
  });

  it('drops what it does not understand, and counts it', () => {
    const events: PortEvent[] = [];
    desk.client.close();
    ended = new AcqueonPort({ transport: desk.workspace, appName: 'widget', runtime: desk.runtime }).events$.subscribe((event) =>
      events.push(event),
    );
    desk.agent('READY');
    desk.workspace.says('Agent', 'SetAgentState', { data: { state: 'READY' } });
    desk.workspace.says('InboundCall', 'InboundCallStateChange', { call: null }, 'data');
    desk.workspace.says('Nonsense', 'SetX', { a: 1 });
    desk.workspace.says('Error', 'SetAPIError', { data: { errorType: 'Invalid State' } }, 'data');
    expect(events.filter(({ type }) => type === 'ignored').map((event) => 'what' in event && event.what)).to.deep.equal([
      'an agent without an id',
      'a call without an id',
      'an error that nobody waited for',
    ]);
  });

  it('is lost with the bus, and back with a fresh look at the agent', async () => {
    desk.agent('NOT_READY');
    const run = desk.client.run({ type: 'set-agent-state', state: 'ready' }).catch((error: unknown) => error);
    desk.workspace.lose();
    expect(await run).to.have.property('code', 'link-down');
    expect(await firstValueFrom(desk.client.link$)).to.deep.include({ state: 'connecting', why: 'socket-lost' });
    await desk.runtime.advance(1_000);
    expect(desk.workspace.registered).to.equal(1);
    expect(desk.workspace.last).to.have.property('subtopic', 'GetAgentState');
    desk.agent('READY');
    expect(await desk.linkNow()).to.equal('up');
  });

  it('leaves nothing registered behind', () => {
    expect(desk.workspace.registered).to.equal(1);
    desk.client.close();
    expect(desk.workspace.registered).to.equal(0);
  });
});
