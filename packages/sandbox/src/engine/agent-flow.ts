import type { Agent } from './agent.js';
import { isOnCall, isReserved, isWork } from './agent-rules.js';
import type { Call, Device, Leg } from './call.js';
import type { AgentState, PendingState, ReasonView } from './model.js';
import { systemReason } from './reasons.js';
import type { Sim } from './sim.js';
import type { WrapUpMode } from './world-types.js';

/** Puts an agent into a state and tells of it. After-call work that this ends takes its calls along first. */
export function enter(sim: Sim, agent: Agent, state: AgentState, reason: ReasonView | null = null): void {
  const previous = agent.state;
  if (isWork(previous) && !isWork(state)) endWork(sim, agent);
  agent.state = state;
  agent.reason = reason;
  agent.since = sim.now();
  if (!isOnCall(state) && !isReserved(state)) setPending(agent, null, null);
  if (state === 'READY') sim.routeNeeded = true;
  sim.tellAgent(agent, previous, previous === state ? 'reason' : 'state');
}

/** Notes what the agent will do later, without telling. */
export function setPending(agent: Agent, pending: PendingState | null, reason: ReasonView | null): void {
  agent.pending = pending;
  agent.pendingReason = reason;
  agent.touch();
}

/** Sets a ready agent aside for a call. */
export function reserve(sim: Sim, agent: Agent, call: Call, state: AgentState): void {
  agent.base = 'READY';
  agent.baseReason = null;
  agent.reservedFor = call;
  enter(sim, agent, state);
}

/** The call that an agent was set aside for will not come, or has gone. */
export function release(sim: Sim, agent: Agent, to: 'READY' | 'NOT_READY', reason: ReasonView | null): void {
  agent.reservedFor = null;
  if (isReserved(agent.state)) {
    leaveFor(sim, agent, to, reason);
    if (sim.world.platform === 'CCX') followDirectCall(sim, agent);
    return;
  }
  // Talking on another call meanwhile: it applies after that one.
  if (to === 'NOT_READY' && agent.state !== 'LOGOUT') {
    agent.base = 'NOT_READY';
    agent.baseReason = reason;
  }
}

function leaveFor(sim: Sim, agent: Agent, to: 'READY' | 'NOT_READY', reason: ReasonView | null): void {
  if (agent.pending === 'LOGOUT') return signOut(sim, agent, agent.pendingReason);
  // What the platform does for a reason of its own outweighs what the agent had asked for.
  if (to === 'NOT_READY') enter(sim, agent, 'NOT_READY', reason);
  else if (agent.pending === 'NOT_READY') enter(sim, agent, 'NOT_READY', agent.pendingReason);
  else enter(sim, agent, 'READY');
}

/** Brings the agent's state in line with their phone after a call changed. `wrap`: the call that ended is followed by work. */
export function follow(sim: Sim, agent: Agent, wrap = false): void {
  if (agent.state === 'LOGOUT') return;
  const busy = busyState(sim, agent);
  if (busy) {
    if (agent.state === busy) return;
    if (!isOnCall(agent.state) && !isReserved(agent.state)) remember(agent);
    enter(sim, agent, busy);
  } else if (agent.reservedFor && isOnCall(agent.state)) {
    enter(sim, agent, reservedState(agent.reservedFor));
  } else if (isOnCall(agent.state)) {
    afterCall(sim, agent, wrap);
  }
  if (sim.world.platform === 'CCX') followDirectCall(sim, agent);
}

function reservedState(call: Call): AgentState {
  if (call.reservation) return 'RESERVED_OUTBOUND_PREVIEW';
  return call.campaign ? 'RESERVED_OUTBOUND' : 'RESERVED';
}

/** TALKING or HOLD by what the phone does, or null. On CCX only routed calls count, and holding makes no difference. */
export function busyState(sim: Sim, agent: Agent): 'TALKING' | 'HOLD' | null {
  const device = deviceOf(sim, agent);
  let held = false;
  for (const leg of device?.legs ?? []) {
    if (leg.state === 'ALERTING' || leg.call.reservation) continue;
    if (sim.world.platform === 'CCX') {
      if (routedTo(leg)) return 'TALKING';
    } else if (leg.state !== 'HELD') {
      return 'TALKING';
    } else {
      held = true;
    }
  }
  return held ? 'HOLD' : null;
}

function routedTo(leg: Leg): boolean {
  return leg.call.routed && (leg.call.campaign !== null || leg.call.from !== leg.address);
}

/** The phone that an agent is signed in on. */
export function deviceOf(sim: Sim, agent: Agent): Device | undefined {
  return agent.extension === null ? undefined : sim.devices.get(agent.extension);
}

/** Whether the phone takes part in a call, ringing apart. */
export function offHook(sim: Sim, agent: Agent): boolean {
  return [...(deviceOf(sim, agent)?.legs ?? [])].some((leg) => leg.state !== 'ALERTING' && !leg.call.reservation);
}

function remember(agent: Agent): void {
  const dialling = agent.reason?.system === true && agent.reason.code === 50006;
  agent.base = agent.state === 'READY' || agent.state === 'WORK_READY' || dialling ? 'READY' : 'NOT_READY';
  agent.baseReason = agent.base === 'NOT_READY' && agent.state === 'NOT_READY' ? agent.reason : null;
}

function followDirectCall(sim: Sim, agent: Agent): void {
  const direct = offHook(sim, agent);
  if (direct && agent.state === 'READY') {
    agent.resumeReady = true;
    enter(sim, agent, 'NOT_READY', systemReason(sim.world, 'direct-call'));
  } else if (!direct && agent.resumeReady) {
    agent.resumeReady = false;
    if (agent.state === 'NOT_READY' && agent.reason?.code === systemReason(sim.world, 'direct-call')?.code) enter(sim, agent, 'READY');
  }
}

function afterCall(sim: Sim, agent: Agent, wrap: boolean): void {
  if (agent.pending === 'LOGOUT') return signOut(sim, agent, agent.pendingReason);
  if (agent.pending === 'READY' || agent.pending === 'NOT_READY') {
    agent.base = agent.pending;
    agent.baseReason = agent.pendingReason;
  }
  if (!wrap) return enter(sim, agent, agent.base, agent.baseReason);
  enter(sim, agent, agent.base === 'READY' && sim.world.platform === 'CCE' ? 'WORK_READY' : 'WORK');
  const { wrapUpSeconds } = agent.info;
  if (wrapUpSeconds > 0 && !agent.alwaysWraps) agent.workTimer = sim.after(wrapUpSeconds * 1000, () => workExpired(sim, agent));
}

function workExpired(sim: Sim, agent: Agent): void {
  agent.workTimer = null;
  if (sim.world.platform === 'CCX') enter(sim, agent, 'NOT_READY', systemReason(sim.world, 'work-expired'));
  else enter(sim, agent, agent.state === 'WORK_READY' ? 'READY' : 'NOT_READY', agent.state === 'WORK_READY' ? null : agent.baseReason);
}

function endWork(sim: Sim, agent: Agent): void {
  agent.workTimer?.();
  agent.workTimer = null;
  for (const call of [...agent.visible.values()]) {
    const leg = call.legOfAgent(agent);
    if (leg?.state !== 'WRAP_UP') continue;
    leg.become('DROPPED', sim.now());
    if (call.legs.every((other) => other.state === 'DROPPED')) call.state = 'DROPPED';
    sim.remove(agent, call);
    sim.finish(call);
  }
}

/** Whether work follows for this agent when they leave this call now. */
export function wrapsUp(sim: Sim, agent: Agent, call: Call): boolean {
  if (!isOnCall(agent.state) || agent.pending === 'LOGOUT' || agent.reservedFor) return false;
  const own = call.legOfAgent(agent);
  if (sim.world.platform === 'CCX' && !(own && routedTo(own))) return false;
  for (const leg of deviceOf(sim, agent)?.legs ?? []) {
    if (leg.call !== call && leg.state !== 'ALERTING' && (sim.world.platform === 'CCE' || routedTo(leg))) return false;
  }
  const mode = wrapUpMode(sim, agent, call);
  return mode === 'REQUIRED' || mode === 'REQUIRED_WITH_WRAP_UP_DATA' || (mode === 'OPTIONAL' && agent.pending === 'WORK');
}

/** Which of the agent's two settings applies. Calls between colleagues that came by no queue have no after-call work. */
export function wrapUpMode(sim: Sim, agent: Agent, call: Call): WrapUpMode {
  if (agent.alwaysWraps) return 'REQUIRED';
  if (call.campaign || call.from === agent.extension) return agent.info.wrapUpOnOutgoing;
  if (!call.routed && sim.devices.has(call.from)) return 'NOT_ALLOWED';
  return agent.info.wrapUpOnIncoming;
}

/** Signs an agent out at once. Calls stay on the phone; the agent no longer sees them. */
export function signOut(sim: Sim, agent: Agent, reason: ReasonView | null): void {
  const device = deviceOf(sim, agent);
  endWork(sim, agent);
  for (const call of [...agent.visible.values()]) sim.remove(agent, call);
  for (const leg of device?.legs ?? []) leg.agent = null;
  if (device) device.agent = null;
  agent.extension = null;
  agent.mobile = null;
  agent.alwaysWraps = false;
  agent.reservedFor = null;
  agent.resumeReady = false;
  agent.base = 'NOT_READY';
  agent.baseReason = null;
  enter(sim, agent, 'LOGOUT', reason);
}
