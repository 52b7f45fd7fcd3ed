import { agentShows, dialogShows, ownParticipant, type AgentPicture, type Command } from '@cordboard/core';
import type { Desk } from './desk.js';

/** What has been reported up to now. */
export interface Reported {
  readonly agent: AgentPicture | undefined;
  readonly desk: Desk;
  /** The calls that were there before the command. */
  readonly before: ReadonlySet<string>;
}

/** Whether the reports show what a command asked for. */
export function isShown(command: Command, { agent, desk, before }: Reported): boolean {
  switch (command.type) {
    case 'make-call':
    case 'consult':
      return desk.all.some(({ id, seen }) => !before.has(id) && ownParticipant(seen.picture)?.state !== 'alerting');
    case 'conference':
      return desk.all.some(({ id }) => dialogShows(command, desk.seen(id)?.picture));
    default:
      return 'dialogId' in command
        ? dialogShows(command, desk.seen(command.dialogId)?.picture)
        : agent !== undefined && agentShows(command, agent);
  }
}
