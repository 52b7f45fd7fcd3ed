import { DesktopError, type Feature, type Runtime } from '@cordboard/core';
import type { Platform, StateTable } from '../codec/next-states.js';
import type { BackoffOptions } from '../wire/backoff.js';
import type { CredentialsProvider } from '../wire/credentials.js';
import type { EnvironmentOptions } from '../wire/environment.js';
import type { LivenessOptions } from '../wire/liveness.js';
import type { RestLimits } from '../wire/rest.js';
import type { Transport } from '../wire/transport.js';

/** Where a notification service of a node is. */
export interface SocketAddress {
  /** Default: the port of the REST address. Releases before 12.6 listen on 7443. */
  readonly port?: number;
  /** Default `/ws/`. */
  readonly path?: string;
}

/** What a {@link FinessePort} is made from. Only `hosts` is required. */
export interface FinesseOptions {
  /**
   * Origin of the node, or of each of the two nodes in order of preference: `https://fin-a.example:8445`, with a path where a proxy
   * has one. In a page it may be relative to the page. Use the name, not the number: certificates and domains carry the name.
   */
  readonly hosts: string | readonly string[];
  /** Where each node's WebSocket is: how it differs from the REST address, or a function from that address to a `wss:` one. */
  readonly socket?: SocketAddress | ((host: string) => string);
  /** Where each node's BOSH service is, given in the same way. Default: the WebSocket's port, `/http-bind/`. */
  readonly bosh?: SocketAddress | ((host: string) => string);
  /**
   * How notifications travel. Default `auto`: over a WebSocket; where none gets through, over BOSH, which is tried at once, kept for the
   * session and told by `Link.fallback`. The code for it is loaded only then, from beside this module.
   */
  readonly transport?: 'auto' | Transport;
  /** Gives credentials without a person. Without it the port waits for a `sign-in` command that carries them. */
  readonly credentials?: CredentialsProvider;
  /** Default `auto`: as SystemInfo tells, `CCE` if it does not. */
  readonly platform?: 'auto' | Platform;
  /**
   * XMPP resource, unlike that of every other session of the agent, and not `desktop`, which is reserved. Default: `cordboard-` and
   * chance, once per port. So two tabs of an agent live side by side; a reconnect takes over from its own half-dead session at once
   * instead of after minutes; and `superseded` happens only where pages were given the same name on purpose.
   */
  readonly resource?: string;
  /** The part of the features to serve, where another port serves the rest. */
  readonly features?: readonly Feature[];
  /** Times and sizes. */
  readonly limits?: RestLimits &
    LivenessOptions &
    BackoffOptions & {
      readonly maxFrame?: number;
      /**
       * Milliseconds after which agent and dialogs are read again although nothing seems wrong, a quarter less by chance; 0 for never. Default 60,000:
       * a report that is lost without a trace shows in nothing else. It costs two small requests a minute and agent.
       */
      readonly rereadMs?: number;
      /** The same for a team that somebody watches, which may take megabytes. Default 300,000; 0 for never. */
      readonly teamRereadMs?: number;
    };
  /** What the vendor does not document. */
  readonly undocumented?: {
    /** Offer states that only seem allowed. Default true. */
    readonly offerInferred?: boolean;
    /** Takes the place of the table of states. */
    readonly states?: StateTable;
    /** Milliseconds after which a leg that dropped, but was never removed, is looked into. Default 10,000. */
    readonly droppedMs?: number;
    /** Milliseconds after an own sign-in in which a forced sign-out (255) is taken as meant for the session before. Default 10,000. */
    readonly staleLogoutMs?: number;
    /** Milliseconds after an acceptance in which no error means yes, for commands that nothing is reported of. Default 500. */
    readonly silenceMs?: number;
    /** Milliseconds that an own command may still win after someone else's change of the same object was seen. Default 2,000. */
    readonly supersededMs?: number;
  };
  /** Clock, timers and chance; the real ones by default. */
  readonly runtime?: Runtime;
  /** `fetch`, `WebSocket` and hints of the page; the globals by default. */
  readonly environment?: EnvironmentOptions;
}

/** A node's address without a slash at its end. Throws `invalid-argument` for anything but http(s), and for credentials in it. */
export function hostOf(address: string): string {
  const base = (globalThis as { location?: { href?: string } }).location?.href;
  let url: URL;
  try {
    url = new URL(address, base);
  } catch {
    throw new DesktopError('invalid-argument', 'hosts');
  }
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new DesktopError('invalid-argument', 'hosts: http(s), without credentials');
  }
  return (url.origin + url.pathname).replace(/\/+$/, '');
}

/** The address of the notification service that belongs to a node's address: `wss:` for a WebSocket, `https:` for BOSH. */
export function streamUrlOf(host: string, { socket = {}, bosh = {} }: FinesseOptions, transport: Transport): string {
  const own = transport === 'bosh' ? bosh : socket;
  if (typeof own === 'function') return own(host);
  const url = new URL(host);
  const port = own.port ?? (typeof socket === 'object' ? socket.port : undefined);
  if (port !== undefined) url.port = String(port);
  if (transport === 'websocket') url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.pathname = url.pathname.replace(/\/$/, '') + (own.path ?? (transport === 'bosh' ? '/http-bind/' : '/ws/'));
  return url.href;
}
