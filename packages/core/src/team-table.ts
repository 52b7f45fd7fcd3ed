import type { ServerTime, TeamMember, TeamView } from './model.js';
import type { Seen, TeamRead, TopicReport } from './port.js';
import { share } from './share.js';

interface Entry {
  member: TeamMember;
  /** Where it stands in the list; not valid while the membership is new. */
  place: number;
  /** Newest server time seen of the member. */
  at: ServerTime | undefined;
  /** Monotonic milliseconds of the last report. */
  seenAt: number;
}

/**
 * The members of one team. Unlike the client's state it is changed in place, because thousands of members change hundreds of times a
 * second; what it gives away are copies, of which unchanged members are the same objects.
 */
export class TeamTable {
  readonly #entries = new Map<string, Entry>();
  /** Those who left since the last read: what was on its way then must not bring them back. */
  #left = new Map<string, Pick<Entry, 'at' | 'seenAt'>>();
  #name: string | undefined;
  #ids: readonly string[] = [];
  #members: TeamMember[] = [];
  #isMembershipNew = false;
  #isRead = false;

  /** Takes a member's picture unless a newer one is held. True: something changed. */
  see({ picture, at }: Seen<TeamMember>, time: number): boolean {
    const { id } = picture;
    const entry = this.#entries.get(id);
    if (entry) {
      if (isOlder(at, entry.at)) return false;
      return this.#keep(entry, picture, at, time);
    }
    const left = this.#left.get(id);
    if (left?.at !== undefined && at !== undefined && at <= left.at) return false;
    this.#add(picture, at, time);
    return true;
  }

  /** Takes a member off, unless the news is older than what is held. True: something changed. */
  leave({ memberId, at }: Extract<TopicReport, { type: 'member-left' }>, time: number): boolean {
    const entry = this.#entries.get(memberId);
    if (!entry || isOlder(at, entry.at)) return false;
    this.#remove(memberId, at ?? entry.at, time);
    return true;
  }

  /** Takes a read of the whole: members it does not list go, but for those who came since it began. */
  read({ readAt, name, members }: TeamRead, time: number): void {
    this.#name = name;
    this.#left = new Map([...this.#left].filter(([, { seenAt }]) => seenAt > readAt));
    const listed = new Set<string>();
    // The first read brings the order with it.
    const early = new Map(this.#isRead ? [] : this.#entries);
    if (!this.#isRead) this.#entries.clear();
    for (const seen of members) {
      const { id } = seen.picture;
      listed.add(id);
      const entry = this.#entries.get(id) ?? early.get(id);
      const left = this.#left.get(id);
      if (left && !isOlder(left.at, seen.at)) continue;
      if (!entry) this.#add(seen.picture, seen.at, time);
      else {
        this.#entries.set(id, entry);
        this.#readOne(entry, seen, readAt, time);
      }
    }
    for (const [id, entry] of early) this.#entries.set(id, entry);
    for (const [id, { at, seenAt }] of this.#entries) if (!listed.has(id) && seenAt < readAt) this.#remove(id, at, time);
    this.#isRead = true;
    this.#isMembershipNew = true;
  }

  /** What there is, as it may be given away. */
  picture(): Pick<TeamView, 'name' | 'memberIds' | 'members'> {
    if (this.#isMembershipNew) this.#line();
    return { ...(this.#name !== undefined && { name: this.#name }), memberIds: this.#ids, members: this.#members.slice() };
  }

  #line(): void {
    this.#isMembershipNew = false;
    const entries = [...this.#entries.values()];
    entries.forEach((entry, place) => (entry.place = place));
    this.#members = entries.map(({ member }) => member);
    const isSame = entries.length === this.#ids.length && entries.every(({ member }, place) => member.id === this.#ids[place]);
    if (!isSame) this.#ids = [...this.#entries.keys()];
  }

  // What was reported since the read began stands, unless the read plainly knows more.
  #readOne(entry: Entry, { picture, at }: Seen<TeamMember>, readAt: number, time: number): void {
    if (isOlder(at, entry.at) || (entry.seenAt > readAt && !isOlder(entry.at, at))) return;
    this.#keep(entry, picture, at, time);
  }

  #keep(entry: Entry, picture: TeamMember, at: ServerTime | undefined, time: number): boolean {
    const was = entry.member;
    entry.member = share(was, picture);
    if (!this.#isMembershipNew) this.#members[entry.place] = entry.member;
    entry.at = at ?? entry.at;
    entry.seenAt = time;
    return entry.member !== was;
  }

  #add(member: TeamMember, at: ServerTime | undefined, time: number): void {
    this.#entries.set(member.id, { member, place: -1, at, seenAt: time });
    this.#left.delete(member.id);
    this.#isMembershipNew = true;
  }

  #remove(id: string, at: ServerTime | undefined, seenAt: number): void {
    this.#entries.delete(id);
    this.#left.set(id, { at, seenAt });
    this.#isMembershipNew = true;
  }
}

function isOlder(a: ServerTime | undefined, b: ServerTime | undefined): boolean {
  return a !== undefined && b !== undefined && a < b;
}
