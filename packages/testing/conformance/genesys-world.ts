import type { DesktopPort } from '@cordboard/core';
import type { Command, PartyView } from '@cordboard/sandbox';
import type { CallHandle, ContractAgent, ContractWorld, PlatformRules } from '@cordboard/testing';
import { BuiltInPeople, CUSTOMER, OTHER_CUSTOMER, RUNG_OUT_MS } from './built-in-people.js';
import { EngineLevers, until } from './engine-levers.js';

/**
 * Of these the guides tell nothing: what an agent may ask for is listed call by call and DN by DN, and the built-in world's telephone system
 * is the one that stands behind it.
 */
const RULES: PlatformRules = {
  readyDuringCall: 'pending',
  notReadyAgainDuringCall: 'pending',
  signOutFromReady: 'now',
  leaveDiallerReservation: 'now',
  dataWhenDialling: 'now',
  dialFromReady: 'now',
  wrapUpFromReady: 'work',
  wrapUpOnRequest: 'pending',
  showsHold: false,
  severalWrapUpReasons: 'refused',
  letterTones: 'refused',
  dataOfDirectCalls: 'now',
};

/** A request of the desktop, answered by the sandbox as a server would. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * The contract's world on the Genesys side of the sandbox. Calls are named by the interaction of the agent they ring at, for that is how the
 * platform names them. Interactions that are over mark themselves done: the contract knows calls that are over and gone.
 */
export class GenesysWorld extends BuiltInPeople implements ContractWorld {
  readonly rules: PlatformRules;
  readonly #levers = new EngineLevers();
  readonly #sandbox = this.#levers.sandbox;
  readonly #connect: (fetch: Fetch) => DesktopPort;
  readonly #wire: 'ais' | 'gws';
  readonly #faults: string[] = [];
  /** The call of each interaction that was asked for, and what the colleague has of a call, so that both are known when they are over. */
  readonly #calls = new Map<string, string>();
  readonly #there = new Map<string, string>();
  readonly #cookies = new Map<string, string>();
  readonly #tones: { readonly call: string; readonly digits: string }[] = [];
  #swallows = false;
  #tamper: ((events: readonly unknown[]) => readonly unknown[]) | undefined;

  constructor(wire: 'ais' | 'gws', connect: (fetch: Fetch) => DesktopPort) {
    super();
    this.#wire = wire;
    this.rules = wire === 'gws' ? { ...RULES, letterTones: 'now' } : RULES;
    this.#connect = connect;
    this.#sandbox.genesys.setProfiles(['full', 'autoDone', 'completeEither']);
  }

  close(): Promise<void> {
    this.#levers.close();
    return Promise.resolve();
  }

  port(): DesktopPort {
    return this.portOf(this.agent);
  }

  colleaguePort(): DesktopPort {
    return this.portOf(this.colleague);
  }

  portOf({ id }: ContractAgent): DesktopPort {
    return this.#connect((url, init) => this.#fetch(id, url, init));
  }

  /** Each side of a call has an interaction of its own. */
  async idThere({ id }: CallHandle): Promise<string> {
    const { interactions } = this.#sandbox.genesys;
    const callId = interactions.get(id)?.callId ?? this.#calls.get(id);
    if (callId === undefined) return id;
    this.#calls.set(id, callId);
    const find = () => interactions.of(callId, this.colleague.extension)?.id ?? this.#there.get(callId);
    await until(() => find() !== undefined, 'the call there');
    const there = find() ?? id;
    this.#there.set(callId, there);
    return there;
  }

  customerCallsQueue(variables?: Readonly<Record<string, string>>): Promise<CallHandle> {
    return this.#place({ type: 'place-call', from: CUSTOMER, queue: '5120', ...(variables ? { variables } : {}) });
  }

  customerCallsAgent(): Promise<CallHandle> {
    return this.#place({ type: 'place-call', from: OTHER_CUSTOMER, to: this.agent.extension });
  }

  othersHangUp(call: CallHandle): Promise<void> {
    return this.#hangUp(call, ({ address }) => address !== this.agent.extension);
  }

  outsideHangsUp(call: CallHandle): Promise<void> {
    return this.#hangUp(call, ({ kind }) => kind !== 'agent');
  }

  ringOut(): Promise<void> {
    this.#levers.advance(RUNG_OUT_MS);
    return Promise.resolve();
  }

  otherAnswers(call: CallHandle): Promise<void> {
    return this.#levers.answerAt(this.#callId(call), this.outsideNumber);
  }

  previewFor(): Promise<CallHandle> {
    return unheardOf();
  }

  diallerReserves(): Promise<void> {
    return unheardOf();
  }

  pushVariables(call: CallHandle, variables: Readonly<Record<string, string>>): Promise<void> {
    this.#levers.run({ type: 'update-data', callId: this.#callId(call), variables });
    return Promise.resolve();
  }

  tonesOf({ id }: CallHandle): Promise<string> {
    const heard = this.#tones.filter(({ call }) => call === id);
    return Promise.resolve(heard.map(({ digits }) => digits).join(''));
  }

  supervisorSets(state: 'ready' | 'not-ready' | 'signed-out'): Promise<void> {
    this.#levers.run({ type: 'force-state', target: this.agent.id, state: WORDS[state] });
    return Promise.resolve();
  }

  cutLink(): Promise<void> {
    this.#fault('down');
    return Promise.resolve();
  }

  restoreLink(): Promise<void> {
    for (const id of this.#faults.splice(0)) this.#sandbox.faults.stop(id);
    return Promise.resolve();
  }

  goOutOfService(): Promise<void> {
    return unheardOf();
  }

  comeBackToService(): Promise<void> {
    return unheardOf();
  }

  takeOver(): Promise<void> {
    return unheardOf();
  }

  swallowCommands(): Promise<void> {
    this.#swallows = true;
    return Promise.resolve();
  }

  doubleReports(): Promise<void> {
    this.#tamper = (events) => events.flatMap((event) => [event, event]);
    return Promise.resolve();
  }

  repeatReportsLate(): Promise<void> {
    let last: readonly unknown[] = [];
    this.#tamper = (events) => {
      const again = last;
      last = events;
      return [...events, ...again];
    };
    return Promise.resolve();
  }

  spoilNextReport(): Promise<void> {
    this.#tamper = (events) => {
      if (events.length === 0) return events;
      this.#tamper = undefined;
      return ['<', ...events.slice(1)];
    };
    return Promise.resolve();
  }

  truth(): Promise<{ readonly signedIn: boolean; readonly calls: readonly string[] }> {
    const live = this.#sandbox.genesys.interactions
      .at(this.agent.extension)
      .filter(({ status }) => status !== 'IDLE' && status !== 'MARKED_DONE');
    const signedIn = this.#sandbox.engine.agent(this.agent.id)?.state !== 'LOGOUT';
    return Promise.resolve({ signedIn, calls: live.map(({ id }) => id) });
  }

  // A fault on the way, not one of the platform: what is fetched is doubled, repeated or spoiled between the two.
  async #fetch(agentId: string, url: string, init: RequestInit): Promise<Response> {
    // A request takes its time, on any network.
    await new Promise((resolve) => setTimeout(resolve, 2));
    const { commands, accepted, reports } = WIRES[this.#wire];
    if (this.#swallows && agentId === this.agent.id && init.method === 'POST' && commands.test(url)) return new Response(accepted);
    const outcome = await orAborted(this.#sandbox.fetch(this.#request(agentId, url, init)), init.signal);
    if (outcome === 'reset') throw new TypeError('The connection was reset');
    if (outcome === 'silence') return orAborted(new Promise<never>(() => undefined), init.signal);
    this.#keepCookie(agentId, outcome);
    await this.#hearTones(url, init, outcome);
    // A server tells its time with every answer.
    outcome.headers.set('Date', new Date(this.#sandbox.engine.now()).toUTCString());
    if (!this.#tamper || agentId !== this.agent.id || !reports.test(url)) return outcome;
    const { status, headers } = outcome;
    const json = (await outcome.json()) as unknown;
    return new Response(JSON.stringify(this.#wire === 'ais' ? this.#tampered(json) : this.#tamperedMessages(json)), { status, headers });
  }

  // The sandbox masks tones in its log, so they are taken off the wire.
  async #hearTones(url: string, { body }: RequestInit, answer: Response): Promise<void> {
    if (typeof body !== 'string' || !body.includes('"SendDtmf"')) return;
    const { digits = '' } = JSON.parse(body) as { readonly digits?: string };
    const { statusCode } = (await answer.clone().json()) as { readonly statusCode: number };
    if (statusCode === 0) this.#tones.push({ call: url.split('/').at(-1) ?? '', digits });
  }

  #tampered(json: unknown): unknown {
    const { result } = json as { readonly result: readonly unknown[] };
    return { result: this.#tamper?.(result) };
  }

  // What the protocol says itself goes as it is.
  #tamperedMessages(json: unknown): unknown {
    const messages = json as readonly { readonly channel: string }[];
    const isReport = ({ channel }: { readonly channel: string }): boolean => channel.startsWith('/v2/');
    const reports = this.#tamper?.(messages.filter(isReport)) ?? [];
    return [
      ...reports.map((report) => (report === '<' ? { channel: '/v2/me/devices', data: '<' } : report)),
      ...messages.filter((message) => !isReport(message)),
    ];
  }

  // The session of the Web Services is a cookie, which a page's fetch keeps and Node's does not.
  #request(agentId: string, url: string, init: RequestInit): Request {
    const headers = new Headers(init.headers);
    const cookie = this.#cookies.get(agentId);
    if (this.#wire === 'gws' && cookie !== undefined) headers.set('Cookie', cookie);
    return new Request(url, { ...init, headers });
  }

  #keepCookie(agentId: string, { headers }: Response): void {
    const cookie = headers.get('set-cookie')?.split(';')[0];
    if (cookie !== undefined) this.#cookies.set(agentId, cookie);
  }

  #fault(toxic: 'down'): void {
    this.#faults.push(this.#sandbox.faults.start({ target: `${this.#wire}:${this.agent.id}`, toxic, args: {} }));
  }

  // The interaction comes with the ringing, which may take a moment.
  async #place(command: Command): Promise<CallHandle> {
    const { callId } = this.#levers.run(command);
    if (callId === undefined) throw new Error(`${command.type} made no call`);
    const find = () => EXTENSIONS.map((extension) => this.#sandbox.genesys.interactions.of(callId, extension)).find((each) => each);
    await until(() => find() !== undefined, 'a call that rings somewhere');
    const id = find()?.id ?? '';
    this.#calls.set(id, callId);
    return { id };
  }

  #callId({ id }: CallHandle): string {
    return this.#sandbox.genesys.interactions.get(id)?.callId ?? '';
  }

  #hangUp(call: CallHandle, who: (party: PartyView) => boolean): Promise<void> {
    this.#levers.hangUp(this.#callId(call), who);
    return Promise.resolve();
  }
}

const EXTENSIONS = ['1001001', '1001002', '1001003', '1001005', '1001006'];
const WIRES = {
  ais: { commands: /\/(InteractionVoiceService\/|AgentService\/(?!get))/, accepted: '{"result":null}', reports: /\/getEvents/ },
  gws: { commands: /\/me\/(calls\/|devices\/.*\/calls|channels\/)|\/ucs\//, accepted: '{"statusCode":0}', reports: /\/notifications/ },
} as const;
const WORDS = { ready: 'READY', 'not-ready': 'NOT_READY', 'signed-out': 'LOGOUT' } as const;

function unheardOf(): Promise<never> {
  return Promise.reject(new Error('The platform tells of no such thing'));
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal | null | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(new DOMException('Aborted', 'AbortError'));
    if (signal?.aborted) onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject);
  });
}
