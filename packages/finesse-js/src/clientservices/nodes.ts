import { type Kit } from '../kit.js';
import { isXmlObject } from '../xml/values.js';
import { type NodeError, type NodeHandler } from './client-services.js';
import { type Topics } from './topics.js';

/** Where requests to the page go. */
export const REQUESTS = 'finesse.info.requests';
const RESPONSES = 'finesse.info.responses';

/** Requests for nodes, each with an id by which the page answers. There is no deadline: what is not answered stays so. */
export class Nodes {
  readonly #kit: Kit;
  readonly #topics: Topics;

  constructor(kit: Kit, topics: Topics) {
    this.#kit = kit;
    this.#topics = topics;
  }

  /** Asks for a node's notifications. @returns The id of the request. */
  subscribe(node: string, handler: NodeHandler | undefined): string {
    const subid = this.#kit.utilities.generateUUID();
    this.#ask('SubscribeNodeReq', { node }, subid, (error) => handler?.(subid, error));
    return subid;
  }

  /** Tells that a node is no longer wanted. */
  unsubscribe(node: string, subid: string, handler: NodeHandler | undefined): void {
    this.#ask('UnsubscribeNodeReq', { node, subid }, this.#kit.utilities.generateUUID(), (error) => handler?.(subid, error));
  }

  #ask(type: string, data: object, invokeID: string, done: (error?: NodeError) => void): void {
    const topic = `${RESPONSES}.${invokeID}`;
    // Before asking, so that no answer is missed.
    this.#topics.add(
      topic,
      (answer) => {
        this.#topics.remove(topic);
        // Granted, the page sends no payload.
        if (isXmlObject(answer)) done(answer);
        else done();
      },
      false,
    );
    this.#kit.hub().publish(REQUESTS, { type, data, invokeID });
  }
}
