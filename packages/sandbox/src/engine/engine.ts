import { decideConnection, decideForceState, decideSetState, decideSignIn, type Decision } from './agent-requests.js';
import { decideCallAction, decideDecline, decideMakeCall, decideUpdateData } from './call-requests.js';
import { decideOfferContact } from './campaigns.js';
import { SimClock, type Clock } from './clock.js';
import { Crowds } from './crowd.js';
import type { Command, CommandResult, Refusal, Submission } from './commands.js';
import { decidePlaceCall } from './dialling.js';
import type { Cause, Fact, RefusedFact } from './facts.js';
import type { AgentView, CallView, EngineState, QueueView, ReasonView, SystemView } from './model.js';
import type { ContactView, Disposition } from './outreach-model.js';
import { decideOutreach } from './outreach-requests.js';
import { queuesOf, queueView, stateOf } from './read-models.js';
import { reasonsOf } from './reasons.js';
import { route } from './routing.js';
import { refuse, Sim } from './sim.js';
import { decideSwitchAction } from './switch-actions.js';
import type { Engine, EngineOptions } from './types.js';
import type { ReasonCategory, World, WorldAgent } from './world-types.js';

const LOG_LIMIT = 20_000;

/** Makes an engine; all agents are signed out, no call exists. */
export function createEngine(options: EngineOptions): Engine {
  return new ContactCentre(options);
}

class ContactCentre implements Engine {
  readonly clock: Clock;
  readonly #logLimit: number;
  readonly #listeners = new Set<(fact: Fact) => void>();
  #seed: number;
  #sim: Sim;
  #crowds = new Crowds();
  #log: Fact[] = [];
  #outbox: Fact[] = [];
  #seq = 0;
  #telling = false;

  constructor(options: EngineOptions) {
    this.clock = options.clock ?? new SimClock({ start: options.world.startTime });
    this.#logLimit = options.logLimit ?? LOG_LIMIT;
    this.#seed = (options.seed ?? 1) >>> 0;
    this.#sim = this.#begin(options.world);
  }

  get world(): World {
    return this.#sim.world;
  }

  get seed(): number {
    return this.#seed;
  }

  now(): number {
    return this.clock.now();
  }

  submit(command: Command): Submission {
    const decision = this.#decide(command);
    if (typeof decision !== 'function' && decision.timing === 'sync') return { ok: false, refusal: decision };
    const sim = this.#sim;
    sim.after(sim.world.timing.requestMs, () => void this.#carryOut(command, true));
    return { ok: true };
  }

  execute(command: Command): CommandResult {
    return this.#carryOut(command, false);
  }

  check(command: Command): Refusal | undefined {
    const decision = this.#decide(command);
    return typeof decision === 'function' ? undefined : decision;
  }

  subscribe(listener: (fact: Fact) => void): () => void {
    // Wrapped, so that the same function given twice is two listeners.
    const own = (fact: Fact): void => listener(fact);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  facts(since = 0): readonly Fact[] {
    const first = this.#log[0]?.seq ?? this.#seq + 1;
    return this.#log.slice(Math.max(0, since + 1 - first));
  }

  agent(id: string): AgentView | undefined {
    return this.#sim.agents.get(id)?.view(this.world);
  }

  agents(): readonly AgentView[] {
    return [...this.#sim.agents.values()].map((agent) => agent.view(this.world));
  }

  agentByLoginName(loginName: string): AgentView | undefined {
    const wanted = loginName.toLowerCase();
    for (const agent of this.#sim.agents.values()) {
      if (agent.info.loginName.toLowerCase() === wanted) return agent.view(this.world);
    }
    return undefined;
  }

  agentOn(extension: string): AgentView | undefined {
    return this.#sim.devices.get(extension)?.agent?.view(this.world);
  }

  worldAgent(id: string): WorldAgent | undefined {
    return this.#sim.agents.get(id)?.info;
  }

  teamMembers(teamId: string): readonly AgentView[] | undefined {
    if (!this.world.teams.some((team) => team.id === teamId)) return undefined;
    return [...this.#sim.agents.values()].filter((agent) => agent.info.team === teamId).map((agent) => agent.view(this.world));
  }

  call(id: string): CallView | undefined {
    return this.#sim.calls.get(id)?.view(this.world, null);
  }

  hasEnded(id: string): boolean {
    return this.#sim.hasEnded(id);
  }

  calls(): readonly CallView[] {
    return [...this.#sim.calls.values()].map((call) => call.view(this.world, null));
  }

  callFor(agentId: string, callId: string): CallView | undefined {
    const agent = this.#sim.agents.get(agentId);
    return agent?.visible.get(callId)?.view(this.world, agent);
  }

  callsOf(agentId: string): readonly CallView[] {
    const agent = this.#sim.agents.get(agentId);
    return agent ? [...agent.visible.values()].map((call) => call.view(this.world, agent)) : [];
  }

  contacts(): readonly ContactView[] {
    return [...this.#sim.outreach.contacts.values()].map((contact) => contact.view());
  }

  contact(key: string): ContactView | undefined {
    return this.#sim.outreach.contacts.get(key)?.view();
  }

  contactOf(callId: string): ContactView | undefined {
    return this.#sim.outreach.aboutCall(callId)?.view();
  }

  dispositionOf(callId: string): Disposition | undefined {
    return this.#sim.outreach.saidOf(callId);
  }

  queue(id: string): QueueView | undefined {
    const queue = this.world.queues.find((candidate) => candidate.id === id);
    return queue && queueView(this.#sim, queue);
  }

  queues(): readonly QueueView[] {
    return this.world.queues.map((queue) => queueView(this.#sim, queue));
  }

  queuesOf(agentId: string): readonly QueueView[] {
    const agent = this.#sim.agents.get(agentId);
    return agent ? queuesOf(this.#sim, agent).map((queue) => queueView(this.#sim, queue)) : [];
  }

  reasonsFor(agentId: string, category: ReasonCategory): readonly ReasonView[] {
    const agent = this.#sim.agents.get(agentId);
    return agent ? reasonsOf(this.world, agent.info.team, category) : [];
  }

  system(): SystemView {
    return this.#sim.system;
  }

  state(): EngineState {
    return stateOf(this.#sim, this.#seed);
  }

  reset(options: { readonly seed?: number; readonly world?: World } = {}): void {
    const world = options.world ?? this.world;
    this.#seed = (options.seed ?? this.#seed) >>> 0;
    this.#sim.stop();
    this.#log = [];
    this.#outbox = [];
    this.#seq = 0;
    this.#sim = this.#begin(world);
    this.#sim.transact(null, () => this.#sim.emit({ type: 'reset', seed: this.#seed, world: world.name }));
  }

  #begin(world: World): Sim {
    this.#crowds = new Crowds();
    const sim: Sim = new Sim(world, this.clock, this.#seed, (fact, cause) => {
      const numbered = { seq: ++this.#seq, at: sim.now(), cause, ...fact } as Fact;
      this.#log.push(numbered);
      if (this.#log.length > this.#logLimit * 2) this.#log.splice(0, this.#log.length - this.#logLimit);
      this.#outbox.push(numbered);
    });
    sim.onSettle(() => {
      sim.retell();
      route(sim);
      sim.retell();
      this.#tell();
    });
    return sim;
  }

  #tell(): void {
    // A listener may give a command: what follows from it is told after everybody has heard the present fact.
    if (this.#telling) return;
    this.#telling = true;
    try {
      for (let fact = this.#outbox.shift(); fact; fact = this.#outbox.shift()) {
        for (const listener of [...this.#listeners]) listener(fact);
      }
    } finally {
      this.#telling = false;
    }
  }

  #carryOut(command: Command, accepted: boolean): CommandResult {
    const cause = causeOf(command);
    return this.#sim.transact(cause, (): CommandResult => {
      const decision = this.#decide(command);
      if (typeof decision === 'function') return decision();
      const asker = askerOf(command);
      if (asker !== undefined && (accepted || decision.timing === 'async')) {
        this.#sim.emit({ type: 'refused', agentId: asker, refusal: decision, ...aboutOf(command) });
      }
      return { ok: false, refusal: decision };
    });
  }

  #decide(command: Command): Decision {
    const sim = this.#sim;
    if (askerOf(command) !== undefined && sim.system.status === 'OUT_OF_SERVICE') {
      return refuse('sync', 'out-of-service', 'The system is out of service');
    }
    switch (command.type) {
      case 'sign-in':
        return decideSignIn(sim, command);
      case 'set-state':
        return decideSetState(sim, command);
      case 'force-state':
        return decideForceState(sim, command);
      case 'make-call':
        return decideMakeCall(sim, command);
      case 'decline-call':
        return decideDecline(sim, command);
      case 'place-call':
        return made(decidePlaceCall(sim, command));
      case 'offer-contact':
        return made(decideOfferContact(sim, command));
      case 'call-action':
        return decideCallAction(sim, command);
      case 'switch-action':
        return decideSwitchAction(sim, command);
      case 'update-data':
        return decideUpdateData(sim, command);
      case 'connection-lost':
        return decideConnection(sim, command.target, true);
      case 'connection-restored':
        return decideConnection(sim, command.target, false);
      case 'set-system':
        return () => {
          const { status, reason = '' } = command;
          if (sim.system.status === status && sim.system.reason === reason) return { ok: true, outcome: 'no-op' };
          sim.system = { ...sim.system, status, reason: status === 'IN_SERVICE' ? '' : reason, since: sim.now() };
          sim.emit({ type: 'system', system: sim.system });
          return { ok: true, outcome: 'changed' };
        };
      case 'crowd':
        return this.#crowds.decide(sim, command);
      case 'dispose':
      case 'change-contact':
      case 'create-contact':
      case 'reserve-contacts':
        return decideOutreach(sim, command);
      case 'set-device': {
        const device = sim.devices.get(command.extension);
        if (!device) return refuse('sync', 'unknown-address', 'No such phone', { data: command.extension });
        return () => {
          const outcome = device.inService === command.inService ? 'no-op' : 'changed';
          device.inService = command.inService;
          sim.routeNeeded = true;
          return { ok: true, outcome };
        };
      }
    }
  }
}

function made(decision: Refusal | (() => { readonly id: string })): Decision {
  return typeof decision === 'function' ? () => ({ ok: true, outcome: 'changed', callId: decision().id }) : decision;
}

function askerOf(command: Command): string | undefined {
  return 'agentId' in command ? command.agentId : undefined;
}

function causeOf(command: Command): Cause | null {
  const agentId = askerOf(command);
  return agentId !== undefined && 'requestId' in command && command.requestId !== undefined
    ? { agentId, requestId: command.requestId }
    : null;
}

function aboutOf(command: Command): Pick<RefusedFact, 'command' | 'action' | 'target'> {
  const agentId = askerOf(command) ?? '';
  switch (command.type) {
    case 'call-action':
      return { command: command.type, action: command.action, target: { kind: 'call', id: command.callId } };
    case 'decline-call':
    case 'update-data':
      return { command: command.type, target: { kind: 'call', id: command.callId } };
    case 'make-call':
      return { command: command.type, target: { kind: 'calls', id: agentId } };
    case 'set-state':
      return { command: command.type, target: { kind: 'agent', id: command.target ?? agentId } };
    default:
      return { command: command.type, target: { kind: 'agent', id: agentId } };
  }
}
