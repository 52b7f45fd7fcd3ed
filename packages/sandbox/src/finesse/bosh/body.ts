import { parseXml, XmlRefused, type XmlNode } from '../xml/read.js';
import { element, Markup } from '../xml/write.js';
import { NS } from '../xmpp/stanzas.js';

const HTTPBIND = 'http://jabber.org/protocol/httpbind';
const XBOSH = 'urn:xmpp:xbosh';
/** Numbers of requests stay whole numbers in every language (XEP-0124 §14.1). */
const MAX_RID = 2 ** 53 - 1;

/** Why a session ends, or never began (XEP-0124 §17.2). */
export type BoshCondition =
  | 'bad-request'
  | 'host-unknown'
  | 'internal-server-error'
  | 'item-not-found'
  | 'policy-violation'
  | 'remote-connection-failed'
  | 'remote-stream-error'
  | 'system-shutdown';

/** The envelope of one request, read. */
export interface BoshBody {
  readonly rid: number;
  /** Absent in the request that asks for a session. */
  readonly sid: string | undefined;
  readonly to: string;
  readonly isTerminate: boolean;
  readonly isRestart: boolean;
  /** What the client would like; `undefined` where it said nothing usable. */
  readonly wait: number | undefined;
  readonly hold: number | undefined;
  readonly ver: string | undefined;
  /** The stanzas inside, each as it would travel alone in a frame. */
  readonly frames: readonly string[];
}

/** Reads a request's body. `undefined` when it is no BOSH envelope; whoever sent it does not speak the protocol. */
export function readBody(text: string): BoshBody | undefined {
  let root: XmlNode;
  try {
    root = parseXml(text);
  } catch (error) {
    if (error instanceof XmlRefused) return undefined;
    throw error;
  }
  const { attributes } = root;
  const rid = wholeNumber(attributes.get('rid'));
  if (root.name !== 'body' || root.ns !== HTTPBIND || rid === undefined || rid === 0) return undefined;
  return {
    rid,
    sid: attributes.get('sid'),
    to: attributes.get('to') ?? '',
    isTerminate: attributes.get('type') === 'terminate',
    isRestart: attributes.get(`${prefixOf(root, XBOSH)}:restart`) === 'true',
    wait: wholeNumber(attributes.get('wait')),
    hold: wholeNumber(attributes.get('hold')),
    ver: attributes.get('ver'),
    frames: root.children.map((child) => frameOf(child)),
  };
}

/** Wraps frames that are well-formed, or were made ill-formed on purpose, in a response's body. */
export function writeBody(attributes: Readonly<Record<string, string | undefined>>, frames: readonly string[]): string {
  return element('body', { xmlns: HTTPBIND, ...attributes }, new Markup(frames.join(''))).toString();
}

/** What only the first response of a session says beside its own values. */
export const FIRST_BODY: Readonly<Record<string, string>> = {
  'xmlns:xmpp': XBOSH,
  'xmpp:version': '1.0',
  'xmpp:restartlogic': 'true',
};

// Out of the envelope, an element has to bring its namespace along. A stanza that names none has that of the envelope and means XMPP's own.
function frameOf(node: XmlNode): string {
  return markupOf(node, '').toString();
}

function markupOf(node: XmlNode, around: string): Markup {
  const ns = node.ns === HTTPBIND ? NS.client : node.ns;
  const attributes: Record<string, string> = {};
  if (ns !== around) attributes['xmlns'] = ns;
  for (const [name, value] of node.attributes) if (!name.startsWith('xmlns') && isOwn(name)) attributes[name] = value;
  return element(node.name, attributes, [node.text, ...node.children.map((child) => markupOf(child, ns))]);
}

// A prefix would need its declaration, which nothing that is understood here has.
function isOwn(name: string): boolean {
  return !name.includes(':') || name.startsWith('xml:');
}

function prefixOf(node: XmlNode, ns: string): string {
  const [name = ''] = [...node.attributes].find(([key, value]) => key.startsWith('xmlns:') && value === ns) ?? [];
  return name.slice('xmlns:'.length);
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,16}$/.test(text)) return undefined;
  const number = Number(text);
  return number <= MAX_RID ? number : undefined;
}
