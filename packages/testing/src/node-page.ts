/** What a page has and Node has not, for adapters that are made for pages. */

/** A `fetch` that keeps the cookie it is given, as a page's does; one for each browser that is played. */
export class Cookies {
  /** The cookie as it would be sent; empty before there is one. */
  cookie = '';

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (this.cookie !== '') headers.set('Cookie', this.cookie);
    const response = await fetch(url, { ...init, headers });
    this.cookie = response.headers.get('set-cookie')?.split(';')[0] ?? this.cookie;
    return response;
  };
}

/**
 * The `window` where the CometD project's client looks for timers and transports, made where there is none. It stays: the client says its
 * good-byes when the tests are over.
 */
export function windowForCometD(): Record<string, unknown> {
  const scope = globalThis as { window?: Record<string, unknown> };
  return (scope.window ??= { setTimeout, clearTimeout, XMLHttpRequest: { UNSENT: 0 } });
}
