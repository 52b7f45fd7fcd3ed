import { expect } from '@open-wc/testing';
import { firstValueFrom } from 'rxjs';
import { AmazonDesk } from '../amazon/amazon-desk.test.js';
import { isAbout } from '../bus/message.js';
import { fieldOf, textOf } from '../bus/plain.js';
import { readBus } from '../bus/read.js';
import { amazon, amazonOutbound } from '../catalogue/amazon.js';
import { cisco } from '../catalogue/cisco.js';
import { lcmReads } from '../catalogue/lcm-reads.js';
import { lcmWrites } from '../catalogue/lcm-writes.js';
import { notOffered } from '../catalogue/not-offered.js';
import { messageFor } from '../catalogue/operation.js';
import { salesforce } from '../catalogue/salesforce.js';
import { AcqueonPort } from '../port/acqueon-port.js';
import { callIs, CiscoDesk, TALKING } from '../port/cisco-desk.test.js';
import { LcmDesk } from '../lcm/lcm-desk.js';
import { SalesforceDesk } from '../salesforce/salesforce-desk.js';
import { TABLES } from './wild.test.js';
import { Wire } from './wire.test.js';

// The vendor's pages differ from each other in the ways that are numbered here. All of them are understood; none is written.

const ID = '16801144';

const messageIn = (wire: unknown) => {
  const read = readBus(wire);
  if (read.refused !== undefined) throw new Error(read.refused);
  return read.message;
};

/** Every key that is written, at any depth, for every operation. */
const keys = Object.values(TABLES).flatMap((rows) =>
  Object.values(rows).flatMap(({ data }) => (typeof data === 'string' ? [] : Object.keys(data))),
);

describe('quirks of the documentation', () => {
  it('1: keys with a blank behind are understood, at any depth, and not written', async () => {
    const desk = new CiscoDesk();
    desk.agent('TALKING');
    desk.workspace.hears({
      channel: 'Cisco',
      topic: 'InboundCall',
      subtopic: 'InboundCallStateChange',
      'data ': callIs({ leg: 'ACTIVE', offers: TALKING }),
    });
    const { payload } = messageIn({
      channel: 'Cisco',
      topic: 'InboundCall',
      subtopic: 'SetCONSULT',
      'data ': { 'MediaAddress ': '5580', 'ToAddress ': '5591' },
    });
    expect(textOf(payload, 'MediaAddress')).to.equal('5580');
    expect((await desk.own())?.state).to.equal('active');
    for (const key of keys) expect(key).to.equal(key.trim());
    desk.close();
  });

  it('2: a blank before a subtopic is understood, and not written', () => {
    expect(
      isAbout(messageIn({ channel: 'Amazon', topic: 'OutboundCall', subtopic: ' QueueTransfer' }), amazonOutbound.transferToQueue),
    ).to.equal(true);
    for (const rows of Object.values(TABLES)) for (const { subtopic } of Object.values(rows)) expect(subtopic).to.equal(subtopic.trim());
  });

  it('3: a consult always has its destination, which the sample lacks', () => {
    expect(() => messageFor(cisco.consult, { MediaAddress: '5580', CallID: ID } as never, 'my-widget'))
      .to.throw()
      .with.property('message')
      .that.contains('toAddress');
  });

  it('4: the key of a destination is read in any case, and written as toAddress, or as a site wants it', async () => {
    for (const key of ['toAddress', 'ToAddress', 'TOAddress']) {
      expect(textOf(messageIn({ channel: 'Cisco', topic: 'Call', subtopic: 'X', data: { [key]: '5591' } }).payload, 'toAddress')).to.equal(
        '5591',
      );
    }
    const desk = new CiscoDesk();
    desk.agent('NOT_READY');
    const spelled = new AcqueonPort({
      transport: desk.workspace,
      appName: 'widget',
      runtime: desk.runtime,
      spelling: { keys: { toAddress: 'ToAddress' } },
    });
    const ended = spelled.events$.subscribe();
    const asked = spelled.send({ type: 'make-call', to: '5591' }, AbortSignal.timeout(60_000)).catch((error: unknown) => error);
    await desk.runtime.advance(10);
    expect(desk.workspace.last?.data).to.deep.equal({ ToAddress: '5591' });
    ended.unsubscribe();
    await asked;
    desk.close();
  });

  it('5: the key of a call’s id is written as each page has it, and read in any case', () => {
    for (const { operation, key } of [
      { operation: cisco.hold, key: 'CallID' },
      { operation: cisco.wrapUp, key: 'callID' },
      { operation: cisco.callVariable, key: 'callID' },
      { operation: salesforce.updateObject, key: 'callId' },
      { operation: lcmReads.contactDetail, key: 'callid' },
    ]) {
      expect(Object.keys(operation.data).filter((name) => /^callid$/i.test(name))).to.deep.equal([key]);
      const read = messageIn({ channel: 'Cisco', topic: 'Call', subtopic: 'X', data: { [key]: ID } });
      expect(textOf(read.payload, 'callid')).to.equal(ID);
    }
  });

  it('6: the id of a call is a text that nothing is made of', async () => {
    const desk = new CiscoDesk();
    desk.agent('TALKING');
    for (const id of ['0016', '16', '167786021.0']) desk.call({ id, leg: 'ACTIVE', offers: TALKING });
    expect(await firstValueFrom(desk.client.dialogIds$)).to.deep.equal(['0016', '16', '167786021.0']);
    desk.close();
  });

  it('7: SetANSWER is written, and SetAnswer is understood', async () => {
    const desk = new CiscoDesk();
    desk.agent('RESERVED');
    desk.call({ leg: 'ALERTING', state: 'ALERTING', offers: ['SetAnswer'] });
    expect((await desk.own())?.actions).to.deep.equal(['answer']);
    expect(cisco.answer.subtopic).to.equal('SetANSWER');
    desk.close();
  });

  for (const [offered, written] of [
    ['SetCONSULT', 'SetCONSULT'],
    ['SetConsult', 'SetCONSULT'],
    ['SetCONSULT_CALL', 'SetCONSULT_CALL'],
  ] as const) {
    it(`8: a consult that is offered as ${offered} is published as ${written}`, async () => {
      const desk = new CiscoDesk();
      desk.agent('TALKING');
      desk.call({ leg: 'ACTIVE', offers: [offered] });
      const asked = desk.client.run({ type: 'consult', dialogId: ID, to: '5591', intent: 'transfer' });
      await desk.runtime.advance(10);
      expect(desk.workspace.last?.subtopic).to.equal(written);
      desk.consultRings();
      await asked;
      desk.close();
    });
  }

  for (const subtopic of ['OutBoundCallStateChange', 'OutboundCallStateChange', 'OutboundCallStateCHange']) {
    it(`9: ${subtopic} is a campaign’s call on either channel`, async () => {
      const desk = new CiscoDesk();
      desk.agent('TALKING');
      desk.workspace.says('OutboundCall', subtopic, callIs({ leg: 'ACTIVE', callType: 'OUTBOUND' }), 'data');
      expect(await firstValueFrom(desk.client.dialogIds$)).to.deep.equal([ID]);
      desk.close();
      const other = new AmazonDesk();
      other.signedIn();
      other.says('OutboundCall', subtopic, { source: 'event', call: { id: 'o-1', event: 'CustAnswered', CallType: 'Regular-Call' } });
      expect((await other.dialogs()).map(({ id }) => id)).to.deep.equal(['o-1']);
      other.close();
    });
  }

  for (const topic of ['Webservice', 'WebService', 'WEBSERVICE']) {
    it(`10: ${topic} is the topic of campaigns, and WebService is written`, async () => {
      const wire = new Wire();
      const desk = new LcmDesk({ transport: wire, appName: 'my-widget' });
      desk.connect();
      const asked = desk.ask(lcmReads.callOutcomes, { callid: 'k-1' });
      expect(wire.last).to.have.nested.property('message.topic', 'WebService');
      wire.says(topic, 'CallOutCome', { callid: 'k-1', response: [] }, 'message', 'LCM');
      expect(await asked).to.deep.equal([]);
      desk.close();
    });
  }

  it('11: subject is read for source, so that what was our own is known by it; source is written', () => {
    expect(messageIn({ channel: 'Amazon', topic: 'OutboundCall', subtopic: 'MakeCall', subject: 'my-widget' }).source).to.equal(
      'my-widget',
    );
    expect(messageFor(amazonOutbound.accept, undefined, 'my-widget')).to.have.property('source', 'my-widget');
  });

  it('12: source is no payload, whatever a table says', () => {
    const { source, payload } = messageIn({
      channel: 'Salesforce',
      topic: 'Call',
      subtopic: 'X',
      source: { number: '1' },
      data: { number: '2' },
    });
    expect(source).to.equal(undefined);
    expect(textOf(payload, 'number')).to.equal('2');
  });

  it('13: signing out is Connection/Logout with its reason, and not the message of signing in that the page shows', () => {
    expect(messageFor(cisco.signOut, { ReasonCodeId: '31' }, 'my-widget')).to.deep.equal({
      channel: 'Cisco',
      topic: 'Connection',
      subtopic: 'Logout',
      source: 'my-widget',
      data: { ReasonCodeId: '31' },
    });
  });

  it('14: signing out on Amazon is Logout, and not Login as the table says', () => {
    expect(amazon.signOut.subtopic).to.equal('Logout');
  });

  it('15: the page of direct connects has the text of another operation, so there is none', () => {
    expect(notOffered.find(({ page }) => page === 'get-direct-connects')?.channel).to.equal('Amazon');
  });

  it('16: Username is written, and UserName read', () => {
    expect(keys.filter((key) => /^username$/i.test(key))).to.deep.equal(['username', 'Username', 'Username', 'Username']);
    expect(textOf(messageIn({ channel: 'Cisco', topic: 'Team', subtopic: 'X', data: { UserName: '70113' } }).payload, 'Username')).to.equal(
      '70113',
    );
  });

  it('17: iscustomwrapup is written, and Iscustomwrapup read', () => {
    expect(keys.filter((key) => /^iscustomwrapup$/i.test(key))).to.deep.equal(['iscustomwrapup']);
    const { payload } = messageIn({ channel: 'Cisco', topic: 'Agent', subtopic: 'WrapUpCall', data: { Iscustomwrapup: true } });
    expect(fieldOf(payload, 'iscustomwrapup')).to.equal(true);
  });

  for (const key of ['callStatus', 'callstatus']) {
    it(`18: ${key} is the state of the tethered line`, async () => {
      const desk = new AmazonDesk();
      desk.signedIn();
      desk.says('OutboundCall', 'SetNailupDetails', { [key]: 'Connected', uuid: 't-1' });
      expect((await firstValueFrom(desk.port.workspace$)).tethered).to.deep.equal({ status: 'connected', id: 't-1' });
      desk.close();
    });
  }

  // 19 is about quotes and commas in the pages: no such text would be JSON.
  it('19: a sample with the page’s curly quotes is no message, and nothing breaks on it', () => {
    expect(readBus('{“channel”:“Amazon”,“topic”:“App”}')).to.deep.equal({ refused: 'not-json' });
    expect(readBus('{"channel":"Amazon" "topic":"App"}')).to.deep.equal({ refused: 'not-json' });
  });

  it('20: a request is not taken for the answer that its page calls it', async () => {
    const desk = new AmazonDesk();
    desk.signedIn();
    desk.campaignTalking();
    const before = await desk.dialogs();
    for (const subtopic of ['SetHold', 'Resume', 'Disconnect', 'Skip', 'MakeCall', 'ClearContact', 'DropNailedCall']) {
      desk.workspace.hears({ channel: 'Amazon', topic: 'OutboundCall', subtopic, source: 'another-widget' });
    }
    expect(await desk.dialogs()).to.deep.equal(before);
    desk.close();
  });

  it('21: a supervisor’s operation names the other agent', () => {
    const { data } = messageFor(cisco.teamSignOut, { Username: '70113', State: 'Logout' }, 'my-widget');
    expect(data).to.deep.equal({ Username: '70113', State: 'Logout' });
  });

  it('22: OutcomeId of a plain outcome is the business outcome', () => {
    expect(Object.keys(lcmWrites.businessOutcome.data)).to.include('OutcomeId').and.not.to.include('BusinessOutcome');
    expect(Object.keys(lcmWrites.outcomeWithCallback.data)).to.include.members(['OutcomeId', 'BusinessOutcome']);
  });

  it('Salesforce’s payload is read under either key', async () => {
    const wire = new Wire();
    const desk = new SalesforceDesk({ transport: wire, appName: 'my-widget' });
    desk.connect();
    for (const key of ['data', 'message', 'data ']) {
      const asked = desk.ask(salesforce.checkTask, { workid: 'w-7' });
      wire.says('Call', 'CheckTaskState', { isClosed: false, workid: 'w-7', Success: true }, key, 'Salesforce');
      expect((await asked).isClosed).to.equal(false);
    }
    desk.close();
  });
});
