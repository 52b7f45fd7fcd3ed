import { DesktopError, type Command, type MakeCall, type Query, type SetAgentState, type SignIn, type SignOut } from '@cordboard/core';
import { element } from '../xml/write.js';
import { callRequestOf } from './call-requests.js';
import { extensionOf, isFilled, paths, segment, xml, type CommandRequest, type RestRequest, type Session } from './request-parts.js';

/** The request for a command. Throws `DesktopError`: `invalid-argument`, `reason-forbidden` or `not-supported`; nothing was sent then. */
export function requestOf(command: Command, session: Session): CommandRequest {
  switch (command.type) {
    case 'sign-in':
      return signIn(command);
    case 'sign-out':
      return signOut(command, session);
    case 'set-agent-state':
      return setState(command, session);
    case 'make-call':
      return makeCall(command, session);
    case 'swap':
      throw new DesktopError('not-supported', 'The client swaps by hold and retrieve');
    default:
      return callRequestOf(command, session);
  }
}

function signIn({ agentId, extension, mobile }: SignIn): CommandRequest {
  if (mobile && !isFilled(mobile.number)) throw new DesktopError('invalid-argument', 'Mobile sign-in without a number');
  const mode = mobile?.mode === 'nailed' ? 'NAILED_CONNECTION' : 'CALL_BY_CALL';
  return {
    method: 'PUT',
    path: paths.user(agentId),
    body: xml('User', {
      extension: extensionOf({ agentId, extension }),
      mobileAgent: mobile && element('mobileAgent', {}, element('mode', {}, mode), element('dialNumber', {}, mobile.number)),
      state: 'LOGIN',
    }),
    expects: { on: 'agent', state: 'signed-in' },
  };
}

function signOut({ reasonId }: SignOut, { agentId }: Session): CommandRequest {
  return {
    method: 'PUT',
    path: paths.user(agentId),
    body: xml('User', { reasonCodeId: reason(reasonId), state: 'LOGOUT' }),
    expects: { on: 'agent', state: 'signed-out' },
  };
}

const STATES: Readonly<Record<SetAgentState['state'], string>> = { ready: 'READY', 'not-ready': 'NOT_READY', work: 'WORK' };

function setState({ state, reasonId }: SetAgentState, { agentId }: Session): CommandRequest {
  if (reasonId !== undefined && state !== 'not-ready') throw new DesktopError('reason-forbidden', `A reason does not go with ${state}`);
  return {
    method: 'PUT',
    path: paths.user(agentId),
    body: xml('User', { reasonCodeId: reason(reasonId), state: STATES[state] }),
    expects: { on: 'agent', state, ...(reasonId === undefined ? {} : { reasonId }) },
  };
}

function makeCall({ to }: MakeCall, session: Session): CommandRequest {
  if (!isFilled(to)) throw new DesktopError('invalid-argument', 'No number to call');
  const from = extensionOf(session);
  return {
    method: 'POST',
    path: paths.dialogs(session.agentId),
    body: xml('Dialog', { fromAddress: from, requestedAction: 'MAKE_CALL', toAddress: to }),
    expects: { on: 'new-dialog', from, to },
  };
}

function reason(id: string | undefined): string | undefined {
  if (id !== undefined && !/^\d{1,19}$/.test(id)) throw new DesktopError('invalid-argument', 'Not the id of a reason');
  return id;
}

/** The request for a query. Throws `DesktopError`: `invalid-argument` or `not-supported`. */
export function queryRequestOf(query: Query, { agentId }: Session): RestRequest {
  const get = (path: string): RestRequest => ({ method: 'GET', path });
  switch (query.type) {
    case 'agent':
      return get(paths.user(agentId));
    case 'dialogs':
      return get(paths.dialogs(agentId));
    case 'dialog':
      return get(paths.dialog(query.dialogId));
    case 'reason-codes':
      return get(paths.reasonCodes(agentId, query.category));
    case 'wrap-up-reasons':
      return get(`${paths.user(agentId)}/WrapUpReasons`);
    case 'contacts':
      // Before 12.6(2) the range is required, and 6000 is the most it may say (Finesse 12.5 guide p. 163).
      return { ...get(`${paths.user(agentId)}/PhoneBooks`), headers: { Range: 'objects=1-6000' } };
    case 'layouts':
      return get(`${paths.user(agentId)}/MediaPropertiesLayouts`);
    case 'queues':
      return get(`${paths.user(agentId)}/Queues`);
    case 'team':
      return get(`/finesse/api/Team/${segment(query.teamId)}?includeLoggedOutAgents=true`);
  }
}
