import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Sandbox } from '../sandbox.js';
import { MAX_BODY } from './http.js';
import { refuse, type SocketRoute } from './sockets.js';

/** A client that reads so slowly that more than this waits for it is let go. */
const MAX_WAITING = 32_000_000;

/** The notification connections, on `/ws` and `/ws/`. */
export function notificationRoute(sandbox: Sandbox, allowsOrigin: (origin: string) => boolean): SocketRoute {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_BODY,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has('xmpp') ? 'xmpp' : false),
  });
  return {
    serves: (pathname) => /^\/ws\/?$/.test(pathname),
    open({ url, origin, message, socket, head }) {
      if (origin !== undefined && !allowsOrigin(origin)) return refuse(socket, 403);
      const opening = sandbox.opening();
      if (opening === 'reset') return void socket.destroy();
      if (opening !== 'accept') return refuse(socket, opening.status);
      sockets.handleUpgrade(message, socket, head, (connection) => serve(sandbox, connection, url.hostname));
    },
    close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
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

/** A frame's text. */
export function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}
