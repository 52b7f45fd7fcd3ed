import type { CallAction, Command, Engine, Refusal } from '../engine/index.js';
import { value, word, type Incoming } from './messages.js';

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
  if (subtopic === 'setmakecall') return { command: { type: 'make-call', ...by, from, to: word(data, 'toAddress') } };
  const action = ACTIONS.get(subtopic);
  if (action === undefined) return undefined;
  const to = word(data, 'toAddress');
  // Only a preview is accepted; the page lists that as answering too.
  const callId = joinedCall(engine, word(data, 'CallID'), action);
  const offered = engine.callFor(agentId, callId)?.parties.find((party) => party.agentId === agentId)?.actions ?? [];
  const meant = action === 'answer' && offered.includes('accept') ? 'accept' : action;
  return {
    command: {
      type: 'call-action',
      ...by,
      callId,
      address: word(data, 'MediaAddress') || from,
      action: meant,
      ...(to === '' ? {} : { to }),
    },
  };
}

// Which of the two calls a join wants is not documented: either is taken, and the platform below wants the first.
function joinedCall(engine: Engine, callId: string, action: CallAction): string {
  if (action !== 'conference' && action !== 'transfer') return callId;
  return engine.call(callId)?.originalId ?? callId;
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

// Words of the platform below; of the bus's own pages only `Invalid State` prints.
const ERROR_TYPES: Partial<Record<Refusal['kind'], string>> = {
  'out-of-service': 'Service Unavailable',
  'unknown-agent': 'User Not Found',
  'unknown-call': 'Dialog Not Found',
  'parameter-missing': 'Parameter Missing',
  'invalid-input': 'Invalid Input',
  'invalid-state': 'Invalid State',
  'reason-required': 'Invalid Input',
  'reason-unknown': 'Invalid Input',
  'reason-not-allowed': 'Invalid Input',
  'not-supervised': 'Authorization Failure',
  'not-yours': 'Authorization Failure',
  'leg-held': 'Invalid State',
  'no-consult': 'Invalid State',
  'action-not-offered': 'Invalid State',
  'invalid-destination': 'Invalid Destination',
  'invalid-device': 'Invalid Device',
  'device-busy': 'Device Busy',
};

/** An error as the applications are told of it (set-api-error), which nests what it says. */
export function errorPayload(refusal: Refusal): object {
  const errorType = ERROR_TYPES[refusal.kind] ?? 'Generic Error';
  return { packet: 'apierror', data: { errorType, errorMessage: refusal.message, msg: WORDS[errorType] ?? 'That is not possible.' } };
}

const WORDS: Readonly<Record<string, string>> = {
  'Invalid State': 'That is not possible in the present state.',
  'Invalid Destination': 'This number cannot be called.',
  Unauthorized: 'User name or password is wrong.',
};
