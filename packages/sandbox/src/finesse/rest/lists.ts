import type { AgentView, WorldContact, WorldPhoneBook } from '../../engine/index.js';
import { contactFields, layoutFields, phoneBookFields, queueFields, reasonFields, teamFields, wrapUpFields } from '../codec/lists.js';
import type { ApiCall, Handler, Route } from './api.js';
import * as refusals from './refusals.js';

/** Lists and settings that agents read: reasons, phone books, layouts, teams, queues (Finesse 12.5 guide pp. 52-76). */
export const listRoutes: readonly Route[] = [
  { path: '/ReasonCodes', GET: allReasons },
  { path: '/ReasonCode/:reason', GET: oneReason },
  ...forUserAndTeam('ReasonCodes', reasons),
  { path: '/User/:id/ReasonCode/:reason', GET: (call) => (call.visibleUser(call.param('id')), oneReason(call)) },
  ...forUserAndTeam('WrapUpReasons', wrapUpReasons),
  { path: '/User/:id/WrapUpReason/:reason', GET: oneWrapUpReason },
  ...forUserAndTeam('PhoneBooks', phoneBooks),
  { path: '/User/:id/PhoneBook/:book/Contacts', GET: contacts },
  { path: '/PhoneBook/:book/Contacts', GET: contacts },
  { path: '/User/:id/MediaPropertiesLayout', GET: defaultLayout },
  ...forUserAndTeam('MediaPropertiesLayouts', layouts),
  ...forUserAndTeam('Workflows', (call) => call.xml('Workflows', {})),
  { path: '/User/:id/Media', GET: ownList('MediaList') },
  { path: '/User/:id/Dialogs/Media', GET: ownList('Dialogs') },
  { path: '/User/:id/Queues', GET: queues },
  { path: '/Queue/:queue', GET: oneQueue },
  { path: '/Team/:team', GET: team },
];

type ListHandler = (call: ApiCall, teamId: string, owner: AgentView) => Response;

// From 12.5 on the lists of a user are those of the team; both ways lead to the same (Finesse 12.5 guide p. 1).
function forUserAndTeam(name: string, list: ListHandler): readonly Route[] {
  const ofUser: Handler = (call) => {
    const user = call.visibleUser(call.param('id'));
    call.assertInService();
    return list(call, user.team.id, user);
  };
  const ofTeam: Handler = (call) => {
    const id = call.param('team');
    if (!call.engine.teamMembers(id)) throw refusals.noTeam(id);
    if (call.caller.team.id !== id && !call.supervises(id)) throw refusals.unauthorized(call.caller.id);
    call.assertInService();
    return list(call, id, call.caller);
  };
  return [
    { path: `/User/:id/${name}`, GET: ofUser },
    { path: `/TeamResource/:team/${name}`, GET: ofTeam },
  ];
}

// Work other than voice is not simulated yet; its lists are there, and empty.
function ownList(name: string): Handler {
  return (call) => {
    call.visibleUser(call.param('id'));
    call.assertInService();
    return call.xml(name, {});
  };
}

function isFor(teamId: string): (item: { readonly teams: readonly string[]; readonly forAll?: boolean }) => boolean {
  return ({ teams, forAll }) => forAll === true || teams.includes(teamId);
}

function category(call: ApiCall): 'NOT_READY' | 'LOGOUT' {
  const value = call.url.searchParams.get('category');
  if (!value) throw refusals.missing('category');
  if (value !== 'NOT_READY' && value !== 'LOGOUT') throw refusals.invalid('category');
  return value;
}

function reasons(call: ApiCall, teamId: string): Response {
  const wanted = category(call);
  const codes = call.engine.world.reasonCodes.filter((code) => !code.systemCode && code.category === wanted).filter(isFor(teamId));
  return call.xml('ReasonCodes', { '@category': wanted, ReasonCode: codes.map((code) => reasonFields({ ...code, system: false })) });
}

function allReasons(call: ApiCall): Response {
  if (!call.isSupervisor) throw refusals.unauthorized(call.caller.id);
  const wanted = category(call);
  call.assertInService();
  const codes = call.engine.world.reasonCodes.filter((code) => code.category === wanted);
  const ReasonCode = codes.map((code) => reasonFields({ ...code, system: code.systemCode }));
  return call.xml('ReasonCodes', { '@category': wanted, ReasonCode });
}

function oneReason(call: ApiCall): Response {
  call.assertInService();
  const id = call.param('reason');
  const code = call.engine.world.reasonCodes.find((each) => each.id === id);
  if (!code) throw refusals.noObject('reasonCode', id);
  return call.xml('ReasonCode', reasonFields({ ...code, system: code.systemCode }));
}

function wrapUpReasons(call: ApiCall, teamId: string, owner: AgentView): Response {
  const found = call.engine.world.wrapUpReasons.filter(isFor(teamId));
  return call.xml('WrapUpReasons', { WrapUpReason: found.map((reason) => wrapUpFields(owner.id, reason)) });
}

function oneWrapUpReason(call: ApiCall): Response {
  const user = call.visibleUser(call.param('id'));
  call.assertInService();
  const id = call.param('reason');
  const reason = call.engine.world.wrapUpReasons.find((each) => each.id === id);
  if (!reason) throw refusals.noObject('wrapUpReason', id);
  return call.xml('WrapUpReason', wrapUpFields(user.id, reason));
}

interface Range {
  readonly first: number;
  readonly last: number;
}

const LARGEST_RANGE = 6000;

// Numbers are of contacts, counted through all books from 1.
function rangeOf(call: ApiCall): Range | undefined {
  const header = call.request.headers.get('Range');
  if (header === null) return undefined;
  const [, first, last] = /^\s*objects\s*=\s*(\d{1,9})\s*-\s*(\d{1,9})\s*$/.exec(header) ?? [];
  const range = { first: Number(first), last: Number(last) };
  if (!(range.first >= 1 && range.first <= range.last && range.last <= LARGEST_RANGE)) throw refusals.outOfRange();
  return range;
}

function rangeHeaders(range: Range | undefined, total: number): Readonly<Record<string, string>> {
  return range ? { 'Content-Range': `objects ${range.first}-${Math.min(range.last, total)}/${total}` } : {};
}

function phoneBooks(call: ApiCall, teamId: string): Response {
  const range = rangeOf(call);
  const books = call.engine.world.phoneBooks.filter((book) => book.type === 'GLOBAL' || book.teams.includes(teamId));
  let number = 0;
  const inRange = (): boolean => {
    number += 1;
    return !range || (number >= range.first && number <= range.last);
  };
  const PhoneBook = books.map((book) => phoneBookFields(book, book.contacts.filter(inRange)));
  return call.xml('PhoneBooks', { PhoneBook }, range ? 206 : 200, rangeHeaders(range, number));
}

function contacts(call: ApiCall): Response {
  const range = rangeOf(call);
  if (call.param('id') !== '') call.visibleUser(call.param('id'));
  call.assertInService();
  const id = call.param('book');
  const book = call.engine.world.phoneBooks.find((each) => each.id === id);
  if (!book) throw refusals.noObject('phoneBook', id);
  if (!mayRead(call, book)) throw refusals.unauthorized(call.caller.id);
  const list: readonly WorldContact[] = range ? book.contacts.slice(range.first - 1, range.last) : book.contacts;
  const Contact = list.map((contact) => contactFields(book, contact));
  return call.xml('Contacts', { Contact }, range ? 206 : 200, rangeHeaders(range, book.contacts.length));
}

function mayRead(call: ApiCall, book: WorldPhoneBook): boolean {
  return book.type === 'GLOBAL' || book.teams.some((id) => id === call.caller.team.id || call.supervises(id));
}

function defaultLayout(call: ApiCall): Response {
  const user = call.visibleUser(call.param('id'));
  call.assertInService();
  const found = layoutsOf(call, user.team.id);
  const layout = found.find(({ type }) => type === 'DEFAULT') ?? found[0];
  if (!layout) throw refusals.noObject('mediaPropertiesLayout', 'default');
  return call.xml('MediaPropertiesLayout', layoutFields(layout));
}

function layouts(call: ApiCall, teamId: string): Response {
  return call.xml('MediaPropertiesLayouts', { MediaPropertiesLayout: layoutsOf(call, teamId).map(layoutFields) });
}

function layoutsOf(call: ApiCall, teamId: string): ApiCall['engine']['world']['layouts'] {
  return call.engine.world.layouts.filter(({ teams }) => teams.length === 0 || teams.includes(teamId));
}

function queues(call: ApiCall): Response {
  const user = call.visibleUser(call.param('id'));
  call.assertInService();
  const { engine } = call;
  return call.xml('Queues', { Queue: engine.queuesOf(user.id).map((queue) => queueFields(queue, engine.world.platform)) });
}

function oneQueue(call: ApiCall): Response {
  call.assertInService();
  const id = call.param('queue');
  const { engine } = call;
  if (engine.world.platform !== 'CCE') throw refusals.otherPlatform('Queue');
  const queue = engine.queue(id);
  if (!queue) throw refusals.noObject('queue', id);
  return call.xml('Queue', queueFields(queue, 'CCE'));
}

function team(call: ApiCall): Response {
  const id = call.param('team');
  if (!call.isSupervisor) throw refusals.unauthorized(call.caller.id);
  const members = call.engine.teamMembers(id);
  const name = call.engine.world.teams.find((each) => each.id === id)?.name;
  if (!members || name === undefined) throw refusals.noTeam(id);
  if (!call.supervises(id)) throw refusals.otherTeam(id);
  call.assertInService();
  const withSignedOut = call.url.searchParams.get('includeLoggedOutAgents')?.toLowerCase() !== 'false';
  const shown = members.filter((member) => withSignedOut || member.state !== 'LOGOUT');
  return call.xml('Team', teamFields(id, name, shown, call.services.quirks()));
}
