import type { CallDataLayout, Contact, Queue, ReasonCode, Team, WrapUpReason } from './model.js';
import type { AgentPicture, DialogPicture, Feature, Seen } from './port.js';

/** A typed read. Types are added in later releases, never renamed. */
export type Query =
  /** The agent as the platform has it now. */
  | { readonly type: 'agent' }
  /** One dialog, whole; `undefined` when it has ended. */
  | { readonly type: 'dialog'; readonly dialogId: string }
  /** All of the agent's dialogs. */
  | { readonly type: 'dialogs' }
  /** Reasons the agent may give with a state, system reasons left out, in the platform's order. */
  | { readonly type: 'reason-codes'; readonly category: ReasonCode['category'] }
  | { readonly type: 'wrap-up-reasons' }
  | { readonly type: 'contacts' }
  | { readonly type: 'layouts' }
  | { readonly type: 'queues' }
  | { readonly type: 'team'; readonly teamId: string };

/** What each query answers with. */
export interface QueryResults {
  readonly agent: Seen<AgentPicture>;
  readonly dialog: Seen<DialogPicture> | undefined;
  readonly dialogs: readonly Seen<DialogPicture>[];
  readonly 'reason-codes': readonly ReasonCode[];
  readonly 'wrap-up-reasons': readonly WrapUpReason[];
  readonly contacts: readonly Contact[];
  readonly layouts: readonly CallDataLayout[];
  readonly queues: readonly Queue[];
  readonly team: Team;
}

/** The answer to a query of type `Q`. */
export type ResultOf<Q extends Query> = QueryResults[Q['type']];

/** The feature a port must serve to answer a query. */
export function featureOfQuery(query: Query): Feature {
  switch (query.type) {
    case 'dialog':
    case 'dialogs':
      return 'voice';
    case 'contacts':
      return 'contacts';
    case 'layouts':
      return 'layouts';
    case 'wrap-up-reasons':
      return 'wrap-up';
    case 'agent':
    case 'reason-codes':
      return 'agent-state';
    case 'queues':
      return 'queues';
    case 'team':
      return 'teams';
  }
}
