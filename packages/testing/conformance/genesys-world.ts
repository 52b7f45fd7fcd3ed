import { Secret, type DesktopPort } from '@cordboard/core';
import { builtInWorld, Sandbox, SimClock, type Command, type Done, type HostTimers, type PartyView } from '@cordboard/sandbox';
import type { CallHandle, ContractAgent, ContractWorld, PlatformRules } from '@cordboard/testing';

const PASSWORD = 'cordboard';
const CUSTOMER = '+12065550142';

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
export class GenesysWorld implements ContractWorld {
  readonly agent = agent('1001001');
  readonly colleague = agent('1001002');
  readonly outsideNumber = '+12065550153';
  readonly deadNumber = '+12065550152';
  readonly busyNumber = '+12065550150';
  readonly spareExtension = '1001101';
  readonly deadExtension = '1001199';
  readonly staff = {
    mobile: { ...agent('1001006'), number: '+12065550177' },
    wrapsUp: agent('1001003'),
    neverWrapsUp: agent('1001005'),
  };
  readonly rules: PlatformRules;
  readonly reasonIds = ['12', '14'] as const;
  // Dialling and routing take their time; at three times the pace the contract is through in half of it.
  readonly #clock = new SimClock({ start: Date.now(), timers: TIMERS, rate: 3 });
  readonly #sandbox: Sandbox;
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
    this.#wire = wire;
    this.rules = wire === 'gws' ? { ...RULES, letterTones: 'now' } : RULES;
    this.#connect = connect;
    this.#sandbox = new Sandbox({ world: builtInWorld('cce'), clock: this.#clock });
    this.#sandbox.genesys.setProfiles(['full', 'autoDone', 'completeEither']);
  }

  close(): Promise<void> {
    this.#sandbox.close();
    this.#clock.clear();
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
    return this.#place({ type: 'place-call', from: '+441632960123', to: this.agent.extension });
  }

  othersHangUp(call: CallHandle): Promise<void> {
    return this.#hangUp(call, ({ address }) => address !== this.agent.extension);
  }

  outsideHangsUp(call: CallHandle): Promise<void> {
    return this.#hangUp(call, ({ kind }) => kind !== 'agent');
  }

  // Longer than a phone of the built-in worlds rings (15 s).
  ringOut(): Promise<void> {
    this.#clock.advance(16_000);
    return Promise.resolve();
  }

  async otherAnswers(call: CallHandle): Promise<void> {
    // Dialling takes a while before it rings there.
    await until(() => this.#parties(call).some(({ address }) => address === this.outsideNumber), 'ringing outside');
    this.#do({ type: 'call-action', callId: this.#callId(call), address: this.outsideNumber, action: 'answer' });
  }

  previewFor(): Promise<CallHandle> {
    return unheardOf();
  }

  diallerReserves(): Promise<void> {
    return unheardOf();
  }

  pushVariables(call: CallHandle, variables: Readonly<Record<string, string>>): Promise<void> {
    this.#do({ type: 'update-data', callId: this.#callId(call), variables });
    return Promise.resolve();
  }

  tonesOf({ id }: CallHandle): Promise<string> {
    const heard = this.#tones.filter(({ call }) => call === id);
    return Promise.resolve(heard.map(({ digits }) => digits).join(''));
  }

  supervisorSets(state: 'ready' | 'not-ready' | 'signed-out'): Promise<void> {
    this.#do({ type: 'force-state', target: this.agent.id, state: WORDS[state] });
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
    const { callId } = this.#do(command);
    if (callId === undefined) throw new Error(`${command.type} made no call`);
    const find = () => EXTENSIONS.map((extension) => this.#sandbox.genesys.interactions.of(callId, extension)).find((each) => each);
    await until(() => find() !== undefined, 'a call that rings somewhere');
    const id = find()?.id ?? '';
    this.#calls.set(id, callId);
    return { id };
  }

  #do(command: Command): Done {
    const result = this.#sandbox.engine.execute(command);
    if (!result.ok) throw new Error(`The sandbox refused ${command.type}: ${result.refusal.message}`);
    return result;
  }

  #callId({ id }: CallHandle): string {
    return this.#sandbox.genesys.interactions.get(id)?.callId ?? '';
  }

  #parties(call: CallHandle): readonly PartyView[] {
    return this.#sandbox.engine.call(this.#callId(call))?.parties ?? [];
  }

  #hangUp(call: CallHandle, who: (party: PartyView) => boolean): Promise<void> {
    const callId = this.#callId(call);
    for (const { address } of this.#parties(call).filter((party) => who(party) && party.state !== 'DROPPED')) {
      this.#do({ type: 'call-action', callId, address, action: 'drop' });
    }
    return Promise.resolve();
  }
}

const EXTENSIONS = ['1001001', '1001002', '1001003', '1001005', '1001006'];
const WIRES = {
  ais: { commands: /\/(InteractionVoiceService\/|AgentService\/(?!get))/, accepted: '{"result":null}', reports: /\/getEvents/ },
  gws: { commands: /\/me\/(calls\/|devices\/.*\/calls|channels\/)|\/ucs\//, accepted: '{"statusCode":0}', reports: /\/notifications/ },
} as const;
const WORDS = { ready: 'READY', 'not-ready': 'NOT_READY', 'signed-out': 'LOGOUT' } as const;

const TIMERS: HostTimers = {
  now: () => performance.now(),
  set: (run, ms) => setTimeout(run, ms),
  clear: (handle) => clearTimeout(handle as number),
};

function agent(id: string): ContractAgent {
  return { id, extension: id, secret: new Secret(PASSWORD) };
}

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

async function until(holds: () => boolean, what: string): Promise<void> {
  for (const end = Date.now() + 5_000; !holds();) {
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
