import type { Feature } from './port.js';
import type { CallVariable, Classification, ConsultIntent, DialogAction } from './model.js';
import type { Secret } from './secret.js';

/** What an agent can ask a platform to do. Types are added in later releases, never renamed. */
export type Command =
  | SignIn
  | SignOut
  | SetAgentState
  | MakeCall
  | DialogCommand
  | Consult
  | Conference
  | ConferenceNow
  | Transfer
  | TransferNow
  | TransferMute
  | Swap
  | SendDtmf
  | DropParticipant
  | UpdateCallData
  | SetWrapUp
  | StartRecording
  | Reclassify
  | ScheduleCallback
  | CancelCallback;

/** Opens the session and signs the agent in on a device. Confirmed when the platform reports any state but signed out. */
export interface SignIn {
  readonly type: 'sign-in';
  /** With `extension`, may be empty where the feature `session-user` is served. */
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
  /** Call data that the call carries from the start; needs the feature `dial-data`. */
  readonly variables?: readonly CallVariable[];
}

/** The actions a `dialog-action` command can carry. */
export type CallAction = Extract<
  DialogAction,
  'answer' | 'hold' | 'retrieve' | 'drop' | 'accept' | 'reject' | 'close' | 'mute' | 'unmute' | 'mark-done'
>;

/**
 * Acts on the agent's own leg of a dialog. Confirmed when the platform reports the effect; `mark-done`, which finishes a call that is over,
 * when the call has gone.
 */
export interface DialogCommand {
  readonly type: 'dialog-action';
  readonly dialogId: string;
  readonly action: CallAction;
}

/** Calls a third party while the active call waits. Confirmed when the consult dialog appears. */
export interface Consult {
  readonly type: 'consult';
  /** The active call. */
  readonly dialogId: string;
  readonly to: string;
  /** What it is for; some platforms need to know at the start. */
  readonly intent: ConsultIntent;
}

/** Joins a held call with the agent's active one, all parties together. Confirmed when the conference is reported. */
export interface Conference {
  readonly type: 'conference';
  /** The held call; with several, the agent chooses. */
  readonly dialogId: string;
}

/** Takes another party into a call without consulting. Confirmed when that party is in the call. */
export interface ConferenceNow {
  readonly type: 'conference-now';
  readonly dialogId: string;
  readonly to: string;
}

/** Joins a held call with the agent's active one and leaves. Confirmed when the held call has left the agent. */
export interface Transfer {
  readonly type: 'transfer';
  /** The held call; with several, the agent chooses. */
  readonly dialogId: string;
}

/** Passes a call on without consulting. Confirmed when the call has left the agent. */
export interface TransferNow {
  readonly type: 'transfer-now';
  readonly dialogId: string;
  readonly to: string;
}

/**
 * Passes a call on by a consult call that is completed before anybody has answered it: the customer hears it ring. For switches that cannot
 * pass a call on in one step, or sites that want it so. Confirmed when the call has left the agent.
 */
export interface TransferMute {
  readonly type: 'transfer-mute';
  readonly dialogId: string;
  readonly to: string;
}

/**
 * Goes over to a held call. Where the platform has no request for that (feature `swap`), the active call is held, then this one retrieved; if
 * the second step fails the first is undone, and the command is refused with what the second step said. Confirmed when the leg is active.
 */
export interface Swap {
  readonly type: 'swap';
  /** The held call to go to. */
  readonly dialogId: string;
}

/** Sends tones. Never refused as busy: tones of one dialog go out one after the other. The digits are kept out of the state. */
export interface SendDtmf {
  readonly type: 'send-dtmf';
  readonly dialogId: string;
  /** 0-9 * # and, where the platform has them, A-D. */
  readonly digits: string;
}

/** Takes another party out of a call. Confirmed when that party has left. */
export interface DropParticipant {
  readonly type: 'drop-participant';
  readonly dialogId: string;
  readonly address: string;
}

/** Changes call variables; those not listed stay. An empty value empties. Confirmed when the values are reported. */
export interface UpdateCallData {
  readonly type: 'update-call-data';
  readonly dialogId: string;
  readonly variables: readonly CallVariable[];
}

/** Sets the wrap-up reasons, by label; most platforms take one. Confirmed when they are reported. */
export interface SetWrapUp {
  readonly type: 'set-wrap-up';
  readonly dialogId: string;
  readonly reasons: readonly string[];
}

/** Starts recording. */
export interface StartRecording {
  readonly type: 'record';
  readonly dialogId: string;
}

/** Tells a campaign what answered. */
export interface Reclassify {
  readonly type: 'reclassify';
  readonly dialogId: string;
  readonly classification: Classification;
}

/** Promises the customer a callback. At least one of time and number. */
export interface ScheduleCallback {
  readonly type: 'schedule-callback';
  readonly dialogId: string;
  /** `YYYY-MM-DDThh:mm`, in the zone that the platform assumes for the customer. */
  readonly time?: string;
  readonly number?: string;
}

/** Takes a promised callback back. */
export interface CancelCallback {
  readonly type: 'cancel-callback';
  readonly dialogId: string;
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
    default:
      return `dialog:${command.dialogId}`;
  }
}

/** The action that a command on a dialog stands for; `undefined` for commands on the agent, and for `swap`, which is two. */
export function actionOf(command: Command): DialogAction | undefined {
  switch (command.type) {
    case 'sign-in':
    case 'sign-out':
    case 'set-agent-state':
    case 'make-call':
    case 'swap':
      return undefined;
    case 'dialog-action':
      return command.action;
    case 'set-wrap-up':
      return 'update-call-data';
    default:
      return command.type;
  }
}

/** The feature a port must serve to take a command. */
export function featureOf(command: Command): Feature {
  switch (command.type) {
    case 'sign-in':
    case 'sign-out':
    case 'set-agent-state':
      return 'agent-state';
    case 'set-wrap-up':
      return 'wrap-up';
    default: {
      const action = actionOf(command);
      return action === undefined ? 'voice' : featureOfAction(action);
    }
  }
}

/** The feature a port must serve for an action to be there at all. */
export function featureOfAction(action: DialogAction): Feature {
  switch (action) {
    case 'answer':
    case 'hold':
    case 'retrieve':
    case 'drop':
      return 'voice';
    case 'accept':
    case 'reject':
    case 'close':
    case 'reclassify':
    case 'schedule-callback':
    case 'cancel-callback':
      return 'outbound';
    case 'update-call-data':
      return 'call-data';
    case 'unmute':
      return 'mute';
    default:
      return action;
  }
}

/**
 * A command's life: `pending`, then one of the others. `confirmed` and `superseded` entries last for one emission;
 * `refused` and `timed-out` stay until the next command on the target or `client.dismiss(target)`.
 */
export type CommandPhase = 'pending' | 'confirmed' | 'refused' | 'timed-out' | 'superseded';
