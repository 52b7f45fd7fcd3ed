import type { GadgetSettings } from './host.js';

/** The same path and query on another origin. Not resolved: a path that begins with `//` would name a host. */
export function onOrigin({ pathname, search }: URL, origin: string): URL {
  const url = new URL(origin);
  url.pathname = pathname;
  url.search = search;
  return url;
}

const MACHINE: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether a host name in a gadget's request means the simulated node. The server resolves such names, so `localhost` is the node; a gadget
 * that builds addresses from its configuration names the host that the page was loaded from.
 */
export function isOwnHost(hostname: string, pageHost: string, { nodeHosts }: GadgetSettings): boolean {
  return MACHINE.has(hostname) || hostname === pageHost || nodeHosts.some((each) => each.toLowerCase() === hostname);
}
