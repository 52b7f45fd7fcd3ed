import { NodeSubscriptions } from './node-subscriptions.js';
import type { PageBus } from './page-bus.js';
import { TOPICS } from './topics.js';
import { xmlObject } from './xml.js';
import { XmppStream, type StreamAccount, type StreamHost } from './xmpp-stream.js';

/** What gadgets are told about the connection. */
export type ConnectionStatus =
  'connecting' | 'connected' | 'disconnecting' | 'disconnected' | 'reconnecting' | 'conflict' | 'unauthorized' | 'failing' | 'recovered';

/** What the connection is made of and whom it tells. */
export interface ConnectionOptions {
  readonly account: StreamAccount;
  readonly host: StreamHost;
  readonly bus: PageBus;
  /** An event of a node: the path decoded, and the notification's text. */
  readonly onEvent: (node: string, text: string) => void;
  readonly onStatus: (status: ConnectionStatus) => void;
  /** Another stream is up: what happened in between is to be read. */
  readonly onBack: () => void;
}

/** Waits between attempts, ms; the last one is kept. */
const RETRIES = [1000, 2000, 5000, 10_000];

/**
 * The page's one connection to the notification service and what gadgets are told of it. Usable is: server in service, stream up, and the
 * web application present; `failing` says that one of them is gone, `recovered` that all are back. Taken up again until it is closed, refused or
 * in conflict.
 */
export class Connection {
  /** What gadgets have asked to be subscribed to. */
  readonly nodes: NodeSubscriptions = new NodeSubscriptions();

  readonly #options: ConnectionOptions;
  readonly #trouble = new Set<string>();
  #stream: XmppStream | undefined;
  #status: ConnectionStatus = 'connecting';
  #attempts = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #began = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** How it stands now: what is recovered is connected to whoever was not there before. */
  get status(): ConnectionStatus {
    if (this.#began && this.#trouble.size > 0) return 'failing';
    return this.#status === 'recovered' ? 'connected' : this.#status;
  }

  /** Opens it. */
  open(): void {
    const { account, host, onEvent } = this.#options;
    const stream = new XmppStream(
      account,
      {
        ready: () => this.#ready(stream),
        event: (node, text) => onEvent(decoded(node), text),
        presence: (from, available, xml) => this.#presence(from, available, xml),
        ended: (why) => this.#ended(why),
      },
      host,
    );
    this.#stream = stream;
    if (!this.#began) this.#tell('connecting');
  }

  /** Ends it for good. */
  close(): void {
    clearTimeout(this.#retry);
    this.#tell('disconnecting');
    this.#stream?.close();
    this.#stream = undefined;
    this.nodes.connected(undefined);
    this.#tell('disconnected');
  }

  /** Cuts the line as a failing network does; it is taken up again. */
  cut(): void {
    this.#stream?.cut();
  }

  /** A reason why nothing works: it begins, or is over. Gadgets hear `failing` with the first and `recovered` after the last. */
  trouble(reason: string, begins: boolean): void {
    if (this.#trouble.has(reason) === begins) return;
    const before = this.#trouble.size;
    if (begins) this.#trouble.add(reason);
    else this.#trouble.delete(reason);
    if (!this.#began) return;
    if (before === 0) this.#tell('failing');
    else if (this.#trouble.size === 0) this.#tell('recovered');
  }

  /** Says how it stands, on `finesse.info.connection`. */
  report(invokeID?: unknown): void {
    const { bus, account } = this.#options;
    bus.publish(TOPICS.connection, {
      status: this.status,
      resourceID: account.resource,
      ...(invokeID === undefined ? {} : { invokeID }),
    });
  }

  #ready(stream: XmppStream): void {
    this.#attempts = 0;
    this.nodes.connected((verb, node) => stream.node(verb, node));
    const first = !this.#began;
    this.#began = true;
    this.#tell('connected');
    if (!first) {
      this.#options.onBack();
      this.trouble('stream', false);
    } else if (this.#trouble.size > 0) this.#tell('failing');
  }

  #ended(why: 'closed' | 'unauthorized' | 'conflict'): void {
    this.#stream = undefined;
    this.nodes.connected(undefined);
    if (why !== 'closed') {
      this.#tell(why);
      this.trouble('stream', true);
      return;
    }
    this.#tell('disconnected');
    this.trouble('stream', true);
    const wait = RETRIES[Math.min(this.#attempts++, RETRIES.length - 1)]!;
    this.#retry = setTimeout(() => {
      this.#tell('reconnecting');
      this.open();
    }, wait);
  }

  #presence(from: string, available: boolean, xml: string): void {
    this.#options.bus.publish(TOPICS.presence, { content: xml, object: xmlObject(xml) ?? null });
    if (from.startsWith('finesse@')) this.trouble('web application', !available);
  }

  #tell(status: ConnectionStatus): void {
    this.#status = status;
    this.#options.onStatus(status);
    this.#options.bus.publish(TOPICS.connection, { status, resourceID: this.#options.account.resource });
  }
}

function decoded(node: string): string {
  try {
    return decodeURIComponent(node);
  } catch {
    return node;
  }
}
