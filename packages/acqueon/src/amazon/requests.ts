import { DesktopError, type CallAction, type Command } from '@cordboard/core';
import { messageFor, type DataOf, type Kind, type Operation, type OutMessage, type Shape } from '../catalogue/operation.js';
import type { DeskCall } from './desk.js';
import { RECONNECTING } from './errors.js';
import type { AmazonRows } from './rows.js';

/** What is published for a command, and what is known of it. */
export interface Request {
  readonly operation: Operation;
  readonly messages: readonly OutMessage[];
}

/** What a request is made from. */
export interface RequestFacts {
  readonly source: string;
  readonly rows: AmazonRows;
  /** What is known of a call, by id. */
  readonly call: (id: string) => DeskCall | undefined;
  /** A colleague that can be consulted, by name or id. */
  readonly colleague: (to: string) => { readonly id: string; readonly name: string } | undefined;
  /** Whom the agent consults now. */
  readonly consulted: string | undefined;
}

/**
 * The messages that a command becomes; more than one only for tones, of which each goes alone. Throws `DesktopError`: `not-found` for a call
 * that is not there, `not-supported` for what the channel has no operation for, `invalid-argument` for what is malformed, `reason-required`
 * and `reason-forbidden` for a status without a name and a ready with one.
 */
export function requestFor(command: Command, facts: RequestFacts): Request {
  if ('to' in command && command.to.trim() === '') throw new DesktopError('invalid-argument', 'to');
  const { agent, inbound, outbound } = facts.rows;
  switch (command.type) {
    case 'sign-in':
      return plain(agent.signIn, facts);
    case 'sign-out':
      return plain(agent.signOut, facts);
    case 'set-agent-state':
      if (command.state === 'ready') {
        if (command.reasonId !== undefined) throw new DesktopError('reason-forbidden', 'ready');
        return plain(agent.ready, facts);
      }
      if (command.state !== 'not-ready') break;
      if (command.reasonId === undefined) throw new DesktopError('reason-required', 'not-ready');
      return saying(agent.notReady, { ReasonCodeId: command.reasonId }, facts);
    case 'make-call':
      return saying(inbound.makeCall, command.to, facts);
    case 'dialog-action':
      return onCall(command.action, known(command.dialogId, facts), facts);
    case 'consult': {
      if (known(command.dialogId, facts).party.topic === 'InboundCall') return saying(inbound.consult, command.to, facts);
      const colleague = facts.colleague(command.to);
      if (!colleague) return saying(outbound.consultExternal, command.to, facts);
      return saying(outbound.consultAgent, { agentUUID: colleague.id, agentName: colleague.name }, facts);
    }
    case 'conference':
    case 'swap':
      return plain(rowsOf(known(command.dialogId, facts), facts)[command.type], facts);
    case 'transfer':
      if (known(command.dialogId, facts).party.topic === 'InboundCall') return plain(inbound.transfer, facts);
      return saying(outbound.transfer, facts.consulted ?? '', facts);
    case 'transfer-now':
      return toQueue(command.dialogId, { queueName: command.to, isWarmTransfer: false }, facts);
    case 'drop-participant': {
      const { party, joined } = known(command.dialogId, facts);
      if (!joined) throw new DesktopError('not-found', 'Nobody has joined the call');
      return party.topic === 'InboundCall' ? saying(inbound.drop, joined.id, facts) : plain(outbound.consultDrop, facts);
    }
    case 'send-dtmf': {
      if (!/^[0-9*#A-D]+$/.test(command.digits)) throw new DesktopError('invalid-argument', 'digits');
      const operation = rowsOf(known(command.dialogId, facts), facts).sendDtmf;
      return { operation, messages: [...command.digits].map((digit) => messageFor(operation, digit, facts.source)) };
    }
    default:
  }
  throw new DesktopError('not-supported', `The channel has no operation for ${command.type}`);
}

/** Passes a campaign's call on to a queue; warm: the colleague there is asked to take it. */
export function toQueue(
  callId: string,
  data: { readonly queueName: string; readonly isWarmTransfer: boolean },
  facts: Omit<RequestFacts, 'colleague' | 'consulted'>,
): Request {
  if (known(callId, facts).party.topic === 'InboundCall') {
    throw new DesktopError('not-supported', 'Only a campaign’s call can be passed on to a queue');
  }
  return saying(facts.rows.outbound.transferToQueue, data, facts);
}

/** The errors that are taken for the request's own: those its page lists, or any where it lists none. */
export function errorsOf({ errors }: Operation): readonly string[] | undefined {
  return errors && [...errors, RECONNECTING];
}

function onCall(action: CallAction, call: DeskCall, facts: RequestFacts): Request {
  const { agent, inbound, outbound } = facts.rows;
  const { party } = call;
  const isRouted = party.topic === 'InboundCall';
  switch (action) {
    case 'answer':
      return plain(isRouted ? inbound.answer : outbound.acceptWarmTransfer, facts);
    case 'accept':
      return plain(outbound.accept, facts);
    case 'reject':
      return plain(isRouted ? inbound.reject : outbound.reject, facts);
    case 'hold':
      return isRouted ? saying(inbound.hold, legWith('hold', call), facts) : plain(outbound.hold, facts);
    case 'retrieve':
      // Going back to a call that waits beside its consult is changing sides, where the platform offers that and nothing else.
      if (!party.buttons.has('resume') && !call.agent?.buttons.has('resume') && call.joins.has('swap')) {
        return plain((isRouted ? inbound : outbound).swap, facts);
      }
      return isRouted ? saying(inbound.retrieve, legWith('resume', call), facts) : plain(outbound.retrieve, facts);
    case 'drop':
      if (isRouted) return saying(inbound.drop, legWith('disconnect', call), facts);
      return plain(party.role === 'consult' ? outbound.consultDrop : outbound.drop, facts);
    case 'mark-done':
      return plain((isRouted ? inbound : outbound).clear, facts);
    case 'mute':
    case 'unmute':
      return plain(agent[action], facts);
    case 'close':
  }
  throw new DesktopError('not-supported', `The channel has no operation for ${action}`);
}

// The pages ask for a connection, one of them for the contact; the leg that shows the button is the one that is meant.
function legWith(button: string, { party, agent }: DeskCall): string {
  return (!party.buttons.has(button) && agent?.buttons.has(button) ? agent : party).id;
}

function rowsOf({ party }: DeskCall, { rows }: RequestFacts): AmazonRows['inbound'] | AmazonRows['outbound'] {
  return party.topic === 'InboundCall' ? rows.inbound : rows.outbound;
}

function plain(operation: Operation<'none'>, { source }: Pick<RequestFacts, 'source'>): Request {
  return { operation, messages: [messageFor(operation, undefined, source)] };
}

function saying<D extends Shape | Kind>(operation: Operation<D>, data: DataOf<D>, { source }: Pick<RequestFacts, 'source'>): Request {
  return { operation, messages: [messageFor(operation, data, source)] };
}

function known(id: string, { call }: Pick<RequestFacts, 'call'>): DeskCall {
  const found = call(id);
  if (!found) throw new DesktopError('not-found', 'The call is no longer there');
  return found;
}
