import type {
  AgentView,
  Platform,
  QueueView,
  ReasonCategory,
  SystemView,
  WorldContact,
  WorldLayout,
  WorldLayoutEntry,
  WorldPhoneBook,
  WorldWrapUpReason,
} from '../../engine/index.js';
import type { FinesseQuirks } from '../quirks.js';
import type { Fields } from '../xml/write.js';
import { API, time } from './common.js';
import { userSummary } from './user.js';

/** A reason code. It carries no id element: clients take the id from the end of the uri (Finesse 12.5 guide p. 237). */
export function reasonFields(reason: {
  readonly id: string;
  readonly code: number;
  readonly label: string;
  readonly category: ReasonCategory;
  readonly forAll: boolean;
  readonly system: boolean;
}): Fields {
  const { id, category, code, label, forAll, system } = reason;
  return { category, code, forAll, label, systemCode: system, uri: `${API}/ReasonCode/${id}` };
}

/** A wrap-up reason as a user's list gives it. */
export function wrapUpFields(userId: string, reason: WorldWrapUpReason): Fields {
  return { forAll: reason.forAll, label: reason.label, uri: `${API}/User/${userId}/WrapUpReason/${reason.id}` };
}

/** A phone book with the contacts given. */
export function phoneBookFields(book: WorldPhoneBook, contacts: readonly WorldContact[]): Fields {
  return {
    contacts: { Contact: contacts.map((contact) => contactFields(book, contact)) },
    name: book.name,
    type: book.type,
    uri: `${API}/PhoneBook/${book.id}`,
  };
}

/** One number of a phone book. */
export function contactFields(book: WorldPhoneBook, contact: WorldContact): Fields {
  const { id, description, firstName, lastName, phoneNumber } = contact;
  return { description, firstName, lastName, phoneNumber, uri: `${API}/PhoneBook/${book.id}/Contact/${id}` };
}

/** Which call data a desktop shows. */
export function layoutFields(layout: WorldLayout): Fields {
  return {
    column: layout.columns.map((entries) => ({ entry: entries.map(entryFields) })),
    description: layout.description,
    header: { entry: layout.header.map(entryFields) },
    name: layout.name,
    type: layout.type,
    uri: `${API}/MediaPropertiesLayout/${layout.id}`,
  };
}

function entryFields(entry: WorldLayoutEntry): Fields {
  const { displayName, mediaProperty, showInPopOver, uiEditable } = entry;
  return { displayName, mediaProperty, showInPopOver, uiEditable };
}

/** A team with its members. */
export function teamFields(id: string, name: string, members: readonly AgentView[], quirks: FinesseQuirks): Fields {
  return { id, name, uri: `${API}/Team/${id}`, users: { User: members.map((member) => userSummary(member, quirks)) } };
}

/** A queue and its figures; `-1` everywhere on CCX, which has none (Finesse 12.5 guide p. 361). */
export function queueFields(queue: QueueView, platform: Platform): Fields {
  const figure = (value: number): number => (platform === 'CCE' ? value : -1);
  return {
    name: queue.name,
    statistics: {
      agentsBusyOther: figure(queue.agentsBusyOther),
      agentsLoggedOn: figure(queue.agentsLoggedOn),
      agentsNotReady: figure(queue.agentsNotReady),
      agentsReady: figure(queue.agentsReady),
      agentsTalkingInbound: figure(queue.agentsTalkingInbound),
      agentsTalkingInternal: figure(queue.agentsTalkingInternal),
      agentsTalkingOutbound: figure(queue.agentsTalkingOutbound),
      agentsWrapUpNotReady: figure(queue.agentsWrapUpNotReady),
      agentsWrapUpReady: figure(queue.agentsWrapUpReady),
      callsInQueue: figure(queue.callsInQueue),
      startTimeOfLongestCallInQueue: platform === 'CCE' ? time(queue.longestSince) : '',
    },
    uri: `${API}/Queue/${queue.id}`,
  };
}

/** What the node says of itself. `host` is the name that the client used to get here: names differ per node. */
export function systemFields(system: SystemView, host: string, now: number, authMode: string): Fields {
  return {
    ...systemStatusFields(system, now, authMode),
    ctiHeartbeatInterval: 5,
    ctiVersion: 24,
    lastCTIHeartbeatStatus: system.status === 'IN_SERVICE' ? 'success' : 'failure',
    license: '',
    peripheralId: 5000,
    primaryNode: { host },
    timezoneOffset: 0,
    xmppDomain: host,
    xmppPubSubDomain: `pubsub.${host}`,
  };
}

/** The part of it that is the same under every name, for notifications. */
export function systemStatusFields(system: SystemView, now: number, authMode: string): Fields {
  return {
    currentTimestamp: time(now),
    deploymentType: system.platform === 'CCE' ? 'UCCE' : 'UCCX',
    status: system.status,
    statusReason: system.reason,
    systemAuthMode: authMode,
    uri: `${API}/SystemInfo`,
  };
}
