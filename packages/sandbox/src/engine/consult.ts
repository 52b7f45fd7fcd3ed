import { follow, wrapsUp } from './agent-flow.js';
import { depart, drop } from './call-flow.js';
import { otherActive, type Call, type Device, type Leg } from './call.js';
import type { Refusal } from './commands.js';
import { isDialled } from './campaigns.js';
import { dial, isBusy } from './dialling.js';
import { enqueue } from './routing.js';
import { refuse, type Sim } from './sim.js';

/** Holds a call and calls somebody else about it. Answers with the new call. */
export function decideConsult(sim: Sim, leg: Leg, to: string): Refusal | (() => Call) {
  const { device, call } = leg;
  if (!device) return refuse('async', 'action-not-offered', 'Only a phone of the contact centre consults', { data: leg.address });
  if (device.legs.size >= sim.world.lines.maxCalls) return refuse('async', 'operation-failed', 'The phone has no free line', { code: 79 });
  if (consulting(device)) return refuse('async', 'operation-failed', 'The phone is consulting already', { code: 33 });
  return () => {
    leg.become('HELD', sim.now());
    sim.publish(call);
    return dial(sim, device, to, { original: call, variables: call.variables.record() });
  };
}

function consulting(device: Device): boolean {
  const calls = new Set([...device.legs].map((leg) => leg.call.id));
  return [...device.legs].some((leg) => leg.call.originalId !== null && calls.has(leg.call.originalId));
}

/** Joins the held call with the one in which the same phone talks; the phone leaves (`transfer`) or stays (`conference`). */
export function decideJoin(sim: Sim, held: Leg, how: 'transfer' | 'conference'): Refusal | (() => void) {
  const active = otherActive(held);
  if (held.state !== 'HELD' || !active) {
    return refuse('async', 'no-consult', 'There is no held call together with an active one', { data: held.address });
  }
  return decideJoinOf(sim, held, active, how);
}

/** The same for two legs that are known to belong together. */
export function decideJoinOf(sim: Sim, held: Leg, active: Leg, how: 'transfer' | 'conference'): Refusal | (() => void) {
  const { world } = sim;
  const ccx = world.platform === 'CCX';
  const foreign = [held.call, active.call].some((call) => call.conference && call.controller !== held.address);
  if (how === 'conference' && foreign) {
    return refuse('async', 'not-controller', 'Only the controller adds to a conference', { data: held.address, code: ccx ? 22 : 20999 });
  }
  const moving = active.call.live().filter((leg) => leg !== active);
  if (moving.some((leg) => held.call.legOf(leg.address)?.live)) {
    return refuse('async', 'operation-failed', 'Somebody is in both calls', { code: 33 });
  }
  const parties = held.call.live().length + moving.length - (how === 'transfer' ? 1 : 0);
  if (parties > world.maxParties) return refuse('async', 'party-limit', `A conference has at most ${world.maxParties} parties`);
  return () => join(sim, held, active, moving, how);
}

// Told in the order of the platform: the agent loses the original, then the consultation goes from everybody, then the survivor
// appears at those who came over (Finesse 12.5 guide pp. 130-131).
function join(sim: Sim, held: Leg, active: Leg, moving: readonly Leg[], how: 'transfer' | 'conference'): void {
  const survivor = held.call;
  const merged = active.call;
  const { world } = sim;
  const { agent } = held;
  const now = sim.now();
  const wrap = how === 'transfer' && agent !== null && wrapsUpOf(sim, held, active);
  const callType = how === 'transfer' ? 'TRANSFER' : 'CONFERENCE';
  survivor.callType = merged.callType = callType;
  survivor.secondaryId = merged.id;
  // A consultation that lives on is nobody's consultation any more.
  if (survivor.originalId === merged.id) survivor.originalId = null;
  if (world.platform === 'CCX' && survivor.campaign && isDialled(survivor.campaign)) {
    survivor.variables.set({ BAStatus: how === 'transfer' ? 'TRANSFERRED' : 'CONFERENCED' });
  }
  survivor.routed ||= merged.routed;
  survivor.queue ??= merged.queue;
  const states = moving.map((leg) => leg.state);
  merged.timer?.();
  for (const leg of merged.live()) leg.become('DROPPED', now, how === 'transfer' && leg === active ? 'OTHER' : '');
  merged.state = 'DROPPED';
  moving.forEach((leg, index) => {
    // Nobody can watch an outside phone ring; it answers at once.
    const outside = leg.kind !== 'agent';
    const joined = sim.addLeg(
      survivor,
      leg.address,
      leg.kind,
      outside && states[index] === 'ALERTING' ? 'ACTIVE' : (states[index] ?? 'ACTIVE'),
    );
    joined.startedAt = leg.startedAt;
    joined.muted = leg.muted;
  });
  if (how === 'conference') {
    survivor.conference = true;
    survivor.controller = held.address;
    held.become('ACTIVE', now);
  } else {
    if (survivor.controller === held.address) survivor.controller = null;
    held.become(wrap ? 'WRAP_UP' : 'DROPPED', now, 'OTHER');
    if (agent && !wrap) sim.remove(agent, survivor);
  }
  const concerned = merged.legs.flatMap((leg) => leg.agent ?? []).sort((a, b) => Number(b === agent) - Number(a === agent));
  for (const one of concerned) sim.remove(one, merged);
  sim.publish(survivor);
  sim.finish(merged);
  for (const one of new Set([...(agent ? [agent] : []), ...concerned])) follow(sim, one, wrap && one === agent);
}

// Both calls leave the phone, so neither counts as the other one that goes on.
function wrapsUpOf(sim: Sim, held: Leg, active: Leg): boolean {
  if (!held.agent) return false;
  active.device?.legs.delete(active);
  const wrap = wrapsUp(sim, held.agent, held.call);
  active.device?.legs.add(active);
  return wrap;
}

/** Sends the other party on to a number without talking to whoever answers there (CCE). */
export function decideSingleStep(sim: Sim, leg: Leg, to: string): Refusal | (() => void) {
  const { call } = leg;
  const destination = sim.find(to);
  if (!destination) return refuse('sync', 'invalid-destination', 'The number leads nowhere', { data: 'to' });
  const [other, ...more] = call.live().filter((one) => one !== leg);
  if (more.length > 0 || (other?.state !== 'ACTIVE' && other?.state !== 'HELD'))
    return refuse('async', 'operation-failed', 'Only a call of two can be sent on', { code: 22 });
  if (call.legOf(to)?.live) return refuse('async', 'operation-failed', 'The destination is in the call', { code: 33 });
  if (destination.kind === 'agent') {
    if (!destination.device.inService) return refuse('async', 'operation-failed', 'The phone called is out of service', { code: 34 });
    if (isBusy(sim.world, destination.device)) return refuse('async', 'operation-failed', 'The phone called is busy', { code: 33 });
  }
  return () => {
    call.callType = 'TRANSFER';
    call.blindTarget = to;
    call.dnis = to;
    if (destination.kind === 'route-point') enqueue(sim, call, destination.queue, to);
    else if (destination.kind === 'agent') sim.addLeg(call, destination.device.extension, 'agent', 'ALERTING');
    // Outside phones answer at once: the platform cannot watch them ring.
    else sim.addLeg(call, to, destination.kind, 'ACTIVE');
    depart(sim, leg, 'OTHER');
  };
}

/** Removes another party from a conference, on behalf of `actor` (null: the control API). */
export function decideDropParty(sim: Sim, target: Leg, actor: Leg | null): Refusal | (() => void) {
  const allowed = actor === null || sim.calls.get(target.call.id)?.actions(sim.world, actor).includes('drop-party');
  const droppable = target.kind === 'agent' || (target.kind === 'route-point' && sim.world.enableDropParticipantFor !== 'supervisor_only');
  const others = target.call.live().filter((leg) => leg !== target).length;
  if (!allowed || !droppable || target === actor || !target.live || others < 2) {
    return refuse('async', 'action-not-offered', 'This party cannot be dropped', { data: target.address });
  }
  return () => drop(sim, target);
}
