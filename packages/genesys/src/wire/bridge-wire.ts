import { DesktopError, realRuntime, type Runtime } from '@cordboard/core';
import { faultError, faultOf } from '../ais/errors.js';
import { eventsOf, isNodeChange } from '../ais/event.js';
import { fieldOf, itemsOf, wordOf } from '../ais/values.js';
import type { AisArguments, AisCredentials, AisOpening, AisWire } from './ais-wire.js';
import { baseOf } from './base.js';
import { environmentOf, type Environment, type EnvironmentOptions, type Socket } from './environment.js';
import { exchange, type HttpAnswer } from './http.js';
import { isUnauthorized, TellingWire } from './telling-wire.js';
import { aborted, sleep } from './wait.js';

/** What a {@link BridgeWire} is made from. Only `url` is required. */
export interface BridgeOptions {
  /** Address of the bridge, such as `/ais`; in a page it may be relative to the page. */
  readonly url: string;
  /**
   * How requests name their session. `cookie`: the bridge has set one for this origin, and no session stands in an address; take it
   * wherever the bridge has one and the page shows one agent. `url` (default): in the address of every request, as the platform itself does it.
   */
  readonly session?: 'url' | 'cookie';
  /** Events over a WebSocket instead of by long polls. Default false. */
  readonly push?: boolean;
  readonly limits?: BridgeLimits;
  /** Clock, timers and chance; the real ones by default. */
  readonly runtime?: Runtime;
  /** `fetch` and `WebSocket`; the globals by default. */
  readonly environment?: EnvironmentOptions;
}

/** Times in milliseconds, sizes in bytes. */
export interface BridgeLimits {
  /** For one request and its whole answer. Default 15,000. */
  readonly answerMs?: number;
  /** How long a poll may wait for events. Default 25,000. */
  readonly pollMs?: number;
  /** How much later than that its answer may be. Default 10,000. */
  readonly pollSlackMs?: number;
  /** Of an answer or a frame. Default 1,000,000. */
  readonly maxBytes?: number;
}

const EVENTS = 'EventService';
const PACE_MS = 500;
const DEFAULT_TTL_MS = 1_800_000;

interface Live {
  readonly sessionId: string;
  readonly subscriberId: string;
  readonly control: AbortController;
}

/**
 * The services by way of a bridge on the page's own origin: one HTTP resource for each method, with the services' own names, and events by
 * long polls or over a WebSocket. A session's id stays out of errors and is kept in memory only.
 */
export class BridgeWire extends TellingWire implements AisWire {
  readonly #base: string;
  readonly #options: BridgeOptions;
  readonly #runtime: Runtime;
  readonly #environment: Environment;
  #session: { readonly id: string; readonly user: string; readonly ttlMs: number } | undefined;
  #live: Live | undefined;

  /** Does no I/O. Throws `DesktopError('invalid-argument')` for an address that cannot be used. */
  constructor(options: BridgeOptions) {
    super();
    this.#base = baseOf(options.url);
    this.#options = options;
    this.#runtime = options.runtime ?? realRuntime;
    this.#environment = environmentOf(options.environment);
  }

  async open({ credentials, topics }: AisOpening, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw aborted('open');
    this.#rest();
    if (this.#session && this.#session.user !== credentials.user) await this.close();
    const known = this.#session;
    try {
      await this.#subscribe(known ?? (await this.#start(credentials, signal)), topics, signal);
    } catch (error) {
      // The session that was taken up again has expired meanwhile.
      if (!known || !isUnauthorized(error)) throw error;
      this.#session = undefined;
      await this.#subscribe(await this.#start(credentials, signal), topics, signal);
    }
  }

  async close(): Promise<void> {
    const session = this.#session;
    this.#rest();
    this.#session = undefined;
    if (!session) return;
    const url = this.#url('/session', session.id);
    await this.#exchange('DELETE', 'session', url, undefined, []).catch(() => undefined);
  }

  async invoke(service: string, method: string, args: AisArguments, signal?: AbortSignal): Promise<unknown> {
    const about = `${service}.${method}`;
    const session = this.#session;
    if (!session) throw new DesktopError('link-down', about);
    const ask = () => this.#call(session.id, service, method, args, [signal, this.#live?.control.signal]);
    return this.inSession(about, signal, ask, () => {
      if (this.#session !== session) return;
      this.#session = undefined;
      this.#drop(new DesktopError('link-down', 'session expired'));
    });
  }

  async #start({ user, secret }: AisCredentials, signal: AbortSignal): Promise<{ readonly id: string; readonly ttlMs: number }> {
    const body = { user, password: secret.reveal() };
    const { status, json, sample } = await this.#exchange('POST', 'session', `${this.#base}/session`, body, [signal]);
    if (status !== 201 && status !== 200) throw faultError(status, faultOf(json), 'session');
    if (sample) this.told.clock.next(sample);
    const id = wordOf(fieldOf(json, 'sessionId'));
    if (id === undefined) throw new DesktopError('protocol', 'session');
    const ttl = fieldOf(json, 'ttlSeconds');
    const session = { id, user, ttlMs: typeof ttl === 'number' && ttl > 0 ? ttl * 1000 : DEFAULT_TTL_MS };
    this.#session = session;
    return session;
  }

  // The old subscriber would only queue what nobody collects; it ends by itself if it cannot be removed.
  async #subscribe(
    session: { readonly id: string; readonly ttlMs: number },
    topics: AisOpening['topics'],
    signal: AbortSignal,
  ): Promise<void> {
    const args = { notification: null, topicServices: topics };
    const result = await this.#call(session.id, EVENTS, 'createSubscriber', args, [signal]);
    const subscriberId = wordOf(fieldOf(result, 'subscriberId'));
    if (subscriberId === undefined) throw new DesktopError('protocol', 'createSubscriber');
    if (itemsOf(fieldOf(result, 'topicServiceErrors')).length > 0) throw new DesktopError('refused', 'createSubscriber: topics');
    const live: Live = { sessionId: session.id, subscriberId, control: new AbortController() };
    this.#live = live;
    if (!this.#options.push) return void this.#poll(live);
    await this.#listen(live, signal);
    void this.#keepAlive(live, session.ttlMs / 3);
  }

  async #poll(live: Live): Promise<void> {
    const { pollMs = 25_000, pollSlackMs = 10_000 } = this.#options.limits ?? {};
    const { subscriberId, control } = live;
    try {
      while (this.#live === live) {
        const args = { subscriberId, timeoutMs: pollMs };
        const askedAt = this.#runtime.monotonic();
        const result = await this.#call(live.sessionId, EVENTS, 'getEvents', args, [control.signal], pollMs + pollSlackMs);
        this.#take(live, result);
        // A bridge that does not wait must not be asked without end.
        const early = PACE_MS - (this.#runtime.monotonic() - askedAt);
        if (itemsOf(result).length === 0 && early > 0) await sleep(this.#runtime, early, control.signal);
      }
    } catch (error) {
      // An answer that was lost had taken its events off the queue.
      if (this.#live === live) this.#fail(error);
    }
  }

  #listen(live: Live, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const query = `subscriberId=${encodeURIComponent(live.subscriberId)}`;
      const url = `${this.#url('/notify', live.sessionId).replace(/^http/, 'ws')}`;
      let socket: Socket;
      try {
        socket = this.#environment.openSocket(url + (url.includes('?') ? '&' : '?') + query);
      } catch {
        return reject(new DesktopError('link-down', 'notify'));
      }
      const end = (): void => {
        socket.onmessage = socket.onclose = socket.onerror = socket.onopen = null;
        socket.close();
      };
      const fail = (): void => {
        end();
        reject(signal.aborted ? aborted('notify') : new DesktopError('link-down', 'notify'));
        if (this.#live === live) this.#fail(new DesktopError('link-down', 'notify'));
      };
      live.control.signal.addEventListener('abort', fail, { once: true });
      signal.addEventListener('abort', fail, { once: true });
      socket.onopen = () => {
        signal.removeEventListener('abort', fail);
        resolve();
      };
      socket.onmessage = ({ data }) => this.#onFrame(live, data);
      socket.onclose = socket.onerror = fail;
    });
  }

  #onFrame(live: Live, data: unknown): void {
    const { maxBytes = 1_000_000 } = this.#options.limits ?? {};
    if (typeof data !== 'string' || data.length > maxBytes) return this.told.ignored.next('A frame that is no text, or too large');
    let frame: unknown;
    try {
      frame = JSON.parse(data);
    } catch {
      return this.told.ignored.next('A frame that is no JSON');
    }
    if (fieldOf(frame, 'subscriberId') === live.subscriberId) this.#take(live, fieldOf(frame, 'events'));
  }

  // Nothing else is asked while events come by push.
  async #keepAlive(live: Live, everyMs: number): Promise<void> {
    try {
      for (;;) {
        await sleep(this.#runtime, everyMs, live.control.signal);
        await this.invoke(EVENTS, 'getTopics', { subscriberId: live.subscriberId }, live.control.signal);
      }
    } catch (error) {
      if (this.#live === live) this.#fail(error);
    }
  }

  #take(live: Live, result: unknown): void {
    const { events, strange } = eventsOf(result);
    for (let i = 0; i < strange; i++) this.told.ignored.next('Something that is no event');
    for (const event of events) {
      if (this.#live !== live) return;
      if (isNodeChange(event)) this.told.gap.next();
      else this.told.events.next(event);
    }
  }

  #fail(error: unknown): void {
    const failure = DesktopError.from(error);
    if (failure.code === 'unauthorized') this.#session = undefined;
    this.#drop(new DesktopError('link-down', failure.message));
  }

  #drop(error: DesktopError): void {
    const had = this.#live !== undefined;
    this.#rest();
    if (had) this.told.lost.next(error);
  }

  #rest(): void {
    const live = this.#live;
    this.#live = undefined;
    live?.control.abort();
  }

  async #call(
    sessionId: string,
    service: string,
    method: string,
    args: AisArguments,
    signals: readonly (AbortSignal | undefined)[],
    answerMs?: number,
  ): Promise<unknown> {
    const about = `${service}.${method}`;
    const named = Object.fromEntries(Object.entries(args).map(([name, value]) => [name, value ?? null]));
    const url = this.#url(`/${service}/${method}`, sessionId);
    const { status, json, sample } = await this.#exchange('POST', about, url, { args: named }, signals, answerMs);
    if (status !== 200) throw faultError(status, faultOf(json), about);
    if (sample && answerMs === undefined) this.told.clock.next(sample);
    if (typeof json !== 'object' || json === null || !('result' in json)) throw new DesktopError('protocol', about);
    return json.result;
  }

  #exchange(
    method: 'POST' | 'DELETE',
    about: string,
    url: string,
    body: unknown,
    signals: readonly (AbortSignal | undefined)[],
    answerMs?: number,
  ): Promise<HttpAnswer> {
    const { limits = {}, session } = this.#options;
    return exchange(
      {
        about,
        method,
        url,
        ...(body !== undefined && { body }),
        // Without cookies two agents on a page stay apart.
        credentials: session === 'cookie' ? 'same-origin' : 'omit',
        answerMs: answerMs ?? limits.answerMs ?? 15_000,
        maxBytes: limits.maxBytes ?? 1_000_000,
        signals,
      },
      this.#runtime,
      this.#environment,
    );
  }

  #url(path: string, sessionId: string): string {
    return this.#base + path + (this.#options.session === 'cookie' ? '' : `?sid=${encodeURIComponent(sessionId)}`);
  }
}
