import type { Agent } from './agent.js';
import { enter, follow, release, wrapsUp } from './agent-flow.js';
import type { Call, Leg } from './call.js';
import type { PartyCause } from './model.js';
import { systemReason } from './reasons.js';
import { dequeue, withdraw } from './routing.js';
import type { Sim } from './sim.js';

/** A leg picks up; everybody who waited for that is connected. The phone's other call goes on hold. */
export function answer(sim: Sim, leg: Leg): void {
  const { call } = leg;
  call.timer?.();
  call.timer = null;
  holdOthers(sim, leg);
  leg.become('ACTIVE', sim.now());
  for (const other of call.live()) {
    if (other.state === 'INITIATED') other.become('ACTIVE', sim.now());
  }
  call.answered = true;
  call.state = 'ACTIVE';
  call.reservedAgent = null;
  if (leg.agent?.reservedFor === call) leg.agent.reservedFor = null;
  for (const { agent } of call.live()) if (agent) follow(sim, agent);
  sim.publish(call);
  endFailed(sim, leg);
}

/** Puts a leg on hold; one that is dialling waits for the answer there. */
export function hold(sim: Sim, leg: Leg): void {
  leg.become('HELD', sim.now());
  sim.publish(leg.call);
  if (leg.agent) follow(sim, leg.agent);
}

/** Takes a leg off hold; the phone's other call goes on hold. */
export function retrieve(sim: Sim, leg: Leg): void {
  holdOthers(sim, leg);
  leg.become(leg.call.answered ? 'ACTIVE' : 'INITIATED', sim.now());
  sim.publish(leg.call);
  if (leg.agent) follow(sim, leg.agent);
  endFailed(sim, leg);
}

// A call that failed is a busy tone; who turns to another call no longer listens to it.
function endFailed(sim: Sim, leg: Leg): void {
  for (const other of [...(leg.device?.legs ?? [])]) if (other.state === 'FAILED') giveUp(sim, other.call);
}

function holdOthers(sim: Sim, leg: Leg): void {
  for (const other of leg.device?.legs ?? []) {
    if (other === leg || other.state !== 'ACTIVE') continue;
    other.become('HELD', sim.now());
    sim.publish(other.call);
  }
}

/** The leg of the same phone that is about to talk, and cannot be held. */
export function dialling(leg: Leg): Leg | undefined {
  return [...(leg.device?.legs ?? [])].find((other) => other !== leg && (other.state === 'INITIATING' || other.state === 'INITIATED'));
}

/** A party hangs up. */
export function drop(sim: Sim, leg: Leg): void {
  const { call } = leg;
  sim.prune(call);
  if (!call.answered) {
    if (leg !== call.legs[0] && leg.kind !== 'agent' && call.legs[0]?.kind === 'agent') reject(sim, leg);
    else giveUp(sim, call);
    return;
  }
  const rest = call.live().filter((other) => other !== leg);
  const talking = rest.filter((other) => other.state !== 'ALERTING').length;
  // One person is enough while somebody is still being looked for.
  if (talking >= 2 || (talking === 1 && (rest.length > 1 || call.reservedAgent))) depart(sim, leg);
  else end(sim, call, leg);
}

/** One party leaves; the others go on. */
export function depart(sim: Sim, leg: Leg, cause: PartyCause = ''): void {
  const { call, agent } = leg;
  const wrap = agent !== null && wrapsUp(sim, agent, call);
  leg.become(wrap ? 'WRAP_UP' : 'DROPPED', sim.now(), cause);
  if (call.controller === leg.address) call.controller = null;
  sim.publish(call);
  if (!agent) return;
  if (!wrap) sim.remove(agent, call);
  follow(sim, agent, wrap);
}

/** Ends an answered call, `first` having hung up. */
export function end(sim: Sim, call: Call, first: Leg): void {
  call.timer?.();
  call.timer = null;
  dequeue(sim, call);
  const legs = call.live();
  const agents = [...new Set(legs.flatMap((leg) => leg.agent ?? []))];
  const wrapping = new Set(agents.filter((agent) => wrapsUp(sim, agent, call)));
  if (wrapping.size > 0) {
    for (const leg of legs) if (leg.agent && wrapping.has(leg.agent)) leg.become('WRAP_UP', sim.now());
    sim.publish(call);
  } else if (agents.some((agent) => agent !== first.agent)) {
    first.become('DROPPED', sim.now());
    sim.publish(call);
  }
  for (const leg of call.live()) leg.become('DROPPED', sim.now());
  if (call.legs.every((leg) => leg.state === 'DROPPED')) call.state = 'DROPPED';
  sim.publish(call);
  for (const agent of agents) if (!wrapping.has(agent)) sim.remove(agent, call);
  for (const agent of agents) follow(sim, agent, wrapping.has(agent));
  freeReserved(sim, call);
  sim.finish(call);
}

/** The caller gives up before an answer. The last picture keeps the state that the call was in. */
export function giveUp(sim: Sim, call: Call): void {
  call.timer?.();
  call.timer = null;
  dequeue(sim, call);
  const agents = call.live().flatMap((leg) => leg.agent ?? []);
  for (const leg of call.live()) if (leg.kind === 'agent') leg.become('DROPPED', sim.now());
  for (const agent of agents) sim.remove(agent, call);
  for (const leg of call.live()) leg.become('DROPPED', sim.now());
  freeReserved(sim, call);
  for (const agent of agents) follow(sim, agent);
  sim.finish(call);
}

function freeReserved(sim: Sim, call: Call): void {
  const reserved = new Set([...call.legs.flatMap((leg) => leg.agent ?? []), ...(call.reservedAgent ? [call.reservedAgent] : [])]);
  call.reservedAgent = null;
  for (const agent of reserved) if (agent.reservedFor === call) release(sim, agent, 'READY', null);
}

/** Somebody outside refuses the call: the caller hears that they are busy. */
function reject(sim: Sim, leg: Leg): void {
  const { call } = leg;
  leg.become('DROPPED', sim.now());
  call.legs.splice(call.legs.indexOf(leg), 1);
  const caller = call.legs[0];
  if (caller) fail(sim, caller, 'BUSY');
}

/** A phone of the contact centre refuses a ringing call: it goes back to its queue, or its caller hears that they are busy. */
export function decline(sim: Sim, leg: Leg, agent: Agent): void {
  const { call } = leg;
  const reason = systemReason(sim.world, 'no-answer');
  if (agent.reservedFor === call) {
    withdraw(sim, agent);
    release(sim, agent, 'NOT_READY', reason);
  } else {
    leg.become('DROPPED', sim.now());
    sim.remove(agent, call);
    call.legs.splice(call.legs.indexOf(leg), 1);
    const caller = call.legs[0];
    if (caller?.kind === 'agent') fail(sim, caller, 'BUSY');
    else giveUp(sim, call);
    if (agent.state === 'READY') enter(sim, agent, 'NOT_READY', reason);
  }
}

/** The caller hears that the call cannot be made, and has to hang up. */
export function fail(sim: Sim, caller: Leg, cause: PartyCause): void {
  const { call } = caller;
  call.timer?.();
  call.timer = null;
  caller.become('FAILED', sim.now(), cause);
  call.state = 'FAILED';
  sim.publish(call);
  call.reached('failed');
}
