import type { CallVariable, ParticipantState, ServerTime } from '@cordboard/core';
import { filled, given, instantOf } from '../bus/given.js';
import { fieldOf, flagOf, isObject, textOf, type Plain } from '../bus/plain.js';
import { bare, LEG_EVENTS } from './words.js';

/** The topic a call's events come on: `InboundCall` for calls that were routed or dialled by hand, `OutboundCall` for a campaign's. */
export type CallTopic = 'InboundCall' | 'OutboundCall';

/** Whose connection a leg is: the agent's own, the customer's, or that of somebody who is consulted. */
export type LegRole = 'agent' | 'customer' | 'consult';

/** One connection of a call, as its last event tells of it. A routed call has two at least, each with events of its own. */
export interface Leg {
  readonly topic: CallTopic;
  /** The connection. */
  readonly id: string;
  /** The contact: the same for all connections of a routed call. */
  readonly contactId: string;
  readonly role: LegRole;
  /** `CallType` as written. */
  readonly type: string;
  /** `event` as written, or the connection's status where there was no event. */
  readonly word: string;
  /** `undefined` for a swap, which tells both sides that they have changed and neither what it is now. */
  readonly state: ParticipantState | undefined;
  /** Nobody talks on it any more, whatever the event is called. */
  readonly ended: boolean;
  /** Names of the buttons that are enabled, as written, by their bare form. */
  readonly buttons: ReadonlyMap<string, string>;
  readonly number?: string;
  readonly since?: ServerTime;
  readonly queue?: string;
  readonly campaign?: string;
  /** Of a consult: the colleague's name, where the event has it. */
  readonly agentName?: string;
  readonly variables: readonly CallVariable[];
}

/** The leg that a `…CallStateChange` tells of; `undefined` where it names none. */
export function legIn(payload: Plain | undefined, topic: CallTopic): Leg | undefined {
  const call = fieldOf(payload, 'call') ?? payload;
  const actual = fieldOf(call, 'ResponseActual');
  const fields = fieldOf(call, 'ResponseFields');
  const media = fieldOf(fields, 'MediaProperties');
  const id = filled(textOf(call, 'id')) ?? filled(textOf(actual, 'connectionId'));
  if (id === undefined) return undefined;
  const type = textOf(call, 'CallType') ?? textOf(actual, 'type') ?? '';
  const status = textOf(actual, 'status');
  const word = filled(textOf(call, 'event')) ?? filled(textOf(fields, 'CallState')) ?? status ?? '';
  const buttons = buttonsIn(fieldOf(fieldOf(call, 'ButtonStates'), 'items')) ?? buttonsIn(fieldOf(actual, 'buttonStates'));
  return {
    ...common({ topic, id, contactId: textOf(actual, 'contactId'), type, word, status }),
    buttons: buttons ?? new Map(),
    variables: [
      ...variablesIn(fieldOf(call, 'CallVariables')),
      // In the singular on one of the topics.
      ...variablesIn(fieldOf(call, 'ExtendedCallVariables') ?? fieldOf(call, 'ExtendedCallVariable')),
    ],
    ...given({
      number: filled(textOf(actual, 'phoneNumber')) ?? filled(textOf(fields, 'fromAddress')),
      since: instantOf(textOf(actual, 'statusTimestamp')) ?? instantOf(textOf(fields, 'CurrentStateTime')),
      queue: filled(textOf(media, 'queueName')) ?? filled(textOf(fields, 'DN')),
      campaign: filled(textOf(fields, 'Campaign')),
      agentName: filled(textOf(actual, 'agentName')) ?? filled(textOf(fields, 'agentName')),
    }),
  };
}

/** The legs that an answer to `InboundCall`/`StateSync` lists (call-state-synchronization). */
export function legsIn(payload: Plain | undefined, topic: CallTopic): readonly Leg[] {
  const calls = fieldOf(payload, 'calls');
  const queue = filled(textOf(payload, 'queueName'));
  const variables = variablesIn(fieldOf(payload, 'attributes'));
  return (Array.isArray(calls) ? (calls as readonly Plain[]) : []).flatMap((call) => {
    const id = filled(textOf(call, 'connectionId'));
    if (id === undefined) return [];
    const type = textOf(call, 'type') ?? '';
    const status = textOf(call, 'status');
    return {
      ...common({ topic, id, contactId: textOf(call, 'contactId'), type, word: status ?? '', status }),
      buttons: buttonsIn(fieldOf(call, 'buttonStates')) ?? new Map<string, string>(),
      variables,
      ...given({ number: filled(textOf(call, 'phoneNumber')), since: instantOf(textOf(call, 'statusTimestamp')), queue }),
    };
  });
}

interface Words {
  readonly topic: CallTopic;
  readonly id: string;
  readonly contactId: string | undefined;
  readonly type: string;
  readonly word: string;
  readonly status: string | undefined;
}

function common({ topic, id, contactId, type, word, status }: Words): Omit<Leg, 'buttons' | 'variables'> {
  const said = bare(word);
  const swapped = said === 'swapped';
  const hasEnded = bare(status) === 'disconnected';
  const state = LEG_EVENTS.get(said) ?? (hasEnded ? 'dropped' : 'unknown');
  return {
    topic,
    id,
    contactId: filled(contactId) ?? id,
    role: roleOf(type),
    type,
    word,
    state: swapped ? undefined : state,
    ended: state === 'dropped' || state === 'wrap-up' || hasEnded,
  };
}

// `agent`, `inbound`, `outbound` on one topic; `Regular-Call`, `Consult` on the other.
function roleOf(type: string): LegRole {
  const word = bare(type);
  return word === 'agent' || word === 'consult' ? word : 'customer';
}

// `Enable` or `Hide` in one block, true or false in the other.
function buttonsIn(items: Plain | undefined): ReadonlyMap<string, string> | undefined {
  if (!isObject(items)) return undefined;
  const enabled = Object.keys(items).filter((name) => flagOf(items, name) === true || bare(textOf(items, name)) === 'enable');
  return new Map(enabled.map((name) => [bare(name), name]));
}

// An object of names, or a list of names and values.
function variablesIn(holder: Plain | undefined): readonly CallVariable[] {
  if (Array.isArray(holder)) {
    return (holder as readonly Plain[]).flatMap((wire) => {
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
