import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtInWorld } from './built-in.js';
import { Rehearsal } from './rehearsal.js';
import type { World } from './world-types.js';

const A = '1001001';
const B = '1001002';
const D = '1001005';
const C = '+12065550142';
const SUPERVISOR = '1001090';

function consulted(world: 'cce' | 'ccx' | World = 'cce', agent = A): { stage: Rehearsal; original: string; consult: string } {
  const stage = new Rehearsal(world);
  stage.ready(agent);
  stage.idle(B);
  const original = stage.talking(agent);
  const consult = stage.act(original, agent, 'consult', B).callId ?? '';
  stage.wait(1_000);
  stage.act(consult, B, 'answer');
  return { stage, original, consult };
}

describe('a consultation', () => {
  it('is told in the order of the platform (pp. 130-131)', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    stage.idle(B);
    const original = stage.talking(A);
    stage.do({ type: 'update-data', callId: original, variables: { callVariable1: 'gold' } });
    stage.told();
    const consult = stage.act(original, A, 'consult', B).callId ?? '';
    assert.deepEqual(stage.told(), [
      `${A} changed #1 ACTIVE PREROUTE_ACD_IN: ${C} ACTIVE, ${A} HELD`,
      `${A} added #2 INITIATING CONSULT: ${A} INITIATING`,
    ]);
    assert.equal(stage.engine.call(consult)?.originalId, original);
    assert.equal(stage.engine.call(consult)?.variables[0]?.value, 'gold');
    stage.wait(1_000);
    assert.deepEqual(stage.told(), [
      `${A} changed #2 INITIATED CONSULT: ${A} INITIATED`,
      `${A} changed #2 ALERTING CONSULT: ${A} INITIATED, ${B} ALERTING`,
      `${B} added #2 ALERTING CONSULT_OFFERED: ${A} INITIATED, ${B} ALERTING`,
    ]);
    assert.deepEqual(stage.actions(A, original), ['update-data', 'drop', 'retrieve']);
    stage.act(consult, B, 'answer');
    assert.deepEqual(stage.told(), [
      `${B} TALKING`,
      `${A} changed #2 ACTIVE CONSULT: ${A} ACTIVE, ${B} ACTIVE`,
      `${B} changed #2 ACTIVE CONSULT_OFFERED: ${A} ACTIVE, ${B} ACTIVE`,
      `${A} changed #1 ACTIVE PREROUTE_ACD_IN: ${C} ACTIVE, ${A} HELD`,
    ]);
    assert.deepEqual(stage.actions(A, original), ['update-data', 'drop', 'retrieve', 'transfer', 'conference']);
  });

  it('given up leaves the original held, to be retrieved by hand', () => {
    const { stage, original, consult } = consulted();
    stage.act(consult, A, 'drop');
    assert.deepEqual([stage.state(A), stage.state(B)], ['HOLD', 'NOT_READY']);
    assert.deepEqual(stage.actions(A, original), ['update-data', 'drop', 'retrieve']);
    stage.act(original, A, 'retrieve');
    assert.equal(stage.state(A), 'TALKING');
  });

  it('can be left for the customer and come back to', () => {
    const { stage, original, consult } = consulted();
    stage.act(original, A, 'retrieve');
    assert.deepEqual(stage.actions(A, consult).slice(-2), ['transfer', 'conference']);
    assert.equal(stage.actions(A, original).includes('transfer'), false);
  });

  it('is one at a time', () => {
    const { stage, consult } = consulted();
    const again = stage.refused({ type: 'call-action', callId: consult, address: A, action: 'consult', to: D });
    assert.deepEqual([again.kind, again.code], ['operation-failed', 33]);
  });

  it('does not reach somebody who is in the original call', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    const original = stage.talking(A);
    const consult = stage.act(original, A, 'consult', C).callId ?? '';
    stage.wait(1_000);
    assert.equal(stage.engine.call(consult)?.state, 'FAILED');
  });
});

describe('a transfer', () => {
  it('leaves the customer with the colleague, on the original call (p. 131)', () => {
    const { stage, original, consult } = consulted();
    stage.told();
    stage.act(original, A, 'transfer');
    assert.deepEqual(stage.told(), [
      `${A} removed #1 ACTIVE TRANSFER: ${C} ACTIVE, ${A} DROPPED/OTHER, ${B} ACTIVE`,
      `${A} removed #2 DROPPED TRANSFER: ${A} DROPPED/OTHER, ${B} DROPPED`,
      `${B} removed #2 DROPPED TRANSFER: ${A} DROPPED/OTHER, ${B} DROPPED`,
      `${B} added #1 ACTIVE TRANSFER: ${C} ACTIVE, ${A} DROPPED/OTHER, ${B} ACTIVE`,
      `${A} READY`,
    ]);
    assert.equal(stage.engine.call(original)?.secondaryId, consult);
    assert.equal(stage.engine.call(consult), undefined);
    stage.act(original, B, 'hold');
    assert.deepEqual(stage.told(), [`${B} changed #1 ACTIVE TRANSFER: ${C} ACTIVE, ${B} HELD`, `${B} HOLD`], 'A is no longer listed');
  });

  it('keeps the consultation when that is the held call (p. 349)', () => {
    const { stage, original, consult } = consulted();
    stage.act(original, A, 'retrieve');
    stage.act(consult, A, 'transfer');
    assert.deepEqual(
      stage.engine.calls().map((call) => [call.id, call.secondaryId]),
      [[consult, original]],
    );
  });

  it('is followed by after-call work on the call that goes on', () => {
    const { stage, original } = consulted('cce', '1001003');
    stage.told();
    stage.act(original, '1001003', 'transfer');
    assert.equal(stage.state('1001003'), 'WORK_READY');
    assert.deepEqual(stage.actions('1001003', original), ['update-data']);
    assert.ok(!stage.told().some((line) => line.startsWith('1001003 removed #1')));
    stage.do({ type: 'update-data', callId: original, variables: { callVariable1: 'x' } });
    assert.deepEqual(
      stage.engine.callFor(B, original)?.parties.map((party) => party.address),
      [C, B],
    );
    stage.act(original, C, 'drop');
    stage.wait(30_000);
    assert.deepEqual([stage.state('1001003'), stage.engine.calls()], ['READY', []]);
  });

  it('on CCX makes the colleague TALKING when they get the routed call', () => {
    const { stage, original } = consulted('ccx');
    assert.equal(stage.state(B), 'NOT_READY');
    stage.act(original, A, 'transfer');
    assert.deepEqual([stage.state(A), stage.state(B)], ['READY', 'TALKING']);
  });

  it('in a single step rings at the colleague on a call that is ACTIVE already', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    stage.idle(B);
    const callId = stage.talking(A);
    stage.told();
    stage.act(callId, A, 'transfer-single-step', B);
    assert.deepEqual(stage.told(), [
      `${A} changed #1 ACTIVE TRANSFER: ${C} ACTIVE, ${A} DROPPED/OTHER, ${B} ALERTING`,
      `${B} added #1 ACTIVE TRANSFER: ${C} ACTIVE, ${A} DROPPED/OTHER, ${B} ALERTING`,
      `${A} removed #1 ACTIVE TRANSFER: ${C} ACTIVE, ${A} DROPPED/OTHER, ${B} ALERTING`,
      `${A} READY`,
    ]);
    assert.deepEqual(stage.actions(B, callId), ['answer']);
    stage.act(callId, B, 'answer');
    assert.deepEqual([stage.state(B), stage.engine.call(callId)?.parties.map(({ state }) => state)], ['TALKING', ['ACTIVE', 'ACTIVE']]);
  });

  it('in a single step to a queue waits there, and the caller may give up', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    const callId = stage.talking(A);
    stage.do({ type: 'set-state', agentId: A, state: 'NOT_READY', reasonId: '11' });
    stage.act(callId, A, 'transfer-single-step', '7400');
    assert.equal(stage.engine.call(callId)?.queued, true);
    stage.ready(B);
    stage.wait(1_000);
    assert.equal(stage.state(B), 'RESERVED');
    stage.act(callId, C, 'drop');
    assert.deepEqual([stage.state(B), stage.engine.calls()], ['READY', []]);
  });

  it('in a single step is refused where the number leads nowhere', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    const callId = stage.talking(A);
    const refusal = stage.refused({ type: 'call-action', agentId: A, callId, address: A, action: 'transfer-single-step', to: '12' });
    assert.deepEqual([refusal.timing, refusal.kind], ['sync', 'invalid-destination']);
  });
});

describe('a conference', () => {
  it('joins everybody on the original call, with the starter as controller', () => {
    const { stage, original, consult } = consulted();
    stage.told();
    stage.act(original, A, 'conference');
    const three = `${C} ACTIVE, ${A} ACTIVE, ${B} ACTIVE`;
    assert.deepEqual(stage.told(), [
      `${A} removed #2 DROPPED CONFERENCE: ${A} DROPPED, ${B} DROPPED`,
      `${B} removed #2 DROPPED CONFERENCE: ${A} DROPPED, ${B} DROPPED`,
      `${A} changed #1 ACTIVE CONFERENCE: ${three}`,
      `${B} added #1 ACTIVE CONFERENCE: ${three}`,
    ]);
    const call = stage.engine.call(original);
    assert.deepEqual([call?.controller, call?.secondaryId], [A, consult]);
    assert.deepEqual([stage.state(A), stage.state(B)], ['TALKING', 'TALKING']);
  });

  it('goes on without the controller, whom nobody replaces', () => {
    const { stage, original } = consulted();
    stage.act(original, A, 'conference');
    stage.act(original, A, 'drop');
    assert.deepEqual([stage.state(A), stage.state(B), stage.engine.call(original)?.controller], ['READY', 'TALKING', null]);
    stage.act(original, C, 'drop');
    assert.deepEqual(stage.engine.calls(), []);
  });

  for (const [world, code] of [
    ['cce', 20999],
    ['ccx', 22],
  ] as const) {
    it(`is added to by its controller only (${code} on ${world})`, () => {
      const { stage, original } = consulted(world);
      stage.idle(D);
      stage.act(original, A, 'conference');
      const second = stage.act(original, B, 'consult', D).callId ?? '';
      stage.wait(1_000);
      stage.act(second, D, 'answer');
      const refusal = stage.refused({ type: 'call-action', agentId: B, callId: original, address: B, action: 'conference' });
      assert.deepEqual([refusal.timing, refusal.kind, refusal.code], ['async', 'not-controller', code]);
    });
  }

  it('has at most as many parties as the world says', () => {
    const { stage, original } = consulted({ ...builtInWorld('cce'), maxParties: 3 });
    stage.idle(D);
    stage.act(original, A, 'conference');
    const second = stage.act(original, A, 'consult', D).callId ?? '';
    stage.wait(1_000);
    stage.act(second, D, 'answer');
    assert.equal(
      stage.refused({ type: 'call-action', agentId: A, callId: original, address: A, action: 'conference' }).kind,
      'party-limit',
    );
  });

  it('cannot be made while the colleague’s phone rings', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    stage.idle(B);
    const original = stage.talking(A);
    stage.act(original, A, 'consult', B);
    stage.wait(1_000);
    assert.equal(stage.refused({ type: 'call-action', agentId: A, callId: original, address: A, action: 'conference' }).kind, 'no-consult');
  });

  const rules: readonly [World['enableDropParticipantFor'], string, boolean][] = [
    ['supervisor_only', A, false],
    ['supervisor_only', B, false],
    ['conference_controller_and_supervisor', A, true],
    ['conference_controller_and_supervisor', B, false],
    ['all', B, true],
  ];
  for (const [enableDropParticipantFor, who, may] of rules) {
    it(`lets ${who === A ? 'the controller' : 'another agent'} drop a party under ${enableDropParticipantFor}: ${may}`, () => {
      const { stage, original } = consulted({ ...builtInWorld('cce'), enableDropParticipantFor });
      stage.act(original, A, 'conference');
      assert.equal(stage.actions(who, original).includes('drop-party'), may);
      const other = who === A ? B : A;
      const result = stage.engine.execute({ type: 'call-action', agentId: who, callId: original, address: other, action: 'drop-party' });
      assert.equal(result.ok, may);
      assert.equal(stage.state(other) === 'TALKING', !may);
      const customer = stage.engine.execute({ type: 'call-action', agentId: who, callId: original, address: C, action: 'drop-party' });
      assert.equal(customer.ok, false, 'customers are not dropped');
    });
  }

  it('lets a supervisor in it drop a party', () => {
    const { stage, original } = consulted({ ...builtInWorld('cce'), enableDropParticipantFor: 'supervisor_only' });
    stage.idle(SUPERVISOR);
    stage.act(original, A, 'conference');
    const second = stage.act(original, A, 'consult', SUPERVISOR).callId ?? '';
    stage.wait(1_000);
    stage.act(second, SUPERVISOR, 'answer');
    stage.act(original, A, 'conference');
    assert.equal(stage.actions(SUPERVISOR, original).includes('drop-party'), true);
    stage.do({ type: 'call-action', agentId: SUPERVISOR, callId: original, address: B, action: 'drop-party' });
    assert.equal(stage.state(B), 'NOT_READY');
  });

  it('offers nobody a party to drop on CCX', () => {
    const { stage, original } = consulted('ccx');
    stage.act(original, A, 'conference');
    assert.equal(stage.actions(A, original).includes('drop-party'), false);
    const refusal = stage.refused({ type: 'call-action', agentId: A, callId: original, address: B, action: 'drop-party' });
    assert.deepEqual([refusal.timing, refusal.kind], ['sync', 'not-supported']);
  });
});

describe('campaigns', () => {
  it('of the progressive kind reserve the agent, then connect the customer', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    stage.told();
    const callId = stage.do({ type: 'offer-contact', campaign: 'Payment reminder', customer: C }).callId ?? '';
    assert.deepEqual(stage.told(), [`${A} RESERVED_OUTBOUND`]);
    stage.wait(2_000);
    assert.deepEqual(stage.told(), [`${A} TALKING`, `${A} added #1 ACTIVE OUTBOUND: ${C} ACTIVE, ${A} ACTIVE`]);
    const status = stage.engine.call(callId)?.variables.find(({ name }) => name === 'BAStatus');
    assert.equal(status?.value, 'PROGRESSIVE_OUTBOUND');
    stage.act(callId, C, 'drop');
    assert.deepEqual([stage.state(A), stage.engine.calls()], ['READY', []]);
  });

  it('give the agent back when the customer cannot be reached: READY, on CCX not ready for a moment', () => {
    const after: Record<string, string> = { cce: 'READY', ccx: 'NOT_READY' };
    for (const world of ['cce', 'ccx'] as const) {
      const stage = new Rehearsal(world);
      stage.ready(A);
      stage.do({ type: 'offer-contact', campaign: '34', customer: '+12065550150' });
      stage.wait(2_000);
      assert.deepEqual([stage.state(A), stage.engine.calls()], [after[world], []]);
      stage.wait(5_000);
      assert.equal(stage.state(A), 'READY');
    }
  });

  it('of the preview kind ask the agent first; accepted, a new call follows and the offer goes', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    stage.told();
    const offer = stage.do({ type: 'offer-contact', campaign: '31', customer: C, target: A }).callId ?? '';
    assert.deepEqual(stage.told(), [
      `${A} RESERVED_OUTBOUND_PREVIEW`,
      `${A} added #1 ALERTING OUTBOUND_PREVIEW: 890001 INITIATED, ${A} ALERTING`,
    ]);
    stage.do({ type: 'call-action', agentId: A, callId: offer, address: A, action: 'accept' });
    assert.deepEqual(stage.told(), [`${A} changed #1 ACCEPTED OUTBOUND_PREVIEW: 890001 INITIATED, ${A} ACCEPTED`]);
    stage.wait(2_000);
    assert.deepEqual(stage.told(), [
      `${A} TALKING`,
      `${A} added #2 ACTIVE OUTBOUND: ${C} ACTIVE, ${A} ACTIVE`,
      `${A} removed #1 ACCEPTED OUTBOUND_PREVIEW: 890001 DROPPED, ${A} DROPPED`,
    ]);
  });

  it('are of their platform: preview on CCE, direct preview on CCX', () => {
    for (const [world, foreign] of [
      ['cce', '32'],
      ['ccx', '31'],
    ] as const) {
      const stage = new Rehearsal(world);
      stage.ready(A);
      const callId = stage.do({ type: 'offer-contact', campaign: foreign, customer: C, target: A }).callId ?? '';
      assert.equal(stage.refused({ type: 'call-action', agentId: A, callId, address: A, action: 'accept' }).kind, 'not-supported');
    }
  });

  it('need a ready agent, a known campaign and a number outside', () => {
    const stage = new Rehearsal('cce');
    const offer = (campaign: string, customer: string) => stage.refused({ type: 'offer-contact', campaign, customer }).kind;
    assert.deepEqual([offer('99', C), offer('31', A), offer('31', C)], ['unknown-campaign', 'unknown-address', 'operation-failed']);
  });

  it('are left by asking for another state', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    stage.do({ type: 'offer-contact', campaign: '33', customer: C });
    stage.do({ type: 'set-state', agentId: A, state: 'NOT_READY', reasonId: '11' });
    stage.wait(60_000);
    assert.deepEqual([stage.state(A), stage.engine.calls()], ['NOT_READY', []]);
  });
});
