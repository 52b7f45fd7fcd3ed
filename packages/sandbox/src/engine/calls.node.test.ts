import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtInWorld } from './built-in.js';
import { Rehearsal } from './rehearsal.js';

const A = '1001001';
const B = '1001002';
const C = '+12065550142';

// The sequences are those of the platform (Finesse 12.5 guide pp. 127-128) and of captures from it.
describe('a routed call on CCE', () => {
  const delivered = (agentId = A): { stage: Rehearsal; callId: string } => {
    const stage = new Rehearsal('cce');
    stage.ready(agentId);
    const callId = stage.do({ type: 'place-call', from: C, queue: 'Billing' }).callId ?? '';
    return { stage, callId };
  };

  it('reserves the agent, and rings about 200 ms later', () => {
    const { stage } = delivered();
    assert.deepEqual(stage.told(), [`${A} NOT_READY`, `${A} READY`, `${A} RESERVED`]);
    stage.wait(179);
    assert.deepEqual(stage.told(), []);
    stage.wait(42);
    assert.deepEqual(stage.told(), [`${A} added #1 ALERTING PREROUTE_ACD_IN: ${C} INITIATED, ${A} ALERTING`]);
  });

  it('is answered, held, retrieved and ended by the customer', () => {
    const { stage, callId } = delivered();
    stage.wait(1_000);
    assert.deepEqual(stage.actions(A, callId), ['answer']);
    stage.told();
    stage.act(callId, A, 'answer');
    assert.deepEqual(stage.told(), [`${A} TALKING`, `${A} changed #1 ACTIVE PREROUTE_ACD_IN: ${C} ACTIVE, ${A} ACTIVE`]);
    assert.deepEqual(stage.actions(A, callId), ['transfer-single-step', 'consult', 'hold', 'update-data', 'send-dtmf', 'drop']);
    stage.act(callId, A, 'hold');
    assert.deepEqual(stage.told(), [`${A} changed #1 ACTIVE PREROUTE_ACD_IN: ${C} ACTIVE, ${A} HELD`, `${A} HOLD`]);
    assert.deepEqual(stage.actions(A, callId), ['update-data', 'drop', 'retrieve']);
    stage.act(callId, A, 'retrieve');
    assert.deepEqual(stage.told(), [`${A} changed #1 ACTIVE PREROUTE_ACD_IN: ${C} ACTIVE, ${A} ACTIVE`, `${A} TALKING`]);
    stage.act(callId, C, 'drop');
    assert.deepEqual(stage.told(), [
      `${A} changed #1 ACTIVE PREROUTE_ACD_IN: ${C} DROPPED, ${A} ACTIVE`,
      `${A} changed #1 DROPPED PREROUTE_ACD_IN: ${C} DROPPED, ${A} DROPPED`,
      `${A} removed #1 DROPPED PREROUTE_ACD_IN: ${C} DROPPED, ${A} DROPPED`,
      `${A} READY`,
    ]);
    assert.equal(stage.engine.call(callId), undefined);
  });

  it('shows a call abandoned while ringing as ALERTING to the last', () => {
    const { stage, callId } = delivered();
    stage.wait(1_000);
    stage.told();
    stage.act(callId, C, 'drop');
    assert.deepEqual(stage.told(), [`${A} removed #1 ALERTING PREROUTE_ACD_IN: ${C} INITIATED, ${A} DROPPED`, `${A} READY`]);
    assert.deepEqual(stage.engine.calls(), []);
  });

  it('frees the agent when the caller gives up before the phone rings', () => {
    const { stage, callId } = delivered();
    stage.told();
    stage.act(callId, C, 'drop');
    assert.deepEqual(stage.told(), [`${A} READY`]);
    stage.wait(60_000);
    assert.deepEqual(stage.told(), []);
  });

  it('goes to the next agent after ring no answer, and waits at the head of the queue if there is none', () => {
    const { stage, callId } = delivered();
    stage.wait(1_000);
    stage.do({ type: 'place-call', from: '+12065550143', queue: 'Billing' });
    stage.told();
    stage.wait(15_000);
    assert.deepEqual(stage.told(), [`${A} removed #1 ALERTING PREROUTE_ACD_IN: ${C} INITIATED, ${A} DROPPED`, `${A} NOT_READY 32767`]);
    assert.equal(stage.engine.call(callId)?.queued, true);
    assert.equal(stage.engine.queue('5120')?.callsInQueue, 2);
    stage.ready(B);
    stage.wait(1_000);
    assert.deepEqual(
      stage.engine.callsOf(B).map((call) => call.id),
      [callId],
    );
  });

  it('keeps an agent’s wish while the call rings', () => {
    const { stage, callId } = delivered();
    stage.wait(1_000);
    stage.told();
    assert.equal(stage.do({ type: 'set-state', agentId: A, state: 'NOT_READY', reasonId: '12' }).outcome, 'pending');
    stage.act(callId, C, 'drop');
    assert.deepEqual(
      stage.told().filter((line) => !line.includes('#')),
      [`${A} RESERVED pending NOT_READY`, `${A} NOT_READY 2`],
    );
  });

  it('keeps the call through after-call work, and removes it when the work ends', () => {
    const stage = new Rehearsal('cce');
    const W = '1001003';
    stage.ready(W);
    const callId = stage.talking(W);
    stage.act(callId, W, 'drop');
    assert.deepEqual(stage.told(), [
      `${W} changed #1 ACTIVE PREROUTE_ACD_IN: ${C} ACTIVE, ${W} WRAP_UP`,
      `${W} changed #1 ACTIVE PREROUTE_ACD_IN: ${C} DROPPED, ${W} WRAP_UP`,
      `${W} WORK_READY`,
    ]);
    assert.deepEqual(stage.actions(W, callId), ['update-data']);
    stage.do({ type: 'update-data', agentId: W, callId, wrapUpReason: 'Refund issued' });
    assert.equal(stage.engine.call(callId)?.wrapUpReason, 'Refund issued');
    stage.told();
    stage.wait(29_999);
    assert.deepEqual(stage.told(), []);
    stage.wait(1);
    assert.deepEqual(stage.told(), [`${W} removed #1 DROPPED PREROUTE_ACD_IN: ${C} DROPPED, ${W} DROPPED`, `${W} READY`]);
    assert.deepEqual(stage.engine.calls(), []);
  });

  it('lets the agent choose after-call work where it is optional, and end it', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    const callId = stage.talking(A);
    assert.equal(stage.do({ type: 'set-state', agentId: A, state: 'WORK' }).outcome, 'pending');
    assert.deepEqual(stage.told(), [`${A} TALKING pending WORK`]);
    stage.act(callId, C, 'drop');
    assert.equal(stage.state(A), 'WORK_READY');
    stage.told();
    stage.do({ type: 'set-state', agentId: A, state: 'NOT_READY', reasonId: '11' });
    assert.deepEqual(
      stage.told().map((line) => line.split(' ').slice(0, 3).join(' ')),
      [`${A} removed #1`, `${A} NOT_READY 1`],
    );
    stage.wait(120_000);
    assert.deepEqual(stage.told(), [], 'the timer of the work is gone');
  });

  it('serves the agent who has been ready longest, and waiting calls in their order', () => {
    const stage = new Rehearsal('cce');
    const ids = ['+12065550142', '+12065550143', '+441632960123'].map((from) => stage.do({ type: 'place-call', from, to: '7400' }).callId);
    assert.equal(stage.engine.queue('5120')?.callsInQueue, 3);
    stage.ready(B);
    stage.wait(10);
    stage.ready(A);
    stage.wait(300);
    assert.deepEqual(
      stage.engine.callsOf(B).map((call) => call.id),
      [ids[0]],
    );
    assert.deepEqual(
      stage.engine.callsOf(A).map((call) => call.id),
      [ids[1]],
    );

    const other = new Rehearsal('cce');
    other.ready(B);
    other.wait(5);
    other.ready(A);
    other.do({ type: 'place-call', from: C, to: '7400' });
    assert.deepEqual([other.state(A), other.state(B)], ['READY', 'RESERVED']);
  });

  it('gives no queue’s call to somebody who does not work it', () => {
    const stage = new Rehearsal('cce');
    stage.ready('1001003');
    stage.do({ type: 'place-call', from: C, queue: 'Loyalty' });
    stage.wait(1_000);
    assert.equal(stage.state('1001003'), 'READY');
  });
});

describe('an outgoing call on CCE', () => {
  const dialled = (to: string): { stage: Rehearsal; callId: string } => {
    const stage = new Rehearsal('cce');
    stage.idle(A, B);
    stage.told();
    return { stage, callId: stage.do({ type: 'make-call', agentId: A, from: A, to, requestId: 'r1' }).callId ?? '' };
  };

  it('goes off-hook, dials, rings and is answered by a colleague', () => {
    const { stage, callId } = dialled(B);
    assert.deepEqual(stage.told(), [`${A} TALKING`, `${A} added #1 INITIATING AGENT_INSIDE: ${A} INITIATING`]);
    assert.deepEqual([stage.engine.call(callId)?.to, stage.engine.call(callId)?.dnis], ['', '']);
    stage.wait(1_000);
    assert.deepEqual(stage.told(), [
      `${A} changed #1 INITIATED AGENT_INSIDE: ${A} INITIATED`,
      `${A} changed #1 ALERTING AGENT_INSIDE: ${A} INITIATED, ${B} ALERTING`,
      `${B} added #1 ALERTING AGENT_INSIDE: ${A} INITIATED, ${B} ALERTING`,
    ]);
    stage.act(callId, B, 'answer');
    assert.deepEqual(stage.told(), [
      `${B} TALKING`,
      `${A} changed #1 ACTIVE AGENT_INSIDE: ${A} ACTIVE, ${B} ACTIVE`,
      `${B} changed #1 ACTIVE AGENT_INSIDE: ${A} ACTIVE, ${B} ACTIVE`,
    ]);
    stage.act(callId, B, 'hold');
    assert.deepEqual(stage.told(), [
      `${A} changed #1 ACTIVE AGENT_INSIDE: ${A} ACTIVE, ${B} HELD`,
      `${B} changed #1 ACTIVE AGENT_INSIDE: ${A} ACTIVE, ${B} HELD`,
      `${B} HOLD`,
    ]);
    stage.act(callId, A, 'drop');
    assert.deepEqual([stage.state(A), stage.state(B)], ['NOT_READY', 'NOT_READY']);
    assert.deepEqual(stage.engine.calls(), []);
  });

  for (const [number, cause] of [
    ['+12065550150', 'BUSY'],
    ['+12065550152', 'BAD_DESTINATION'],
    ['12', 'BAD_DESTINATION'],
    [A, 'BUSY'],
  ] as const) {
    it(`fails with ${cause} to ${number}, until the agent hangs up`, () => {
      const { stage, callId } = dialled(number);
      stage.wait(1_000);
      const { call } = { call: stage.engine.callFor(A, callId) };
      assert.equal(call?.state, 'FAILED');
      assert.deepEqual(
        call.parties.map(({ state, cause: why }) => [state, why]),
        [['FAILED', cause]],
      );
      assert.deepEqual(stage.actions(A, callId), ['drop']);
      assert.equal(stage.state(A), 'TALKING');
      stage.act(callId, A, 'drop');
      assert.equal(stage.state(A), 'NOT_READY');
      assert.deepEqual(stage.engine.calls(), []);
    });
  }

  it('is answered outside after the customer’s time, and typed OUT', () => {
    const { stage, callId } = dialled(C);
    stage.wait(1_000);
    assert.equal(stage.engine.call(callId)?.state, 'ALERTING');
    stage.wait(3_000);
    assert.equal(stage.engine.call(callId)?.state, 'ACTIVE');
    assert.equal(stage.engine.call(callId)?.callType, 'OUT');
  });

  it('goes on ringing where nobody answers, and shows the last state when given up', () => {
    const { stage, callId } = dialled('+12065550151');
    stage.wait(100_000);
    stage.told();
    stage.act(callId, A, 'drop');
    assert.deepEqual(stage.told(), [`${A} removed #1 ALERTING OUT: ${A} DROPPED, +12065550151 ALERTING`, `${A} NOT_READY`]);
  });

  it('given up while INITIATING is removed so', () => {
    const { stage, callId } = dialled(B);
    stage.told();
    stage.act(callId, A, 'drop');
    stage.wait(5_000);
    assert.deepEqual(stage.told(), [`${A} removed #1 INITIATING AGENT_INSIDE: ${A} DROPPED`, `${A} NOT_READY`]);
  });

  it('dialled from READY shows 50006, then TALKING, and READY afterwards (p. 80)', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    stage.told();
    const callId = stage.do({ type: 'make-call', agentId: A, from: A, to: C }).callId ?? '';
    assert.deepEqual(stage.told().slice(0, 2), [`${A} NOT_READY 50006`, `${A} TALKING`]);
    stage.act(callId, A, 'drop');
    assert.equal(stage.state(A), 'READY');
  });

  it('carries the request to the facts that it causes, and to no others', () => {
    const { stage } = dialled(B);
    stage.wait(1_000);
    const caused = stage.engine.facts().filter((fact) => fact.cause !== null);
    assert.deepEqual(
      caused.map((fact) => fact.type),
      ['agent', 'call', 'call-added'],
    );
    assert.deepEqual(new Set(caused.map((fact) => fact.cause?.requestId)), new Set(['r1']));
  });

  it('is refused where the phone, the number or the state is wrong', () => {
    const stage = new Rehearsal('cce');
    const make = (agentId: string, from: string, to: string) => stage.refused({ type: 'make-call', agentId, from, to });
    assert.equal(make('404', A, C).kind, 'unknown-agent');
    assert.equal(make(A, A, C).kind, 'invalid-state');
    stage.idle(A);
    assert.deepEqual([make(A, B, C).kind, make(A, B, C).timing], ['not-yours', 'sync']);
    assert.deepEqual(make(A, A, ''), { timing: 'sync', kind: 'parameter-missing', message: 'No number to call', data: 'to' });
    stage.do({ type: 'make-call', agentId: A, from: A, to: C });
    assert.equal(make(A, A, B).code, 33);
  });
});

describe('CCX', () => {
  it('tells nothing of an agent who talks on a call that no queue gave', () => {
    const stage = new Rehearsal('ccx');
    stage.idle(A, B);
    stage.told();
    const callId = stage.do({ type: 'make-call', agentId: A, from: A, to: B }).callId ?? '';
    stage.wait(1_000);
    stage.act(callId, B, 'answer');
    stage.act(callId, A, 'hold');
    stage.act(callId, A, 'drop');
    assert.deepEqual(
      stage.told().filter((line) => !line.includes('#')),
      [],
    );
  });

  it('stays TALKING through a hold, and works in WORK for those who were ready too', () => {
    const stage = new Rehearsal('ccx');
    stage.ready('1001003');
    const callId = stage.talking('1001003');
    stage.act(callId, '1001003', 'hold');
    assert.deepEqual(stage.told(), [`1001003 changed #1 ACTIVE ACD_IN: ${C} ACTIVE, 1001003 HELD`]);
    stage.act(callId, C, 'drop');
    assert.equal(stage.state('1001003'), 'WORK');
    stage.wait(30_000);
    assert.deepEqual([stage.state('1001003'), stage.engine.agent('1001003')?.reason?.code], ['NOT_READY', 32758]);
  });

  it('takes a ready agent who picks up a direct call out of the queues for as long', () => {
    const stage = new Rehearsal('ccx');
    stage.ready(A);
    const callId = stage.do({ type: 'place-call', from: C, to: A }).callId ?? '';
    assert.equal(stage.state(A), 'READY');
    stage.act(callId, A, 'answer');
    assert.deepEqual([stage.state(A), stage.engine.agent(A)?.reason?.code], ['NOT_READY', 32761]);
    stage.act(callId, C, 'drop');
    assert.equal(stage.state(A), 'READY');
  });

  it('offers recording, and no single-step transfer', () => {
    const stage = new Rehearsal('ccx');
    stage.ready(A);
    const callId = stage.talking(A);
    assert.deepEqual(stage.actions(A, callId), ['consult', 'hold', 'update-data', 'send-dtmf', 'drop', 'start-recording']);
    stage.do({ type: 'call-action', agentId: A, callId, address: A, action: 'start-recording' });
    assert.equal(stage.engine.call(callId)?.recording, true);
    const sst = stage.refused({ type: 'call-action', agentId: A, callId, address: A, action: 'transfer-single-step', to: B });
    assert.deepEqual([sst.timing, sst.kind], ['sync', 'not-supported']);
  });

  it('answers nobody within the ring time with 32763', () => {
    const stage = new Rehearsal('ccx');
    stage.ready(A);
    stage.do({ type: 'place-call', from: C, to: '7400' });
    stage.wait(16_000);
    assert.equal(stage.engine.agent(A)?.reason?.code, 32763);
  });
});

describe('a phone', () => {
  it('holds the call that it talks on when another one is answered or retrieved', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    const first = stage.talking(A);
    const second = stage.do({ type: 'place-call', from: '+12065550143', to: A }).callId ?? '';
    assert.deepEqual(stage.actions(A, second), ['answer']);
    stage.act(second, A, 'answer');
    assert.deepEqual(stage.actions(A, first), ['update-data', 'drop', 'retrieve', 'transfer', 'conference']);
    stage.act(first, A, 'retrieve');
    const states = (callId: string) => stage.engine.callFor(A, callId)?.parties.find((party) => party.agentId === A)?.state;
    assert.deepEqual([states(first), states(second)], ['ACTIVE', 'HELD']);
    stage.act(first, C, 'drop');
    assert.equal(stage.state(A), 'HOLD', 'the other call is still there');
  });

  it('is busy for a third call', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    stage.talking(A);
    stage.do({ type: 'place-call', from: '+12065550143', to: A });
    assert.equal(stage.refused({ type: 'place-call', from: '+441632960123', to: A }).code, 33);
  });

  it('that is out of service takes no call and no sign-in', () => {
    const stage = new Rehearsal('cce');
    assert.equal(stage.refused({ type: 'sign-in', agentId: A, extension: '1001199' }).kind, 'invalid-device');
    stage.do({ type: 'set-device', extension: A, inService: false });
    assert.equal(stage.refused({ type: 'place-call', from: C, to: A }).code, 34);
    stage.do({ type: 'set-device', extension: A, inService: true });
    stage.do({ type: 'place-call', from: C, to: A });
    assert.equal(stage.engine.calls().length, 1);
  });
});

describe('a world with its own times', () => {
  it('is played by them', () => {
    const world = builtInWorld('cce');
    const stage = new Rehearsal({ ...world, timing: { ...world.timing, deliverMs: 0, ringMs: 500 } });
    stage.ready(A);
    stage.do({ type: 'place-call', from: C, to: '7400' });
    stage.wait(500);
    assert.equal(stage.engine.agent(A)?.reason?.code, 32767);
  });
});
