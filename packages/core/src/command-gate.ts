import { actionOf, type Command } from './commands.js';
import { controlOf, type Control, type ControlReason } from './controls.js';
import { DesktopError, type DesktopErrorCode } from './errors.js';
import { ownParticipant, type DialogAction, type RequestableState } from './model.js';
import type { Link } from './port.js';
import type { DesktopState } from './state.js';

const ASKABLE: ReadonlySet<string> = new Set<RequestableState>(['ready', 'not-ready', 'work']);

/**
 * The error with which a command is turned away before anything is sent, or `undefined` to let it go. It asks `controlOf`, so a
 * script gets the answer that a button would have given. Signing in is always let go: it is what opens the link.
 */
export function gate(command: Command, link: Link | undefined, state: DesktopState): DesktopError | undefined {
  switch (command.type) {
    case 'sign-in':
      if (state.features.has('session-user') || (command.agentId !== '' && command.extension !== '')) return undefined;
      return new DesktopError('invalid-argument', 'agentId, extension');
    case 'sign-out':
      return agentGate('signed-out', command.reasonId, link, state);
    case 'set-agent-state':
      // Scripts without types ask for anything.
      if (!ASKABLE.has(command.state)) return new DesktopError('invalid-argument', 'state');
      return agentGate(command.state, command.reasonId, link, state);
    case 'make-call':
      if (command.to.trim() === '') return new DesktopError('invalid-argument', 'to');
      if (command.variables?.length && !state.features.has('dial-data')) return new DesktopError('not-served', 'dial-data');
      return refusal(controlOf({ served: true, link, agent: state.agent, command: undefined }, 'make-call'));
    case 'swap':
      return dialogGate(command, 'retrieve', link, state);
    default: {
      const wrong = whyMalformed(command);
      return wrong === undefined ? dialogGate(command, actionOf(command), link, state) : new DesktopError('invalid-argument', wrong);
    }
  }
}

type OnDialog = Extract<Command, { dialogId: string }>;

function whyMalformed(command: OnDialog): string | undefined {
  switch (command.type) {
    case 'consult':
    case 'transfer-now':
    case 'transfer-mute':
    case 'conference-now':
      return command.to.trim() === '' ? 'to' : undefined;
    case 'send-dtmf':
      return /^[0-9*#A-D]+$/.test(command.digits) ? undefined : 'digits';
    case 'update-call-data':
      return command.variables.length === 0 ? 'variables' : undefined;
    case 'set-wrap-up':
      return command.reasons.length === 0 ? 'reasons' : undefined;
    case 'schedule-callback':
      if (command.time === undefined && command.number === undefined) return 'time, number';
      return command.time === undefined || /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(command.time) ? undefined : 'time';
    default:
      return undefined;
  }
}

function dialogGate(
  command: OnDialog,
  action: DialogAction | undefined,
  link: Link | undefined,
  state: DesktopState,
): DesktopError | undefined {
  const dialog = state.dialogs.get(command.dialogId);
  const participant = 'address' in command ? dialog?.participants.find(({ address }) => address === command.address) : undefined;
  if ('address' in command && dialog && !participant) return new DesktopError('not-found', 'address');
  const blocked = action && refusal(controlOf({ served: true, link, dialog, participant, command: undefined }, action));
  if (blocked || command.type !== 'consult') return blocked;
  const offered = ownParticipant(dialog)?.consultFor;
  return offered && !offered.includes(command.intent) ? new DesktopError('not-offered', command.intent) : undefined;
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
  if (rule === 'required' && reasonId === undefined) return new DesktopError('reason-required', action);
  if (rule === 'forbidden' && reasonId !== undefined) return new DesktopError('reason-forbidden', action);
  return undefined;
}

function refusal({ why }: Control): DesktopError | undefined {
  return why === undefined ? undefined : new DesktopError(CODES[why] ?? 'not-offered', why);
}

const CODES: Readonly<Partial<Record<ControlReason, DesktopErrorCode>>> = {
  'platform-cannot': 'not-served',
  'link-down': 'link-down',
  'signed-in-elsewhere': 'link-down',
  'out-of-service': 'out-of-service',
  'no-call': 'not-found',
  'call-ended': 'not-found',
  'signed-out': 'invalid-state',
  'signed-in': 'invalid-state',
  'not-ready-first': 'invalid-state',
  'on-a-call': 'invalid-state',
  'wrap-up-not-allowed': 'invalid-state',
  'system-decides': 'invalid-state',
};
