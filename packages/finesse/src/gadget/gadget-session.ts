import {
  DesktopError,
  type AgentPicture,
  type Command,
  type Link,
  type PortEvent,
  type PortSession,
  type Query,
  type ResultOf,
  type Runtime,
} from '@cordboard/core';
import type { SystemInfo } from '../codec/system-info.js';
import { AgentDesk } from '../port/agent-desk.js';
import { featuresOf } from '../port/features.js';
import { Reader } from '../port/reader.js';
import { rulesOf } from '../port/rules.js';
import { keepTime } from '../port/time-keeper.js';
import type { Topics } from '../port/topics.js';
import { Backoff } from '../wire/backoff.js';
import { environmentOf } from '../wire/environment.js';
import { LIST_BYTES, Rest, retryAfterOf } from '../wire/rest.js';
import { Bell, sleep } from '../wire/wait.js';
import { hubOf, listen, topicOf } from './hub.js';
import { Identity } from './identity.js';
import { NodeRequests } from './node-requests.js';
import { notificationIn } from './notification.js';
import type { GadgetOptions } from './options.js';
import type { GadgetHub, GadgetPage } from './page.js';
import { proxiedFetch, requestsOn, type GadgetRequests } from './proxy.js';
import type { ReadExchange } from './shared-reads.js';

/** What a port gives to each of its sessions. */
export interface GadgetSetup {
  readonly options: GadgetOptions;
  readonly page: GadgetPage;
  readonly runtime: Runtime;
  readonly emit: (event: PortEvent) => void;
  readonly topics: Topics;
}

/** While the platform is out of service it will say when it is back. Should that be lost, look after this. */
const RECHECK_MS = 60_000;
const CONNECTION = 'finesse.info.connection';

// What the page says of its connection, as far as it means something to a gadget: it loses one through `failing` only, and has it back through
// `recovered`. The rest are steps of the page's own way there.
const MEANS: ReadonlyMap<unknown, 'in' | 'out'> = new Map([
  ['connected', 'in'],
  ['recovered', 'in'],
  ['failing', 'out'],
]);

/** One session of a gadget: the page's connection, of which this frame hears on the hub, and the page's proxy. */
export class GadgetSession implements PortSession {
  readonly #setup: GadgetSetup;
  readonly #runtime: Runtime;
  readonly #identity: Identity;
  readonly #rest: Rest;
  readonly #reader: Reader;
  readonly #desk: AgentDesk;
  readonly #backoff: Backoff;
  readonly #way: () => GadgetRequests;
  readonly #direct: (url: string, init: RequestInit) => Promise<Response>;
  #exchange: ReadExchange | undefined;
  /** The last opening failed: it may have been what another gadget said. */
  #isWary = false;
  readonly #stop = new AbortController();
  readonly #bell = new Bell();
  #link: Link = { state: 'idle' };
  #page: 'in' | 'out' | undefined;
  #service: SystemInfo['status'] = 'unknown';
  #wasOut = false;
  #isSignedOut = false;
  /** A stretch of time in which page and platform stand as they do. */
  #epoch = new AbortController();

  constructor(setup: GadgetSetup) {
    const { options, page, runtime, emit } = setup;
    this.#setup = setup;
    this.#runtime = runtime;
    this.#identity = new Identity(page);
    this.#backoff = new Backoff(runtime, options.limits);
    this.#way = () => options.requests ?? requestsOn(page);
    this.#direct = proxiedFetch(page, this.#identity, this.#way, runtime);
    this.#rest = new Rest({
      ...options.limits,
      host: () => this.#identity.proxied,
      authority: this.#identity,
      runtime,
      environment: environmentOf({
        fetch: (url, init) => this.#exchange?.fetch(url, init) ?? this.#direct(url, init),
        onHint: () => () => {},
      }),
    });
    this.#reader = new Reader(this.#rest, runtime, (sample) => emit({ type: 'clock', sample }));
    this.#desk = new AgentDesk({
      options,
      runtime,
      rest: this.#rest,
      reader: this.#reader,
      emit,
      onRead: (agent) => this.#onAgent(agent),
      onAgent: (agent) => this.#onAgent(agent),
      onService: (status) => this.#onService(status),
      onDoubt: () => void this.#check(),
    });
  }

  start(): void {
    void this.#run();
  }

  // Never rejects; ends with the session.
  async #run(): Promise<void> {
    const { signal } = this.#stop;
    this.#tell({ state: 'connecting' });
    try {
      const hub = await hubOf(this.#setup.page, this.#runtime, signal);
      while (this.#identity.agentId === '') {
        this.#tell({ state: 'sign-in-needed' });
        await sleep(this.#runtime, this.#askMs, signal);
      }
      const forget = this.#hear(hub);
      signal.addEventListener('abort', () => forget.forEach((each) => each()), { once: true });
      void this.#ask(hub, signal);
      while (!signal.aborted) await this.#live(hub, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** Ends the session and leaves nothing on the hub. */
  stop(): void {
    this.#stop.abort();
    this.#epoch.abort();
    this.#desk.fail(new DesktopError('link-down'));
    this.#rest.close();
  }

  /** See `DesktopPort.send`. */
  async send(command: Command, signal: AbortSignal): Promise<void> {
    // The desktop has signed the agent in, or there would be no gadget.
    if (command.type === 'sign-in') throw new DesktopError('not-served', command.type);
    if (this.#link.state !== 'up')
      throw new DesktopError(this.#link.state === 'out-of-service' ? 'out-of-service' : 'link-down', command.type);
    return this.#desk.send(command, signal);
  }

  /** See `DesktopPort.query`. */
  async query<Q extends Query>(query: Q, signal: AbortSignal): Promise<ResultOf<Q>> {
    return this.#desk.query(query, signal);
  }

  get #askMs(): number {
    return this.#setup.options.limits?.askMs ?? 5_000;
  }

  #hear(hub: GadgetHub): (() => void)[] {
    const user = `/finesse/api/User/${this.#identity.agentId}`;
    const nodes = [user, `${user}/Dialogs`, '/finesse/api/SystemInfo'];
    const { options, runtime } = this.#setup;
    this.#exchange = options.sharedReads?.join({
      hub,
      runtime,
      signal: this.#stop.signal,
      fetch: this.#direct,
      host: () => this.#identity.proxied,
      nodes,
      take: (node, payload) => this.#receive(node, { content: payload }),
      maxBody: options.limits?.maxBody ?? 1_000_000,
    });
    return [
      ...nodes.map((node) => listen(hub, topicOf(node), (data) => this.#receive(node, data))),
      listen(hub, CONNECTION, (data) => this.#onConnection(data)),
    ];
  }

  // A gadget may be there before the page can answer, and what others ask is answered to all.
  async #ask(hub: GadgetHub, signal: AbortSignal): Promise<void> {
    try {
      while (this.#page === undefined) {
        hub.publish('finesse.info.requests', { type: 'ConnectionInfoReq', data: {}, invokeID: this.#runtime.wall() });
        await sleep(this.#runtime, this.#askMs, signal);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  #receive(node: string, data: unknown): void {
    const payload = notificationIn(data);
    if (payload === undefined) return this.#desk.inbox.ignore('a notification without an update');
    this.#exchange?.heard(node, payload);
    const item = { node, payload };
    if (!this.#setup.topics.take(item)) this.#desk.inbox.receive([item], undefined);
  }

  #onConnection(data: unknown): void {
    const { status } = (typeof data === 'object' && data !== null ? data : {}) as { status?: unknown };
    const means = MEANS.get(status);
    if (means === undefined) return;
    // Every gadget's question is answered to all: the same again is no news. But a recovery always is, for what was missed meanwhile.
    const isNews = means !== this.#page || (status === 'recovered' && !this.#wasOut) || this.#isSignedOut;
    if (means === 'out') this.#wasOut = true;
    this.#page = means;
    // Somebody may have signed in again; reading tells.
    this.#isSignedOut = false;
    if (isNews) this.#turn();
  }

  #onService(status: SystemInfo['status']): void {
    if (status === 'unknown' || status === this.#service) return;
    this.#service = status;
    this.#turn();
  }

  #onAgent(agent: AgentPicture | undefined): void {
    const isSignedOut = agent?.state === 'signed-out';
    if (isSignedOut === this.#isSignedOut) return;
    this.#isSignedOut = isSignedOut;
    // What the agent had on the desk is gone with them.
    if (isSignedOut) this.#setup.emit({ type: 'snapshot', readAt: this.#runtime.monotonic(), dialogs: [] });
    this.#turn();
  }

  // What was true until now is not any more.
  #turn(): void {
    this.#exchange?.forget();
    this.#epoch.abort();
    this.#bell.ring();
  }

  async #live(hub: GadgetHub, stop: AbortSignal): Promise<void> {
    if (this.#page === undefined) return this.#bell.wait(stop);
    if (this.#service === 'out-of-service') return this.#sitOut(stop);
    if (this.#page === 'out') return this.#waitForPage(stop);
    if (this.#isSignedOut) {
      this.#leave('link-down', { state: 'sign-in-needed', why: 'signed-out' });
      return this.#bell.wait(stop);
    }
    const epoch = new AbortController();
    this.#epoch = epoch;
    const startedAt = this.#runtime.monotonic();
    try {
      if (await this.#come(epoch.signal)) await this.#serve(hub, epoch.signal);
    } catch (error) {
      if (!epoch.signal.aborted) await this.#again(DesktopError.from(error), startedAt, stop);
    } finally {
      epoch.abort();
    }
  }

  async #sitOut(stop: AbortSignal): Promise<void> {
    this.#wasOut = true;
    this.#leave('out-of-service', { state: 'out-of-service', why: 'platform-out-of-service' });
    await this.#bell.wait(stop, this.#runtime, RECHECK_MS);
    this.#service = 'unknown';
  }

  // The page does not say what it has lost, its connection or the platform; asking tells.
  async #waitForPage(stop: AbortSignal): Promise<void> {
    this.#leave('link-down', { state: 'connecting', why: 'socket-lost' });
    const back = new AbortController();
    const asked = this.#reader.systemInfo(this.#identity.proxied, back.signal).then(
      ({ status }) => this.#onService(status),
      () => {},
    );
    try {
      await this.#bell.wait(stop);
    } finally {
      back.abort();
      await asked;
    }
  }

  #leave(code: 'link-down' | 'out-of-service', link: Link): void {
    this.#desk.fail(new DesktopError(code));
    this.#tell(link);
  }

  // False where the platform says that it does not serve.
  async #come(signal: AbortSignal): Promise<boolean> {
    const info = await this.#reader.systemInfo(this.#identity.proxied, signal);
    const { options, emit } = this.#setup;
    this.#service = info.status;
    if (info.status === 'out-of-service') return false;
    const rules = rulesOf(options, info);
    emit({ type: 'features', features: featuresOf(rules.platform, options.features) });
    this.#desk.seat(this.#identity.agentId, rules);
    await this.#open(signal);
    this.#wasOut = false;
    signal.throwIfAborted();
    return true;
  }

  async #open(signal: AbortSignal): Promise<void> {
    if (this.#exchange) this.#exchange.isOpening = !this.#isWary;
    try {
      await this.#desk.readAll(signal, this.#wasOut);
      this.#isWary = false;
    } catch (error) {
      this.#isWary = !signal.aborted;
      throw error;
    } finally {
      if (this.#exchange) this.#exchange.isOpening = false;
    }
  }

  async #serve(hub: GadgetHub, signal: AbortSignal): Promise<void> {
    this.#desk.open(signal);
    this.#backoff.settled();
    this.#tell({ state: 'up' });
    const { topics, options, emit } = this.#setup;
    const { page } = this.#setup;
    const library = this.#way() === 'finesse-js' ? page.finesse?.clientservices?.ClientServices : undefined;
    const nodes = new NodeRequests(hub, this.#runtime, signal, (node, data) => this.#receive(node, data), library);
    topics.serve(
      {
        runtime: this.#runtime,
        rereadMs: options.limits?.teamRereadMs ?? 300_000,
        subscribe: (node) => nodes.subscribe(node),
        unsubscribe: (node) => nodes.unsubscribe(node),
        read: async (path, inner) => (await this.#rest.get(path, inner, { maxBody: LIST_BYTES })).body,
        ignore: (what) => emit({ type: 'ignored', what }),
      },
      signal,
    );
    void keepTime(this.#runtime, signal, () => this.#check());
    try {
      await new Bell().wait(signal);
    } finally {
      this.#desk.close();
    }
  }

  async #again(failure: DesktopError, startedAt: number, signal: AbortSignal): Promise<void> {
    if (failure.code === 'unauthorized' || failure.code === 'locked-out') this.#tell({ state: 'sign-in-needed', why: 'bad-credentials' });
    else {
      const pause = this.#backoff.failed(this.#runtime.monotonic() - startedAt, retryAfterOf(failure));
      this.#tell({ state: 'connecting', why: 'unreachable', retryAt: this.#runtime.monotonic() + pause });
      return this.#bell.wait(signal, this.#runtime, pause);
    }
    // The page is the one to get another token; it is looked for as often as anything else.
    return this.#bell.wait(signal, this.#runtime, this.#askMs);
  }

  async #check(): Promise<void> {
    const signal = this.#desk.serving;
    if (signal === undefined) return;
    try {
      this.#onService((await this.#reader.systemInfo(this.#identity.proxied, signal)).status);
    } catch {
      // That a look failed says nothing: the page tells when its connection goes.
    }
  }

  #tell(link: Link): void {
    this.#link = link;
    this.#setup.emit({ type: 'link', link });
  }
}
