import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { builtInWorld, SimClock, type BuiltInWorld, type Engine, type HostTimers, type World } from '../engine/index.js';
import type { FinesseQuirks } from '../finesse/index.js';
import type { GenesysQuirks } from '../genesys/index.js';
import { Sandbox, type Outcome } from '../sandbox.js';
import { createServerControl, foreign } from './control.js';
import { serveAsset, assetMounts } from './gadget-assets.js';
import { gadgetMounts, gadgetsFace, type GadgetOptions } from './gadgets.js';
import { genesysRoute } from './genesys-socket.js';
import { ClientGone, createWebServer, MAX_BODY, type WebHandler } from './http.js';
import { notificationRoute } from './notification-socket.js';
import { isLoopback, ownOrigins } from './origins.js';
import { helpPage, pageMounts, widgetMounts, widgetSettings } from './pages.js';
import { serveSockets } from './sockets.js';
import { serveFile, type Mount } from './static.js';
import { workspaceRoute } from './workspace-socket.js';

export type { GadgetOptions } from './gadgets.js';

/** How a sandbox server starts. */
export interface StartOptions {
  /** 0 takes a free port. Default 8450. */
  readonly port?: number;
  /** Port of the framed widgets' origin. Default: the next one, or a free one when `port` is 0. */
  readonly widgetPort?: number;
  /** A built-in world's name or a validated world. Default `cce`. */
  readonly world?: World | BuiltInWorld;
  /** Default 1. */
  readonly seed?: number;
  /** `real` (default) starts now and runs by itself; `virtual` starts at the world's time and moves by `advance` only. */
  readonly clock?: 'real' | 'virtual' | SimClock;
  /** Directories to serve besides our own pages. */
  readonly mounts?: readonly Mount[];
  readonly quirks?: Partial<FinesseQuirks>;
  /** Ways and speed of the voice interaction service. */
  readonly genesys?: Partial<GenesysQuirks>;
  /** Gadgets of the desktop at `/desktop/`. Default: the starter gadget, if it is built. */
  readonly gadgets?: GadgetOptions;
  /** Further origins whose pages may use the platforms' interfaces, besides every origin of this machine. */
  readonly allowedOrigins?: readonly string[];
  /** Told of what should not happen. Default: written to the standard error stream. */
  readonly onBug?: (error: unknown) => void;
}

/** A sandbox that listens. */
export interface RunningSandbox {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  /** Notification service, `ws://127.0.0.1:PORT/ws/`. */
  readonly wsUrl: string;
  /** The same over plain requests (BOSH), `http://127.0.0.1:PORT/http-bind/`. */
  readonly boshUrl: string;
  /** Origin of the framed widgets. */
  readonly widgetUrl: string;
  readonly engine: Engine;
  readonly clock: SimClock;
  readonly sandbox: Sandbox;
  /** Stops listening, ends every connection and timer. Settles when the ports are free. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
/** Longest form that the gadgets' proxy takes, in bytes: a body of 5 MiB, each byte of it escaped, and the other fields. */
const MAX_PROXIED = 17_000_000;

/** Starts a sandbox on loopback. Rejects when a port is taken, or when two folders of gadgets have one name. */
export async function startSandbox(options: StartOptions = {}): Promise<RunningSandbox> {
  const { port = 8450, world = 'cce', seed = 1, mounts = [], allowedOrigins = [], gadgets = {} } = options;
  const played = typeof world === 'string' ? builtInWorld(world) : world;
  const clock = clockOf(options.clock ?? 'real', played);
  const onBug = options.onBug ?? reportBug;
  // Every port of this machine is the same developer's; other machines' pages have to be named.
  const allowsOrigin = (origin: string): boolean =>
    allowedOrigins.includes(origin) || (URL.canParse(origin) && isLoopback(new URL(origin).hostname));
  // A jump of the simulation's time is none for clients, whose requests are held in real time.
  const wireClock = (options.clock ?? 'real') === 'real' ? realClock() : clock;
  const quirks = { ...(options.quirks ? { quirks: options.quirks } : {}), ...(options.genesys ? { genesys: options.genesys } : {}) };
  const sandbox = new Sandbox({ world: played, seed, clock, wireClock, allowsOrigin, onBug, ...quirks });
  const addresses: { main: number; widget: number } = { main: 0, widget: 0 };
  const control = createServerControl({
    sandbox,
    origins: () => ownOrigins([addresses.main, addresses.widget]),
    listed: () => [addresses.main, addresses.widget].map((each) => `http://${HOST}:${each}`),
  });
  const files = byDepth([...mounts, ...gadgetMounts(gadgets), ...assetMounts(), ...pageMounts()]);
  const framed = byDepth([...mounts, ...widgetMounts()]);
  const onOrigin = async (request: Request): Promise<Response> => (await serveAsset(request, gadgets.finesseJs)) ?? fileOf(files, request);
  const desktop = gadgetsFace(sandbox, gadgets, onOrigin);
  const guarded = {
    serves: (pathname: string) => desktop.serves(pathname),
    // The proxy and the desktop's events are for our own pages: whoever else sends a form here would have our leave.
    fetch: (request: Request) => {
      const refused = foreign(request, ownOrigins([addresses.main]));
      return refused ? new Response(refused.message, { status: refused.status }) : desktop.fetch(request);
    },
  };
  const server = createWebServer(mainHandler(sandbox, control, guarded, onOrigin, files), unlessGone(onBug), (pathname) =>
    pathname === '/gadgets/makeRequest' ? MAX_PROXIED : MAX_BODY,
  );
  const widgets = createWebServer(async (request) => {
    const response = await fileOf(framed, request);
    return response.status === 404 ? (widgetSettings(new URL(request.url), addresses.main) ?? response) : response;
  }, unlessGone(onBug));
  const endSockets = serveSockets(server, [
    notificationRoute(sandbox, allowsOrigin),
    genesysRoute(sandbox),
    // The Workspace is a page of the sandbox's own; its widgets reach the bus through it alone.
    workspaceRoute(sandbox, (origin) => ownOrigins([addresses.main]).includes(origin)),
  ]);
  const close = async (): Promise<void> => {
    sandbox.close();
    endSockets();
    clock.clear();
    wireClock.clear();
    await Promise.all([server, widgets].map(stop));
  };
  try {
    addresses.main = await listen(server, port);
    addresses.widget = await listen(widgets, options.widgetPort ?? (port === 0 ? 0 : port + 1));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url: `http://${HOST}:${addresses.main}/`,
    wsUrl: `ws://${HOST}:${addresses.main}/ws/`,
    boshUrl: `http://${HOST}:${addresses.main}/http-bind/`,
    widgetUrl: `http://${HOST}:${addresses.widget}/`,
    engine: sandbox.engine,
    clock,
    sandbox,
    close,
  };
}

function mainHandler(
  sandbox: Sandbox,
  control: (request: Request) => Promise<Response>,
  desktop: { readonly serves: (pathname: string) => boolean; readonly fetch: (request: Request) => Outcome | Promise<Outcome> },
  onOrigin: (request: Request) => Promise<Response>,
  files: readonly Mount[],
): WebHandler {
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/sandbox/')) return control(request);
    if (sandbox.serves(pathname)) return sandbox.fetch(request);
    if (desktop.serves(pathname)) return desktop.fetch(request);
    if (pathname === '/' && !files.some(({ path }) => path === '/')) return helpPage();
    return onOrigin(request);
  };
}

// Whatever lies deeper is asked first.
function byDepth(mounts: readonly Mount[]): readonly Mount[] {
  return [...mounts].sort((a, b) => b.path.length - a.path.length);
}

async function fileOf(mounts: readonly Mount[], request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  for (const mount of mounts) {
    if (`${pathname}/` === mount.path) return new Response(null, { status: 301, headers: { Location: mount.path } });
    const response = await serveFile(mount, request);
    if (response) return response;
  }
  return new Response('Not found', { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}

function clockOf(wanted: 'real' | 'virtual' | SimClock, world: World): SimClock {
  if (wanted instanceof SimClock) return wanted;
  return wanted === 'virtual' ? new SimClock({ start: world.startTime }) : realClock();
}

function realClock(): SimClock {
  return new SimClock({ start: Date.now(), timers: HOST_TIMERS });
}

const HOST_TIMERS: HostTimers = {
  now: () => performance.now(),
  set: (run, ms) => setTimeout(run, ms),
  clear: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) return resolve();
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function unlessGone(onBug: (error: unknown) => void): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof ClientGone)) onBug(error);
  };
}

function reportBug(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
