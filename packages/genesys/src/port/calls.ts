import type { DialogPicture, PortEvent, Seen, ServerTime } from '@cordboard/core';
import type { InteractionDTO } from '../ais/dto.js';
import type { AisEvent } from '../ais/event.js';
import { possibleOf, type AisNames, type Capability } from '../ais/names.js';
import { wordOf } from '../ais/values.js';
import { pictureOf } from './picture.js';
import { areLinked, changed, isVoice, originalIdOf, possibleNow, readAs, statusOf, type CallRecord } from './record.js';

/** Who the agent is on the telephone. */
export interface OwnLine {
  readonly number: string;
  readonly aliases: ReadonlySet<string>;
}

/** What an event came to. */
export interface Outcome {
  readonly events: readonly PortEvent[];
  /** The interaction that has to be read before anything is possible on it. */
  readonly doubtful?: string;
}

const NOTHING: Outcome = { events: [] };
const DONE = 'MARKED_DONE';
const MOST_DONE = 500;

/** The agent's interactions, merged from events that may carry only what changed. */
export class Calls {
  readonly #names: AisNames;
  readonly #line: () => OwnLine;
  readonly #records = new Map<string, CallRecord>();
  readonly #done = new Set<string>();
  /** What was dialled from here, by interaction. */
  readonly #dialled = new Map<string, string>();

  constructor(names: AisNames, line: () => OwnLine) {
    this.#names = names;
    this.#line = line;
  }

  /** Whether the agent is in a call, or one rings at them or is dialled. */
  get areLive(): boolean {
    return [...this.#records.values()].some((record) => !['', 'NEW', 'IDLE'].includes(statusOf(record)));
  }

  has(id: string): boolean {
    return this.#records.has(id);
  }

  get(id: string): CallRecord | undefined {
    return this.#records.get(id);
  }

  /** What is possible on an interaction now; nothing on one that is not known. */
  possible(id: string): ReadonlySet<Capability> {
    const record = this.#records.get(id);
    return record ? possibleNow(record, this.#records.values(), this.#names).capabilities : possibleOf([], this.#names).capabilities;
  }

  /** The interaction and those that are its original or its consults. */
  linked(id: string): ReadonlySet<string> {
    const record = this.#records.get(id);
    const linked = record ? [...this.#records.values()].filter((other) => areLinked(record, other)) : [];
    return new Set([id, ...linked.map((other) => other.id)]);
  }

  /** An event of the interaction service. */
  apply({ attributes, timeStamp }: AisEvent): Outcome {
    const id = wordOf(attributes.get('interaction:interactionId'));
    if (id === undefined) return { events: [{ type: 'ignored', what: 'An interaction event without an id' }] };
    const before = this.#records.get(id);
    // What is older than what is known, or about what is done, comes again: of one interaction events come in their order.
    if (this.#done.has(id) || (timeStamp !== undefined && before?.at !== undefined && timeStamp < before.at)) return NOTHING;
    if (!isVoice(attributes, this.#names) || (before && !isVoice(before.attributes, this.#names))) return NOTHING;
    const record = changed(before, id, attributes, timeStamp);
    if (statusOf(record) === DONE) {
      this.#bury(id);
      return { events: this.remove(id, timeStamp) };
    }
    const events = this.#keep(record, before === undefined);
    return record.isDoubtful ? { events, doubtful: id } : { events };
  }

  /** One interaction was read. */
  read({ interactionId, attributes }: InteractionDTO): readonly PortEvent[] {
    if (!isVoice(attributes, this.#names)) return [];
    const before = this.#records.get(interactionId);
    const record = readAs(before, interactionId, attributes);
    return statusOf(record) === DONE ? this.remove(interactionId, undefined) : this.#keep(record, before === undefined);
  }

  /** All interactions were read: those not listed are gone. */
  replace(dtos: readonly InteractionDTO[]): void {
    const before = new Map(this.#records);
    this.#records.clear();
    for (const { interactionId, attributes } of dtos) {
      const record = readAs(before.get(interactionId), interactionId, attributes);
      if (isVoice(attributes, this.#names) && statusOf(record) !== DONE) this.#records.set(interactionId, record);
    }
    for (const id of this.#dialled.keys()) if (!this.#records.has(id)) this.#dialled.delete(id);
  }

  /** The interaction is gone. Its end is told even where it was never known: a snapshot may have shown it. */
  remove(id: string, at: ServerTime | undefined): readonly PortEvent[] {
    const record = this.#records.get(id);
    this.#records.delete(id);
    this.#dialled.delete(id);
    const ended: PortEvent = { type: 'dialog-ended', dialogId: id, ...(at !== undefined && { at }) };
    return record ? [ended, ...this.#original(record)] : [ended];
  }

  /** Remembers what was dialled: the platform tells it only of parties that are there. */
  dialled(id: string, number: string): readonly PortEvent[] {
    this.#dialled.set(id, number);
    const record = this.#records.get(id);
    return record ? [this.#event(record, false)] : [];
  }

  /** One dialog as it is now. */
  seen(id: string): Seen<DialogPicture> | undefined {
    const record = this.#records.get(id);
    return record && this.#seen(record);
  }

  /** All dialogs as they are now. */
  all(): readonly Seen<DialogPicture>[] {
    return [...this.#records.values()].map((record) => this.#seen(record));
  }

  /** Forgets everything. */
  clear(): void {
    this.#records.clear();
    this.#dialled.clear();
    this.#done.clear();
  }

  // An id that is done is dead ("Voice Interactions"); so many are remembered.
  #bury(id: string): void {
    this.#done.add(id);
    for (const oldest of this.#done) if (this.#done.size > MOST_DONE) this.#done.delete(oldest);
  }

  #keep(record: CallRecord, added: boolean): readonly PortEvent[] {
    this.#records.set(record.id, record);
    return [this.#event(record, added), ...this.#original(record)];
  }

  // What can be completed is shown on the original, whichever of the two lists it.
  #original(record: CallRecord): readonly PortEvent[] {
    const original = this.#records.get(originalIdOf(record) ?? '');
    return original ? [this.#event(original, false)] : [];
  }

  #event(record: CallRecord, added: boolean): PortEvent {
    return { type: 'dialog', added, ...this.#seen(record) };
  }

  #seen(record: CallRecord): Seen<DialogPicture> {
    const facts = { names: this.#names, ...this.#line(), records: this.#records.values(), dialled: this.#dialled.get(record.id) };
    const picture = pictureOf(record, { ...facts, records: [...this.#records.values()] });
    return { picture, ...(record.at !== undefined && { at: record.at }) };
  }
}
