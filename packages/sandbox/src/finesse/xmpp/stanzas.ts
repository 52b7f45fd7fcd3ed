import { element, type Content, type Markup } from '../xml/write.js';

/** Namespaces of the notification service. */
export const NS = {
  framing: 'urn:ietf:params:xml:ns:xmpp-framing',
  streams: 'http://etherx.jabber.org/streams',
  streamErrors: 'urn:ietf:params:xml:ns:xmpp-streams',
  stanzaErrors: 'urn:ietf:params:xml:ns:xmpp-stanzas',
  sasl: 'urn:ietf:params:xml:ns:xmpp-sasl',
  bind: 'urn:ietf:params:xml:ns:xmpp-bind',
  session: 'urn:ietf:params:xml:ns:xmpp-session',
  client: 'jabber:client',
  roster: 'jabber:iq:roster',
  discoInfo: 'http://jabber.org/protocol/disco#info',
  discoItems: 'http://jabber.org/protocol/disco#items',
  ping: 'urn:xmpp:ping',
  pubsub: 'http://jabber.org/protocol/pubsub',
  pubsubEvent: 'http://jabber.org/protocol/pubsub#event',
  pubsubErrors: 'http://jabber.org/protocol/pubsub#errors',
} as const;

/** Why a stream ends. */
export type StreamCondition =
  | 'conflict'
  | 'connection-timeout'
  | 'host-unknown'
  | 'internal-server-error'
  | 'invalid-namespace'
  | 'not-authorized'
  | 'not-well-formed'
  | 'policy-violation'
  | 'restricted-xml'
  | 'system-shutdown'
  | 'unsupported-stanza-type';

/** Why a stanza is refused, with the error type the standard gives the condition. */
export const STANZA_ERRORS = {
  'bad-request': 'modify',
  forbidden: 'auth',
  'item-not-found': 'cancel',
  'not-allowed': 'cancel',
  'service-unavailable': 'cancel',
  'unexpected-request': 'cancel',
} as const;
/** Why a stanza is refused. */
export type StanzaCondition = keyof typeof STANZA_ERRORS;

/** Answer to the opening of a stream, of the first and of the restarted one. */
export function openFrame(domain: string, id: string): Markup {
  return element('open', { xmlns: NS.framing, from: domain, id, version: '1.0', 'xml:lang': 'en' });
}

/** Offers PLAIN before authentication, binding after it. */
export function featuresFrame(authenticated: boolean): Markup {
  const offers = authenticated
    ? [element('bind', { xmlns: NS.bind }), element('session', { xmlns: NS.session })]
    : element('mechanisms', { xmlns: NS.sasl }, element('mechanism', {}, 'PLAIN'));
  return element('stream:features', { 'xmlns:stream': NS.streams }, offers);
}

/** Tells why a stream ends. The stream is over after it. */
export function streamErrorFrame(condition: StreamCondition): Markup {
  return element('stream:error', { 'xmlns:stream': NS.streams }, element(condition, { xmlns: NS.streamErrors }));
}

/** End of a stream. */
export function closeFrame(): Markup {
  return element('close', { xmlns: NS.framing });
}

/** An answer to an `iq`. */
export function iqResult(id: string | undefined, from: string, to: string | undefined, content?: Content): Markup {
  return element('iq', { xmlns: NS.client, type: 'result', id, from, to }, content);
}

/** A refused stanza. `details` stands beside the condition, as pub/sub wants it. */
export function stanzaError(
  kind: 'iq' | 'message' | 'presence',
  id: string | undefined,
  from: string,
  to: string | undefined,
  condition: StanzaCondition,
  details?: Content,
): Markup {
  const error = element('error', { type: STANZA_ERRORS[condition] }, [element(condition, { xmlns: NS.stanzaErrors }), details]);
  return element(kind, { xmlns: NS.client, type: 'error', id, from, to }, error);
}

/** A notification: the update, already written as XML, travels as text and is escaped once more. */
export function notificationStanza(options: {
  readonly domain: string;
  readonly to: string;
  readonly id: string;
  readonly node: string;
  readonly itemId: string;
  readonly payload: string;
}): Markup {
  const { domain, to, id, node, itemId, payload } = options;
  const notification = element('notification', { xmlns: NS.pubsub }, payload);
  const items = element('items', { node }, element('item', { id: itemId }, notification));
  return element('message', { xmlns: NS.client, from: `pubsub.${domain}`, to, id }, element('event', { xmlns: NS.pubsubEvent }, items));
}
