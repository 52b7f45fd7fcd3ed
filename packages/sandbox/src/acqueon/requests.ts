import type { CallAction, Command, Engine, PartyView, Platform, Refusal } from '../engine/index.js';
import { asyncWords, syncError } from '../finesse/rest/refusal-words.js';
import { part, value, word, type Incoming } from './messages.js';

/** A request that the engine can be asked, or why it cannot. */
export type Asked = { readonly command: Command } | { readonly refusal: Refusal } | undefined;

const ACTIONS: ReadonlyMap<string, Exclude<CallAction, 'update-data'>> = new Map<string, Exclude<CallAction, 'update-data'>>([
  ['setanswer', 'answer'],
  ['sethold', 'hold'],
  ['setretrieve', 'retrieve'],
  ['setdrop', 'drop'],
  ['setconsult', 'consult'],
  ['setconsult_call', 'consult'],
  ['setconference', 'conference'],
  ['settransfer', 'transfer'],
  ['settransfer_sst', 'transfer-single-step'],
  ['setaccept', 'accept'],
  ['setreject', 'reject'],
  ['setclose', 'close'],
  ['setsend_dtmf', 'send-dtmf'],
  ['setupdate_scheduled_callback', 'schedule-callback'],
  ['setcancel_scheduled_callback', 'cancel-callback'],
]);
const STATES: ReadonlyMap<string, string> = new Map([
  ['setreadystate', 'READY'],
  ['setnotreadystate', 'NOT_READY'],
]);
// A third spelling of the states (move-an-agent-to-not-ready, sign-out-an-agent).
const TEAM_STATES: ReadonlyMap<string, string> = new Map([
  ['setteamagentnotreadystate', 'NOT_READY'],
  ['setteamagentreadystate', 'READY'],
  ['setteamagentlogout', 'LOGOUT'],
]);

/** What a request on the channel asks of the engine; `undefined` for what is no such request. */
export function commandOf(incoming: Incoming, agentId: string, engine: Engine, requestId: string): Asked {
  const { data } = incoming;
  const topic = incoming.topic.toLowerCase();
  const subtopic = incoming.subtopic.toLowerCase();
  const by = { agentId, requestId };
  const reasonId = word(data, 'ReasonCodeId');
  // -1 stands for none.
  const reason = reasonId === '' || reasonId === '-1' ? {} : { reasonId };
  if (topic === 'connection' && subtopic === 'logout') return { command: { type: 'set-state', ...by, state: 'LOGOUT', ...reason } };
  if (topic === 'team') {
    const state = TEAM_STATES.get(subtopic);
    return state === undefined ? undefined : { command: { type: 'set-state', ...by, target: word(data, 'Username'), state, ...reason } };
  }
  if (topic === 'agent') {
    const state = STATES.get(subtopic);
    if (state !== undefined) return { command: { type: 'set-state', ...by, state, ...(state === 'READY' ? {} : reason) } };
    return dataCommand(incoming, engine, by);
  }
  if (topic !== 'inboundcall' && topic !== 'outboundcall') return undefined;
  const from = engine.agent(agentId)?.extension ?? '';
  if (subtopic === 'setmakecall') {
    const variables = variablesIn(part(data, 'callvariables'));
    return { command: { type: 'make-call', ...by, from, to: word(data, 'toAddress'), ...(variables && { variables }) } };
  }
  const action = ACTIONS.get(subtopic);
  if (action === undefined) return undefined;
  const to = word(data, 'toAddress');
  const callId = joinedCall(engine, agentId, word(data, 'CallID'), action);
  // Only a preview is accepted; the page lists that as answering too.
  const meant = action === 'answer' && ownLeg(engine, agentId, callId)?.actions.includes('accept') ? 'accept' : action;
  return {
    command: {
      type: 'call-action',
      ...by,
      callId,
      address: word(data, 'MediaAddress') || from,
      action: meant,
      ...(to === '' ? {} : { to }),
      ...(action === 'send-dtmf' ? { digits: word(data, 'dtmfString') } : {}),
      ...(action === 'schedule-callback' ? { callback: callbackIn(data) } : {}),
    },
  };
}

// Names and values; under which key they come is invented (make-a-call-3 says only that they may).
function variablesIn(given: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

// Which of the two calls a join wants is not documented: either is taken, and the platform below wants the held one.
function joinedCall(engine: Engine, agentId: string, callId: string, action: CallAction): string {
  if ((action !== 'conference' && action !== 'transfer') || ownLeg(engine, agentId, callId)?.state === 'HELD') return callId;
  const held = engine.callsOf(agentId).filter(({ id }) => ownLeg(engine, agentId, id)?.state === 'HELD');
  const original = held.find(({ id }) => id === engine.call(callId)?.originalId);
  return original?.id ?? (held.length === 1 ? held[0]?.id : undefined) ?? callId;
}

function ownLeg(engine: Engine, agentId: string, callId: string): PartyView | undefined {
  return engine.callFor(agentId, callId)?.parties.find((party) => party.agentId === agentId);
}

// No page has the keys of these; they are those of the platform below.
function callbackIn(data: unknown): { readonly time?: string; readonly number?: string } {
  const time = word(data, 'callbackTime');
  const number = word(data, 'callbackNumber');
  return { ...(time === '' ? {} : { time }), ...(number === '' ? {} : { number }) };
}

function dataCommand(incoming: Incoming, engine: Engine, by: { readonly agentId: string; readonly requestId: string }): Asked {
  const { data } = incoming;
  const callId = word(data, 'callID');
  switch (incoming.subtopic.toLowerCase()) {
    case 'wrapupcall': {
      const reason = engine.world.wrapUpReasons.find(({ id }) => id === word(data, 'wrapup'));
      if (!reason)
        return { refusal: { timing: 'sync', kind: 'reason-unknown', message: 'There is no such wrap-up reason', data: 'wrapup' } };
      return { command: { type: 'update-data', ...by, callId, wrapUpReason: reason.label } };
    }
    case 'updatecallvariables':
      return {
        command: { type: 'update-data', ...by, callId, variables: { [variableName(word(data, 'key'))]: value(data, 'value') ?? '' } },
      };
    default:
      return undefined;
  }
}

// The table spells it with a capital letter, the sample without.
function variableName(key: string): string {
  return key.replace(/^CallVariable/, 'callVariable');
}

/**
 * An error as the applications are told of it (set-api-error), which nests what it says. Its words are those of the platform below; of the
 * bus's own pages only `Invalid State` prints.
 */
export function errorPayload(refusal: Refusal, platform: Platform, action?: string): object {
  const { type, message, data } = refusal.timing === 'sync' ? syncError(refusal).words : asyncWords(refusal, platform, action);
  const errorMessage = [message, data].filter(Boolean).join(' ');
  return { packet: 'apierror', data: { errorType: type, errorMessage, msg: WORDS[type] ?? 'That is not possible.' } };
}

const WORDS: Readonly<Record<string, string>> = {
  'Invalid State': 'That is not possible in the present state.',
  'Invalid Destination': 'This number cannot be called.',
  Unauthorized: 'User name or password is wrong.',
};
