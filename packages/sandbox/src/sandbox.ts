import { builtInWorld, createEngine, SimClock, type BuiltInWorld, type Clock, type Engine, type World } from './engine/index.js';
import { CLEAN, CrmRecords, Softphones, Workspace, type BusQuirks } from './acqueon/index.js';
import { loggedPacket } from './acqueon/logged.js';
import { Faults, FaultyDelivery, Line, type ActiveFault, type Connection, type Traffic } from './faults/index.js';
import { DesktopEvents } from './gadgets/desktop-events.js';
import { BoshService, FinesseFace, type AuthMode, type FinesseQuirks, type XmppSession } from './finesse/index.js';
import { GenesysFace, type Concerns, type GenesysQuirks, type PushConnection } from './genesys/index.js';
import { WireLog, type WireEntry } from './wire-log.js';

/** How a sandbox starts. */
export interface SandboxOptions {
  /** A built-in world's name or a validated world. Default `cce`. */
  readonly world?: World | BuiltInWorld;
  /** Default 1. */
  readonly seed?: number;
  /** Default: a virtual clock, moved by `advance` only. */
  readonly clock?: Clock;
  /** Measures what the wire itself counts, such as how long a request of BOSH is held. Default: `clock`. */
  readonly wireClock?: Clock;
  readonly quirks?: Partial<FinesseQuirks>;
  /** Ways and speed of the voice interaction service. */
  readonly genesys?: Partial<GenesysQuirks>;
  readonly authMode?: AuthMode;
  /** Whether pages of another origin may use the platforms' interfaces. Default: none may. */
  readonly allowsOrigin?: (origin: string) => boolean;
  /** Makes values that nobody can guess. Default: the platform's `crypto.randomUUID`. */
  readonly newToken?: () => string;
  /** Told of what should not happen. */
  readonly onBug?: (error: unknown) => void;
}

/** What a page of the Workspace is opened with: its own quirks, and who works there. */
export interface WorkspaceSettings extends Partial<BusQuirks> {
  /**
   * Whom the channel `Amazon` finds signed in to the browser, because its login asks for no name. Default: the first agent of the world. On
   * the channel `Cisco` it is who signs in.
   */
  readonly agentId?: string;
}

/** What becomes of a request: an answer, a torn connection, or nothing at all. */
export type Outcome = Response | 'reset' | 'silence';

/** What becomes of a connection's opening. */
export type Opening = 'accept' | 'reset' | { readonly status: number };

const SOCKET_PATH = '/ws/';
const BOSH_PATH = '/http-bind/';
const LOGIN_PAGE = '<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in</h1><br></body></html>';

/**
 * A contact centre with its platforms' faces, its faults and its log, without any transport of its own: a server or a page carries
 * requests and frames to it.
 */
export class Sandbox {
  readonly engine: Engine;
  readonly finesse: FinesseFace;
  readonly bosh: BoshService;
  readonly genesys: GenesysFace;
  readonly faults: Faults;
  readonly log: WireLog;
  /** The gadget desktops that are open. */
  readonly desktops: DesktopEvents = new DesktopEvents();
  /** The invented CRM that Workspaces are open in. */
  readonly crm: CrmRecords;
  readonly #lines = new Set<Line>();
  readonly #workspaces = new Set<Workspace>();
  readonly #delivery: FaultyDelivery;
  readonly #clock: Clock;
  readonly #onBug: (error: unknown) => void;
  readonly #softphones: Softphones;
  #busQuirks: BusQuirks = CLEAN;
  #pages = 0;

  constructor(options: SandboxOptions = {}) {
    const { world = 'cce', seed = 1 } = options;
    const played = typeof world === 'string' ? builtInWorld(world) : world;
    const clock = options.clock ?? new SimClock({ start: played.startTime });
    this.#clock = clock;
    this.#onBug = options.onBug ?? throwLater;
    this.engine = createEngine({ world: played, seed, clock });
    this.crm = new CrmRecords(this.engine);
    this.#softphones = new Softphones(this.engine);
    this.log = new WireLog(() => clock.now());
    this.faults = new Faults({
      clock,
      seed,
      effects: { started: (fault) => this.#faultStarted(fault), stopped: (fault) => this.#faultStopped(fault) },
    });
    this.#delivery = new FaultyDelivery(this.faults, clock);
    this.finesse = new FinesseFace({
      engine: this.engine,
      mayCarryOut: (command) => !this.faults.strike({ wire: 'rest', agent: command.agentId }, 'accept_and_forget'),
      deliver: (session, each) => this.#delivery.deliver(session, each),
      onBug: this.#onBug,
      ...defined({
        quirks: options.quirks,
        authMode: options.authMode,
        allowsOrigin: options.allowsOrigin,
        newToken: options.newToken,
      }),
    });
    this.bosh = new BoshService({
      clock: options.wireClock ?? clock,
      newSid: options.newToken ?? (() => crypto.randomUUID()),
      allowsOrigin: options.allowsOrigin ?? (() => false),
      opening: () => this.#boshOpening(),
      connect: (connection, host) => this.connect(connection, host, BOSH_PATH),
    });
    this.genesys = new GenesysFace({
      engine: this.engine,
      admit: (id, password) => this.finesse.credentials.admit(id, password),
      mayCarryOut: (agent, wire) => !this.faults.strike({ wire, agent }, 'accept_and_forget'),
      loses: (agent, wire, node) => this.faults.strike({ wire, agent, node }, 'drop_events') !== undefined,
      onBug: this.#onBug,
      ...defined({
        quirks: options.genesys,
        wireClock: options.wireClock,
        allowsOrigin: options.allowsOrigin,
        newToken: options.newToken,
      }),
    });
  }

  /** Whether a path belongs to one of the platforms. */
  serves(pathname: string): boolean {
    return this.finesse.serves(pathname) || this.bosh.serves(pathname) || this.genesys.serves(pathname);
  }

  /** Answers a request to a platform, or does to it what the faults say. Never rejects. */
  async fetch(request: Request): Promise<Outcome> {
    const url = new URL(request.url);
    // The log shows the stanzas, as it does on a WebSocket, not the envelopes.
    if (this.bosh.serves(url.pathname)) return this.bosh.fetch(request);
    const genesys = this.genesys.serves(url.pathname);
    const wire = genesys ? this.genesys.wireOf(url.pathname) : 'rest';
    const agent = genesys ? this.genesys.agentOf(request) : this.finesse.credentials.nameIn(request.headers.get('Authorization'));
    const from = agent === undefined ? {} : { agent };
    const body = request.body ? await request.clone().text() : '';
    const { method } = request;
    const path = `${url.pathname}${url.search}`;
    const headers = Object.fromEntries(request.headers);
    const seq = this.log.add({ wire, kind: 'request', direction: 'in', method, path, headers, text: body, ...from });
    const answer = (): Promise<Outcome> => (genesys ? this.genesys.fetch(request) : this.finesse.fetch(request));
    const outcome = await this.#outcome(answer, { wire, agent, method, path: url.pathname });
    if (typeof outcome === 'string') {
      this.log.add({ wire, kind: 'fault', direction: 'out', answers: seq, text: outcome, ...from });
    } else {
      const text = outcome.body ? await outcome.clone().text() : '';
      const answered = { status: outcome.status, headers: Object.fromEntries(outcome.headers), answers: seq, text };
      this.log.add({ wire, kind: 'response', direction: 'out', ...answered, ...from });
    }
    return outcome;
  }

  /** Whether a notification connection may be opened now, by that path. What is refused is in the log. */
  opening(path: string = SOCKET_PATH): Opening {
    const traffic: Traffic = { wire: 'xmpp', path };
    if (this.faults.strike(traffic, 'down')) return this.#refuse('reset', path);
    const refused = this.faults.strike(traffic, 'http_status', 'html');
    return refused ? this.#refuse({ status: refused.plan.args.status ?? 200 }, path) : 'accept';
  }

  /** Serves a notification connection, opened by that path; the result takes its frames and its end. */
  connect(connection: Connection, host: string, path: string = SOCKET_PATH): Pick<Line, 'receive' | 'closed' | 'frozen'> {
    const line = new Line(connection, { clock: this.#clock, faults: this.faults, log: this.log, onBug: this.#onBug, path });
    const session: XmppSession = this.finesse.connect(line, host);
    line.attach(session);
    this.#lines.add(line);
    return {
      receive: (frame) => line.receive(frame),
      closed: () => {
        this.#lines.delete(line);
        line.closed();
      },
      get frozen() {
        return line.frozen;
      },
    };
  }

  /** Whether a connection for the voice interaction service's events may be opened by that request. What is refused is in the log. */
  openEvents(request: Request): 'reset' | { readonly status: number } | PushConnection {
    const { pathname, search } = new URL(request.url);
    const wire = this.genesys.wireOf(pathname);
    const agent = this.genesys.agentOf(request);
    const traffic: Traffic = { wire, path: pathname, agent };
    const note = { wire, direction: 'out', path: `${pathname}${search}`, ...(agent === undefined ? {} : { agent }) } as const;
    if (this.faults.strike(traffic, 'down', 'reset_peer')) {
      this.log.add({ ...note, kind: 'fault', text: 'a connection was refused' });
      return 'reset';
    }
    const opening = this.genesys.opening(request);
    if ('status' in opening) {
      this.log.add({ ...note, kind: 'fault', text: 'a connection was refused', status: opening.status });
      return opening;
    }
    const frame = (direction: WireEntry['direction'], text: string): void =>
      void this.log.add({ ...note, kind: direction === 'out' ? 'notification' : 'frame', direction, text });
    return {
      start: (connection) => {
        const line = opening.start({
          send: (text) => {
            frame('out', text);
            connection.send(text);
          },
          close: () => connection.close(),
        });
        return {
          receive: (text) => {
            frame('in', text);
            line.receive(text);
          },
          closed: () => line.closed(),
        };
      },
    };
  }

  /** How the bus of every Workspace differs now, but for what it was opened with. */
  get busQuirks(): BusQuirks {
    return this.#busQuirks;
  }

  /** Changes those that are named, for Workspaces that are open too. */
  setBusQuirks(quirks: Partial<BusQuirks>): void {
    this.#busQuirks = { ...this.#busQuirks, ...quirks };
  }

  /** Opens a page of the Workspace: an agent signs in there, and applications speak over its bus. Whoever opened it closes it. */
  openWorkspace(settings: WorkspaceSettings = {}): Workspace {
    const { agentId, ...quirks } = settings;
    const workspace = new Workspace({
      engine: this.engine,
      softphones: this.#softphones,
      crm: this.crm,
      ...(agentId === undefined ? {} : { agentId }),
      admit: (id, password) => this.finesse.credentials.admit(id, password),
      quirks: () => ({ ...this.#busQuirks, ...quirks }),
      page: ++this.#pages,
      mayCarryOut: (agent) => !this.faults.strike({ wire: 'bus', agent }, 'accept_and_forget'),
      pass: (to, agent, outlet) => this.#delivery.pass(to, { wire: 'bus', agent }, outlet),
      onClose: () => this.#workspaces.delete(workspace),
      onTraffic: ({ direction, packet, subscriber }) =>
        this.log.add({ wire: 'bus', kind: 'frame', direction, session: subscriber, text: loggedPacket(packet) }),
    });
    this.#workspaces.add(workspace);
    return workspace;
  }

  /** Starts again: the same or another world and seed, no calls, no faults, all streams ended. */
  reset(options: { readonly seed?: number; readonly world?: World } = {}): void {
    this.faults.reset(options.seed ?? this.engine.seed);
    this.engine.reset(options);
  }

  /** Ends all streams and faults. */
  close(): void {
    this.faults.stopAll();
    this.finesse.close();
    this.bosh.close();
    this.genesys.close();
  }

  #boshOpening(): Response | 'reset' | undefined {
    const opening = this.opening(BOSH_PATH);
    if (opening === 'accept') return undefined;
    return opening === 'reset' ? opening : new Response(null, opening);
  }

  #refuse<T extends Exclude<Opening, 'accept'>>(how: T, path: string): T {
    const status = how === 'reset' ? {} : { status: how.status };
    this.log.add({ wire: 'xmpp', kind: 'fault', direction: 'out', path, text: 'a connection was refused', ...status });
    return how;
  }

  async #outcome(answer: () => Promise<Outcome>, traffic: Traffic): Promise<Outcome> {
    const { faults } = this;
    if (faults.strike(traffic, 'down', 'reset_peer')) return 'reset';
    const mute = faults.strike(traffic, 'timeout');
    if (mute) {
      if (mute.plan.args.ms === undefined) return 'silence';
      await this.#wait(mute.plan.args.ms);
      return 'reset';
    }
    const slow = faults.strike(traffic, 'latency');
    const spoiled = faults.strike(traffic, 'http_status', 'html');
    // The request is carried out before the delay: events may overtake the answer, as they do in reality.
    const response = spoiled ? spoil(spoiled) : await answer();
    if (slow) await this.#wait(faults.delay(slow.plan.args));
    return response;
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#clock.after(ms, resolve);
    });
  }

  #faultStarted(fault: ActiveFault): void {
    this.#logFault(fault, 'started');
    const { toxic, args } = fault.plan;
    const hit = this.#linesOf(fault);
    switch (toxic) {
      case 'reset_peer':
      case 'down':
        for (const line of hit) if (this.faults.strike(trafficOf(line), toxic)) line.destroy();
        if (toxic === 'down') this.#connectWorkspaces(fault, false);
        this.genesys.tear(
          (agent, wire) => this.faults.strike({ wire, agent, path: wire === 'ais' ? '/ais/' : '/api/v2/' }, toxic) !== undefined,
        );
        break;
      case 'half_open':
        for (const line of hit) line.freeze(fault.id);
        break;
      case 'conflict':
        this.finesse.notifications.endSessions('conflict', (session) =>
          this.faults.concerns(fault, { wire: 'xmpp', agent: session.local }),
        );
        break;
      case 'revoke_token':
        for (const { id } of this.engine.agents()) {
          if (this.faults.concerns(fault, { wire: 'rest', agent: id })) this.finesse.credentials.revoke(id, args.refresh ?? false);
        }
        break;
      case 'change_node':
        this.#once(fault, (concerns) => this.genesys.moveNode(concerns));
        break;
      case 'expire_session':
        this.#once(fault, (concerns) => this.genesys.expireSessions(concerns));
        break;
      case 'expire_new':
        this.#once(fault, (concerns) => this.genesys.expireNew(concerns));
        break;
      case 'out_of_service':
        this.engine.execute({ type: 'set-system', status: 'OUT_OF_SERVICE', reason: args.reason ?? 'CTI connection lost' });
        break;
      case 'finesse_presence':
        this.finesse.notifications.setWebAppPresent(false);
        break;
      default:
        // The others wait for traffic.
        break;
    }
  }

  #faultStopped(fault: ActiveFault): void {
    this.#logFault(fault, 'stopped');
    switch (fault.plan.toxic) {
      case 'down':
        this.#connectWorkspaces(fault, true);
        break;
      case 'half_open':
        for (const line of this.#lines) line.thaw(fault.id);
        break;
      case 'out_of_service':
        this.engine.execute({ type: 'set-system', status: 'IN_SERVICE' });
        break;
      case 'finesse_presence':
        this.finesse.notifications.setWebAppPresent(true);
        break;
      default:
        // The others leave nothing behind.
        break;
    }
  }

  // Something that happens once: there is nothing to stop afterwards.
  #once(fault: ActiveFault, happen: (concerns: Concerns) => void): void {
    happen((agent, wire) => this.faults.concerns(fault, { wire, agent }));
    this.faults.stop(fault.id);
  }

  // What a page of the Workspace can lose is its connection to the platform; the bus itself is within the browser.
  #connectWorkspaces(fault: ActiveFault, connected: boolean): void {
    for (const workspace of this.#workspaces) {
      if (this.faults.concerns(fault, { wire: 'bus', agent: workspace.agentId })) workspace.setConnected(connected);
    }
  }

  #linesOf(fault: ActiveFault): readonly Line[] {
    return [...this.#lines].filter((line) => this.faults.concerns(fault, trafficOf(line)));
  }

  #logFault({ id, plan }: ActiveFault, word: string): void {
    this.log.add({ wire: 'control', kind: 'fault', direction: 'in', text: `${id} ${plan.toxic} on ${plan.target} ${word}` });
  }
}

function trafficOf(line: Line): Traffic {
  return { wire: 'xmpp', agent: line.agent, path: line.path };
}

function spoil({ plan }: ActiveFault): Response {
  const { status = 200, body, headers = {} } = plan.args;
  if (plan.toxic === 'html') return new Response(body ?? LOGIN_PAGE, { headers: { 'Content-Type': 'text/html;charset=UTF-8' } });
  const nothing = status === 204 || status === 205 || status === 304;
  return new Response(nothing ? null : (body ?? ''), { status, headers: { 'Content-Type': 'text/plain', ...headers } });
}

function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}

// Options that are left out must stay out: `undefined` is not a value of theirs.
function defined<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
