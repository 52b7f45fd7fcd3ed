import { type InteractionChange } from './interactions.js';
import type { Interaction } from './interaction.js';
import { dnIdOf } from './numbers.js';
import type { GenesysQuirks } from './quirks.js';

/** One attribute of a DTO or an event. */
export interface KeyValue {
  readonly key: string;
  readonly value: unknown;
}

/** Everything that is known under a domain, by full name. What has no value is left out. */
export type Attributes = ReadonlyMap<string, unknown>;

/** Other spellings of names that no source establishes. */
const OTHER_SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['HOLD', 'HOLD_CALL'],
  ['RETRIEVE', 'RETRIEVE_CALL'],
  ['MUTE_ON', 'MUTE'],
  ['MUTE_OFF', 'UNMUTE'],
]);

/** The attributes of an interaction. */
export function attributesOf(interaction: Interaction, now: number, quirks: GenesysQuirks): Map<string, unknown> {
  const { status, agentId, data, createdAt, endedAt, extension, initialId, callType, ani, dnis, cause } = interaction;
  const over = status === 'IDLE' || status === 'MARKED_DONE';
  const undialled = status === 'NEW';
  const self = quirks.selfInParties && !over && !undialled ? [extension] : [];
  return new Map<string, unknown>(
    Object.entries({
      'interaction:interactionId': interaction.id,
      'interaction:interactionType': 'VOICE',
      'interaction:status': quirks.unknownConstants && status === 'HELD' ? 'PARKED' : status,
      'interaction:agentId': agentId,
      'interaction:attachedData': data.map(({ name, value }) => ({ key: name, value })),
      'interaction:dateCreated': createdAt,
      'interaction:endDate': endedAt,
      'interaction:done': status === 'MARKED_DONE',
      'interaction.voice:actionsPossible': constantsOf(interaction, quirks),
      'interaction.voice:ANI': ani,
      'interaction.voice:callType': undialled ? null : callType,
      'interaction.voice:conferenceOwner': interaction.conferenceOwner,
      'interaction.voice:consultationInteractionIds': interaction.consultIds,
      'interaction.voice:dnId': dnIdOf(extension),
      'interaction.voice:DNIS': dnis,
      'interaction.voice:duration': undialled ? null : Math.floor(((endedAt ?? now) - createdAt) / 1000),
      'interaction.voice:initialInteractionId': initialId,
      'interaction.voice:isIncoming': interaction.isIncoming,
      'interaction.voice:parties': [...interaction.parties, ...self],
      'interaction.voice:phoneNumber': interaction.numbers.filter((each) => each !== 'Unknown').join(','),
      'interaction.voice:TEventReasons': orNull([...interaction.tReasons, ...(cause === '' ? [] : [{ key: 'Cause', value: cause }])]),
      'interaction.voice:TEventExtensions': orNull([
        ...interaction.tExtensions,
        ...(interaction.callId === null ? [] : [{ key: 'CallRef', value: interaction.callId }]),
      ]),
    }).filter(([, value]) => value !== null && value !== ''),
  );
}

function orNull(pairs: readonly KeyValue[]): readonly KeyValue[] | null {
  return pairs.length > 0 ? pairs : null;
}

function constantsOf({ actions, status }: Interaction, { otherConstants, unknownConstants }: GenesysQuirks): readonly string[] {
  const names = otherConstants ? actions.map((action) => OTHER_SPELLINGS.get(action) ?? action) : actions;
  return unknownConstants && status !== 'MARKED_DONE' ? ['CAMP_ON_CALL', ...names] : names;
}

/** The attributes that only an event has, besides those of its interaction. */
export function attributesOfEvent(change: InteractionChange, quirks: GenesysQuirks): Map<string, unknown> {
  const { interaction, previous, reason, at } = change;
  const attributes = attributesOf(interaction, at, quirks);
  const info = reason === 'INFO_CHANGED';
  attributes.set('interaction:eventReason', quirks.unknownConstants && info ? 'SUPERVISOR_LOOKED' : reason);
  if (previous && !quirks.noExtensions && info) {
    const of = (type: string, here: readonly string[], there: readonly string[]): readonly object[] =>
      here.filter((party) => !there.includes(party)).map((value) => ({ type, value }));
    const extensions = [
      ...of('PARTY_ADDED', interaction.parties, previous.parties),
      ...of('PARTY_REMOVED', previous.parties, interaction.parties),
    ];
    if (extensions.length > 0) attributes.set('interaction:extensions', extensions);
  }
  if (previous && JSON.stringify(previous.data) !== JSON.stringify(interaction.data)) {
    attributes.set('interaction:modifiedAttachedData', attributes.get('interaction:attachedData'));
  }
  return attributes;
}

/** The attributes asked for that have a value. `domain:*` asks for all of a domain; of a name, the case of its last letter is forgiven. */
export function pick(attributes: Attributes, wanted: readonly string[]): readonly KeyValue[] {
  const names = new Set(wanted.map((name) => (name === 'interaction:interactionID' ? 'interaction:interactionId' : name)));
  return [...attributes]
    .filter(([key]) => names.has(key) || names.has(`${key.slice(0, key.indexOf(':'))}:*`))
    .map(([key, value]) => ({ key, value }));
}
