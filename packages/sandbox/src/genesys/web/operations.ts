import type { Engine } from '../../engine/index.js';
import type { VoiceAction } from '../actions.js';
import type { Interaction } from '../interaction.js';
import type { Interactions } from '../interactions.js';
import { isDialable } from '../numbers.js';
import type { ActionDetails, ActionOutcome, Telephony } from '../telephony.js';
import { capabilitiesOf, completedBy, OPERATIONS } from './call-resource.js';
import { ACCEPTED, missing, refused, STATUS, type WebReply } from './reply.js';

type Json = Readonly<Record<string, unknown>>;

/** What the operations work on. */
export interface OperationParts {
  readonly engine: Engine;
  readonly interactions: Interactions;
  readonly telephony: Telephony;
}

const TO_A_NUMBER: ReadonlySet<string> = new Set(['SingleStepTransfer', 'SingleStepConference', 'InitiateTransfer', 'InitiateConference']);

/** Carries an operation on a call out. */
export function operate(parts: OperationParts, interaction: Interaction, body: Json): WebReply {
  const name = body['operationName'];
  if (typeof name !== 'string') return missing('operationName');
  const { engine, interactions, telephony } = parts;
  const { callId, extension } = interaction;
  if (callId === null) return notPossible(name);
  const capable = capabilitiesOf(interaction, interactions).includes(name);
  const asParty = (command: 'drop' | 'send-dtmf', address: string, digits?: string): WebReply => {
    if (!capable) return notPossible(name);
    const result = engine.execute({ type: 'call-action', callId, address, action: command, ...(digits !== undefined && { digits }) });
    return result.ok ? ACCEPTED : notPossible(name);
  };
  switch (name) {
    case 'SwapCalls':
      if (typeof body['otherCallUri'] !== 'string') return missing('otherCallUri');
      return capable ? outcomeReply(telephony.act(interaction, 'RETRIEVE', { wire: 'gws' }), name) : notPossible(name);
    case 'SendDtmf':
      return typeof body['digits'] === 'string' ? asParty('send-dtmf', extension, body['digits']) : missing('digits');
    case 'RemoveParticipantFromConference': {
      const { participant } = body;
      if (typeof participant !== 'string') return missing('participant');
      return interaction.parties.includes(participant) ? asParty('drop', participant) : refused(STATUS.invalid, 'No such participant');
    }
    case 'ClearCall':
      return interaction.parties.map((party) => asParty('drop', party)).find(({ statusCode }) => statusCode !== 0) ?? ACCEPTED;
    case 'AttachUserData':
    case 'UpdateUserData':
    case 'DeleteUserData':
    case 'DeleteUserDataPair':
      return capable ? writeData(parts, interaction, name, body) : notPossible(name);
    default: {
      const action = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
      return action ? act(parts, interaction, name, action, body) : refused(STATUS.invalid, `There is no operation ${name}.`);
    }
  }
}

function act(
  { interactions, telephony }: OperationParts,
  interaction: Interaction,
  name: string,
  action: VoiceAction,
  body: Json,
): WebReply {
  const details = detailsOf(body);
  if ('statusCode' in details) return details;
  if (TO_A_NUMBER.has(name) && details.destination === undefined) return missing('destination');
  const target = action.startsWith('COMPLETE_') ? completedBy(interaction, interactions) : interaction;
  return outcomeReply(telephony.act(target, action, details), name);
}

/** Calls a number from a phone. */
export function dial({ telephony }: OperationParts, extension: string, body: Json): WebReply {
  if (body['operationName'] !== 'Dial')
    return body['operationName'] === undefined ? missing('operationName') : refused(STATUS.invalid, 'Dial only');
  const details = detailsOf(body);
  if ('statusCode' in details) return details;
  if (details.destination === undefined) return missing('destination');
  return outcomeReply(telephony.dial(extension, details), 'Dial');
}

function detailsOf(body: Json): ActionDetails | WebReply {
  const { destination, userData } = body;
  const number = isRecord(destination) ? destination['phoneNumber'] : undefined;
  if (destination !== undefined && typeof number !== 'string') return missing('destination.phoneNumber');
  if (typeof number === 'string' && !isDialable(number)) return refused(STATUS.invalid, 'The destination cannot be dialled.');
  const data = userData === undefined ? {} : textsIn(userData);
  if (!data) return refused(STATUS.invalid, 'userData holds texts and numbers.');
  return { wire: 'gws', ...(typeof number === 'string' && { destination: number }), ...(Object.keys(data).length > 0 && { data }) };
}

function writeData({ engine }: OperationParts, { callId, data }: Interaction, name: string, body: Json): WebReply {
  const write = (variables: Readonly<Record<string, string>>): WebReply => {
    const result = engine.execute({ type: 'update-data', callId: callId ?? '', variables });
    return result.ok ? ACCEPTED : notPossible(name);
  };
  if (name === 'DeleteUserDataPair') {
    const { key } = body;
    // A call of the sandbox forgets no name: an empty value is as near as it comes.
    return typeof key === 'string' ? write({ [key]: '' }) : missing('key');
  }
  if (name === 'DeleteUserData') return write(Object.fromEntries(data.map((each) => [each.name, ''])));
  if (!isRecord(body['userData'])) return missing('userData');
  const texts = textsIn(body['userData']);
  return texts ? write(texts) : refused(STATUS.invalid, 'userData holds texts and numbers.');
}

/** The texts and numbers of an object, as texts; `undefined` when it holds anything else. */
export function textsIn(json: unknown): Readonly<Record<string, string>> | undefined {
  if (!isRecord(json)) return undefined;
  const entries = Object.entries(json);
  const fine = entries.every(([name, value]) => name !== '__proto__' && (typeof value === 'string' || typeof value === 'number'));
  return fine ? Object.fromEntries(entries.map(([name, value]) => [name, String(value)])) : undefined;
}

function outcomeReply(outcome: ActionOutcome, name: string): WebReply {
  return outcome.ok ? ACCEPTED : refused(STATUS.invalid, `${name} is refused by the telephone system (${outcome.code}).`);
}

function notPossible(name: string): WebReply {
  return refused(STATUS.invalid, `${name} is not possible in the state of the call.`);
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
