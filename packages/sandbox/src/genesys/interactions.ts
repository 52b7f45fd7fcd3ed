import type { CallView, Engine, Fact, PartyView } from '../engine/index.js';
import type { KeyValue } from './attributes.js';
import { actionsOf, type Intent, type InteractionStatus } from './actions.js';
import { isLive, isPresent, phonesIn, readCall, statusOf, type Interaction } from './interaction.js';
import type { SwitchFeatures } from './profile.js';

/** Why an event is sent. */
export type EventReason = 'STATUS_CHANGED' | 'INFO_CHANGED';

/** One event of an interaction. */
export interface InteractionChange {
  readonly interaction: Interaction;
  /** Null for the first. */
  readonly previous: Interaction | null;
  readonly reason: EventReason;
  /** Ms since the epoch. */
  readonly at: number;
}

/** What a call that is about to begin at a phone takes over. */
export interface Expected {
  readonly extension: string;
  /** The interaction that becomes its view. */
  readonly id?: string;
  /** What the consultation is started for. */
  readonly intent?: Intent;
}

/** What the interactions are made from. */
export interface InteractionsOptions {
  readonly engine: Engine;
  readonly features: (extension: string) => SwitchFeatures;
  /** Told of every event, in order. */
  readonly changed: (change: InteractionChange) => void;
  /** How long one that is not dialled lives, in ms. */
  readonly newLifeMs: () => number;
  /** Whether what completes a consultation is offered on the consultation too. */
  readonly completionsOnBoth: () => boolean;
}

/**
 * The engine's calls as interactions: one for each phone in a call, with an id of its own, `Call_1`, `Call_2` … in the order of their
 * creation. It follows the engine's facts and adds only what belongs to this platform: calls that are not dialled yet, and those that are
 * over but not marked done.
 */
export class Interactions {
  readonly #options: InteractionsOptions;
  readonly #all = new Map<string, Interaction>();
  /** Ids of consultations that were told of before they began, by call. */
  readonly #announced = new Map<string, string>();
  #expected: Expected | undefined;
  #made = 0;
  /** How often everything began again: a timer from before is not meant for the ids of now. */
  #begun = 0;

  constructor(options: InteractionsOptions) {
    this.#options = options;
  }

  get(id: string): Interaction | undefined {
    return this.#all.get(id);
  }

  /** Those of a phone, oldest first. */
  at(extension: string): readonly Interaction[] {
    return [...this.#all.values()].filter((each) => each.extension === extension);
  }

  /** This one, and those that it is linked with as original or consultation. */
  linkedWith({ id, initialId, consultIds }: Interaction): readonly string[] {
    return [id, ...(initialId === null ? [] : [initialId]), ...consultIds];
  }

  /** Makes one that is to be dialled. It goes when nobody does. */
  create(extension: string): Interaction {
    const { engine, features, newLifeMs } = this.#options;
    const made: Interaction = {
      ...BLANK,
      id: this.#newId(),
      extension,
      agentId: engine.agentOn(extension)?.id ?? null,
      createdAt: engine.now(),
      actions: [],
    };
    const interaction = this.#withActions(made);
    this.#all.set(made.id, interaction);
    const begun = this.#begun;
    engine.clock.after(newLifeMs(), () => {
      if (begun === this.#begun && this.#all.get(made.id)?.status === 'NEW') this.#erase(made.id);
    });
    if (features(extension).newEvent) this.#emit(interaction, null, 'STATUS_CHANGED');
    return interaction;
  }

  /** Forgets those that are not dialled, as their time to live does. Returns how many there were. */
  expireNew(extension?: string): number {
    const stale = [...this.#all.values()].filter((each) => each.status === 'NEW' && (extension ?? each.extension) === each.extension);
    for (const { id } of stale) this.#erase(id);
    return stale.length;
  }

  /** Runs what begins a call at a phone, so that the call takes over what is expected of it. */
  expecting<T>(expected: Expected, run: () => T): T {
    this.#expected = expected;
    try {
      return run();
    } finally {
      this.#expected = undefined;
    }
  }

  /** The view of a call at a phone. */
  of(callId: string, extension: string): Interaction | undefined {
    return [...this.#all.values()].find((each) => each.callId === callId && each.extension === extension && each.status !== 'MARKED_DONE');
  }

  /** Stores an interaction in the history: it has an event more, and is gone. */
  markDone(id: string): void {
    const previous = this.#all.get(id);
    if (!previous) return;
    const done: Interaction = { ...previous, status: 'MARKED_DONE', actions: [], endedAt: previous.endedAt ?? this.#options.engine.now() };
    this.#erase(id);
    this.#emit(done, previous, 'STATUS_CHANGED');
    this.#refresh(previous.extension);
  }

  /** Notes what the CTI server is told with a command: it comes along with the events from now on. */
  annotate(id: string, tReasons: readonly KeyValue[], tExtensions: readonly KeyValue[]): void {
    const known = this.#all.get(id);
    if (known && (tReasons.length > 0 || tExtensions.length > 0)) this.#all.set(id, { ...known, tReasons, tExtensions });
  }

  /** Changes the data of one whose call is over. */
  setData(id: string, data: Interaction['data']): void {
    const previous = this.#all.get(id);
    if (previous) this.#put({ ...previous, data }, previous);
  }

  /** Works the actions of a phone's interactions out again. */
  refresh(extension?: string): void {
    for (const each of extension === undefined ? new Set([...this.#all.values()].map((one) => one.extension)) : [extension])
      this.#refresh(each);
  }

  /** Takes a fact of the engine. */
  hear(fact: Fact): void {
    if (fact.type === 'reset') {
      this.#all.clear();
      this.#announced.clear();
      this.#begun += 1;
      this.#made = 0;
    } else if (fact.type === 'call') {
      this.#follow(fact.call, fact.change === 'ended');
    } else if (fact.type === 'agent' && fact.agent.extension !== null) {
      for (const each of this.at(fact.agent.extension)) {
        if (each.agentId !== fact.agentId) this.#all.set(each.id, { ...each, agentId: fact.agentId });
      }
    }
  }

  #follow(call: CallView, ended: boolean): void {
    const touched = new Set<string>();
    if (ended) this.#announced.delete(call.id);
    const phones = ended ? [] : phonesIn(call);
    // Of two calls that became one, those who came over keep their interaction; who had both loses the one that is gone, first of all.
    for (const each of this.#viewsOf(call.secondaryId)) {
      const moved = phones.some((phone) => phone.address === each.extension && isPresent(phone)) && !this.of(call.id, each.extension);
      touched.add(each.extension);
      if (moved) this.#all.set(each.id, { ...each, callId: call.id, initialId: null });
      else this.#end(each);
    }
    for (const each of this.#viewsOf(call.id)) {
      if (phones.some(({ address }) => address === each.extension)) continue;
      touched.add(each.extension);
      this.#end(each);
    }
    for (const phone of phones) {
      touched.add(phone.address);
      const known = this.of(call.id, phone.address);
      if (known) this.#update(known, call, phone);
      else if (isPresent(phone)) this.#begin(call, phone);
    }
    for (const extension of touched) this.#refresh(extension);
  }

  #viewsOf(callId: string | null): readonly Interaction[] {
    return callId === null ? [] : [...this.#all.values()].filter((each) => each.callId === callId && isLive(each));
  }

  #begin(call: CallView, phone: PartyView): void {
    const { engine, features } = this.#options;
    const extension = phone.address;
    const expected = this.#expected?.extension === extension && call.from === extension ? this.#expected : undefined;
    if (expected) this.#expected = undefined;
    const previous = expected?.id === undefined ? undefined : this.#all.get(expected.id);
    const original = call.originalId !== null && call.from === extension ? this.of(call.originalId, extension) : undefined;
    const told = readCall(call, phone, engine);
    const interaction: Interaction = {
      ...BLANK,
      ...told,
      id: expected?.id ?? this.#announced.get(call.id) ?? this.#newId(),
      callId: call.id,
      extension,
      agentId: engine.agentOn(extension)?.id ?? null,
      status: statusOf(phone, call, features(extension)),
      isIncoming: phone.state === 'ALERTING' || call.from !== extension,
      numbers: told.parties,
      initialId: original?.id ?? null,
      intent: expected?.intent ?? null,
      createdAt: previous?.createdAt ?? engine.now(),
      actions: [],
    };
    this.#announced.delete(call.id);
    this.#all.set(interaction.id, interaction);
    this.#put(interaction, previous ?? null);
  }

  #update(known: Interaction, call: CallView, phone: PartyView): void {
    if (!isLive(known)) return;
    const { engine, features } = this.#options;
    if (!isPresent(phone)) return this.#end(known, phone.cause);
    const told = readCall(call, phone, engine);
    // Alone for the moment that it takes the call to end: the others are still those who were there.
    const parties = told.parties.length > 0 ? told.parties : known.parties;
    const next: Interaction = {
      ...known,
      ...told,
      parties,
      status: statusOf(phone, call, features(known.extension)),
      numbers: [...new Set([...known.numbers, ...told.parties])],
      consultIds: this.#consultsOf(known, call),
    };
    // A conference is joined in two steps: first the call is taken back, then the others are there.
    if (next.status !== known.status && known.status === 'HELD' && String(next.parties) !== String(known.parties)) {
      const first = { ...next, parties: known.parties, numbers: known.numbers };
      this.#put(first, known);
      return this.#put(next, this.#all.get(known.id) ?? first);
    }
    this.#put(next, known);
  }

  // The consultation is told of together with the hold that it begins with, although its own first event comes after.
  #consultsOf(known: Interaction, call: CallView): readonly string[] {
    const about = this.#options.engine.calls().find(({ originalId, from }) => originalId === call.id && from === known.extension);
    if (!about || this.of(about.id, known.extension)) return known.consultIds;
    const id = this.#announced.get(about.id) ?? this.#newId();
    this.#announced.set(about.id, id);
    return [...new Set([...known.consultIds, id])];
  }

  #end(known: Interaction, cause: string = known.cause): void {
    this.#put(
      { ...known, status: 'IDLE', parties: [], conference: false, muted: false, rings: false, cause, endedAt: this.#options.engine.now() },
      known,
    );
    if (this.#options.features(known.extension).autoDone) this.markDone(known.id);
  }

  #refresh(extension: string): void {
    for (const each of this.at(extension)) {
      const consultIds = each.consultIds.filter((id) => this.#all.has(id) || this.#isAnnounced(id));
      this.#put({ ...each, consultIds }, each);
    }
  }

  // Stores it with its actions, and tells of it if anything that is shown has changed.
  #put(next: Interaction, previous: Interaction | null): void {
    const interaction = this.#withActions(next);
    this.#all.set(interaction.id, interaction);
    if (previous?.status !== interaction.status) this.#emit(interaction, previous, 'STATUS_CHANGED');
    else if (isDifferent(previous, interaction)) this.#emit(interaction, previous, 'INFO_CHANGED');
  }

  #withActions(interaction: Interaction): Interaction {
    const { id, extension, initialId } = interaction;
    const others = this.at(extension).filter((each) => each.id !== id && isLive(each));
    const consultation = others.find((each) => each.initialId === id);
    const original = initialId === null ? undefined : others.find((each) => each.id === initialId);
    const announced = interaction.consultIds.some((each) => this.#isAnnounced(each));
    const dials = (status: InteractionStatus, isIncoming: boolean): boolean =>
      status === 'DIALING' || (status === 'RINGING' && !isIncoming);
    const own = actionsOf(
      {
        status: interaction.status,
        isIncoming: interaction.isIncoming,
        muted: interaction.muted,
        conference: interaction.conference,
        owner: interaction.conferenceOwner === extension,
        isConsultation: original !== undefined,
        consultation: consultation ?? (announced ? { intent: null, status: 'DIALING', rings: false } : undefined),
        otherDialing: announced || others.some(({ status, isIncoming }) => dials(status, isIncoming)),
        otherTalking: others.some(({ status }) => status === 'TALKING'),
      },
      this.#options.features(extension),
    );
    const both = original && this.#options.completionsOnBoth() ? original.actions.filter((action) => action.startsWith('COMPLETE_')) : [];
    const actions = [...own, ...both];
    return String(actions) === String(interaction.actions) ? interaction : { ...interaction, actions };
  }

  #isAnnounced(id: string): boolean {
    return [...this.#announced.values()].includes(id);
  }

  #erase(id: string): void {
    this.#all.delete(id);
  }

  #emit(interaction: Interaction, previous: Interaction | null, reason: EventReason): void {
    this.#options.changed({ interaction, previous, reason, at: this.#options.engine.now() });
  }

  #newId(): string {
    return `Call_${++this.#made}`;
  }
}

const BLANK: Omit<Interaction, 'id' | 'extension' | 'agentId' | 'createdAt' | 'actions'> = {
  callId: null,
  status: 'NEW',
  isIncoming: false,
  parties: [],
  numbers: [],
  callType: 'UNKNOWN',
  ani: '',
  dnis: '',
  conference: false,
  conferenceOwner: null,
  muted: false,
  rings: false,
  cause: '',
  data: [],
  initialId: null,
  intent: null,
  consultIds: [],
  tReasons: [],
  tExtensions: [],
  endedAt: null,
};

const SHOWN: readonly (keyof Interaction)[] = [
  'agentId',
  'parties',
  'callType',
  'conferenceOwner',
  'muted',
  'data',
  'initialId',
  'consultIds',
  'actions',
  'dnis',
];

function isDifferent(previous: Interaction | null, next: Interaction): boolean {
  return previous === null || SHOWN.some((name) => JSON.stringify(previous[name]) !== JSON.stringify(next[name]));
}
