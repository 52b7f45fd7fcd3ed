import { word, type Incoming } from '../messages.js';
import type { About, Desk } from './desk.js';
import { isOwnConsultation, numberOf, type OwnCall } from './directory.js';
import { callOfConnection } from './legs.js';
import { hasMissedCall } from './statuses.js';

const NO_CALL = 'contact is not there';

/** What a request on one topic meets. */
export interface TopicDesk {
  readonly desk: Desk;
  /** The calls of the topic. */
  readonly calls: readonly OwnCall[];
  /** Whether calls are transferred to phones that still ring. */
  readonly early: boolean;
}

/** Carries out a request on the topic `InboundCall`; what is none of those is passed over. `refused` hears of calls that are sent away. */
export function askInbound(at: TopicDesk, { subtopic, data }: Incoming, refused: (callId: string) => void): void {
  const { desk, calls } = at;
  const wanted = subtopic.toLowerCase();
  const about = `inboundcall/${wanted}`;
  const ringing = calls.find(({ own }) => own.state === 'ALERTING');
  switch (wanted) {
    case 'answer':
      return on(desk, about, ringing, (mine) => desk.act(about, mine, 'answer'));
    case 'reject':
      return on(desk, about, ringing, ({ call }) => {
        refused(call.id);
        desk.ask(about, { type: 'decline-call', agentId: desk.agentId, callId: call.id });
      });
    case 'hold':
      return on(desk, about, named(calls, data, 'ACTIVE'), (mine) => desk.act(about, mine, 'hold'));
    case 'resume':
      return on(desk, about, named(calls, data, 'HELD'), (mine) => desk.act(about, mine, 'retrieve'));
    case 'disconnect':
      return on(desk, about, toEnd(calls, data), (mine) => desk.act(about, mine, 'drop'));
    case 'setmakecall':
      return makeCall(desk, about, data);
    case 'senddtmf':
      return on(desk, about, inState(calls, 'ACTIVE'), (mine) => sendDigits(desk, about, mine, data));
    case 'consult':
      return on(desk, about, consultable(calls), (mine) => consult(desk, about, mine, numberOf(desk.engine, data)));
    case 'swap':
      return on(desk, about, inState(calls, 'HELD'), (mine) => desk.act(about, mine, 'retrieve'));
    case 'transfer':
    case 'conference':
      return complete(at, about, wanted);
    case 'clearcontact':
      return clearContact(desk, about, calls);
    default:
    // Nothing on this topic is called so.
  }
}

/** Does something with a call, or says that there is none to do it with. */
export function on(desk: Desk, about: About, mine: OwnCall | undefined, run: (mine: OwnCall) => void): void {
  if (mine) run(mine);
  else desk.fail(about, NO_CALL);
}

/** The first call in which the agent's own part is in a state. */
export function inState(calls: readonly OwnCall[], state: OwnCall['own']['state']): OwnCall | undefined {
  return calls.find(({ own }) => own.state === state);
}

/**
 * Completes the consultation about a call: the call stays, and whoever was consulted comes to it. While they still ring there is no
 * conference (consult-a-call); a transfer is taken or not, as the quirks say.
 */
export function complete({ desk, calls, early }: TopicDesk, about: About, how: 'transfer' | 'conference'): void {
  const consulted = calls.find(isOwnConsultation);
  const original = consulted && calls.find(({ call }) => call.id === consulted.call.originalId);
  if (!original) return desk.fail(about, 'there is no consult call');
  const rings = consulted.own.state === 'INITIATED';
  if (rings && (how === 'conference' || !early)) return desk.fail(about, 'the consulted party has not answered');
  // The agent talks to the customer: the two change places first, so that the customer's call is the one that stays.
  if (original.own.state === 'ACTIVE') desk.act(about, consulted, 'retrieve');
  desk.completeLater(about, original, how);
}

/** The call that somebody else may be asked about: the one that is talked in, or held. */
export function consultable(calls: readonly OwnCall[]): OwnCall | undefined {
  return calls.some(isOwnConsultation) ? undefined : (inState(calls, 'ACTIVE') ?? inState(calls, 'HELD'));
}

/** Dials a digit in a call. */
export function sendDigits(desk: Desk, about: About, { call, own }: OwnCall, data: unknown): void {
  const digits = textOf(data, 'digit');
  desk.ask(about, { type: 'call-action', agentId: desk.agentId, callId: call.id, address: own.address, action: 'send-dtmf', digits });
}

/** Calls somebody about a call. */
export function consult(desk: Desk, about: About, mine: OwnCall, to: string): void {
  if (to === '') desk.fail(about, 'nobody is there to be consulted');
  else desk.do(about, mine, 'consult', to);
}

/** Ends after-call work, or what a missed call leaves behind; the agent is ready then (clear-contact). */
export function clearContact(desk: Desk, about: About, calls: readonly OwnCall[]): void {
  const agent = desk.engine.agent(desk.agentId);
  if (!inState(calls, 'WRAP_UP') && !hasMissedCall(agent)) return desk.fail(about, 'there is no contact to clear');
  desk.ask(about, { type: 'set-state', agentId: desk.agentId, state: 'READY' });
}

/** A request's argument that is a text by itself, or the field of that name. */
export function textOf(data: unknown, field: string): string {
  return typeof data === 'string' ? data.trim() : typeof data === 'number' ? String(data) : word(data, field);
}

function makeCall(desk: Desk, about: About, data: unknown): void {
  const from = desk.engine.agent(desk.agentId)?.extension ?? '';
  const to = numberOf(desk.engine, data);
  if (to === '') return desk.fail(about, 'no such endpoint');
  desk.ask(about, { type: 'make-call', agentId: desk.agentId, from, to });
}

// Without a name the call that the agent hears, be it only ringing at the other end; not one that waits on hold beside it.
function toEnd(calls: readonly OwnCall[], data: unknown): OwnCall | undefined {
  const heard = (['ACTIVE', 'INITIATED', 'INITIATING'] as const).map((state) => named(calls, data, state));
  return heard.find((mine) => mine !== undefined) ?? named(calls, data);
}

// Calls are named by a connection of theirs or by the contact; without a name the one is meant that is in that state.
function named(calls: readonly OwnCall[], data: unknown, state?: OwnCall['own']['state']): OwnCall | undefined {
  const id = textOf(data, 'connectionId') || textOf(data, 'contactId');
  const candidates = state === undefined ? calls : calls.filter(({ own }) => own.state === state);
  if (id === '') return candidates.find((mine) => !isOwnConsultation(mine)) ?? candidates[0];
  return candidates.find(({ call }) => call.id === callOfConnection(id));
}
