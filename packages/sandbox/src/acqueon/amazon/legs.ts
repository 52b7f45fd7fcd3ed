import type { CallView, PartyView } from '../../engine/index.js';
import { legButtons, legFlags, type JoinButton, type LegButton } from './buttons.js';
import { isOwnConsultation, type OwnCall } from './directory.js';

/** Words for where a leg stands, in the case that they are printed in. */
export type LegEvent = 'connecting' | 'missed' | 'connected' | 'Rejected' | 'hold' | 'ACW' | 'Dropped';

/** One leg of a call as the applications are told of it. */
export interface Leg {
  readonly connectionId: string;
  readonly type: 'agent' | 'inbound' | 'outbound';
  readonly phoneNumber: string | null;
  readonly event: LegEvent;
  /** When the leg came to stand there, ms since the epoch. */
  readonly since: number;
  readonly buttons: readonly LegButton[];
}

/** The id that the agent's own connection to a call has; the other's is that of the contact itself. */
export function agentConnection(callId: string): string {
  return `${callId}-agent`;
}

/** The id of the call that a connection belongs to. */
export function callOfConnection(connectionId: string): string {
  return connectionId.replace(/-agent$/, '');
}

/** The legs of a call of the agent's. `joins`: what their calls can be brought to together. */
export function legsOf(mine: OwnCall, joins: readonly JoinButton[]): readonly Leg[] {
  const { call, own } = mine;
  const others = call.parties.filter((party) => party !== own && party.kind !== 'route-point' && party.state !== 'DROPPED');
  const consultation = isOwnConsultation(mine);
  const type = call.from === own.address ? 'outbound' : 'inbound';
  const far = (event: LegEvent, buttons: readonly LegButton[]): Leg => ({
    connectionId: call.id,
    type,
    phoneNumber: (others[0]?.address ?? (type === 'outbound' ? call.to : call.from)) || null,
    event,
    since: own.since,
    buttons,
  });
  // A consultation is a further connection of the contact; the agent's own is there already.
  const near = (event: LegEvent, buttons: readonly LegButton[]): readonly Leg[] =>
    consultation ? [] : [{ connectionId: agentConnection(call.id), type: 'agent', phoneNumber: null, event, since: own.since, buttons }];
  switch (own.state) {
    case 'ALERTING':
      return near('connecting', ['answer', 'reject']);
    case 'INITIATING':
    case 'INITIATED':
      return [...near('connecting', []), far('connecting', ['disconnect'])];
    case 'ACTIVE':
    case 'HELD':
      return [
        ...near('connected', agentButtons(own, joins)),
        own.state === 'HELD' ? far('hold', ['disconnect', 'resume']) : far('connected', ['disconnect', 'hold']),
        ...others.slice(1).map((party, index) => furtherLeg(call, party, index)),
      ];
    case 'WRAP_UP':
      return [...near('ACW', ['clearContact']), far('Dropped', [])];
    default:
      return [...near('Dropped', []), far('Dropped', [])];
  }
}

function agentButtons(own: PartyView, joins: readonly JoinButton[]): readonly LegButton[] {
  const offered: LegButton[] = [];
  if (own.actions.includes('consult') && joins.length === 0) offered.push('consult');
  if (own.actions.includes('send-dtmf')) offered.push('numberpad');
  return [...offered, ...joins];
}

// The first who came by a consultation keeps its connection's id.
function furtherLeg(call: CallView, party: PartyView, index: number): Leg {
  const connectionId = index === 0 && call.secondaryId !== null ? call.secondaryId : `${call.id}-${party.address}`;
  return { connectionId, type: 'outbound', phoneNumber: party.address, event: 'connected', since: party.since, buttons: [] };
}

const STATUS: Readonly<Record<LegEvent, string>> = {
  connecting: 'connecting',
  connected: 'connected',
  hold: 'hold',
  missed: 'disconnected',
  Rejected: 'disconnected',
  ACW: 'disconnected',
  Dropped: 'disconnected',
};

/** The message of `InboundCallStateChange` for one leg (v1/call-event-parameters). `was`: the status before the end, once it has ended. */
export function legMessage(leg: Leg, call: CallView, was: string | undefined): object {
  const time = new Date(leg.since).toISOString();
  const status = STATUS[leg.event];
  const queue = call.queue?.name ?? '';
  return {
    source: 'event',
    call: {
      ButtonStates: legButtons(leg.buttons),
      ActionsAllowed: null,
      ResponseType: 0,
      ResponseText: 'Success',
      ResponseActual: {
        connectionId: leg.connectionId,
        contactId: contactOf(call),
        phoneNumber: leg.phoneNumber,
        status,
        statusTimestamp: time,
        type: leg.type,
        buttonStates: legFlags(leg.buttons),
        ...(status === 'disconnected' && was !== undefined ? { previousStatus: was } : {}),
      },
      CallVariables: { ANI: call.from, DNIS: call.dialedNumber, ...dataOf(call) },
      ExtendedCallVariables: null,
      ResponseFields: {
        Participants: [],
        MediaProperties: { callType: leg.type, queueName: queue, queueTimestamp: new Date(call.startedAt).toISOString() },
        fromAddress: leg.phoneNumber,
        CallState: status,
        Type: leg.type,
        CurrentStateTime: time,
        Campaign: call.campaign?.name ?? '',
        DN: queue,
      },
      id: leg.connectionId,
      event: leg.event,
      CallType: leg.type,
    },
  };
}

/** A leg in the snapshot (call-state-synchronization). */
export function legInSnapshot(leg: Leg, call: CallView): object {
  return {
    connectionId: leg.connectionId,
    contactId: contactOf(call),
    phoneNumber: leg.phoneNumber,
    status: STATUS[leg.event],
    statusTimestamp: new Date(leg.since).toISOString(),
    type: leg.type,
    buttonStates: legFlags(leg.buttons),
  };
}

/** The status of Amazon Connect that a leg has. */
export function statusOf(leg: Leg): string {
  return STATUS[leg.event];
}

/** What is known about a call and is not empty. */
export function dataOf(call: CallView): Readonly<Record<string, string>> {
  return Object.fromEntries(call.variables.flatMap(({ name, value }) => (value === '' ? [] : [[name, value]])));
}

function contactOf(call: CallView): string {
  return call.originalId ?? call.id;
}
