import { ownParticipant, type AgentPicture, type CallAction, type CallVariable, type DialogPicture } from '@cordboard/core';

/** What a command's request shall bring about. */
export type Expectation =
  | { readonly on: 'agent'; readonly state: 'signed-in' | 'signed-out' | 'ready' | 'not-ready' | 'work'; readonly reasonId?: string }
  | { readonly on: 'new-dialog'; readonly from: string; readonly to: string }
  | { readonly on: 'dialog'; readonly dialogId: string; readonly action: CallAction }
  /** A consult call that belongs to the dialog. */
  | { readonly on: 'consult'; readonly dialogId: string; readonly from: string; readonly to: string }
  | { readonly on: 'conference'; readonly dialogId: string }
  /** The dialog leaves the agent. */
  | { readonly on: 'departure'; readonly dialogId: string }
  | { readonly on: 'party-gone'; readonly dialogId: string; readonly address: string }
  | { readonly on: 'variables'; readonly dialogId: string; readonly variables: readonly CallVariable[] }
  | { readonly on: 'wrap-up'; readonly dialogId: string; readonly reasons: readonly string[] }
  | {
      readonly on: 'callback';
      readonly dialogId: string;
      readonly callback: { readonly time?: string; readonly number?: string } | undefined;
    }
  /** The platform reports nothing back: that it accepted and no error came says it. */
  | { readonly on: 'acceptance'; readonly dialogId: string };

/** Whether an agent's picture shows what was expected: the state itself, or pending. */
export function agentMeets(expects: Expectation, agent: AgentPicture): boolean {
  if (expects.on !== 'agent') return false;
  switch (expects.state) {
    case 'signed-in':
      return agent.state !== 'signed-out' && agent.state !== 'unknown';
    case 'signed-out':
      return agent.state === 'signed-out';
    case 'not-ready':
      if (agent.pending?.state === 'not-ready') return true;
      // Not ready for another reason is not yet what was asked for.
      return agent.state === 'not-ready' && (expects.reasonId === undefined || agent.reason?.id === expects.reasonId);
    case 'ready':
      return agent.state === 'ready' || agent.pending?.state === 'ready';
    case 'work':
      return [agent.state, agent.pending?.state].some((state) => state === 'work' || state === 'work-ready');
  }
}

const APPEARING: ReadonlySet<DialogPicture['state']> = new Set(['initiating', 'initiated', 'alerting', 'failed']);

/** Whether a dialog's picture shows what was expected. What is also met by the end of a dialog says {@link endMeets}. */
export function dialogMeets(expects: Expectation, dialog: DialogPicture): boolean {
  switch (expects.on) {
    case 'agent':
    case 'acceptance':
      return false;
    case 'new-dialog':
      return isCallTo(expects, dialog);
    case 'consult':
      return dialog.originalId === expects.dialogId
        ? APPEARING.has(dialog.state)
        : dialog.originalId === undefined && isCallTo(expects, dialog);
    case 'conference':
      return survives(expects.dialogId, dialog) && dialog.kind === 'conference' && ownParticipant(dialog)?.state === 'active';
    default:
      return dialog.id === expects.dialogId && thisDialogMeets(expects, dialog);
  }
}

/** Whether the end of the dialog is what was expected. */
export function endMeets(expects: Expectation, dialogId: string): boolean {
  if (expects.on === 'departure') return dialogId === expects.dialogId;
  return expects.on === 'dialog' && dialogId === expects.dialogId && ENDING.has(expects.action);
}

const ENDING: ReadonlySet<CallAction> = new Set<CallAction>(['drop', 'accept', 'reject', 'close']);

type OnThisDialog = Exclude<Expectation, { on: 'agent' | 'acceptance' | 'new-dialog' | 'consult' | 'conference' }>;

function thisDialogMeets(expects: OnThisDialog, dialog: DialogPicture): boolean {
  switch (expects.on) {
    case 'dialog':
      return actionShown(expects.action, dialog);
    case 'departure':
      return hasLeft(dialog);
    case 'party-gone':
      return !dialog.participants.some(({ address, state }) => address === expects.address && state !== 'dropped');
    case 'variables': {
      const values = new Map(dialog.variables.map(({ name, value }) => [name, value]));
      return expects.variables.every(({ name, value }) => values.get(name) === value);
    }
    case 'wrap-up':
      return expects.reasons.every((reason) => dialog.wrapUp?.reasons.includes(reason) ?? false);
    case 'callback': {
      const { callback } = expects;
      if (callback === undefined) return dialog.callback === undefined;
      const { time = callback.time, number = callback.number } = dialog.callback ?? {};
      return dialog.callback !== undefined && time === (callback.time ?? time) && number === (callback.number ?? number);
    }
  }
}

function actionShown(action: CallAction, dialog: DialogPicture): boolean {
  const own = ownParticipant(dialog)?.state;
  switch (action) {
    case 'answer':
      return own === 'active' || own === 'held';
    case 'hold':
      return own === 'held';
    case 'retrieve':
      return own === 'active';
    case 'accept':
      return own === 'accepted' || dialog.state === 'accepted';
    case 'drop':
    case 'reject':
    case 'close':
      return hasLeft(dialog);
  }
}

function isCallTo({ from, to }: { readonly from: string; readonly to: string }, dialog: DialogPicture): boolean {
  const dialled = [dialog.to, dialog.dialed].filter((address) => address !== undefined);
  return dialog.from === from && APPEARING.has(dialog.state) && (dialled.length === 0 || dialled.includes(to));
}

// Whichever of the two calls lives on says which one went into it (Finesse 12.5 guide p. 349).
function survives(dialogId: string, dialog: DialogPicture): boolean {
  return dialog.id === dialogId || dialog.replacedId === dialogId;
}

function hasLeft(dialog: DialogPicture): boolean {
  const own = ownParticipant(dialog)?.state;
  return own === 'dropped' || own === 'wrap-up' || dialog.state === 'dropped';
}
