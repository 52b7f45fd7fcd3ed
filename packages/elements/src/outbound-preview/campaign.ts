import { ownParticipant, type Command, type Dialog, type DialogAction } from '@cordboard/core';

/** The answers to a contact that is offered. */
export const ANSWERS = ['accept', 'reject', 'close'] as const;
export type Answer = (typeof ANSWERS)[number];

const FOR_CALLS: readonly DialogAction[] = ['reclassify', 'schedule-callback', 'cancel-callback'];

/** Whether a call is a campaign's. The platform may have forgotten what it is for and still offer what is for campaigns only. */
export function isOfCampaign(dialog: Dialog): boolean {
  if (dialog.kind === 'reservation' || dialog.outbound) return true;
  return ownParticipant(dialog)?.actions.some((action) => FOR_CALLS.includes(action)) ?? false;
}

/** The action on a campaign's contact or call that a command stands for. */
export function answered(command: Command): DialogAction | undefined {
  switch (command.type) {
    case 'dialog-action':
      return ANSWERS.find((action) => action === command.action);
    case 'reclassify':
    case 'schedule-callback':
    case 'cancel-callback':
      return command.type;
    default:
      return undefined;
  }
}

/** A promised time as people read it. It has no zone, and gets none: it is shown as the platform wrote it, in the order of the reader. */
export function promisedTime(time: string): string {
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(time) ? new Date(`${time}Z`) : undefined;
  if (!instant || Number.isNaN(instant.getTime())) return time;
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(instant);
}
