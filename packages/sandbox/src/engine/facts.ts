import type { CommandType, Refusal } from './commands.js';
import type { AgentState, AgentView, CallView, SystemView } from './model.js';
import type { ContactView, Disposition } from './outreach-model.js';

/** The agent's request that a fact answers. Absent (null) for what phones, the router, timers or the control API do. */
export interface Cause {
  readonly agentId: string;
  readonly requestId: string;
}

/** What every fact carries. */
export interface FactBase {
  /** 1, 2, 3 … without gaps, from the last reset on. */
  readonly seq: number;
  /** Engine clock, ms since the epoch. */
  readonly at: number;
  readonly cause: Cause | null;
}

/** An agent's state, pending state or reason changed, or (`refresh`) is told again because a request asked for what already was. */
export interface AgentFact extends FactBase {
  readonly type: 'agent';
  readonly agentId: string;
  readonly agent: AgentView;
  readonly previous: AgentState;
  readonly change: 'state' | 'pending' | 'reason' | 'refresh';
}

/** A call appeared at, changed for, or left an agent. `call-removed` is the end of the call for that agent, whatever its state says. */
export interface AgentCallFact extends FactBase {
  readonly type: 'call-added' | 'call-changed' | 'call-removed';
  readonly agentId: string;
  /** As this agent sees it. */
  readonly call: CallView;
}

/**
 * The truth about a call changed, whoever sees it. `started` and `changed` come before the agents' facts of the same change, `ended`
 * comes when no agent sees the call any more.
 */
export interface CallFact extends FactBase {
  readonly type: 'call';
  readonly change: 'started' | 'changed' | 'ended';
  readonly call: CallView;
}

/** A request that had been accepted came to nothing. `target` is what it was about. */
export interface RefusedFact extends FactBase {
  readonly type: 'refused';
  /** Who had asked. */
  readonly agentId: string;
  readonly command: CommandType;
  /** For calls the action asked for, as in the command. */
  readonly action?: string;
  readonly target:
    | { readonly kind: 'agent'; readonly id: string }
    | { readonly kind: 'calls'; readonly id: string }
    | { readonly kind: 'call'; readonly id: string };
  readonly refusal: Refusal;
}

/** The system went in or out of service. */
export interface SystemFact extends FactBase {
  readonly type: 'system';
  readonly system: SystemView;
}

/** Everything began again; what was known before is void. First fact after a reset, with seq 1. */
export interface ResetFact extends FactBase {
  readonly type: 'reset';
  readonly seed: number;
  readonly world: string;
}

/** What is known about somebody on a list changed. */
export interface ContactFact extends FactBase {
  readonly type: 'contact';
  readonly contact: ContactView;
}

/** An agent said what became of a call. */
export interface DispositionFact extends FactBase {
  readonly type: 'disposition';
  readonly disposition: Disposition;
}

/** Something that happened. Never altered; safe to keep. */
export type Fact = AgentFact | AgentCallFact | CallFact | RefusedFact | SystemFact | ContactFact | DispositionFact | ResetFact;
