import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { builtInWorld, type BuiltInWorld } from './built-in.js';
import { SimClock } from './clock.js';
import type { Command } from './commands.js';
import { createEngine } from './engine.js';
import type { Fact } from './facts.js';
import type { AgentState, CallAction, CallView } from './model.js';
import type { Engine } from './types.js';

const AGENTS = ['1001001', '1001003', '1001005', '1001006'];
const NUMBERS = [...AGENTS, '7400', '5122', '+12065550142', '+12065550150', '+12065550153', '12'];
const CUSTOMERS = ['+12065550142', '+12065550143', '+441632960123'];
const ACTIONS: readonly Exclude<CallAction, 'update-data'>[] = [
  'answer',
  'answer',
  'answer',
  'hold',
  'retrieve',
  'drop',
  'drop',
  'consult',
  'transfer',
  'conference',
  'transfer-single-step',
  'send-dtmf',
  'drop-party',
  'start-recording',
  'accept',
  'reject',
  'close',
  'reclassify',
  'schedule-callback',
  'cancel-callback',
];

/** A step of a random shift. Calls and parties are named by position, so that most steps find something to act on. */
type Step =
  | { readonly step: 'wait'; readonly ms: number }
  | { readonly step: 'command'; readonly command: Command }
  | {
      readonly step: 'act';
      readonly call: number;
      readonly party: number;
      readonly action: (typeof ACTIONS)[number];
      readonly to: string;
      readonly own: boolean;
    };

const agent = fc.constantFrom(...AGENTS);
const number = fc.constantFrom(...NUMBERS);
const customer = fc.constantFrom(...CUSTOMERS);
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: agent.map((agentId): Command => ({ type: 'sign-in', agentId, extension: agentId })) },
  { weight: 1, arbitrary: agent.map((agentId): Command => ({ type: 'sign-in', agentId, extension: '1001101' })) },
  {
    weight: 8,
    arbitrary: fc
      .record({ agentId: agent, state: fc.constantFrom('READY', 'READY', 'NOT_READY', 'LOGOUT', 'WORK') })
      .map(({ agentId, state }): Command => ({
        type: 'set-state',
        agentId,
        state,
        requestId: 'r',
        ...(state === 'NOT_READY' && { reasonId: '12' }),
        ...(state === 'LOGOUT' && { reasonId: '21' }),
      })),
  },
  { weight: 2, arbitrary: agent.map((target): Command => ({ type: 'set-state', agentId: '1001090', target, state: 'LOGOUT' })) },
  {
    weight: 4,
    arbitrary: fc
      .record({ agentId: agent, to: number })
      .map(({ agentId, to }): Command => ({ type: 'make-call', agentId, from: agentId, to })),
  },
  { weight: 8, arbitrary: fc.record({ from: customer, to: number }).map(({ from, to }): Command => ({ type: 'place-call', from, to })) },
  { weight: 1, arbitrary: fc.record({ from: agent, to: number }).map(({ from, to }): Command => ({ type: 'place-call', from, to })) },
  {
    weight: 2,
    arbitrary: fc
      .record({ campaign: fc.constantFrom('31', '32', '33', '34', '35'), customer: fc.constantFrom(...CUSTOMERS, '+12065550150') })
      .map((contact): Command => ({ type: 'offer-contact', ...contact })),
  },
  { weight: 1, arbitrary: agent.map((target): Command => ({ type: 'connection-lost', target })) },
  { weight: 1, arbitrary: agent.map((target): Command => ({ type: 'connection-restored', target })) },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(0, 50, 250, 1_000, 4_000, 20_000, 70_000).map((ms): Step => ({ step: 'wait', ms })) },
  { weight: 6, arbitrary: command.map((one): Step => ({ step: 'command', command: one })) },
  {
    weight: 10,
    arbitrary: fc.record({
      step: fc.constant('act' as const),
      call: fc.nat(7),
      party: fc.nat(3),
      action: fc.constantFrom(...ACTIONS),
      to: number,
      own: fc.boolean(),
    }),
  },
);

function play(
  world: BuiltInWorld,
  seed: number,
  steps: readonly Step[],
  check?: (engine: Engine, heard: readonly Fact[]) => void,
): readonly Fact[] {
  const clock = new SimClock({ start: builtInWorld(world).startTime });
  const engine = createEngine({ world: builtInWorld(world), seed, clock, logLimit: 1_000_000 });
  const heard: Fact[] = [];
  engine.subscribe((fact) => heard.push(fact));
  for (const one of steps) {
    if (one.step === 'wait') clock.advance(one.ms);
    else if (one.step === 'command') engine.execute(one.command);
    else act(engine, one);
    check?.(engine, heard);
  }
  clock.advance(200_000);
  check?.(engine, heard);
  return engine.facts();
}

function act(engine: Engine, { call, party, action, to, own }: Extract<Step, { step: 'act' }>): void {
  const calls = engine.calls();
  const chosen = calls[call % Math.max(1, calls.length)];
  const leg = chosen?.parties[party % Math.max(1, chosen.parties.length)];
  if (!chosen || !leg) return;
  const as = own && leg.agentId !== null ? { agentId: leg.agentId, requestId: 'r' } : {};
  engine.execute({ type: 'call-action', callId: chosen.id, address: leg.address, action, to, digits: '1', ...CAMPAIGN_DATA, ...as });
}

const CAMPAIGN_DATA = { classification: 'FAX', callback: { time: '2026-03-07T14:30' } };

/** What an agent knows from facts alone. */
function shown(heard: readonly Fact[], agentId: string): Map<string, CallView> {
  const calls = new Map<string, CallView>();
  for (const fact of heard) {
    if (fact.type === 'call-added' && fact.agentId === agentId) {
      assert.ok(!calls.has(fact.call.id), 'a call is added once');
      calls.set(fact.call.id, fact.call);
    } else if (fact.type === 'call-changed' && fact.agentId === agentId) {
      assert.ok(calls.has(fact.call.id), 'a change is of a call that was added');
      calls.set(fact.call.id, fact.call);
    } else if (fact.type === 'call-removed' && fact.agentId === agentId) {
      assert.ok(calls.delete(fact.call.id), 'what is removed was there');
    }
  }
  return calls;
}

function soundness(engine: Engine, heard: readonly Fact[]): void {
  const cce = engine.world.platform === 'CCE';
  const calls = engine.calls();
  const legs = calls.flatMap((call) => call.parties.map((party) => ({ call, party })));

  const busy = new Map<string, number>();
  for (const { party } of legs) {
    if (
      party.kind === 'agent' &&
      (party.state === 'ACTIVE' || party.state === 'INITIATED' || party.state === 'INITIATING' || party.state === 'FAILED')
    ) {
      busy.set(party.address, (busy.get(party.address) ?? 0) + 1);
    }
  }
  for (const [address, count] of busy) assert.ok(count <= 1, `${address} talks in ${count} calls`);

  for (const call of calls) {
    assert.ok(
      call.parties.some((party) => party.state !== 'DROPPED'),
      `call ${call.id} is of nobody`,
    );
    const addresses = call.parties.filter((party) => party.state !== 'DROPPED').map((party) => party.address);
    assert.equal(new Set(addresses).size, addresses.length, `somebody is in call ${call.id} twice`);
    assert.notEqual(call.state, 'DROPPED');
    if (call.queued) assert.ok(call.parties.some((party) => party.kind === 'route-point'));
    const working = call.parties.some((party) => party.state === 'WRAP_UP');
    const talking = call.parties.filter((party) => party.state === 'ACTIVE' || party.state === 'HELD').length;
    if (call.state === 'ACTIVE' && !working) assert.ok(talking >= 1, `nobody talks in ${call.id}`);
  }

  for (const view of engine.agents()) {
    const own = legs.filter(({ party }) => party.agentId === view.id && party.state !== 'DROPPED' && !callIsOffer(party.state));
    const talks = own.some(({ party }) => ['INITIATING', 'INITIATED', 'ACTIVE', 'FAILED'].includes(party.state));
    const holds = own.some(({ party }) => party.state === 'HELD');
    if (cce) {
      assert.equal(view.state === 'TALKING', talks, `${view.id} is ${view.state}, talks: ${talks}`);
      assert.equal(view.state === 'HOLD', holds && !talks, `${view.id} is ${view.state}, holds: ${holds}`);
    } else {
      assert.ok(view.state !== 'HOLD' && view.state !== 'WORK_READY', `${view.state} is not of CCX`);
      if (view.state === 'TALKING') assert.ok(talks || holds);
    }
    const works = own.some(({ party }) => party.state === 'WRAP_UP');
    assert.equal(view.state === 'WORK' || view.state === 'WORK_READY', works, `${view.id} is ${view.state}, works: ${works}`);
    if (view.state === 'LOGOUT') assert.deepEqual([view.extension, engine.callsOf(view.id).length], [null, 0]);
    else assert.ok(view.extension !== null);
    if (view.state === 'READY') assert.equal(talks, false, `${view.id} is ready and talks`);
    if (view.pendingState !== null)
      assert.ok(['TALKING', 'HOLD', 'RESERVED', 'RESERVED_OUTBOUND', 'RESERVED_OUTBOUND_PREVIEW'].includes(view.state));
    if (view.state === 'RESERVED') {
      const mine = calls.filter((call) => call.parties.some((party) => party.agentId === view.id && party.state === 'ALERTING'));
      assert.ok(mine.length > 0 || calls.some((call) => call.routed && !call.queued), `${view.id} is reserved for nothing`);
    }

    const known = shown(heard, view.id);
    assert.deepEqual(
      [...known.keys()],
      engine.callsOf(view.id).map((call) => call.id),
    );
    for (const [callId, picture] of known) {
      const now = engine.callFor(view.id, callId);
      const mine = (call: CallView | undefined) => call?.parties.find((party) => party.agentId === view.id);
      assert.equal(mine(picture)?.state, mine(now)?.state, `${view.id} was not told of their own leg in ${callId}`);
      assert.deepEqual(mine(picture)?.actions, mine(now)?.actions, `${view.id} was not told of their actions in ${callId}`);
      assert.equal(picture.state, now?.state);
    }
  }

  for (const queue of engine.queues()) {
    assert.equal(queue.callsInQueue, calls.filter((call) => call.queued && call.queue?.id === queue.id).length);
    const parts =
      queue.agentsReady +
      queue.agentsNotReady +
      queue.agentsBusyOther +
      queue.agentsTalkingInbound +
      queue.agentsTalkingOutbound +
      queue.agentsTalkingInternal +
      queue.agentsWrapUpReady +
      queue.agentsWrapUpNotReady;
    assert.equal(parts, queue.agentsLoggedOn);
  }

  heard.forEach((fact, index) => {
    assert.equal(fact.seq, index + 1);
    if (!cce || fact.type !== 'agent' || fact.change !== 'state' || fact.agent.state === 'LOGOUT') return;
    const { previous, agent } = fact;
    assert.ok(NEXT[previous]?.includes(agent.state), `${agent.id} went from ${previous} to ${agent.state}`);
  });
}

// Of a call that the agent took while set aside for another one: they are still set aside after it. No table says what happens then.
const BACK: readonly AgentState[] = ['RESERVED', 'RESERVED_OUTBOUND', 'RESERVED_OUTBOUND_PREVIEW'];

/** Which states follow which on CCE (Finesse 12.5 guide pp. 42-47). Being signed out by somebody else may follow any. */
const NEXT: Partial<Record<AgentState, readonly AgentState[]>> = {
  LOGOUT: ['NOT_READY'],
  // HOLD: after signing in on a phone that holds a call.
  NOT_READY: ['READY', 'TALKING', 'HOLD'],
  READY: ['NOT_READY', 'RESERVED', 'RESERVED_OUTBOUND', 'RESERVED_OUTBOUND_PREVIEW', 'TALKING'],
  RESERVED: ['TALKING', 'READY', 'NOT_READY'],
  RESERVED_OUTBOUND: ['TALKING', 'READY', 'NOT_READY'],
  RESERVED_OUTBOUND_PREVIEW: ['TALKING', 'READY', 'NOT_READY'],
  TALKING: ['HOLD', 'READY', 'NOT_READY', 'WORK', 'WORK_READY', ...BACK],
  HOLD: ['TALKING', 'READY', 'NOT_READY', 'WORK', 'WORK_READY', ...BACK],
  // TALKING: a direct call that is picked up during the work.
  WORK: ['READY', 'NOT_READY', 'TALKING'],
  WORK_READY: ['READY', 'NOT_READY', 'TALKING'],
};

function callIsOffer(state: string): boolean {
  return state === 'ALERTING' || state === 'ACCEPTED';
}

describe('a random shift', () => {
  for (const world of ['cce', 'ccx'] as const) {
    it(`on ${world} keeps calls, phones, agents and what they were told in agreement`, () => {
      fc.assert(
        fc.property(fc.nat(0xffff), fc.array(step, { maxLength: 90, size: 'max' }), (seed, steps) => {
          let last = 0;
          play(world, seed, prologue(steps), (engine, heard) => {
            if (heard.length === last) return;
            last = heard.length;
            soundness(engine, heard);
          });
        }),
        { numRuns: 500, seed: 20_261_120, includeErrorInReport: true },
      );
    });

    it(`on ${world} is the same to the byte with the same seed`, () => {
      fc.assert(
        fc.property(fc.nat(), fc.array(step, { maxLength: 60, size: 'max' }), (seed, steps) => {
          const all = prologue(steps);
          assert.equal(JSON.stringify(play(world, seed, all)), JSON.stringify(play(world, seed, all)));
        }),
        { numRuns: 50, seed: 7, includeErrorInReport: true },
      );
    });
  }

  it('differs with the seed', () => {
    const steps = prologue([
      { step: 'command', command: { type: 'place-call', from: '+12065550142', to: '7400' } },
      { step: 'wait', ms: 5_000 },
    ]);
    assert.notEqual(JSON.stringify(play('cce', 1, steps)), JSON.stringify(play('cce', 2, steps)));
  });
});

/** Everybody starts work, or little would happen. */
function prologue(steps: readonly Step[]): readonly Step[] {
  const start = AGENTS.flatMap((agentId): Step[] => [
    { step: 'command', command: { type: 'sign-in', agentId, extension: agentId } },
    { step: 'command', command: { type: 'set-state', agentId, state: 'READY' } },
  ]);
  return [...start, ...steps];
}

describe('an engine', () => {
  const sign = (agentId: string): Command => ({ type: 'sign-in', agentId, extension: agentId });

  it('starts again: agents signed out, timers dead, numbers from 1, listeners kept', () => {
    const clock = new SimClock({ start: 0 });
    const engine = createEngine({ world: builtInWorld('cce'), clock });
    const heard: Fact[] = [];
    engine.subscribe((fact) => heard.push(fact));
    for (const agentId of AGENTS) engine.execute(sign(agentId));
    engine.execute({ type: 'set-state', agentId: '1001001', state: 'READY' });
    engine.execute({ type: 'place-call', from: '+12065550142', to: '7400' });
    engine.submit({ type: 'set-state', agentId: '1001003', state: 'READY' });
    heard.length = 0;
    engine.reset({ seed: 5, world: builtInWorld('ccx') });
    clock.advance(1_000_000);
    assert.deepEqual(heard, [{ seq: 1, at: 0, cause: null, type: 'reset', seed: 5, world: 'ccx' }]);
    assert.deepEqual([engine.calls(), engine.seed, engine.world.platform], [[], 5, 'CCX']);
    assert.ok(engine.agents().every((one) => one.state === 'LOGOUT'));
  });

  it('gives the same facts after a reset with the same seed, times apart', () => {
    const clock = new SimClock({ start: 0 });
    const engine = createEngine({ world: builtInWorld('cce'), clock, seed: 9 });
    const shift = () => {
      const start = clock.now();
      engine.execute(sign('1001001'));
      engine.execute({ type: 'set-state', agentId: '1001001', state: 'READY' });
      engine.execute({ type: 'place-call', from: '+12065550142', to: '7400' });
      clock.advance(30_000);
      return engine
        .facts()
        .filter((fact) => fact.type !== 'reset')
        .map((fact) => [fact.type, fact.at - start, 'call' in fact && fact.call.id]);
    };
    const first = shift();
    engine.reset();
    assert.deepEqual(shift(), first);
  });

  it('tells facts in order even when a listener gives commands', () => {
    const engine = createEngine({ world: builtInWorld('cce') });
    const heard: number[] = [];
    engine.subscribe((fact) => {
      if (fact.seq === 1) engine.execute(sign('1001002'));
    });
    const remove = engine.subscribe((fact) => heard.push(fact.seq));
    engine.execute(sign('1001001'));
    assert.deepEqual(heard, [1, 2]);
    remove();
    engine.execute(sign('1001003'));
    assert.deepEqual(heard, [1, 2]);
  });

  it('keeps as many facts as it was told to, and gives those after a number', () => {
    const engine = createEngine({ world: builtInWorld('cce'), logLimit: 10 });
    engine.execute(sign('1001001'));
    for (let index = 0; index < 100; index++) engine.execute({ type: 'set-state', agentId: '1001001', state: 'NOT_READY', reasonId: '11' });
    const facts = engine.facts();
    assert.ok(facts.length >= 10 && facts.length <= 20);
    assert.equal(facts.at(-1)?.seq, 101);
    assert.deepEqual(
      engine.facts(99).map((fact) => fact.seq),
      [100, 101],
    );
    assert.deepEqual(engine.facts(101), []);
    assert.equal(engine.facts(0).length, facts.length);
  });

  it('never alters what it has told', () => {
    const engine = createEngine({ world: builtInWorld('cce') });
    engine.execute(sign('1001001'));
    const before = engine.agent('1001001');
    const copy = structuredClone(before);
    engine.execute({ type: 'set-state', agentId: '1001001', state: 'READY' });
    assert.deepEqual(before, copy);
    assert.notEqual(engine.agent('1001001'), before);
    assert.equal(engine.agent('1001001'), engine.agent('1001001'), 'the same picture as long as nothing changed');
  });

  it('checks without changing', () => {
    const engine = createEngine({ world: builtInWorld('cce') });
    assert.equal(engine.check({ type: 'set-state', agentId: '1001001', state: 'LOGOUT', reasonId: '21' })?.kind, 'invalid-state');
    assert.equal(engine.check(sign('1001001')), undefined);
    assert.deepEqual(engine.facts(), []);
  });

  it('shows the truth in one piece', () => {
    const engine = createEngine({ world: builtInWorld('cce') });
    engine.execute({
      type: 'place-call',
      from: '12065550142',
      queue: 'Billing',
      variables: { callVariable1: 'ACC-7781', 'user.Segment': 'gold' },
    });
    const state = engine.state();
    assert.equal(state.agents.length, 9);
    const [call] = state.calls;
    assert.deepEqual([call?.queue, call?.queued, call?.from, call?.to], ['Billing', true, '+12065550142', '7400']);
    assert.deepEqual(
      call?.parties.map(({ address, kind, state: party }) => [address, kind, party]),
      [
        ['+12065550142', 'customer', 'INITIATED'],
        ['7400', 'route-point', 'ALERTING'],
      ],
    );
    assert.deepEqual(
      [call?.variables['callVariable1'], call?.variables['callVariable2'], call?.variables['user.Segment']],
      ['ACC-7781', '', 'gold'],
    );
    assert.deepEqual(JSON.parse(JSON.stringify(state)), state, 'nothing that JSON would lose');
  });
});
