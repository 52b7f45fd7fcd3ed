import { childOf, type XmlNode } from '../xml/read.js';
import { element, type Markup } from '../xml/write.js';
import { parseJid } from './jid.js';
import { NS, iqResult, stanzaError, type StanzaCondition } from './stanzas.js';
import { isAutomatic, type Subscriptions } from './subscriptions.js';

/** What answering an `iq` needs to know of the session it came from. */
export interface IqContext {
  /** Account, i.e. the agent's id. */
  readonly local: string;
  readonly domain: string;
  /** Full address of the session. */
  readonly jid: string;
  readonly subscriptions: Subscriptions;
  /** Whether the account may listen to a node: `undefined` when there is no such node. */
  readonly mayListen: (local: string, node: string) => boolean | undefined;
}

const DOMAIN_FEATURES = [NS.discoInfo, NS.discoItems, NS.ping, NS.roster, NS.pubsub];
const PUBSUB_FEATURES = [
  NS.discoInfo,
  NS.discoItems,
  NS.pubsub,
  `${NS.pubsub}#subscribe`,
  `${NS.pubsub}#retrieve-subscriptions`,
  `${NS.pubsub}#persistent-items`,
];

/** Answers a request of a bound session. Every `get` and `set` has an answer; results and errors have none. */
export function answerIq(iq: XmlNode, context: IqContext): Markup | undefined {
  const type = iq.attributes.get('type');
  if (type === 'result' || type === 'error') return undefined;
  const id = iq.attributes.get('id');
  const to = iq.attributes.get('to') ?? '';
  const from = to === '' ? context.domain : to;
  const refuse = (condition: StanzaCondition, detail?: string): Markup =>
    stanzaError('iq', id, from, context.jid, condition, detail === undefined ? undefined : element(detail, { xmlns: NS.pubsubErrors }));
  const payload = iq.children[0];
  if ((type !== 'get' && type !== 'set') || id === undefined || !payload || iq.children.length > 1) return refuse('bad-request');
  const answer = (content?: Markup): Markup => iqResult(id, from, context.jid, content);
  switch (`${type} ${payload.ns}`) {
    case `set ${NS.session}`:
      return answer();
    case `get ${NS.ping}`:
      return isServer(to, context) ? answer() : refuse('service-unavailable');
    case `get ${NS.roster}`:
      return answer(roster(context.domain));
    case `get ${NS.discoInfo}`:
      return isServer(to, context) ? answer(discoInfo(payload, to)) : refuse('service-unavailable');
    case `get ${NS.discoItems}`:
      return isServer(to, context) ? answer(discoItems(payload, to, context.domain)) : refuse('service-unavailable');
    case `get ${NS.pubsub}`:
    case `set ${NS.pubsub}`:
      return pubsub(payload.children[0], context, answer, refuse);
    default:
      return refuse('service-unavailable');
  }
}

// A client may know the server by another name than the one it connected to, so any bare domain is this server.
function isServer(to: string, context: IqContext): boolean {
  const { local, resource } = parseJid(to);
  return local === '' || (local === context.local.toLowerCase() && resource === '');
}

function isPubsub(to: string): boolean {
  return parseJid(to).domain.startsWith('pubsub.');
}

function roster(domain: string): Markup {
  return element('query', { xmlns: NS.roster }, element('item', { jid: `finesse@${domain}`, name: 'finesse', subscription: 'both' }));
}

function discoInfo(query: XmlNode, to: string): Markup {
  const identity = isPubsub(to)
    ? element('identity', { category: 'pubsub', type: 'service', name: 'Publish-Subscribe service' })
    : element('identity', { category: 'server', type: 'im', name: 'Notification service' });
  const features = (isPubsub(to) ? PUBSUB_FEATURES : DOMAIN_FEATURES).map((each) => element('feature', { var: each }));
  return element('query', { xmlns: NS.discoInfo, node: query.attributes.get('node') }, [identity, features]);
}

function discoItems(query: XmlNode, to: string, domain: string): Markup {
  const items = isPubsub(to) ? undefined : element('item', { jid: `pubsub.${domain}`, name: 'Publish-Subscribe service' });
  return element('query', { xmlns: NS.discoItems, node: query.attributes.get('node') }, items);
}

function pubsub(
  request: XmlNode | undefined,
  context: IqContext,
  answer: (content?: Markup) => Markup,
  refuse: (condition: StanzaCondition, detail?: string) => Markup,
): Markup {
  const node = request?.attributes.get('node');
  const jid = request?.attributes.get('jid') ?? '';
  // Addresses compare without regard to case, accounts do not.
  const own = context.local.toLowerCase();
  const { local } = parseJid(jid);
  switch (request?.name) {
    case 'subscribe': {
      if (node === undefined) return refuse('bad-request', 'nodeid-required');
      if (local !== own) return refuse('bad-request', 'invalid-jid');
      const allowed = context.mayListen(context.local, node);
      if (allowed === undefined) return refuse('item-not-found');
      if (!allowed) return refuse('forbidden');
      const { subid } = context.subscriptions.add(node, jid);
      return answer(element('pubsub', { xmlns: NS.pubsub }, element('subscription', { node, jid, subid, subscription: 'subscribed' })));
    }
    case 'unsubscribe': {
      if (node === undefined) return refuse('bad-request', 'nodeid-required');
      if (local !== own) return refuse('bad-request', 'invalid-jid');
      const removed = context.subscriptions.remove(node, jid, request.attributes.get('subid'));
      // Clients leave automatic nodes without knowing that they never joined them.
      return removed || isAutomatic(node, context.local) ? answer() : refuse('unexpected-request', 'not-subscribed');
    }
    case 'subscriptions': {
      const found = context.subscriptions
        .of(own, node)
        .map((each) => element('subscription', { node: each.node, jid: each.jid, subid: each.subid, subscription: 'subscribed' }));
      return answer(element('pubsub', { xmlns: NS.pubsub }, element('subscriptions', { node }, found)));
    }
    default:
      return refuse('service-unavailable');
  }
}

/** The `bind` of a session request, or `undefined` when the stanza is something else. */
export function bindOf(stanza: XmlNode): { readonly id: string | undefined; readonly resource: string } | undefined {
  if (stanza.name !== 'iq' || stanza.attributes.get('type') !== 'set') return undefined;
  const bind = childOf(stanza, 'bind', NS.bind);
  if (!bind) return undefined;
  return { id: stanza.attributes.get('id'), resource: childOf(bind, 'resource')?.text.trim() ?? '' };
}
