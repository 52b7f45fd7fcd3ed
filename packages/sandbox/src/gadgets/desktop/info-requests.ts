import type { Connection } from './connection.js';
import type { NodeAnswer } from './node-subscriptions.js';
import type { PageBus } from './page-bus.js';
import { recordOf, TOPICS } from './topics.js';
import { xmlObject } from './xml.js';

/** What answering needs. */
export interface InfoRequestsOptions {
  readonly bus: PageBus;
  readonly connection: () => Connection | undefined;
  /** A fault: no node is given to anybody. */
  readonly deniesNodes: () => boolean;
  /** Told of requests that are not answered. */
  readonly problem: (text: string) => void;
}

const DENIED = `<iq xmlns="jabber:client" type="error"><error type="auth"><forbidden xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></iq>`;

/** Answers what gadgets ask on `finesse.info.requests`: how the connection stands, and subscriptions of nodes. */
export function answerInfoRequests({ bus, connection, deniesNodes, problem }: InfoRequestsOptions): void {
  const answer = (invokeID: string, what: NodeAnswer): void => {
    if (!bus.publish(`${TOPICS.infoResponses}.${invokeID}`, what))
      problem(`An invokeID that is no part of a topic: ${invokeID.slice(0, 80)}`);
  };
  bus.listen(TOPICS.infoRequests, (request, _topic, from) => {
    const { type, data, invokeID } = recordOf(request);
    if (typeof data !== 'object' || data === null) return problem(`${TOPICS.infoRequests}: a request without data`);
    const { node, subid } = recordOf(data);
    const id = typeof invokeID === 'number' ? String(invokeID) : invokeID;
    switch (type) {
      case 'ConnectionInfoReq':
        return connection()?.report(invokeID);
      case 'SubscribeNodeReq': {
        if (typeof node !== 'string' || typeof id !== 'string') return problem('SubscribeNodeReq: node or invokeID is missing');
        if (deniesNodes()) return answer(id, { subscribe: { content: DENIED, object: xmlObject(DENIED) ?? null } });
        const nodes = connection()?.nodes;
        if (nodes) void nodes.subscribe(node, holder(from, id)).then((what) => answer(id, what));
        return;
      }
      case 'UnsubscribeNodeReq': {
        if (typeof node !== 'string' || typeof subid !== 'string') return problem('UnsubscribeNodeReq: node or subid is missing');
        const nodes = connection()?.nodes;
        if (nodes) void nodes.unsubscribe(node, holder(from, subid)).then((what) => typeof id === 'string' && answer(id, what));
        return;
      }
      case 'ConnectionReq':
        return problem('ConnectionReq: only the page may connect; refused as the vendor’s library does');
      default:
        return problem(`${TOPICS.infoRequests}: an unknown type ${JSON.stringify(type)?.slice(0, 80)}`);
    }
  });
}

/** The name of one share of a node: who asked, and the request. What `from` holds begins with `holder(from, '')`. */
export function holder(from: string, invokeID: string): string {
  return `${from} ${invokeID}`;
}
