import type { CallVariable, Dialog, DialogPicture, DialogState, Participant, ParticipantState } from '@cordboard/core';
import type { AisNames } from '../ais/names.js';
import { fieldOf, itemsOf, textOf, timeOf, wordOf, wordsOf } from '../ais/values.js';
import { isVoice, originalIdOf, possibleNow, statusOf, type CallRecord } from './record.js';
import { actionsOf, consultFor } from './words.js';

/** What a picture is made with. */
export interface PictureFacts {
  readonly names: AisNames;
  /** The agent's own number, and what else names the same leg. */
  readonly number: string;
  readonly aliases: ReadonlySet<string>;
  /** All interactions of the agent. */
  readonly records: Iterable<CallRecord>;
  /** What the agent dialled to make it, where that happened here. */
  readonly dialled: string | undefined;
}

/** A party of whom the platform tells that it is there and no more ("Voice Interactions"). */
const UNKNOWN_PARTY = 'Unknown';

/** The dialog that an interaction is to its agent. */
export function pictureOf(record: CallRecord, facts: PictureFacts): DialogPicture {
  const { attributes } = record;
  const voice = (name: string): unknown => attributes.get(`interaction.voice:${name}`);
  const state = legStateOf(record, facts);
  const incoming = voice('isIncoming');
  const parties = wordsOf(voice('parties')).filter((party) => !facts.aliases.has(party));
  const ani = wordOf(voice('ANI'));
  const dialed = facts.dialled ?? wordOf(incoming === true ? voice('DNIS') : voice('phoneNumber'));
  const callType = wordOf(voice('callType'));
  const originalId = originalIdOf(record);
  const started = timeOf(attributes.get('interaction:dateCreated'));
  const kind = kindOf(record, parties, wordOf(voice('conferenceOwner')));
  const own = ownLeg(record, state, facts);
  return {
    id: record.id,
    media: isVoice(attributes, facts.names) ? 'voice' : 'unknown',
    direction: directionOf(callType, incoming),
    kind,
    ...(callType !== undefined && { callType }),
    ...stateOf(record),
    ...(incoming === true ? { ...(ani !== undefined && { from: ani }), to: facts.number } : { from: facts.number }),
    ...(incoming !== true && dialed !== undefined && { to: dialed }),
    ...(dialed !== undefined && { dialed }),
    participants: [own, ...others(record, parties, own, { ani, dialed })],
    ...(originalId !== undefined && { originalId }),
    // The consult of a call that has become a conference has gone into it.
    ...(kind === 'conference' && record.consultId !== undefined && { replacedId: record.consultId }),
    variables: variablesOf(attributes.get('interaction:attachedData')),
    ...(started !== undefined && { started }),
  };
}

const DIALOG_STATES: Readonly<Record<string, DialogState>> = {
  NEW: 'initiating',
  DIALING: 'initiated',
  DIALING_HELD: 'initiated',
  RINGING: 'alerting',
  TALKING: 'active',
  HELD: 'active',
  IDLE: 'dropped',
  MARKED_DONE: 'dropped',
};

const LEG_STATES: Readonly<Record<string, ParticipantState>> = {
  NEW: 'initiating',
  DIALING: 'initiated',
  DIALING_HELD: 'held',
  TALKING: 'active',
  HELD: 'held',
  IDLE: 'dropped',
  MARKED_DONE: 'dropped',
};

function stateOf(record: CallRecord): Pick<Dialog, 'state' | 'rawState'> {
  const status = statusOf(record);
  const state = Object.hasOwn(DIALOG_STATES, status) ? DIALOG_STATES[status] : undefined;
  return state ? { state } : { state: 'unknown', rawState: status };
}

// What rings is a label here, and nothing else: an outgoing call that has begun to ring is dialling still.
function legStateOf(record: CallRecord, { names, records }: PictureFacts): ParticipantState {
  const status = statusOf(record);
  if (status === 'RINGING') {
    const rings =
      record.attributes.get('interaction.voice:isIncoming') === true ||
      possibleNow(record, records, names).capabilities.has('answer') ||
      !record.hasDialled;
    return rings ? 'alerting' : 'initiated';
  }
  return (Object.hasOwn(LEG_STATES, status) && LEG_STATES[status]) || 'unknown';
}

function ownLeg(record: CallRecord, state: ParticipantState, facts: PictureFacts): Participant {
  const { capabilities, unknown } = possibleNow(record, facts.records, facts.names);
  const owner = wordOf(record.attributes.get('interaction.voice:conferenceOwner'));
  // No attribute tells of muting; which of the two is possible does.
  const muted = capabilities.has('unmute') ? true : capabilities.has('mute') ? false : undefined;
  const status = statusOf(record);
  return {
    address: facts.number,
    kind: 'agent',
    role: record.attributes.get('interaction.voice:isIncoming') === true ? 'called' : 'caller',
    own: true,
    controller: owner !== undefined && (owner === facts.number || facts.aliases.has(owner)) ? 'yes' : 'unknown',
    state,
    ...((state === 'unknown' || status === 'DIALING_HELD') && { rawState: status }),
    ...(record.since !== undefined && { since: record.since }),
    // Whatever the status, data can be added: the attribute for it is always writable ("API Reference", InteractionService).
    actions: [...actionsOf(capabilities, facts.names), 'update-call-data'],
    consultFor: consultFor(capabilities),
    ...(muted !== undefined && { muted }),
    otherActions: unknown,
  };
}

// Parties are numbers and nothing more: their states follow from the one call that they are in together.
function others(
  record: CallRecord,
  parties: readonly string[],
  { state: own, actions: possible }: Participant,
  { ani, dialed }: { readonly ani: string | undefined; readonly dialed: string | undefined },
): readonly Participant[] {
  if (own === 'dropped') return [];
  const incoming = record.attributes.get('interaction.voice:isIncoming') === true;
  const known = incoming ? ani : dialed;
  const named = parties.length > 0 ? parties : known === undefined ? [] : [known];
  const state: ParticipantState =
    own === 'initiated' ? 'alerting' : own === 'alerting' ? 'initiated' : own === 'initiating' ? own : 'active';
  const actions = possible.filter((action) => action === 'drop-participant');
  return named.map((party) => {
    const address = party === UNKNOWN_PARTY ? (known !== undefined && !named.includes(known) ? known : '') : party;
    const role = address !== known ? (named.length === 1 && !address ? 'unknown' : 'joined') : incoming ? 'caller' : 'called';
    return {
      address,
      kind: 'unknown',
      role,
      own: false,
      controller: 'unknown',
      state,
      actions: address === '' ? [] : actions,
      otherActions: [],
    };
  });
}

function kindOf(record: CallRecord, parties: readonly string[], owner: string | undefined): Dialog['kind'] {
  if (parties.length > 1 || (parties.length === 0 && owner !== undefined && statusOf(record) !== 'IDLE')) return 'conference';
  return originalIdOf(record) === undefined ? 'call' : 'consult';
}

// The type is told from the local switch's side, so the legs of one call may differ in it.
function directionOf(callType: string | undefined, incoming: unknown): Dialog['direction'] {
  if (/^internal$/i.test(callType ?? '')) return 'internal';
  return incoming === true ? 'inbound' : incoming === false ? 'outbound' : 'unknown';
}

const DEEPEST = 4;

function variablesOf(data: unknown, prefix = '', depth = 0): readonly CallVariable[] {
  return itemsOf(data).flatMap((pair) => {
    const key = wordOf(fieldOf(pair, 'key'));
    if (key === undefined) return [];
    const value = fieldOf(pair, 'value');
    const name = prefix + key;
    if (Array.isArray(value)) return depth < DEEPEST ? variablesOf(value, `${name}/`, depth + 1) : [];
    const text = textOf(value);
    return text === undefined ? [] : [{ name, value: text }];
  });
}
