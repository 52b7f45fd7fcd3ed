import type { AgentView, CallView, Engine, PartyView } from '../../engine/index.js';
import { word } from '../messages.js';
import { nameOf, uuidOf } from './agent-payloads.js';
import type { JoinButton } from './buttons.js';

/** What an id means that comes with a request: a call of the agent's, with their own part in it. */
export interface OwnCall {
  readonly call: CallView;
  readonly own: PartyView;
}

/** The calls of an agent with the agent's own part in each, oldest first. */
export function ownCalls(engine: Engine, agentId: string): readonly OwnCall[] {
  return engine.callsOf(agentId).flatMap((call) => {
    const own = call.parties.find((party) => party.agentId === agentId);
    return own ? [{ call, own }] : [];
  });
}

/** Whether an agent called somebody about another call of theirs. */
export function isOwnConsultation({ call, own }: OwnCall): boolean {
  return call.originalId !== null && call.attemptId === null && call.from === own.address;
}

/**
 * What an agent's calls can be brought to together: everything once the consulted party has answered; while their phone rings no conference
 * (consult-a-call), and a transfer where those are taken early.
 */
export function joinsOf(calls: readonly OwnCall[], early: boolean): readonly JoinButton[] {
  if (calls.some(({ own }) => own.actions.includes('conference'))) return ['swap', 'transfer', 'conference'];
  const rings = calls.some((mine) => isOwnConsultation(mine) && mine.own.state === 'INITIATED' && isRinging(mine.call));
  return early && rings ? ['transfer'] : [];
}

function isRinging({ state, queued }: CallView): boolean {
  return state === 'ALERTING' && !queued;
}

/** The number that a destination means: a number itself, or an endpoint with a number, an agent's login name or a queue's name in it. */
export function numberOf(engine: Engine, destination: unknown): string {
  if (typeof destination === 'string') return destination.trim();
  const number = word(destination, 'phoneNumber');
  if (number !== '') return number;
  const login = word(destination, 'agentLogin') || word(destination, 'endpointId');
  const agent = login === '' ? undefined : (engine.agentByLoginName(login) ?? engine.agent(login));
  if (agent) return agent.extension ?? engine.worldAgent(agent.id)?.extension ?? '';
  const queue = word(destination, 'queue') || word(destination, 'name');
  return queue === '' ? '' : queueNumber(engine, queue);
}

/** The number of a queue by its name or id; empty when there is none. */
export function queueNumber({ world }: Engine, wanted: string): string {
  const queue = world.queues.find(({ id, name }) => name === wanted || id === wanted);
  return queue?.number ?? '';
}

/** The extension of an agent, by the id that lists of agents give (`agentUUID`) or by name; empty when there is none who is signed in. */
export function extensionOf(engine: Engine, data: unknown): string {
  const [uuid, name] = [word(data, 'agentUUID'), word(data, 'agentName')];
  const wanted = (agent: AgentView): boolean =>
    uuid === '' ? name !== '' && (nameOf(agent) === name || agent.loginName === name) : uuidOf(agent.id) === uuid;
  return engine.agents().find(wanted)?.extension ?? '';
}

/** Colleagues who are ready for a consultation (get-consult-agent-list). */
export function consultAgents(engine: Engine, agentId: string): readonly object[] {
  const ready = engine.agents().filter((agent) => agent.state === 'READY' && agent.id !== agentId);
  return ready.map((agent, index) => ({
    id: index + 1,
    agentName: nameOf(agent),
    availableSince: agent.since === null ? '' : new Date(agent.since).toISOString(),
    agentStatus: 'Available',
    waitingTimeSec: String(agent.since === null ? 0 : Math.floor((engine.now() - agent.since) / 1000)),
    queue: engine.queuesOf(agent.id)[0]?.name ?? '',
    routingProfile: agent.team.name,
    cpassUUID: uuidOf(agent.id),
  }));
}
