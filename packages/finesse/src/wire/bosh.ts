import { FetchRequest, type Fetch } from './bosh-request.js';
import { buildStanza, type StanzaBuilder } from './bosh-stanza.js';
import type { Socket } from './environment.js';

// The parts of strophe.js that are used; its own types do not resolve for Node's modules.
interface Xml {
  readonly nodeType: number;
  readonly namespaceURI: string | null;
  readonly childNodes: Iterable<Xml>;
}
interface Connection {
  authenticated: boolean;
  do_authentication: boolean;
  maxRetries: number;
  xmlInput: (body: Xml) => void;
  connect(jid: string, password: string, onStatus: (status: number) => void, waitSeconds: number): void;
  disconnect(): void;
  send(stanza: StanzaBuilder): void;
  flush(): void;
  addProtocolErrorHandler(protocol: 'HTTP', status: number, run: () => void): void;
  addHandler(run: () => true, namespace: null, name: string, types: readonly string[]): void;
  // No part of its interface, which is why its version is pinned.
  _sendRestart(): void;
  readonly _proto: { _onRequestStateChange(handle: unknown, request: unknown): void };
}
interface Library {
  readonly Builder: new (name: string, attributes: Readonly<Record<string, string>>) => StanzaBuilder;
  readonly Connection: new (url: string) => Connection;
  readonly Request: { readonly prototype: { _newXHR(): unknown } };
  readonly Status: Readonly<Record<'CONNFAIL' | 'DISCONNECTED' | 'DISCONNECTING', number>>;
  readonly LogLevel: { readonly FATAL: number };
  setLogLevel(level: number): void;
}
interface Page {
  readonly XMLHttpRequest?: unknown;
  readonly XMLSerializer: new () => { serializeToString(node: Xml): string };
}

const HTTPBIND = 'http://jabber.org/protocol/httpbind';
const WAIT_S = 30;
const ELEMENT = 1;
/** No answer, and the answers of proxies that had none: such a request is sent again, once. */
const FAILURES = [0, 500, 502, 503, 504];

/**
 * Loads strophe.js and gives what opens a connection over BOSH (XEP-0124, XEP-0206) that looks like a WebSocket of RFC 7395, so that one
 * stream serves both. Rejects where the library cannot be had. Requests are the page's own; where there are none, `fetch` carries them.
 */
export async function loadBosh(fetch: Fetch): Promise<(url: string) => Socket> {
  const { Strophe } = (await import('strophe.js')) as unknown as { readonly Strophe: Library };
  // It would write what it cannot read to the console, customers' data and all.
  Strophe.setLogLevel(Strophe.LogLevel.FATAL);
  return (url) => {
    if ((globalThis as unknown as Page).XMLHttpRequest === undefined) FetchRequest.stepIn(Strophe.Request.prototype, url, fetch);
    return new BoshSocket(Strophe, url);
  };
}

class BoshSocket implements Socket {
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onclose: ((event: { readonly code: number }) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  readonly #library: Library;
  readonly #connection: Connection;
  #isStarted = false;
  #failures = 0;
  #isOver = false;

  constructor(library: Library, url: string) {
    this.#library = library;
    const connection = new library.Connection(url);
    this.#connection = connection;
    // Whoever uses the socket authenticates, and answers what it is asked.
    connection.do_authentication = false;
    connection.addHandler(() => true, null, 'iq', ['get', 'set']);
    connection.xmlInput = (body) => this.#later(() => this.#hear(body));
    connection.maxRetries = 1;
    for (const status of FAILURES) connection.addProtocolErrorHandler('HTTP', status, () => this.#fail());
    const { _proto } = connection;
    const take = _proto._onRequestStateChange.bind(_proto);
    _proto._onRequestStateChange = (handle, request) => {
      try {
        take(handle, request);
      } catch {
        // The answer is not XML: whatever was in it is lost, and nobody would notice. Or the library stumbles over requests that it has just
        // given up, as when a server goes away while it is told good-bye.
        this.#later(() => this.#lose());
      }
    };
    queueMicrotask(() => this.onopen?.(undefined as never));
  }

  send(text: string): void {
    if (this.#isOver) return;
    if (text.startsWith('<open ')) this.#begin(/ to="([^"]*)"/.exec(text)?.[1] ?? '');
    // Good-bye is said by the body that ends the session.
    else if (!text.startsWith('<close ')) {
      const stanza = buildStanza(text, (...tag) => new this.#library.Builder(...tag));
      if (stanza) this.#connection.send(stanza);
    }
    this.#later(() => this.#connection.flush());
  }

  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#connection.flush();
    this.#connection.disconnect();
  }

  #begin(domain: string): void {
    const { Status } = this.#library;
    if (this.#isStarted) {
      this.#connection._sendRestart();
      // From here on there is to be a request waiting for news at all times.
      this.#connection.authenticated = true;
      return;
    }
    this.#isStarted = true;
    const ends = [Status.CONNFAIL, Status.DISCONNECTING, Status.DISCONNECTED];
    this.#connection.connect(domain, '', (status) => ends.includes(status) && this.#later(() => this.#lose()), WAIT_S);
  }

  #hear(body: Xml): void {
    this.#failures = 0;
    const serializer = new (globalThis as unknown as Page).XMLSerializer();
    for (const child of [...body.childNodes]) {
      if (this.#isOver || child.nodeType !== ELEMENT) continue;
      const data = serializer.serializeToString(child);
      // Some servers let stanzas inherit the namespace of the envelope.
      this.onmessage?.({ data: child.namespaceURI === HTTPBIND ? data.replace(HTTPBIND, 'jabber:client') : data });
    }
    // The next request goes now, not when the library's timer rings.
    if (!this.#isOver) this.#connection.flush();
  }

  // One lost connection is nothing; a line that is gone is to be noticed as soon as that of a WebSocket would be.
  #fail(): void {
    if (++this.#failures > 1) this.#later(() => this.#lose());
  }

  #lose(): void {
    const { onclose } = this;
    this.close();
    onclose?.({ code: 1006 });
  }

  // In the order of their coming, and never within the library, which is not done yet.
  #later(run: () => void): void {
    queueMicrotask(() => {
      if (!this.#isOver) run();
    });
  }
}
