import { expect } from '@open-wc/testing';
import type { DesktopError } from '@cordboard/core';
import { VirtualRuntime } from '@cordboard/testing';
import { manualDial, manualDialEvents } from '../catalogue/manual-dial.js';
import { salesforce } from '../catalogue/salesforce.js';
import { LcmDesk } from '../lcm/lcm-desk.js';
import { SalesforceDesk } from '../salesforce/salesforce-desk.js';
import { packet, Wire } from './wire.test.js';

// Typed from the vendor's pages, not from the catalogue.

const UPDATE = { callId: '167001', Name: 'Task', OId: 'SF1', sfid: '00T9', params: { Subject: 'Call', Status: 'Closed' } };
const UPDATED = {
  callId: '167001',
  Name: 'Task',
  OId: 'SF1',
  sfid: '00T9',
  Success: true,
  ErrorMessage: '',
  isManual: 'false',
  Subject: 'Call',
};

describe('contract: the channel Salesforce', () => {
  let wire: Wire;
  let runtime: VirtualRuntime;
  let desk: SalesforceDesk;

  beforeEach(() => {
    wire = new Wire();
    runtime = new VirtualRuntime();
    desk = new SalesforceDesk({ transport: wire, appName: 'my-widget', runtime });
    desk.connect();
  });
  afterEach(() => desk.close());

  const says = (subtopic: string, payload: object) => wire.says('Call', subtopic, payload, 'data', 'Salesforce');
  const inner = (subtopic: string, data: object) =>
    packet('Salesforce', { channel: 'Salesforce', topic: 'Call', subtopic, source: 'my-widget', data });

  it('updateObject: UpdateObject is answered by its own name', async () => {
    const asked = desk.ask(salesforce.updateObject, UPDATE);
    expect(wire.last).to.deep.equal(inner('UpdateObject', UPDATE));
    // What another application asks comes by, and another object's answer.
    says('UpdateObject', UPDATE);
    says('UpdateObject', { ...UPDATED, OId: 'SF2', Success: false });
    says('UpdateObject', UPDATED);
    const { raw, ...known } = await asked;
    expect(known).to.deep.equal({ callId: '167001', Name: 'Task', OId: 'SF1', sfid: '00T9', isManual: false });
    expect(raw['Subject']).to.equal('Call');
  });

  it('updateObject: fails in its answer', async () => {
    const asked = desk.ask(salesforce.updateObject, UPDATE).catch((thrown: unknown) => thrown);
    says('UpdateObject', { ...UPDATED, Success: 'False', ErrorMessage: 'Subject is not mapped' });
    const error = (await asked) as DesktopError;
    expect(error.code).to.equal('refused');
    expect(error.cause).to.deep.equal({ message: 'Subject is not mapped' });
  });

  it('openObject: OpenObject has no answer', () => {
    desk.tell(salesforce.openObject, { sfid: '00T9', DisplayField: 'Name' });
    expect(wire.last).to.deep.equal(inner('OpenObject', { sfid: '00T9', DisplayField: 'Name' }));
    desk.tell(salesforce.openObject, { sfid: '00T9' });
    expect(wire.last).to.deep.equal(inner('OpenObject', { sfid: '00T9' }));
    expect(salesforce.openObject.answer).to.equal(undefined);
  });

  it('checkTask: CheckTaskState is answered by its own name', async () => {
    const asked = desk.ask(salesforce.checkTask, { workid: 'w-7' });
    expect(wire.last).to.deep.equal(inner('CheckTaskState', { workid: 'w-7' }));
    says('CheckTaskState', { isClosed: 'true', workid: 'w-8', Success: true, ErrorMessage: '' });
    says('CheckTaskState', { isClosed: 'true', workid: 'w-7', Success: true, ErrorMessage: '' });
    const { isClosed, workid } = await asked;
    expect({ isClosed, workid }).to.deep.equal({ isClosed: true, workid: 'w-7' });
  });

  it('tells the number that was clicked, with empty texts while no record has the focus', () => {
    const clicks: object[] = [];
    desk.clickToDial$.subscribe(({ raw: _, ...click }) => clicks.push(click));
    const click = {
      number: '9715550142',
      recordId: '0039',
      recordName: 'Kim Berg',
      recordObjectType: 'Contact',
      focusedObjectId: '',
      focusedObjectName: '',
      focusedObjectType: '',
      focusedObjectURL: '',
    };
    says('ClickToDialPayload', click);
    says('ClickToDialPayload', { recordId: '0039' });
    expect(clicks).to.deep.equal([click]);
  });

  it('tells the record that was made for a call, with the fields that are mapped', () => {
    const made: (string | undefined)[] = [];
    desk.objectCreated$.subscribe(({ OId, raw }) => made.push(OId, raw['Priority'] as string));
    says('CreateObject', {
      callId: '167001',
      Name: 'Task',
      OId: 'SF1',
      sfid: '00T9',
      DisplayField: 'Subject',
      DisplayValue: 'Call',
      Priority: 'High',
    });
    expect(made).to.deep.equal(['SF1', 'High']);
  });

  it('has a test for each operation, and an operation for each test', () => {
    expect(Object.keys(salesforce)).to.have.members(['updateObject', 'openObject', 'checkTask']);
  });
});

describe('contract: dialling from a list by hand', () => {
  for (const [name, subtopic] of [
    ['dial', 'ManualDialCall'],
    ['copy', 'ManualDialCopyContact'],
  ] as const) {
    it(`${name}: ${subtopic} has no answer, and comes round to the softphone`, () => {
      const wire = new Wire();
      const desk = new LcmDesk({ transport: wire, appName: 'my-widget', runtime: new VirtualRuntime(), channels: ['LCM', 'Amazon', 'UI'] });
      const heard: unknown[] = [];
      desk.on(manualDialEvents[name]).subscribe(({ PhoneNumber }) => heard.push(PhoneNumber));
      desk.connect();
      desk.tell(manualDial[name], { PhoneNumber: '9715550142' });
      const request = { channel: 'Amazon', topic: 'InboundCall', subtopic, source: 'my-widget', data: { PhoneNumber: '9715550142' } };
      expect(wire.last).to.deep.equal(packet('Amazon', request));
      wire.says('InboundCall', subtopic, { ...request, source: 'dialler' }, 'message', 'UI');
      expect(heard).to.deep.equal(['9715550142']);
      desk.close();
    });
  }

  it('has a test for each operation, and an operation for each test', () => {
    expect(Object.keys(manualDial)).to.have.members(['dial', 'copy']);
  });
});
