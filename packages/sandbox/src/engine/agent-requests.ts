import type { Agent } from './agent.js';
import { enter, follow, setPending, signOut, busyState, offHook, release, wrapUpMode, deviceOf } from './agent-flow.js';
import { AGENT_STATES, isOnCall, isReserved, isWork, supervisorMay, verdictOn, type Wanted } from './agent-rules.js';
import { cancelReservation } from './campaigns.js';
import type { Done, ForceState, Refusal, SetState, SignIn } from './commands.js';
import type { AgentState, PendingState, ReasonView } from './model.js';
import { findReason, reasonsOf, systemReason } from './reasons.js';
import { withdraw } from './routing.js';
import { refuse, type Sim } from './sim.js';

/** What a command comes to: a refusal, or what carries it out. */
export type Decision = Refusal | (() => Done);

const CHANGED: Done = { ok: true, outcome: 'changed' };
const PENDING: Done = { ok: true, outcome: 'pending' };
const NO_OP: Done = { ok: true, outcome: 'no-op' };

const unknownAgent = (id: string): Refusal => refuse('sync', 'unknown-agent', 'No such agent', { data: id });
const invalidState = (timing: Refusal['timing'], state: AgentState, code?: number): Refusal =>
  refuse(timing, 'invalid-state', `Not possible in the state ${state}`, { data: state, ...(code !== undefined && { code }) });

/** Signs in, or confirms (Finesse 12.5 guide pp. 29-31). */
export function decideSignIn(sim: Sim, command: SignIn): Decision {
  const agent = sim.agents.get(command.agentId);
  const { extension, mobile, alwaysWraps = false } = command;
  if (!agent) return unknownAgent(command.agentId);
  if (extension.trim() === '') return refuse('sync', 'parameter-missing', 'Signing in needs an extension', { data: 'extension' });
  if (agent.extension === extension) {
    return () => {
      agent.alwaysWraps ||= alwaysWraps;
      sim.tellAgent(agent, agent.state, 'refresh');
      return NO_OP;
    };
  }
  if (agent.extension !== null && sim.world.platform === 'CCE') {
    return refuse('async', 'already-signed-in', 'Signed in on another extension', { data: agent.extension, code: 259 });
  }
  const device = sim.devices.get(extension);
  if (!device?.inService) {
    return refuse('async', 'invalid-device', 'No phone in service has this extension', { data: extension, code: 260 });
  }
  if (device.agent) return refuse('async', 'device-busy', 'Another agent is signed in there', { data: extension, code: 33 });
  if (mobile && !(sim.world.platform === 'CCE' && agent.info.mobileModes.includes(mobile.mode))) {
    return refuse('async', 'mode-not-allowed', 'The agent may not work so', { data: mobile.mode });
  }
  return () => {
    if (agent.extension !== null) forceOut(sim, agent, systemReason(sim.world, 'elsewhere'));
    signIn(sim, agent, extension, mobile ?? null);
    agent.alwaysWraps = alwaysWraps;
    enter(sim, agent, 'NOT_READY', systemReason(sim.world, 'logon'));
    showCalls(sim, agent);
    return CHANGED;
  };
}

/** Puts an agent on a phone, without telling. */
export function signIn(sim: Sim, agent: Agent, extension: string, mobile: Agent['mobile']): void {
  agent.extension = extension;
  agent.mobile = mobile;
  agent.connected = true;
  agent.logoutTimer?.();
  agent.logoutTimer = null;
  const device = sim.devices.get(extension);
  if (device) device.agent = agent;
}

// Calls that were on the phone before.
function showCalls(sim: Sim, agent: Agent): void {
  for (const leg of [...(deviceOf(sim, agent)?.legs ?? [])]) {
    leg.agent = agent;
    sim.publish(leg.call);
  }
  follow(sim, agent);
}

/** An agent or supervisor asks for a state (Finesse 12.5 guide pp. 41-51). */
export function decideSetState(sim: Sim, command: SetState): Decision {
  const asker = sim.agents.get(command.agentId);
  const target = sim.agents.get(command.target ?? command.agentId);
  if (!asker) return unknownAgent(command.agentId);
  if (!target) return unknownAgent(command.target ?? '');
  if (command.state === '') return refuse('sync', 'parameter-missing', 'No state is given', { data: 'state' });
  if (!AGENT_STATES.includes(command.state as AgentState)) {
    return refuse('sync', 'invalid-input', 'There is no such state', { data: 'state' });
  }
  const state = command.state as AgentState;
  return asker === target ? decideOwn(sim, asker, state, command.reasonId) : decideSupervised(sim, asker, target, state, command.reasonId);
}

function decideSupervised(sim: Sim, asker: Agent, target: Agent, state: AgentState, reasonId: string | undefined): Decision {
  if (!asker.info.supervises.includes(target.info.team)) {
    return refuse('sync', 'not-supervised', "The agent is of none of the supervisor's teams", { data: target.info.id });
  }
  if (state !== 'READY' && state !== 'NOT_READY' && state !== 'LOGOUT') return invalidState('sync', target.state);
  if (reasonId !== undefined) {
    return refuse('sync', 'reason-not-allowed', 'Supervisors give no reason', { data: reasonId });
  }
  if (state === 'LOGOUT' && target.state === 'LOGOUT') return invalidState('sync', target.state);
  if (!supervisorMay(target.state, state)) return invalidState('async', target.state);
  if (state === 'READY' && sim.world.platform === 'CCX' && offHook(sim, target)) return invalidState('async', target.state, 33);
  return () => {
    if (state === 'READY') enter(sim, target, 'READY');
    else if (state === 'NOT_READY') enter(sim, target, 'NOT_READY', systemReason(sim.world, 'supervisor-not-ready'));
    else if (isOnCall(target.state)) return postpone(sim, target, 'LOGOUT', systemReason(sim.world, 'supervisor-logout'));
    else forceOut(sim, target, systemReason(sim.world, 'supervisor-logout'));
    return CHANGED;
  };
}

function decideOwn(sim: Sim, agent: Agent, state: AgentState, reasonId: string | undefined): Decision {
  const wanted = wantedState(sim, state);
  if (!wanted) return invalidState('async', agent.state);
  const verdict = verdictOn(sim.world.platform, agent.state, wanted);
  if (verdict === 'sync') return invalidState('sync', agent.state);
  const reason = decideReason(sim, agent, wanted, reasonId);
  if ('kind' in reason) return reason;
  const { view } = reason;
  switch (verdict) {
    case 'async':
      return invalidState('async', agent.state);
    case 'workmode':
      return invalidState('async', agent.state, 265);
    case 'internal':
      return refuse('async', 'internal', 'The reservation cannot be left', { data: agent.state });
    case 'same':
      return () => {
        sim.tellAgent(agent, agent.state, 'refresh');
        return NO_OP;
      };
    case 'first':
      if (agent.pending === 'NOT_READY' && agent.pendingReason?.id !== view?.id) return invalidState('async', agent.state, 265);
      return () => postpone(sim, agent, 'NOT_READY', view);
    case 'pending':
      return () => postpone(sim, agent, wanted, view);
    case 'wrap-up':
      return mayWrapUp(sim, agent) ? () => postpone(sim, agent, 'WORK', null) : invalidState('async', agent.state);
    default:
      if (sim.world.platform === 'CCX' && wanted !== 'NOT_READY' && offHook(sim, agent)) return invalidState('async', agent.state, 33);
      return () => change(sim, agent, wanted, view);
  }
}

function wantedState(sim: Sim, state: AgentState): Wanted | undefined {
  if (state === 'READY' || state === 'NOT_READY' || state === 'LOGOUT' || state === 'WORK') return state;
  return state === 'WORK_READY' && sim.world.platform === 'CCE' ? 'WORK' : undefined;
}

// A reason is required exactly when the agent has some to choose from (pp. 50-51).
function decideReason(
  sim: Sim,
  agent: Agent,
  wanted: Wanted,
  reasonId: string | undefined,
): Refusal | { readonly view: ReasonView | null } {
  const given = reasonId !== undefined && reasonId !== '' ? { data: reasonId } : {};
  if (wanted === 'READY' || wanted === 'WORK') {
    return 'data' in given ? refuse('sync', 'reason-not-allowed', `${wanted} takes no reason`, given) : { view: null };
  }
  const reasons = reasonsOf(sim.world, agent.info.team, wanted);
  if (!('data' in given)) {
    return reasons.length > 0 ? refuse('sync', 'reason-required', `${wanted} needs a reason`) : { view: null };
  }
  if (reasons.length === 0) return refuse('sync', 'reason-not-allowed', 'There are no reasons to choose from', given);
  const view = reasons.find((reason) => reason.id === reasonId);
  return view ? { view } : refuse('sync', 'reason-unknown', 'The agent cannot choose this reason', given);
}

function mayWrapUp(sim: Sim, agent: Agent): boolean {
  for (const leg of deviceOf(sim, agent)?.legs ?? []) {
    if (leg.state !== 'ALERTING' && wrapUpMode(sim, agent, leg.call) !== 'NOT_ALLOWED') return true;
  }
  return false;
}

function postpone(sim: Sim, agent: Agent, pending: PendingState, reason: ReasonView | null): Done {
  const same = agent.pending === pending && agent.pendingReason?.id === reason?.id;
  if (pending === 'WORK' && (agent.pending === 'READY' || agent.pending === 'NOT_READY')) {
    agent.base = agent.pending;
    agent.baseReason = agent.pendingReason;
  }
  setPending(agent, pending, reason);
  sim.tellAgent(agent, agent.state, same ? 'refresh' : 'pending');
  return PENDING;
}

function change(sim: Sim, agent: Agent, wanted: Wanted, reason: ReasonView | null): Done {
  agent.resumeReady = false;
  if (wanted === 'LOGOUT') {
    forceOut(sim, agent, reason);
  } else if (wanted !== 'WORK') {
    if (isReserved(agent.state)) cancelReservation(sim, agent, null);
    enter(sim, agent, wanted, reason);
  }
  return CHANGED;
}

/** Signs an agent out whatever they are doing. A call that was being offered goes to someone else. */
export function forceOut(sim: Sim, agent: Agent, reason: ReasonView | null): void {
  if (agent.state === 'LOGOUT') return;
  if (agent.reservedFor?.campaign) cancelReservation(sim, agent, null);
  withdraw(sim, agent);
  signOut(sim, agent, reason);
}

/** Plays the platform, which may put an agent anywhere. */
export function decideForceState(sim: Sim, command: ForceState): Decision {
  const agent = sim.agents.get(command.target);
  if (!agent) return unknownAgent(command.target);
  if (!AGENT_STATES.includes(command.state)) return refuse('sync', 'invalid-input', 'There is no such state', { data: 'state' });
  const { state, reasonCode } = command;
  const category = state === 'LOGOUT' ? 'LOGOUT' : 'NOT_READY';
  const reason = reasonCode === undefined ? null : (findReason(sim.world, category, reasonCode) ?? undefined);
  if (reason === undefined) return refuse('sync', 'reason-unknown', 'There is no such reason for the state', { data: String(reasonCode) });
  if (agent.state === 'LOGOUT' && state !== 'LOGOUT') {
    const device = sim.devices.get(agent.info.extension);
    if (!device || device.agent)
      return refuse('async', 'device-busy', 'Somebody else is on the phone of the agent', { data: agent.info.extension });
  }
  return () => {
    if (state === 'LOGOUT') {
      if (agent.state === 'LOGOUT') return NO_OP;
      forceOut(sim, agent, reason);
      return CHANGED;
    }
    const signedIn = agent.state === 'LOGOUT';
    if (signedIn) signIn(sim, agent, agent.info.extension, null);
    if ((state === 'READY' || state === 'NOT_READY') && busyState(sim, agent) && !signedIn) return postpone(sim, agent, state, reason);
    if (isReserved(agent.state) && !isReserved(state) && agent.reservedFor?.campaign) cancelReservation(sim, agent, null);
    if (agent.state === 'RESERVED' && state !== 'RESERVED') withdraw(sim, agent);
    enter(sim, agent, state, reason);
    if (signedIn) showCalls(sim, agent);
    return CHANGED;
  };
}

/** The agent's desktop goes away; when it does not come back in time, the platform acts (Finesse 12.5 guide pp. 378-380). */
export function decideConnection(sim: Sim, target: string, lost: boolean): Decision {
  const agent = sim.agents.get(target);
  if (!agent) return unknownAgent(target);
  if (agent.connected !== lost) return () => NO_OP;
  return () => {
    agent.connected = !lost;
    agent.touch();
    agent.logoutTimer?.();
    agent.logoutTimer = lost ? sim.after(sim.world.timing.forcedLogoutMs, () => connectionFailed(sim, agent)) : null;
    return CHANGED;
  };
}

function connectionFailed(sim: Sim, agent: Agent): void {
  agent.logoutTimer = null;
  if (agent.state === 'LOGOUT') return;
  if (sim.world.onConnectionLost === 'logout') return forceOut(sim, agent, systemReason(sim.world, 'connection-failure'));
  const reason = systemReason(sim.world, 'failover');
  if (isOnCall(agent.state) || isReserved(agent.state)) {
    postpone(sim, agent, 'NOT_READY', reason);
  } else if (!isWork(agent.state) || agent.state === 'WORK_READY') {
    enter(sim, agent, 'NOT_READY', reason);
  }
  if (agent.reservedFor && !agent.reservedFor.campaign) {
    withdraw(sim, agent);
    release(sim, agent, 'NOT_READY', reason);
  }
}
