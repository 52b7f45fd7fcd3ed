import type { AgentState, CallState, PartyState, World } from '../engine/index.js';
import type { FaultPlan } from '../faults/index.js';
import type { FinesseQuirks } from '../finesse/index.js';

/** What agents do at their desktops, each by the raw request of it. */
export type AgentDeed =
  | 'connect'
  | 'disconnect'
  | 'sign-in'
  | 'sign-out'
  | 'ready'
  | 'not-ready'
  | 'work'
  | 'dial'
  | 'answer'
  | 'hold'
  | 'retrieve'
  | 'drop'
  | 'consult'
  | 'transfer'
  | 'conference'
  | 'transfer-now'
  | 'send-digits'
  | 'drop-party'
  | 'record'
  | 'set-data'
  | 'wrap-up'
  | 'accept'
  | 'reject'
  | 'close'
  | 'reclassify'
  | 'schedule-callback'
  | 'cancel-callback';

/** What a party does with its phone; the platform is not asked. */
export type PartyDeed = 'answer' | 'hold' | 'retrieve' | 'drop' | 'consult' | 'transfer' | 'conference' | 'transfer-single-step';

/** What every step may say besides. */
export interface StepBase {
  /** Not before this time, in ms since the start of the scenario. */
  readonly at: number | undefined;
  /** Not before this has become true. */
  readonly when: Expectation | undefined;
  /** For readers. */
  readonly note: string | undefined;
}

/** An agent's raw request, or their notification stream. */
export interface AgentStep extends StepBase {
  readonly agent: string;
  readonly does: AgentDeed;
  /** Name of a call; needed only where the agent has more than one. */
  readonly call: string | undefined;
  readonly to: string | undefined;
  /** Id of a reason. */
  readonly reason: string | undefined;
  readonly extension: string | undefined;
  readonly digits: string | undefined;
  readonly variables: Readonly<Record<string, string | null>> | undefined;
  /** One label, or several (CCX). */
  readonly reasons: readonly string[] | undefined;
  readonly classification: string | undefined;
  readonly time: string | undefined;
  readonly number: string | undefined;
  /** Names the call that this makes. */
  readonly as: string | undefined;
  /** The type of the error that is expected, at once or later. */
  readonly refused: string | undefined;
  /** The status of the answer that is expected. */
  readonly status: number | undefined;
}

/** Somebody outside, or a phone, calls a number. */
export interface CustomerStep extends StepBase {
  readonly customer: string;
  readonly calls: string;
  readonly as: string | undefined;
  readonly variables: Readonly<Record<string, string | null>> | undefined;
  readonly callType: string | undefined;
}

/** Any party of a call acts on its phone. */
export interface PartyStep extends StepBase {
  readonly party: string;
  readonly does: PartyDeed;
  readonly call: string;
  readonly to: string | undefined;
  readonly as: string | undefined;
}

/** Somebody is put into a state, as the platform would. */
export interface ColleagueStep extends StepBase {
  readonly colleague: string;
  readonly is: AgentState;
  /** Code of a reason. */
  readonly reason: number | undefined;
}

/** A campaign offers a contact: to an agent (`to`), or whoever has been ready longest. */
export interface CampaignStep extends StepBase {
  /** Name or id. */
  readonly campaign: string;
  /** The customer's number. */
  readonly offers: string;
  readonly to: string | undefined;
  readonly as: string | undefined;
  readonly variables: Readonly<Record<string, string | null>> | undefined;
}

/** The platform's own data for a call: null leaves a value, an empty text overwrites it. */
export interface DataStep extends StepBase {
  readonly data: Readonly<Record<string, string | null>>;
  readonly call: string;
}

/** Something begins to go wrong. */
export interface FaultStep extends StepBase {
  readonly fault: FaultPlan;
  readonly as: string | undefined;
}

/** A fault ends, or (`all`) every one. */
export interface HealStep extends StepBase {
  readonly heal: string;
}

/** Time passes. */
export interface WaitStep extends StepBase {
  /** In ms. */
  readonly wait: number;
}

/** Something must be true, now or before `within` ms have passed. */
export interface ExpectStep extends StepBase {
  readonly expect: Expectation;
  /** Default 5000. */
  readonly within: number | undefined;
}

/** One line of a scenario. */
export type Step =
  AgentStep | CustomerStep | PartyStep | ColleagueStep | CampaignStep | DataStep | FaultStep | HealStep | WaitStep | ExpectStep;

/** An agent's state. */
export interface AgentExpectation {
  readonly agent: string;
  readonly state: AgentState | undefined;
  /** Empty: nothing is pending. */
  readonly pending: string | undefined;
  /** Code of the reason. */
  readonly reason: number | undefined;
  /** How many calls the agent sees. */
  readonly calls: number | undefined;
}

/** A call as it is. */
export interface CallExpectation {
  readonly call: string;
  /** True: it is no more. */
  readonly gone: boolean | undefined;
  readonly state: CallState | undefined;
  readonly type: string | undefined;
  /** The addresses of those who take part now, in any order. */
  readonly parties: readonly string[] | undefined;
  /** Address of the conference controller; empty: there is none. */
  readonly controller: string | undefined;
  /** Name of the call that was merged into this one. */
  readonly merged: string | undefined;
  /** Name of the call that this one was started from. */
  readonly about: string | undefined;
  readonly recording: boolean | undefined;
  readonly wrapUp: string | undefined;
  readonly variables: Readonly<Record<string, string>> | undefined;
}

/** One party of a call. */
export interface PartyExpectation {
  readonly party: string;
  readonly call: string;
  readonly state: PartyState | undefined;
  /** Some of what the platform offers. */
  readonly can: readonly string[] | undefined;
  readonly cannot: readonly string[] | undefined;
}

/**
 * A notification that an agent is sent. Looked for behind the one that the expectation before found for this agent, so that several of
 * them say an order.
 */
export interface ToldExpectation {
  readonly told: string;
  readonly event: 'POST' | 'PUT' | 'DELETE' | undefined;
  readonly of: 'user' | 'dialog' | 'error' | undefined;
  readonly call: string | undefined;
  /** Of the user or the dialog. */
  readonly state: string | undefined;
  readonly type: string | undefined;
  /** Of an error. */
  readonly error: string | undefined;
  /** Text inside. */
  readonly contains: string | undefined;
  /** True: it must not come. */
  readonly never: boolean | undefined;
}

/** What can be expected. */
export type Expectation = AgentExpectation | CallExpectation | PartyExpectation | ToldExpectation;

/** A scenario that can be played. */
export interface Scenario {
  readonly title: string;
  readonly about: string;
  readonly world: World;
  readonly seed: number;
  readonly quirks: Partial<FinesseQuirks>;
  readonly steps: readonly Step[];
  /** The line of each step in the file, from 1. */
  readonly lines: readonly number[];
}
