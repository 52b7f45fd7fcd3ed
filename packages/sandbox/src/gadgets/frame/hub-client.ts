import { isPattern, isTopic } from '../topic.js';
import type { FrameMessage } from '../frame-protocol.js';

/** Names of the hub's errors: the message of what it throws. */
export const HUB_ERRORS = {
  BadParameters: 'OpenAjax.hub.Error.BadParameters',
  Disconnected: 'OpenAjax.hub.Error.Disconnected',
  Duplicate: 'OpenAjax.hub.Error.Duplicate',
  NoContainer: 'OpenAjax.hub.Error.NoContainer',
  NoSubscription: 'OpenAjax.hub.Error.NoSubscription',
  NotAllowed: 'OpenAjax.hub.Error.NotAllowed',
  WrongProtocol: 'OpenAjax.hub.Error.WrongProtocol',
  IncompatBrowser: 'OpenAjax.hub.Error.IncompatBrowser',
} as const;

/** Kinds of security alerts. */
export const SECURITY_ALERTS = {
  LoadTimeout: 'OpenAjax.hub.SecurityAlert.LoadTimeout',
  FramePhish: 'OpenAjax.hub.SecurityAlert.FramePhish',
  ForgedMsg: 'OpenAjax.hub.SecurityAlert.ForgedMsg',
} as const;

type OnData = (topic: string, data: unknown, subscriberData: unknown) => void;
type OnComplete = (item: unknown, success: boolean, error?: string) => void;

interface Subscription {
  readonly onData: OnData;
  readonly scope: unknown;
  readonly data: unknown;
}

/** What the hub of a frame needs. */
export interface HubClientOptions {
  /** `finesse_gadget_<mid>`. */
  readonly clientId: string;
  readonly send: (message: FrameMessage) => void;
  /** Told of exceptions of callbacks: the hub passes none on, and its `log` is told only if the gadget gave one. */
  readonly swallowed: (error: unknown, where: string) => void;
  /** The frame's window: `this` of callbacks without a scope. */
  readonly scope: unknown;
}

/** `gadgets.Hub` of a frame. */
export class HubClient {
  readonly #options: HubClientOptions;
  readonly #subscriptions = new Map<string, Subscription>();
  #next = 0;
  #connected = false;
  #onConnected: (() => void) | undefined;

  constructor(options: HubClientOptions) {
    this.#options = options;
  }

  /** Connects; `onComplete(hub, true)` runs when the page has acknowledged. */
  connect(onComplete?: OnComplete | null, scope: unknown = this.#options.scope): void {
    if (this.#connected || this.#onConnected) throw new Error(HUB_ERRORS.Duplicate);
    this.#onConnected = () => this.#call(onComplete, scope, [this, true, undefined], 'onConnect');
    this.#options.send({ kind: 'connect' });
  }

  /** Takes the connection down and every subscription with it. */
  disconnect(onComplete?: OnComplete | null, scope: unknown = this.#options.scope): void {
    this.#assertConnected();
    this.#connected = false;
    this.#subscriptions.clear();
    this.#options.send({ kind: 'disconnect' });
    this.#later(onComplete, scope, [this, true, undefined], 'onComplete of disconnect');
  }

  isConnected(): boolean {
    return this.#connected;
  }

  getClientID(): string {
    return this.#options.clientId;
  }

  getPartnerOrigin(): string | null {
    return this.#connected ? globalThis.location.origin : null;
  }

  getScope(): unknown {
    return this.#options.scope;
  }

  getSubscriberData(id: string): unknown {
    return this.#known(id).data;
  }

  getSubscriberScope(id: string): unknown {
    return this.#known(id).scope;
  }

  /** Returns the subscription's id at once. `onData` is a function, or the name of a method of `scope`. */
  subscribe(topic: string, onData: unknown, scope?: unknown, onComplete?: OnComplete | null, subscriberData?: unknown): string {
    this.#assertConnected();
    const owner = scope ?? this.#options.scope;
    const heard = typeof onData === 'string' ? (owner as Readonly<Record<string, unknown>>)[onData] : onData;
    if (!isPattern(topic) || typeof heard !== 'function') throw new Error(HUB_ERRORS.BadParameters);
    const id = String(this.#next++);
    this.#subscriptions.set(id, { onData: heard as OnData, scope: owner, data: subscriberData });
    this.#options.send({ kind: 'subscribe', id, topic });
    this.#later(onComplete, owner, [id, true, undefined], 'onComplete of subscribe');
    return id;
  }

  /** Fire and forget; the frame hears itself where it is subscribed. */
  publish(topic: string, data?: unknown): void {
    this.#assertConnected();
    if (!isTopic(topic)) throw new Error(HUB_ERRORS.BadParameters);
    this.#options.send({ kind: 'publish', topic, data });
  }

  unsubscribe(id: string, onComplete?: OnComplete | null, scope: unknown = this.#options.scope): void {
    this.#assertConnected();
    if (!id) throw new Error(HUB_ERRORS.BadParameters);
    this.#known(id);
    this.#subscriptions.delete(id);
    this.#options.send({ kind: 'unsubscribe', id });
    this.#later(onComplete, scope, [id, true, undefined], 'onComplete of unsubscribe');
  }

  /** The page has acknowledged the connection. */
  connected(): void {
    if (this.#connected || !this.#onConnected) return;
    const run = this.#onConnected;
    this.#onConnected = undefined;
    this.#connected = true;
    run();
  }

  /** What the page delivers: data that no one else holds, but the subscriptions named. */
  deliver(topic: string, ids: readonly string[], data: unknown): void {
    for (const id of ids) {
      const subscription = this.#subscriptions.get(id);
      if (subscription) this.#call(subscription.onData, subscription.scope, [topic, data, subscription.data], topic);
    }
  }

  #assertConnected(): void {
    if (!this.#connected) throw new Error(HUB_ERRORS.Disconnected);
  }

  #known(id: string): Subscription {
    const subscription = this.#subscriptions.get(id);
    if (!subscription) throw new Error(HUB_ERRORS.NoSubscription);
    return subscription;
  }

  #later(callback: OnComplete | null | undefined, scope: unknown, args: readonly unknown[], where: string): void {
    if (callback) setTimeout(() => this.#call(callback, scope, args, where), 0);
  }

  #call(callback: ((...args: never[]) => void) | null | undefined, scope: unknown, args: readonly unknown[], where: string): void {
    if (typeof callback !== 'function') return;
    try {
      Reflect.apply(callback, scope, args);
    } catch (error) {
      this.#options.swallowed(error, where);
    }
  }
}
