import type { AgentView, CallView, Engine } from '../../engine/index.js';
import { ownCalls, type OwnCall } from './directory.js';

/** An agent's calls, parted as the topics part them: by who produced the call, not by its direction. */
export class CallsByTopic {
  readonly #engine: Engine;
  readonly #agentId: string;
  /** Which calls are a campaign's, as it was when they came. */
  readonly #known = new Map<string, boolean>();

  constructor(engine: Engine, agentId: string) {
    this.#engine = engine;
    this.#agentId = agentId;
  }

  /** The calls of Amazon Connect, oldest first. */
  get inbound(): readonly OwnCall[] {
    return ownCalls(this.#engine, this.#agentId).filter((mine) => !this.isCampaign(mine));
  }

  /** The calls of campaigns, oldest first. */
  get outbound(): readonly OwnCall[] {
    return ownCalls(this.#engine, this.#agentId).filter((mine) => this.isCampaign(mine));
  }

  /** Whether a call is a campaign's. A consultation belongs to where the call belongs that it is about, also when that one is over. */
  isCampaign({ call }: OwnCall): boolean {
    const known = this.#known.get(call.id);
    if (known !== undefined) return known || call.attemptId !== null;
    const original = call.originalId === null ? undefined : this.#engine.call(call.originalId);
    const campaign = call.attemptId !== null || (original?.attemptId ?? null) !== null;
    this.#known.set(call.id, campaign);
    return campaign;
  }

  /** The calls to customers that a campaign makes for the agent, who is not in them yet. */
  dialled(agent: AgentView): readonly CallView[] {
    if (agent.extension === null || !agent.state.startsWith('RESERVED_OUTBOUND')) return [];
    const isFor = ({ attemptId, from, state, parties }: CallView): boolean =>
      attemptId !== null && from === agent.extension && state === 'ALERTING' && !parties.some(({ kind }) => kind === 'agent');
    return this.#engine.calls().filter(isFor);
  }

  /** Everything began again. */
  forget(): void {
    this.#known.clear();
  }
}
