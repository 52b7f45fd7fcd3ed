import { DesktopError, type Command, type MakeCall, type SignIn } from '@cordboard/core';
import { cisco } from '../catalogue/cisco.js';
import { messageFor, type OutMessage } from '../catalogue/operation.js';
import { callback, callData, joining, onCall, tones, withDestination, wrapUp, type CallFacts } from './call-requests.js';

/** What a request is made from. */
export interface RequestFacts extends CallFacts {
  /** Whether agents sign in without a password. */
  readonly singleSignOn: boolean;
}

/**
 * The messages that a command becomes, in order; more than one only for several call variables. Throws `DesktopError` for what is not
 * sent: `not-found` for a call that is not there, `not-offered` where the channel's own rules forbid it, `not-supported` for what it has
 * no operation for, `invalid-argument` for what is malformed, `reason-forbidden` for ready with a reason, which has no place for one.
 */
export function requestsFor(command: Command, facts: RequestFacts): readonly OutMessage[] {
  const { source } = facts;
  switch (command.type) {
    case 'sign-in':
      return [signIn(command, facts)];
    case 'sign-out':
      return [messageFor(cisco.signOut, { ReasonCodeId: command.reasonId }, source)];
    case 'set-agent-state':
      switch (command.state) {
        case 'ready':
          if (command.reasonId !== undefined) throw new DesktopError('reason-forbidden', 'ready');
          return [messageFor(cisco.ready, undefined, source)];
        case 'not-ready':
          return [messageFor(cisco.notReady, { ReasonCodeId: command.reasonId }, source)];
        case 'work':
          break;
        default:
          throw new DesktopError('invalid-argument', 'state');
      }
      break;
    case 'make-call':
      if (command.to.trim() === '') throw new DesktopError('invalid-argument', 'to');
      return [messageFor(cisco.makeCall, { toAddress: command.to, callvariables: dataOf(command) }, source)];
    case 'dialog-action':
      return [onCall(command, facts)];
    case 'consult':
    case 'transfer-now':
      return [withDestination(command, facts)];
    case 'conference':
    case 'transfer':
      return [joining(command, facts)];
    case 'send-dtmf':
      return [tones(command, facts)];
    case 'schedule-callback':
    case 'cancel-callback':
      return [callback(command, facts)];
    case 'update-call-data':
      return callData(command, facts);
    case 'set-wrap-up':
      return [wrapUp(command, facts)];
    default:
  }
  throw new DesktopError('not-supported', `The channel has no operation for ${command.type}`);
}

// The page says that call data may go along, and not under which keys (make-a-call-3).
function dataOf({ variables = [] }: MakeCall): Readonly<Record<string, string>> | undefined {
  return variables.length === 0 ? undefined : Object.fromEntries(variables.map(({ name, value }) => [name, value]));
}

// The page of the operation has no fields for a phone of one's own; only the Workspace's own sign-in page does (login-6, login-2).
function signIn({ agentId, secret, extension, mobile }: SignIn, { source, singleSignOn }: RequestFacts): OutMessage {
  if (agentId.trim() === '' || extension.trim() === '') throw new DesktopError('invalid-argument', 'agentId, extension');
  if (mobile) throw new DesktopError(mobile.number.trim() === '' ? 'invalid-argument' : 'not-supported', 'mobile');
  const password = secret?.reveal() ?? '';
  // An empty one counts as wrong, and after five of those the account is locked (login-6).
  if (password === '' && !singleSignOn) throw new DesktopError('invalid-argument', 'secret');
  return messageFor(cisco.signIn, { username: agentId, password, extension }, source);
}
