import { DesktopError, realRuntime, type Feature, type Runtime } from '@cordboard/core';
import type { CometD } from 'cometd';
import type { AisNameChanges } from '../ais/names.js';
import { fieldOf } from '../ais/values.js';
import type { AisArguments, AisCredentials, AisOpening, AisWire } from '../wire/ais-wire.js';
import { baseOf } from '../wire/base.js';
import { environmentOf, type Environment } from '../wire/environment.js';
import { exchange, type HttpAnswer } from '../wire/http.js';
import { isUnauthorized, TellingWire } from '../wire/telling-wire.js';
import { aborted } from '../wire/wait.js';
import { Channel } from './channel.js';
import type { WebOptions } from './options.js';
import { DROP_PARTY, SEND_TONES } from './requests.js';
import { CALLS_CHANNEL, DEVICES_CHANNEL, pathOf, WebServices } from './services.js';
import { failureOf } from './status.js';

const SECOND_MS = 1_000;

interface Session {
  readonly user: string;
  /** The header that protects requests which change something, by name and value. */
  csrf: Readonly<Record<string, string>>;
  profile: unknown;
}

/**
 * The services by way of Genesys Web Services, version 2: REST, with notifications by CometD. It says in the services' words what the platform
 * tells in its own: calls are interactions, their capabilities are possible actions, devices are DNs. What the platform has no operation for
 * is rejected as `not-supported`. `statusCode` 0 is taken for accepted; what becomes of a request, notifications tell. The session is a cookie
 * of the page's, so a page shows one agent; the password goes into the one header of the first request and nowhere else.
 */
export class WebWire extends TellingWire implements AisWire {
  /** What the platform has an operation for, and the services no method that is known. */
  readonly names: AisNameChanges = { sendDtmf: SEND_TONES, dropParty: DROP_PARTY };
  /** Nothing of the platform's passes a call on mute. */
  readonly lacks: readonly Feature[] = ['transfer-mute'];
  readonly #base: string;
  readonly #options: WebOptions;
  readonly #runtime: Runtime;
  readonly #environment: Environment;
  readonly #services: WebServices;
  #session: Session | undefined;
  #channel: Channel | undefined;
  #control = new AbortController();
  /** The platform's time less the runtime's. */
  #offset: number | undefined;
  #newest = 0;

  /** Does no I/O. Throws `DesktopError('invalid-argument')` for an address that cannot be used. */
  constructor(options: WebOptions) {
    super();
    this.#base = baseOf(options.url);
    this.#options = options;
    this.#runtime = options.runtime ?? realRuntime;
    this.#environment = environmentOf(options.environment);
    this.#services = new WebServices({
      options,
      runtime: this.#runtime,
      get: async (path, about, signal) => (await this.#ask('GET', path, undefined, about, signal)).json,
      post: async (path, body, about, signal) => void (await this.#ask('POST', path, body, about, signal)),
      tell: (event) => this.told.events.next(event),
      // What it was to tell is read instead.
      strange: (what) => {
        this.told.ignored.next(what);
        this.told.gap.next();
      },
      now: () => this.#now(),
      life: () => this.#control.signal,
      user: () => this.#session?.profile,
    });
  }

  async open({ credentials }: AisOpening, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw aborted('open');
    this.#rest();
    if (this.#session && this.#session.user !== credentials.user) await this.close();
    const known = this.#session;
    if (known && (await this.#resumed(known, signal))) return;
    const session = await this.#start(credentials, signal);
    // Whoever was just let in has no wrong password.
    await this.#listen(session, signal).catch((error: unknown) => {
      throw isUnauthorized(error) ? new DesktopError('refused', 'notifications') : error;
    });
  }

  // Ending the session would log the agent out, and cookies cannot be seen from here: it is left to expire.
  close(): Promise<void> {
    this.#rest();
    this.#session = undefined;
    this.#services.clear();
    return Promise.resolve();
  }

  async invoke(service: string, method: string, args: AisArguments, signal?: AbortSignal): Promise<unknown> {
    const about = `${service}.${method}`;
    const session = this.#session;
    if (!session) throw new DesktopError('link-down', about);
    const ask = () => this.#services.serve(service, method, args, signal);
    return this.inSession(about, signal, ask, (error) => {
      if (this.#session === session) this.#drop(error);
    });
  }

  /**
   * An operation on a call by the platform's own name, for what neither a command nor a service has: `StartCallRecording`. Resolves when it is
   * accepted; rejects with `DesktopError`.
   */
  async operate(
    callId: string,
    operationName: string,
    fields: Readonly<Record<string, unknown>> = {},
    signal?: AbortSignal,
  ): Promise<void> {
    await this.#ask('POST', pathOf(callId), { ...fields, operationName }, operationName, signal);
  }

  /** False where the session has expired meanwhile. */
  async #resumed(session: Session, signal: AbortSignal): Promise<boolean> {
    try {
      // A connection that is refused does not always say that it is for want of a session; this does, and gives the token of the day.
      await this.#welcome(session, {}, signal);
      await this.#listen(session, signal);
      return true;
    } catch (error) {
      if (!isUnauthorized(error)) throw error;
      this.#session = undefined;
      return false;
    }
  }

  async #start({ user, secret }: AisCredentials, signal: AbortSignal): Promise<Session> {
    const session: Session = { user, csrf: {}, profile: undefined };
    const bytes = new TextEncoder().encode(`${user}:${secret.reveal()}`);
    const Authorization = `Basic ${btoa(String.fromCharCode(...bytes))}`;
    await this.#welcome(session, { Authorization }, signal);
    this.#session = session;
    return session;
  }

  // The token comes with every answer that says who one is.
  async #welcome(session: Session, headers: Readonly<Record<string, string>>, signal: AbortSignal | undefined): Promise<void> {
    const answer = await this.#exchange('GET', '/me', 'me', undefined, headers, [signal]);
    const failure = failureOf(answer.status, answer.json, 'me');
    if (failure) throw failure;
    this.#sampled(answer);
    const name = answer.headers.get('x-csrf-header');
    const token = answer.headers.get('x-csrf-token');
    session.csrf = name !== null && token !== null ? { [name]: token } : {};
    session.profile = fieldOf(answer.json, 'user') ?? session.profile;
  }

  async #listen(session: Session, signal: AbortSignal): Promise<void> {
    this.#control = new AbortController();
    const client = await this.#client();
    if (signal.aborted) throw aborted('open');
    const { maxBytes = 1_000_000, pollMs = 120_000 } = this.#options.limits ?? {};
    const channel = new Channel({
      client,
      url: `${this.#base}/notifications`,
      channels: [CALLS_CHANNEL, DEVICES_CHANNEL],
      push: this.#options.push ?? false,
      exchange: async (url, body, signals) => {
        const request = { about: 'notifications', method: 'POST', url, body: JSON.parse(body) as unknown, credentials: 'include' } as const;
        const limits = { answerMs: pollMs, maxBytes, signals };
        const answer = await exchange({ ...request, ...limits, headers: session.csrf }, this.#runtime, this.#environment);
        if (answer.status !== 200) return answer.status;
        return Array.isArray(answer.json) ? (answer.json as readonly unknown[]) : NO_MESSAGES;
      },
      told: (from, data) => this.#services.told(from, data),
      gap: () => this.told.gap.next(),
      lost: (error) => {
        if (this.#channel === channel) this.#drop(error);
      },
    });
    this.#channel = channel;
    await channel.open(signal);
  }

  #client(): Promise<CometD> {
    const load = this.#options.cometD ?? (() => import('cometd').then(({ CometD: Client }) => new Client()));
    return load().catch(() => {
      throw new DesktopError('link-down', 'The client of the notifications could not be loaded');
    });
  }

  async #ask(method: 'GET' | 'POST', path: string, body: unknown, about: string, signal?: AbortSignal, again = false): Promise<HttpAnswer> {
    const session = this.#session;
    if (!session) throw new DesktopError('link-down', about);
    const { csrf } = session;
    const answer = await this.#exchange(method, path, about, body, method === 'GET' ? {} : csrf, [signal, this.#control.signal]);
    this.#sampled(answer);
    // The token may be another after a move to another node.
    if (answer.status === 403 && method === 'POST' && !again) {
      await this.#welcome(session, {}, signal);
      if (JSON.stringify(session.csrf) !== JSON.stringify(csrf)) return this.#ask(method, path, body, about, signal, true);
    }
    const failure = failureOf(answer.status, answer.json, about);
    if (failure) throw failure;
    return answer;
  }

  #exchange(
    method: 'GET' | 'POST',
    path: string,
    about: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
    signals: readonly (AbortSignal | undefined)[],
  ): Promise<HttpAnswer> {
    const { answerMs = 15_000, maxBytes = 1_000_000 } = this.#options.limits ?? {};
    const request = { about, method, url: this.#base + path, credentials: 'include', headers, answerMs, maxBytes, signals } as const;
    return exchange({ ...request, ...(body !== undefined && { body }) }, this.#runtime, this.#environment);
  }

  // A Date header tells whole seconds: a newer one counts only where it says something else.
  #sampled({ sample }: HttpAnswer): void {
    if (!sample) return;
    this.told.clock.next(sample);
    const offset = sample.serverTime - (sample.sentAt + sample.receivedAt) / 2;
    if (this.#offset === undefined || Math.abs(offset - this.#offset) > SECOND_MS) this.#offset = offset;
  }

  // Messages carry no time; this is when they came, on the platform's clock, and never before the one that came before.
  #now(): number | undefined {
    if (this.#offset === undefined) return undefined;
    this.#newest = Math.max(this.#newest, Math.round(this.#offset + this.#runtime.monotonic()));
    return this.#newest;
  }

  #drop(error: DesktopError): void {
    if (error.code === 'unauthorized') this.#session = undefined;
    const had = this.#channel !== undefined;
    this.#rest();
    if (had) this.told.lost.next(error.code === 'link-down' ? error : new DesktopError('link-down', error.message));
  }

  #rest(): void {
    const channel = this.#channel;
    this.#channel = undefined;
    channel?.close();
    this.#control.abort();
  }
}

// What an answer that is none of the protocol's is taken for: a gateway's.
const NO_MESSAGES = 502;
