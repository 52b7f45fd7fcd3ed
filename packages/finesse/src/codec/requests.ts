import { DesktopError, type Command, type MakeCall, type SetAgentState, type SignIn } from '@cordboard/core';
import { element } from '../xml/write.js';
import { callRequestOf } from './call-requests.js';
import { callData, extensionOf, isFilled, paths, xml, type CommandRequest, type Fields, type Session } from './request-parts.js';

/** The request for a command. Throws `DesktopError`: `invalid-argument`, `reason-forbidden` or `not-supported`; nothing was sent then. */
export function requestOf(command: Command, session: Session): CommandRequest {
  switch (command.type) {
    case 'sign-in':
      return signIn(command);
    case 'sign-out':
      return user(session.agentId, { reasonCodeId: reason(command.reasonId), state: 'LOGOUT' });
    case 'set-agent-state':
      return setState(command, session);
    case 'make-call':
      return makeCall(command, session);
    case 'swap':
      throw new DesktopError('not-supported', command.type);
    default:
      return callRequestOf(command, session);
  }
}

function user(agentId: string, fields: Fields): CommandRequest {
  return { method: 'PUT', path: paths.user(agentId), body: xml('User', fields) };
}

function signIn({ agentId, extension, mobile }: SignIn): CommandRequest {
  if (mobile && !isFilled(mobile.number)) throw new DesktopError('invalid-argument', 'mobile');
  const mode = mobile?.mode === 'nailed' ? 'NAILED_CONNECTION' : 'CALL_BY_CALL';
  return user(agentId, {
    extension: extensionOf({ agentId, extension }),
    mobileAgent: mobile && element('mobileAgent', {}, element('mode', {}, mode), element('dialNumber', {}, mobile.number)),
    state: 'LOGIN',
  });
}

function setState({ state, reasonId }: SetAgentState, { agentId }: Session): CommandRequest {
  if (reasonId !== undefined && state !== 'not-ready') throw new DesktopError('reason-forbidden', state);
  return user(agentId, { reasonCodeId: reason(reasonId), state: state.toUpperCase().replace('-', '_') });
}

function makeCall({ to, variables = [] }: MakeCall, session: Session): CommandRequest {
  if (!isFilled(to)) throw new DesktopError('invalid-argument', 'to');
  const body = xml('Dialog', {
    fromAddress: extensionOf(session),
    requestedAction: 'MAKE_CALL',
    toAddress: to,
    mediaProperties: variables.length > 0 ? callData(variables) : undefined,
  });
  return { method: 'POST', path: paths.dialogs(session.agentId), body };
}

function reason(id: string | undefined): string | undefined {
  if (id !== undefined && !/^\d{1,19}$/.test(id)) throw new DesktopError('invalid-argument', 'reasonId');
  return id;
}
