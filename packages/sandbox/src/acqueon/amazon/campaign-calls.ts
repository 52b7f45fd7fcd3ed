import type { AgentView, CallView, ContactView, PartyState } from '../../engine/index.js';
import type { ChannelHost } from '../channel.js';
import { nameOf, uuidOf } from './agent-payloads.js';
import { campaignButtons, type CampaignButton, type JoinButton } from './buttons.js';
import { isOwnConsultation, joinsOf, type OwnCall } from './directory.js';
import { dataOf } from './legs.js';

/** Where a campaign's call stands, in the words and the case of the page (outbound-call-event-parameters). */
export type CampaignEvent =
  | 'Preview'
  | 'Initiate'
  | 'Started'
  | 'Ringing'
  | 'Answered'
  | 'Machine'
  | 'Human'
  | 'CustAnswered'
  | 'Hold'
  | 'Consult'
  | 'Swapped'
  | 'Conference'
  | 'ACW'
  | 'DROPPED';

interface Picture {
  readonly id: string;
  readonly type: 'Regular-Call' | 'Consult';
  readonly event: CampaignEvent;
  readonly buttons: readonly CampaignButton[];
  readonly call: CallView;
  readonly own: PartyState;
  /** Since when the call stands so, as far as the telephone system knows; ms since the epoch. */
  readonly since: number;
  readonly number: string;
}

const TALKING: ReadonlySet<PartyState> = new Set(['ACTIVE', 'HELD']);

/** Tells of the calls of the topic `OutboundCall`: what campaigns offer and dial, and the consultations about those. */
export class CampaignCalls {
  readonly #host: ChannelHost;
  readonly #told = new Map<string, Picture & { readonly text: string }>();

  constructor(host: ChannelHost) {
    this.#host = host;
  }

  /** Tells what has changed since it was told last. `dialled`: calls to customers that the agent is not in yet. */
  tell(calls: readonly OwnCall[], dialled: readonly CallView[]): void {
    for (const call of dialled) if (call.campaign?.kind !== 'predictive') this.#sayDialling(call);
    const pictures = picturesOf(calls, joinsOf(calls, this.#host.quirks().earlyTransfer));
    const now = new Map(pictures.map((picture) => [picture.id, picture]));
    const swapped = this.#isSwap(pictures);
    for (const picture of pictures) {
      const before = this.#told.get(picture.id);
      if (before?.text === textOf(picture)) continue;
      for (const event of leadingTo(picture, before, swapped)) this.#say({ ...picture, event, buttons: buttonsAt(event, picture) });
    }
    for (const [id, told] of this.#told) {
      if (now.has(id) || dialled.some((call) => idOf(call) === id)) continue;
      if (told.event !== 'DROPPED') this.#say({ ...told, event: 'DROPPED', buttons: [] });
      this.#told.delete(id);
    }
  }

  /** Forgets everything, without telling. */
  forget(): void {
    this.#told.clear();
  }

  // A predictive campaign shows the agent nothing of this.
  #sayDialling(call: CallView): void {
    const id = idOf(call);
    if (this.#told.get(id)?.own === 'INITIATED') return;
    for (const event of ['Initiate', 'Started', 'Ringing'] as const) {
      this.#say({ id, type: 'Regular-Call', event, buttons: [], call, own: 'INITIATED', since: call.startedAt, number: call.to });
    }
  }

  // Both calls of the agent have changed places.
  #isSwap(pictures: readonly Picture[]): boolean {
    if (new Set(pictures.map(({ call }) => call.id)).size < 2) return false;
    return pictures.every(({ id, own }) => {
      const before = this.#told.get(id)?.own;
      return before !== undefined && before !== own && TALKING.has(before) && TALKING.has(own);
    });
  }

  #say(told: Picture): void {
    const { engine } = this.#host;
    const before = this.#told.get(told.id);
    const goesOn = before?.event === told.event && before.own === told.own;
    // What follows on something that was told begins now: who joins or leaves changes how a call stands, and not since when the agent talks.
    const picture = before ? { ...told, since: goesOn ? before.since : engine.now() } : told;
    this.#told.set(picture.id, { ...picture, text: textOf(picture) });
    const agent = engine.agent(this.#host.agentId() ?? '');
    const contact = engine.contactOf(picture.id);
    this.#host.say({
      channel: 'Amazon',
      topic: 'OutboundCall',
      subtopic: 'OutboundCallStateChange',
      payload: messageOf(picture, agent, contact),
      under: 'message',
    });
  }
}

/** The id under which a campaign's call is told of: the same from the offer to the end. */
export function idOf(call: CallView): string {
  return call.attemptId ?? call.id;
}

function picturesOf(calls: readonly OwnCall[], joins: readonly JoinButton[]): readonly Picture[] {
  return calls.flatMap((mine): readonly Picture[] => {
    const { call, own } = mine;
    const consulted = call.attemptId === null;
    const others = call.parties.filter((party) => party !== own && party.state !== 'DROPPED' && party.kind !== 'route-point');
    const picture = (event: CampaignEvent, buttons: readonly CampaignButton[]): Picture => ({
      id: idOf(call),
      type: consulted ? 'Consult' : 'Regular-Call',
      event,
      buttons,
      call,
      own: own.state,
      since: own.since,
      number: (consulted ? undefined : customerNumber(call)) ?? others[0]?.address ?? call.to,
    });
    // Accepted: the customer is being called, which is told of as such.
    if (own.state === 'ACCEPTED') return [];
    const first = picture(...standing(mine, joins, others.length > 1));
    const third = others[1];
    if (!third || !TALKING.has(own.state)) return [first];
    return [
      first,
      {
        ...first,
        id: call.secondaryId ?? `${call.id}-${third.address}`,
        type: 'Consult',
        buttons: ['consultDrop'],
        since: Math.max(own.since, third.since),
        number: third.address,
      },
    ];
  });
}

// How a call stands, by the agent's own part in it.
function standing(mine: OwnCall, joins: readonly JoinButton[], conference: boolean): readonly [CampaignEvent, readonly CampaignButton[]] {
  const { call, own } = mine;
  const consulted = call.attemptId === null;
  const end: CampaignButton = isOwnConsultation(mine) ? 'consultDrop' : 'disconnect';
  switch (own.state) {
    case 'ALERTING':
      return own.actions.includes('accept') ? ['Preview', ['Accept', 'Skip']] : ['Ringing', ['answer']];
    case 'INITIATING':
      return ['Initiate', [end]];
    case 'INITIATED':
      return ['Ringing', [end]];
    case 'ACTIVE':
      if (conference) return ['Conference', ['disconnect', 'hold', 'numberpad']];
      if (consulted) return ['Consult', [end, 'numberpad', ...joins]];
      return ['CustAnswered', ['disconnect', 'hold', 'numberpad', ...(joins.length > 0 ? joins : (['consult', 'queueTransfer'] as const))]];
    case 'HELD':
      return ['Hold', [end, 'resume', ...joins]];
    case 'WRAP_UP':
      return ['ACW', ['clearContact']];
    default:
      return ['DROPPED', []];
  }
}

// The events on the way from what was told to how it stands.
function leadingTo(picture: Picture, before: Picture | undefined, swapped: boolean): readonly CampaignEvent[] {
  const { event, own, call } = picture;
  if (swapped && TALKING.has(own)) return ['Swapped'];
  if (event === 'CustAnswered' && before?.event === 'Ringing' && before.own === 'INITIATED') {
    return ['Answered', call.classification === 'ANS_MACHINE' ? 'Machine' : 'Human', event];
  }
  if (event === 'ACW' && before && before.event !== 'DROPPED') return ['DROPPED', event];
  return [event];
}

function buttonsAt(event: CampaignEvent, { event: last, buttons }: Picture): readonly CampaignButton[] {
  return event === last || event === 'Swapped' ? buttons : [];
}

function textOf({ id, type, own, call, buttons }: Picture): string {
  return JSON.stringify([id, type, own, buttons, dataOf(call)]);
}

function messageOf(
  { id, type, event, buttons, call, since, number }: Picture,
  agent: AgentView | undefined,
  contact: ContactView | undefined,
): object {
  const time = new Date(since).toISOString();
  return {
    source: 'event',
    call: {
      ButtonStates: campaignButtons(buttons),
      ActionsAllowed: null,
      ResponseType: 0,
      ResponseText: 'Success',
      ResponseActual: { connectionId: id, contactId: id, phoneNumber: number, type },
      CallVariables: { ...businessFields(id, contact), ...dataOf(call) },
      ExtendedCallVariable: null,
      ResponseFields: { CallState: event, Type: type, CurrentStateTime: time, Campaign: call.campaign?.name ?? '', fromAddress: call.from },
      User: agent ? { name: nameOf(agent), id: uuidOf(agent.id), loginName: agent.loginName } : {},
      id,
      event,
      CallType: type,
    },
  };
}

// What is known about the contact, and what the list manager is asked by (that it travels so is inferred).
function businessFields(id: string, contact: ContactView | undefined): Readonly<Record<string, string>> {
  if (!contact) return {};
  const fields = Object.fromEntries(contact.fields.map(({ name, value }) => [name, value]));
  return { ...fields, AccountNumber: contact.key, callid: id };
}

function customerNumber(call: CallView): string | undefined {
  return call.variables.find(({ name, value }) => name === 'BACustomerNumber' && value !== '')?.value;
}
