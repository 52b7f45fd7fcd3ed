import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Sandbox } from '../sandbox.js';
import { MAX_BODY } from './http.js';
import { textOf } from './notification-socket.js';
import { refuse, type SocketRoute } from './sockets.js';

/** A client that reads so slowly that more than this waits for it is let go. */
const MAX_WAITING = 32_000_000;

/** Connections for the events of the voice interaction service: `/ais/notify` and `/api/v2/notifications`. */
export function genesysRoute(sandbox: Sandbox): SocketRoute {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_BODY, perMessageDeflate: false });
  return {
    serves: (pathname) => sandbox.genesys.serves(pathname),
    open({ url, message, socket, head }) {
      const headers = new Headers();
      for (const name of ['cookie', 'origin']) {
        const value = message.headers[name];
        if (typeof value === 'string') headers.set(name, value);
      }
      const opening = sandbox.openEvents(new Request(url, { headers }));
      if (opening === 'reset') return void socket.destroy();
      if ('status' in opening) return refuse(socket, opening.status);
      sockets.handleUpgrade(message, socket, head, (connection) => serve(opening, connection));
    },
    close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}

function serve(opening: Extract<ReturnType<Sandbox['openEvents']>, { start: unknown }>, socket: WebSocket): void {
  const line = opening.start({
    send: (frame) => {
      if (socket.bufferedAmount > MAX_WAITING) socket.terminate();
      else socket.send(frame);
    },
    close: () => socket.close(1000),
  });
  socket.on('message', (data: RawData, isBinary: boolean) => {
    if (!isBinary) line.receive(textOf(data));
  });
  socket.on('close', () => line.closed());
  socket.on('error', () => socket.terminate());
}
