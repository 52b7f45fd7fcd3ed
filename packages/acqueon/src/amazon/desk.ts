import type { ParticipantState, ServerTime } from '@cordboard/core';
import type { Leg } from './leg.js';
import { bare, CONSULT_DROP, SWAP } from './words.js';

/** A leg with what its earlier events told of it. */
export interface HeldLeg extends Omit<Leg, 'state'> {
  readonly state: ParticipantState;
  /** It was offered as a contact of a campaign. */
  readonly offered: boolean;
  /** The agent has been on the line. */
  readonly wasActive: boolean;
  /** What the dialler found at the other end, as written. */
  readonly detected: string | undefined;
  /** The agent has wrapped it up, or could. */
  readonly wasClearable: boolean;
  /** It has ended, and nothing can be done with it any more. */
  readonly finished: boolean;
}

/** A call of the agent, put together from its legs: what becomes one dialog. */
export interface DeskCall {
  readonly id: string;
  /** The customer's leg, or the consulted party's; the agent's own while that is all there is. */
  readonly party: HeldLeg;
  /** The agent's own leg; a campaign's calls have none. */
  readonly agent: HeldLeg | undefined;
  /** For a consult: the call it belongs to. */
  readonly originalId: string | undefined;
  /** Whoever was consulted and is on the line with the customer now. */
  readonly joined: HeldLeg | undefined;
  /** Bare names of the buttons of the whole group that are about two calls, wherever they stand. */
  readonly joins: ReadonlySet<string>;
  /** Whether one of the two calls of the group is known to be held. */
  readonly oneHeld: boolean;
  /** The newest time that an event of the group had. It never goes back, whoever leaves. */
  readonly newest: ServerTime | undefined;
}

const DETECTED = /^(human|machine)$/i;
const JOINS = [SWAP, CONSULT_DROP, 'transfer', 'conference'];

/**
 * The legs that the bus has told of, and the calls they make. A routed call is one contact with a leg for the agent, one for the customer,
 * and one for whoever else was called from it. A campaign's requests name no call, so there is one such call at a time, and one consult.
 */
export class Desk {
  readonly #legs = new Map<string, HeldLeg>();
  readonly #newest = new Map<string, ServerTime>();
  #last: string | undefined;

  /**
   * Takes one event's leg. An event of a routed call that is older than what its leg last said is late, and changes nothing; what the times
   * of a campaign's events are is not documented.
   */
  put(leg: Leg): void {
    const key = keyOf(leg);
    const known = this.#legs.get(key);
    if (leg.topic === 'InboundCall' && (leg.since ?? Infinity) < (known?.since ?? -Infinity)) return;
    const group = groupOf(leg);
    if (leg.since !== undefined) this.#newest.set(group, Math.max(leg.since, this.#newest.get(group) ?? leg.since));
    if (leg.topic === 'OutboundCall' && leg.role === 'customer') this.#endOthers(leg);
    const said = JSON.stringify({ ...leg, buttons: [...leg.buttons.keys()] });
    this.#legs.set(key, held(leg, known, said === this.#last));
    this.#last = said;
    this.#forgetEnded(key);
    this.#forgetTimes();
  }

  /** Takes the answer that lists the legs of one topic: those it does not list are gone. */
  putAll(topic: Leg['topic'], legs: readonly Leg[]): void {
    const listed = new Set(legs.map(keyOf));
    for (const [key, leg] of this.#legs) if (leg.topic === topic && !listed.has(key)) this.#legs.delete(key);
    for (const leg of legs) this.put(leg);
  }

  /** Takes a call off the desk, with all of its legs. */
  end(id: string): void {
    const call = this.get(id);
    for (const [key, leg] of this.#legs) if (leg === call?.party || leg === call?.agent || leg === call?.joined) this.#legs.delete(key);
  }

  clear(): void {
    this.#legs.clear();
    this.#newest.clear();
  }

  /** The leg of whoever is consulted from a campaign's call, joined or not. */
  get consult(): HeldLeg | undefined {
    return [...this.#legs.values()].find(({ role }) => role === 'consult');
  }

  get(id: string): DeskCall | undefined {
    return this.calls.find((call) => call.id === id);
  }

  get calls(): readonly DeskCall[] {
    const groups = new Map<string, HeldLeg[]>();
    for (const leg of this.#legs.values()) groups.set(groupOf(leg), [...(groups.get(groupOf(leg)) ?? []), leg]);
    return [...groups].flatMap(([group, legs]) => callsOf(legs, this.#newest.get(group)));
  }

  #forgetTimes(): void {
    const groups = new Set([...this.#legs.values()].map(groupOf));
    for (const group of this.#newest.keys()) if (!groups.has(group)) this.#newest.delete(group);
  }

  // The agent is free for another contact, so the one before is over.
  #endOthers(leg: Leg): void {
    for (const [key, other] of this.#legs) {
      if (other.topic === leg.topic && other.role === leg.role && other.id !== leg.id) this.#legs.delete(key);
    }
  }

  // What is finished leaves. A campaign's call that has just dropped may still come to its wrap-up.
  #forgetEnded(key: string): void {
    const leg = this.#legs.get(key);
    if (!leg?.ended) return;
    if (leg.role === 'consult') this.#legs.delete(key);
    else if (leg.topic === 'OutboundCall') {
      if (leg.finished && leg.wasClearable) this.#legs.delete(key);
    } else {
      const contact = [...this.#legs].filter(([, other]) => groupOf(other) === groupOf(leg));
      const agents = contact.filter(([, { role }]) => role === 'agent');
      if ((agents.length > 0 ? agents : contact).every(([, { finished }]) => finished))
        for (const [each] of contact) this.#legs.delete(each);
      // Of two who were called the one that has left; the last stays for the agent's wrap-up.
      else if (contact.filter(([, { role }]) => role === leg.role).length > 1) this.#legs.delete(key);
    }
  }
}

function keyOf({ topic, id }: Pick<Leg, 'topic' | 'id'>): string {
  return `${topic} ${id}`;
}

function groupOf({ topic, contactId }: Pick<Leg, 'topic' | 'contactId'>): string {
  return topic === 'InboundCall' ? contactId : topic;
}

function held(leg: Leg, known: HeldLeg | undefined, isRepeated: boolean): HeldLeg {
  const state = leg.state ?? (isRepeated ? known?.state : undefined) ?? swapped(leg, known?.state);
  const couldClear = known?.buttons.has('clearcontact') ?? false;
  return {
    ...leg,
    state,
    offered: (known?.offered ?? false) || leg.state === 'alerting',
    wasActive: (known?.wasActive ?? false) || state === 'active' || state === 'held' || state === 'wrap-up',
    detected: DETECTED.test(leg.word) ? leg.word : known?.detected,
    wasClearable: (known?.wasClearable ?? false) || state === 'wrap-up' || leg.buttons.has('clearcontact'),
    // A wrap-up without buttons is one that has just been finished, or one that the platform does not offer to finish yet.
    finished: leg.ended && leg.buttons.size === 0 && (state !== 'wrap-up' || couldClear),
  };
}

// The event says that the sides have changed: the buttons tell which one this is now, or what it was before does.
function swapped({ buttons }: Leg, before: ParticipantState | undefined): ParticipantState {
  const canResume = buttons.has('resume');
  const canHold = buttons.has('hold') || buttons.has('sethold');
  if (canResume !== canHold) return canResume ? 'held' : 'active';
  return before === 'held' ? 'active' : before === 'active' ? 'held' : 'unknown';
}

function callsOf(legs: readonly HeldLeg[], newest: ServerTime | undefined): readonly DeskCall[] {
  const agent = legs.findLast(({ role }) => role === 'agent');
  const [customer, ...others] = legs.filter(({ role }) => role === 'customer');
  const party = customer ?? agent;
  const consults = [...others, ...legs.filter(({ role }) => role === 'consult')];
  const joins = new Set(JOINS.filter((name) => legs.some(({ buttons }) => buttons.has(name))));
  const joined = party && consults.find((leg) => isConference(leg, party, joins));
  const group = {
    joins,
    newest,
    oneHeld: legs.some(({ state }) => state === 'held') && consults.length > 0,
  };
  const id = party && (party.topic === 'InboundCall' ? party.contactId : party.id);
  const main: readonly DeskCall[] = party && id !== undefined ? [{ id, party, agent, originalId: undefined, joined, ...group }] : [];
  const besides = consults
    .filter((leg) => leg !== joined)
    .map((leg) => ({ id: leg.id, party: leg, agent: undefined, originalId: id, joined: undefined, ...group }));
  return [...main, ...besides];
}

// A campaign's events say so. Of a routed call no page does: everybody is on the line, and nothing is offered that would bring them there.
function isConference(leg: HeldLeg, party: HeldLeg, joins: ReadonlySet<string>): boolean {
  if (leg.topic === 'OutboundCall') return [leg, party].some(({ word }) => bare(word) === 'conference');
  return leg.state === 'active' && party.state === 'active' && joins.size === 0;
}
