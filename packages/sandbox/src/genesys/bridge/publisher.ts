import type { AgentView } from '../../engine/index.js';
import { attributesOfEvent } from '../attributes.js';
import type { InteractionChange } from '../interactions.js';
import { dnIdOf, placeIdOf } from '../numbers.js';
import type { BridgeContext } from './context.js';
import { agentAttributes, dnActions } from './people.js';
import type { Topic } from './topics.js';

/** Tells subscribers what happened to interactions and agents. */
export class BridgePublisher {
  readonly #context: BridgeContext;
  /** What was last told of each interaction, to tell changes only where that is the way. */
  readonly #told = new Map<string, ReadonlyMap<string, string>>();
  readonly #pictures = new Map<string, string>();

  constructor(context: BridgeContext) {
    this.#context = context;
  }

  /** An event of an interaction; made now, told when it is through the pipe. */
  interaction(change: InteractionChange): void {
    const { pipe, quirks, features, subscribers } = this.#context;
    const { interaction } = change;
    const attributes = attributesOfEvent(change, quirks());
    const written = new Map([...attributes].map(([key, value]) => [key, JSON.stringify(value)]));
    const before = this.#told.get(interaction.id);
    const changed = new Set([...written].filter(([key, value]) => before?.get(key) !== value).map(([key]) => key));
    if (interaction.status === 'MARKED_DONE') this.#told.delete(interaction.id);
    else this.#told.set(interaction.id, written);
    const about = this.#aboutPhone(interaction.extension, interaction.agentId);
    const sparse = features(interaction.extension).sparseEvents ? changed : null;
    pipe.push(() =>
      subscribers.tell({
        serviceName: 'InteractionService',
        eventName: 'InteractionEvent',
        about,
        attributes,
        changed: sparse,
        timeStamp: change.at,
      }),
    );
    this.phone(interaction.extension);
  }

  /** What the agent at a phone may do there may have changed. */
  phone(extension: string): void {
    const agent = this.#context.engine.agentOn(extension);
    if (agent) this.agent(agent, extension, 'INFO_CHANGED');
  }

  /** An agent changed; told when anything that is shown did. */
  agent(agent: AgentView, extension: string, reason: 'STATUS_CHANGED' | 'INFO_CHANGED'): void {
    const { engine, telephony, pipe, subscribers } = this.#context;
    const attributes = agentAttributes(engine, telephony, agent);
    attributes.set('agent:dnActionsPossible', { dnId: dnIdOf(extension), actionsPossible: dnActions(engine, telephony, extension) });
    const picture = JSON.stringify([...attributes]);
    if (this.#pictures.get(agent.id) === picture) return;
    this.#pictures.set(agent.id, picture);
    attributes.set('agent:dnEventReason', reason);
    const timeStamp = engine.now();
    const about = this.#aboutPhone(extension, agent.id);
    pipe.push(() =>
      subscribers.tell({ serviceName: 'AgentService', eventName: 'VoiceMediaEvent', about, attributes, changed: null, timeStamp }),
    );
  }

  clear(): void {
    this.#told.clear();
    this.#pictures.clear();
  }

  #aboutPhone(extension: string, agentId: string | null): readonly Topic[] {
    return [
      ...(agentId === null ? [] : [{ key: 'AGENT', value: agentId }]),
      { key: 'PLACE', value: placeIdOf(extension) },
      { key: 'DN', value: dnIdOf(extension) },
    ];
  }
}
