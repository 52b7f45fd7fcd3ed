import { agentShows, dialogShows, ownParticipant, type AgentPicture, type Command, type DialogPicture } from '@cordboard/core';

/** What is on the desk, for the question whether it is what was asked for. */
export interface Shown {
  readonly agent: AgentPicture | undefined;
  readonly dialogs: readonly DialogPicture[];
}

/** Whether the desk shows what a command asked for. `before`: ids of the calls that were there when it was asked. */
export function shows(command: Command, { agent, dialogs }: Shown, before: ReadonlySet<string>): boolean {
  if (command.type === 'make-call' || command.type === 'consult') {
    return dialogs.some((dialog) => {
      const isNew = !before.has(dialog.id) && ownParticipant(dialog)?.state !== 'alerting';
      return isNew && (command.type === 'make-call' || dialog.originalId === command.dialogId);
    });
  }
  if (!('dialogId' in command)) return agent !== undefined && agentShows(command, agent);
  if (command.type === 'conference') return dialogs.some((dialog) => dialogShows(command, dialog));
  const dialog = dialogs.find(({ id }) => id === command.dialogId);
  if (command.type === 'dialog-action' && command.action === 'accept') {
    // What follows depends on how fast the customer answers.
    const own = ownParticipant(dialog)?.state;
    return own !== 'alerting' && own !== 'unknown';
  }
  return dialogShows(command, dialog);
}
