import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SwitchAction } from './commands.js';
import { Rehearsal } from './rehearsal.js';

const A = '1001001';
const B = '1001002';
const D = '1001005';
const C = '+12065550142';
const NOBODY_HOME = '+12065550151';
const BUSY = '+12065550150';

class Stage extends Rehearsal {
  /** A, who talks to a customer; B, who is signed in. */
  static talking(): { stage: Stage; call: string } {
    const stage = new Stage('cce');
    stage.ready(A);
    stage.idle(B, D);
    return { stage, call: stage.talking(A) };
  }

  switch(callId: string, address: string, action: SwitchAction, to?: string): string {
    return this.do({ type: 'switch-action', callId, address, action, ...(to !== undefined && { to }) }).callId ?? '';
  }

  refusedSwitch(callId: string, address: string, action: SwitchAction, to?: string): string {
    return this.refused({ type: 'switch-action', callId, address, action, ...(to !== undefined && { to }) }).kind;
  }

  parties(callId: string): readonly string[] | undefined {
    return this.engine.call(callId)?.parties.map(({ address, state, muted }) => `${address} ${state}${muted ? ' muted' : ''}`);
  }
}

describe('the telephone system', () => {
  it('mutes a phone, which no agent’s desktop is told', () => {
    const { stage, call } = Stage.talking();
    stage.switch(call, A, 'mute');
    assert.deepEqual(stage.parties(call), [`${C} ACTIVE`, `${A} ACTIVE muted`]);
    assert.deepEqual(stage.told(), []);
    assert.equal(stage.do({ type: 'switch-action', callId: call, address: A, action: 'mute' }).outcome, 'no-op');
    assert.deepEqual(
      stage.engine.state().calls[0]?.parties.map(({ muted }) => muted),
      [undefined, true],
    );
    stage.switch(call, A, 'unmute');
    assert.deepEqual(stage.parties(call), [`${C} ACTIVE`, `${A} ACTIVE`]);
    stage.act(call, A, 'hold');
    assert.equal(stage.refusedSwitch(call, A, 'mute'), 'action-not-offered');
    assert.equal(stage.refusedSwitch(call, C, 'mute'), 'unknown-address');
    assert.equal(stage.refusedSwitch('1', A, 'mute'), 'unknown-call');
  });

  it('holds a phone that is still dialling', () => {
    const stage = new Stage('cce');
    stage.idle(A);
    const call = stage.do({ type: 'place-call', from: A, to: C }).callId ?? '';
    stage.wait(500);
    stage.switch(call, A, 'hold');
    assert.deepEqual(stage.parties(call), [`${A} HELD`, `${C} ALERTING`]);
    stage.act(call, A, 'retrieve');
    assert.deepEqual(stage.parties(call), [`${A} INITIATED`, `${C} ALERTING`]);
    stage.switch(call, A, 'hold');
    stage.wait(3_000);
    assert.deepEqual(stage.parties(call), [`${A} HELD`, `${C} ACTIVE`]);
    stage.act(call, A, 'retrieve');
    assert.deepEqual(stage.parties(call), [`${A} ACTIVE`, `${C} ACTIVE`]);
  });

  it('keeps a phone on hold that was put there before its digits went out', () => {
    const stage = new Stage('cce');
    stage.idle(A);
    const call = stage.do({ type: 'place-call', from: A, to: C }).callId ?? '';
    stage.switch(call, A, 'hold');
    stage.wait(500);
    assert.deepEqual(stage.parties(call), [`${A} HELD`, `${C} ALERTING`]);
  });

  it('consults from a held call', () => {
    const { stage, call } = Stage.talking();
    stage.act(call, A, 'hold');
    const consult = stage.switch(call, A, 'consult', B);
    stage.wait(1_000);
    assert.deepEqual(stage.parties(consult), [`${A} INITIATED`, `${B} ALERTING`]);
    assert.equal(stage.engine.call(consult)?.originalId, call);
    assert.equal(stage.refusedSwitch(call, A, 'consult', D), 'operation-failed');
  });

  it('makes a conference in one step', () => {
    const { stage, call } = Stage.talking();
    stage.switch(call, A, 'conference-single-step', B);
    assert.deepEqual(stage.parties(call), [`${C} ACTIVE`, `${A} ACTIVE`, `${B} ALERTING`]);
    stage.act(call, B, 'answer');
    assert.deepEqual(stage.parties(call), [`${C} ACTIVE`, `${A} ACTIVE`, `${B} ACTIVE`]);
    assert.equal(stage.engine.call(call)?.controller, A);
    assert.equal(stage.refusedSwitch(call, A, 'conference-single-step', B), 'operation-failed');
    assert.equal(stage.refusedSwitch(call, A, 'conference-single-step', '7400'), 'invalid-destination');
    assert.equal(stage.refusedSwitch(call, B, 'conference-single-step', D), 'not-controller');
    stage.act(call, A, 'drop');
    assert.deepEqual(
      stage.parties(call)?.filter((party) => !party.includes(A)),
      [`${C} ACTIVE`, `${B} ACTIVE`],
    );
  });

  it('ends a conference in one step whose new party never answered', () => {
    const { stage, call } = Stage.talking();
    stage.switch(call, A, 'conference-single-step', B);
    stage.act(call, C, 'drop');
    stage.act(call, A, 'drop');
    assert.equal(stage.engine.call(call), undefined);
    assert.equal(stage.state(B), 'NOT_READY');
  });

  for (const [how, after] of [
    ['transfer', [`${C} ACTIVE`, `${B} ALERTING`]],
    ['conference', [`${C} ACTIVE`, `${A} ACTIVE`, `${B} ALERTING`]],
  ] as const) {
    it(`completes a ${how} before the answer`, () => {
      const { stage, call } = Stage.talking();
      stage.switch(call, A, 'consult', B);
      assert.equal(stage.refusedSwitch(call, A, how), 'no-consult');
      stage.wait(1_000);
      stage.switch(call, A, how);
      assert.deepEqual(
        stage.parties(call)?.filter((party) => !party.endsWith('DROPPED')),
        after,
      );
      stage.act(call, B, 'answer');
      assert.ok(stage.parties(call)?.includes(`${B} ACTIVE`));
      assert.equal(stage.engine.calls().length, 1);
    });
  }

  it('completes with an outside phone that has not answered: it answers at once', () => {
    const { stage, call } = Stage.talking();
    stage.switch(call, A, 'consult', NOBODY_HOME);
    stage.wait(1_000);
    stage.switch(call, A, 'transfer');
    assert.deepEqual(
      stage.parties(call)?.filter((party) => !party.endsWith('DROPPED')),
      [`${C} ACTIVE`, `${NOBODY_HOME} ACTIVE`],
    );
  });

  it('completes with nobody who is not there yet: the consultation waits in a queue, or is on its way to an agent', () => {
    const { stage, call } = Stage.talking();
    stage.switch(call, A, 'consult', '7400');
    stage.wait(400);
    assert.equal(stage.refusedSwitch(call, A, 'transfer'), 'no-consult');
    stage.ready(B);
    stage.wait(10);
    assert.equal(stage.refusedSwitch(call, A, 'transfer'), 'no-consult');
    stage.wait(1_000);
    stage.switch(call, A, 'transfer');
    assert.deepEqual(
      stage.parties(call)?.filter((party) => !party.includes(A)),
      [`${C} ACTIVE`, `${B} ALERTING`],
    );
  });

  it('joins only with the consultation about the call', () => {
    const { stage, call } = Stage.talking();
    stage.act(call, A, 'hold');
    const other = stage.do({ type: 'place-call', from: A, to: B }).callId ?? '';
    stage.wait(1_000);
    stage.act(other, B, 'answer');
    assert.equal(stage.refusedSwitch(call, A, 'transfer'), 'no-consult');
  });

  it('transfers by a consultation that is completed as soon as it rings', () => {
    const { stage, call } = Stage.talking();
    const consult = stage.switch(call, A, 'transfer-mute', B);
    assert.deepEqual(stage.parties(call), [`${C} ACTIVE`, `${A} HELD`]);
    stage.wait(1_000);
    assert.equal(stage.engine.call(consult), undefined);
    assert.deepEqual(
      stage.parties(call)?.filter((party) => !party.includes(A)),
      [`${C} ACTIVE`, `${B} ALERTING`],
    );
    stage.act(call, B, 'answer');
    assert.deepEqual(
      stage.parties(call)?.filter((party) => !party.includes(A)),
      [`${C} ACTIVE`, `${B} ACTIVE`],
    );
  });

  it('gives the call back when such a transfer reaches nobody', () => {
    const { stage, call } = Stage.talking();
    stage.switch(call, A, 'transfer-mute', BUSY);
    stage.wait(1_000);
    assert.deepEqual(stage.parties(call), [`${C} ACTIVE`, `${A} ACTIVE`]);
    assert.equal(stage.engine.calls().length, 1);
    assert.equal(stage.state(A), 'TALKING');
  });

  it('sends such a transfer on to a queue', () => {
    const { stage, call } = Stage.talking();
    stage.switch(call, A, 'transfer-mute', '7400');
    stage.wait(400);
    assert.ok(stage.engine.call(call)?.routed);
    assert.equal(stage.engine.calls().length, 1);
    assert.ok(!stage.parties(call)?.some((party) => party === `${A} ACTIVE`));
  });
});
