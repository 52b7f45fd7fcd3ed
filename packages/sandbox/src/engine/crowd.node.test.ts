import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtInWorld, createEngine, SimClock, type AgentFact, type Engine } from './index.js';

const TEAM = '5071';

function engineWith(seed = 1): Engine & { readonly clock: SimClock } {
  const clock = new SimClock({ start: 1_772_438_400_000 });
  return createEngine({ world: builtInWorld('cce'), seed, clock, logLimit: 100_000 }) as Engine & { clock: SimClock };
}

const crowd = (engine: Engine, agents: number, changesPerSecond: number) =>
  engine.execute({ type: 'crowd', team: TEAM, agents, changesPerSecond });

const changesAfter = (engine: Engine, seq: number): readonly AgentFact[] =>
  engine.facts(seq).filter((fact): fact is AgentFact => fact.type === 'agent');

describe('a crowd', () => {
  it('makes agents of the team, most of them at work, and changes them at the pace asked for', () => {
    const engine = engineWith();
    const before = engine.teamMembers(TEAM)?.length ?? 0;
    assert.deepEqual(crowd(engine, 5000, 1000), { ok: true, outcome: 'changed' });
    const members = engine.teamMembers(TEAM) ?? [];
    assert.equal(members.length, before + 5000);
    assert.equal(new Set(members.map(({ id }) => id)).size, members.length);
    const states = new Set(members.map(({ state }) => state));
    for (const state of ['TALKING', 'READY', 'NOT_READY', 'WORK', 'HOLD', 'LOGOUT'] as const) assert.ok(states.has(state), state);
    const seq = engine.facts().at(-1)?.seq ?? 0;
    engine.clock.advance(3000);
    const changes = changesAfter(engine, seq);
    assert.equal(changes.length, 3000);
    assert.ok(changes.every(({ agent, previous }) => agent.state !== previous || agent.state === 'NOT_READY'));
    for (const { agent } of changes.slice(-500)) assert.ok(agent.since !== null && agent.since <= engine.now());
  });

  it('is the same for the same seed, and another for another', () => {
    const tell = (seed: number): string => {
      const engine = engineWith(seed);
      crowd(engine, 200, 500);
      engine.clock.advance(2000);
      return JSON.stringify(engine.facts());
    };
    assert.equal(tell(7), tell(7));
    assert.notEqual(tell(7), tell(8));
  });

  it('stops, goes on, grows, and goes with a reset', () => {
    const engine = engineWith();
    crowd(engine, 100, 100);
    crowd(engine, 100, 0);
    const seq = engine.facts().at(-1)?.seq ?? 0;
    engine.clock.advance(5000);
    assert.equal(changesAfter(engine, seq).length, 0);
    crowd(engine, 150, 10);
    assert.equal(engine.agents().length, 9 + 150);
    engine.clock.advance(1000);
    engine.reset();
    assert.equal(engine.agents().length, 9);
    engine.clock.advance(5000);
    assert.equal(engine.facts().length, 1);
  });

  it('takes no calls from queues, and leaves alone whoever has been called', () => {
    const engine = engineWith();
    crowd(engine, 20, 200);
    engine.execute({ type: 'place-call', from: '+12065550142', queue: '5120' });
    engine.clock.advance(5000);
    assert.equal(engine.calls()[0]?.queued, true);
    const ready = engine.teamMembers(TEAM)?.find(({ id, state }) => id > '7' && state === 'READY');
    engine.execute({ type: 'place-call', from: '+12065550143', to: ready?.extension ?? '' });
    engine.clock.advance(5000);
    assert.equal(engine.callsOf(ready?.id ?? '').length, 1);
    assert.equal(engine.agent(ready?.id ?? '')?.since, ready?.since);
  });

  it('is refused for a team that is not there, and for numbers out of range', () => {
    const engine = engineWith();
    const codeOf = (team: string, agents: number, changesPerSecond: number): string => {
      const result = engine.execute({ type: 'crowd', team, agents, changesPerSecond });
      return result.ok ? 'ok' : `${result.refusal.kind} ${result.refusal.data}`;
    };
    assert.equal(codeOf('nowhere', 1, 0), 'unknown-team nowhere');
    for (const agents of [0, 1.5, 20_001, NaN]) assert.equal(codeOf(TEAM, agents, 0), 'invalid-input agents');
    for (const pace of [-1, 10_001, NaN]) assert.equal(codeOf(TEAM, 1, pace), 'invalid-input changesPerSecond');
    assert.equal(engine.agents().length, 9);
    crowd(engine, 10, 0);
    assert.equal(codeOf(TEAM, 9, 0), 'invalid-input agents');
  });
});
