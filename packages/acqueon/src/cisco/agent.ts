import type { AgentPicture, RequestableState, Seen, StateOption, StateReason, TeamRef } from '@cordboard/core';
import { fieldOf, isObject, listOf, textOf, type Plain } from '../bus/plain.js';
import { given, filled, instantOf } from '../bus/given.js';
import { AGENT_STATES, WRAP_UP_MODES } from './words.js';

/** Names of reasons by id, as far as the lists have come. */
export type ReasonNames = ReadonlyMap<string, { readonly code: string; readonly label: string }>;

const NO_REASON = '-1';

/** The agent that a `SetAgentState` tells of; `undefined` where it names nobody. */
export function agentIn(payload: Plain | undefined, reasons: ReasonNames = new Map()): Seen<AgentPicture> | undefined {
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
    next: nextOf(state),
    settings: given({
      wrapUpIncoming: modeOf(textOf(settings, 'wrapUpOnIncoming')),
      wrapUpOutgoing: modeOf(textOf(settings, 'wrapUpOnOutgoing')),
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

/**
 * What may be asked for. Documented: signing out goes from not ready only (logout-4), and the two states may be asked for by who is signed
 * in (set-ready-state-1). During a call the platform below keeps the wish for later; it is offered, and a refusal is told.
 */
function nextOf(state: AgentPicture['state']): readonly StateOption[] {
  const option = (next: RequestableState, effect: StateOption['effect'] = 'now'): StateOption => ({
    state: next,
    reason: next === 'ready' ? 'forbidden' : 'optional',
    effect,
  });
  switch (state) {
    case 'signed-out':
    case 'unknown':
      return [];
    case 'not-ready':
      return [option('ready'), option('not-ready'), option('signed-out')];
    case 'ready':
      return [option('not-ready')];
    case 'work':
    case 'work-ready':
      return [option('ready'), option('not-ready')];
    default:
      return [option('ready', 'pending'), option('not-ready', 'pending')];
  }
}

function reasonOf(id: string | undefined, names: ReasonNames): StateReason | undefined {
  if (id === undefined || id === NO_REASON) return undefined;
  return { id, ...names.get(id), system: false };
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
