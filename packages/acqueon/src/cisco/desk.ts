import { ownParticipant, type DialogAction, type DialogPicture, type Participant, type Seen } from '@cordboard/core';
import type { CallNews, CallTopic } from './call.js';

/** A call that is on the desk, and where its events come. */
export interface DeskCall extends CallNews {
  readonly topic: CallTopic;
}

/** Calls that are over are remembered, so that an old report does not bring one back; the last so many. */
const REMEMBERED = 100;

/**
 * The calls that the bus has told of. It is here because two rules are about more than one call: a held call may be joined to the active one,
 * whichever of them the platform offers that on (consult-a-call), and a call's requests go out on the topic its events came on.
 */
export class Desk {
  readonly #calls = new Map<string, DeskCall>();
  readonly #over = new Map<string, number>();
  #doubted = new Set<string>();
  readonly #controllers = new Map<string, Participant['controller']>();

  get(id: string): DeskCall | undefined {
    return this.#calls.get(id);
  }

  get all(): readonly DeskCall[] {
    return [...this.#calls.values()];
  }

  /** The call that a held one would be joined with: the active one, else one that is being dialled. */
  get partner(): DeskCall | undefined {
    const legs = this.all.map((call) => ({ call, state: ownParticipant(call.seen.picture)?.state }));
    const dialling = legs.find(({ state }) => state === 'initiating' || state === 'initiated');
    return (legs.find(({ state }) => state === 'active') ?? dialling)?.call;
  }

  /**
   * Takes the news and returns the ids of the calls whose picture it changes: the call's own, and those it can now be joined with. News that
   * are older than what is known change nothing.
   */
  put(call: DeskCall): readonly string[] {
    if (this.#isOld(call)) return [];
    const before = this.#joinable();
    this.#doubted.delete(call.id);
    if (call.over) this.#remove(call);
    else this.#calls.set(call.id, call);
    const after = this.#joinable();
    const changed = new Set([call.id]);
    for (const id of this.#calls.keys()) if (before.get(id) !== after.get(id)) changed.add(id);
    return [...changed];
  }

  /** Nothing was heard for a while: what has become of the calls that are here is not known. */
  doubt(): void {
    for (const [id, call] of this.#calls) this.#calls.set(id, { ...call, seen: { ...call.seen, suspect: true } });
    this.#doubted = new Set(this.#calls.keys());
  }

  /** Lets go of calls that have not been heard of since. */
  dropDoubted(): void {
    for (const id of this.#doubted) this.#calls.delete(id);
  }

  clear(): void {
    this.#calls.clear();
    this.#doubted.clear();
    this.#controllers.clear();
  }

  /** Who may add parties to a conference is told to nobody; who began one knows it, and who was refused as another. */
  setController(id: string, controller: 'yes' | 'no'): void {
    if (this.#calls.has(id)) this.#controllers.set(id, controller);
  }

  /** The call as the agent may act on it. */
  seen(id: string): Seen<DialogPicture> | undefined {
    const call = this.#calls.get(id);
    if (!call) return undefined;
    const { seen } = call;
    const joins = (this.#joinable().get(id) ?? '').split(' ').filter(Boolean) as DialogAction[];
    const controller = this.#controllers.get(id) ?? 'unknown';
    const participants = seen.picture.participants.map((party): Participant =>
      party.own ? { ...party, controller, actions: [...party.actions.filter((action) => !isJoin(action)), ...joins] } : party,
    );
    return { ...seen, picture: { ...seen.picture, participants } };
  }

  #isOld({ id, seen: { at } }: DeskCall): boolean {
    const known = this.#calls.get(id)?.seen.at;
    const ended = this.#over.get(id);
    return at !== undefined && ((known !== undefined && at < known) || (ended !== undefined && at <= ended));
  }

  #remove({ id, seen }: DeskCall): void {
    this.#calls.delete(id);
    this.#controllers.delete(id);
    if (seen.at !== undefined) this.#over.set(id, seen.at);
    for (const oldest of this.#over.keys()) {
      if (this.#over.size <= REMEMBERED) break;
      this.#over.delete(oldest);
    }
  }

  // Which joins each call of the agent offers: held ones those that they or the other call have. Joined, to be compared.
  #joinable(): ReadonlyMap<string, string> {
    const { partner } = this;
    const active = ownParticipant(partner?.seen.picture)?.state === 'active';
    return new Map(
      this.all.map((call) => {
        const offered = partner && ownParticipant(call.seen.picture)?.state === 'held' ? [...joinsOf(call), ...joinsOf(partner)] : [];
        // Nobody is taken into a conference before they have answered (consult-a-call), whatever is offered.
        return [call.id, [...new Set(offered)].filter((join) => active || join !== 'conference').join(' ')] as const;
      }),
    );
  }
}

function isJoin(action: DialogAction): boolean {
  return action === 'conference' || action === 'transfer';
}

function joinsOf({ seen }: DeskCall): readonly DialogAction[] {
  return ownParticipant(seen.picture)?.actions.filter(isJoin) ?? [];
}
