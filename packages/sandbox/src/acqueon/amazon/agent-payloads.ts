import type { AgentView } from '../../engine/index.js';
import type { TetheredLine } from './softphones.js';
import { toldStatus } from './statuses.js';

/** The person, as answers to login and synchronisation have them (agent-state-synchronization). */
export function agentInfo(agent: AgentView, muted: boolean): object {
  return {
    name: nameOf(agent),
    id: uuidOf(agent.id),
    extension: agent.extension ?? '',
    loginName: agent.loginName,
    muted,
    softphoneEnabled: true,
  };
}

/** `agentState`, and `rules.ResponseActual`. */
export function agentState(agent: AgentView): object {
  const { name, type } = toldStatus(agent);
  return { agentStateARN: null, type, name, startTimestamp: timeOf(agent) };
}

/** Which buttons the agent has. The pages enable muting also where nobody talks. */
export function agentRules(agent: AgentView, muted: boolean): object {
  const { ready } = toldStatus(agent);
  const free = agent.state === 'READY' || agent.state === 'NOT_READY';
  const items = {
    NotReady: shown(ready),
    Ready: shown(agent.state === 'NOT_READY'),
    make_call: shown(free),
    ...muteButtons(muted),
  };
  return { ButtonStates: { items, count: Object.keys(items).length }, ResponseActual: agentState(agent) };
}

/** The message of `SetAgentState` (v1/set-agent-state-api). `onlyMute`: the button block holds what changed, as in the sample of muting. */
export function agentStateMessage(agent: AgentView, muted: boolean, onlyMute: boolean): object {
  const { name, type, ready } = toldStatus(agent);
  const items = muteButtons(muted);
  const rules = onlyMute ? { ButtonStates: { items, count: 2 }, ResponseActual: agentState(agent) } : agentRules(agent, muted);
  const data = {
    muted,
    name: nameOf(agent),
    extension: agent.extension ?? '',
    loginName: agent.loginName,
    softphoneEnabled: true,
    state: ready ? 'Ready' : 'Not_Ready',
    stateChangeTime: timeOf(agent),
    type,
    ...(ready ? {} : { reasonCode: { id: name } }),
  };
  return { rules, data, event: name, source: 'event' };
}

/** The message of `SetAgentDetails` (agent-status-event). */
export function agentDetails(agent: AgentView, line: TetheredLine | undefined): object {
  const outbound = agent.state.startsWith('RESERVED_OUTBOUND');
  return {
    blendingState: outbound || line ? 'outbound' : 'inbound',
    agentState: campaignState(agent, line),
    agentName: nameOf(agent),
    dialingType: 'Nailed',
  };
}

function campaignState(agent: AgentView, line: TetheredLine | undefined): string {
  switch (agent.state) {
    case 'LOGOUT':
      return 'Log-Out';
    case 'READY':
      return line?.status === 'Connected' ? 'NCC' : 'Log-In';
    case 'RESERVED_OUTBOUND':
    case 'RESERVED_OUTBOUND_PREVIEW':
      return 'Outbound';
    case 'TALKING':
    case 'HOLD':
      return 'In Call';
    case 'WORK':
    case 'WORK_READY':
      return 'ACW';
    default:
      return toldStatus(agent).name;
  }
}

/** First and last name. */
export function nameOf({ firstName, lastName }: AgentView): string {
  return `${firstName} ${lastName}`.trim();
}

/** An id in the form that Amazon's have. */
export function uuidOf(agentId: string): string {
  const digits = [...agentId].map((character) => character.charCodeAt(0).toString(16)).join('');
  const all = digits.slice(-24).padStart(24, '0');
  return `${all.slice(0, 8)}-${all.slice(8, 12)}-4000-8000-${all.slice(12)}`;
}

function timeOf(agent: AgentView): string | null {
  return agent.since === null ? null : new Date(agent.since).toISOString();
}

function muteButtons(muted: boolean): { readonly mute: string; readonly unmute: string } {
  return { mute: shown(!muted), unmute: shown(muted) };
}

function shown(visible: boolean): 'Enable' | 'Hide' {
  return visible ? 'Enable' : 'Hide';
}
