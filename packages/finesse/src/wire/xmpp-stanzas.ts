import { base64, secretOf, type Credentials } from './credentials.js';
import { element, type Content, type Markup } from '../xml/write.js';

const FRAMING = 'urn:ietf:params:xml:ns:xmpp-framing';
const SASL = 'urn:ietf:params:xml:ns:xmpp-sasl';
const BIND = 'urn:ietf:params:xml:ns:xmpp-bind';
const SESSION = 'urn:ietf:params:xml:ns:xmpp-session';
const PING = 'urn:xmpp:ping';
const PUBSUB = 'http://jabber.org/protocol/pubsub';
const STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas';
const CLIENT = 'jabber:client';

/** What stands in a local part for a character it may not hold (XEP-0106). */
const ESCAPED = /[\s"&'/:<>@]/g;

/** Bare JID of a login id, which may be anything a person types. */
export function bareJid(id: string, domain: string): string {
  return `${id.replace(ESCAPED, (char) => `\\${char.charCodeAt(0).toString(16).padStart(2, '0')}`)}@${domain}`;
}

/** Opens the stream, and opens it anew after authentication (RFC 7395). */
export function open(domain: string): Markup {
  return element('open', { xmlns: FRAMING, to: domain, version: '1.0' });
}

/** Ends the stream. */
export function close(): Markup {
  return element('close', { xmlns: FRAMING });
}

/** SASL PLAIN with the bare JID as the identity to act as, as every published client of this platform sends it. */
export function auth(credentials: Credentials, jid: string): Markup {
  const { id } = credentials;
  return element('auth', { xmlns: SASL, mechanism: 'PLAIN' }, base64(`${jid}\0${id}\0${secretOf(credentials).reveal()}`));
}

/** Asks for a resource. */
export function bind(id: string, resource: string): Markup {
  return iq('set', id, undefined, element('bind', { xmlns: BIND }, element('resource', {}, resource)));
}

/** Starts the session that old servers want started (RFC 3921). */
export function session(id: string): Markup {
  return iq('set', id, undefined, element('session', { xmlns: SESSION }));
}

/** Available, and willing to be sent events: a negative priority would get none (Finesse 12.5 guide p. 9). */
export function presence(): Markup {
  return element('presence', { xmlns: CLIENT }, element('priority', {}, '0'));
}

/** XEP-0199. */
export function ping(id: string, to: string): Markup {
  return iq('get', id, to, element('ping', { xmlns: PING }));
}

/** XEP-0060, with the full JID: a bare one would deliver to the agent's other sessions as well (Finesse 12.5 guide p. 346). */
export function subscription(what: 'subscribe' | 'unsubscribe', id: string, service: string, node: string, jid: string): Markup {
  return iq('set', id, service, element('pubsub', { xmlns: PUBSUB }, element(what, { node, jid })));
}

/** The answer to a request of the server. */
export function reply(id: string, to: string | undefined, served: boolean): Markup {
  if (served) return element('iq', { xmlns: CLIENT, type: 'result', id, to });
  const condition = element('service-unavailable', { xmlns: STANZAS });
  return element('iq', { xmlns: CLIENT, type: 'error', id, to }, element('error', { type: 'cancel' }, condition));
}

function iq(type: 'get' | 'set', id: string, to: string | undefined, content: Content): Markup {
  return element('iq', { xmlns: CLIENT, type, id, to }, content);
}
