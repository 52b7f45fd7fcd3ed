import { xmlObject, type Xml } from './xml.js';

/** Answer to a request for a node; `undefined` is success. */
export type NodeAnswer =
  | undefined
  | { readonly error: { readonly errorType: string; readonly errorMessage: string } }
  | Readonly<Partial<Record<'subscribe' | 'unsubscribe', { readonly content: string; readonly object: Xml }>>>;

/** The page's stream, as far as nodes go: see `XmppStream.node`. */
export type AskNode = (verb: 'subscribe' | 'unsubscribe', node: string) => Promise<string | null | undefined>;

interface NodeState {
  readonly holders: Set<string>;
  /** What is under way, or `idle` when `active` tells all. */
  busy: 'subscribing' | 'unsubscribing' | undefined;
  active: boolean;
  readonly waiting: { readonly holder: string; readonly answer: (answer: NodeAnswer) => void }[];
}

const NOT_CONNECTED = { error: { errorType: 'Not connected', errorMessage: 'The page has no connection to the notification service.' } };
const DISCONNECTED = { error: { errorType: 'Disconnected', errorMessage: 'The connection was lost before the answer.' } };

/**
 * The explicit subscriptions of all gadgets, counted over the page's one connection: one real subscription per node, taken for the first who asks
 * and given up when the last one leaves. Who asks while it is being given up waits, and then has it taken anew.
 */
export class NodeSubscriptions {
  readonly #nodes = new Map<string, NodeState>();
  #ask: AskNode | undefined;

  /** The nodes that are held, with how many hold each. */
  get held(): ReadonlyMap<string, number> {
    return new Map([...this.#nodes].filter(([, { active }]) => active).map(([node, { holders }]) => [node, holders.size]));
  }

  /** A connection is up, or with `undefined` lost. All that was held is forgotten: whoever wants a node asks again. */
  connected(ask: AskNode | undefined): void {
    this.#ask = ask;
    const states = [...this.#nodes.values()];
    this.#nodes.clear();
    for (const { waiting } of states) for (const { answer } of waiting.splice(0)) answer(DISCONNECTED);
  }

  /** Takes part in a node. `holder` names this one share of it. */
  subscribe(node: string, holder: string): Promise<NodeAnswer> {
    if (!this.#ask) return Promise.resolve(NOT_CONNECTED);
    const state = this.#state(node);
    if (state.active && !state.busy) {
      state.holders.add(holder);
      return Promise.resolve(undefined);
    }
    return new Promise((answer) => {
      state.waiting.push({ holder, answer });
      if (!state.busy) void this.#take(node, state, this.#ask!);
    });
  }

  /** Gives a share up. Settles when the node is left, or at once when others still hold it. */
  async unsubscribe(node: string, holder: string): Promise<NodeAnswer> {
    if (!this.#ask) return NOT_CONNECTED;
    const state = this.#nodes.get(node);
    // A share that is still waited for is given up as well; who waits for it is told as if it had been had.
    const waited = state?.waiting.findIndex((each) => each.holder === holder) ?? -1;
    if (state && waited >= 0) for (const { answer } of state.waiting.splice(waited, 1)) answer(undefined);
    if (!state?.holders.delete(holder) || state.holders.size > 0 || state.busy) return undefined;
    return this.#leave(node, state, this.#ask);
  }

  /** Gives up every share whose holder begins with these letters: those of a frame that is gone. */
  drop(prefix: string): void {
    for (const [node, { holders, waiting }] of this.#nodes) {
      const names = [...holders, ...waiting.map(({ holder }) => holder)].filter((holder) => holder.startsWith(prefix));
      for (const holder of names) void this.unsubscribe(node, holder);
    }
  }

  async #take(node: string, state: NodeState, ask: AskNode): Promise<void> {
    state.busy = 'subscribing';
    const refusal = await ask('subscribe', node);
    if (this.#nodes.get(node) !== state) return;
    state.busy = undefined;
    const asked = state.waiting.splice(0);
    if (refusal === undefined) {
      state.active = true;
      for (const { holder } of asked) state.holders.add(holder);
    } else {
      this.#nodes.delete(node);
    }
    for (const { answer } of asked) answer(refusal === undefined ? undefined : refused('subscribe', refusal));
    if (state.active && state.holders.size === 0) await this.#leave(node, state, ask);
  }

  async #leave(node: string, state: NodeState, ask: AskNode): Promise<NodeAnswer> {
    state.busy = 'unsubscribing';
    state.active = false;
    const refusal = await ask('unsubscribe', node);
    if (this.#nodes.get(node) === state) {
      state.busy = undefined;
      if (state.waiting.length > 0) void this.#take(node, state, ask);
      else this.#nodes.delete(node);
    }
    return refusal === undefined ? undefined : refused('unsubscribe', refusal);
  }

  #state(node: string): NodeState {
    const known = this.#nodes.get(node);
    if (known) return known;
    const state: NodeState = { holders: new Set(), busy: undefined, active: false, waiting: [] };
    this.#nodes.set(node, state);
    return state;
  }
}

function refused(verb: 'subscribe' | 'unsubscribe', content: string | null): NodeAnswer {
  if (content === null) return DISCONNECTED;
  return { [verb]: { content, object: xmlObject(content) ?? null } };
}
