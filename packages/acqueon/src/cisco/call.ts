import type { CallVariable, DialogAction, DialogPicture, Participant, Seen } from '@cordboard/core';
import { filled, given, instantOf, tailOf } from '../bus/given.js';
import { fieldOf, isObject, listOf, textOf, type Plain } from '../bus/plain.js';
import { ACTIONS, CAUSES, DIALOG_STATES, LEG_STATES } from './words.js';

/** The topic a call's events come on: `InboundCall` for calls that were routed or dialled, `OutboundCall` for a campaign's. */
export type CallTopic = 'InboundCall' | 'OutboundCall';

/** A call as one event tells of it. */
export interface CallNews {
  readonly id: string;
  /** The agent has left it: it is no longer on the desk. */
  readonly over: boolean;
  readonly seen: Seen<DialogPicture>;
  /** The subtopics that the platform offers for this call, as written: what to publish, and which fields it wants filled. */
  readonly offered: ReadonlyMap<string, readonly string[]>;
}

const OVER = /^dropped$/i;

/** The call that an event tells of; `undefined` where it names none. `extension` is the agent's own, which picks their leg. */
export function callIn(payload: Plain | undefined, extension: string | undefined): CallNews | undefined {
  const call = fieldOf(payload, 'call') ?? payload;
  const dialog = fieldOf(fieldOf(call, 'ResponseActual'), 'dialog') ?? call;
  const id = filled(textOf(dialog, 'id')) ?? filled(textOf(call, 'id'));
  if (id === undefined) return undefined;
  const offered = offeredIn(call);
  const media = fieldOf(dialog, 'mediaProperties');
  const said = textOf(dialog, 'state') ?? textOf(fieldOf(call, 'ResponseFields'), 'CallState') ?? textOf(call, 'event') ?? '';
  const parties = partiesOf(dialog, extension, actionsIn(call, offered), said);
  const state = DIALOG_STATES.get(said.toUpperCase()) ?? 'unknown';
  const callType = filled(textOf(media, 'callType')) ?? filled(textOf(call, 'CallType'));
  const from = filled(textOf(dialog, 'fromAddress'));
  const originalId = tailOf(textOf(dialog, 'associatedDialogUri'));
  const kind = kindOf(callType ?? '', originalId, parties);
  const participants = kind === 'reservation' ? parties.map(accepting) : parties;
  const own = participants.find((party) => party.own);
  const variables = variablesOf(media);
  const picture: DialogPicture = {
    id,
    media: 'voice',
    direction: directionOf(callType ?? '', from, extension),
    kind,
    state,
    participants,
    variables,
    ...given({
      callType,
      rawState: state === 'unknown' ? filled(said) : undefined,
      from,
      to: filled(textOf(dialog, 'toAddress')),
      dialed: filled(textOf(media, 'dialedNumber')) ?? filled(textOf(media, 'DNIS')),
      queue: queueOf(media),
      originalId: kind === 'consult' ? originalId : undefined,
      replacedId: filled(textOf(dialog, 'secondaryId')),
      wrapUp: wrapUpOf(media),
      outbound: outboundOf(media, variables),
      callback: callbackOf(dialog),
    }),
  };
  const at = newest(participants);
  const left = OVER.test(said) || own?.state === 'dropped';
  return { id, over: left && own?.state !== 'wrap-up', seen: { picture, ...given({ at }) }, offered };
}

/** What may be done, by the best that the event has: the subtopics it offers, else its buttons. `undefined` when it has neither. */
function actionsIn(call: Plain | undefined, offered: CallNews['offered']): readonly string[] | undefined {
  if (offered.size > 0) return [...offered.keys()];
  const buttons = fieldOf(fieldOf(call, 'ButtonStates'), 'items');
  if (!isObject(buttons)) return isObject(fieldOf(call, 'ActionsAllowed')) ? [] : undefined;
  return Object.keys(buttons).filter((name) => textOf(buttons, name)?.toLowerCase() === 'enable');
}

function offeredIn(call: Plain | undefined): CallNews['offered'] {
  const items = fieldOf(fieldOf(call, 'ActionsAllowed'), 'items');
  if (!isObject(items)) return new Map();
  return new Map(
    Object.keys(items).map((subtopic) => {
      const structure = fieldOf(fieldOf(items, subtopic), 'VariableStructure');
      return [subtopic, isObject(structure) ? Object.keys(structure) : []] as const;
    }),
  );
}

function partiesOf(
  dialog: Plain | undefined,
  extension: string | undefined,
  words: readonly string[] | undefined,
  said: string,
): readonly Participant[] {
  const holder = fieldOf(dialog, 'participants');
  const wires = isObject(holder) ? listOf(holder, 'Participant') : listOf(dialog, 'participants');
  const parties = wires.map((wire) => partyOf(wire, dialog, extension, words));
  if (parties.some((party) => party.own) || extension === undefined) return parties;
  // The sample of an event stops before the parties; what is offered is offered to this agent, so their leg is there.
  const state = LEG_STATES.get(said.toUpperCase()) ?? 'unknown';
  return [
    ...parties,
    { address: extension, kind: 'agent', role: 'unknown', own: true, controller: 'unknown', state, ...sorted(words ?? []) },
  ];
}

function partyOf(wire: Plain, dialog: Plain | undefined, extension: string | undefined, words: readonly string[] | undefined): Participant {
  const address = textOf(wire, 'mediaAddress') ?? '';
  const own = address !== '' && address === extension;
  const word = textOf(wire, 'state') ?? '';
  const state = LEG_STATES.get(word) ?? 'unknown';
  const listed = listOf(fieldOf(wire, 'actions'), 'action').filter((each): each is string => typeof each === 'string');
  const cause = filled(textOf(wire, 'stateCause'));
  return {
    address,
    kind: own || textOf(wire, 'mediaAddressType') === 'AGENT_DEVICE' ? 'agent' : 'unknown',
    role: address === textOf(dialog, 'fromAddress') ? 'caller' : address === textOf(dialog, 'toAddress') ? 'called' : 'unknown',
    own,
    controller: 'unknown',
    state,
    ...(own ? sorted(words ?? listed) : { actions: [], otherActions: [] }),
    ...given({
      rawState: state === 'unknown' ? filled(word) : undefined,
      cause: cause === undefined ? undefined : (CAUSES.get(cause) ?? 'unknown'),
      since: instantOf(textOf(wire, 'stateChangeTime')),
      joined: instantOf(textOf(wire, 'startTime')),
    }),
  };
}

function sorted(words: readonly string[]): Pick<Participant, 'actions' | 'otherActions'> {
  const actions = new Set<DialogAction>();
  const otherActions: string[] = [];
  for (const word of words) {
    const action = ACTIONS.get(word.toLowerCase());
    if (action) actions.add(action);
    else otherActions.push(word);
  }
  return { actions: [...actions], otherActions };
}

// Taking a preview is listed as answering it (outbound-apis-3), and offered under either name.
function accepting(party: Participant): Participant {
  if (!party.actions.includes('answer')) return party;
  return { ...party, actions: [...new Set(party.actions.map((action) => (action === 'answer' ? 'accept' : action)))] };
}

function kindOf(callType: string, originalId: string | undefined, participants: readonly Participant[]): DialogPicture['kind'] {
  if (callType.includes('PREVIEW')) return 'reservation';
  if (callType === 'CONFERENCE') return 'conference';
  // A campaign's call names its reservation there, which is no call to go back to.
  if (callType === 'CONSULT' || (originalId !== undefined && callType !== 'OUTBOUND')) return 'consult';
  if (callType === '' && participants.filter(({ state }) => state === 'active' || state === 'held').length > 2) return 'conference';
  return callType === '' ? 'unknown' : 'call';
}

function directionOf(callType: string, from: string | undefined, extension: string | undefined): DialogPicture['direction'] {
  if (/^OUT|PREVIEW/.test(callType)) return 'outbound';
  if (callType.endsWith('_IN')) return 'inbound';
  if (callType === 'AGENT_INSIDE') return 'internal';
  if (from === undefined || extension === undefined) return 'unknown';
  return from === extension ? 'outbound' : 'inbound';
}

// An object of names, or a list of names and values, whichever way the platform's own list came through.
function variablesOf(media: Plain | undefined): readonly CallVariable[] {
  const holder = fieldOf(media, 'callvariables');
  const list = fieldOf(holder, 'CallVariable');
  if (list !== undefined || Array.isArray(holder)) {
    const wires = list === undefined ? listOf(media, 'callvariables') : listOf(holder, 'CallVariable');
    return wires.flatMap((wire) => {
      const name = filled(textOf(wire, 'name'));
      return name === undefined ? [] : [{ name, value: textOf(wire, 'value') ?? '' }];
    });
  }
  if (!isObject(holder)) return [];
  return Object.keys(holder).flatMap((name) => {
    const value = textOf(holder, name);
    return value === undefined ? [] : [{ name, value }];
  });
}

function queueOf(media: Plain | undefined): DialogPicture['queue'] {
  const queue = given({ id: filled(textOf(media, 'queueNumber')), name: filled(textOf(media, 'queueName')) });
  return queue.id === undefined && queue.name === undefined ? undefined : queue;
}

function wrapUpOf(media: Plain | undefined): DialogPicture['wrapUp'] {
  const reason = textOf(media, 'wrapUpReason');
  return reason === undefined ? undefined : { reasons: reason === '' ? [] : [reason] };
}

// A campaign's data travels with the call, in variables of the platform below (inferred).
function outboundOf(media: Plain | undefined, variables: readonly CallVariable[]): DialogPicture['outbound'] {
  const value = (wanted: string): string | undefined => filled(variables.find(({ name }) => name === wanted)?.value);
  const outbound = given({
    campaign: value('BACampaign'),
    account: value('BAAccountNumber'),
    customerNumber: value('BACustomerNumber'),
    customerName: value('BABuddyName'),
    status: value('BAStatus'),
    classification: filled(textOf(media, 'outboundClassification')),
  });
  return outbound.campaign === undefined && outbound.status === undefined ? undefined : outbound;
}

// Where the platform below has it; no page of the bus prints it.
function callbackOf(dialog: Plain | undefined): DialogPicture['callback'] {
  const info = fieldOf(dialog, 'scheduledCallbackInfo');
  const callback = given({ time: filled(textOf(info, 'callbackTime')), number: filled(textOf(info, 'callbackNumber')) });
  return callback.time === undefined && callback.number === undefined ? undefined : callback;
}

function newest(participants: readonly Participant[]): number | undefined {
  const times = participants.flatMap(({ since }) => (since === undefined ? [] : [since]));
  return times.length ? Math.max(...times) : undefined;
}
