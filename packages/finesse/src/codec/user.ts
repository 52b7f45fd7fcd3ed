import type { AgentPicture, AgentState, Seen, ServerTime, StateReason, TeamRef, WrapUpMode } from '@cordboard/core';
import type { XmlCursor } from '../xml/scanner.js';
import { given } from '../xml/given.js';
import { filled, fromBody, tailOf } from './body.js';
import { nextStates, type Platform, type StateRules } from './next-states.js';
import { readReason, reasonIdOf, type WireReason } from './reason-codes.js';
import { list, record, text, time, Vocabulary, word } from './records.js';

/** A `<User>` as it stood on the wire: absent is `undefined`, empty is `''`. */
export interface WireUser {
  uri?: string;
  loginId?: string;
  loginName?: string;
  firstName?: string;
  lastName?: string;
  extension?: string;
  state?: string;
  pendingState?: string;
  stateChangeTime?: ServerTime;
  reasonCodeId?: string;
  reasonCode?: WireReason;
  roles?: string[];
  settings?: { wrapUpOnIncoming?: string; wrapUpOnOutgoing?: string };
  mobileAgent?: { mode?: string; dialNumber?: string };
  teamId?: string;
  teamName?: string;
  teams?: TeamRef[];
}

const readTeam = record<{ id?: string; uri?: string; name?: string }>(['id uri', word], ['name', text]);

/** Reads the `<User>` the cursor stands on. */
export const readUser: (xml: XmlCursor) => WireUser = record<WireUser>(
  ['uri loginId extension state pendingState reasonCodeId teamId', word],
  ['loginName firstName lastName teamName', text],
  ['stateChangeTime', time],
  ['reasonCode', readReason],
  ['roles', list('role', word)],
  ['settings', record(['wrapUpOnIncoming wrapUpOnOutgoing', word])],
  ['mobileAgent', record(['mode dialNumber', word])],
  [
    'teams',
    list('team', (xml) => {
      const { id, uri, name } = readTeam(xml);
      const key = filled(id) ?? tailOf(uri);
      return key === undefined ? undefined : { id: key, ...given({ name }) };
    }),
  ],
);

/** Reads the body of `GET /User/{id}`. Throws `DesktopError('protocol')`. */
export function userFromBody(body: string): WireUser {
  return fromBody(body, 'user', readUser);
}

const STATES = /* @__PURE__ */ new Vocabulary<AgentState>(
  'LOGOUT=signed-out NOT_READY READY RESERVED RESERVED_OUTBOUND RESERVED_OUTBOUND_PREVIEW TALKING HOLD WORK WORK_READY',
);
const WRAP_UP = /* @__PURE__ */ new Vocabulary<WrapUpMode>('REQUIRED REQUIRED_WITH_WRAP_UP_DATA=required-with-reason OPTIONAL NOT_ALLOWED');

/** The model's word for a Finesse agent state; `unknown` for any other. */
export function agentState(word: string | undefined): AgentState {
  return STATES.get(word) ?? 'unknown';
}

/** A state for the model: its own word, and the platform's where the model has none. */
export function stateFields(word: string | undefined): { state: AgentState; rawState?: string } {
  const state = agentState(word);
  return state === 'unknown' && word !== undefined && word !== '' ? { state, rawState: word } : { state };
}

/** True for the short form of a user that team notifications (and now and then others) carry: no roles, settings or team. */
export function isSummary(user: WireUser): boolean {
  return user.roles === undefined && user.settings === undefined && user.teamId === undefined;
}

// Reasons the platforms give by themselves, for pictures that leave `systemCode` out (Finesse 12.5 guide p. 237).
const SYSTEM_CODES: Readonly<Record<Platform, RegExp>> = {
  CCE: /^(?:255|999|2000[1-3]|3276[27]|500(?:0[1-6]|[123]0|4[0-2])|51004|6553[3-5])$/,
  CCX: /^(?:22|33|255|327(?:4[0125-79]|5[125-9]|6[0-5]))$/,
};

/** Why an agent is in a state; `undefined` when the platform gives no reason (an id of -1 means that too). */
export function stateReason(user: WireUser, platform: Platform): StateReason | undefined {
  const { reasonCode } = user;
  const id = filled(user.reasonCodeId) ?? (reasonCode && reasonIdOf(reasonCode));
  const known = id === '-1' ? undefined : id;
  if (reasonCode === undefined) return known === undefined ? undefined : { id: known, system: false };
  const code = filled(reasonCode.code);
  const system = reasonCode.systemCode ?? SYSTEM_CODES[platform].test(code ?? '');
  return { ...given({ id: known, code, label: reasonCode.label }), system };
}

/**
 * The agent as the model has it, `at` its state's begin. `previous` fills what a short form leaves out (Finesse 12.5 guide p. 360):
 * pass the last picture of the same agent always. `undefined` when the user has no id.
 */
export function agentPicture(user: WireUser, rules: StateRules, previous?: AgentPicture): Seen<AgentPicture> | undefined {
  const id = filled(user.loginId) ?? tailOf(user.uri);
  if (id === undefined) return undefined;
  const known = previous?.id === id ? previous : undefined;
  const picture = { id, ...person(user, known), ...setUp(user, known), ...condition(user, rules, known) };
  return { picture: { ...picture, next: nextStates(picture, rules) }, ...given({ at: user.stateChangeTime }) };
}

function person(user: WireUser, known: AgentPicture | undefined): Pick<AgentPicture, 'loginName' | 'firstName' | 'lastName' | 'extension'> {
  return given({
    loginName: user.loginName ?? known?.loginName,
    firstName: user.firstName ?? known?.firstName,
    lastName: user.lastName ?? known?.lastName,
    // Empty while signed out.
    extension: filled(user.extension ?? known?.extension),
  });
}

// A short form says nothing of these; a full one that lacks them says there are none.
function setUp(
  user: WireUser,
  known: AgentPicture | undefined,
): Pick<AgentPicture, 'settings' | 'roles' | 'team' | 'supervises' | 'mobile'> {
  if (known !== undefined && isSummary(user)) {
    const { settings, roles, supervises, team, mobile } = known;
    return { settings, roles, supervises, ...given({ team, mobile }) };
  }
  const teamId = filled(user.teamId);
  return {
    settings: given({
      wrapUpIncoming: wrapUpMode(user.settings?.wrapUpOnIncoming),
      wrapUpOutgoing: wrapUpMode(user.settings?.wrapUpOnOutgoing),
    }),
    roles: (user.roles ?? []).map(roleOf),
    supervises: user.teams ?? [],
    ...given({
      team: teamId === undefined ? undefined : { id: teamId, ...given({ name: filled(user.teamName) }) },
      mobile: user.mobileAgent && mobileOf(user.mobileAgent),
    }),
  };
}

function condition(
  user: WireUser,
  rules: StateRules,
  known: AgentPicture | undefined,
): Pick<AgentPicture, 'state' | 'rawState' | 'reason' | 'pending' | 'since'> {
  if (user.state === undefined && known !== undefined) {
    const { state, rawState, reason, pending, since } = known;
    return { state, ...given({ rawState, reason, pending, since }) };
  }
  const pending = filled(user.pendingState);
  return {
    ...stateFields(user.state),
    ...given({
      reason: stateReason(user, rules.platform),
      pending: pending === undefined ? undefined : stateFields(pending),
      since: user.stateChangeTime,
    }),
  };
}

function wrapUpMode(word: string | undefined): WrapUpMode | undefined {
  return word === undefined || word === '' ? undefined : (WRAP_UP.get(word) ?? 'unknown');
}

function roleOf(word: string): AgentPicture['roles'][number] {
  return word === 'Agent' ? 'agent' : word === 'Supervisor' ? 'supervisor' : 'unknown';
}

function mobileOf({ mode, dialNumber }: NonNullable<WireUser['mobileAgent']>): NonNullable<AgentPicture['mobile']> {
  const word = mode === 'CALL_BY_CALL' ? 'call-by-call' : mode === 'NAILED_CONNECTION' ? 'nailed' : 'unknown';
  return { mode: word, ...given({ number: filled(dialNumber) }) };
}
