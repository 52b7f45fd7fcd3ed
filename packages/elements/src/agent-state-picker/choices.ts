import type { Agent, Control, ReasonCode, RequestableState } from '@cordboard/core';
import { fold } from '../internal/fold.js';
import type { Line } from '../internal/listbox.js';
import type { AgentStateLabels } from '../labels/agent-state.js';
import type { CommonLabels } from '../labels/common.js';
import type { ReasonLabels } from '../labels/reasons.js';

/** Reasons of one category: as read, on their way, or not to be had. */
export type Reasons = readonly ReasonCode[] | 'loading' | 'failed';

/** One line of the list. */
export interface Choice extends Line {
  readonly state: RequestableState;
  /** The heading it stands under, if any. */
  readonly group?: string;
  readonly reasonId?: string;
  /** Why it cannot be chosen now; empty where the selection already tells. */
  readonly blocked?: string;
  /** Not a state: a word about the reasons. Choosing it reads them again. */
  readonly retry?: true;
}

/** What the list is made from. */
export interface ChoiceFacts {
  readonly agent: Agent;
  readonly labels: AgentStateLabels & CommonLabels & ReasonLabels;
  readonly controlOf: (state: RequestableState) => Control;
  readonly reasonsFor: (category: ReasonCode['category']) => Reasons;
  readonly search: string;
}

const ORDER = ['ready', 'not-ready', 'work', 'signed-out'] as const satisfies readonly RequestableState[];

/** The lines of the list, in order: what may be asked for now, and in its place what may not, with the reason. */
export function choicesOf(facts: ChoiceFacts): readonly Choice[] {
  const wanted = fold(facts.search);
  return ORDER.flatMap((state) => choicesFor(facts, state)).filter(
    ({ label, group }) => fold(label).includes(wanted) || (group !== undefined && fold(group).includes(wanted)),
  );
}

/** The category of reasons that go with a state. */
export function categoryOf(state: RequestableState): ReasonCode['category'] | undefined {
  return state === 'not-ready' ? 'not-ready' : state === 'signed-out' ? 'sign-out' : undefined;
}

function choicesFor({ agent, labels, controlOf, reasonsFor }: ChoiceFacts, state: RequestableState): readonly Choice[] {
  const { state: possible, why } = controlOf(state);
  const option = agent.next.find((next) => next.state === state);
  const present = agent.pending ?? agent;
  const selected = present.state === state;
  const word = option?.effect === 'pending' ? labels.afterCall(labels.ask[state]) : labels.ask[state];
  if (possible !== 'ready') {
    // Wrap-up is asked for by few and in few states; the others keep their place.
    if (state === 'work') return [];
    return [{ state, label: word, selected, blocked: why && why !== 'already-there' ? labels.why[why] : '' }];
  }
  const plain: Choice = { state, label: word, selected: selected && !present.reason?.id };
  const category = categoryOf(state);
  if (!category || option?.reason === 'forbidden') return [{ ...plain, selected }];
  const reasons = reasonsFor(category);
  if (reasons === 'loading') return [{ state, label: labels.loadingReasons, group: word, selected: false, blocked: '' }];
  if (reasons === 'failed') return [{ state, label: labels.reasonsFailed, group: word, selected: false, retry: true }];
  const withReason = reasons.map(({ id, label, code }) => ({
    state,
    label: label || code,
    group: word,
    reasonId: id,
    selected: selected && present.reason?.id === id,
  }));
  return option?.reason === 'required' && withReason.length ? withReason : [plain, ...withReason];
}
