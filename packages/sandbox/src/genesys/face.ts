import type { Clock, Engine, Fact, SwitchProfile } from '../engine/index.js';
import { seededRandom, type Random } from '../engine/random.js';
import { Bridge, BRIDGE_PATH, type BridgeOutcome } from './bridge/bridge.js';
import type { PushConnection } from './push.js';
import { Interactions, type InteractionChange } from './interactions.js';
import { EventPipe } from './pipe.js';
import { Profiles } from './profile.js';
import { CLEAN_GENESYS, type GenesysQuirks } from './quirks.js';
import { Telephony } from './telephony.js';
import { Web, WEB_PATH } from './web/web.js';

/** What the platform's side is made of. */
export interface GenesysFaceOptions {
  readonly engine: Engine;
  /** Measures what clients wait for, such as how long a request for events is held. Default: the engine's clock. */
  readonly wireClock?: Clock;
  readonly quirks?: Partial<GenesysQuirks>;
  /** Whether a password is the user's; wrong ones count towards the platform's lock. */
  readonly admit: (id: string, password: string) => 'yes' | 'no' | 'locked';
  /** Whether pages of another origin may use the interfaces. Default: none may. */
  readonly allowsOrigin?: (origin: string) => boolean;
  /** Makes a value that nobody can guess. Default: the platform's `crypto.randomUUID`. */
  readonly newToken?: () => string;
  /** Decides about each accepted action of an agent; false forgets it. Default: all are carried out. */
  readonly mayCarryOut?: Concerns;
  /** Whether an event for an agent, of a service or channel, is lost on its way. Default: none is. */
  readonly loses?: (agentId: string, wire: 'ais' | 'gws', node: string) => boolean;
  /** Told of what should not happen. */
  readonly onBug: (error: unknown) => void;
}

/** Which agents something is about, on which wire. */
export type Concerns = (agentId: string, wire: 'ais' | 'gws') => boolean;

/**
 * The voice interaction service over an engine, on its two wires. Of calls it keeps only what is this platform's own: interactions that are
 * not dialled yet, and those that are over but not marked done.
 */
export class GenesysFace {
  readonly interactions: Interactions;
  readonly profiles: Profiles;
  readonly bridge: Bridge;
  readonly web: Web;
  readonly #engine: Engine;
  readonly #pipe: EventPipe;
  readonly #telephony: Telephony;
  readonly #allowsOrigin: (origin: string) => boolean;
  readonly #unsubscribe: () => void;
  /** Where agents work, or last worked. */
  readonly #phones = new Map<string, string>();
  #random: Random;
  #quirks: GenesysQuirks;

  constructor(options: GenesysFaceOptions) {
    const { engine, newToken = () => crypto.randomUUID() } = options;
    this.#engine = engine;
    this.#quirks = { ...CLEAN_GENESYS, ...options.quirks };
    this.#random = seededRandom(engine.seed);
    this.#allowsOrigin = options.allowsOrigin ?? (() => false);
    this.profiles = new Profiles(engine.world);
    const quirks = (): GenesysQuirks => this.#quirks;
    const features = (extension: string): ReturnType<Profiles['of']> => this.profiles.of(extension);
    this.#pipe = new EventPipe(engine.clock, quirks, () => this.#random);
    this.interactions = new Interactions({
      engine,
      features,
      changed: (change) => this.#changed(change),
      newLifeMs: () => this.#quirks.newSeconds * 1000,
      completionsOnBoth: () => this.#quirks.completionsOnBoth,
    });
    this.#telephony = new Telephony({
      engine,
      interactions: this.interactions,
      features,
      pipe: this.#pipe,
      mayCarryOut: options.mayCarryOut ?? (() => true),
    });
    this.bridge = new Bridge({
      engine,
      interactions: this.interactions,
      telephony: this.#telephony,
      pipe: this.#pipe,
      features,
      quirks,
      admit: options.admit,
      wireClock: options.wireClock ?? engine.clock,
      newToken,
      loses: (agentId, node) => options.loses?.(agentId, 'ais', node) ?? false,
      onBug: options.onBug,
    });
    this.web = new Web({
      engine,
      interactions: this.interactions,
      telephony: this.#telephony,
      pipe: this.#pipe,
      admit: options.admit,
      wireClock: options.wireClock ?? engine.clock,
      newToken,
      loses: (agentId, node) => options.loses?.(agentId, 'gws', node) ?? false,
      onBug: options.onBug,
    });
    this.#unsubscribe = engine.subscribe((fact) => this.#hear(fact));
  }

  get quirks(): GenesysQuirks {
    return this.#quirks;
  }

  /** Changes quirks from now on. */
  setQuirks(quirks: Partial<GenesysQuirks>): void {
    this.#quirks = { ...this.#quirks, ...quirks };
    this.interactions.refresh();
    this.web.settle();
  }

  /** Changes the telephone system's ways from now on: of one phone, or (no extension) of all. */
  setProfiles(profiles: readonly SwitchProfile[], extension?: string): void {
    this.profiles.set(profiles, extension);
    this.interactions.refresh();
    this.web.settle();
  }

  /** Whether a path is this platform's. */
  serves(pathname: string): boolean {
    return pathname.startsWith(BRIDGE_PATH) || pathname.startsWith(WEB_PATH);
  }

  /** The wire that a path belongs to, as logs and faults name it. */
  wireOf(pathname: string): 'ais' | 'gws' {
    return pathname.startsWith(BRIDGE_PATH) ? 'ais' : 'gws';
  }

  /** The agent whom a request comes from, as far as it says so truly. */
  agentOf(request: Request): string | undefined {
    return this.#faceOf(request).agentOf(request);
  }

  /** Answers a request. Never rejects. */
  async fetch(request: Request): Promise<BridgeOutcome> {
    const origin = request.headers.get('Origin');
    const foreign = origin !== null && origin !== new URL(request.url).origin;
    if (foreign && !this.#allowsOrigin(origin)) return new Response(null, { status: 403 });
    const outcome = request.method === 'OPTIONS' ? preflight(request) : await this.#faceOf(request).fetch(request);
    if (foreign && outcome !== 'reset') {
      outcome.headers.set('Access-Control-Allow-Origin', origin);
      outcome.headers.set('Access-Control-Allow-Credentials', 'true');
      outcome.headers.set('Access-Control-Expose-Headers', 'X-CSRF-HEADER, X-CSRF-TOKEN');
      outcome.headers.append('Vary', 'Origin');
    }
    return outcome;
  }

  /** Whether a connection for events may be opened by that request: what serves it, or the status that it is refused with. */
  opening(request: Request): PushConnection | { readonly status: number } {
    const here = new URL(request.url);
    const origin = request.headers.get('Origin');
    const foreign = origin !== null && origin.replace(/^http/, 'ws') !== here.origin.replace(/^http/, 'ws');
    if (foreign && !this.#allowsOrigin(origin)) return { status: 403 };
    return this.#faceOf(request).opening(request);
  }

  /** Ends the sessions of some agents. */
  expireSessions(concerns: Concerns): void {
    this.bridge.expire((agentId) => concerns(agentId, 'ais'));
    this.web.expire((agentId) => concerns(agentId, 'gws'));
  }

  /** Moves the subscribers of some agents to another node; events are lost. */
  moveNode(concerns: Concerns): void {
    this.bridge.moveNode((agentId) => concerns(agentId, 'ais'));
    this.web.moveNode((agentId) => concerns(agentId, 'gws'));
  }

  /** Forgets the interactions of some agents that nobody dialled. */
  expireNew(concerns: Concerns): void {
    for (const { id, extension } of this.#engine.agents()) {
      if (extension !== null && concerns(id, 'ais')) this.interactions.expireNew(extension);
    }
  }

  /** Tears the connections down on which some agents wait for events. */
  tear(concerns: Concerns): void {
    this.bridge.tear((agentId) => concerns(agentId, 'ais'));
    this.web.tear((agentId) => concerns(agentId, 'gws'));
  }

  /** Ends all connections and lets go of the engine. */
  close(): void {
    this.#unsubscribe();
    this.#pipe.clear();
    this.bridge.reset();
    this.web.reset();
  }

  #faceOf(request: Request): Bridge | Web {
    return this.wireOf(new URL(request.url).pathname) === 'ais' ? this.bridge : this.web;
  }

  #hear(fact: Fact): void {
    if (fact.type === 'reset') this.#reset();
    this.interactions.hear(fact);
    this.web.settle();
    if (fact.type === 'agent') {
      const extension = fact.agent.extension ?? this.#phones.get(fact.agentId);
      if (fact.agent.extension === null) this.#phones.delete(fact.agentId);
      else this.#phones.set(fact.agentId, fact.agent.extension);
      if (extension === undefined) return;
      this.bridge.publisher.agent(fact.agent, extension, 'STATUS_CHANGED');
      this.web.agent(fact.agent, extension);
    }
    if (fact.type === 'call') this.#hangUpFailed(fact);
  }

  // A busy tone ends by itself for whoever has no button to end it with: an agent of this platform, whose call is over when it fails.
  #hangUpFailed({ call }: Extract<Fact, { type: 'call' }>): void {
    for (const { address, state, agentId } of call.parties) {
      if (state !== 'FAILED' || agentId === null || !(this.bridge.serves(agentId) || this.web.serves(agentId))) continue;
      this.#engine.execute({ type: 'call-action', callId: call.id, address, action: 'drop' });
    }
  }

  #changed(change: InteractionChange): void {
    this.bridge.publisher.interaction(change);
    this.web.interaction(change);
  }

  #reset(): void {
    this.#pipe.clear();
    this.#telephony.clear();
    this.#random = seededRandom(this.#engine.seed);
    this.profiles.reset(this.#engine.world);
    this.bridge.reset();
    this.web.reset();
    this.#phones.clear();
  }
}

function preflight(request: Request): Response {
  const wanted = request.headers.get('Access-Control-Request-Headers');
  const headers = {
    'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE',
    ...(wanted !== null && { 'Access-Control-Allow-Headers': wanted }),
  };
  return new Response(null, { status: 204, headers });
}
