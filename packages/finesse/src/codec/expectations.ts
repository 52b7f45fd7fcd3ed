import { dialogShows, type Command, type DialogPicture } from '@cordboard/core';

const APPEARING: ReadonlySet<DialogPicture['state']> = new Set(['initiating', 'initiated', 'alerting', 'failed']);

/** Whether a dialog's picture shows what a command asked for; `from` is the agent's extension. What is also met by an end says {@link endMeets}. */
export function dialogMeets(command: Command, from: string | undefined, dialog: DialogPicture): boolean {
  switch (command.type) {
    case 'make-call':
      return isCallTo(command.to, from, dialog);
    case 'consult':
      return dialog.originalId === undefined
        ? isCallTo(command.to, from, dialog)
        : dialog.originalId === command.dialogId && APPEARING.has(dialog.state);
    case 'conference':
      return dialogShows(command, dialog);
    default:
      return endMeets(command, dialog.id, dialog);
  }
}

/** Whether the end of the dialog is what a command asked for. */
export function endMeets(command: Command, dialogId: string, left?: DialogPicture): boolean {
  return 'dialogId' in command && command.dialogId === dialogId && dialogShows(command, left);
}

function isCallTo(to: string, from: string | undefined, dialog: DialogPicture): boolean {
  const dialled = [dialog.to, dialog.dialed].filter((address) => address !== undefined);
  return dialog.from === from && APPEARING.has(dialog.state) && (dialled.length === 0 || dialled.includes(to));
}
