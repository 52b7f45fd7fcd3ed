import type { Runtime } from '@cordboard/core';
import type { Identity } from './identity.js';
import type { GadgetPage } from './page.js';

/** How requests leave the frame: through the page's finesse.js, which adds what they are authorized with, or by the proxy alone. */
export type GadgetRequests = 'finesse-js' | 'proxy';

/** The way there is on this page now: a library may be loaded late. */
export function requestsOn({ finesse }: GadgetPage): GadgetRequests {
  return typeof finesse?.clientservices?.ClientServices?.makeRequest === 'function' ? 'finesse-js' : 'proxy';
}

/**
 * `fetch` by the page's proxy. It rejects with `TypeError` where the proxy gives no answer of the platform, as `fetch` does where there is no network. A
 * request that was called off may still arrive: the proxy has no way of taking one back.
 */
export function proxiedFetch(
  page: GadgetPage,
  identity: Identity,
  way: () => GadgetRequests,
  runtime: Runtime,
): (url: string, init: RequestInit) => Promise<Response> {
  return (url, { method = 'GET', headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const sent = Object.fromEntries(new Headers(headers));
      // Names are told as written: the page's own requests carry them so, and what reads them may mind.
      const { authorization, requestid, ...others } = sent;
      const own = { ...others, ...(requestid !== undefined && { requestId: requestid }) };
      const params = {
        METHOD: method,
        CONTENT_TYPE: 'TEXT',
        GET_FULL_HEADERS: true,
        REFRESH_INTERVAL: 0,
        ...(typeof body === 'string' && { POST_DATA: body }),
      };
      const take = (reply: unknown): void => {
        if (signal?.aborted) return;
        const response = responseOf(reply);
        if (response) resolve(response);
        else reject(new TypeError('No answer'));
      };
      signal?.addEventListener('abort', () => reject(new TypeError('Aborted')), { once: true });
      // The proxy keeps answers to what it has been asked before.
      const asked = method === 'GET' ? `${url}${url.includes('?') ? '&' : '?'}nocache=${runtime.wall()}` : url;
      if (way() === 'finesse-js' && asksLibrary(page, identity, asked.slice(identity.proxied.length), take, { ...params, HEADERS: own }))
        return;
      const locale = identity.locale === '' ? {} : { locale: identity.locale };
      page.gadgets.io.makeRequest(asked, take, { ...params, HEADERS: { ...own, Authorization: authorization, ...locale } });
    });
}

// False where finesse.js does not take the request: before 11.0 it knows nobody until the gadget has started it, and then throws.
function asksLibrary(
  { finesse }: GadgetPage,
  { config }: Identity,
  path: string,
  take: (reply: unknown) => void,
  params: Readonly<Record<string, unknown>>,
): boolean {
  const services = finesse?.clientservices?.ClientServices;
  try {
    if (config) services?.init(config);
    services?.makeRequest?.(path, take, params);
    return services?.makeRequest !== undefined;
  } catch {
    return false;
  }
}

function responseOf(reply: unknown): Response | undefined {
  if (typeof reply !== 'object' || reply === null) return undefined;
  const { rc, text, headers } = reply as { rc?: unknown; text?: unknown; headers?: unknown };
  const status = Number(rc);
  if (!(status >= 200 && status <= 599)) return undefined;
  const body = typeof text === 'string' && text !== '' && status !== 204 && status !== 205 && status !== 304 ? text : null;
  return new Response(body, { status, headers: headersOf(headers) });
}

// Each value is an array of them.
function headersOf(given: unknown): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(typeof given === 'object' && given !== null ? given : {})) {
    for (const value of [values].flat()) {
      try {
        if (typeof value === 'string') headers.append(name, value);
      } catch {
        // No header could have come so; what cannot be one is left out.
      }
    }
  }
  return headers;
}
