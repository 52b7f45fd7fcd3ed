import type { AgentState, AgentView, Engine } from '../../engine/index.js';
import { dnIdOf, extensionOfDn, extensionOfPlace, placeIdOf } from '../numbers.js';
import type { Telephony } from '../telephony.js';
import { BridgeFault } from './fault.js';
import type { BridgeSession } from './sessions.js';

/** A DN as it is shown to its agent. */
export interface VoiceMediaInfo {
  readonly dnId: string;
  readonly callableNumber: string;
  readonly status: string;
}

/** Words for what an agent does; no source has them. */
const STATUSES: Readonly<Record<AgentState, string>> = {
  LOGOUT: 'LOGGED_OUT',
  NOT_READY: 'NOT_READY',
  READY: 'READY',
  RESERVED: 'READY',
  RESERVED_OUTBOUND: 'READY',
  RESERVED_OUTBOUND_PREVIEW: 'READY',
  TALKING: 'BUSY',
  HOLD: 'BUSY',
  WORK: 'AFTER_CALL_WORK',
  WORK_READY: 'AFTER_CALL_WORK',
  UNKNOWN: 'UNKNOWN',
};

/** The agent that an id or login name stands for. */
export function findAgent(engine: Engine, name: string): AgentView | undefined {
  return engine.agent(name) ?? engine.agentByLoginName(name);
}

/** The agent whom a session may act for or look at: its own, or one of the supervised teams. */
export function agentFor(engine: Engine, session: BridgeSession, name: string): AgentView {
  const agent = findAgent(engine, name);
  if (!agent) throw new BridgeFault(404, 'error.agent.Unknown', 'No such agent');
  const own = engine.agent(session.agentId);
  const supervised = own?.supervises.some(({ id }) => id === agent.team.id) ?? false;
  if (agent.id !== session.agentId && !supervised) throw new BridgeFault(403, 'error.agent.NotPermitted', 'Another agent');
  return agent;
}

/** The number of a DN; a fault when there is no such phone. */
export function phoneOfDn(engine: Engine, dnId: string): string {
  const extension = extensionOfDn(dnId);
  if (!isPhone(engine, extension)) throw new BridgeFault(404, 'error.dn.Unknown', 'No such DN');
  return extension;
}

/** The number of the phone at a place; a fault when there is no such place. */
export function phoneOfPlace(engine: Engine, placeId: string): string {
  const extension = extensionOfPlace(placeId);
  if (extension === undefined || !isPhone(engine, extension)) throw new BridgeFault(404, 'error.place.Unknown', 'No such place');
  return extension;
}

/** Whether a phone of the contact centre has that number. */
export function isPhone({ world }: Engine, extension: string): boolean {
  return [...world.agents, ...world.devices].some((each) => each.extension === extension);
}

/** The phone at which a session's agent works. */
export function ownPhone(engine: Engine, session: BridgeSession): string | undefined {
  return engine.agent(session.agentId)?.extension ?? undefined;
}

/** A phone with the status of whoever works there. */
export function mediaInfo(engine: Engine, extension: string): VoiceMediaInfo {
  const state = engine.agentOn(extension)?.state ?? 'LOGOUT';
  return { dnId: dnIdOf(extension), callableNumber: extension, status: STATUSES[state] };
}

/** What the agent at a phone may do there. `CREATE_INTERACTION` is documented; the other names are invented. */
export function dnActions(engine: Engine, telephony: Telephony, extension: string): readonly string[] {
  const agent = engine.agentOn(extension);
  if (!agent) return ['LOGIN'];
  const actions = ['LOGOUT'];
  if (agent.state !== 'READY') actions.push('READY');
  if (agent.state !== 'NOT_READY') actions.push('NOT_READY');
  if (agent.state !== 'WORK' && agent.state !== 'WORK_READY') actions.push('AFTER_CALL_WORK');
  if (telephony.mayCreate(extension) === undefined) actions.push('CREATE_INTERACTION');
  return actions;
}

/** The attributes of an agent. */
export function agentAttributes(engine: Engine, telephony: Telephony, agent: AgentView): Map<string, unknown> {
  const home = engine.worldAgent(agent.id)?.extension;
  const { extension } = agent;
  const possible = extension === null ? null : { dnId: dnIdOf(extension), actionsPossible: dnActions(engine, telephony, extension) };
  return new Map<string, unknown>(
    Object.entries({
      'agent:agentId': agent.id,
      'agent:firstName': agent.firstName,
      'agent:lastName': agent.lastName,
      'agent:userName': agent.loginName,
      'agent:availableMedias': ['VOICE'],
      'agent:agentGroups': [agent.team.name],
      'agent:defaultPlaceId': home === undefined ? null : placeIdOf(home),
      'agent:currentPlaceId': extension === null ? null : placeIdOf(extension),
      'agent:dns': extension === null ? null : [mediaInfo(engine, extension)],
      'agent:dnsActionsPossible': possible && [possible],
      'agent:dnsWorkmodesPossible': extension === null ? null : [{ dnId: dnIdOf(extension), workmodes: ['MANUAL_IN', 'AUTO_IN'] }],
    }).filter(([, value]) => value !== null),
  );
}

/** The attributes of a DN. */
export function dnAttributes(engine: Engine, telephony: Telephony, extension: string): Map<string, unknown> {
  const agent = engine.agentOn(extension);
  return new Map<string, unknown>(
    Object.entries({
      'dn:dnId': dnIdOf(extension),
      'dn:callableNumber': extension,
      'dn:actionsPossible': dnActions(engine, telephony, extension),
      'dn:status': mediaInfo(engine, extension).status,
      'dn:agentId': agent?.id ?? null,
      'dn:loggedQueues': agent ? engine.queuesOf(agent.id).map(({ number }) => number) : null,
      'dn:dndStatus': 'OFF',
      'dn:forwardStatus': 'OFF',
      'dn:lastReasonCode': agent?.reason ? [{ key: 'ReasonCode', value: agent.reason.code }] : null,
    }).filter(([, value]) => value !== null),
  );
}

/** The attributes of a place. */
export function placeAttributes(engine: Engine, extension: string): Map<string, unknown> {
  return new Map<string, unknown>(
    Object.entries({
      'place:placeId': placeIdOf(extension),
      'place:currentAgentId': engine.agentOn(extension)?.id ?? null,
      'place:dns': [mediaInfo(engine, extension)],
      'place:isEnabled': true,
    }).filter(([, value]) => value !== null),
  );
}
