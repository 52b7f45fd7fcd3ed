import { DesktopError, ownParticipant, type CallAction, type Command } from '@cordboard/core';
import { filled, given } from '../bus/given.js';
import { cisco, onTopic } from '../catalogue/cisco.js';
import { messageFor, type Operation, type OutMessage } from '../catalogue/operation.js';
import type { DeskCall } from './desk.js';

/** What a request about a call is made from. */
export interface CallFacts {
  readonly source: string;
  /** The extension the agent is signed in on. */
  readonly extension: string;
  /** What is known of a call, by id. */
  readonly call: (id: string) => DeskCall | undefined;
  /** The call that a held one would be joined with. */
  readonly partner: () => DeskCall | undefined;
  readonly joinNames: 'held' | 'active';
  /** The id of a wrap-up reason, by its label. */
  readonly wrapUpId: (label: string) => string | undefined;
}

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;
type OnLeg = Operation<{ MediaAddress: 'text'; CallID: 'text' }>;
type OnLegTo = Operation<{ MediaAddress: 'text'; toAddress: 'text'; CallID: 'text' }>;

const ON_LEG: Readonly<Record<Extract<CallAction, 'hold' | 'retrieve' | 'drop'>, OnLeg>> = {
  hold: cisco.hold,
  retrieve: cisco.retrieve,
  drop: cisco.drop,
};

/** The message for an action on the agent's own leg. */
export function onCall({ dialogId, action }: Of<'dialog-action'>, facts: CallFacts): OutMessage {
  const { source, extension } = facts;
  const call = known(dialogId, facts);
  const leg = { MediaAddress: extension, CallID: dialogId };
  switch (action) {
    // Taking a preview is listed as "Answer a call" (outbound-apis-3); the other name is inferred, so it is published only where it is offered.
    case 'accept':
      return offers(call, 'SetACCEPT')
        ? messageFor(onTopic(cisco.accept, call.topic), leg, source)
        : messageFor(onTopic(cisco.answer, call.topic), leg, source);
    case 'answer':
      if (call.seen.picture.kind === 'reservation') throw new DesktopError('not-offered', 'A preview is accepted');
      return messageFor(onTopic(cisco.answer, call.topic), leg, source);
    // Only a campaign's contact is, and the pages have them on its topic alone (reject-a-call, close-a-call).
    case 'reject':
    case 'close':
      return messageFor(cisco[action], { CallID: dialogId }, source);
    case 'hold':
    case 'retrieve':
    case 'drop':
      return messageFor(onTopic(ON_LEG[action], call.topic), leg, source);
    default:
      throw new DesktopError('not-supported', action);
  }
}

/** The message that calls a number about a call, or passes the call on to it. A call may offer it under another name; then that is published. */
export function withDestination(command: Of<'consult' | 'transfer-now'>, facts: CallFacts): OutMessage {
  const { dialogId, to, type } = command;
  if (to.trim() === '') throw new DesktopError('invalid-argument', 'to');
  const call = known(dialogId, facts);
  const operation: OnLegTo = type === 'consult' ? cisco.consult : cisco.transferNow;
  const subtopic = type === 'consult' && offers(call, 'SetCONSULT_CALL') ? 'SetCONSULT_CALL' : operation.subtopic;
  const data = { MediaAddress: facts.extension, toAddress: to, CallID: dialogId };
  return messageFor({ ...onTopic(operation, call.topic), subtopic }, data, facts.source);
}

/**
 * The message that joins a held call with the one that goes on (consult-a-call); which of them it names is a setting. Its destination is the
 * other side of that one, where there is one.
 */
export function joining({ type, dialogId }: Of<'conference' | 'transfer'>, facts: CallFacts): OutMessage {
  const held = known(dialogId, facts);
  const partner = facts.partner();
  if (ownParticipant(held.seen.picture)?.state !== 'held' || !partner) throw new DesktopError('not-offered', 'A held call is joined');
  const named = facts.joinNames === 'held' ? held : partner;
  const [other, ...more] = partner.seen.picture.participants.filter(({ own }) => !own);
  const to = more.length === 0 ? filled(other?.address) : undefined;
  const data = { MediaAddress: facts.extension, CallID: named.id, ...given({ toAddress: to }) };
  return messageFor(onTopic(cisco[type], named.topic), data, facts.source);
}

/** The message for tones. Their key is not documented: that of the call's own offer, else the catalogue's. */
export function tones({ dialogId, digits }: Of<'send-dtmf'>, facts: CallFacts): OutMessage {
  if (!/^[0-9*#A-D]+$/.test(digits)) throw new DesktopError('invalid-argument', 'digits');
  const call = known(dialogId, facts);
  const { sendDtmf } = cisco;
  const structure = [...call.offered].find(([name]) => name.toLowerCase() === sendDtmf.subtopic.toLowerCase())?.[1] ?? [];
  const key = structure.find((name) => !/^(callid|mediaaddress)$/i.test(name)) ?? 'dtmfString';
  const operation: Operation<Record<string, 'text'>> = {
    ...onTopic(sendDtmf, call.topic),
    data: { MediaAddress: 'text', CallID: 'text', [key]: 'text' },
  };
  return messageFor(operation, { MediaAddress: facts.extension, CallID: dialogId, [key]: digits }, facts.source);
}

/** The message that promises a callback, or takes the promise back. */
export function callback(command: Of<'schedule-callback' | 'cancel-callback'>, facts: CallFacts): OutMessage {
  const { topic } = known(command.dialogId, facts);
  const data = { callID: command.dialogId, extn: facts.extension };
  if (command.type === 'cancel-callback') return messageFor(onTopic(cisco.cancelCallback, topic), data, facts.source);
  const promised = given({ callbackTime: filled(command.time), callbackNumber: filled(command.number) });
  return messageFor(onTopic(cisco.scheduleCallback, topic), { ...data, ...promised }, facts.source);
}

/** The messages that change call data, one for each variable. */
export function callData({ dialogId, variables }: Of<'update-call-data'>, facts: CallFacts): readonly OutMessage[] {
  known(dialogId, facts);
  return variables.map(({ name, value }) => messageFor(cisco.callVariable, { callID: dialogId, key: name, value }, facts.source));
}

/** The message that sets a wrap-up reason. */
export function wrapUp({ dialogId, reasons }: Of<'set-wrap-up'>, facts: CallFacts): OutMessage {
  known(dialogId, facts);
  const wrapup = facts.wrapUpId(reasons[0] ?? '');
  if (wrapup === undefined || reasons.length > 1) throw new DesktopError('invalid-argument', 'One of the reasons that are listed');
  return messageFor(cisco.wrapUp, { callID: dialogId, wrapup, customwrapup: '', iscustomwrapup: false }, facts.source);
}

function offers(call: DeskCall, subtopic: string): boolean {
  return [...call.offered.keys()].some((name) => name.toLowerCase() === subtopic.toLowerCase());
}

function known(id: string, facts: CallFacts): DeskCall {
  const call = facts.call(id);
  if (!call) throw new DesktopError('not-found', 'The call is no longer there');
  return call;
}
