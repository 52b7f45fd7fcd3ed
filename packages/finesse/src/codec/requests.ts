import { DesktopError, ownParticipant } from '@cordboard/core';
import type {
  AgentPicture,
  CallAction,
  Command,
  DialogPicture,
  MakeCall,
  Query,
  ReasonCode,
  SetAgentState,
  SignIn,
  SignOut,
} from '@cordboard/core';
import { element, type Markup } from '../xml/write.js';
import { wordOf } from './actions.js';

/** What a command's request shall bring about. */
export type Expectation =
  | { readonly on: 'agent'; readonly state: 'signed-in' | 'signed-out' | 'ready' | 'not-ready' | 'work'; readonly reasonId?: string }
  | { readonly on: 'new-dialog'; readonly from: string; readonly to: string }
  | { readonly on: 'dialog'; readonly dialogId: string; readonly action: CallAction };

/** One REST request, relative to the node's origin. */
export interface RestRequest {
  readonly method: 'GET' | 'PUT' | 'POST';
  /** Begins with `/finesse/api/`; every segment encoded. */
  readonly path: string;
  /** XML; absent for GET. */
  readonly body?: string;
  /** Further headers, besides content type, authorization and requestId. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A command as a request, and what it shall bring about. */
export interface CommandRequest extends RestRequest {
  readonly method: 'PUT' | 'POST';
  readonly body: string;
  readonly expects: Expectation;
}

/** Who is asking. */
export interface Session {
  readonly agentId: string;
  /** Empty or absent until signed in; `make-call` and `dialog-action` need it. */
  readonly extension?: string;
}

const API = '/finesse/api';
// Ids are the platform's, but they come here from a page: nothing that ends a segment, a path or a line.
// eslint-disable-next-line no-control-regex
const ID = /^[^\s/\\?#\u0000-\u001f\u007f]{1,128}$/;

/** An id as one segment of a path. Throws `DesktopError('invalid-argument')`. */
function segment(id: string): string {
  if (typeof id !== 'string' || !ID.test(id) || id === '.' || id === '..') throw new DesktopError('invalid-argument', 'Not an id');
  try {
    return encodeURIComponent(id);
  } catch (error) {
    throw new DesktopError('invalid-argument', 'Not an id', { cause: error });
  }
}

/** Paths of what a session reads. All throw `DesktopError('invalid-argument')` for what cannot be an id. */
export const paths = {
  systemInfo: '/finesse/api/SystemInfo',
  user: (agentId: string): string => `${API}/User/${segment(agentId)}`,
  dialogs: (agentId: string): string => `${API}/User/${segment(agentId)}/Dialogs`,
  dialog: (dialogId: string): string => `${API}/Dialog/${segment(dialogId)}`,
  reasonCodes: (agentId: string, category: ReasonCode['category']): string =>
    `${API}/User/${segment(agentId)}/ReasonCodes?category=${category === 'sign-out' ? 'LOGOUT' : 'NOT_READY'}`,
} as const;

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
    case 'dialog-action':
      return {
        method: 'PUT',
        path: paths.dialog(command.dialogId),
        body: xml('Dialog', { requestedAction: wordOf(command.action), targetMediaAddress: extensionOf(session) }),
        expects: { on: 'dialog', dialogId: command.dialogId, action: command.action },
      };
    default:
      throw new DesktopError('not-supported', 'This port has no such command');
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

/** A request's XML: the fields that are there, in the order given. */
function xml(root: string, fields: Readonly<Record<string, string | Markup | undefined>>): string {
  const children = Object.entries(fields).map(([name, value]) => (typeof value === 'string' ? element(name, {}, value) : value));
  return element(root, {}, ...children).toString();
}

function isFilled(text: string): boolean {
  return typeof text === 'string' && text.trim() !== '' && text.length <= 128;
}

function extensionOf({ extension = '' }: Session): string {
  if (!isFilled(extension)) throw new DesktopError('invalid-argument', 'No extension');
  return extension;
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
    case 'queues':
      return get(`${paths.user(agentId)}/Queues`);
    case 'team':
      return get(`${API}/Team/${segment(query.teamId)}?includeLoggedOutAgents=true`);
    default:
      throw new DesktopError('not-supported', 'This port has no such query');
  }
}

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

/** Whether a dialog's picture shows what was expected. `drop` is also met when the dialog ends, which is not told by a picture. */
export function dialogMeets(expects: Expectation, dialog: DialogPicture): boolean {
  if (expects.on === 'new-dialog') {
    const dialled = [dialog.to, dialog.dialed].filter((address) => address !== undefined);
    return dialog.from === expects.from && APPEARING.has(dialog.state) && (dialled.length === 0 || dialled.includes(expects.to));
  }
  if (expects.on !== 'dialog' || dialog.id !== expects.dialogId) return false;
  const own = ownParticipant(dialog)?.state;
  switch (expects.action) {
    case 'answer':
      return own === 'active' || own === 'held';
    case 'hold':
      return own === 'held';
    case 'retrieve':
      return own === 'active';
    case 'drop':
      return own === 'dropped' || own === 'wrap-up' || dialog.state === 'dropped';
    default:
      return false;
  }
}
