import type { AgentPicture, AgentState, RequestableState, StateOption } from '@cordboard/core';

/** Which contact centre stands behind Finesse. */
export type Platform = 'CCE' | 'CCX';

/** When a state that is asked for comes into force. A question mark: no document says so, it was worked out. */
export type Cell = 'now' | 'pending' | 'now?' | 'pending?';

/** What may be asked for in each state. A state or column left out offers nothing. */
export type StateTable = Readonly<Partial<Record<AgentState, Readonly<Partial<Record<RequestableState, Cell>>>>>>;

/** What the platform never says in a user's picture, but its rules depend on. */
export interface StateRules {
  readonly platform: Platform;
  /** Whether the agent has reason codes to choose from; `undefined` while nobody has asked. */
  readonly notReadyReasons?: boolean;
  readonly signOutReasons?: boolean;
  /** Direction of the call that wrap-up would follow, where known. */
  readonly direction?: 'inbound' | 'outbound';
  /** Whether cells marked `?` are offered. Default true: the platform's refusal is spoken. */
  readonly offerInferred?: boolean;
  /** Takes the place of the platform's table. */
  readonly table?: StateTable;
}

/**
 * Unified CCE (Finesse 12.5 guide pp. 42-47).
 *
 * | from \ to | ready | not-ready | work | signed-out |
 * |---|---|---|---|---|
 * | not-ready | now | now (another reason) | | now |
 * | ready | | now | | |
 * | reserved | | pending? | | |
 * | reserved-outbound | now | now | | |
 * | reserved-outbound-preview | now | pending | | |
 * | talking, hold | pending | pending | pending | |
 * | work, work-ready | now | now | | |
 *
 * `work` is offered only where wrap-up is optional. Nothing is offered to who is signed out, or in a state without a name.
 */
export const CCE_STATES: StateTable = {
  'not-ready': { ready: 'now', 'not-ready': 'now', 'signed-out': 'now' },
  ready: { 'not-ready': 'now' },
  reserved: { 'not-ready': 'pending?' },
  'reserved-outbound': { ready: 'now', 'not-ready': 'now' },
  'reserved-outbound-preview': { ready: 'now', 'not-ready': 'pending' },
  talking: { ready: 'pending', 'not-ready': 'pending', work: 'pending' },
  hold: { ready: 'pending', 'not-ready': 'pending', work: 'pending' },
  work: { ready: 'now', 'not-ready': 'now' },
  'work-ready': { ready: 'now', 'not-ready': 'now' },
};

/**
 * Unified CCX, where it differs (pp. 48-50): signing out from ready, no leaving a reservation, no ready during a call, and not ready
 * during a call only once.
 *
 * | from \ to | ready | not-ready | work | signed-out |
 * |---|---|---|---|---|
 * | not-ready | now | now (another reason) | | now |
 * | ready | | now | | now |
 * | reserved | | pending? | | |
 * | reserved-outbound | | | | |
 * | reserved-outbound-preview | now | pending | | |
 * | talking | | pending (once) | pending? | |
 * | work | now | now | | |
 */
export const CCX_STATES: StateTable = {
  'not-ready': { ready: 'now', 'not-ready': 'now', 'signed-out': 'now' },
  ready: { 'not-ready': 'now', 'signed-out': 'now' },
  reserved: { 'not-ready': 'pending?' },
  'reserved-outbound-preview': { ready: 'now', 'not-ready': 'pending' },
  talking: { 'not-ready': 'pending', work: 'pending?' },
  work: { ready: 'now', 'not-ready': 'now' },
};

const COLUMNS: readonly RequestableState[] = ['ready', 'not-ready', 'work', 'signed-out'];

/** The states an agent may ask for now. States that only the system sets never appear. */
export function nextStates(agent: Pick<AgentPicture, 'state' | 'pending' | 'settings'>, rules: StateRules): readonly StateOption[] {
  const row = (rules.table ?? (rules.platform === 'CCX' ? CCX_STATES : CCE_STATES))[agent.state];
  const options: StateOption[] = [];
  if (row === undefined) return options;
  for (const state of COLUMNS) {
    const cell = row[state];
    if (cell === undefined || (cell.endsWith('?') && rules.offerInferred === false) || !applies(state, agent, rules)) continue;
    options.push({ state, reason: reasonFor(state, rules), effect: cell.startsWith('now') ? 'now' : 'pending' });
  }
  return options;
}

/** The picture with its `next` worked out anew, as when the reason codes became known. The same object when nothing changed. */
export function withNextStates(picture: AgentPicture, rules: StateRules): AgentPicture {
  const next = nextStates(picture, rules);
  const same = (option: StateOption, i: number) => {
    const old = picture.next[i];
    return old?.state === option.state && old.reason === option.reason && old.effect === option.effect;
  };
  return next.length === picture.next.length && next.every(same) ? picture : { ...picture, next };
}

function applies(state: RequestableState, agent: Pick<AgentPicture, 'state' | 'pending' | 'settings'>, rules: StateRules): boolean {
  switch (state) {
    case 'not-ready':
      // Not ready again means another reason, so there must be reasons.
      if (agent.state === 'not-ready') return rules.notReadyReasons !== false;
      return !(rules.platform === 'CCX' && agent.state === 'talking' && agent.pending?.state === 'not-ready');
    case 'work':
      return isWrapUpOptional(agent.settings, rules.direction);
    default:
      return true;
  }
}

function isWrapUpOptional({ wrapUpIncoming, wrapUpOutgoing }: AgentPicture['settings'], direction: StateRules['direction']): boolean {
  return (direction !== 'outbound' && wrapUpIncoming === 'optional') || (direction !== 'inbound' && wrapUpOutgoing === 'optional');
}

// With codes to choose from one must be given, without none may be (pp. 50-51). Ready and wrap-up never take one.
function reasonFor(state: RequestableState, rules: StateRules): StateOption['reason'] {
  if (state === 'ready' || state === 'work') return 'forbidden';
  const some = state === 'not-ready' ? rules.notReadyReasons : rules.signOutReasons;
  return some === undefined ? 'optional' : some ? 'required' : 'forbidden';
}
