import type { Command, CommandResult, Refusal, Submission } from './commands.js';
import type { Clock } from './clock.js';
import type { Fact } from './facts.js';
import type { AgentView, CallView, EngineState, QueueView, ReasonView, SystemView } from './model.js';
import type { ContactView, Disposition } from './outreach-model.js';
import type { ReasonCategory, World, WorldAgent } from './world-types.js';

export type * from './world-types.js';
export type * from './model.js';
export type * from './commands.js';
export type * from './facts.js';
export type * from './outreach-model.js';
export type * from './outreach-world.js';
export type { SwitchProfile, WorldPhoneProfile, WorldSwitch } from './switch-profile.js';
export type { Cancel, Clock, HostTimers, SimClockOptions } from './clock.js';

/** What an engine is made of. */
export interface EngineOptions {
  /** A validated world (`parseWorld`, `builtInWorld`). */
  readonly world: World;
  /** Any 32-bit whole number. Default 1. */
  readonly seed?: number;
  /** Default: a virtual clock at the world's `startTime`, which stands still until it is advanced. */
  readonly clock?: Clock;
  /** Facts kept for `facts()`; older ones are forgotten. Default 20,000. */
  readonly logLimit?: number;
}

/**
 * A simulated contact centre: commands in, facts out. Deterministic: the same world, seed, commands and times give the same facts.
 * Does no I/O and keeps no wall clock of its own.
 */
export interface Engine {
  /** The world now in use; another one after a reset. */
  readonly world: World;
  readonly seed: number;
  readonly clock: Clock;

  /** Engine clock, ms since the epoch. */
  now(): number;

  /**
   * An agent's request through a desktop. What the platform can check by itself is refused at once (`sync`); otherwise the
   * request is accepted, takes effect after the world's `requestMs`, and facts tell the outcome: changes, or `refused`.
   */
  submit(command: Command): Submission;

  /** Carries a command out now. Refusals of agents' requests that are `async` also make a `refused` fact. */
  execute(command: Command): CommandResult;

  /** What would refuse the command now; undefined when nothing would. Changes nothing. */
  check(command: Command): Refusal | undefined;

  /** Calls `listener` with every fact, in order, after the command or timer that caused it is done. Returns the removal. */
  subscribe(listener: (fact: Fact) => void): () => void;

  /** Facts with a `seq` greater than `since` (default 0), as far as they are kept. */
  facts(since?: number): readonly Fact[];

  agent(id: string): AgentView | undefined;
  agents(): readonly AgentView[];
  /** Finds by login name, without regard to case. */
  agentByLoginName(loginName: string): AgentView | undefined;
  /** The agent signed in on a device. */
  agentOn(extension: string): AgentView | undefined;
  /** World entry: password, wrap-up, teams. */
  worldAgent(id: string): WorldAgent | undefined;
  /** Members of a team by their own team, in world order; undefined for an unknown team. */
  teamMembers(teamId: string): readonly AgentView[] | undefined;

  /** A call that still exists, as nobody in particular sees it. */
  call(id: string): CallView | undefined;
  /** Whether a call of that id was there since the start, and is no more. */
  hasEnded(id: string): boolean;
  /** All calls that exist, oldest first. */
  calls(): readonly CallView[];
  /** A call as an agent sees it; undefined when they do not. */
  callFor(agentId: string, callId: string): CallView | undefined;
  /** The calls that an agent sees now (added, not yet removed), in order of arrival. */
  callsOf(agentId: string): readonly CallView[];

  /** Everybody on the campaigns' lists. */
  contacts(): readonly ContactView[];
  /** Somebody by the list manager's key. */
  contact(key: string): ContactView | undefined;
  /** Whom a call of a campaign is or was about. */
  contactOf(callId: string): ContactView | undefined;
  /** What an agent said became of a call; undefined until they do. */
  dispositionOf(callId: string): Disposition | undefined;

  queue(id: string): QueueView | undefined;
  queues(): readonly QueueView[];
  /** Queues that an agent takes calls of; for a supervisor those of all supervised teams too. */
  queuesOf(agentId: string): readonly QueueView[];

  /** Reasons that an agent may choose: global and of the team, without system codes. */
  reasonsFor(agentId: string, category: ReasonCategory): readonly ReasonView[];

  system(): SystemView;
  /** Everything, for the control API. */
  state(): EngineState;

  /** Starts again: every call and timer is gone, all agents are signed out, listeners stay. Emits a `reset` fact with seq 1. */
  reset(options?: { readonly seed?: number; readonly world?: World }): void;
}
