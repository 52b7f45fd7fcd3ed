import type { Command } from './commands.js';
import { controlOf, type Control, type ControlReason } from './controls.js';
import { DesktopError, type DesktopErrorCode } from './errors.js';
import type { DialogAction, RequestableState } from './model.js';
import type { Link } from './port.js';
import type { DesktopState } from './state.js';

/**
 * The error with which a command is turned away before anything is sent, or `undefined` to let it go. It asks `controlOf`, so a
 * script gets the answer that a button would have given. Signing in is always let go: it is what opens the link.
 */
export function gate(command: Command, link: Link | undefined, state: DesktopState): DesktopError | undefined {
  switch (command.type) {
    case 'sign-in':
      return command.agentId === '' || command.extension === ''
        ? new DesktopError('invalid-argument', 'Signing in needs an agent id and an extension')
        : undefined;
    case 'sign-out':
      return agentGate('signed-out', command.reasonId, link, state);
    case 'set-agent-state':
      return agentGate(command.state, command.reasonId, link, state);
    case 'make-call':
      if (command.to.trim() === '') return new DesktopError('invalid-argument', 'A call needs a number');
      return refusal(controlOf({ served: true, link, agent: state.agent, command: undefined }, 'make-call'));
    case 'dialog-action':
      return refusal(dialogControl(command.dialogId, command.action, link, state));
  }
}

function agentGate(
  action: RequestableState,
  reasonId: string | undefined,
  link: Link | undefined,
  state: DesktopState,
): DesktopError | undefined {
  const { agent } = state;
  const blocked = refusal(controlOf({ served: true, link, agent, command: undefined }, action));
  if (blocked) return blocked;
  const rule = agent?.next.find((option) => option.state === action)?.reason;
  if (rule === 'required' && reasonId === undefined) return new DesktopError('reason-required', `${action} needs a reason code`);
  if (rule === 'forbidden' && reasonId !== undefined) return new DesktopError('reason-forbidden', `${action} takes no reason code`);
  return undefined;
}

function dialogControl(dialogId: string, action: DialogAction, link: Link | undefined, state: DesktopState): Control {
  return controlOf({ served: true, link, dialog: state.dialogs.get(dialogId), command: undefined }, action);
}

function refusal({ why }: Control): DesktopError | undefined {
  return why === undefined ? undefined : new DesktopError(codeOf(why), `Not possible now: ${why}`);
}

function codeOf(why: ControlReason): DesktopErrorCode {
  switch (why) {
    case 'platform-cannot':
      return 'not-served';
    case 'link-down':
    case 'signed-in-elsewhere':
      return 'link-down';
    case 'out-of-service':
      return 'out-of-service';
    case 'no-call':
    case 'call-ended':
      return 'not-found';
    case 'signed-out':
    case 'signed-in':
    case 'not-ready-first':
    case 'on-a-call':
    case 'wrap-up-not-allowed':
    case 'system-decides':
      return 'invalid-state';
    default:
      return 'not-offered';
  }
}
