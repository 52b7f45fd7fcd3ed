import type { Dispose, WorldContactPhone } from '../../engine/index.js';
import { flag, part, value, word } from '../messages.js';
import type { LcmOperation, LcmOperations, LcmRequest } from './operation.js';
import { contactId } from './reads.js';
import { localTime } from './times.js';
import { leavesOf } from './xml.js';

type Said = Omit<Dispose, 'type' | 'agentId' | 'callId' | 'contact' | 'requestId'>;
/** Something in the request is not as it has to be. */
const WRONG = 'wrong';

const setter = (name: string, run: LcmOperation['run'], call: LcmOperation['call'] = 'needed'): [string, LcmOperation] => [
  name.toLowerCase(),
  { answer: `${name}Result`, call, run },
];

/** What changes the list manager's books; each answers whether it could. */
export const WRITES: LcmOperations = new Map<string, LcmOperation>([
  setter('SetBusinessOutcomeWithComments', (at) => dispose(at, { ...business(at, 'OutcomeId') })),
  setter('SetCallOutcomeWithComments', (at) => dispose(at, outcome(at, 'OutcomeID'))),
  setter('SetBusinessOutcomeWithCallOutcome', (at) => dispose(at, { ...outcome(at, 'CallOutcome'), ...business(at, 'BusinessOutcome') })),
  setter('SetCallbackWithComments', (at) => dispose(at, callback(at, false))),
  setter('SetPersonalCallbackWithComments', (at) => dispose(at, callback(at, true))),
  setter('SetBusinessOutcomeWithCallback', (at) => dispose(at, withCallback(at, false))),
  setter('SetBusinessOutcomeWithPersonalCallback', (at) => dispose(at, withCallback(at, true))),
  setter('SetDNC', (at) => dispose(at, { ...outcome(at, 'OutcomeID'), ...business(at, 'BusinessOutcome'), doNotCall: true }), 'any'),
  setter('SetCallResult', (at) => dispose(at, callResult(at)), 'any'),
  setter('SetNonPEWCContactOutcome', (at) => dispose(at, {}), 'any'),
  setter('SetContactBusinessFields', setFields),
  setter('SetNewModeNumber', setNumber),
  setter('CreateContact', createContact, 'none'),
]);

// Common to all that say what became of a call.
function dispose({ engine, agentId, callId, key, data }: LcmRequest, said: Said | typeof WRONG): object {
  const comments = value(data, 'AgentComments');
  if (said === WRONG) return { success: false };
  const result = engine.execute({
    type: 'dispose',
    agentId,
    ...(callId === '' ? {} : { callId }),
    ...(key === '' ? {} : { contact: key }),
    ...(comments === undefined ? {} : { comments }),
    ...amount(data, 'LeadScore', 'leadScore'),
    ...amount(data, 'TargetAmount', 'targetAmount'),
    ...said,
  });
  return { success: result.ok };
}

function amount<Name extends string>(data: unknown, key: string, name: Name): Partial<Record<Name, number>> {
  const text = word(data, key);
  const number = Number(text);
  return text === '' || !Number.isFinite(number) ? {} : ({ [name]: number } as Partial<Record<Name, number>>);
}

// An outcome that is not named is refused by the list manager, as one that there is not.
function outcome({ data }: LcmRequest, key: string): Said {
  return { callOutcome: word(data, key) };
}

function business({ data }: LcmRequest, key: string): Said {
  return { businessOutcome: word(data, key) };
}

function callback({ data }: LcmRequest, personal: boolean): Said | typeof WRONG {
  const start = localTime(word(data, 'StartDate'), word(data, 'StartTime'));
  const end = localTime(word(data, 'EndDate') || word(data, 'StartDate'), word(data, 'EndTime') || word(data, 'StartTime'));
  if (start === undefined || end === undefined) return WRONG;
  return { callback: { start, end, mode: word(data, 'CallbackModeId'), personal } };
}

// The outcome is for reporting; the time decides when they are called (set-business-outcome-with-callback).
function withCallback(at: LcmRequest, personal: boolean): Said | typeof WRONG {
  const promised = callback(at, personal);
  if (promised === WRONG) return WRONG;
  return { ...promised, ...outcome(at, 'OutcomeId'), ...business(at, 'BusinessOutcome') };
}

// Any of the above at once (set-call-result).
function callResult(at: LcmRequest): Said | typeof WRONG {
  const promised = word(at.data, 'StartDate') === '' ? {} : callback(at, word(at.data, 'UserID') !== '');
  if (promised === WRONG) return WRONG;
  const businessOutcome = word(at.data, 'BusinessOutcome');
  return { ...promised, ...outcome(at, 'OutcomeId'), ...(businessOutcome === '' ? {} : { businessOutcome }) };
}

function setFields({ engine, agentId, contact, data }: LcmRequest): object {
  const listed = part(data, 'businessField');
  const given = (Array.isArray(listed) ? listed : []).map((field: unknown): [string, string] => [
    word(field, 'FieldName'),
    value(field, 'Value') ?? word(field, 'Value'),
  ]);
  if (!contact || given.length === 0) return { success: false };
  const result = engine.execute({ type: 'change-contact', agentId, contact: contact.key, fields: Object.fromEntries(given) });
  return { success: result.ok };
}

function setNumber({ engine, agentId, contact, data }: LcmRequest): object {
  if (!contact) return { success: false };
  const alone = flag(data, 'DeleteOtherModes') === true;
  const phone = { mode: word(data, 'ModeID'), number: word(data, 'ContactNumber'), alone };
  return { success: engine.execute({ type: 'change-contact', agentId, contact: contact.key, phone }).ok };
}

// Fields and numbers come as XML, whose elements no page shows: each that holds a text is one.
function createContact({ engine, agentId, data }: LcmRequest): object {
  const fields = leavesOf(value(data, 'BussinessFields') ?? '');
  const numbers = leavesOf(value(data, 'Modes') ?? '');
  if (!fields || !numbers) return { success: false };
  const { modes } = engine.world.outreach;
  const phones = numbers.map(([name, number], index): WorldContactPhone => {
    const mode = modes.find(({ id, description }) => description.toLowerCase() === name.toLowerCase() || id === name) ?? modes[index];
    return { mode: mode?.id ?? '1', number };
  });
  const result = engine.execute({
    type: 'create-contact',
    agentId,
    campaign: word(data, 'CampaignID'),
    fields: fields.map(([name, text]) => ({ name, value: text, type: 'String', format: '', editable: true })),
    phones,
  });
  const contact = result.ok && result.contact !== undefined ? engine.contact(result.contact) : undefined;
  return contact ? { success: true, ContactID: contactId(contact) } : { success: false };
}
