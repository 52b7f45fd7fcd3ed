import type { AgentState, TeamMember, TeamView } from '@cordboard/core';
import { fold } from '../internal/fold.js';

/** Columns that rows can be ordered by. */
export type SortColumn = 'name' | 'state' | 'time';

/** States that a supervisor counts and looks for together. */
export type StateGroup = 'talking' | 'hold' | 'work' | 'reserved' | 'ready' | 'not-ready' | 'signed-out' | 'unknown';

/** Every group, in the order in which rows are put by state: those at work first. */
export const GROUPS: readonly StateGroup[] = ['talking', 'hold', 'work', 'reserved', 'ready', 'not-ready', 'signed-out', 'unknown'];

const GROUP_OF: Readonly<Partial<Record<AgentState, StateGroup>>> = {
  'reserved-outbound': 'reserved',
  'reserved-outbound-preview': 'reserved',
  'work-ready': 'work',
};

/** Newcomers up to this many find their place one by one; more than that are sorted anew with all the others. */
const FEW = 50;

/** The group a state belongs to. */
export function groupOf(state: AgentState): StateGroup {
  return GROUP_OF[state] ?? (state as StateGroup);
}

/** A member's name as it is shown: the id, where the platform tells no name, or one of nothing but blanks. */
export function nameOf({ id, firstName, lastName }: TeamMember): string {
  return [firstName, lastName].filter((part) => part?.trim()).join(' ') || id;
}

/** What is wanted of the rows. */
export interface Wanted {
  readonly by: SortColumn;
  /** Against the column's own direction: names from A, states as in {@link GROUPS}, times with the longest first. */
  readonly reversed: boolean;
  readonly search: string;
  readonly group: StateGroup | undefined;
}

/**
 * Which members are shown, and in which order. States change a thousand times a second, so rows are put into order only when told to
 * (`arrange`); in between whoever comes finds a place, whoever goes leaves one, and nobody else moves.
 */
export class Arrangement {
  /** Ids of those shown, in order. */
  ids: readonly string[] = [];
  #wanted: Wanted = { by: 'name', reversed: false, search: '', group: undefined };
  #memberIds: readonly string[] = [];
  #members: readonly TeamMember[] = [];
  #places: ReadonlyMap<string, number> = new Map();
  readonly #collator = new Intl.Collator(undefined, { numeric: true });

  /** The member as last told; `undefined` for one who has left. */
  member(id: string): TeamMember | undefined {
    return this.#members[this.#places.get(id) ?? -1];
  }

  /** Follows the team. Costs next to nothing as long as nobody comes or goes. */
  follow({ memberIds, members }: TeamView): void {
    this.#members = members;
    if (memberIds === this.#memberIds) return;
    const known = this.#places;
    this.#memberIds = memberIds;
    this.#places = new Map(memberIds.map((id, place) => [id, place]));
    const newcomers = memberIds.filter((id) => !known.has(id));
    if (newcomers.length > FEW) return this.arrange();
    const ids = this.ids.filter((id) => this.#places.has(id));
    for (const id of newcomers) if (this.#isWanted(id)) ids.splice(this.#placeFor(id, ids), 0, id);
    this.ids = ids;
  }

  /** Takes other wishes, or the same again, and puts all rows into order. */
  arrange(wanted: Wanted = this.#wanted): void {
    this.#wanted = wanted;
    // What rows are compared by is worked out once per row, not once per comparison.
    const keys = this.#memberIds.filter((id) => this.#isWanted(id)).map((id) => this.#keyOf(id));
    this.ids = keys.sort((a, b) => this.#compare(a, b)).map(({ id }) => id);
  }

  #isWanted(id: string): boolean {
    const { search, group } = this.#wanted;
    const member = this.member(id);
    if (!member || (group && groupOf(member.state) !== group)) return false;
    return search === '' || [nameOf(member), id, member.extension ?? ''].some((text) => fold(text).includes(search));
  }

  #placeFor(id: string, ids: readonly string[]): number {
    const key = this.#keyOf(id);
    let [from, to] = [0, ids.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#compare(this.#keyOf(ids[middle]!), key) <= 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  #keyOf(id: string): Key {
    const member = this.member(id)!;
    // A time that nobody knows comes last.
    return { id, name: nameOf(member), rank: GROUPS.indexOf(groupOf(member.state)), since: member.since ?? Infinity };
  }

  #compare(a: Key, b: Key): number {
    const { by, reversed } = this.#wanted;
    const byTime = a.since === b.since ? 0 : a.since - b.since;
    const first = by === 'name' ? 0 : by === 'state' ? a.rank - b.rank || byTime : byTime;
    return (first || this.#collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1)) * (reversed ? -1 : 1);
  }
}

interface Key {
  readonly id: string;
  readonly name: string;
  readonly rank: number;
  readonly since: number;
}
