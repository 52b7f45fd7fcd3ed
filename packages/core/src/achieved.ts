import type { Command } from './commands.js';
import { ownParticipant, type Agent } from './model.js';
import type { DesktopState } from './state.js';

/**
 * Whether the state shows what a command asked for. Asked only after a report about the command's target, so that a command
 * for the state that already is waits for the platform's answer. `newDialogId` is the dialog that came with the report, if one did.
 */
export function achieved(command: Command, state: DesktopState, newDialogId: string | undefined): boolean {
  switch (command.type) {
    case 'sign-in':
      return state.agent !== undefined && state.agent.state !== 'signed-out' && state.agent.state !== 'unknown';
    case 'sign-out':
      return state.agent?.state === 'signed-out';
    case 'set-agent-state':
      return state.agent !== undefined && showsState(state.agent, command.state, command.reasonId);
    case 'make-call': {
      const own = newDialogId === undefined ? undefined : ownParticipant(state.dialogs.get(newDialogId));
      return own !== undefined && own.state !== 'alerting' && own.role !== 'called';
    }
    case 'dialog-action': {
      const own = ownParticipant(state.dialogs.get(command.dialogId));
      switch (command.action) {
        case 'answer':
        case 'retrieve':
          return own?.state === 'active';
        case 'hold':
          return own?.state === 'held';
        case 'drop':
          return own === undefined || own.state === 'dropped' || own.state === 'wrap-up';
      }
    }
  }
}

function showsState(agent: Agent, wanted: 'ready' | 'not-ready' | 'work', reasonId: string | undefined): boolean {
  const shown = agent.state === wanted && (reasonId === undefined || agent.reason?.id === reasonId);
  const { pending } = agent;
  const coming = pending !== undefined && (pending.state === wanted || (wanted === 'work' && pending.state === 'work-ready'));
  return shown || coming;
}
