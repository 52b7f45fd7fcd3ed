import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtInWorld } from './built-in.js';
import type { AgentState } from './model.js';
import { Rehearsal } from './rehearsal.js';

const A = '1001001';
const B = '1001002';
const SUPERVISOR = '1001090';
const C = '+12065550142';

/** Ways to bring agent A into a state by what really leads there. */
const ARRANGE: Record<string, (stage: Rehearsal) => void> = {
  LOGOUT: () => undefined,
  NOT_READY: (stage) => stage.idle(A),
  READY: (stage) => stage.ready(A),
  RESERVED: (stage) => {
    stage.ready(A);
    stage.do({ type: 'place-call', from: C, to: '7400' });
  },
  RESERVED_OUTBOUND: (stage) => {
    stage.ready(A);
    stage.do({ type: 'offer-contact', campaign: '33', customer: C });
  },
  RESERVED_OUTBOUND_PREVIEW: (stage) => {
    stage.ready(A);
    stage.do({ type: 'offer-contact', campaign: stage.engine.world.platform === 'CCE' ? '31' : '32', customer: C });
  },
  TALKING: (stage) => {
    stage.ready(A);
    stage.talking(A);
  },
  HOLD: (stage) => {
    stage.ready(A);
    stage.act(stage.talking(A), A, 'hold');
  },
  WORK: (stage) => {
    stage.ready(A);
    const callId = stage.talking(A);
    if (stage.engine.world.platform === 'CCE') stage.do({ type: 'set-state', agentId: A, state: 'NOT_READY', reasonId: '11' });
    stage.do({ type: 'set-state', agentId: A, state: 'WORK' });
    stage.act(callId, C, 'drop');
  },
  WORK_READY: (stage) => {
    stage.ready(A);
    const callId = stage.talking(A);
    stage.do({ type: 'set-state', agentId: A, state: 'WORK' });
    stage.act(callId, C, 'drop');
  },
};

/**
 * What comes of a request: `now X`, in state X at once; `later X`, pendingState X and the state unchanged; `same`, told again as it is;
 * otherwise timing and kind of the refusal, with its code.
 */
type Expected = string;
const ASYNC = 'async invalid-state';

/** finesse-wire.md §7.4, typed by hand, cell by cell: READY, NOT_READY (with a reason), LOGOUT (with a reason), WORK. */
const CCE: Record<string, readonly [Expected, Expected, Expected, Expected]> = {
  LOGOUT: [ASYNC, ASYNC, 'sync invalid-state', ASYNC],
  NOT_READY: ['now READY', 'now NOT_READY', 'now LOGOUT', ASYNC],
  READY: ['same', 'now NOT_READY', ASYNC, ASYNC],
  RESERVED: ['later READY', 'later NOT_READY', ASYNC, ASYNC],
  RESERVED_OUTBOUND: ['now READY', 'now NOT_READY', ASYNC, ASYNC],
  RESERVED_OUTBOUND_PREVIEW: ['now READY', 'later NOT_READY', ASYNC, ASYNC],
  TALKING: ['later READY', 'later NOT_READY', ASYNC, 'later WORK'],
  HOLD: ['later READY', 'later NOT_READY', ASYNC, 'later WORK'],
  WORK: ['now READY', 'now NOT_READY', ASYNC, 'same'],
  WORK_READY: ['now READY', 'now NOT_READY', ASYNC, 'same'],
};

/** The same with the differences of §7.3. A held routed call leaves the agent TALKING, and there is no WORK_READY. */
const CCX: Record<string, readonly [Expected, Expected, Expected, Expected]> = {
  LOGOUT: [ASYNC, ASYNC, 'sync invalid-state', ASYNC],
  NOT_READY: ['now READY', 'now NOT_READY', 'now LOGOUT', ASYNC],
  READY: ['same', 'now NOT_READY', 'now LOGOUT', ASYNC],
  RESERVED: ['later READY', 'later NOT_READY', ASYNC, ASYNC],
  RESERVED_OUTBOUND: ['async internal', 'async internal', ASYNC, ASYNC],
  RESERVED_OUTBOUND_PREVIEW: ['now READY', 'later NOT_READY', ASYNC, ASYNC],
  TALKING: ['async invalid-state 265', 'later NOT_READY', ASYNC, 'later WORK'],
  WORK: ['now READY', 'now NOT_READY', ASYNC, 'same'],
};

const WANTED = [
  ['READY', undefined],
  ['NOT_READY', '12'],
  ['LOGOUT', '21'],
  ['WORK', undefined],
] as const;

function outcome(stage: Rehearsal, agentId: string, state: string, reasonId?: string, target = A): string {
  const before = stage.state(target);
  const result = stage.engine.execute({
    type: 'set-state',
    agentId,
    state,
    requestId: 'r',
    ...(reasonId !== undefined && { reasonId }),
    ...(target !== agentId && { target }),
  });
  if (!result.ok) {
    const { timing, kind, code } = result.refusal;
    assert.equal(stage.state(target), before, 'a refusal changes nothing');
    return `${timing} ${kind}${code === undefined ? '' : ` ${code}`}`;
  }
  const agent = stage.engine.agent(target);
  if (result.outcome === 'pending') {
    assert.equal(agent?.state, before);
    return `later ${agent?.pendingState}`;
  }
  return result.outcome === 'no-op' ? 'same' : `now ${agent?.state}`;
}

for (const [world, table] of [
  ['cce', CCE],
  ['ccx', CCX],
] as const) {
  describe(`asking for a state on ${world.toUpperCase()}`, () => {
    for (const [state, cells] of Object.entries(table)) {
      WANTED.forEach(([wanted, reasonId], column) => {
        it(`${state} → ${wanted}: ${cells[column]}`, () => {
          const stage = new Rehearsal(world);
          ARRANGE[state]?.(stage);
          assert.equal(stage.state(A), state);
          stage.told();
          assert.equal(outcome(stage, A, wanted, reasonId), cells[column]);
          const [fact] = stage.engine.facts().filter((one) => one.cause?.requestId === 'r' && one.type !== 'call');
          if (!cells[column]?.startsWith('sync')) assert.ok(fact, 'something is told that answers the request');
          else assert.equal(fact, undefined, 'what is refused at once is not told');
        });
      });
    }

    it('refuses states that only the system sets, and words that are none', () => {
      const stage = new Rehearsal(world);
      stage.idle(A);
      for (const state of ['RESERVED', 'RESERVED_OUTBOUND', 'TALKING', 'HOLD', 'UNKNOWN']) assert.equal(outcome(stage, A, state), ASYNC);
      assert.equal(outcome(stage, A, 'REDY'), 'sync invalid-input');
      assert.equal(outcome(stage, A, ''), 'sync parameter-missing');
    });
  });
}

describe('what was asked for during a call', () => {
  for (const [wanted, reasonId, after] of [
    ['READY', undefined, 'READY'],
    ['NOT_READY', '12', 'NOT_READY'],
  ] as const) {
    it(`${wanted} comes true after it, and READY first, then NOT_READY, ends as the last`, () => {
      const stage = new Rehearsal('cce');
      stage.ready(A);
      const callId = stage.talking(A);
      stage.do({ type: 'set-state', agentId: A, state: 'READY' });
      stage.do({ type: 'set-state', agentId: A, state: wanted, ...(reasonId && { reasonId }) });
      stage.act(callId, C, 'drop');
      const agent = stage.engine.agent(A);
      assert.deepEqual([agent?.state, agent?.pendingState, agent?.reason?.id], [after, null, reasonId]);
    });
  }

  it('is refused a second time on CCX with another reason (265), and told again with the same', () => {
    const stage = new Rehearsal('ccx');
    stage.ready(A);
    stage.talking(A);
    assert.equal(outcome(stage, A, 'NOT_READY', '12'), 'later NOT_READY');
    assert.equal(outcome(stage, A, 'NOT_READY', '12'), 'later NOT_READY');
    assert.equal(outcome(stage, A, 'NOT_READY', '13'), 'async invalid-state 265');
  });

  it('is refused on CCX on a call of no queue (33)', () => {
    const stage = new Rehearsal('ccx');
    stage.idle(A);
    stage.do({ type: 'make-call', agentId: A, from: A, to: C });
    assert.equal(outcome(stage, A, 'READY'), 'async invalid-state 33');
  });

  it('WORK is refused where after-call work is not allowed', () => {
    const stage = new Rehearsal('cce');
    stage.ready('1001005');
    stage.talking('1001005');
    assert.equal(outcome(stage, '1001005', 'WORK', undefined, '1001005'), ASYNC);
  });

  it('NOT_READY asked in NOT_READY changes the reason', () => {
    const stage = new Rehearsal('cce');
    stage.idle(A);
    outcome(stage, A, 'NOT_READY', '11');
    stage.told();
    assert.equal(outcome(stage, A, 'NOT_READY', '14'), 'now NOT_READY');
    assert.deepEqual(stage.told(), [`${A} NOT_READY 21`]);
    assert.equal(stage.engine.facts().at(-1)?.type === 'agent' && stage.engine.agent(A)?.reason?.label, 'Coaching');
  });

  it('a preview that was kept waiting with NOT_READY ends in it when it is rejected', () => {
    const stage = new Rehearsal('cce');
    ARRANGE['RESERVED_OUTBOUND_PREVIEW']?.(stage);
    outcome(stage, A, 'NOT_READY', '12');
    const callId = stage.engine.callsOf(A)[0]?.id ?? '';
    assert.deepEqual(stage.actions(A, callId), ['accept', 'close', 'reject']);
    stage.act(callId, A, 'reject');
    assert.deepEqual([stage.state(A), stage.engine.agent(A)?.reason?.id], ['NOT_READY', '12']);
    assert.deepEqual(stage.engine.calls(), []);
  });
});

describe('reasons', () => {
  const cases: readonly [string, string | undefined, Expected][] = [
    ['NOT_READY', undefined, 'sync reason-required'],
    ['NOT_READY', '', 'sync reason-required'],
    ['NOT_READY', '15', 'sync reason-unknown'],
    ['NOT_READY', '21', 'sync reason-unknown'],
    ['NOT_READY', '1', 'sync reason-unknown'],
    ['LOGOUT', undefined, 'sync reason-required'],
    ['LOGOUT', '11', 'sync reason-unknown'],
    ['READY', '11', 'sync reason-not-allowed'],
  ];
  for (const [state, reasonId, expected] of cases) {
    it(`${state} with ${reasonId ?? 'none'}: ${expected}`, () => {
      const stage = new Rehearsal('cce');
      stage.idle(A);
      assert.equal(outcome(stage, A, state, reasonId), expected);
    });
  }

  it('of a team are for its members only', () => {
    const stage = new Rehearsal('cce');
    assert.deepEqual(
      stage.engine.reasonsFor(A, 'NOT_READY').map(({ id }) => id),
      ['11', '12', '13', '14'],
    );
    assert.deepEqual(
      stage.engine.reasonsFor('1001006', 'NOT_READY').map(({ id }) => id),
      ['11', '12', '13', '14', '15'],
    );
  });

  it('are not allowed where none is configured', () => {
    const stage = new Rehearsal({ ...builtInWorld('cce'), reasonCodes: [] });
    stage.idle(A);
    assert.equal(outcome(stage, A, 'NOT_READY', '11'), 'sync reason-not-allowed');
    assert.equal(outcome(stage, A, 'NOT_READY'), 'now NOT_READY');
    assert.equal(stage.engine.agent(A)?.reason, null);
    assert.equal(outcome(stage, A, 'LOGOUT'), 'now LOGOUT');
  });
});

describe('signing in', () => {
  it('puts the agent to NOT_READY, without a reason on CCE and with 32760 on CCX', () => {
    for (const [world, code] of [
      ['cce', undefined],
      ['ccx', 32760],
    ] as const) {
      const stage = new Rehearsal(world);
      stage.idle(A);
      const agent = stage.engine.agent(A);
      assert.deepEqual([agent?.state, agent?.extension, agent?.reason?.code], ['NOT_READY', A, code]);
    }
  });

  it('again with the same extension keeps the state and tells it', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    stage.told();
    assert.equal(stage.do({ type: 'sign-in', agentId: A, extension: A }).outcome, 'no-op');
    assert.deepEqual(stage.told(), [`${A} READY`]);
  });

  it('is refused for unknown, taken and other phones, and modes that the agent may not use', () => {
    const stage = new Rehearsal('cce');
    const attempt = (agentId: string, extension: string, more = {}) => {
      const { timing, kind } = stage.refused({ type: 'sign-in', agentId, extension, ...more });
      return `${timing} ${kind}`;
    };
    assert.equal(attempt('nobody', A), 'sync unknown-agent');
    assert.equal(attempt(A, ''), 'sync parameter-missing');
    assert.equal(attempt(A, '999'), 'async invalid-device');
    stage.do({ type: 'sign-in', agentId: A, extension: '1001101' });
    assert.equal(attempt(B, '1001101'), 'async device-busy');
    assert.equal(attempt(A, A), 'async already-signed-in');
    const mobile = { mobile: { mode: 'CALL_BY_CALL', dialNumber: '+12065550190' } };
    assert.equal(attempt(B, B, mobile), 'async mode-not-allowed');
    stage.do({ type: 'sign-in', agentId: '1001006', extension: '1001006', mobile: { mode: 'CALL_BY_CALL', dialNumber: '+12065550190' } });
    assert.equal(stage.engine.agent('1001006')?.mobile?.mode, 'CALL_BY_CALL');
  });

  it('on another phone moves the agent on CCX', () => {
    const stage = new Rehearsal('ccx');
    stage.idle(A);
    stage.told();
    stage.do({ type: 'sign-in', agentId: A, extension: '1001101' });
    assert.deepEqual(stage.told(), [`${A} LOGOUT 32740`, `${A} NOT_READY 32760`]);
    assert.equal(stage.engine.agentOn(A), undefined);
    assert.equal(stage.engine.agentOn('1001101')?.id, A);
  });

  it('on a phone that talks already shows the call', () => {
    const stage = new Rehearsal('cce');
    const callId = stage.do({ type: 'place-call', from: C, to: A }).callId ?? '';
    stage.act(callId, A, 'answer');
    stage.idle(A);
    assert.deepEqual(stage.told(), [`${A} NOT_READY`, `${A} added #1 ACTIVE OTHER_IN: ${C} ACTIVE, ${A} ACTIVE`, `${A} TALKING`]);
  });
});

describe('a supervisor', () => {
  const cases: readonly [AgentState, string, Expected][] = [
    ['NOT_READY', 'READY', 'now READY'],
    ['READY', 'READY', ASYNC],
    ['WORK', 'READY', 'now READY'],
    ['TALKING', 'READY', ASYNC],
    ['READY', 'NOT_READY', 'now NOT_READY'],
    ['NOT_READY', 'NOT_READY', ASYNC],
    ['WORK_READY', 'NOT_READY', 'now NOT_READY'],
    ['READY', 'LOGOUT', 'now LOGOUT'],
    ['NOT_READY', 'LOGOUT', 'now LOGOUT'],
    ['RESERVED', 'LOGOUT', 'now LOGOUT'],
    ['RESERVED_OUTBOUND', 'LOGOUT', 'now LOGOUT'],
    ['WORK_READY', 'LOGOUT', 'now LOGOUT'],
    ['TALKING', 'LOGOUT', 'later LOGOUT'],
    ['LOGOUT', 'LOGOUT', 'sync invalid-state'],
    ['LOGOUT', 'READY', ASYNC],
    ['READY', 'WORK', 'sync invalid-state'],
  ];
  for (const [state, wanted, expected] of cases) {
    it(`asks ${wanted} of an agent in ${state}: ${expected}`, () => {
      const stage = new Rehearsal('cce');
      ARRANGE[state]?.(stage);
      assert.equal(outcome(stage, SUPERVISOR, wanted, undefined, A), expected);
    });
  }

  it('gives no reason: the platform adds 999, or 33 and 22 on CCX', () => {
    for (const [world, notReady, logout] of [
      ['cce', 999, 999],
      ['ccx', 33, 22],
    ] as const) {
      const stage = new Rehearsal(world);
      stage.ready(A);
      assert.equal(outcome(stage, SUPERVISOR, 'NOT_READY', '11', A), 'sync reason-not-allowed');
      outcome(stage, SUPERVISOR, 'NOT_READY', undefined, A);
      assert.equal(stage.engine.agent(A)?.reason?.code, notReady);
      outcome(stage, SUPERVISOR, 'LOGOUT', undefined, A);
      assert.equal(stage.engine.agent(A)?.reason?.code, logout);
    }
  });

  it('acts on members of their teams only, and agents on nobody', () => {
    const world = builtInWorld('cce');
    const agents = world.agents.map((agent) => (agent.id === SUPERVISOR ? { ...agent, supervises: ['5071'] } : agent));
    const stage = new Rehearsal({ ...world, agents });
    stage.ready('1001006', A);
    assert.equal(outcome(stage, SUPERVISOR, 'NOT_READY', undefined, '1001006'), 'sync not-supervised');
    assert.equal(outcome(stage, A, 'NOT_READY', undefined, '1001006'), 'sync not-supervised');
  });

  it('who signs out an agent in a call gets their wish after it', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A);
    const callId = stage.talking(A);
    outcome(stage, SUPERVISOR, 'LOGOUT', undefined, A);
    stage.act(callId, C, 'drop');
    const agent = stage.engine.agent(A);
    assert.deepEqual([agent?.state, agent?.extension, agent?.reason?.code], ['LOGOUT', null, 999]);
  });

  it('who signs out a reserved agent sends the call back to its queue', () => {
    const stage = new Rehearsal('cce');
    ARRANGE['RESERVED']?.(stage);
    stage.wait(1_000);
    outcome(stage, SUPERVISOR, 'LOGOUT', undefined, A);
    assert.equal(stage.engine.queue('5120')?.callsInQueue, 1);
    stage.wait(60_000);
    assert.equal(stage.state(A), 'LOGOUT');
    assert.equal(stage.engine.calls().length, 1);
  });
});

describe('a lost connection', () => {
  it('signs out with 255 after a minute, but not if it comes back', () => {
    const stage = new Rehearsal('cce');
    stage.ready(A, B);
    for (const target of [A, B]) stage.do({ type: 'connection-lost', target });
    assert.equal(stage.engine.agent(A)?.connected, false);
    stage.wait(59_999);
    stage.do({ type: 'connection-restored', target: B });
    assert.equal(stage.state(A), 'READY');
    stage.wait(1);
    assert.deepEqual([stage.state(A), stage.engine.agent(A)?.reason?.code, stage.state(B)], ['LOGOUT', 255, 'READY']);
    stage.wait(600_000);
    assert.equal(stage.state(B), 'READY');
  });

  it('of before a sign-out and sign-in is forgotten', () => {
    const stage = new Rehearsal('cce');
    stage.idle(A);
    stage.do({ type: 'connection-lost', target: A });
    stage.do({ type: 'set-state', agentId: A, state: 'LOGOUT', reasonId: '21' });
    stage.idle(A);
    stage.wait(120_000);
    assert.deepEqual([stage.state(A), stage.engine.agent(A)?.connected], ['NOT_READY', true]);
  });

  it('signs out in the middle of a call, which stays on the phone', () => {
    const stage = new Rehearsal('ccx');
    stage.ready(A);
    const callId = stage.talking(A);
    stage.do({ type: 'connection-lost', target: A });
    stage.wait(60_000);
    assert.deepEqual([stage.state(A), stage.engine.callsOf(A)], ['LOGOUT', []]);
    assert.equal(stage.engine.call(callId)?.parties.length, 2);
    stage.idle(A);
    assert.deepEqual([stage.state(A), stage.engine.callsOf(A).length], ['TALKING', 1]);
  });

  it('makes not ready where CCE is set so, after the call if there is one', () => {
    const world = { ...builtInWorld('cce'), onConnectionLost: 'not-ready' as const };
    const idle = new Rehearsal(world);
    idle.ready(A);
    idle.do({ type: 'connection-lost', target: A });
    idle.wait(60_000);
    assert.deepEqual([idle.state(A), idle.engine.agent(A)?.reason?.code], ['NOT_READY', 50002]);

    const busy = new Rehearsal(world);
    busy.ready(A);
    const callId = busy.talking(A);
    busy.do({ type: 'connection-lost', target: A });
    busy.wait(60_000);
    assert.deepEqual([busy.state(A), busy.engine.agent(A)?.pendingState], ['TALKING', 'NOT_READY']);
    busy.act(callId, C, 'drop');
    assert.equal(busy.engine.agent(A)?.reason?.code, 50002);
  });
});

describe('the platform itself', () => {
  it('puts an agent anywhere, signing them in if need be', () => {
    const stage = new Rehearsal('cce');
    for (const state of ['UNKNOWN', 'RESERVED_OUTBOUND', 'READY', 'WORK', 'LOGOUT', 'NOT_READY'] as const) {
      stage.do({ type: 'force-state', target: A, state });
      assert.equal(stage.state(A), state);
    }
    stage.do({ type: 'force-state', target: A, state: 'NOT_READY', reasonCode: 50002 });
    assert.equal(stage.engine.agent(A)?.reason?.label, 'Connection Failure');
    stage.do({ type: 'force-state', target: A, state: 'NOT_READY', reasonCode: 21 });
    assert.equal(stage.engine.agent(A)?.reason?.id, '14', 'a code that no id is');
    assert.equal(stage.refused({ type: 'force-state', target: A, state: 'NOT_READY', reasonCode: 4711 }).kind, 'reason-unknown');
  });
});
