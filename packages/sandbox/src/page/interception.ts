import { fetchTo, type Fetch } from './fetch.js';
import type { PlayedNode } from './node.js';
import { PageSocket, socketArguments } from './socket.js';
import { xhrOver } from './xhr.js';

type Name = 'fetch' | 'XMLHttpRequest' | 'WebSocket';

/** The nodes that the page's own globals reach, by origin. One list for the page, however many sandboxes play on it. */
const nodes = new Map<string, { readonly node: PlayedNode; readonly fetch: Fetch }>();
const restore: (() => void)[] = [];

/**
 * Lets the page's `fetch`, `XMLHttpRequest` and `WebSocket` reach a node at its origin; everything else goes on as before. Returns the
 * removal; with the last one the page gets its own globals back. Throws where the origin is played already.
 */
export function intercept(node: PlayedNode): () => void {
  const { origin } = node;
  if (nodes.has(origin)) throw new Error(`A sandbox plays ${origin} already`);
  if (nodes.size === 0) patchAll();
  nodes.set(origin, { node, fetch: fetchTo(node) });
  return () => {
    if (nodes.get(origin)?.node !== node) return;
    nodes.delete(origin);
    if (nodes.size === 0) for (const each of restore.splice(0)) each();
  };
}

function patchAll(): void {
  patch('fetch', (original) => (input, init) => {
    const played = playedAt(urlOf(input instanceof Request ? input.url : input));
    // Called as a method of nothing else: the browser's own refuses another receiver.
    return played ? played.fetch(input, init) : original.call(globalThis, input, init);
  });
  patch('XMLHttpRequest', (original) => xhrOver(original, (url) => playedAt(url)?.fetch));
  patch(
    'WebSocket',
    (original) =>
      new Proxy(original, {
        construct(target, args: ConstructorParameters<typeof WebSocket>, newTarget) {
          const played = playedAt(urlOf(args[0]));
          return played ? new PageSocket(played.node, ...socketArguments(...args)) : (Reflect.construct(target, args, newTarget) as object);
        },
      }),
  );
}

// What somebody else has put over ours since then stays; below it ours lets everything through.
function patch<N extends Name>(name: N, over: (original: (typeof globalThis)[N]) => (typeof globalThis)[N]): void {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  if (!before) return;
  const value = over(globalThis[name]);
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: before.enumerable ?? true });
  restore.push(() => {
    if (globalThis[name] === value) Object.defineProperty(globalThis, name, before);
  });
}

function playedAt(url: URL | undefined): { readonly node: PlayedNode; readonly fetch: Fetch } | undefined {
  return url && nodes.get(url.origin.replace(/^ws/, 'http'));
}

// What is no address at all is for the original to refuse, in its own words.
function urlOf(address: string | URL): URL | undefined {
  return URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI) : undefined;
}
