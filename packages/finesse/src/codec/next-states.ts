import type { AgentPicture, AgentState, RequestableState, StateOption } from '@cordboard/core';

/** Which contact centre stands behind Finesse. */
export type Platform = 'CCE' | 'CCX';

/** When a state that is asked for comes into force. A question mark: no document says so, it was worked out. */
export type Cell = 'now' | 'pending' | 'now?' | 'pending?';

/** What may be asked for in each state. A state or column left out offers nothing. */
export type StateTable = Readonly<Partial<Record<AgentState, Readonly<Partial<Record<RequestableState, Cell>>>>>>;

/** What the platform never says in a user's picture, but its rules depend on. */
export interface StateRules {
  readonly platform: Platform;
  /** Whether the agent has reason codes to choose from; `undefined` while nobody has asked. */
  readonly notReadyReasons?: boolean;
  readonly signOutReasons?: boolean;
  /** Direction of the call that wrap-up would follow, where known. */
  readonly direction?: 'inbound' | 'outbound';
  /** Whether cells marked `?` are offered. Default true: the platform's refusal is spoken. */
  readonly offerInferred?: boolean;
  /** Takes the place of the platform's table. */
  readonly table?: StateTable;
}

/** The states an agent may ask for now. States that only the system sets never appear. */
export function nextStates(_agent: Pick<AgentPicture, 'state' | 'pending' | 'settings'>, _rules: StateRules): readonly StateOption[] {
  throw new Error('to come');
}
