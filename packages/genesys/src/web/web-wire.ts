import { DesktopError, realRuntime, type ClockSample, type Runtime } from '@cordboard/core';
import type { CometD } from 'cometd';
import { Subject } from 'rxjs';
import type { AisNameChanges } from '../ais/names.js';
import { attributesOf, fieldOf, itemsOf, wordOf, wordsOf, type KeyValue } from '../ais/values.js';
import type { AisEvent } from '../ais/event.js';
import type { AisArguments, AisCredentials, AisOpening, AisWire } from '../wire/ais-wire.js';
import { baseOf } from '../wire/base.js';
import { environmentOf, type Environment, type EnvironmentOptions } from '../wire/environment.js';
import { exchange, type HttpAnswer } from '../wire/http.js';
import { aborted, sleep } from '../wire/wait.js';
import { callOf, lists, type WebCall } from './call.js';
import { WebCalls } from './calls.js';
import { Channel } from './channel.js';
import { attributesOfAgent, devicesOf, type WebDevice } from './device.js';
import { COMPLETIONS, dataIn, dialOf, operationOf, SEND_TONES, type Operation } from './requests.js';
import { failureOf } from './status.js';

/** What a {@link WebWire} is made from. Only `url` is required. */
export interface WebOptions {
  /** Address of the interface, such as `/api/v2`; in a page it may be relative to the page. */
  readonly url: string;
  /** Notifications over a WebSocket where both sides have one, else by long polling. Default false: by long polling. */
  readonly push?: boolean;
  /**
   * What becomes of a call that is over. `complete` (default): it stays until the agent marks it done, which puts it into the history
   * (`SetCallCompleted`). `gone`: it is done at once, for sites without a history.
   */
  readonly released?: 'complete' | 'gone';
  /** The place whose devices are used. Without it, the session is begun on the device that stands for the extension. */
  readonly place?: string;
  /** Fields that tell the reason of a `NotReady`; no published page of ours has them. Default: none are sent. */
  readonly reasonFields?: (reasons: readonly KeyValue[]) => Readonly<Record<string, unknown>>;
  /**
   * What states and work modes of the site come to, as `State` or `State/WorkMode`: `READY`, `NOT_READY`, `AFTER_CALL_WORK`, `BUSY` or
   * `LOGGED_OUT`. Added to `Ready`, `NotReady`, `NotReady/AfterCallWork` and `LoggedOut`.
   */
  readonly states?: Readonly<Record<string, string>>;
  /**
   * Gives the client of the notifications: default the CometD project's, which is loaded when it is needed. It is made for pages; elsewhere a
   * global `window` with timers has to be there before.
   */
  readonly cometD?: () => Promise<CometD>;
  readonly limits?: WebLimits;
  /** Clock, timers and chance; the real ones by default. */
  readonly runtime?: Runtime;
  /** `fetch`; the global one by default. It keeps cookies, as a page's does. */
  readonly environment?: Pick<EnvironmentOptions, 'fetch'>;
}

/** Times in milliseconds, sizes in bytes. */
export interface WebLimits {
  /** For one request and its whole answer. Default 15,000. */
  readonly answerMs?: number;
  /** How long a poll for notifications may be held. Default 120,000. */
  readonly pollMs?: number;
  /** How long a call that was dialled may take to be told. Default 10,000. */
  readonly dialMs?: number;
  /** Of an answer. Default 1,000,000. */
  readonly maxBytes?: number;
}

const CALLS = '/v2/me/calls';
const DEVICES = '/v2/me/devices';
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
export class WebWire implements AisWire {
  /** Tones are an operation here. */
  readonly names: AisNameChanges = { sendDtmf: SEND_TONES };
  readonly #events = new Subject<AisEvent>();
  readonly #gap = new Subject<void>();
  readonly #lost = new Subject<DesktopError>();
  readonly #clock = new Subject<ClockSample>();
  readonly #ignored = new Subject<string>();
  readonly events$ = this.#events.asObservable();
  readonly gap$ = this.#gap.asObservable();
  readonly lost$ = this.#lost.asObservable();
  readonly clock$ = this.#clock.asObservable();
  readonly ignored$ = this.#ignored.asObservable();
  readonly #base: string;
  readonly #options: WebOptions;
  readonly #runtime: Runtime;
  readonly #environment: Environment;
  readonly #calls: WebCalls;
  readonly #devices = new Map<string, WebDevice>();
  readonly #fresh = new Set<(call: WebCall) => void>();
  #session: Session | undefined;
  #channel: Channel | undefined;
  #control = new AbortController();
  /** The platform's time less the runtime's. */
  #offset: number | undefined;
  #newest = 0;

  /** Does no I/O. Throws `DesktopError('invalid-argument')` for an address that cannot be used. */
  constructor(options: WebOptions) {
    this.#base = baseOf(options.url);
    this.#options = options;
    this.#runtime = options.runtime ?? realRuntime;
    this.#environment = environmentOf(options.environment);
    this.#calls = new WebCalls(options.released !== 'gone');
  }

  async open({ credentials }: AisOpening, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw aborted('open');
    this.#rest();
    if (this.#session && this.#session.user !== credentials.user) await this.close();
    const known = this.#session;
    try {
      await this.#listen(known ?? (await this.#start(credentials, signal)), signal);
    } catch (error) {
      // The session that was taken up again has expired meanwhile.
      if (!known || !isUnauthorized(error)) throw error;
      this.#session = undefined;
      await this.#listen(await this.#start(credentials, signal), signal);
    }
  }

  // Ending the session would log the agent out, and cookies cannot be seen from here: it is left to expire.
  close(): Promise<void> {
    this.#rest();
    this.#session = undefined;
    this.#calls.clear();
    this.#devices.clear();
    return Promise.resolve();
  }

  async invoke(service: string, method: string, args: AisArguments, signal?: AbortSignal): Promise<unknown> {
    const about = `${service}.${method}`;
    const session = this.#session;
    if (!session) throw new DesktopError('link-down', about);
    try {
      return await this.#serve(service, method, args, signal);
    } catch (error) {
      if (isUnauthorized(error) && this.#session === session) this.#drop(error as DesktopError);
      // What a lost session called off nobody has aborted.
      throw DesktopError.from(error).code === 'aborted' && !signal?.aborted ? new DesktopError('link-down', about) : error;
    }
  }

  /**
   * An operation on a call that the port has no command for, by the platform's own name: `ClearCall`, `RemoveParticipantFromConference`,
   * `DeleteUserDataPair`. Resolves when it is accepted; rejects with `DesktopError`.
   */
  async operate(
    callId: string,
    operationName: string,
    fields: Readonly<Record<string, unknown>> = {},
    signal?: AbortSignal,
  ): Promise<void> {
    await this.#post(callPath(callId), { ...fields, operationName }, operationName, signal);
  }

  async #serve(service: string, method: string, args: AisArguments, signal?: AbortSignal): Promise<unknown> {
    const about = `${service}.${method}`;
    switch (service) {
      case 'InteractionVoiceService':
        return this.#act(method, args, signal);
      case 'InteractionService':
        return this.#onInteractions(method, args, signal);
      case 'AgentService':
        return this.#onAgent(method, args, signal);
      case 'DnService': {
        if (method !== 'getDnsDTO') break;
        const wanted = new Set(wordsOf(args['dnIds']));
        return [...this.#devices.values()]
          .filter(({ id }) => wanted.has(id))
          .map(({ id, phoneNumber }) => ({ dnId: id, attributes: [{ key: 'dn:callableNumber', value: phoneNumber }] }));
      }
    }
    throw new DesktopError('not-supported', about);
  }

  async #act(method: string, args: AisArguments, signal?: AbortSignal): Promise<unknown> {
    if (method === 'createInteractionFromDnDTO') return this.#dial(wordOf(args['dnId']) ?? '', dialOf(args), signal);
    const id = wordOf(args['interactionId']) ?? '';
    if (method === 'markDone') return this.#complete(id, signal);
    const operation = operationOf(method, args);
    if (!operation) throw new DesktopError('not-supported', method);
    const { operationName } = operation;
    const call = this.#calls.get(id);
    const other = method === 'retrieveCall' && call && !lists(call, 'Retrieve') ? this.#calls.talkingBeside(id) : undefined;
    if (other && lists(call!, 'SwapCalls')) {
      await this.#post(callPath(id), { operationName: 'SwapCalls', otherCallUri: other.uri }, 'SwapCalls', signal);
      return null;
    }
    const target = Object.hasOwn(COMPLETIONS, method) ? this.#calls.completedBy(id, operationName)?.id : id;
    await this.#post(callPath(target ?? id), operation, operationName, signal);
    return method.endsWith('DTO') ? { interactionDTO: null, voiceError: null } : null;
  }

  // The answer does not name the call: it is the next one of the agent's that is new and does not ring at them.
  async #dial(deviceId: string, operation: Operation, signal?: AbortSignal): Promise<unknown> {
    let made: string | undefined;
    const control = new AbortController();
    const onCall = ({ id, state, parentId }: WebCall): void => {
      if (parentId !== undefined || /^(ringing|released)$/i.test(state)) return;
      made ??= id;
      control.abort();
    };
    this.#fresh.add(onCall);
    const stop = (): void => control.abort();
    const life = this.#control.signal;
    life.addEventListener('abort', stop, { once: true });
    try {
      await this.#post(`/me/devices/${encodeURIComponent(deviceId)}/calls`, operation, 'Dial', signal);
      await sleep(this.#runtime, this.#options.limits?.dialMs ?? 10_000, control.signal).catch(() => undefined);
    } finally {
      this.#fresh.delete(onCall);
      life.removeEventListener('abort', stop);
    }
    return { interactionDTO: made === undefined ? null : { interactionId: made, attributes: [] }, voiceError: null };
  }

  // Nothing is told of what has gone into the history: it is there when the platform says so.
  async #complete(id: string, signal?: AbortSignal): Promise<unknown> {
    const duration = this.#calls.get(id)?.duration;
    const body = { operationName: 'SetCallCompleted', ...(duration !== undefined && { callDuration: String(duration) }) };
    await this.#post(`/ucs/interactions/${encodeURIComponent(id)}`, body, 'SetCallCompleted', signal);
    this.#calls.remove(id);
    this.#tell('InteractionService', 'InteractionEvent', [
      { key: 'interaction:interactionId', value: id },
      { key: 'interaction:status', value: 'MARKED_DONE' },
      { key: 'interaction.voice:actionsPossible', value: [] },
    ]);
    return null;
  }

  async #onInteractions(method: string, args: AisArguments, signal?: AbortSignal): Promise<unknown> {
    switch (method) {
      case 'getInteractionsDTOFromAgent': {
        const { json } = await this.#get('/me/calls', signal);
        const calls = itemsOf(fieldOf(json, 'calls'))
          .map(callOf)
          .filter((call) => call !== undefined);
        const over = this.#calls.listed(new Set(calls.map(({ id }) => id)));
        return { interactions: [...calls.map((call) => this.#keep(call)), ...over.map((id) => this.#kept(id))] };
      }
      case 'getInteractionsDTO':
        return Promise.all(wordsOf(args['interactionIds']).map((id) => this.#read(id, signal)));
      case 'setInteractionDTO': {
        await this.#write(wordOf(args['interactionId']) ?? '', args['attributes'], signal);
        return null;
      }
    }
    throw new DesktopError('not-supported', method);
  }

  async #read(id: string, signal?: AbortSignal): Promise<unknown> {
    try {
      const { json } = await this.#get(callPath(id), signal);
      const call = callOf(fieldOf(json, 'call'));
      if (call) return this.#keep(call);
    } catch (error) {
      const isOver = DesktopError.from(error).code === 'not-found' && this.#calls.get(id)?.state.toLowerCase() === 'released';
      if (isOver) return this.#kept(id);
      throw error;
    }
    throw new DesktopError('protocol', 'call');
  }

  // What is there already is updated: attaching would add a second pair of the same name.
  async #write(id: string, attributes: unknown, signal?: AbortSignal): Promise<void> {
    const data = dataIn(attributesOf(attributes).get('interaction:addAttachedData')) ?? {};
    const there = new Set(this.#calls.get(id)?.userData.map(({ key }) => key));
    for (const [operationName, isWanted] of [
      ['UpdateUserData', true],
      ['AttachUserData', false],
    ] as const) {
      const userData = Object.fromEntries(Object.entries(data).filter(([key]) => there.has(key) === isWanted));
      if (Object.keys(userData).length > 0) await this.#post(callPath(id), { operationName, userData }, operationName, signal);
    }
  }

  async #onAgent(method: string, args: AisArguments, signal?: AbortSignal): Promise<unknown> {
    const form = args['form'];
    switch (method) {
      case 'getAgentDTO': {
        const { json } = await this.#get('/me/devices', signal);
        this.#devices.clear();
        for (const device of devicesOf(fieldOf(json, 'devices'))) this.#devices.set(device.id, device);
        return { attributes: this.#agent() };
      }
      case 'login': {
        const { place } = this.#options;
        const device = `/devices/${encodeURIComponent(wordOf(fieldOf(form, 'dnId')) ?? '')}`;
        const where = place === undefined ? { devicePath: device } : { place };
        const start = { operationName: 'StartContactCenterSession', channels: ['voice'], ...where };
        await this.#post('/me', start, method, signal).catch((error: unknown) => {
          throw deviceError(DesktopError.from(error));
        });
        // Which device was taken, its own message tells; it may have come before.
        const { json } = await this.#get('/me/devices', signal);
        const devices = devicesOf(fieldOf(json, 'devices'));
        const dnId = wordOf(fieldOf(form, 'dnId'));
        const taken = devices.find(({ id, phoneNumber }) => id === dnId || phoneNumber === dnId) ?? devices[0];
        return { mediaInfo: taken ? { dnId: taken.id, callableNumber: taken.phoneNumber } : null, error: null };
      }
      case 'logout': {
        await this.#post('/me', { operationName: 'EndContactCenterSession' }, method, signal);
        // It ends the session with all its notifications: nothing will tell that the agent is out.
        for (const [id, device] of this.#devices) this.#devices.set(id, { ...device, state: 'LoggedOut', capabilities: [] });
        this.#tell('AgentService', 'VoiceMediaEvent', this.#agent());
        return ACCEPTED;
      }
      case 'ready':
      case 'notReady':
      case 'afterCallWork': {
        const operationName = { ready: 'Ready', notReady: 'NotReady', afterCallWork: 'AfterCallWork' }[method];
        const reasons = itemsOf(fieldOf(form, 'reasons')) as readonly KeyValue[];
        const fields = reasons.length > 0 ? this.#options.reasonFields?.(reasons) : undefined;
        await this.#post('/me/channels/voice', { operationName, ...fields }, method, signal);
        return ACCEPTED;
      }
    }
    throw new DesktopError('not-supported', method);
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
      channels: [CALLS, DEVICES],
      push: this.#options.push ?? false,
      exchange: async (url, body, signals) => {
        const { status, json } = await exchange(
          {
            about: 'notifications',
            method: 'POST',
            url,
            body: JSON.parse(body) as unknown,
            credentials: 'include',
            headers: session.csrf,
            answerMs: pollMs,
            maxBytes,
            signals,
          },
          this.#runtime,
          this.#environment,
        );
        return status === 200 && Array.isArray(json) ? (json as readonly unknown[]) : status === 200 ? 502 : status;
      },
      told: (from, data) => this.#told(from, data),
      gap: () => this.#gap.next(),
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

  #told(channel: string, data: unknown): void {
    if (channel === DEVICES) {
      const devices = devicesOf(fieldOf(data, 'devices'));
      if (devices.length === 0) return this.#strange('A message of devices without one');
      for (const device of devices) this.#devices.set(device.id, device);
      return this.#tell('AgentService', 'VoiceMediaEvent', this.#agent());
    }
    const call = callOf(fieldOf(data, 'call'));
    if (!call) return this.#strange('A message of calls without one');
    const isNew = this.#calls.get(call.id) === undefined;
    const attributes = this.#calls.keep(call, this.#now());
    this.#tell('InteractionService', 'InteractionEvent', attributes);
    if (isNew) for (const hear of [...this.#fresh]) hear(call);
  }

  // What it was to tell is read instead.
  #strange(what: string): void {
    this.#ignored.next(what);
    this.#gap.next();
  }

  #tell(serviceName: string, eventName: string, attributes: readonly KeyValue[]): void {
    this.#events.next({ serviceName, eventName, attributes: attributesOf(attributes), timeStamp: this.#now() });
  }

  #agent(): readonly KeyValue[] {
    return attributesOfAgent(this.#devices.values(), this.#session?.profile, this.#options.states);
  }

  #keep(call: WebCall): { readonly interactionId: string; readonly attributes: readonly KeyValue[] } {
    return { interactionId: call.id, attributes: this.#calls.keep(call, this.#now()) };
  }

  #kept(id: string): { readonly interactionId: string; readonly attributes: readonly KeyValue[] } {
    return { interactionId: id, attributes: this.#calls.attributes(id) ?? [] };
  }

  #get(path: string, signal?: AbortSignal): Promise<HttpAnswer> {
    return this.#ask('GET', path, undefined, path.split('/')[2] ?? path, signal);
  }

  #post(path: string, body: unknown, about: string, signal?: AbortSignal): Promise<HttpAnswer> {
    return this.#ask('POST', path, body, about, signal);
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
    this.#clock.next(sample);
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
    if (had) this.#lost.next(error.code === 'link-down' ? error : new DesktopError('link-down', error.message));
  }

  #rest(): void {
    const channel = this.#channel;
    this.#channel = undefined;
    channel?.close();
    this.#control.abort();
  }
}

const ACCEPTED = { mediaInfo: null, error: null };

// Of all that starting a session says, what can be wrong is the device.
function deviceError(error: DesktopError): DesktopError {
  const isSaid = ['invalid-argument', 'refused', 'not-found'].includes(error.code);
  return isSaid ? new DesktopError('device-invalid', error.message, { cause: error.cause }) : error;
}

function callPath(id: string): string {
  return `/me/calls/${encodeURIComponent(id)}`;
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof DesktopError && error.code === 'unauthorized';
}
