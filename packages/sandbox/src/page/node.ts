import { createControl } from '../control.js';
import type { Connection, Line } from '../faults/index.js';
import type { Outcome, Sandbox } from '../sandbox.js';

/** What the sandbox's end of a notification connection takes: frames, and that the client is gone. */
export type LineEnd = Pick<Line, 'receive' | 'closed'>;

/** The way in for a connection that is let in. */
export interface Door {
  /** The protocol that was chosen; empty when none was offered. */
  readonly protocol: string;
  enter(connection: Connection): LineEnd;
}

/** A platform's node as a page sees it: one origin, its REST answers and its notification connections, and no network. */
export class PlayedNode {
  readonly origin: string;
  readonly #sandbox: Sandbox;
  readonly #control: (request: Request) => Promise<Response>;
  readonly #open = new Set<Connection>();
  #closed = false;

  constructor(origin: string, sandbox: Sandbox) {
    this.origin = origin;
    this.#sandbox = sandbox;
    this.#control = createControl({ sandbox, listed: () => [origin] });
  }

  /** Whether an address is this node's; `ws:` and `wss:` count as `http:` and `https:`. */
  owns(url: URL): boolean {
    return url.href.replace(/^ws/, 'http').startsWith(`${this.origin}/`);
  }

  /** Answers a request, or says how its connection ends. Never rejects. */
  async answer(request: Request): Promise<Outcome> {
    if (this.#closed) return 'reset';
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/sandbox/')) return this.#control(request);
    if (this.#sandbox.serves(pathname)) return this.#sandbox.fetch(request);
    return new Response('Not found', { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
  }

  /** What serves a connection to this address, opened with one of the offered protocols; `undefined` when it is not let in. */
  door(url: URL, offered: readonly string[]): Door | undefined {
    if (this.#closed) return undefined;
    if (this.#sandbox.genesys.serves(url.pathname)) return this.#eventsDoor(url);
    if (!/^\/ws\/?$/.test(url.pathname)) return undefined;
    // A server that picks none of the protocols that were offered has refused them.
    if (offered.length > 0 && !offered.includes('xmpp')) return undefined;
    if (this.#sandbox.opening() !== 'accept') return undefined;
    return {
      protocol: offered.length > 0 ? 'xmpp' : '',
      enter: (connection) => this.#kept(connection, this.#sandbox.connect(connection, url.hostname)),
    };
  }

  #eventsDoor(url: URL): Door | undefined {
    const opening = this.#sandbox.openEvents(new Request(url.href.replace(/^ws/, 'http')));
    if (opening === 'reset' || 'status' in opening) return undefined;
    return { protocol: '', enter: (connection) => this.#kept(connection, opening.start(connection)) };
  }

  #kept(connection: Connection, line: LineEnd): LineEnd {
    this.#open.add(connection);
    return {
      receive: (frame) => line.receive(frame),
      closed: () => {
        this.#open.delete(connection);
        line.closed();
      },
    };
  }

  /** Ends every connection; from now on nobody answers. */
  close(): void {
    this.#closed = true;
    for (const connection of this.#open) connection.destroy();
  }
}
