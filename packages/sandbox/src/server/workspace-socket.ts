import { WebSocketServer, type WebSocket } from 'ws';
import type { Application } from '../acqueon/index.js';
import type { Sandbox } from '../sandbox.js';
import { MAX_BODY } from './http.js';
import { textOf } from './notification-socket.js';
import { refuse, type SocketRoute } from './sockets.js';

/** One message of a Workspace page to the server, or the other way. */
export interface WorkspaceFrame {
  /** The page's own name for the widget. */
  readonly application: string;
  /** What it says, or hears. */
  readonly packet?: unknown;
  /** The widget is gone. */
  readonly left?: true;
}

/** Most widgets of one page. */
export const MAX_APPLICATIONS = 32;
const PATH = '/acqueon/bus';
/** Says that the page has to begin anew. */
const RESTARTED = 1012;

/**
 * The bus connections of Workspace pages, on `/acqueon/bus`. One is one Workspace: it opens and goes with the connection. The page relays each
 * packet of its widgets as a {@link WorkspaceFrame}, and hands on those that come; what is no such frame is ignored. `?agent=ID` says whom
 * the Amazon core finds in the browser. After a reset of the sandbox the connection ends with 1012, because no widget's session outlives that.
 */
export function workspaceRoute(sandbox: Sandbox, allowsOrigin: (origin: string) => boolean): SocketRoute {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_BODY, perMessageDeflate: false });
  return {
    serves: (pathname) => pathname === PATH,
    open({ url, origin, message, socket, head }) {
      if (origin !== undefined && !allowsOrigin(origin)) return refuse(socket, 403);
      const agentId = url.searchParams.get('agent') ?? undefined;
      sockets.handleUpgrade(message, socket, head, (connection) => serve(sandbox, connection, agentId));
    },
    close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}

function serve(sandbox: Sandbox, socket: WebSocket, agentId: string | undefined): void {
  const workspace = sandbox.openWorkspace(agentId !== undefined && sandbox.engine.agent(agentId) ? { agentId } : {});
  const applications = new Map<string, Application>();
  const say = (frame: WorkspaceFrame): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame));
  };
  const take = ({ application: name, packet, left }: WorkspaceFrame): void => {
    const known = applications.get(name);
    if (left) {
      known?.close();
      applications.delete(name);
      return;
    }
    if (!known && applications.size === MAX_APPLICATIONS) return;
    const application = known ?? workspace.connect((out) => say({ application: name, packet: out }));
    applications.set(name, application);
    application.receive(packet);
  };
  const stopListening = sandbox.engine.subscribe((fact) => {
    if (fact.type === 'reset') socket.close(RESTARTED);
  });
  socket.on('message', (data, isBinary) => {
    const frame = isBinary ? undefined : frameIn(textOf(data));
    if (frame) take(frame);
  });
  socket.on('close', () => {
    stopListening();
    workspace.close();
  });
  socket.on('error', () => socket.terminate());
}

function frameIn(text: string): WorkspaceFrame | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null) return undefined;
  const { application, packet, left } = json as Readonly<Record<string, unknown>>;
  if (typeof application !== 'string' || application === '') return undefined;
  return left === true ? { application, left } : { application, packet };
}
