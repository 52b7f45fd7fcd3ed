import type { Agent, Freshness } from './model.js';
import type { AgentPicture, Seen } from './port.js';
import type { CoreState } from './reduce.js';
import { share } from './share.js';

type AgentMark = NonNullable<CoreState['agentMark']>;

/**
 * Takes one picture of the agent, unless a newer one is held. With `readAt` the picture is a read begun then, and whatever was
 * reported since stands.
 */
export function reduceAgent(state: CoreState, origin: number, seen: Seen<AgentPicture>, time: number, readAt?: number): CoreState {
  const mark = state.agentMark;
  const same = mark !== undefined && state.agent?.id === seen.picture.id;
  if (mark && mark.origin < origin) return state;
  if (same && mark.origin === origin) {
    const { at } = seen;
    if (at !== undefined && mark.at !== undefined && at < mark.at) return state;
    const newer = at !== undefined && mark.at !== undefined && at > mark.at;
    if (readAt !== undefined && mark.seenAt >= readAt && !newer) return state;
  }
  const next: AgentMark = { origin, at: seen.at ?? (same ? mark.at : undefined), seenAt: time, suspect: seen.suspect ?? false };
  const agent = share<Agent>(state.agent, { ...seen.picture, freshness: agentFreshness(state, next) });
  return { ...state, agentMark: next, agent };
}

export function agentFreshness(state: CoreState, mark: AgentMark): Freshness {
  if (state.links[mark.origin]?.state !== 'up') return 'stale';
  return mark.suspect ? 'suspect' : 'fresh';
}
