import type { AgentState } from './model.js';
import type { Platform } from './world-types.js';

/** States that can be asked for. */
export type Wanted = 'READY' | 'NOT_READY' | 'LOGOUT' | 'WORK';

/**
 * What comes of asking for a state: `ok`, at once; `same`, it is so already; `pending`, later; `first`, later, but only the first time;
 * `wrap-up`, after-call work will follow if the agent may choose it; `sync` and `async`, refused as an invalid state; `workmode`,
 * refused as CCX does (265); `internal`, refused without a good word.
 */
export type Verdict = 'ok' | 'same' | 'pending' | 'first' | 'wrap-up' | 'sync' | 'async' | 'workmode' | 'internal';

type Row = Readonly<Record<Wanted, Verdict>>;

const row = (READY: Verdict, NOT_READY: Verdict, LOGOUT: Verdict, WORK: Verdict): Row => ({ READY, NOT_READY, LOGOUT, WORK });

/** Finesse 12.5 guide pp. 42-51. */
// prettier-ignore
const CCE: Readonly<Record<AgentState, Row>> = {
  //                              READY      NOT_READY  LOGOUT   WORK
  LOGOUT:                    row('async',   'async',   'sync',  'async'),
  NOT_READY:                 row('ok',      'ok',      'ok',    'async'),
  READY:                     row('same',    'ok',      'async', 'async'),
  RESERVED:                  row('pending', 'pending', 'async', 'async'),
  RESERVED_OUTBOUND:         row('ok',      'ok',      'async', 'async'),
  RESERVED_OUTBOUND_PREVIEW: row('ok',      'pending', 'async', 'async'),
  TALKING:                   row('pending', 'pending', 'async', 'wrap-up'),
  HOLD:                      row('pending', 'pending', 'async', 'wrap-up'),
  WORK:                      row('ok',      'ok',      'async', 'same'),
  WORK_READY:                row('ok',      'ok',      'async', 'same'),
  UNKNOWN:                   row('ok',      'ok',      'ok',    'async'),
};

/** Finesse 12.5 guide pp. 48-50. */
// prettier-ignore
const CCX: Readonly<Record<AgentState, Row>> = {
  ...CCE,
  READY:                     row('same',     'ok',       'ok',    'async'),
  RESERVED_OUTBOUND:         row('internal', 'internal', 'async', 'async'),
  TALKING:                   row('workmode', 'first',    'async', 'wrap-up'),
  HOLD:                      row('workmode', 'first',    'async', 'wrap-up'),
};

/** What comes of an agent's asking for a state. */
export function verdictOn(platform: Platform, state: AgentState, wanted: Wanted): Verdict {
  return (platform === 'CCE' ? CCE : CCX)[state][wanted];
}

/** The states in which a supervisor may ask for another one (p. 47). */
const SUPERVISOR: Readonly<Record<'READY' | 'NOT_READY' | 'LOGOUT', readonly AgentState[]>> = {
  READY: ['NOT_READY', 'WORK', 'WORK_READY'],
  NOT_READY: ['READY', 'WORK', 'WORK_READY'],
  LOGOUT: [
    'READY',
    'NOT_READY',
    'RESERVED',
    'RESERVED_OUTBOUND',
    'RESERVED_OUTBOUND_PREVIEW',
    'TALKING',
    'HOLD',
    'WORK',
    'WORK_READY',
    'UNKNOWN',
  ],
};

/** Whether a supervisor may ask for a state of an agent who is in `state`. */
export function supervisorMay(state: AgentState, wanted: 'READY' | 'NOT_READY' | 'LOGOUT'): boolean {
  return SUPERVISOR[wanted].includes(state);
}

/** Every state there is. */
export const AGENT_STATES: readonly AgentState[] = [
  'LOGOUT',
  'NOT_READY',
  'READY',
  'RESERVED',
  'RESERVED_OUTBOUND',
  'RESERVED_OUTBOUND_PREVIEW',
  'TALKING',
  'HOLD',
  'WORK',
  'WORK_READY',
  'UNKNOWN',
];

/** States that a call puts the agent in. */
export function isOnCall(state: AgentState): boolean {
  return state === 'TALKING' || state === 'HOLD';
}

/** After-call work. */
export function isWork(state: AgentState): boolean {
  return state === 'WORK' || state === 'WORK_READY';
}

/** Set aside for a call that is about to come. */
export function isReserved(state: AgentState): boolean {
  return state === 'RESERVED' || state === 'RESERVED_OUTBOUND' || state === 'RESERVED_OUTBOUND_PREVIEW';
}
