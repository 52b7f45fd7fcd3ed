import type { Feature } from './port.js';
import type { DialogAction } from './model.js';
import type { Secret } from './secret.js';

/** What an agent can ask a platform to do. Types are added in later releases, never renamed. */
export type Command = SignIn | SignOut | SetAgentState | MakeCall | DialogCommand;

/** Opens the session and signs the agent in on a device. Confirmed when the platform reports any state but signed out. */
export interface SignIn {
  readonly type: 'sign-in';
  readonly agentId: string;
  /** Password or access token. Leave it out where the port was given a credentials provider. */
  readonly secret?: Secret;
  readonly extension: string;
  readonly mobile?: { readonly mode: 'call-by-call' | 'nailed'; readonly number: string };
}

/** Signs the agent out and ends the session. Confirmed when the platform reports signed out. */
export interface SignOut {
  readonly type: 'sign-out';
  readonly reasonId?: string;
}

/** Asks for a state; `work` is wrap-up after the present call. Confirmed when it is the state, or pending. */
export interface SetAgentState {
  readonly type: 'set-agent-state';
  readonly state: 'ready' | 'not-ready' | 'work';
  readonly reasonId?: string;
}

/** Places a call from the agent's device. Confirmed when the dialog appears. */
export interface MakeCall {
  readonly type: 'make-call';
  /** The number as the platform shall dial it; formatting is stripped by the caller. */
  readonly to: string;
}

/** The actions a `dialog-action` command can carry. */
export type CallAction = Extract<DialogAction, 'answer' | 'hold' | 'retrieve' | 'drop'>;

/** Acts on the agent's own leg of a dialog. Confirmed when the platform reports the effect. */
export interface DialogCommand {
  readonly type: 'dialog-action';
  readonly dialogId: string;
  readonly action: CallAction;
}

/** What a command acts on; at most one command is under way per target. */
export type CommandTarget = 'agent' | 'new-call' | `dialog:${string}`;

/** The target of a command. */
export function targetOf(command: Command): CommandTarget {
  switch (command.type) {
    case 'sign-in':
    case 'sign-out':
    case 'set-agent-state':
      return 'agent';
    case 'make-call':
      return 'new-call';
    case 'dialog-action':
      return `dialog:${command.dialogId}`;
  }
}

/** The feature a port must serve to take a command. */
export function featureOf(command: Command): Feature {
  switch (command.type) {
    case 'sign-in':
    case 'sign-out':
    case 'set-agent-state':
      return 'agent-state';
    case 'make-call':
    case 'dialog-action':
      return 'voice';
  }
}

/**
 * A command's life: `pending`, then one of the others. `confirmed` and `superseded` entries last for one emission;
 * `refused` and `timed-out` stay until the next command on the target or `client.dismiss(target)`.
 */
export type CommandPhase = 'pending' | 'confirmed' | 'refused' | 'timed-out' | 'superseded';
