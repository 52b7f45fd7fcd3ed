import type { AgentPicture, AgentState, Seen, StateOption } from '@cordboard/core';
import { filled, given, instantOf } from '../bus/given.js';
import { fieldOf, flagOf, isObject, textOf, type Plain } from '../bus/plain.js';
import { bare, SYSTEM_STATES } from './words.js';

/** What the bus has told of the agent, piece by piece: no message has all of it. */
export interface AgentNews {
  readonly signedIn?: boolean;
  readonly loginName?: string;
  /** The platform's own id, which only the answers of sign-in and of `StateSync` have. */
  readonly uuid?: string;
  readonly name?: string;
  readonly extension?: string;
  readonly muted?: boolean;
  /** Name of the status, such as `Available`, `Break`, `Busy`. */
  readonly status?: string;
  /** `routable`, `not_routable`, `offline` or `system`, as written. */
  readonly type?: string;
  readonly since?: number;
  /** Whether a button of the agent is enabled, by its bare name. */
  readonly buttons?: ReadonlyMap<string, boolean>;
}

/** Takes `Agent`/`StateSync`, `LoginSuccess` and `LogoutSuccess`: `{loginState, agentInfo, agentState, rules}`. */
export function syncIn(payload: Plain | undefined): AgentNews {
  const word = bare(textOf(payload, 'loginState'));
  return {
    ...(word === 'loggedin' ? { signedIn: true } : word === 'loggedout' ? { signedIn: false } : {}),
    ...infoIn(fieldOf(payload, 'agentInfo')),
    ...stateIn(fieldOf(payload, 'agentState')),
    ...buttonsIn(fieldOf(payload, 'rules')),
  };
}

/** Takes `Agent`/`SetAgentState`. The status stands in `event`; `data.state` is only ready or not (v1/set-agent-state-api). */
export function agentStateIn(payload: Plain | undefined): AgentNews {
  const data = fieldOf(payload, 'data');
  const rules = fieldOf(payload, 'rules');
  const actual = stateIn(fieldOf(rules, 'ResponseActual'));
  const status = filled(textOf(payload, 'event')) ?? actual.status;
  const type = filled(textOf(data, 'type')) ?? actual.type ?? typeOf(textOf(data, 'state'));
  return {
    ...infoIn(data),
    ...given({ status, type, since: actual.since ?? instantOf(textOf(data, 'stateChangeTime')) }),
    ...buttonsIn(rules),
  };
}

/** Takes `Agent`/`CcpAgentState`: the softphone's own word, `{name, type}`. */
export function softphoneStateIn(payload: Plain | undefined): AgentNews {
  return given({ status: filled(textOf(payload, 'name')), type: filled(textOf(payload, 'type')) });
}

/** What was known with what has come; what is older than that changes nothing. The button block may hold only those that changed. */
export function merged(known: AgentNews, news: AgentNews): AgentNews {
  if (known.since !== undefined && news.since !== undefined && news.since < known.since) return known;
  const buttons = new Map([...(known.buttons ?? []), ...(news.buttons ?? [])]);
  // The time belongs to the status it came with.
  const { since: _past, ...rest } = known;
  const kept = news.status === undefined || news.status === known.status ? known : rest;
  return { ...kept, ...news, buttons };
}

/** The agent; `undefined` while nothing has named them. `campaign`: the status that the campaigns have for them. */
export function agentOf(news: AgentNews, campaign?: string): Seen<AgentPicture> | undefined {
  // The login name is the one word for the agent that all messages have.
  const id = news.loginName ?? news.uuid;
  if (id === undefined) return undefined;
  const state = stateOf(news, campaign);
  const reason = state === 'not-ready' ? news.status : undefined;
  const picture: AgentPicture = {
    id,
    state,
    next: nextOf(news, state),
    settings: {},
    roles: [],
    supervises: [],
    ...given({
      loginName: news.loginName,
      // One name, and no telling which part of it is which.
      firstName: news.name,
      extension: news.extension,
      rawState: state === 'unknown' ? news.status : undefined,
      reason: reason === undefined ? undefined : { id: reason, code: reason, label: reason, system: isSystem(news) },
      since: news.since,
    }),
  };
  return { picture, ...given({ at: news.since }) };
}

/** Whether a button of the agent is enabled; `undefined` before the platform has told. */
export function isEnabled(news: AgentNews, button: string): boolean | undefined {
  return news.buttons?.get(button);
}

function stateOf(news: AgentNews, campaign: string | undefined): AgentState {
  if (news.signedIn === false) return 'signed-out';
  const system = SYSTEM_STATES.get(bare(news.status));
  if (isSystem(news)) return system ?? 'unknown';
  // A campaign's call goes over a line of its own, and the softphone's status knows nothing of it.
  const onCampaign = bare(campaign);
  if (onCampaign === 'incall') return 'talking';
  if (onCampaign === 'acw') return 'work-ready';
  switch (bare(news.type)) {
    case 'routable':
      return 'ready';
    // Signed in and out of reach: another status may be asked for, so this is not signed out.
    case 'notroutable':
    case 'offline':
      return 'not-ready';
    default:
      return system ?? 'unknown';
  }
}

function isSystem({ type }: AgentNews): boolean {
  return bare(type) === 'system';
}

/**
 * What may be asked for: what the buttons enable; before any came, what the page allows to whoever is signed in (agent-state-api). Not ready
 * is always a status with a name. Signing out is allowed to whoever is signed in (logout-api).
 */
function nextOf(news: AgentNews, state: AgentState): readonly StateOption[] {
  if (state === 'signed-out') return [];
  const next: StateOption[] = [];
  if (isEnabled(news, 'ready') ?? state !== 'ready') next.push({ state: 'ready', reason: 'forbidden', effect: 'now' });
  if (isEnabled(news, 'notready') ?? true) next.push({ state: 'not-ready', reason: 'required', effect: 'now' });
  return [...next, { state: 'signed-out', reason: 'forbidden', effect: 'now' }];
}

function infoIn(info: Plain | undefined): AgentNews {
  if (!isObject(info)) return {};
  return given({
    loginName: filled(textOf(info, 'loginName')),
    uuid: filled(textOf(info, 'id')),
    name: filled(textOf(info, 'name')),
    extension: filled(textOf(info, 'extension')),
    muted: flagOf(info, 'muted'),
  });
}

function stateIn(state: Plain | undefined): AgentNews {
  if (!isObject(state)) return {};
  return given({
    status: filled(textOf(state, 'name')),
    type: filled(textOf(state, 'type')),
    since: instantOf(textOf(state, 'startTimestamp')),
  });
}

function buttonsIn(rules: Plain | undefined): AgentNews {
  const items = fieldOf(fieldOf(rules, 'ButtonStates'), 'items');
  if (!isObject(items)) return {};
  return { buttons: new Map(Object.keys(items).map((name) => [bare(name), bare(textOf(items, name)) === 'enable'])) };
}

function typeOf(word: string | undefined): string | undefined {
  const said = bare(word);
  return said === 'ready' ? 'routable' : said === 'notready' ? 'not_routable' : undefined;
}
