import type { Agent } from './agent.js';
import { deviceOf } from './agent-flow.js';
import type { Call } from './call.js';
import type { EngineState, QueueView, StateAgent, StateCall } from './model.js';
import type { StateContact } from './outreach-model.js';
import type { Contact } from './outreach.js';
import type { Sim } from './sim.js';
import type { WorldQueue } from './world-types.js';

/** A queue with its figures of this moment. */
export function queueView(sim: Sim, queue: WorldQueue): QueueView {
  const waiting = sim.waiting.filter((call) => call.queue === queue);
  const agents = (sim.members.get(queue.id) ?? []).filter((agent) => agent.state !== 'LOGOUT');
  const inState = (...states: readonly string[]): number => agents.filter((agent) => states.includes(agent.state)).length;
  const talking = agents.filter((agent) => agent.state === 'TALKING').map((agent) => direction(sim, agent));
  return {
    id: queue.id,
    number: queue.number,
    name: queue.name,
    callsInQueue: waiting.length,
    longestSince: waiting.reduce<number | null>((oldest, call) => Math.min(oldest ?? Infinity, call.queuedAt ?? Infinity), null),
    agentsLoggedOn: agents.length,
    agentsReady: inState('READY'),
    agentsNotReady: inState('NOT_READY'),
    agentsTalkingInbound: talking.filter((way) => way === 'in').length,
    agentsTalkingOutbound: talking.filter((way) => way === 'out').length,
    agentsTalkingInternal: talking.filter((way) => way === 'inside').length,
    agentsWrapUpReady: inState('WORK_READY'),
    agentsWrapUpNotReady: inState('WORK'),
    agentsBusyOther: inState('HOLD', 'RESERVED', 'RESERVED_OUTBOUND', 'RESERVED_OUTBOUND_PREVIEW'),
  };
}

function direction(sim: Sim, agent: Agent): 'in' | 'out' | 'inside' {
  const legs = [...(deviceOf(sim, agent)?.legs ?? [])];
  const call = (legs.find((leg) => leg.state === 'ACTIVE') ?? legs[0])?.call;
  if (!call || call.callType === 'AGENT_INSIDE' || call.callType === 'CONSULT') return 'inside';
  return call.from === agent.extension || call.campaign ? 'out' : 'in';
}

/** Queues of an agent's own work, and for supervisors those of their teams. */
export function queuesOf(sim: Sim, agent: Agent): readonly WorldQueue[] {
  const { supervises } = agent.info;
  return sim.world.queues.filter((queue) =>
    (sim.members.get(queue.id) ?? []).some((member) => member === agent || supervises.includes(member.info.team)),
  );
}

/** The truth, for the control API. */
export function stateOf(sim: Sim, seed: number): EngineState {
  return {
    now: sim.now(),
    platform: sim.world.platform,
    seed,
    system: { status: sim.system.status, reason: sim.system.reason },
    agents: [...sim.agents.values()].map((agent) => stateAgent(agent)),
    calls: [...sim.calls.values()].map((call) => stateCall(sim, call)),
    contacts: [...sim.outreach.contacts.values()].map(stateContact),
    dispositions: [...sim.outreach.dispositions.values()],
  };
}

function stateAgent(agent: Agent): StateAgent {
  const { id, loginName, firstName, lastName, team } = agent.info;
  return {
    id,
    state: agent.state,
    since: agent.since,
    ...(agent.pending && { pendingState: agent.pending }),
    ...(agent.reason && { reasonCode: agent.reason.code, reasonLabel: agent.reason.label }),
    extension: agent.extension,
    loginName,
    firstName,
    lastName,
    team,
    connected: agent.connected,
    calls: [...agent.visible.keys()],
  };
}

function stateContact({ key, campaign, fields, phones, consent, reservedBy, callback, doNotCall }: Contact): StateContact {
  return {
    key,
    campaign,
    fields: Object.fromEntries([...fields.values()].map(({ name, value }) => [name, value])),
    phones,
    consent,
    ...(reservedBy !== null && { reservedBy }),
    ...(callback && { callback }),
    ...(doNotCall && { doNotCall: true as const }),
  };
}

function stateCall(sim: Sim, call: Call): StateCall {
  const view = call.view(sim.world, null);
  return {
    id: view.id,
    state: view.state,
    callType: view.callType,
    from: view.from,
    to: view.to,
    ...(view.queue && { queue: view.queue.name }),
    queued: view.queued,
    ...(view.originalId !== null && { originalId: view.originalId }),
    ...(view.secondaryId !== null && { secondaryId: view.secondaryId }),
    ...(view.controller !== null && { controller: view.controller }),
    ...(view.wrapUpReason !== null && { wrapUpReason: view.wrapUpReason }),
    ...(view.classification !== null && { classification: view.classification }),
    ...(view.callback !== null && { callback: view.callback }),
    ...(view.recording && { recording: true as const }),
    parties: view.parties.map(({ address, kind, agentId, state, cause, since, muted, actions }) => ({
      address,
      kind,
      state,
      ...(cause && { cause }),
      ...(agentId !== null && { agentId }),
      since,
      ...(muted && { muted }),
      actions,
    })),
    variables: Object.fromEntries(view.variables.map(({ name, value }) => [name, value])),
  };
}
