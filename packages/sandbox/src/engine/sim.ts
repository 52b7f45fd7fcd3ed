import { Agent } from './agent.js';
import { Call, Device, Leg, type CallStart } from './call.js';
import type { Cancel, Clock } from './clock.js';
import type { Refusal, RefusalKind } from './commands.js';
import type { Cause, Fact } from './facts.js';
import type { AgentState, PartyKind, PartyState, SystemView } from './model.js';
import { Outreach } from './outreach.js';
import { seededRandom, type Random } from './random.js';
import type { World, WorldAgent, WorldCustomer, WorldQueue } from './world-types.js';

type Unnumbered = Fact extends infer F ? (F extends Fact ? Omit<F, 'seq' | 'at' | 'cause'> : never) : never;

/** Where a number leads. */
export type Destination =
  | { readonly kind: 'agent'; readonly device: Device }
  | { readonly kind: 'customer'; readonly customer: WorldCustomer }
  | { readonly kind: 'route-point'; readonly queue: WorldQueue }
  | { readonly kind: 'external' };

/** The state of the whole simulation, and the few operations that everything else is made of. */
export class Sim {
  readonly world: World;
  readonly clock: Clock;
  readonly random: Random;
  readonly #agents: Map<string, Agent>;
  readonly #devices: Map<string, Device>;
  readonly calls: Map<string, Call> = new Map();
  /** Calls that wait for an agent, in the order in which they are served. */
  readonly waiting: Call[] = [];
  readonly members: ReadonlyMap<string, readonly Agent[]>;
  readonly outreach: Outreach;
  system: SystemView;
  /** A call waits or an agent became ready since calls were last routed. */
  routeNeeded = false;
  /** The agent's request that is being carried out. */
  #cause: Cause | null = null;
  readonly #restless = new Set<Agent>();
  readonly #record: (fact: Unnumbered, cause: Cause | null) => void;
  readonly #firstCall: number;
  #nextCall: number;
  #nextKey: number;
  #depth = 0;
  #over = false;
  #settle: () => void = () => undefined;

  constructor(world: World, clock: Clock, seed: number, record: (fact: Unnumbered, cause: Cause | null) => void) {
    this.world = world;
    this.clock = clock;
    this.random = seededRandom(seed);
    this.#record = record;
    this.#agents = new Map(world.agents.map((info, order) => [info.id, new Agent(info, order)]));
    const own = world.agents.map((info): [string, Device] => [info.extension, new Device(info.extension, true)]);
    const others = world.devices.map((device): [string, Device] => [device.extension, new Device(device.extension, device.inService)]);
    this.#devices = new Map([...own, ...others]);
    this.members = new Map(world.queues.map((queue) => [queue.id, [...this.agents.values()].filter((agent) => takes(queue, agent))]));
    this.outreach = new Outreach(world);
    this.system = { platform: world.platform, status: 'IN_SERVICE', reason: '', since: clock.now() };
    this.#firstCall = this.#nextCall = this.random.whole(10_000_000, 90_000_000);
    this.#nextKey = this.random.whole(1, 9_000);
  }

  get agents(): ReadonlyMap<string, Agent> {
    return this.#agents;
  }

  get devices(): ReadonlyMap<string, Device> {
    return this.#devices;
  }

  now(): number {
    return this.clock.now();
  }

  /** Adds an agent to those of the world, with a phone of their own. They take no calls from queues. */
  hire(info: WorldAgent): Agent {
    const agent = new Agent(info, this.#agents.size);
    this.#agents.set(info.id, agent);
    this.#devices.set(info.extension, new Device(info.extension, true));
    return agent;
  }

  /** Sets what runs at the end of every transaction. */
  onSettle(settle: () => void): void {
    this.#settle = settle;
  }

  /** Runs a command or timer; then what follows from it, which nobody asked for, without a cause. */
  transact<T>(cause: Cause | null, run: () => T): T {
    this.#cause = cause;
    this.#depth++;
    try {
      return run();
    } finally {
      this.#cause = null;
      if (--this.#depth === 0) this.#settle();
    }
  }

  /** Runs `run` after `ms`, unless it is cancelled or the simulation has been replaced. */
  after(ms: number, run: () => void): Cancel {
    return this.clock.after(ms, () => {
      if (!this.#over) this.transact(null, run);
    });
  }

  /** Nothing happens any more. */
  stop(): void {
    this.#over = true;
  }

  emit(fact: Unnumbered): void {
    this.#record(fact, this.#cause);
  }

  tellAgent(agent: Agent, previous: AgentState, change: 'state' | 'pending' | 'reason' | 'refresh'): void {
    agent.touch();
    this.emit({ type: 'agent', agentId: agent.info.id, agent: agent.view(this.world), previous, change });
  }

  newCall(start: Omit<CallStart, 'id' | 'now' | 'keyId'>): Call {
    const call = new Call({ ...start, id: String(this.#nextCall++), keyId: this.#nextKey++, now: this.now() });
    this.calls.set(call.id, call);
    return call;
  }

  /** Whether a call of that id has been, and is no more. */
  hasEnded(id: string): boolean {
    return /^[0-9]{1,15}$/.test(id) && Number(id) >= this.#firstCall && Number(id) < this.#nextCall && !this.calls.has(id);
  }

  addLeg(call: Call, address: string, kind: PartyKind, state: PartyState): Leg {
    const device = kind === 'agent' ? (this.devices.get(address) ?? null) : null;
    const leg = new Leg(call, address, kind, device, state, this.now());
    call.legs.push(leg);
    return leg;
  }

  /** Tells everybody concerned that a call is new or changed. Agents who did not know of it are told that it is there. */
  publish(call: Call, change: 'started' | 'changed' = 'changed'): void {
    this.prune(call);
    this.emit({ type: 'call', change, call: call.view(this.world, null) });
    for (const leg of [...call.legs]) {
      const { agent } = leg;
      if (!agent) continue;
      const known = agent.visible.has(call.id);
      if (!known && !leg.live) continue;
      agent.visible.set(call.id, call);
      leg.told = call.actions(this.world, leg).join();
      this.#restless.add(agent);
      this.emit({ type: known ? 'call-changed' : 'call-added', agentId: agent.info.id, call: call.view(this.world, agent) });
    }
    for (const leg of call.legs) leg.gone ||= !leg.live;
  }

  /** Tells the truth of a call in which only what agents' platforms do not show has changed. */
  tellCall(call: Call): void {
    this.emit({ type: 'call', change: 'changed', call: call.view(this.world, null) });
  }

  /** Leaves out those who have left and were shown so, as long as others go on. */
  prune(call: Call): void {
    if (call.live().length < 2) return;
    for (let index = call.legs.length - 1; index >= 0; index--) {
      const leg = call.legs[index]!;
      if (leg.gone && leg.state === 'DROPPED') call.legs.splice(index, 1);
    }
  }

  /** The call is over for an agent. */
  remove(agent: Agent, call: Call): void {
    if (!agent.visible.delete(call.id)) return;
    this.#restless.add(agent);
    this.emit({ type: 'call-removed', agentId: agent.info.id, call: call.view(this.world, agent) });
  }

  /** Forgets a call that nobody takes part in any more. */
  finish(call: Call): void {
    if (call.ended || call.legs.some((leg) => leg.state !== 'DROPPED')) return;
    call.ended = true;
    call.timer?.();
    this.calls.delete(call.id);
    this.emit({ type: 'call', change: 'ended', call: call.view(this.world, null) });
  }

  /** Tells agents of calls whose actions changed because another of their calls did. */
  retell(): void {
    for (const agent of this.#restless) {
      for (const call of agent.visible.values()) {
        const leg = call.legOfAgent(agent);
        if (!leg) continue;
        const actions = call.actions(this.world, leg).join();
        if (actions === leg.told) continue;
        leg.told = actions;
        this.emit({ type: 'call-changed', agentId: agent.info.id, call: call.view(this.world, agent) });
      }
    }
    this.#restless.clear();
  }

  /** Where a number leads; undefined for one that nobody has. */
  find(number: string): Destination | undefined {
    const device = this.devices.get(number);
    if (device) return { kind: 'agent', device };
    const point = this.world.routePoints.find((candidate) => candidate.number === number);
    const queue = this.world.queues.find((candidate) => (point ? candidate.id === point.queue : candidate.number === number));
    if (queue) return { kind: 'route-point', queue };
    const digits = number.replace(/^\+/, '');
    const customer = this.world.customers.find((candidate) => candidate.number.slice(1) === digits);
    if (customer) return { kind: 'customer', customer };
    return /^[0-9]{7,15}$/.test(digits) ? { kind: 'external' } : undefined;
  }
}

/** Makes a refusal. */
export function refuse(
  timing: Refusal['timing'],
  kind: RefusalKind,
  message: string,
  more: { readonly data?: string; readonly code?: number } = {},
): Refusal {
  return { timing, kind, message, ...more };
}

function takes(queue: WorldQueue, agent: Agent): boolean {
  return queue.agents.includes(agent.info.id) || queue.teams.includes(agent.info.team);
}
