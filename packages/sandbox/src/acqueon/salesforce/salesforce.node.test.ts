import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DANA, Floor, named, type Said } from '../raw-application.js';

const dataOf = (all: readonly Said[], name: string): unknown => named(all, `Call/${name}`)[0]?.data;
const ENDED = { Success: true, ErrorMessage: '' };

describe('the CRM over the bus', () => {
  it('makes an object for a call that is talked in, once, and writes the fields that are mapped', () => {
    const floor = new Floor();
    const page = floor.ready();
    const callId = floor.call();
    const [created, ...more] = named(page.ask('Amazon', 'InboundCall', 'Answer'), 'Call/CreateObject');
    assert.deepEqual(more, []);
    const made = {
      callId,
      Name: 'Task',
      OId: 'SF1',
      sfid: '00TCB0000000000001',
      DisplayField: 'Subject',
      DisplayValue: `Call with ${DANA}`,
      Subject: `Call with ${DANA}`,
      Status: 'Open',
      Priority: 'Normal',
      WhoId: '003CB0000000000001',
      Description: '',
    };
    assert.deepEqual(created, { channel: 'Salesforce', topic: 'Call', subtopic: 'CreateObject', source: 'Workspace', data: made });
    page.ask('Amazon', 'InboundCall', 'Hold');
    assert.deepEqual(named(page.ask('Amazon', 'InboundCall', 'Resume'), 'Call/CreateObject'), []);
    const about = { callId, Name: 'Task', OId: 'SF1', sfid: made.sfid };
    const updated = dataOf(page.ask('Salesforce', 'Call', 'UpdateObject', { ...about, params: { Status: 'Completed' } }), 'UpdateObject');
    assert.deepEqual(updated, {
      Subject: made.Subject,
      Status: 'Completed',
      Priority: 'Normal',
      WhoId: made.WhoId,
      Description: '',
      ...about,
      ...ENDED,
      isManual: true,
    });
    assert.equal(floor.sandbox.crm.record(made.sfid)?.fields['Status'], 'Completed');
    assert.deepEqual(dataOf(page.ask('Salesforce', 'Call', 'CheckTaskState', { workid: made.sfid }), 'CheckTaskState'), {
      isClosed: true,
      workid: made.sfid,
      ...ENDED,
    });
  });

  it('says in the answer what it could not do', () => {
    const floor = new Floor();
    const page = floor.ready();
    for (const [sfid, params, ErrorMessage] of [
      ['nothing', { Status: 'Completed' }, 'No such object.'],
      ['003CB0000000000001', { Owner: 'me' }, 'A field is not mapped in the rules.'],
      ['003CB0000000000001', JSON.parse('{"__proto__":"x"}') as object, 'A field is not mapped in the rules.'],
    ] as const) {
      const told = dataOf(page.ask('Salesforce', 'Call', 'UpdateObject', { callId: '', Name: '', OId: '', sfid, params }), 'UpdateObject');
      assert.deepEqual(told, { callId: '', Name: '', OId: '', sfid, Success: false, ErrorMessage, isManual: true });
    }
    assert.deepEqual(dataOf(page.ask('Salesforce', 'Call', 'CheckTaskState', { workid: 'x' }), 'CheckTaskState'), {
      isClosed: false,
      workid: 'x',
      Success: false,
      ErrorMessage: 'No such task.',
    });
  });

  it('opens a record, and tells of a number that is clicked, with its record if it stands in one', () => {
    const floor = new Floor();
    const page = floor.page();
    page.ask('Salesforce', 'Call', 'OpenObject', { sfid: '003CB0000000000002' });
    page.ask('Salesforce', 'Call', 'OpenObject', { sfid: 'nothing' });
    assert.deepEqual(floor.sandbox.crm.opened, ['003CB0000000000002']);
    floor.sandbox.crm.click(DANA);
    floor.advance();
    assert.deepEqual(dataOf(page.news(), 'ClickToDialPayload'), {
      number: DANA,
      recordId: '003CB0000000000001',
      recordName: 'Dana Whitfield',
      recordObjectType: 'Contact',
      focusedObjectId: '003CB0000000000001',
      focusedObjectName: 'Dana Whitfield',
      focusedObjectType: 'Contact',
      focusedObjectURL: '/lightning/r/Contact/003CB0000000000001/view',
    });
    floor.sandbox.crm.click('+12065550100');
    floor.advance();
    const { recordId, focusedObjectURL } = dataOf(page.news(), 'ClickToDialPayload') as Record<string, string>;
    assert.deepEqual([recordId, focusedObjectURL], ['', '']);
  });
});
