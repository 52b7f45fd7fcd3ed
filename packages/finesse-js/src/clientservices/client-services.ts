import { type Hub, type ProxyAnswer, type ProxyIo } from '../frame-window.js';
import { type AuthConfig } from '../utilities/credentials.js';

/** What `init` takes: `finesse.gadget.Config`, or members of the same names. */
export interface ClientConfig extends AuthConfig {
  readonly host?: string | undefined;
  readonly restHost?: string | undefined;
  readonly localhostPort?: string | undefined;
  readonly scheme?: string | undefined;
  readonly locale?: string | undefined;
  /** In place of `gadgets.Hub`, for tests. */
  readonly hub?: Hub | undefined;
  /** Taken for the sake of old tests; requests go by the frame's own `gadgets.io` all the same. */
  readonly io?: ProxyIo | undefined;
}

/** What the page publishes on `finesse.info.connection`. */
export type ConnectionStatus =
  | 'connecting'
  | 'disconnecting'
  | 'reconnecting'
  | 'unloading'
  | 'connected'
  | 'disconnected'
  | 'conflict'
  | 'unauthorized'
  | 'failing'
  | 'recovered';

/** Called with the answer of the page to a request for a node. `error` is undefined where it was granted. */
export type NodeHandler = (subid: string, error?: NodeError) => void;

/** Why a node was not granted: as it came from the page. */
export type NodeError = Readonly<Record<string, unknown>>;

/** Something that reads itself anew after the connection was lost and came back. */
export interface Refreshable {
  refresh(retries?: number): void;
}

/** Parameters of `makeRequest`; the names are those of `gadgets.io.RequestParameters`. */
export type RequestParams = Readonly<Record<string, unknown>>;

/**
 * The connection of a gadget to its page: status, topics of the hub, nodes, requests by the page's proxy. The page alone talks to the server.
 * Handlers run one at a time per kind: who registers last wins. Every function may be taken off the object and called alone.
 */
export interface ClientServices {
  /**
   * Begins: watches the connection and asks the page for its state. The second call does nothing.
   *
   * @returns These services.
   * @throws Error where `config` lacks `host`, `restHost` or a way to sign in; where the hub is not connected.
   */
  init(config: ClientConfig, ignored?: unknown): ClientServices;
  /** `handler` is called when the connection is there, again after each `recovered`, and at once if the last status was `connected`. */
  registerOnConnectHandler(handler: () => void): void;
  unregisterOnConnectHandler(): void;
  /** `handler` is called when the connection is failing, and at once if the last status was `disconnected`. */
  registerOnDisconnectHandler(handler: () => void): void;
  unregisterOnDisconnectHandler(): void;
  /** These are for the page itself; in a gadget no handler of theirs is called. */
  registerOnConnectingHandler(handler: () => void): void;
  unregisterOnConnectingHandler(): void;
  registerOnDisconnectingHandler(handler: () => void): void;
  unregisterOnDisconnectingHandler(): void;
  registerOnReconnectingHandler(handler: () => void): void;
  unregisterOnReconnectingHandler(): void;
  registerOnUnloadingHandler(handler: () => void): void;
  unregisterOnUnloadingHandler(): void;
  /** Sends internal lines, each beginning `[ClientServices] `, to a logger. What has no function `log` resets to none. */
  setLogger(logger: { log(message: string): void } | undefined): void;
  /** A line to that logger. */
  log(message: string): void;
  /** 12.x: undefined before the page has told. */
  getNotificationConnectionState(): 'Connected' | 'Recovered' | 'Failing' | undefined;
  /** 12.x: the host for URLs that go by the page's proxy. @throws Error before `init`. */
  getRestHost(): string;
  /**
   * A request by the page's proxy, with credentials and locale. `url` is a path on the server. `params.SCHEME` is the scheme, null for the one of
   * the configuration; without it `http`. Never settles where the proxy does not answer.
   *
   * @throws Error before `init`.
   */
  makeRequest(url: string, handler: (answer: ProxyAnswer) => void, params?: RequestParams): void;
  /**
   * One callback per topic: false for a topic that has one already, and then nothing is done.
   *
   * @param disableDuringFailover - Whether events are dropped from `failing` to `recovered`.
   * @throws Error before `init`.
   */
  subscribe(topic: string, callback: (payload: unknown) => void, disableDuringFailover?: boolean): boolean;
  /** Ends `subscribe`; other topics are ignored. */
  unsubscribe(topic: string): void;
  /** Asks the page for a node's notifications. @returns The id of the request, which `unsubscribeNode` wants. */
  subscribeNode(node: string, handler?: NodeHandler): string;
  /** Tells the page that a node is no longer wanted. */
  unsubscribeNode(node: string, subid: string, handler?: NodeHandler): void;
  /** The resource of the page's own session; undefined before it has told. */
  getResourceID(): string | undefined;
  /** False: the page is the master. */
  isMaster(): boolean;
  /** Objects in the list are refreshed on `recovered`, the newest first. */
  addToRefreshList(object: Refreshable): void;
  removeFromRefreshList(object: Refreshable): void;
  /** Whether events of topics that say so are dropped. The page's status sets it; a gadget has no reason to. */
  setFailoverMode(on: boolean): void;
  /** @throws Error always: making a gadget's frame the master is not offered. */
  initBosh(config?: unknown): void;
}
