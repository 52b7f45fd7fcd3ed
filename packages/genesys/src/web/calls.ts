import type { KeyValue } from '../ais/values.js';
import { attributesOfCall, isReleased, lists, type WebCall } from './call.js';

interface Known {
  readonly call: WebCall;
  readonly isIncoming: boolean | undefined;
  readonly began: number | undefined;
}

const MOST_CONSULTS = 50;

/** The agent's calls as they were last told, with what single messages leave out. */
export class WebCalls {
  readonly #completes: boolean;
  readonly #known = new Map<string, Known>();
  readonly #consults = new Map<string, readonly string[]>();

  /** `completes`: a call that is over stays until it has been put into the history. */
  constructor(completes: boolean) {
    this.#completes = completes;
  }

  get(id: string): WebCall | undefined {
    return this.#known.get(id)?.call;
  }

  /** A call as it is now; `at` is the platform's time, where it is known. Gives the attributes of the interaction. */
  keep(call: WebCall, at: number | undefined): readonly KeyValue[] {
    const { id, parentId, duration } = call;
    const before = this.#known.get(id);
    const began = before?.began ?? (at === undefined || duration === undefined ? undefined : at - duration * 1000);
    const isIncoming = before?.isIncoming ?? directionOf(call);
    if (parentId !== undefined) this.#link(parentId, id);
    this.#known.set(id, { call, isIncoming, began });
    const attributes = attributesOfCall(call, { isIncoming, began, consults: this.#consults.get(id) ?? [], completes: this.#completes });
    if (isReleased(call) && !this.#completes) this.remove(id);
    return attributes;
  }

  /** What is kept of a call, as attributes; `undefined` for one that is not known. */
  attributes(id: string): readonly KeyValue[] | undefined {
    const known = this.#known.get(id);
    if (!known) return undefined;
    const { call, ...facts } = known;
    return attributesOfCall(call, { ...facts, consults: this.#consults.get(id) ?? [], completes: this.#completes });
  }

  /** All calls were read: others are gone, but for those that are over and wait to be completed, which the platform lists no more. */
  listed(ids: ReadonlySet<string>): readonly string[] {
    for (const [id, { call }] of [...this.#known]) if (!ids.has(id) && !isReleased(call)) this.remove(id);
    return [...this.#known.keys()].filter((id) => !ids.has(id));
  }

  remove(id: string): void {
    this.#known.delete(id);
    this.#consults.delete(id);
  }

  clear(): void {
    this.#known.clear();
    this.#consults.clear();
  }

  /** The call of which a completion is asked: the consult that lists it, else any consult of the call, else the call itself. */
  completedBy(id: string, operation: string): WebCall | undefined {
    const consults = [...this.#known.values()].map(({ call }) => call).filter(({ parentId }) => parentId === id);
    return consults.find((call) => lists(call, operation)) ?? consults.at(-1) ?? this.get(id);
  }

  /** The other call of a swap: the one that talks. */
  talkingBeside(id: string): WebCall | undefined {
    return [...this.#known.values()].map(({ call }) => call).find((call) => call.id !== id && call.state.toLowerCase() === 'established');
  }

  #link(parentId: string, id: string): void {
    const before = this.#consults.get(parentId) ?? [];
    if (!before.includes(id)) this.#consults.set(parentId, [...before, id].slice(-MOST_CONSULTS));
  }
}

// No field tells who called: what a call begins as does, or its type where that is relative to this side.
function directionOf({ state, callType, parentId }: WebCall): boolean | undefined {
  const [now, type] = [state.toLowerCase(), callType?.toLowerCase()];
  if (now === 'ringing' || type === 'inbound') return true;
  return now === 'dialing' || type === 'outbound' || parentId !== undefined ? false : undefined;
}
