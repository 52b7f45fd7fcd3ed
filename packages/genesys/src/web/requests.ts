import { DesktopError } from '@cordboard/core';
import type { AisArguments } from '../wire/ais-wire.js';
import { fieldOf, itemsOf, textOf, wordOf } from '../ais/values.js';

/** An operation on a call, as the platform names it. */
export interface Operation {
  readonly operationName: string;
  readonly [field: string]: unknown;
}

/** Operations that need nothing besides the call, by the method that means the same. A conference is left by hanging up. */
const PLAIN: Readonly<Record<string, string>> = {
  answerCall: 'Answer',
  releaseCall: 'Hangup',
  leaveConference: 'Hangup',
  holdCall: 'Hold',
  retrieveCall: 'Retrieve',
  muteOn: 'MuteCall',
  muteOff: 'UnmuteCall',
  clearCall: 'ClearCall',
};

const TO_A_NUMBER: Readonly<Record<string, string>> = {
  singleStepTransfer: 'SingleStepTransfer',
  singleStepConference: 'SingleStepConference',
  initiateTransferDTO: 'InitiateTransfer',
  initiateConferenceDTO: 'InitiateConference',
};

/** Operations that complete a consult; asked of the consult, not of the call that it is about. */
export const COMPLETIONS: Readonly<Record<string, string>> = {
  completeTransfer: 'CompleteTransfer',
  completeConference: 'CompleteConference',
};

/** The operation that a method on a call is; `undefined` where the platform has none. */
export function operationOf(method: string, args: AisArguments): Operation | undefined {
  const entry = (table: Readonly<Record<string, string>>) => (Object.hasOwn(table, method) ? table[method] : undefined);
  const plain = entry(PLAIN) ?? entry(COMPLETIONS);
  if (plain !== undefined) return { operationName: plain };
  const dialling = entry(TO_A_NUMBER);
  if (dialling !== undefined) return { operationName: dialling, ...destinationIn(args) };
  if (method === SEND_TONES) return { operationName: 'SendDtmf', digits: args['digits'] };
  return method === DROP_PARTY ? { operationName: 'RemoveParticipantFromConference', participant: args['participant'] } : undefined;
}

/** The method of tones, for which the voice service has none that is known. */
export const SEND_TONES = 'sendDtmf';
/** The same for taking a party out. */
export const DROP_PARTY = 'dropParty';

/** Dials from a device. */
export function dialOf(args: AisArguments): Operation {
  return { operationName: 'Dial', ...destinationIn(args) };
}

function destinationIn(args: AisArguments): Readonly<Record<string, unknown>> {
  const phoneNumber = wordOf(args['destination']);
  if (phoneNumber === undefined) throw new DesktopError('not-supported', 'A call without a number');
  const userData = dataIn(args['attachedData']);
  const location = wordOf(args['location']);
  return { destination: { phoneNumber }, ...(location !== undefined && { location }), ...(userData && { userData }) };
}

/** Pairs as the object that the platform takes; `undefined` for none. */
export function dataIn(pairs: unknown): Readonly<Record<string, unknown>> | undefined {
  const entries = itemsOf(pairs).flatMap((pair) => {
    const key = wordOf(fieldOf(pair, 'key'));
    const value = fieldOf(pair, 'value');
    return key === undefined ? [] : [[key, textOf(value) ?? dataIn(value) ?? ''] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
