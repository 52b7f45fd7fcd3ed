import { createControl } from '../control.js';
import type { Connection, Line } from '../faults/index.js';
import type { Opening, Outcome, Sandbox } from '../sandbox.js';

/** What the sandbox's end of a notification connection takes: frames, and that the client is gone. */
export type LineEnd = Pick<Line, 'receive' | 'closed'>;

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

  /** Whether a notification connection to this address may be opened now, with one of the offered protocols. */
  opening(url: URL, offered: readonly string[]): Opening {
    if (this.#closed) return 'reset';
    if (!/^\/ws\/?$/.test(url.pathname)) return { status: 404 };
    // A server that picks none of the protocols that were offered has refused them.
    if (offered.length > 0 && !offered.includes('xmpp')) return { status: 400 };
    return this.#sandbox.opening();
  }

  /** Serves a connection that was let in. */
  connect(connection: Connection, host: string): LineEnd {
    const line = this.#sandbox.connect(connection, host);
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
