import { builtInWorld, SimClock, type BuiltInWorld, type Engine, type HostTimers, type World } from '../engine/index.js';
import type { FinesseQuirks } from '../finesse/index.js';
import type { GenesysQuirks } from '../genesys/index.js';
import { Sandbox } from '../sandbox.js';
import { PageControl } from './control.js';
import { elsewhere, fetchTo, type Fetch } from './fetch.js';
import { intercept } from './interception.js';
import { PlayedNode } from './node.js';
import { PageSocket, socketArguments } from './socket.js';
import { xhrOver } from './xhr.js';

export { busInPage, type BusInPage } from './bus.js';
export { ControlRefusal, type NewCall, type NewCrowd, type NewQuirks, type PageControl, type PartyAction } from './control.js';
export type { Fetch } from './fetch.js';

/** How a sandbox in a page starts. */
export interface InPageOptions {
  /** A made-up `http(s)` origin that the sandbox plays, not the page's own. Default `https://finesse.sandbox.example`. */
  readonly origin?: string;
  /** A built-in world's name or a validated world. Default `cce`. */
  readonly world?: World | BuiltInWorld;
  /** Default 1. */
  readonly seed?: number;
  /** `real` (default) starts now and runs by itself; `virtual` starts at the world's time and moves by `advance` only. */
  readonly clock?: 'real' | 'virtual' | SimClock;
  /**
   * Whether the page's own `fetch`, `XMLHttpRequest` and `WebSocket` reach the origin. Default true. Without it only what is given
   * `environment` does, so that any number of sandboxes may play the same origin on one page.
   */
  readonly globals?: boolean;
  readonly quirks?: Partial<FinesseQuirks>;
  /** Ways and speed of the voice interaction service. */
  readonly genesys?: Partial<GenesysQuirks>;
  /** Told of what should not happen. Default: thrown, outside of every caller. */
  readonly onBug?: (error: unknown) => void;
}

/** The way to one sandbox alone, to be handed to a client in place of the globals. Other addresses are refused. */
export interface PageEnvironment {
  readonly fetch: Fetch;
  readonly WebSocket: new (url: string | URL, protocols?: string | readonly string[]) => PageSocket;
  readonly XMLHttpRequest: typeof XMLHttpRequest;
}

/** A sandbox that plays in this page. */
export interface InPageSandbox {
  /** The node's address, with a slash at its end. */
  readonly url: string;
  /** Notification service, `wss://…/ws/`. */
  readonly wsUrl: string;
  /** The same over plain requests (BOSH), `https://…/http-bind/`. */
  readonly boshUrl: string;
  readonly engine: Engine;
  readonly clock: SimClock;
  readonly sandbox: Sandbox;
  readonly control: PageControl;
  readonly environment: PageEnvironment;
  /** Ends every connection and timer, and gives the page its globals back. */
  close(): void;
}

/**
 * Starts a contact centre inside this page: the faces that the server carries, behind `fetch`, `XMLHttpRequest` and `WebSocket`, so that a
 * client made for the real product runs against it with no server. Throws a `TypeError` for an origin that cannot be played.
 */
export function startInPage(options: InPageOptions = {}): InPageSandbox {
  const { world = 'cce', seed = 1, globals = true, quirks, genesys, onBug } = options;
  const origin = originOf(options.origin ?? 'https://finesse.sandbox.example');
  const played = typeof world === 'string' ? builtInWorld(world) : world;
  const clock = clockOf(options.clock ?? 'real', played);
  // A jump of the simulation's time is none for clients, whose requests are held in real time.
  const wireClock = (options.clock ?? 'real') === 'real' ? realClock() : clock;
  const sandbox = new Sandbox({
    world: played,
    seed,
    clock,
    wireClock,
    ...(quirks ? { quirks } : {}),
    ...(genesys ? { genesys } : {}),
    ...(onBug ? { onBug } : {}),
  });
  const node = new PlayedNode(origin, sandbox);
  const release = globals ? intercept(node) : () => {};
  return {
    url: `${origin}/`,
    wsUrl: `${origin.replace(/^http/, 'ws')}/ws/`,
    boshUrl: `${origin}/http-bind/`,
    engine: sandbox.engine,
    clock,
    sandbox,
    control: new PageControl(node),
    environment: environmentOf(node),
    close() {
      release();
      sandbox.close();
      node.close();
      clock.clear();
      wireClock.clear();
    },
  };
}

function environmentOf(node: PlayedNode): PageEnvironment {
  const fetch = fetchTo(node);
  return {
    fetch,
    WebSocket: class extends PageSocket {
      constructor(address: string | URL, protocols?: string | readonly string[]) {
        const [url, offered] = socketArguments(address, protocols);
        if (!node.owns(url)) throw elsewhere(url.href);
        super(node, url, offered);
      }
    },
    XMLHttpRequest: xhrOver(globalThis.XMLHttpRequest, (url) => {
      if (!node.owns(url)) throw elsewhere(url.href);
      return fetch;
    }),
  };
}

function originOf(address: string): string {
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol) || url.pathname !== '/') throw new TypeError(`Not an http(s) origin: ${address}`);
  // The page's own files would no longer be reached.
  if (url.origin === globalThis.location.origin) throw new TypeError('A page cannot play its own origin');
  return url.origin;
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
  clear: (handle) => clearTimeout(handle as number),
};
