import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AS_DOCUMENTED, CLEAN, otherSpelling } from './quirks.js';
import { errors, Floor, named, standings, type Said } from './raw-application.js';

describe('what a real Workspace may do differently', () => {
  it('is nothing, unless asked for: packets with everything in them', () => {
    const floor = new Floor();
    const page = floor.page(CLEAN);
    page.ask('Amazon', 'App', 'StateSync');
    floor.sandbox.crm.click('+12065550142');
    floor.advance();
    assert.deepEqual(page.heard[0], {
      channel: 'Salesforce',
      topic: '',
      subTopic: '',
      ResponseUrl: '',
      subscriberID: '40017',
      message: (page.heard[0] as { message: unknown }).message,
    });
  });

  it('leaves the packet away', () => {
    const page = new Floor().page({ bare: true });
    page.ask('Amazon', 'App', 'StateSync');
    const floor = new Floor();
    const bare = floor.page({ bare: true });
    floor.sandbox.crm.click('1');
    floor.advance();
    assert.deepEqual(Object.keys(bare.heard[0] as object), ['channel', 'topic', 'subtopic', 'source', 'data']);
  });

  it('has a blank behind `data`, and other spellings of names', () => {
    const floor = new Floor();
    const page = floor.ready(AS_DOCUMENTED);
    const refused = page.ask('Amazon', 'InboundCall', 'Hold', 'nothing')[0] as Said & { readonly 'data '?: { readonly errorType: string } };
    assert.equal(refused.data, undefined);
    assert.equal(refused['data ']?.errorType, 'HOLD_CALL_FAILED');
    floor.offer();
    const told = page.news();
    assert.ok(named(told, 'OutboundCall/OutboundCallStateCHange').length > 0);
    assert.equal(page.lcm('GetCampaignsForMCDRequest', { ANI: '1' }).topic, 'Webservice');
  });

  it('has the blank inside too, in the errors of the channel Cisco', () => {
    const page = new Floor().page(AS_DOCUMENTED, ['Cisco']);
    const [refused] = page.ask('Cisco', 'Agent', 'SetUserInfo', { username: '1001001', password: 'wrong', extension: '1001001' });
    const outer = (refused as unknown as Readonly<Record<string, object>>)['data '];
    assert.deepEqual(Object.keys(outer ?? {}), ['packet', 'data ']);
  });

  it('puts everything under `data`', () => {
    const page = new Floor().page({ payloadInData: true });
    const [sync] = page.ask('Amazon', 'App', 'StateSync');
    assert.deepEqual([sync?.message, sync?.data], [undefined, { initState: 'Loaded' }]);
  });

  it('tells of the changed buttons only, after muting', () => {
    for (const [changedButtons, count] of [
      [true, 2],
      [false, 5],
    ] as const) {
      const floor = new Floor();
      const page = floor.ready({ changedButtons });
      floor.call();
      page.ask('Amazon', 'InboundCall', 'Answer');
      const [told] = page.ask('Amazon', 'Agent', 'Mute');
      const { rules } = told?.message as { rules: { ButtonStates: { count: number } } };
      assert.equal(rules.ButtonStates.count, count);
    }
  });

  it('passes over what names no source', () => {
    const page = new Floor().page({ needsSource: true });
    assert.deepEqual(page.say({ channel: 'Amazon', topic: 'App', subtopic: 'StateSync' }), []);
    assert.equal(page.ask('Amazon', 'App', 'StateSync').length, 1);
  });

  it('knows the spellings of each channel apart', () => {
    assert.deepEqual(otherSpelling('Cisco', 'OutboundCall', 'OutBoundCallStateChange'), ['OutboundCall', 'OutboundCallStateChange']);
    assert.deepEqual(otherSpelling('Amazon', 'OutboundCall', 'OutboundCallStateChange'), ['OutboundCall', 'OutboundCallStateCHange']);
    assert.deepEqual(otherSpelling('Amazon', 'InboundCall', 'InboundCallStateChange'), ['InboundCall', 'InboundCallStateChange']);
  });

  it('takes keys with blanks, in any case, and packets as text', () => {
    const floor = new Floor();
    const page = floor.ready();
    const id = floor.call();
    page.ask('Amazon', 'InboundCall', 'Answer');
    const message = { 'CHANNEL ': 'amazon', 'topic ': ' inboundcall', SubTopic: ' HOLD', Source: 'raw', 'Data ': { 'ConnectionID ': id } };
    const told = page.say(JSON.stringify({ channel: 'Amazon', topic: '', subTopic: '', message }));
    assert.equal(standings(told).at(-1)?.event, 'hold');
    const flat = { ...message, SubTopic: 'Resume', 'Data ': id };
    assert.equal(standings(page.say(flat)).at(-1)?.event, 'connected');
  });

  it('loses, doubles and delays messages by faults', () => {
    const floor = new Floor();
    const page = floor.ready();
    const fault = floor.sandbox.faults.start({ target: 'system', toxic: 'drop_events', args: {} });
    assert.deepEqual(page.ask('Amazon', 'App', 'StateSync'), []);
    floor.sandbox.faults.stop(fault);
    floor.sandbox.faults.start({ target: 'system', toxic: 'duplicate_events', args: {} });
    assert.equal(page.ask('Amazon', 'App', 'StateSync').length, 2);
    floor.sandbox.faults.stopAll();
    floor.sandbox.faults.start({ target: '1001001', toxic: 'accept_and_forget', args: {} });
    assert.deepEqual(errors(page.ask('Amazon', 'Agent', 'SetNotReady', { ReasonCodeId: 'Break' })), []);
    assert.equal(floor.stateOf('1001001'), 'READY');
  });

  it('tells an application of the channels that it has registered for', () => {
    const floor = new Floor();
    const page = floor.ready();
    const crm = floor.page({}, ['Salesforce']);
    page.ask('Amazon', 'Agent', 'SetNotReady', { ReasonCodeId: 'Break' });
    assert.deepEqual(crm.news(), []);
    assert.deepEqual(crm.ask('Amazon', 'App', 'StateSync'), [], 'a page without the core answers nobody');
  });
});
