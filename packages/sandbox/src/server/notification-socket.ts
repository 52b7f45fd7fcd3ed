import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Sandbox } from '../sandbox.js';
import { MAX_BODY, urlOf } from './http.js';

/** A client that reads so slowly that more than this waits for it is let go. */
const MAX_WAITING = 32_000_000;

/** Takes notification connections on `/ws` and `/ws/`. Returns what ends those that are open. */
export function serveNotifications(server: Server, sandbox: Sandbox, allowsOrigin: (origin: string) => boolean): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_BODY,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has('xmpp') ? 'xmpp' : false),
  });
  server.on('upgrade', (message: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const url = urlOf(message);
    const { origin } = message.headers;
    if (!url || !/^\/ws\/?$/.test(url.pathname)) return refuse(socket, 404);
    if (origin !== undefined && !allowsOrigin(origin)) return refuse(socket, 403);
    const opening = sandbox.opening();
    if (opening === 'reset') return void socket.destroy();
    if (opening !== 'accept') return refuse(socket, opening.status);
    sockets.handleUpgrade(message, socket, head, (connection) => serve(sandbox, connection, url.hostname));
  });
  return () => {
    for (const client of sockets.clients) client.terminate();
    sockets.close();
  };
}

function serve(sandbox: Sandbox, socket: WebSocket, host: string): void {
  const line = sandbox.connect(
    {
      send: (frame) => {
        if (socket.bufferedAmount > MAX_WAITING) socket.terminate();
        else socket.send(frame);
      },
      close: () => socket.close(1000),
      destroy: () => socket.terminate(),
    },
    host,
  );
  // A frame that is not text is no stanza.
  socket.on('message', (data: RawData, isBinary: boolean) => line.receive(isBinary ? '<' : textOf(data)));
  socket.on('close', () => line.closed());
  socket.on('error', () => socket.terminate());
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
