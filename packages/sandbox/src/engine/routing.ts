import type { Agent } from './agent.js';
import { release, reserve } from './agent-flow.js';
import type { Call } from './call.js';
import { systemReason } from './reasons.js';
import type { Sim } from './sim.js';
import type { WorldQueue } from './world-types.js';

/** Puts a call into a queue, where the number `address` stands for whoever will answer. The caller publishes. */
export function enqueue(sim: Sim, call: Call, queue: WorldQueue, address: string): void {
  call.queue = queue;
  call.queueAddress = address;
  call.routed = true;
  call.queuedAt = sim.now();
  sim.addLeg(call, address, 'route-point', 'ALERTING');
  sim.waiting.push(call);
  sim.routeNeeded = true;
}

/** Takes a call out of its queue, as when the caller gives up. */
export function dequeue(sim: Sim, call: Call): void {
  call.queuedAt = null;
  const index = sim.waiting.indexOf(call);
  if (index >= 0) sim.waiting.splice(index, 1);
}

/** Gives waiting calls to ready agents until no more can be given. */
export function route(sim: Sim): void {
  while (sim.routeNeeded) {
    sim.routeNeeded = false;
    for (const call of [...sim.waiting]) {
      const agent = call.queue && readiest(sim, call.queue);
      if (agent) offer(sim, call, agent);
    }
  }
}

/** The agent of a queue who has been ready longest and whose phone is free. */
export function readiest(sim: Sim, queue: WorldQueue): Agent | undefined {
  let best: Agent | undefined;
  for (const agent of sim.members.get(queue.id) ?? []) {
    if (!isFree(sim, agent)) continue;
    if (!best || (agent.since ?? 0) < (best.since ?? 0)) best = agent;
  }
  return best;
}

/** Whether a call can be routed to an agent now. */
export function isFree(sim: Sim, agent: Agent): boolean {
  if (agent.state !== 'READY' || agent.extension === null) return false;
  const device = sim.devices.get(agent.extension);
  return device !== undefined && device.inService && device.legs.size === 0;
}

function offer(sim: Sim, call: Call, agent: Agent): void {
  dequeue(sim, call);
  call.reservedAgent = agent;
  reserve(sim, agent, call, 'RESERVED');
  const delay = sim.world.timing.deliverMs * (0.9 + 0.2 * sim.random.next());
  call.timer = sim.after(delay, () => ring(sim, call, agent));
}

function ring(sim: Sim, call: Call, agent: Agent): void {
  if (agent.extension === null) return;
  dropRoutePoint(sim, call);
  sim.addLeg(call, agent.extension, 'agent', 'ALERTING');
  call.dnis = agent.extension;
  call.timer = sim.after(sim.world.timing.ringMs, () => {
    takeBack(sim, call, agent);
    release(sim, agent, 'NOT_READY', systemReason(sim.world, 'no-answer'));
    requeue(sim, call);
  });
  sim.publish(call);
}

function dropRoutePoint(sim: Sim, call: Call): void {
  const index = call.legs.findIndex((leg) => leg.kind === 'route-point');
  if (index < 0) return;
  call.legs[index]?.become('DROPPED', sim.now());
  call.legs.splice(index, 1);
}

// The agent's last picture still shows the call ringing: that is how the platform was seen to tell it.
function takeBack(sim: Sim, call: Call, agent: Agent): void {
  call.timer?.();
  call.timer = null;
  call.reservedAgent = null;
  const leg = call.legOfAgent(agent);
  if (!leg) return;
  leg.become('DROPPED', sim.now());
  sim.remove(agent, call);
  call.legs.splice(call.legs.indexOf(leg), 1);
}

function requeue(sim: Sim, call: Call): void {
  if (!call.queue) return;
  call.queuedAt = sim.now();
  call.dnis = call.queueAddress;
  if (!call.legs.some((leg) => leg.kind === 'route-point')) sim.addLeg(call, call.queueAddress, 'route-point', 'ALERTING');
  sim.waiting.unshift(call);
  sim.routeNeeded = true;
  sim.publish(call);
}

/** An agent who is set aside for a queued call leaves: the call goes back to the front of its queue. */
export function withdraw(sim: Sim, agent: Agent): void {
  const call = agent.reservedFor;
  if (!call || call.reservation || call.campaign) return;
  agent.reservedFor = null;
  takeBack(sim, call, agent);
  requeue(sim, call);
}
