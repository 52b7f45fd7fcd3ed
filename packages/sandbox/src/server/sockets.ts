import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { urlOf } from './http.js';

/** A request to become a WebSocket, before it is answered. */
export interface Upgrade {
  readonly url: URL;
  /** Where the page that asks comes from; programs have none. */
  readonly origin: string | undefined;
  readonly message: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** Takes the connections of some paths. */
export interface SocketRoute {
  serves(pathname: string): boolean;
  /** Answers it: completes the handshake, or refuses. */
  open(upgrade: Upgrade): void;
  /** Ends what is open. */
  close(): void;
}

/** Hands each request for a WebSocket to the route of its path; others get 404. Returns what ends all that are open. */
export function serveSockets(server: Server, routes: readonly SocketRoute[]): () => void {
  server.on('upgrade', (message: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const url = urlOf(message);
    const route = url && routes.find((each) => each.serves(url.pathname));
    if (!route) return refuse(socket, 404);
    route.open({ url, origin: message.headers.origin, message, socket, head });
  });
  return () => {
    for (const route of routes) route.close();
  };
}

/** Ends a request for a WebSocket with a status. */
export function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
