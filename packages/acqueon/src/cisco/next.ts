import type { AgentState, RequestableState, StateOption } from '@cordboard/core';

type Effects = Readonly<Partial<Record<RequestableState, StateOption['effect']>>>;

/** What may be asked for in each state, and when it comes into force. A state left out offers nothing. */
export type StateEffects = Readonly<Partial<Record<AgentState, Effects>>>;

const ON_CALL: Effects = { ready: 'pending', 'not-ready': 'pending' };
const AT_ONCE: Effects = { ready: 'now', 'not-ready': 'now' };

/**
 * What may be asked for in each state. Documented: signing out goes from not ready only (logout-4), and who is signed in may ask for the two
 * states (set-ready-state-1). When it comes into force is the platform's below (Finesse 12.5 guide pp. 42-47, CCE). No page asks for wrap-up.
 */
export const CISCO_STATES: StateEffects = {
  'not-ready': { ...AT_ONCE, 'signed-out': 'now' },
  ready: { 'not-ready': 'now' },
  reserved: { 'not-ready': 'pending' },
  'reserved-outbound': AT_ONCE,
  'reserved-outbound-preview': { ready: 'now', 'not-ready': 'pending' },
  talking: ON_CALL,
  hold: ON_CALL,
  work: AT_ONCE,
  'work-ready': AT_ONCE,
};

/** Whether there are reasons to choose from; `undefined` while nobody has told. */
export interface ReasonsKnown {
  readonly 'not-ready': boolean | undefined;
  readonly 'sign-out': boolean | undefined;
}

/** What the options depend on besides the state. */
export interface StateRules {
  readonly states: StateEffects;
  /** Whether a reason has to be given where there are some. */
  readonly reasonsRequired: boolean;
}

/** The states that may be asked for in this one. */
export function nextOf(state: AgentState, known: ReasonsKnown, rules: StateRules): readonly StateOption[] {
  return Object.entries(rules.states[state] ?? {}).map(([next, effect]) => ({
    state: next as RequestableState,
    reason: reasonFor(next as RequestableState, known, rules),
    effect,
  }));
}

function reasonFor(next: RequestableState, known: ReasonsKnown, { reasonsRequired }: StateRules): StateOption['reason'] {
  if (next === 'ready') return 'forbidden';
  const some = known[next === 'signed-out' ? 'sign-out' : 'not-ready'];
  if (some === false) return 'forbidden';
  return some === true && reasonsRequired ? 'required' : 'optional';
}
