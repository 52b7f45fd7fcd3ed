import type { Cancel, Clock } from '../../engine/index.js';
import type { PushEnd } from '../push.js';

/** A message of the protocol, either way. */
export type BayeuxMessage = Readonly<Record<string, unknown>>;

/** What a held `/meta/connect` ends with: the messages that go before its reply, or the end of its connection. */
export type ConnectOutcome = readonly BayeuxMessage[] | 'reset';

/** Longest time that a `/meta/connect` is held, in ms. */
export const HOLD_MS = 25_000;
/** Time without a `/meta/connect` after which a client is forgotten, in ms. */
export const PATIENCE_MS = 15_000;
/** Most messages that wait for a client; one more, and it has to begin again. */
export const MAX_WAITING = 1_000;

/** One client of the notifications: what it has subscribed to, what waits for it, and the request it waits on. */
export class BayeuxSession {
  readonly clientId: string;
  readonly agentId: string;
  readonly subscriptions: Set<string> = new Set();
  readonly #clock: Clock;
  readonly #forget: (session: BayeuxSession) => void;
  #waiting: BayeuxMessage[] = [];
  #held: ((outcome: ConnectOutcome) => void) | undefined;
  #socket: PushEnd | undefined;
  #due = false;
  #expiry: Cancel = () => undefined;

  constructor(options: {
    readonly clientId: string;
    readonly agentId: string;
    readonly clock: Clock;
    /** Told when nothing has been heard of it for too long, or it has fallen too far behind. */
    readonly forget: (session: BayeuxSession) => void;
  }) {
    this.clientId = options.clientId;
    this.agentId = options.agentId;
    this.#clock = options.clock;
    this.#forget = options.forget;
    this.#expectConnect();
  }

  /** Whether it has subscribed to a channel. */
  wants(channel: string): boolean {
    return [...this.subscriptions].some((pattern) => matches(pattern, channel));
  }

  /** Tells it of something on a channel. */
  tell(channel: string, data: unknown): void {
    if (this.#waiting.length >= MAX_WAITING) return this.#forget(this);
    this.#waiting.push({ channel, data });
    if (this.#due) return;
    this.#due = true;
    // What happens together is told together.
    queueMicrotask(() => this.#flush());
  }

  /** Holds a `/meta/connect` until there is something to tell, its time is over, or another takes its place. */
  connect(holdMs: number, signal?: AbortSignal): Promise<ConnectOutcome> {
    this.#settle([]);
    this.#expiry();
    if (holdMs === 0 || this.#waiting.length > 0) {
      this.#expectConnect();
      return Promise.resolve(this.#take());
    }
    return new Promise((resolve) => {
      const end = (outcome: ConnectOutcome): void => {
        if (this.#held !== end) return;
        this.#held = undefined;
        cancel();
        signal?.removeEventListener('abort', gone);
        this.#expectConnect();
        resolve(outcome);
      };
      const cancel = this.#clock.after(Math.min(holdMs, HOLD_MS), () => end([]));
      // Whoever hung up does not read: what comes waits for the next request.
      const gone = (): void => end([]);
      signal?.addEventListener('abort', gone);
      this.#held = end;
    });
  }

  /** Everything is sent on this connection from now on, without waiting for a `/meta/connect`. */
  attach(socket: PushEnd): void {
    this.#socket = socket;
  }

  /** The connection is gone. */
  detach(socket: PushEnd): void {
    if (this.#socket === socket) this.#socket = undefined;
  }

  /** Tears down what it waits on. */
  tear(): void {
    this.#settle('reset');
    this.#socket?.close();
    this.#socket = undefined;
  }

  /** It is no more; a held request is answered. */
  end(): void {
    this.#settle([]);
    this.#expiry();
    this.#expiry = () => undefined;
  }

  #flush(): void {
    this.#due = false;
    if (this.#waiting.length === 0) return;
    if (this.#socket) this.#socket.send(JSON.stringify(this.#take()));
    else if (this.#held) this.#settle(this.#take());
  }

  #settle(outcome: ConnectOutcome): void {
    this.#held?.(outcome);
  }

  #take(): readonly BayeuxMessage[] {
    const messages = this.#waiting;
    this.#waiting = [];
    return messages;
  }

  #expectConnect(): void {
    this.#expiry();
    this.#expiry = this.#clock.after(PATIENCE_MS, () => this.#forget(this));
  }
}

/** Whether a subscription is for a channel: the same, or one level (`*`) or any number of levels (`**`) below. */
export function matches(pattern: string, channel: string): boolean {
  if (pattern === channel) return true;
  const deep = pattern.endsWith('/**');
  if (!deep && !pattern.endsWith('/*')) return false;
  const parent = pattern.slice(0, deep ? -2 : -1);
  return channel.startsWith(parent) && (deep || !channel.slice(parent.length).includes('/'));
}
