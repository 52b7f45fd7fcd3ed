import type { Contact, Queue, Team, TeamMember, WrapUpReason } from '@cordboard/core';
import type { XmlCursor } from '../xml/scanner.js';
import { given } from '../xml/given.js';
import { filled, fromBody, tailOf } from './body.js';
import { list, record, text, word } from './records.js';
import { parseTime } from './time.js';
import type { UpdateData } from './update.js';
import { readUser, stateFields, stateReason, type WireUser } from './user.js';

// Ids stand in a uri, or in an element of their own, or in both; the uri is what requests are made of.
function idFrom(uri: string | undefined, id?: string): string | undefined {
  return tailOf(uri) ?? filled(id);
}

/** Reads the body of `GET /User/{id}/WrapUpReasons`. Throws `DesktopError('protocol')`, as all below. */
export function wrapUpReasonsFromBody(body: string): WrapUpReason[] {
  return fromBody(body, 'wrapUpReasons', readReasons);
}

interface Named {
  id?: string;
  uri?: string;
  label?: string;
  name?: string;
}

const readLabelled = record<Named>(['uri', word], ['label', text]);
const readReasons = list('wrapUpReason', (xml): WrapUpReason | undefined => {
  const { uri, label = '' } = readLabelled(xml);
  const id = idFrom(uri);
  return id === undefined ? undefined : { id, label };
});

/** Reads the body of `GET /User/{id}/PhoneBooks`: contacts of all books, in the platform's order. */
export function contactsFromBody(body: string): Contact[] {
  return fromBody(body, 'phoneBooks', readPhoneBooks).flat();
}

interface WireContact {
  uri?: string;
  phoneNumber?: string;
  firstName?: string;
  lastName?: string;
  description?: string;
}

const readWireContact = record<WireContact>(['uri phoneNumber', word], ['firstName lastName description', text]);
const readContact = (xml: XmlCursor): Contact | undefined => {
  const { uri, phoneNumber: number = '', ...about } = readWireContact(xml);
  const id = idFrom(uri);
  return id === undefined || number === '' ? undefined : { id, number, ...about };
};
const readPhoneBook = record<{ name?: string; contacts?: Contact[] }>(['name', text], ['contacts', list('contact', readContact)]);
const readPhoneBooks = list('phoneBook', (xml) => {
  const { name: book, contacts = [] } = readPhoneBook(xml);
  return book === undefined ? contacts : contacts.map((contact) => ({ ...contact, book }));
});

/** Reads the body of `GET /User/{id}/Queues`. */
export function queuesFromBody(body: string): Queue[] {
  return fromBody(body, 'queues', readQueues);
}

const readWireQueue = record<Named & { statistics?: Queue['statistics'] }>(
  ['uri id', word],
  ['name', text],
  ['statistics', readStatistics],
);

/** Reads the `<Queue>` the cursor stands on; `undefined` when it has no id. */
export function readQueue(xml: XmlCursor): Queue | undefined {
  const { uri, id: plainId, name, statistics = {} } = readWireQueue(xml);
  const id = idFrom(uri, plainId);
  return id === undefined ? undefined : { id, statistics, ...given({ name }) };
}

/** Reads the `<Queues>` the cursor stands on. */
export const readQueues: (xml: XmlCursor) => Queue[] = list('queue', readQueue);

// The names of figures are the server's: built from entries, `__proto__` is a name like any other.
function readStatistics(xml: XmlCursor): Queue['statistics'] {
  const figures: [string, number][] = [];
  for (const depth = xml.depth; xml.child(depth);) {
    const { key } = xml;
    const value = xml.word();
    const figure = key.startsWith('startTime') ? parseTime(value) : /^\d{1,15}$/.test(value) ? Number(value) : undefined;
    if (figure !== undefined) figures.push([key, figure]);
  }
  return Object.fromEntries(figures);
}

/** Reads the body of `GET /Team/{id}`. */
export function teamFromBody(body: string): Team {
  return fromBody(body, 'team', readTeam);
}

const readWireTeam = record<Named & { users?: TeamMember[] }>(['uri id', word], ['name', text], ['users', list('user', readMember)]);

/** Reads the `<Team>` the cursor stands on. */
export function readTeam(xml: XmlCursor): Team {
  const { uri, id, name, users: members = [] } = readWireTeam(xml);
  return { id: idFrom(uri, id) ?? '', members, ...given({ name }) };
}

function readMember(xml: XmlCursor): TeamMember | undefined {
  return memberOf(readUser(xml));
}

/** A user as a member of a team; `undefined` when it has no id. */
export function memberOf(user: WireUser): TeamMember | undefined {
  const id = filled(user.loginId) ?? tailOf(user.uri);
  if (id === undefined) return undefined;
  const { firstName, lastName, stateChangeTime: since } = user;
  // Only CCE has teams with system codes of its own; a summary marks them anyway.
  const reason = stateReason(user, 'CCE');
  return { id, ...stateFields(user.state), ...given({ firstName, lastName, extension: filled(user.extension), reason, since }) };
}

/** Reads the teams and queues of notifications (see `readUpdate`). */
export function readMoreObjects(xml: XmlCursor): UpdateData | undefined {
  switch (xml.key) {
    case 'team':
      return { kind: 'team', team: readTeam(xml) };
    case 'queues':
      return { kind: 'queues', queues: readQueues(xml) };
    case 'queue': {
      const queue = readQueue(xml);
      return queue && { kind: 'queue', queue };
    }
    default:
      return undefined;
  }
}
