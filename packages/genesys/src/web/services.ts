import { DesktopError, type Runtime } from '@cordboard/core';
import type { AisEvent } from '../ais/event.js';
import { attributesOf, fieldOf, itemsOf, wordOf, wordsOf, type KeyValue } from '../ais/values.js';
import type { AisArguments } from '../wire/ais-wire.js';
import { sleep } from '../wire/wait.js';
import { callOf, isReleased, lists, type WebCall } from './call.js';
import { WebCalls } from './calls.js';
import { attributesOfAgent, devicesOf, type WebDevice } from './device.js';
import type { WebOptions } from './options.js';
import { COMPLETIONS, dataIn, dialOf, operationOf, type Operation } from './requests.js';

/** Where calls are told of. */
export const CALLS_CHANNEL = '/v2/me/calls';
/** Where devices are, and with them the agent. */
export const DEVICES_CHANNEL = '/v2/me/devices';

/** What {@link WebServices} work with. */
export interface WebServicesParts {
  readonly options: WebOptions;
  readonly runtime: Runtime;
  /** Reads a resource. Resolves with its JSON; rejects with `DesktopError`. */
  readonly get: (path: string, about: string, signal: AbortSignal | undefined) => Promise<unknown>;
  /** Asks for something. Resolves when it is accepted; rejects with `DesktopError`. */
  readonly post: (path: string, body: unknown, about: string, signal: AbortSignal | undefined) => Promise<void>;
  readonly tell: (event: AisEvent) => void;
  /** Something came that could not be understood. */
  readonly strange: (what: string) => void;
  /** The platform's time in ms, where it is known. */
  readonly now: () => number | undefined;
  /** Ends with the session. */
  readonly life: () => AbortSignal;
  /** The user as the platform shows them. */
  readonly user: () => unknown;
}

const DIAL_MS = 10_000;
const STATES: Readonly<Record<string, string>> = { ready: 'Ready', notReady: 'NotReady', afterCallWork: 'AfterCallWork' };

/** Methods of the services as operations of the platform, and its messages as the services' events. */
export class WebServices {
  readonly #parts: WebServicesParts;
  readonly #calls: WebCalls;
  readonly #devices = new Map<string, WebDevice>();
  /** Told of each call that is new. */
  readonly #awaiting = new Set<(call: WebCall) => void>();

  constructor(parts: WebServicesParts) {
    this.#parts = parts;
    this.#calls = new WebCalls(parts.options.released !== 'gone');
  }

  /** Forgets everything. */
  clear(): void {
    this.#calls.clear();
    this.#devices.clear();
  }

  /** A method of a service. Rejects with `not-supported` where the platform has nothing for it. */
  async serve(service: string, method: string, args: AisArguments, signal: AbortSignal | undefined): Promise<unknown> {
    switch (service) {
      case 'InteractionVoiceService':
        return this.#act(method, args, signal);
      case 'InteractionService':
        return this.#onInteractions(method, args, signal);
      case 'AgentService':
        return this.#onAgent(method, args, signal);
      case 'DnService':
        if (method === 'getDnsDTO') return this.#numbers(args);
    }
    throw new DesktopError('not-supported', `${service}.${method}`);
  }

  /** A message of a channel. */
  told(channel: string, data: unknown): void {
    if (channel === DEVICES_CHANNEL) {
      const devices = devicesOf(fieldOf(data, 'devices'));
      if (devices.length === 0) return this.#parts.strange('A message of devices without one');
      for (const device of devices) this.#devices.set(device.id, device);
      return this.#tell('AgentService', 'VoiceMediaEvent', this.#agent());
    }
    const call = callOf(fieldOf(data, 'call'));
    if (!call) return this.#parts.strange('A message of calls without one');
    const isNew = this.#calls.get(call.id) === undefined;
    this.#tell('InteractionService', 'InteractionEvent', this.#calls.keep(call, this.#parts.now()));
    if (isNew) for (const hear of [...this.#awaiting]) hear(call);
  }

  async #act(method: string, args: AisArguments, signal: AbortSignal | undefined): Promise<unknown> {
    if (method === 'createInteractionFromDnDTO') return this.#dial(wordOf(args['dnId']) ?? '', dialOf(args), signal);
    const id = wordOf(args['interactionId']) ?? '';
    if (method === 'markDone') return this.#complete(id, signal);
    const operation = operationOf(method, args);
    if (!operation) throw new DesktopError('not-supported', method);
    const { operationName } = operation;
    const other = method === 'retrieveCall' ? this.#swappedWith(id) : undefined;
    if (other) await this.#parts.post(pathOf(id), { operationName: 'SwapCalls', otherCallUri: other.uri }, 'SwapCalls', signal);
    else {
      const target = Object.hasOwn(COMPLETIONS, method) ? this.#calls.completedBy(id, operationName)?.id : id;
      await this.#parts.post(pathOf(target ?? id), operation, operationName, signal);
    }
    return method.endsWith('DTO') ? { interactionDTO: null, voiceError: null } : null;
  }

  #swappedWith(id: string): WebCall | undefined {
    const call = this.#calls.get(id);
    return call && lists(call, 'SwapCalls') && !lists(call, 'Retrieve') ? this.#calls.talkingBeside(id) : undefined;
  }

  // The answer does not name the call: it is the next one of the agent's that is new and does not ring at them.
  async #dial(deviceId: string, operation: Operation, signal: AbortSignal | undefined): Promise<unknown> {
    let made: string | undefined;
    const seen = new AbortController();
    const onCall = ({ id, state, parentId }: WebCall): void => {
      if (parentId !== undefined || /^(ringing|released)$/i.test(state)) return;
      made ??= id;
      seen.abort();
    };
    const onEnd = (): void => seen.abort();
    const life = this.#parts.life();
    this.#awaiting.add(onCall);
    life.addEventListener('abort', onEnd, { once: true });
    try {
      await this.#parts.post(`/me/devices/${encodeURIComponent(deviceId)}/calls`, operation, 'Dial', signal);
      await sleep(this.#parts.runtime, this.#parts.options.limits?.dialMs ?? DIAL_MS, seen.signal).catch(() => undefined);
    } finally {
      this.#awaiting.delete(onCall);
      life.removeEventListener('abort', onEnd);
    }
    return { interactionDTO: made === undefined ? null : { interactionId: made, attributes: [] }, voiceError: null };
  }

  // Nothing is told of what has gone into the history: it is there when the platform says so.
  async #complete(id: string, signal: AbortSignal | undefined): Promise<unknown> {
    const duration = this.#calls.get(id)?.duration;
    const body = { operationName: 'SetCallCompleted', ...(duration !== undefined && { callDuration: String(duration) }) };
    await this.#parts.post(`/ucs/interactions/${encodeURIComponent(id)}`, body, 'SetCallCompleted', signal).catch((error: unknown) => {
      // A platform that knows it no more has nothing left to complete: without this it would stay for ever.
      if (DesktopError.from(error).code !== 'not-found') throw error;
    });
    this.#calls.remove(id);
    this.#tell('InteractionService', 'InteractionEvent', [
      { key: 'interaction:interactionId', value: id },
      { key: 'interaction:status', value: 'MARKED_DONE' },
      { key: 'interaction.voice:actionsPossible', value: [] },
    ]);
    return null;
  }

  async #onInteractions(method: string, args: AisArguments, signal: AbortSignal | undefined): Promise<unknown> {
    switch (method) {
      case 'getInteractionsDTOFromAgent': {
        const json = await this.#parts.get('/me/calls', 'calls', signal);
        const calls = itemsOf(fieldOf(json, 'calls'))
          .map(callOf)
          .filter((call) => call !== undefined);
        const over = this.#calls.listed(new Set(calls.map(({ id }) => id)));
        return { interactions: [...calls.map((call) => this.#keep(call)), ...over.map((id) => this.#kept(id))] };
      }
      case 'getInteractionsDTO':
        return Promise.all(wordsOf(args['interactionIds']).map((id) => this.#read(id, signal)));
      case 'setInteractionDTO':
        await this.#write(wordOf(args['interactionId']) ?? '', args['attributes'], signal);
        return null;
      case 'deleteAttachedData':
        await this.#deleteData(wordOf(args['interactionId']) ?? '', args['keys'], signal);
        return null;
    }
    throw new DesktopError('not-supported', method);
  }

  async #read(id: string, signal: AbortSignal | undefined): Promise<unknown> {
    try {
      const call = callOf(fieldOf(await this.#parts.get(pathOf(id), 'call', signal), 'call'));
      if (call) return this.#keep(call);
    } catch (error) {
      const known = this.#calls.get(id);
      // What is over and waits to be completed the platform shows no more.
      if (known && isReleased(known) && DesktopError.from(error).code === 'not-found') return this.#kept(id);
      throw error;
    }
    throw new DesktopError('protocol', 'call');
  }

  // What is there already is updated: attaching would add a second pair of the same name.
  async #write(id: string, attributes: unknown, signal: AbortSignal | undefined): Promise<void> {
    const data = dataIn(attributesOf(attributes).get('interaction:addAttachedData')) ?? {};
    const there = new Set(this.#calls.get(id)?.userData.map(({ key }) => key));
    for (const [operationName, isThere] of [
      ['UpdateUserData', true],
      ['AttachUserData', false],
    ] as const) {
      const userData = Object.fromEntries(Object.entries(data).filter(([key]) => there.has(key) === isThere));
      if (Object.keys(userData).length > 0) await this.#parts.post(pathOf(id), { operationName, userData }, operationName, signal);
    }
  }

  async #deleteData(id: string, keys: unknown, signal: AbortSignal | undefined): Promise<void> {
    const all: Operation = { operationName: 'DeleteUserData' };
    const operations = Array.isArray(keys) ? wordsOf(keys).map((key): Operation => ({ operationName: 'DeleteUserDataPair', key })) : [all];
    for (const operation of operations) await this.#parts.post(pathOf(id), operation, operation.operationName, signal);
  }

  async #onAgent(method: string, args: AisArguments, signal: AbortSignal | undefined): Promise<unknown> {
    const form = args['form'];
    switch (method) {
      case 'getAgentDTO': {
        const devices = await this.#readDevices(signal);
        this.#devices.clear();
        for (const device of devices) this.#devices.set(device.id, device);
        return { attributes: this.#agent() };
      }
      case 'login':
        return this.#logIn(wordOf(fieldOf(form, 'dnId')) ?? '', signal);
      case 'logout':
        await this.#parts.post('/me', { operationName: 'EndContactCenterSession' }, method, signal);
        // It ends the session with all its notifications: nothing will tell that the agent is out.
        for (const [id, device] of this.#devices) this.#devices.set(id, { ...device, state: 'LoggedOut', capabilities: [] });
        this.#tell('AgentService', 'VoiceMediaEvent', this.#agent());
        return ACCEPTED;
      case 'ready':
      case 'notReady':
      case 'afterCallWork': {
        const reasons = itemsOf(fieldOf(form, 'reasons')) as readonly KeyValue[];
        const fields = reasons.length > 0 ? this.#parts.options.reasonFields?.(reasons) : undefined;
        await this.#parts.post('/me/channels/voice', { operationName: STATES[method], ...fields }, method, signal);
        return ACCEPTED;
      }
    }
    throw new DesktopError('not-supported', method);
  }

  async #logIn(dnId: string, signal: AbortSignal | undefined): Promise<unknown> {
    const { place } = this.#parts.options;
    const where = place === undefined ? { devicePath: `/devices/${encodeURIComponent(dnId)}` } : { place };
    const body = { operationName: 'StartContactCenterSession', channels: ['voice'], ...where };
    await this.#parts.post('/me', body, 'login', signal).catch((error: unknown) => {
      throw deviceError(DesktopError.from(error));
    });
    // Which device was taken, the answer does not say.
    const devices = await this.#readDevices(signal);
    const taken = devices.find(({ id, phoneNumber }) => id === dnId || phoneNumber === dnId) ?? devices[0];
    return { mediaInfo: taken ? { dnId: taken.id, callableNumber: taken.phoneNumber } : null, error: null };
  }

  async #readDevices(signal: AbortSignal | undefined): Promise<readonly WebDevice[]> {
    return devicesOf(fieldOf(await this.#parts.get('/me/devices', 'devices', signal), 'devices'));
  }

  #numbers(args: AisArguments): unknown {
    const wanted = new Set(wordsOf(args['dnIds']));
    return [...this.#devices.values()]
      .filter(({ id }) => wanted.has(id))
      .map(({ id, phoneNumber }) => ({ dnId: id, attributes: [{ key: 'dn:callableNumber', value: phoneNumber }] }));
  }

  #agent(): readonly KeyValue[] {
    return attributesOfAgent(this.#devices.values(), this.#parts.user(), this.#parts.options.states);
  }

  #keep(call: WebCall): unknown {
    return { interactionId: call.id, attributes: this.#calls.keep(call, this.#parts.now()) };
  }

  #kept(id: string): unknown {
    return { interactionId: id, attributes: this.#calls.attributes(id) ?? [] };
  }

  #tell(serviceName: string, eventName: string, attributes: readonly KeyValue[]): void {
    this.#parts.tell({ serviceName, eventName, attributes: attributesOf(attributes), timeStamp: this.#parts.now() });
  }
}

const ACCEPTED = { mediaInfo: null, error: null };

/** The resource of a call. */
export function pathOf(callId: string): string {
  return `/me/calls/${encodeURIComponent(callId)}`;
}

// Of all that starting a session says, what can be wrong is the device.
function deviceError(error: DesktopError): DesktopError {
  const isSaid = ['invalid-argument', 'refused', 'not-found'].includes(error.code);
  return isSaid ? new DesktopError('device-invalid', error.message, { cause: error.cause }) : error;
}
