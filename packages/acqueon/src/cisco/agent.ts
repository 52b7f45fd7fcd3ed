import type { AgentPicture, Seen, StateReason, TeamRef } from '@cordboard/core';
import { fieldOf, isObject, listOf, textOf, type Plain } from '../bus/plain.js';
import { given, filled, instantOf } from '../bus/given.js';
import { nextOf, type ReasonsKnown, type StateRules } from './next.js';
import { AGENT_STATES, WRAP_UP_MODES } from './words.js';

/** What the lists of reasons say, as far as they have come. */
export interface Reasons {
  readonly known: ReasonsKnown;
  /** Names by id. */
  readonly names: ReadonlyMap<string, { readonly code: string; readonly label: string }>;
}

const NO_REASON = '-1';

/** The agent that a `SetAgentState` tells of; `undefined` where it names nobody. */
export function agentIn(payload: Plain | undefined, reasons: Reasons, rules: StateRules): Seen<AgentPicture> | undefined {
  const user = userIn(payload);
  const id = filled(textOf(user, 'loginId'));
  if (id === undefined) return undefined;
  const word = textOf(user, 'state');
  const state = AGENT_STATES.get(word ?? '') ?? 'unknown';
  const since = instantOf(textOf(user, 'stateChangeTime'));
  const settings = fieldOf(user, 'settings');
  const picture: AgentPicture = {
    id,
    state,
    next: nextOf(state, reasons.known, rules),
    settings: given({
      wrapUpIncoming: modeOf(textOf(settings, 'wrapUpOnIncoming')),
      wrapUpOutgoing: modeOf(textOf(settings, 'wrapUpOnOutgoing')),
      wrapUpSeconds: secondsIn(textOf(user, 'wrapUpTimer')),
    }),
    roles: listOf(user, 'roles').map(roleOf),
    supervises: listOf(user, 'teams').flatMap(teamOf),
    ...given({
      loginName: filled(textOf(user, 'loginName')),
      firstName: filled(textOf(user, 'firstName')),
      lastName: filled(textOf(user, 'lastName')),
      extension: filled(textOf(user, 'extension')),
      rawState: state === 'unknown' ? filled(word) : undefined,
      reason: reasonOf(filled(textOf(user, 'reasonCodeId')), reasons),
      pending: pendingOf(filled(textOf(user, 'pendingState'))),
      team: teamNamed(textOf(user, 'teamId'), textOf(user, 'teamName')),
      since,
    }),
  };
  return { picture, ...given({ at: since }) };
}

// Under `data`; the same object stands under `rules.ResponseActual.user` too, and that is all that some answers have.
function userIn(payload: Plain | undefined): Plain | undefined {
  const data = fieldOf(payload, 'data');
  if (isObject(data)) return data;
  const user = fieldOf(fieldOf(fieldOf(payload, 'rules'), 'ResponseActual'), 'user');
  return isObject(user) ? user : payload;
}

// One that the agent cannot choose is the platform's own.
function reasonOf(id: string | undefined, { names, known }: Reasons): StateReason | undefined {
  if (id === undefined || id === NO_REASON) return undefined;
  const name = names.get(id);
  return { id, ...name, system: !name && known['not-ready'] === true };
}

// The page's sample has none pending; the platform below has the field in this object.
function pendingOf(word: string | undefined): AgentPicture['pending'] {
  if (word === undefined) return undefined;
  const state = AGENT_STATES.get(word) ?? 'unknown';
  return { state, ...given({ rawState: state === 'unknown' ? word : undefined }) };
}

// A text; nought is no timer.
function secondsIn(word: string | undefined): number | undefined {
  return word !== undefined && /^[1-9]\d{0,5}$/.test(word) ? Number(word) : undefined;
}

function modeOf(word: string | undefined): AgentPicture['settings']['wrapUpIncoming'] {
  return word ? (WRAP_UP_MODES.get(word) ?? 'unknown') : undefined;
}

function roleOf(word: Plain): 'agent' | 'supervisor' | 'unknown' {
  const role = typeof word === 'string' ? word.toLowerCase() : '';
  return role === 'agent' || role === 'supervisor' ? role : 'unknown';
}

function teamOf(team: Plain): TeamRef[] {
  const ref = teamNamed(textOf(team, 'id'), textOf(team, 'name'));
  return ref ? [ref] : [];
}

function teamNamed(id: string | undefined, name: string | undefined): TeamRef | undefined {
  return id ? { id, ...given({ name: filled(name) }) } : undefined;
}
