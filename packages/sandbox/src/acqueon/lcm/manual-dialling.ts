import type { ContactView } from '../../engine/index.js';
import { flag, word } from '../messages.js';
import type { LcmOperation, LcmOperations, LcmRequest } from './operation.js';
import { contactId } from './reads.js';
import { writtenTime } from './times.js';

/** How long a contact stays with the agent who dials by hand, in ms. Told, not enforced. */
const RESERVED_MS = 30 * 60_000;
/** Most contacts at once. */
const MOST = 100;

/** Contacts that agents dial by hand, and those who have not agreed to be dialled by a machine (non-PEWC). */
export const MANUAL_DIALLING: LcmOperations = new Map<string, LcmOperation>([
  ['getreservedmanualdialcontact', { answer: 'DownloadContactsForDialing', call: 'none', run: download }],
  ['getcontactod', { answer: 'ContactOD', call: 'none', run: (at) => reserveOne(at) ?? {} }],
  [
    'getreservedcontactod',
    { answer: 'ContactOD', call: 'none', run: (at) => reservedOnes(at).map((contact) => onDemand(at, contact))[0] ?? {} },
  ],
  ['skipnonpewccontact', { answer: 'SkipNonPEWCContactResult', call: 'none', run: skip }],
]);

function download(at: LcmRequest): readonly object[] {
  const { engine, agentId, data } = at;
  const wanted = Math.min(MOST, Math.max(1, Math.floor(Number(word(data, 'NumberOfContactsRequired')) || 1)));
  const consent = flag(data, 'Consent');
  const chosen = flag(data, 'ReservedContacts') === true ? reservedOf(at, agentId) : free(at).slice(0, wanted);
  const contacts = chosen.filter((contact) => consent === undefined || contact.consent === consent).slice(0, wanted);
  engine.execute({ type: 'reserve-contacts', agentId, contacts: contacts.map(({ key }) => key), reserved: true });
  return contacts.map((contact) => ({
    PhoneNumber: contact.phones[0]?.number ?? '',
    AccountNumber: contact.key,
    CampaignId: contact.campaign,
    Mode: contact.phones[0]?.mode ?? '',
    ContactID: contactId(contact),
    ExpiryTime: expiry(at),
    CallbackTime: contact.callback ? writtenTime(contact.callback.start) : '',
    CallType: contact.callback ? 'CALLBACK' : 'REGULAR',
    Consent: contact.consent,
  }));
}

function reserveOne(at: LcmRequest): object | undefined {
  const [contact] = [...reservedOnes(at), ...free(at).filter(({ consent }) => !consent)];
  if (!contact) return undefined;
  at.engine.execute({ type: 'reserve-contacts', agentId: at.agentId, contacts: [contact.key], reserved: true });
  return onDemand(at, contact);
}

function reservedOnes(at: LcmRequest): readonly ContactView[] {
  return reservedOf(at, userOf(at)).filter(({ consent }) => !consent);
}

function onDemand(at: LcmRequest, contact: ContactView): object {
  return {
    PhoneNumber: contact.phones[0]?.number ?? '',
    AccountNumber: contact.key,
    CampaignId: contact.campaign,
    Mode: contact.phones[0]?.mode ?? '',
    ContactId: contactId(contact),
    ExpiryTime: expiry(at),
    CallbackTime: contact.callback ? writtenTime(contact.callback.start) : '',
    CallType: contact.callback ? 'CALLBACK' : 'REGULAR',
    Prefix: '',
    Suffix: '',
    Queue: at.engine.queuesOf(at.agentId)[0]?.name ?? '',
  };
}

function skip(at: LcmRequest): object {
  const contacts = reservedOnes(at).map(({ key }) => key);
  if (contacts.length === 0) return { success: false, msg: 'Contact not found' };
  return { success: at.engine.execute({ type: 'reserve-contacts', agentId: userOf(at), contacts, reserved: false }).ok };
}

function free({ engine }: LcmRequest): readonly ContactView[] {
  return engine.contacts().filter(({ reservedBy, doNotCall }) => reservedBy === null && !doNotCall);
}

function reservedOf({ engine }: LcmRequest, agentId: string): readonly ContactView[] {
  return engine.contacts().filter(({ reservedBy }) => reservedBy === agentId);
}

// Printed in three ways; who is signed in when it is left out.
function userOf({ engine, agentId, data }: LcmRequest): string {
  const named = word(data, 'UserID');
  return engine.agent(named)?.id ?? agentId;
}

function expiry({ engine }: LcmRequest): string {
  return writtenTime(new Date(engine.now() + RESERVED_MS).toISOString().slice(0, 16));
}
