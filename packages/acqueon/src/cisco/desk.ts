import type { DialogAction, DialogPicture, Participant, Seen } from '@cordboard/core';
import { ownParticipant } from '@cordboard/core';
import type { CallNews, CallTopic } from './call.js';

/** A call that is on the desk, and where its events come. */
export interface DeskCall extends CallNews {
  readonly topic: CallTopic;
}

const JOINS: readonly DialogAction[] = ['conference', 'transfer'];

/**
 * The calls that the bus has told of. It is here because two rules are about more than one call: a held call may be joined to the active one,
 * whichever of them the platform offers that on (consult-a-call), and a call's requests go out on the topic its events came on.
 */
export class Desk {
  readonly #calls = new Map<string, DeskCall>();

  get(id: string): DeskCall | undefined {
    return this.#calls.get(id);
  }

  get all(): readonly DeskCall[] {
    return [...this.#calls.values()];
  }

  /** Takes the news and returns the ids of the calls whose picture it changes: the call's own, and those it can now be joined with. */
  put(call: DeskCall): readonly string[] {
    const before = this.#joinable();
    if (call.over) this.#calls.delete(call.id);
    else this.#calls.set(call.id, call);
    const after = this.#joinable();
    const changed = new Set([call.id]);
    for (const id of this.#calls.keys()) if (before.get(id) !== after.get(id)) changed.add(id);
    return [...changed];
  }

  clear(): void {
    this.#calls.clear();
  }

  /** The call as the agent may act on it. */
  seen(id: string): Seen<DialogPicture> | undefined {
    const call = this.#calls.get(id);
    if (!call) return undefined;
    const joins = this.#joinable().get(id);
    const { seen } = call;
    const own = ownParticipant(seen.picture);
    if (joins === undefined || own === undefined) return seen;
    const actions = [...own.actions.filter((action) => !JOINS.includes(action)), ...(joins.split(' ') as DialogAction[]).filter(Boolean)];
    const participants = seen.picture.participants.map((party): Participant => (party.own ? { ...party, actions } : party));
    return { ...seen, picture: { ...seen.picture, participants } };
  }

  // Which joins each call of the agent offers, the held ones those that the active call has. Joined, to be compared.
  #joinable(): ReadonlyMap<string, string> {
    const owns = [...this.#calls].map(([id, { seen }]) => ({ id, own: ownParticipant(seen.picture) }));
    const offered = (own: Participant | undefined): DialogAction[] => JOINS.filter((join) => own?.actions.includes(join));
    const active = owns.find(({ own }) => own?.state === 'active');
    return new Map(
      owns.map(({ id, own }) => {
        const held = own?.state === 'held';
        const joins = held && active ? new Set([...offered(own), ...offered(active.own)]) : new Set<DialogAction>();
        return [id, [...joins].join(' ')] as const;
      }),
    );
  }
}
