import { type Command } from './commands.js';
import { ownParticipant, type Dialog } from './model.js';
import type { AgentPicture, DialogPicture } from './port.js';
import type { CoreEvent } from './reduce.js';
import type { DesktopState } from './state.js';

type OnDialog = Extract<Command, { dialogId: string }>;

/** The dialog that a report was about, and whether it came after the command was given. */
export interface Report {
  readonly shown: string | undefined;
  readonly isNew: boolean;
}

/**
 * Whether the state shows what a command asked for. Asked only after a report that concerns the command, so that a command for the
 * state that already is waits for the platform's answer.
 */
export function achieved(command: Command, state: DesktopState, { shown, isNew }: Report): boolean {
  const dialog = shown === undefined ? undefined : state.dialogs.get(shown);
  if (makesDialog(command)) return isNew && callsOut(dialog) && (command.type === 'make-call' || dialog?.originalId === command.dialogId);
  if (command.type === 'conference') return dialogShows(command, dialog);
  if ('dialogId' in command) return dialogShows(command, state.dialogs.get(command.dialogId));
  return state.agent !== undefined && agentShows(command, state.agent);
}

/** Whether a picture of the agent shows what a command about the agent asked for: the state itself, or pending. False for other commands. */
export function agentShows(command: Command, { state, pending, reason }: AgentPicture): boolean {
  switch (command.type) {
    case 'sign-in':
      return state !== 'signed-out' && state !== 'unknown';
    case 'sign-out':
      return state === 'signed-out';
    case 'set-agent-state': {
      const { state: wanted, reasonId } = command;
      const is = (one: string | undefined) => one === wanted || (wanted === 'work' && one === 'work-ready');
      // The same state for another reason is not yet what was asked for.
      return is(pending?.state) || (is(state) && (reasonId === undefined || reason?.id === reasonId));
    }
    default:
      return false;
  }
}

/**
 * Whether a picture of the dialog that a command acts on shows what it asked for; `undefined` for a dialog that has ended. For a conference
 * the picture may be that of any dialog. False for commands that no picture tells of.
 */
export function dialogShows(command: Command, dialog: DialogPicture | undefined): boolean {
  const leg = ownParticipant(dialog);
  const own = leg?.state;
  // Wrap-up keeps the call on the desk after the agent has left it.
  const hasLeft = dialog === undefined || own === 'dropped' || own === 'wrap-up' || dialog.state === 'dropped';
  switch (command.type) {
    case 'dialog-action':
      switch (command.action) {
        case 'answer':
          return own === 'active' || own === 'held';
        case 'hold':
          return own === 'held';
        case 'retrieve':
          return own === 'active';
        case 'accept':
          return dialog === undefined || own === 'accepted' || dialog.state === 'accepted';
        case 'mute':
        case 'unmute':
          return leg?.muted === (command.action === 'mute');
        case 'mark-done':
          return dialog === undefined;
        default:
          return hasLeft;
      }
    case 'swap':
      return own === 'active';
    case 'transfer':
    case 'transfer-now':
    case 'transfer-mute':
      return hasLeft;
    default:
  }
  // Of the others the end of the call says nothing.
  if (dialog === undefined) return false;
  switch (command.type) {
    case 'conference': {
      // Whichever of the two calls lives on says which one went into it.
      const survives = dialog.id === command.dialogId || dialog.replacedId === command.dialogId;
      return survives && dialog.kind === 'conference' && own === 'active';
    }
    case 'conference-now':
      return dialog.participants.some(({ address, state }) => address === command.to && (state === 'active' || state === 'held'));
    case 'drop-participant':
      return !dialog.participants.some(({ address, state }) => address === command.address && state !== 'dropped');
    case 'update-call-data':
      return command.variables.every(({ name, value }) => dialog.variables.findLast((other) => other.name === name)?.value === value);
    case 'set-wrap-up': {
      const reasons = dialog.wrapUp?.reasons ?? [];
      return reasons.length === command.reasons.length && command.reasons.every((reason) => reasons.includes(reason));
    }
    case 'record':
      return dialog.recording === 'on';
    case 'schedule-callback': {
      const { time, number } = dialog.callback ?? {};
      return dialog.callback !== undefined && (command.time ?? time) === time && (command.number ?? number) === number;
    }
    case 'cancel-callback':
      return dialog.callback === undefined;
    default:
      return false;
  }
}

/** Whether an event can be what a command waits for. */
export function concerns(event: CoreEvent, command: Command): boolean {
  if (event.type === 'whole-read') return 'dialogId' in command;
  if (event.type !== 'reported') return false;
  switch (event.event.type) {
    case 'snapshot':
      return true;
    case 'agent':
      return !('dialogId' in command) && command.type !== 'make-call';
    case 'link':
      return command.type === 'sign-in';
    case 'dialog':
    case 'dialog-ended':
      return makesDialog(command) || command.type === 'conference' || ('dialogId' in command && command.dialogId === dialogOf(event));
    default:
      return false;
  }
}

/** The dialog that an event is about, if it is about one. */
export function dialogOf(event: CoreEvent): string | undefined {
  if (event.type === 'whole-read') return event.dialogId;
  if (event.type !== 'reported') return undefined;
  if (event.event.type === 'dialog-ended') return event.event.dialogId;
  return event.event.type === 'dialog' ? event.event.picture.id : undefined;
}

/** Commands whose effect is a dialog that was not there before. */
export function makesDialog(command: Command): command is Extract<Command, { type: 'make-call' | 'consult' }> {
  return command.type === 'make-call' || command.type === 'consult';
}

/** Commands that come to nothing when their call ends first; for the others the end is, or may be, the effect. */
export function endsWithCall(command: Command): command is OnDialog {
  switch (command.type) {
    case 'conference':
    case 'transfer':
    case 'transfer-now':
    case 'transfer-mute':
      return false;
    default:
      return 'dialogId' in command;
  }
}

function callsOut(dialog: Dialog | undefined): boolean {
  const own = ownParticipant(dialog);
  return own !== undefined && own.state !== 'alerting' && own.role !== 'called';
}
