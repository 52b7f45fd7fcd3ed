import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtInWorld } from './built-in.js';
import { Rehearsal } from './rehearsal.js';
import { parseWorld, WorldError } from './world.js';

const A = '1001001';
const B = '1001002';
const C = '+12065550142';
const MACHINE = '+12065550154';
const KEY = '31|1|1|0|0|801|';

/** A is ready, and has accepted a preview of C; the id of the attempt. */
function onTheLine(stage: Rehearsal, customer = C): string {
  stage.ready(A);
  const id = stage.do({ type: 'offer-contact', campaign: '31', customer, target: A }).callId ?? '';
  stage.act(id, A, 'accept');
  stage.wait(2_500);
  stage.told();
  return id;
}

describe('the list manager of the campaigns', () => {
  it('knows whom a campaign’s call is about, from the offer to after its end', () => {
    const stage = new Rehearsal('cce');
    const id = onTheLine(stage);
    const [call] = stage.engine.callsOf(A);
    assert.notEqual(call?.id, id);
    assert.equal(call?.attemptId, id);
    assert.equal(call.variables.find(({ name }) => name === 'BAAccountNumber')?.value, KEY);
    for (const about of [id, call.id]) assert.equal(stage.engine.contactOf(about)?.key, KEY);
    stage.act(call.id, A, 'drop');
    assert.equal(stage.engine.contactOf(id)?.key, KEY);
  });

  it('puts whom it does not know onto the list', () => {
    const stage = new Rehearsal('cce');
    const id = onTheLine(stage, '+12065550199');
    const contact = stage.engine.contactOf(id);
    assert.deepEqual([contact?.campaign, contact?.phones[0]?.number], ['31', '+12065550199']);
    assert.equal(contact?.key.split('|').length, 7);
    assert.equal(stage.engine.contacts().length, builtInWorld('cce').outreach.contacts.length + 1);
  });

  it('keeps what is said of the offer and of the call as one', () => {
    const stage = new Rehearsal('cce');
    const id = onTheLine(stage);
    const call = stage.engine.callsOf(A)[0]?.id ?? '';
    stage.do({ type: 'dispose', agentId: A, callId: id, callOutcome: '0', comments: 'first' });
    stage.do({ type: 'dispose', agentId: A, callId: call, businessOutcome: '101' });
    const { dispositions } = stage.engine.state();
    assert.deepEqual(
      dispositions.map(({ callId, callOutcome, businessOutcome, comments }) => [callId, callOutcome, businessOutcome, comments]),
      [[id, '0', '101', 'first']],
    );
    assert.equal(stage.engine.callsOf(A)[0]?.classification, 'VOICE');
    assert.deepEqual(stage.engine.dispositionOf(call), stage.engine.dispositionOf(id));
  });

  it('takes what is said of a call that no campaign made', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    const call = stage.talking(A);
    stage.do({ type: 'dispose', agentId: A, callId: call, businessOutcome: '201' });
    assert.equal(stage.engine.dispositionOf(call)?.contact, null);
  });

  it('refuses what it does not know, and changes nothing', () => {
    const stage = new Rehearsal('cce');
    const id = onTheLine(stage);
    const state = JSON.stringify(stage.engine.state());
    for (const [command, kind] of [
      [{ type: 'dispose', agentId: 'x', callId: id }, 'unknown-agent'],
      [{ type: 'dispose', agentId: A, callId: '1' }, 'unknown-call'],
      [{ type: 'dispose', agentId: A }, 'parameter-missing'],
      [{ type: 'dispose', agentId: A, callId: id, contact: 'nobody' }, 'unknown-contact'],
      [{ type: 'dispose', agentId: A, callId: id, callOutcome: '99' }, 'invalid-input'],
      [{ type: 'dispose', agentId: A, callId: id, businessOutcome: '' }, 'invalid-input'],
      [{ type: 'dispose', agentId: A, callId: id, comments: 'x'.repeat(4_001) }, 'invalid-input'],
      [{ type: 'change-contact', agentId: A, contact: 'nobody' }, 'unknown-contact'],
      [{ type: 'change-contact', agentId: A, contact: KEY, fields: { CustomerName: 'x' } }, 'invalid-input'],
      [{ type: 'change-contact', agentId: A, contact: KEY, phone: { mode: '9', number: '123', alone: false } }, 'invalid-input'],
      [{ type: 'create-contact', agentId: A, campaign: '99', fields: [], phones: [] }, 'unknown-campaign'],
      [{ type: 'create-contact', agentId: A, campaign: '31', fields: [], phones: [] }, 'invalid-input'],
      [{ type: 'reserve-contacts', agentId: A, contacts: [KEY, 'nobody'], reserved: true }, 'unknown-contact'],
    ] as const) {
      assert.equal(stage.refused(command).kind, kind, JSON.stringify(command));
    }
    assert.equal(JSON.stringify(stage.engine.state()), state);
  });

  it('gives a contact to one agent at a time', () => {
    const stage = new Rehearsal('cce');
    stage.do({ type: 'reserve-contacts', agentId: A, contacts: [KEY], reserved: true });
    stage.do({ type: 'reserve-contacts', agentId: B, contacts: [KEY], reserved: true });
    assert.equal(stage.engine.contact(KEY)?.reservedBy, A);
    stage.do({ type: 'reserve-contacts', agentId: B, contacts: [KEY], reserved: false });
    assert.equal(stage.engine.contact(KEY)?.reservedBy, A);
    stage.do({ type: 'reserve-contacts', agentId: A, contacts: [KEY], reserved: false });
    assert.equal(stage.engine.contact(KEY)?.reservedBy, null);
  });

  it('begins anew with the engine', () => {
    const stage = new Rehearsal('cce');
    const id = onTheLine(stage);
    stage.do({ type: 'dispose', agentId: A, callId: id, doNotCall: true });
    stage.engine.reset();
    assert.deepEqual(stage.engine.state().dispositions, []);
    assert.equal(stage.engine.contact(KEY)?.doNotCall, false);
  });

  it('is part of a world file, whose names have to meet', () => {
    const world = builtInWorld('cce');
    const contact = { key: 'k', campaign: '99', phones: [{ mode: '9', number: '+12065550100' }] };
    assert.throws(
      () => parseWorld({ ...world, outreach: { contacts: [contact, contact], dispositionRequired: ['98'] } }),
      (error) => {
        assert.ok(error instanceof WorldError);
        assert.deepEqual(
          error.problems.map(({ path }) => path),
          [
            'outreach.contacts[1].key',
            'outreach.contacts[0].campaign',
            'outreach.contacts[0].phones[0].mode',
            'outreach.contacts[1].campaign',
            'outreach.contacts[1].phones[0].mode',
            'outreach.dispositionRequired[0]',
          ],
        );
        return true;
      },
    );
  });
});

describe('an answering machine', () => {
  it('is given to an agent who chose the contact, and known as one', () => {
    const stage = new Rehearsal('cce');
    onTheLine(stage, MACHINE);
    assert.equal(stage.state(A), 'TALKING');
    assert.equal(stage.engine.callsOf(A)[0]?.classification, 'ANS_MACHINE');
  });

  it('is not given to an agent by a dialler', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    stage.do({ type: 'offer-contact', campaign: '33', customer: MACHINE, target: A });
    stage.wait(2_500);
    assert.deepEqual([stage.state(A), stage.engine.calls().length], ['READY', 0]);
  });
});

describe('a ringing call that is sent away', () => {
  it('goes to somebody else, and the agent is not ready', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    const call = stage.do({ type: 'place-call', from: C, to: '7400' }).callId ?? '';
    stage.wait(1_000);
    stage.ready(B);
    stage.do({ type: 'decline-call', agentId: A, callId: call });
    assert.deepEqual([stage.state(A), stage.engine.agent(A)?.reason?.label], ['NOT_READY', 'Call Not Answered']);
    stage.wait(1_000);
    assert.deepEqual(
      stage.engine.call(call)?.parties.map(({ address, state }) => `${address} ${state}`),
      [`${C} INITIATED`, `${B} ALERTING`],
    );
  });

  it('leaves a colleague who called with a busy tone', () => {
    const stage = new Rehearsal('cce');
    stage.idle(A, B);
    const call = stage.do({ type: 'make-call', agentId: B, from: B, to: A }).callId ?? '';
    stage.wait(1_000);
    stage.do({ type: 'decline-call', agentId: A, callId: call });
    assert.deepEqual(
      stage.engine.call(call)?.parties.map(({ address, state, cause }) => `${address} ${state} ${cause}`),
      [`${B} FAILED BUSY`],
    );
    assert.equal(stage.state(A), 'NOT_READY');
  });

  it('is one that rings: nothing else is sent away', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    const call = stage.talking(A);
    assert.equal(stage.refused({ type: 'decline-call', agentId: A, callId: call }).kind, 'action-not-offered');
    assert.equal(stage.refused({ type: 'decline-call', agentId: B, callId: call }).kind, 'action-not-offered');
    assert.equal(stage.refused({ type: 'decline-call', agentId: A, callId: '1' }).kind, 'unknown-call');
  });
});

describe('an agent who always wraps up', () => {
  it('does so after every call until they end it, and no longer than they are signed in', () => {
    const stage = new Rehearsal('cce');
    stage.do({ type: 'sign-in', agentId: A, extension: A, alwaysWraps: true });
    stage.do({ type: 'set-state', agentId: A, state: 'READY' });
    assert.equal(stage.engine.agent(A)?.wrapUpOnOutgoing, 'REQUIRED');
    stage.act(stage.talking(A), C, 'drop');
    stage.wait(3_600_000);
    assert.equal(stage.state(A), 'WORK_READY');
    stage.do({ type: 'force-state', target: A, state: 'LOGOUT' });
    stage.ready(A);
    assert.equal(stage.engine.agent(A)?.wrapUpOnOutgoing, 'NOT_ALLOWED');
    stage.act(stage.talking(A), C, 'drop');
    assert.equal(stage.state(A), 'READY');
  });
});
