import type { Contact, Queue, Team, TeamMember, WrapUpReason } from '@cordboard/core';
import type { XmlCursor } from '../xml/scanner.js';
import { given } from '../xml/given.js';
import { filled, fromBody, tailOf } from './body.js';
import { parseTime } from './time.js';
import { readUser, stateFields, stateReason } from './user.js';

// Ids stand in a uri, or in an element of their own, or in both; the uri is what requests are made of.
function idFrom(uri: string | undefined, id?: string): string | undefined {
  return tailOf(uri) ?? filled(id);
}

/** Reads the body of `GET /User/{id}/WrapUpReasons`. Throws `DesktopError('protocol')`, as all below. */
export function wrapUpReasonsFromBody(body: string): WrapUpReason[] {
  return fromBody(body, 'wrapUpReasons', (xml) => {
    const reasons: WrapUpReason[] = [];
    for (const list = xml.depth; xml.child(list, 'wrapUpReason');) {
      let uri: string | undefined;
      let label = '';
      for (const reason = xml.depth; xml.child(reason);) {
        if (xml.key === 'uri') uri = xml.word();
        else if (xml.key === 'label') label = xml.text();
      }
      const id = idFrom(uri);
      if (id !== undefined) reasons.push({ id, label });
    }
    return reasons;
  });
}

/** Reads the body of `GET /User/{id}/PhoneBooks`: contacts of all books, in the platform's order. */
export function contactsFromBody(body: string): Contact[] {
  return fromBody(body, 'phoneBooks', (xml) => {
    const contacts: Contact[] = [];
    for (const list = xml.depth; xml.child(list, 'phoneBook');) contacts.push(...readPhoneBook(xml));
    return contacts;
  });
}

function readPhoneBook(xml: XmlCursor): Contact[] {
  let book: string | undefined;
  const contacts: Contact[] = [];
  for (const depth = xml.depth; xml.child(depth);) {
    if (xml.key === 'name') book = xml.text();
    else if (xml.key === 'contacts') for (const list = xml.depth; xml.child(list, 'contact');) addContact(xml, contacts);
  }
  // The name may stand after the contacts.
  return book === undefined ? contacts : contacts.map((contact) => ({ ...contact, book }));
}

function addContact(xml: XmlCursor, contacts: Contact[]): void {
  const fields: { uri?: string; firstName?: string; lastName?: string; phoneNumber?: string; description?: string } = {};
  for (const depth = xml.depth; xml.child(depth);) {
    switch (xml.key) {
      case 'uri':
      case 'phoneNumber':
        fields[xml.key] = xml.word();
        break;
      case 'firstName':
      case 'lastName':
      case 'description':
        fields[xml.key] = xml.text();
        break;
    }
  }
  const { uri, phoneNumber: number, firstName, lastName, description } = fields;
  const id = idFrom(uri);
  if (id !== undefined && number !== undefined && number !== '')
    contacts.push({ id, number, ...given({ firstName, lastName, description }) });
}

/** Reads the body of `GET /User/{id}/Queues`. */
export function queuesFromBody(body: string): Queue[] {
  return fromBody(body, 'queues', readQueues);
}

/** Reads the `<Queues>` the cursor stands on. */
export function readQueues(xml: XmlCursor): Queue[] {
  const queues: Queue[] = [];
  for (const list = xml.depth; xml.child(list, 'queue');) {
    const queue = readQueue(xml);
    if (queue !== undefined) queues.push(queue);
  }
  return queues;
}

/** Reads the `<Queue>` the cursor stands on; `undefined` when it has no id. */
export function readQueue(xml: XmlCursor): Queue | undefined {
  let uri: string | undefined;
  let plainId: string | undefined;
  let name: string | undefined;
  let statistics: Queue['statistics'] = {};
  for (const depth = xml.depth; xml.child(depth);) {
    switch (xml.key) {
      case 'uri':
        uri = xml.word();
        break;
      case 'id':
        plainId = xml.word();
        break;
      case 'name':
        name = xml.text();
        break;
      case 'statistics':
        statistics = readStatistics(xml);
        break;
    }
  }
  const id = idFrom(uri, plainId);
  return id === undefined ? undefined : { id, statistics, ...given({ name }) };
}

// The names of figures are the server's: built from entries, `__proto__` is a name like any other.
function readStatistics(xml: XmlCursor): Queue['statistics'] {
  const figures: [string, number][] = [];
  for (const depth = xml.depth; xml.child(depth);) {
    const { key } = xml;
    const text = xml.word();
    const figure = key.startsWith('startTime') ? parseTime(text) : /^\d{1,15}$/.test(text) ? Number(text) : undefined;
    if (figure !== undefined) figures.push([key, figure]);
  }
  return Object.fromEntries(figures);
}

/** Reads the body of `GET /Team/{id}`. */
export function teamFromBody(body: string): Team {
  return fromBody(body, 'team', readTeam);
}

/** Reads the `<Team>` the cursor stands on. */
export function readTeam(xml: XmlCursor): Team {
  let uri: string | undefined;
  let id: string | undefined;
  let name: string | undefined;
  const members: TeamMember[] = [];
  for (const depth = xml.depth; xml.child(depth);) {
    switch (xml.key) {
      case 'uri':
        uri = xml.word();
        break;
      case 'id':
        id = xml.word();
        break;
      case 'name':
        name = xml.text();
        break;
      case 'users':
        for (const list = xml.depth; xml.child(list, 'user');) members.push(...readMember(xml));
        break;
    }
  }
  return { id: idFrom(uri, id) ?? '', members, ...given({ name }) };
}

function readMember(xml: XmlCursor): TeamMember[] {
  const user = readUser(xml);
  const id = filled(user.loginId) ?? tailOf(user.uri);
  if (id === undefined) return [];
  const { firstName, lastName, stateChangeTime: since } = user;
  // Only CCE has teams with system codes of its own; a summary marks them anyway.
  const reason = stateReason(user, 'CCE');
  return [{ id, ...stateFields(user.state), ...given({ firstName, lastName, extension: filled(user.extension), reason, since }) }];
}
