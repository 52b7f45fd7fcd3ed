import type { Clock } from '../../engine/index.js';

/** A client's session. */
export interface BridgeSession {
  readonly id: string;
  /** Whose it is. */
  readonly agentId: string;
}

interface Entry extends BridgeSession {
  /** By the wire's clock. */
  expires: number;
}

/** Name of the cookie that may carry the session's id instead of the address. */
export const SESSION_COOKIE = 'AISSESSION';

/** The sessions that are open. One that is not used for its time to live is over. */
export class Sessions {
  readonly #clock: Clock;
  readonly #newId: () => string;
  readonly #ttlSeconds: () => number;
  readonly #ended: (session: BridgeSession) => void;
  readonly #all = new Map<string, Entry>();

  constructor(options: {
    readonly clock: Clock;
    readonly newId: () => string;
    readonly ttlSeconds: () => number;
    /** Told of every end. */
    readonly ended: (session: BridgeSession) => void;
  }) {
    this.#clock = options.clock;
    this.#newId = options.newId;
    this.#ttlSeconds = options.ttlSeconds;
    this.#ended = options.ended;
  }

  open(agentId: string): { readonly session: BridgeSession; readonly ttlSeconds: number } {
    const ttlSeconds = this.#ttlSeconds();
    const entry: Entry = { id: `s-${this.#newId()}`, agentId, expires: this.#clock.now() + ttlSeconds * 1000 };
    this.#all.set(entry.id, entry);
    this.#watch(entry);
    return { session: entry, ttlSeconds };
  }

  /** The open session that a request names, in its address or else by its cookie; looking does not prolong it. */
  peek(request: Request): BridgeSession | undefined {
    const sid = new URL(request.url).searchParams.get('sid') ?? cookieOf(request);
    const entry = sid === undefined ? undefined : this.#all.get(sid);
    return entry && entry.expires > this.#clock.now() ? entry : undefined;
  }

  /** The same, and it lives on from now. */
  use(request: Request): BridgeSession | undefined {
    const session = this.peek(request);
    const entry = session && this.#all.get(session.id);
    if (entry) entry.expires = this.#clock.now() + this.#ttlSeconds() * 1000;
    return session;
  }

  /** Whether an agent has one. */
  has(agentId: string): boolean {
    return [...this.#all.values()].some((entry) => entry.agentId === agentId);
  }

  end(id: string): void {
    const entry = this.#all.get(id);
    if (!entry) return;
    this.#all.delete(id);
    this.#ended(entry);
  }

  /** Ends those of some agents; returns how many. */
  endOf(concerns: (agentId: string) => boolean): number {
    const hit = [...this.#all.values()].filter(({ agentId }) => concerns(agentId));
    for (const { id } of hit) this.end(id);
    return hit.length;
  }

  #watch(entry: Entry): void {
    this.#clock.after(entry.expires - this.#clock.now(), () => {
      if (this.#all.get(entry.id) !== entry) return;
      if (entry.expires <= this.#clock.now()) this.end(entry.id);
      else this.#watch(entry);
    });
  }
}

function cookieOf(request: Request): string | undefined {
  const pairs = (request.headers.get('Cookie') ?? '').split(';').map((pair) => pair.trim().split('=', 2));
  return pairs.find(([name]) => name === SESSION_COOKIE)?.[1];
}
