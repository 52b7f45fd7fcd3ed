import type { DialogAction, DialogPicture, DialogState, Participant, ParticipantState, Seen } from '@cordboard/core';
import { filled, given } from '../bus/given.js';
import type { DeskCall, HeldLeg } from './desk.js';
import type { ContactVariables } from './options.js';
import { bare, BUTTONS, CONSULT_DROP, SWAP } from './words.js';

/** What a picture of a call is made with, beside the call. */
export interface PictureFacts {
  /** What the agent's own leg is called. */
  readonly own: string;
  /** Whether the agent's voice is off; absent before the platform has told. */
  readonly muted?: boolean;
  /** Muting, as far as the platform offers it now. It is the agent's, not a call's. */
  readonly muting: readonly DialogAction[];
  /** Names of buttons that this site has, by their bare form. */
  readonly buttons: ReadonlyMap<string, DialogAction>;
  /** Which variables tell of a campaign's contact. */
  readonly contact: ContactVariables;
  /** Whom the agent consults, where this session asked for it. */
  readonly consulted?: string;
}

/** The call as one dialog. */
export function pictureOf(call: DeskCall, facts: PictureFacts): Seen<DialogPicture> {
  const { party, agent, joined, originalId } = call;
  const legs = [party, agent, joined].filter((leg): leg is HeldLeg => leg !== undefined);
  const state = ownState(call);
  const direction = directionOf(call);
  const kind = originalId !== undefined || party.role === 'consult' ? 'consult' : kindOf(call, state);
  const variables = legs.findLast(({ variables: all }) => all.length > 0)?.variables ?? [];
  const named = (name: string): string | undefined => variables.find((each) => each.name.toUpperCase() === name)?.value;
  const isDialler = party.topic === 'OutboundCall' && party.role !== 'consult';
  const isDialled = direction === 'outbound' && !isDialler;
  const from = direction === 'inbound' ? (party.number ?? named('ANI')) : isDialled ? filled(facts.own) : undefined;
  const to = direction === 'inbound' ? named('DNIS') : party.number;
  const raw = state === 'unknown' ? (agent ?? party).word : undefined;
  const queue = legs.find((leg) => leg.queue !== undefined)?.queue;
  const campaign = legs.find((leg) => leg.campaign !== undefined)?.campaign;
  const picture: DialogPicture = {
    id: call.id,
    media: 'voice',
    direction,
    kind,
    state: dialogState(state),
    callType: party.type,
    participants: participantsOf(call, state, direction, facts),
    variables,
    ...given({
      rawState: raw,
      from,
      to,
      dialed: direction === 'inbound' ? named('DNIS') : party.number,
      queue: queue === undefined ? undefined : { name: queue },
      originalId,
      replacedId: joined?.id,
      outbound: isDialler ? outboundOf(party, campaign, facts.contact) : undefined,
    }),
  };
  return { picture, ...given({ at: call.newest }) };
}

/** What the agent's own leg does: on a routed call there are events of it, and holding shows on the customer's. */
function ownState({ party, agent }: DeskCall): ParticipantState {
  const leg = agent ?? party;
  if (leg.state === 'initiated') {
    if (['answer', 'accept', 'reject'].some((name) => leg.buttons.has(name))) return 'alerting';
    return leg.offered ? 'accepted' : 'initiated';
  }
  if (!agent || agent === party || agent.state !== 'active') return leg.state;
  // Who was called has not answered, or waits; their having left is not yet the agent's.
  return party.state === 'initiated' || party.state === 'held' ? party.state : 'active';
}

function dialogState(own: ParticipantState): DialogState {
  // A call that is wrapped up is on the desk still.
  return own === 'held' || own === 'wrap-up' ? 'active' : own;
}

function kindOf({ party, joined }: DeskCall, own: ParticipantState): DialogPicture['kind'] {
  if (joined) return 'conference';
  const isOffer = party.offered && !party.wasActive && party.topic === 'OutboundCall';
  return isOffer && own !== 'initiated' ? 'reservation' : 'call';
}

function directionOf({ party, agent }: DeskCall): DialogPicture['direction'] {
  if (party.topic === 'OutboundCall') return party.role === 'consult' ? 'unknown' : 'outbound';
  const type = party.type.toLowerCase();
  if (type === 'inbound' || type === 'outbound') return type;
  // Only a call that comes can be answered.
  return agent?.buttons.has('answer') ? 'inbound' : 'unknown';
}

const CLASSES: ReadonlyMap<string, 'voice' | 'answering-machine'> = new Map([
  ['human', 'voice'],
  ['machine', 'answering-machine'],
] as const);

function outboundOf(party: HeldLeg, campaign: string | undefined, contact: ContactVariables): DialogPicture['outbound'] {
  const { account = 'AccountNumber', customerName } = contact;
  const valueOf = (wanted: string | undefined): string | undefined => filled(party.variables.find(({ name }) => name === wanted)?.value);
  return given({
    campaign,
    account: valueOf(account),
    customerNumber: party.number,
    customerName: valueOf(customerName),
    status: party.word,
    classification: party.detected,
    classified: CLASSES.get(bare(party.detected)),
  });
}

const OWN_ROLES: Readonly<Record<DialogPicture['direction'], Participant['role']>> = {
  inbound: 'called',
  outbound: 'caller',
  internal: 'unknown',
  unknown: 'unknown',
};

const OTHER_ROLES: typeof OWN_ROLES = { ...OWN_ROLES, inbound: 'caller', outbound: 'called' };

function participantsOf(
  call: DeskCall,
  state: ParticipantState,
  direction: DialogPicture['direction'],
  facts: PictureFacts,
): readonly Participant[] {
  const { party, agent, joined } = call;
  const own: Participant = {
    address: facts.own,
    kind: 'agent',
    role: OWN_ROLES[direction],
    own: true,
    controller: 'unknown',
    state,
    ...actionsOf(call, state, facts),
    ...given({
      rawState: state === 'unknown' ? (agent ?? party).word : undefined,
      since: (state === 'held' || !agent ? party : agent).since,
      muted: facts.muted,
    }),
  };
  const others = [...(party === agent ? [] : [party]), ...(joined ? [joined] : [])];
  return [own, ...others.map((leg) => otherOf(leg, leg === joined, direction, facts))];
}

function otherOf(leg: HeldLeg, hasJoined: boolean, direction: DialogPicture['direction'], facts: PictureFacts): Participant {
  const isConsulted = hasJoined || leg.role === 'consult';
  const canDrop = hasJoined && (leg.buttons.has('disconnect') || leg.buttons.has(CONSULT_DROP));
  return {
    address: leg.number ?? (isConsulted ? (leg.agentName ?? facts.consulted) : undefined) ?? leg.id,
    kind: leg.role === 'customer' && !hasJoined ? 'outside' : 'unknown',
    role: hasJoined ? 'joined' : OTHER_ROLES[direction],
    own: false,
    controller: 'unknown',
    // A customer who is held waits and has not held anybody.
    state: leg.ended ? 'dropped' : leg.state === 'held' ? 'active' : leg.state,
    actions: canDrop ? ['drop-participant'] : [],
    otherActions: [],
    ...given({ rawState: leg.state === 'unknown' ? leg.word : undefined, since: leg.since }),
  };
}

function isPreview({ topic, word }: HeldLeg): boolean {
  return topic === 'OutboundCall' && bare(word) === 'preview';
}

/** What the platform offers on the call: the enabled buttons, and nothing else. */
function actionsOf(call: DeskCall, state: ParticipantState, facts: PictureFacts): Pick<Participant, 'actions' | 'otherActions'> {
  const { party, agent, joined, joins, oneHeld, originalId } = call;
  const actions = new Set<DialogAction>();
  const otherActions: string[] = [];
  for (const [bareName, name] of new Map([...party.buttons, ...(agent?.buttons ?? [])])) {
    // The page prints `answer` among a campaign's buttons; on a contact that is offered it can only mean taking it (inferred).
    const usual = bareName === 'answer' && isPreview(party) ? 'accept' : BUTTONS.get(bareName);
    const action = facts.buttons.get(bareName) ?? usual;
    // What joins two calls is for the held one, below.
    if (joins.has(bareName) && (oneHeld || bareName === SWAP || bareName === CONSULT_DROP)) continue;
    if (action) actions.add(action);
    else otherActions.push(name);
  }
  if (oneHeld && state === 'held') {
    if (joins.has('transfer')) actions.add('transfer');
    if (joins.has('conference')) actions.add('conference');
    if (joins.has(SWAP)) actions.add('retrieve');
  }
  if (joins.has(CONSULT_DROP) && (originalId !== undefined || party.role === 'consult')) actions.add('drop');
  if (joined && (joined.buttons.has('disconnect') || joined.buttons.has(CONSULT_DROP))) actions.add('drop-participant');
  if (state === 'active') for (const action of facts.muting) actions.add(action);
  return { actions: [...actions], otherActions };
}
