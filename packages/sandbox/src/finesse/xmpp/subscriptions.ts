import { API } from '../codec/common.js';
import { parseJid } from './jid.js';

/** One explicit subscription. They belong to the account, so they outlive the session that made them. */
export interface Subscription {
  readonly node: string;
  /** Address as the client gave it: bare for all its sessions, full for one. */
  readonly jid: string;
  readonly local: string;
  /** `''` for all sessions of the account. */
  readonly resource: string;
  readonly subid: string;
}

/** The explicit subscriptions of all accounts. */
export class Subscriptions {
  readonly #byNode = new Map<string, Subscription[]>();
  #made = 0;

  /** Subscribes an address to a node. Doing so again gives the subscription there is. */
  add(node: string, jid: string): Subscription {
    const { local, resource } = parseJid(jid);
    const list = this.#byNode.get(node) ?? [];
    const known = list.find((each) => each.local === local && each.resource === resource);
    if (known) return known;
    const subscription: Subscription = { node, jid, local, resource, subid: `s${++this.#made}` };
    this.#byNode.set(node, [...list, subscription]);
    return subscription;
  }

  /** Ends a subscription; `false` when there is none. */
  remove(node: string, jid: string, subid?: string): boolean {
    const { local, resource } = parseJid(jid);
    const list = this.#byNode.get(node) ?? [];
    const rest = list.filter((each) => each.local !== local || each.resource !== resource || (subid !== undefined && each.subid !== subid));
    if (rest.length > 0) this.#byNode.set(node, rest);
    else this.#byNode.delete(node);
    return rest.length < list.length;
  }

  /** All subscriptions of an account, of one node if given. */
  of(local: string, node?: string): readonly Subscription[] {
    const lists = node === undefined ? [...this.#byNode.values()] : [this.#byNode.get(node) ?? []];
    return lists.flat().filter((each) => each.local === local);
  }

  /** How a session is to be addressed for a node it asked for; `undefined` when it did not. */
  match(node: string, local: string, resource: string): 'bare' | 'full' | undefined {
    const mine = (this.#byNode.get(node) ?? []).filter((each) => each.local === local);
    if (mine.some((each) => each.resource === resource)) return 'full';
    return mine.some((each) => each.resource === '') ? 'bare' : undefined;
  }

  clear(): void {
    this.#byNode.clear();
  }
}

/** Nodes that every session of an account receives without asking. */
export function isAutomatic(node: string, id: string): boolean {
  const own = `${API}/User/${id}`;
  return node === own || node === `${own}/Dialogs` || node === `${API}/SystemInfo`;
}
