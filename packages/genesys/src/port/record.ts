import type { ServerTime } from '@cordboard/core';
import { possibleOf, type AisNames, type Capability, type Possible } from '../ais/names.js';
import { textOf, wordOf, wordsOf, type Attributes } from '../ais/values.js';

const STATUS = 'interaction:status';
const POSSIBLE = 'interaction.voice:actionsPossible';

/** What is known of one interaction: its attributes, merged over events, and what no single one of them tells. */
export interface CallRecord {
  readonly id: string;
  readonly attributes: Attributes;
  /** When the newest that is known of it became true. */
  readonly at: ServerTime | undefined;
  /** When its present status began. */
  readonly since: ServerTime | undefined;
  /** The last consult that was started from it. */
  readonly consultId: string | undefined;
  /** It has been seen dialling. */
  readonly hasDialled: boolean;
  /** The status has changed, and what is possible in it has not been told: it is to be read, and nothing is possible until then. */
  readonly isDoubtful: boolean;
}

/** The status, as the platform writes it; empty where it told none. */
export function statusOf({ attributes }: Pick<CallRecord, 'attributes'>): string {
  return (textOf(attributes.get(STATUS)) ?? '').toUpperCase();
}

/** The record after an event. What the event does not carry stays; what is possible stays only while the status does. */
export function changed(record: CallRecord | undefined, id: string, changes: Attributes, at: ServerTime | undefined): CallRecord {
  const attributes = new Map([...(record?.attributes ?? []), ...changes]);
  const status = statusOf({ attributes });
  const isSame = record !== undefined && statusOf(record) === status;
  const tells = changes.has(POSSIBLE);
  const isDoubtful = !tells && (!isSame || record.isDoubtful);
  if (isDoubtful) attributes.delete(POSSIBLE);
  return {
    id,
    attributes,
    at: at ?? record?.at,
    since: isSame ? record.since : at,
    consultId: wordsOf(attributes.get('interaction.voice:consultationInteractionIds')).at(-1) ?? record?.consultId,
    hasDialled: (record?.hasDialled ?? false) || status === 'DIALING' || status === 'DIALING_HELD',
    isDoubtful,
  };
}

/** The record after a read of the whole. */
export function readAs(record: CallRecord | undefined, id: string, attributes: Attributes): CallRecord {
  const next = changed(record, id, attributes, undefined);
  return { ...next, attributes, isDoubtful: false };
}

/** Whether it is a call; one whose type nobody told is taken for one. */
export function isVoice(attributes: Attributes, names: AisNames): boolean {
  const type = wordOf(attributes.get('interaction:interactionType'));
  return type === undefined || names.voiceTypes.some((each) => each.toUpperCase() === type.toUpperCase());
}

/** What the interaction itself lists as possible now. */
export function listedOn({ attributes }: CallRecord, names: AisNames): Possible {
  return possibleOf(wordsOf(attributes.get(POSSIBLE)), names);
}

const COMPLETIONS: readonly Capability[] = ['completeTransfer', 'completeConference'];

/** The interaction that a consult was started from, if it is one. */
export function originalIdOf({ attributes }: CallRecord): string | undefined {
  return wordOf(attributes.get('interaction.voice:initialInteractionId'));
}

/** Whether two interactions are an original and a consult of it. */
export function areLinked(a: CallRecord, b: CallRecord): boolean {
  const consults = (record: CallRecord) => wordsOf(record.attributes.get('interaction.voice:consultationInteractionIds'));
  return originalIdOf(a) === b.id || originalIdOf(b) === a.id || consults(a).includes(b.id) || consults(b).includes(a.id);
}

/**
 * What is possible now, read over an original and its consults: no source tells on which of the two the completion is listed, and it is asked
 * of the original ("Voice Interactions"). So it is shown there, and on a consult only where its original is not known.
 */
export function possibleNow(record: CallRecord, others: Iterable<CallRecord>, names: AisNames): Possible {
  const listed = listedOn(record, names);
  const originalId = originalIdOf(record);
  const capabilities = new Set(listed.capabilities);
  for (const other of others) {
    if (originalId === other.id) for (const each of COMPLETIONS) capabilities.delete(each);
    if (other.id === record.id || originalIdOf(other) !== record.id) continue;
    for (const each of COMPLETIONS) if (listedOn(other, names).capabilities.has(each)) capabilities.add(each);
  }
  return { capabilities, unknown: listed.unknown };
}
