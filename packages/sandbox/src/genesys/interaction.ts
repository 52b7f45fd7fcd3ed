import type { CallView, CallVariable, Engine, PartyView } from '../engine/index.js';
import type { InteractionStatus, Intent, VoiceAction } from './actions.js';
import type { KeyValue } from './attributes.js';
import type { SwitchFeatures } from './profile.js';
import { isDialable } from './numbers.js';

/** One phone's view of one call, or a call that is still to be made. A new object for every change. */
export interface Interaction {
  readonly id: string;
  /** The call it is a view of; null for one that has not been dialled. */
  readonly callId: string | null;
  /** Number of the phone. */
  readonly extension: string;
  /** Who works, or last worked, at the phone. */
  readonly agentId: string | null;
  readonly status: InteractionStatus;
  readonly isIncoming: boolean;
  /** The others who talk; the one who rings or is called when nobody does yet. Empty when the call is over. */
  readonly parties: readonly string[];
  /** Everybody it has been connected to, in order. */
  readonly numbers: readonly string[];
  readonly callType: CallType;
  readonly ani: string;
  readonly dnis: string;
  /** Three or more talk. */
  readonly conference: boolean;
  /** Who started the conference. */
  readonly conferenceOwner: string | null;
  readonly muted: boolean;
  /** The phone called rings. */
  readonly rings: boolean;
  /** Why the call failed; empty when it has not. */
  readonly cause: string;
  readonly data: readonly CallVariable[];
  /** On a consultation: the interaction that it is about. */
  readonly initialId: string | null;
  /** What the consultation was started for. */
  readonly intent: Intent;
  readonly consultIds: readonly string[];
  readonly actions: readonly VoiceAction[];
  /** What the last command told the CTI server besides. */
  readonly tReasons: readonly KeyValue[];
  readonly tExtensions: readonly KeyValue[];
  /** Ms since the epoch. */
  readonly createdAt: number;
  readonly endedAt: number | null;
}

/** How a call came about, as seen from the switch of the phone. */
export type CallType = 'UNKNOWN' | 'INTERNAL' | 'INBOUND' | 'OUTBOUND' | 'CONSULT';

/** Whether an interaction still takes part in a call. */
export function isLive({ status, callId }: Interaction): boolean {
  return callId !== null && status !== 'IDLE' && status !== 'MARKED_DONE';
}

/** The phones that take part in a call. Contacts that a campaign only offers are no calls yet. */
export function phonesIn(call: CallView): readonly PartyView[] {
  const phones = new Map<string, PartyView>();
  for (const party of call.parties) {
    if (party.kind !== 'agent' || party.state === 'ACCEPTED' || party.actions.includes('accept')) continue;
    const known = phones.get(party.address);
    if (!known || !isPresent(known)) phones.set(party.address, party);
  }
  return [...phones.values()];
}

/** Whether a party is in the call, or about to be. */
export function isPresent({ state }: PartyView): boolean {
  return state !== 'DROPPED' && state !== 'WRAP_UP';
}

/** The status that a phone's leg stands for. */
export function statusOf(own: PartyView, call: CallView, { outgoingRinging }: SwitchFeatures): InteractionStatus {
  switch (own.state) {
    case 'INITIATING':
    case 'INITIATED':
      return outgoingRinging && call.state === 'ALERTING' ? 'RINGING' : 'DIALING';
    // A busy tone: the phone is still off the hook.
    case 'FAILED':
      return 'DIALING';
    case 'ALERTING':
      return 'RINGING';
    case 'ACTIVE':
    case 'ACCEPTED':
      return 'TALKING';
    case 'HELD':
      return call.state === 'ACTIVE' ? 'HELD' : 'DIALING_HELD';
    case 'DROPPED':
    case 'WRAP_UP':
      return 'IDLE';
  }
}

/** What a call tells to one of its phones, whatever was there before. */
export function readCall(
  call: CallView,
  own: PartyView,
  engine: Engine,
): Pick<Interaction, 'parties' | 'callType' | 'conference' | 'conferenceOwner' | 'muted' | 'rings' | 'cause' | 'data' | 'ani' | 'dnis'> {
  const present = call.parties.filter(isPresent);
  const others = present.filter(({ address }) => address !== own.address);
  const talking = others.filter(({ state }) => state !== 'ALERTING');
  const heard = talking.length > 0 ? talking : others;
  const called = heard.length === 0 && call.to !== '' && call.from === own.address ? [call.to] : [];
  const over = !isPresent(own);
  return {
    parties: over ? [] : [...new Set([...heard.map(({ address }) => shownNumber(address)), ...called])],
    callType: typeOf(call, engine),
    conference: talking.length >= 2,
    conferenceOwner: over ? null : call.controller,
    muted: own.muted ?? false,
    rings: call.state === 'ALERTING' && !present.some(({ kind }) => kind === 'route-point'),
    cause: own.cause,
    data: call.variables.filter(({ name, value }) => value !== '' || !/^callVariable[0-9]+$/.test(name)),
    ani: shownNumber(call.from),
    dnis: call.dnis,
  };
}

/** A number as the others see it; one that is withheld is a word. */
export function shownNumber(address: string): string {
  return isDialable(address) ? address : 'Unknown';
}

function typeOf(call: CallView, engine: Engine): CallType {
  if (call.originalId !== null) return 'CONSULT';
  const { agents, devices } = engine.world;
  const inside = (number: string): boolean => [...agents, ...devices].some(({ extension }) => extension === number);
  const [from, to] = [inside(call.from), inside(call.to) || call.queue !== null];
  if (from) return to ? 'INTERNAL' : 'OUTBOUND';
  return to ? 'INBOUND' : 'UNKNOWN';
}
