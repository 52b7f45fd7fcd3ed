import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Rehearsal } from './rehearsal.js';

const A = '1001001';
const B = '1001002';
const C = '+12065550142';

describe('call data', () => {
  const withCall = (world: 'cce' | 'ccx' = 'cce') => {
    const stage = new Rehearsal(world);
    stage.ready(A);
    const callId = stage.talking(A);
    const value = (name: string) => stage.engine.call(callId)?.variables.find((variable) => variable.name === name)?.value;
    return { stage, callId, value };
  };

  it('always has ten peripheral variables, first', () => {
    const { stage, callId } = withCall();
    const names = stage.engine.call(callId)?.variables.map((variable) => variable.name) ?? [];
    assert.deepEqual(
      names,
      Array.from({ length: 10 }, (_, index) => `callVariable${index + 1}`),
    );
  });

  it('from the platform: null leaves a value, an empty one overwrites and is told (p. 94)', () => {
    const { stage, callId, value } = withCall();
    stage.do({ type: 'update-data', callId, variables: { callVariable1: 'gold', 'user.Segment': 'x' } });
    stage.told();
    stage.do({ type: 'update-data', callId, variables: { callVariable1: null } });
    assert.deepEqual([value('callVariable1'), stage.told()], ['gold', []]);
    stage.do({ type: 'update-data', callId, variables: { callVariable1: '' } });
    assert.equal(value('callVariable1'), '');
    assert.equal(stage.told().length, 1);
    assert.equal(value('user.Segment'), 'x');
  });

  it('from an agent is kept within the platform’s limits (pp. 89-91)', () => {
    const { stage, callId, value } = withCall();
    const set = (variables: Record<string, string>) => stage.engine.execute({ type: 'update-data', agentId: A, callId, variables });
    assert.deepEqual(set({ callVariable1: 'é'.repeat(20) }), { ok: true, outcome: 'changed' });
    const long = set({ callVariable1: 'é'.repeat(21) });
    assert.ok(!long.ok && long.refusal.kind === 'variable-invalid' && long.refusal.timing === 'async');
    assert.ok(!set({ 'user.Case[4]': 'x' }).ok);
    assert.ok(!set({ 'user.Case': 'x' }).ok);
    assert.ok(!set({ 'user.Segment[0]': 'x' }).ok);
    assert.deepEqual(set({ 'user.Nonsense': 'x' }), { ok: true, outcome: 'no-op' });
    assert.equal(value('user.Nonsense'), undefined);
    set({ 'user.Case[3]': 'C-19', 'user.Segment': 'ü'.repeat(200) });
    assert.deepEqual([value('user.Case[3]'), value('user.Segment')], ['C-19', 'ü'.repeat(105)]);
  });

  it('cannot be written by somebody who is not in the call, nor while it rings', () => {
    const { stage, callId } = withCall();
    stage.idle(B);
    assert.equal(stage.refused({ type: 'update-data', agentId: B, callId, variables: {} }).kind, 'not-yours');
    const direct = stage.do({ type: 'place-call', from: '+12065550143', to: B }).callId ?? '';
    assert.equal(
      stage.refused({ type: 'update-data', agentId: B, callId: direct, variables: { callVariable1: 'x' } }).kind,
      'action-not-offered',
    );
    stage.act(direct, B, 'answer');
    assert.equal(
      stage.refused({ type: 'update-data', agentId: B, callId: direct, variables: { callVariable1: 'x' } }).kind,
      'variable-protected',
    );
  });
});

describe('wrap-up reasons', () => {
  it('are one on CCE, several on CCX, where one takes the place of several', () => {
    for (const world of ['cce', 'ccx'] as const) {
      const stage = new Rehearsal(world);
      stage.ready('1001001');
      const callId = stage.talking('1001001');
      const set = (change: object) => stage.engine.execute({ type: 'update-data', agentId: '1001001', callId, ...change }).ok;
      const shown = () => [stage.engine.call(callId)?.wrapUpReason, stage.engine.call(callId)?.wrapUpItems];
      assert.equal(set({ wrapUpItems: ['Refund issued', 'Address changed'] }), world === 'ccx');
      if (world === 'ccx') assert.deepEqual(shown(), ['Address changed', ['Refund issued', 'Address changed']]);
      assert.equal(set({ wrapUpReason: 'Payment arranged' }), true);
      assert.deepEqual(shown(), ['Payment arranged', []]);
    }
  });
});

describe('refusals of what a party does', () => {
  it('tell whose call, which call and what action is wrong', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    stage.idle(B);
    const callId = stage.talking(A);
    const as = (agentId: string, address: string, action: 'hold' | 'retrieve' | 'transfer' | 'send-dtmf', id = callId) =>
      stage.refused({ type: 'call-action', agentId, callId: id, address, action, digits: '1x' });
    assert.deepEqual([as(A, A, 'hold', '1').kind, as(A, A, 'hold', '1').timing], ['unknown-call', 'sync']);
    assert.deepEqual([as(A, B, 'hold').kind, as(A, B, 'hold').data], ['not-yours', B]);
    assert.deepEqual([as(B, B, 'hold').kind, as(B, B, 'hold').data], ['not-yours', callId]);
    assert.deepEqual([as(A, A, 'retrieve').kind, as(A, A, 'retrieve').timing], ['action-not-offered', 'async']);
    assert.equal(as(A, A, 'transfer').kind, 'no-consult');
    assert.equal(as(A, A, 'send-dtmf').kind, 'value-out-of-range');
    stage.act(callId, A, 'hold');
    assert.deepEqual([as(A, A, 'send-dtmf').kind, as(A, A, 'send-dtmf').timing], ['leg-held', 'sync']);
  });

  it('make a fact when they are told later, with the request that they answer', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    const callId = stage.talking(A);
    assert.deepEqual(stage.engine.submit({ type: 'call-action', agentId: A, callId, address: A, action: 'retrieve', requestId: 'r9' }), {
      ok: true,
    });
    assert.deepEqual(stage.told(), []);
    stage.wait(30);
    assert.deepEqual(stage.told(), [`${A} refused action-not-offered`]);
    const fact = stage.engine.facts().at(-1);
    assert.ok(fact?.type === 'refused');
    assert.deepEqual([fact.cause, fact.target, fact.action], [{ agentId: A, requestId: 'r9' }, { kind: 'call', id: callId }, 'retrieve']);
  });

  it('come at once while the system is out of service, but customers go on', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    const callId = stage.talking(A);
    stage.do({ type: 'set-system', status: 'OUT_OF_SERVICE', reason: 'CTI server lost' });
    const submission = stage.engine.submit({ type: 'call-action', agentId: A, callId, address: A, action: 'hold' });
    assert.ok(!submission.ok && submission.refusal.kind === 'out-of-service');
    stage.act(callId, C, 'drop');
    assert.deepEqual(stage.engine.calls(), []);
    stage.do({ type: 'set-system', status: 'IN_SERVICE' });
    assert.deepEqual(stage.engine.system().reason, '');
  });
});
