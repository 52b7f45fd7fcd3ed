import type { AgentState, RequestableState } from '@cordboard/core';

/** The agent’s state, and asking for another. */
export interface AgentStateLabels {
  readonly agentState: string;
  readonly states: Readonly<Record<AgentState, string>>;
  /** What may be asked for, as a choice. */
  readonly ask: Readonly<Record<RequestableState, string>>;
  /** A state that comes into force when the call ends. `state` is one of the words above. */
  readonly afterCall: (state: string) => string;
}

/** The English words. */
export const agentStateLabels: AgentStateLabels = {
  agentState: 'Agent state',
  states: {
    'signed-out': 'Signed out',
    'not-ready': 'Not ready',
    ready: 'Ready',
    reserved: 'Reserved',
    'reserved-outbound': 'Reserved for outbound',
    'reserved-outbound-preview': 'Outbound preview',
    talking: 'Talking',
    hold: 'On hold',
    work: 'Wrap-up',
    'work-ready': 'Wrap-up, then ready',
    unknown: 'Unknown',
  },
  ask: { ready: 'Ready', 'not-ready': 'Not ready', work: 'Wrap-up', 'signed-out': 'Sign out' },
  afterCall: (state) => `${state} after this call`,
};
