import type { PlayedNode } from './node.js';

/** The global `fetch`, with any arguments. */
export type Fetch = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;

/** Where a node was asked for an address that is not its own. */
export function elsewhere(address: string): TypeError {
  return new TypeError(`Not played here: ${new URL(address).origin}`);
}

/** `fetch` to one node alone. As the real one it rejects with a `TypeError` where no answer comes, and with the signal's reason. */
export function fetchTo(node: PlayedNode): Fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    if (!node.owns(new URL(request.url))) throw elsewhere(request.url);
    request.signal.throwIfAborted();
    const outcome = await Promise.race([node.answer(request), abortOf(request.signal)]);
    if (outcome === 'reset') throw new TypeError('Failed to fetch');
    if (outcome === 'silence') return abortOf(request.signal);
    if (request.redirect === 'error' && outcome.status >= 300 && outcome.status < 400) throw new TypeError('Failed to fetch');
    return arrived(outcome, request);
  };
}

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const { reason } = signal as { reason: Error };
    if (signal.aborted) reject(reason);
    else signal.addEventListener('abort', () => reject((signal as { reason: Error }).reason), { once: true });
  });
}

// A response that was made, not fetched, has no address; clients look at it.
function arrived(response: Response, request: Request): Response {
  const seen = request.method === 'HEAD' ? new Response(null, response) : response;
  return Object.defineProperty(seen, 'url', { value: request.url.replace(/#.*/, '') });
}
