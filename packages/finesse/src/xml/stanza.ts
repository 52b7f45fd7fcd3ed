import { given } from './given.js';
import { readXml, XmlError, type XmlCursor, type XmlLimits } from './scanner.js';

/** One notification out of a pub/sub message: the node it came from and its payload, unescaped once. */
export interface PubsubItem {
  readonly node: string;
  readonly itemId?: string;
  /** Text of `<notification>`; for Finesse an XML document of its own (see `readUpdate`). */
  readonly payload: string;
}

/** One XMPP frame (RFC 7395), as far as a Finesse client needs it. */
export type Stanza =
  | { readonly kind: 'open'; readonly from?: string; readonly id?: string }
  | { readonly kind: 'close' }
  | { readonly kind: 'features'; readonly mechanisms: readonly string[]; readonly bind: boolean; readonly session: boolean }
  | { readonly kind: 'challenge'; readonly data: string }
  | { readonly kind: 'success'; readonly data: string }
  /** SASL refusal; `condition` is the element's name, such as `not-authorized`, or empty when none was given. */
  | { readonly kind: 'failure'; readonly condition: string }
  | {
      readonly kind: 'iq';
      /** `get`, `set`, `result` or `error`. */
      readonly type: string;
      readonly id: string;
      readonly from?: string;
      /** The full JID of a bind result. */
      readonly jid?: string;
      /** Condition of an error, such as `service-unavailable`. */
      readonly condition?: string;
      /** A ping (XEP-0199) that wants an answer. */
      readonly ping: boolean;
    }
  | { readonly kind: 'message'; readonly from?: string; readonly id?: string; readonly items: readonly PubsubItem[] }
  /** `type` is absent for available. */
  | { readonly kind: 'presence'; readonly from?: string; readonly type?: string }
  | { readonly kind: 'stream-error'; readonly condition: string }
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'malformed'; readonly error: XmlError };

const FRAMING = 'urn:ietf:params:xml:ns:xmpp-framing';
const STREAMS = 'http://etherx.jabber.org/streams';
const SASL = 'urn:ietf:params:xml:ns:xmpp-sasl';
const BIND = 'urn:ietf:params:xml:ns:xmpp-bind';
const SESSION = 'urn:ietf:params:xml:ns:xmpp-session';
const STANZA_ERRORS = 'urn:ietf:params:xml:ns:xmpp-stanzas';
const STREAM_ERRORS = 'urn:ietf:params:xml:ns:xmpp-streams';
const PING = 'urn:xmpp:ping';
const EVENT = 'http://jabber.org/protocol/pubsub#event';
const PUBSUB = 'http://jabber.org/protocol/pubsub';

/** Reads one frame. Never throws: what is not well formed is `malformed`, what is not known `unknown`. */
export function readStanza(frame: string, limits?: XmlLimits): Stanza {
  try {
    return readXml(frame, readRoot, limits);
  } catch (error) {
    if (error instanceof XmlError) return { kind: 'malformed', error };
    throw error;
  }
}

function readRoot(xml: XmlCursor): Stanza {
  const { name, namespace } = xml;
  switch (namespace) {
    case FRAMING:
      if (name === 'open') return { kind: 'open', ...given({ from: xml.attribute('from'), id: xml.attribute('id') }) };
      if (name === 'close') return { kind: 'close' };
      break;
    case STREAMS:
      if (name === 'features') return readFeatures(xml);
      if (name === 'error') return { kind: 'stream-error', condition: readCondition(xml, STREAM_ERRORS) };
      break;
    case SASL:
      if (name === 'challenge' || name === 'success') return { kind: name, data: xml.word() };
      if (name === 'failure') return { kind: 'failure', condition: readCondition(xml, SASL) };
      break;
    // A frame has no stream element around it to inherit `jabber:client` from, and some servers forget to repeat it.
    case 'jabber:client':
    case '':
      if (name === 'message') return readMessage(xml);
      if (name === 'presence') return { kind: 'presence', ...given({ from: xml.attribute('from'), type: xml.attribute('type') }) };
      if (name === 'iq') return readIq(xml);
      break;
  }
  return { kind: 'unknown', name };
}

function readFeatures(xml: XmlCursor): Stanza {
  const mechanisms: string[] = [];
  let bind = false;
  let session = false;
  for (const depth = xml.depth; xml.child(depth);) {
    if (xml.is('bind', BIND)) bind = true;
    else if (xml.is('session', SESSION)) session = true;
    else if (xml.is('mechanisms', SASL))
      for (const list = xml.depth; xml.child(list);) if (xml.is('mechanism', SASL)) mechanisms.push(xml.word());
  }
  return { kind: 'features', mechanisms, bind, session };
}

/** The name of the child that says what went wrong: the one in the namespace of conditions that is not the explaining text. */
function readCondition(xml: XmlCursor, namespace: string): string {
  let condition = '';
  for (const depth = xml.depth; xml.child(depth);) {
    if (condition === '' && xml.name !== 'text' && xml.namespace === namespace) condition = xml.name;
  }
  return condition;
}

function readIq(xml: XmlCursor): Stanza {
  const type = xml.attribute('type') ?? '';
  const id = xml.attribute('id') ?? '';
  const from = xml.attribute('from');
  let jid: string | undefined;
  let condition: string | undefined;
  let ping = false;
  for (const depth = xml.depth; xml.child(depth);) {
    if (xml.is('bind', BIND)) for (const bind = xml.depth; xml.child(bind);) jid = xml.is('jid', BIND) ? xml.word() : jid;
    else if (xml.name === 'error') condition = readCondition(xml, STANZA_ERRORS);
    else if (xml.is('ping', PING)) ping = type === 'get';
  }
  return { kind: 'iq', type, id, ping, ...given({ from, jid, condition }) };
}

function readMessage(xml: XmlCursor): Stanza {
  const from = xml.attribute('from');
  const id = xml.attribute('id');
  const items: PubsubItem[] = [];
  for (const message = xml.depth; xml.child(message);) {
    if (!xml.is('event', EVENT)) continue;
    for (const event = xml.depth; xml.child(event);) if (xml.is('items', EVENT)) readItems(xml, items);
  }
  return { kind: 'message', items, ...given({ from, id }) };
}

function readItems(xml: XmlCursor, items: PubsubItem[]): void {
  const node = xml.attribute('node') ?? '';
  for (const list = xml.depth; xml.child(list);) {
    if (!xml.is('item', EVENT)) continue;
    const itemId = xml.attribute('id');
    for (const item = xml.depth; xml.child(item);) {
      if (xml.is('notification', PUBSUB)) items.push({ node, payload: xml.text(), ...given({ itemId }) });
    }
  }
}
