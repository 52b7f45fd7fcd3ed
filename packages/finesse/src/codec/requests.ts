import type { AgentPicture, CallAction, Command, DialogPicture, Query, ReasonCode } from '@cordboard/core';

/** What a command's request shall bring about. */
export type Expectation =
  | { readonly on: 'agent'; readonly state: 'signed-in' | 'signed-out' | 'ready' | 'not-ready' | 'work'; readonly reasonId?: string }
  | { readonly on: 'new-dialog'; readonly from: string; readonly to: string }
  | { readonly on: 'dialog'; readonly dialogId: string; readonly action: CallAction };

/** One REST request, relative to the node's origin. */
export interface RestRequest {
  readonly method: 'GET' | 'PUT' | 'POST';
  /** Begins with `/finesse/api/`; every segment encoded. */
  readonly path: string;
  /** XML; absent for GET. */
  readonly body?: string;
  /** Further headers, besides content type, authorization and requestId. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A command as a request, and what it shall bring about. */
export interface CommandRequest extends RestRequest {
  readonly method: 'PUT' | 'POST';
  readonly body: string;
  readonly expects: Expectation;
}

/** Who is asking. */
export interface Session {
  readonly agentId: string;
  /** Empty or absent until signed in; `make-call` and `dialog-action` need it. */
  readonly extension?: string;
}

/** The request for a command. Throws `DesktopError('invalid-argument')` (nothing was sent), or `reason-forbidden`. */
export function requestOf(_command: Command, _session: Session): CommandRequest {
  throw new Error('to come');
}

/** The request for a query. Throws `DesktopError('invalid-argument')`. */
export function queryRequestOf(_query: Query, _session: Session): RestRequest {
  throw new Error('to come');
}

/** Paths of what a session reads by itself. */
export const paths = {
  systemInfo: '/finesse/api/SystemInfo',
  user: (_agentId: string): string => {
    throw new Error('to come');
  },
  dialogs: (_agentId: string): string => {
    throw new Error('to come');
  },
  dialog: (_dialogId: string): string => {
    throw new Error('to come');
  },
  reasonCodes: (_agentId: string, _category: ReasonCode['category']): string => {
    throw new Error('to come');
  },
} as const;

/** Whether an agent's picture shows what was expected: the state itself, or pending. */
export function agentMeets(_expects: Expectation, _agent: AgentPicture): boolean {
  throw new Error('to come');
}

/** Whether a dialog's picture shows what was expected. `drop` is also met when the dialog ends, which is not told by a picture. */
export function dialogMeets(_expects: Expectation, _dialog: DialogPicture): boolean {
  throw new Error('to come');
}
