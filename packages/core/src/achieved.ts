import type { Command } from './commands.js';
import { ownParticipant, type Agent, type Dialog } from './model.js';
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
  switch (command.type) {
    case 'sign-in':
      return state.agent !== undefined && state.agent.state !== 'signed-out' && state.agent.state !== 'unknown';
    case 'sign-out':
      return state.agent?.state === 'signed-out';
    case 'set-agent-state':
      return state.agent !== undefined && showsState(state.agent, command.state, command.reasonId);
    case 'make-call':
      return isNew && callsOut(shown === undefined ? undefined : state.dialogs.get(shown));
    case 'consult': {
      const consult = shown === undefined ? undefined : state.dialogs.get(shown);
      return isNew && consult?.originalId === command.dialogId && callsOut(consult);
    }
    case 'conference': {
      const joined = shown === undefined ? undefined : state.dialogs.get(shown);
      const survives = joined?.id === command.dialogId || joined?.replacedId === command.dialogId;
      return survives && joined.kind === 'conference' && ownParticipant(joined)?.state === 'active';
    }
    default:
      return showsOnDialog(command, state.dialogs.get(command.dialogId));
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
      return false;
    default:
      return 'dialogId' in command;
  }
}

function callsOut(dialog: Dialog | undefined): boolean {
  const own = ownParticipant(dialog);
  return own !== undefined && own.state !== 'alerting' && own.role !== 'called';
}

function showsState(agent: Agent, wanted: 'ready' | 'not-ready' | 'work', reasonId: string | undefined): boolean {
  const shown = agent.state === wanted && (reasonId === undefined || agent.reason?.id === reasonId);
  const { pending } = agent;
  const coming = pending !== undefined && (pending.state === wanted || (wanted === 'work' && pending.state === 'work-ready'));
  return shown || coming;
}

function showsOnDialog(command: Exclude<OnDialog, { type: 'consult' | 'conference' }>, dialog: Dialog | undefined): boolean {
  const own = ownParticipant(dialog)?.state;
  switch (command.type) {
    case 'dialog-action':
      return showsAction(command.action, own);
    case 'swap':
      return own === 'active';
    case 'transfer':
    case 'transfer-now':
      return hasLeft(own);
    case 'drop-participant': {
      const party = dialog?.participants.find(({ address }) => address === command.address);
      return dialog !== undefined && (party === undefined || party.state === 'dropped');
    }
    case 'update-call-data': {
      const values = new Map(dialog?.variables.map(({ name, value }) => [name, value]));
      return dialog !== undefined && command.variables.every(({ name, value }) => values.get(name) === value);
    }
    case 'set-wrap-up': {
      const reasons = dialog?.wrapUp?.reasons ?? [];
      return reasons.length === command.reasons.length && command.reasons.every((reason) => reasons.includes(reason));
    }
    case 'record':
      return dialog?.recording === 'on';
    case 'schedule-callback': {
      const { time, number } = dialog?.callback ?? {};
      return dialog?.callback !== undefined && (command.time ?? time) === time && (command.number ?? number) === number;
    }
    case 'cancel-callback':
      return dialog !== undefined && dialog.callback === undefined;
    // Nothing in the picture tells.
    case 'send-dtmf':
    case 'reclassify':
      return false;
  }
}

function showsAction(action: Extract<Command, { type: 'dialog-action' }>['action'], own: string | undefined): boolean {
  switch (action) {
    case 'answer':
    case 'retrieve':
      return own === 'active';
    case 'hold':
      return own === 'held';
    case 'accept':
      return own === 'accepted' || own === undefined;
    case 'drop':
    case 'reject':
    case 'close':
      return hasLeft(own);
  }
}

// Wrap-up keeps the call on the desk after the agent has left it.
function hasLeft(own: string | undefined): boolean {
  return own === undefined || own === 'dropped' || own === 'wrap-up';
}
