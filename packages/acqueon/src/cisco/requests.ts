import { DesktopError, type CallAction, type Command } from '@cordboard/core';
import { cisco, onTopic } from '../catalogue/cisco.js';
import { messageFor, type Operation, type OutMessage } from '../catalogue/operation.js';
import type { CallNews, CallTopic } from './call.js';

/** What a request is made from. */
export interface RequestFacts {
  readonly source: string;
  /** The extension the agent is signed in on. */
  readonly extension: string;
  /** What is known of a call, by id. */
  readonly call: (id: string) => (CallNews & { readonly topic: CallTopic }) | undefined;
  /** The id of a wrap-up reason, by its label. */
  readonly wrapUpId: (label: string) => string | undefined;
}

const ON_LEG: Readonly<
  Record<Extract<CallAction, 'answer' | 'hold' | 'retrieve' | 'drop'>, Operation<{ MediaAddress: 'text'; CallID: 'text' }>>
> = {
  answer: cisco.answer,
  hold: cisco.hold,
  retrieve: cisco.retrieve,
  drop: cisco.drop,
};

/**
 * The messages that a command becomes, in order; more than one only for several call variables. Throws `DesktopError`: `not-found` for a
 * call that is not there, `not-supported` for what the channel has no operation for, `invalid-argument` for a wrap-up reason unknown.
 */
export function requestsFor(command: Command, facts: RequestFacts): readonly OutMessage[] {
  const { source, extension } = facts;
  switch (command.type) {
    case 'sign-in':
      return [
        messageFor(
          cisco.signIn,
          { username: command.agentId, password: command.secret?.reveal() ?? '', extension: command.extension },
          source,
        ),
      ];
    case 'sign-out':
      return [messageFor(cisco.signOut, { ReasonCodeId: command.reasonId }, source)];
    case 'set-agent-state':
      if (command.state === 'ready') return [messageFor(cisco.ready, undefined, source)];
      if (command.state === 'not-ready') return [messageFor(cisco.notReady, { ReasonCodeId: command.reasonId }, source)];
      break;
    case 'make-call':
      return [messageFor(cisco.makeCall, { toAddress: command.to }, source)];
    case 'dialog-action':
      return [onCall(command.dialogId, command.action, facts)];
    case 'consult':
      return [withDestination(cisco.consult, 'SetCONSULT_CALL', command, facts)];
    case 'transfer-now':
      return [withDestination(cisco.transferNow, undefined, command, facts)];
    case 'conference':
    case 'transfer': {
      const { topic } = known(command.dialogId, facts);
      return [messageFor(onTopic(cisco[command.type], topic), { MediaAddress: extension, CallID: command.dialogId }, source)];
    }
    case 'update-call-data':
      known(command.dialogId, facts);
      return command.variables.map(({ name, value }) =>
        messageFor(cisco.callVariable, { callID: command.dialogId, key: name, value }, source),
      );
    case 'set-wrap-up': {
      known(command.dialogId, facts);
      const wrapup = facts.wrapUpId(command.reasons[0] ?? '');
      if (wrapup === undefined || command.reasons.length > 1) {
        throw new DesktopError('invalid-argument', 'One wrap-up reason, of those that the platform lists');
      }
      return [messageFor(cisco.wrapUp, { callID: command.dialogId, wrapup, customwrapup: '', iscustomwrapup: false }, source)];
    }
    default:
  }
  throw new DesktopError('not-supported', `The channel has no operation for ${command.type}`);
}

function onCall(callId: string, action: CallAction, facts: RequestFacts): OutMessage {
  const { source, extension } = facts;
  const call = known(callId, facts);
  switch (action) {
    // A preview is taken with whichever of the two the call offers; the page lists it as "Answer a call".
    case 'accept':
      return offers(call, 'SetANSWER') && !offers(call, 'SetACCEPT')
        ? messageFor(onTopic(cisco.answer, call.topic), { MediaAddress: extension, CallID: callId }, source)
        : messageFor(onTopic(cisco.accept, call.topic), { MediaAddress: extension, CallID: callId }, source);
    case 'reject':
    case 'close':
      return messageFor(onTopic(cisco[action], call.topic), { CallID: callId }, source);
    case 'answer':
    case 'hold':
    case 'retrieve':
    case 'drop':
      return messageFor(onTopic(ON_LEG[action], call.topic), { MediaAddress: extension, CallID: callId }, source);
    default:
      throw new DesktopError('not-supported', `The channel has no operation for ${action as string}`);
  }
}

// A call may offer the operation under another name than its page has; then that one is published.
function withDestination(
  operation: Operation<{ MediaAddress: 'text'; toAddress: 'text'; CallID: 'text' }>,
  other: string | undefined,
  { dialogId, to }: { readonly dialogId: string; readonly to: string },
  facts: RequestFacts,
): OutMessage {
  const call = known(dialogId, facts);
  const subtopic = other !== undefined && offers(call, other) ? other : operation.subtopic;
  return messageFor(
    { ...onTopic(operation, call.topic), subtopic },
    { MediaAddress: facts.extension, toAddress: to, CallID: dialogId },
    facts.source,
  );
}

function offers(call: CallNews, subtopic: string): boolean {
  return [...call.offered.keys()].some((name) => name.toLowerCase() === subtopic.toLowerCase());
}

function known(id: string, facts: RequestFacts): CallNews & { readonly topic: CallTopic } {
  const call = facts.call(id);
  if (!call) throw new DesktopError('not-found', 'The call is no longer there');
  return call;
}
