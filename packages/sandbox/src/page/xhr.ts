import type { Fetch } from './fetch.js';

type Route = (url: URL) => Fetch | undefined;
type Request = NonNullable<Parameters<XMLHttpRequest['send']>[0]>;

/** A request of ours under way, or over. */
interface Exchange {
  readonly fetch: Fetch;
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly stop: AbortController;
  state: number;
  sent: boolean;
  response: Response | undefined;
  body: ArrayBuffer | undefined;
}

const OPENED = 1;
const HEADERS_RECEIVED = 2;
const LOADING = 3;
const DONE = 4;

/**
 * A class like `Base` whose requests go to `routeOf(url)` where it knows a way, and otherwise are `Base`'s own, untouched: the instance is a
 * native one that was simply never told of our requests. Synchronous requests of ours are refused: nothing in a page can wait for them.
 */
export function xhrOver(Base: typeof XMLHttpRequest, routeOf: Route): typeof XMLHttpRequest {
  return class extends Base {
    #exchange: Exchange | undefined;

    override open(method: string, url: string | URL, async = true, user?: string | null, password?: string | null): void {
      this.#exchange?.stop.abort();
      this.#exchange = undefined;
      const target = URL.canParse(url, document.baseURI) ? new URL(url, document.baseURI) : undefined;
      const fetch = target && routeOf(target);
      if (!fetch) return super.open(method, url, async, user, password);
      if (!async) throw new DOMException('A request that is played cannot be synchronous', 'InvalidAccessError');
      const own = { headers: new Headers(), stop: new AbortController(), sent: false, response: undefined, body: undefined };
      this.#exchange = { fetch, url: target.href, method, state: OPENED, ...own };
      this.dispatchEvent(new Event('readystatechange'));
    }

    override setRequestHeader(name: string, value: string): void {
      const exchange = this.#exchange;
      if (!exchange) return super.setRequestHeader(name, value);
      if (exchange.state !== OPENED || exchange.sent) throw new DOMException('Not opened, or sent already', 'InvalidStateError');
      exchange.headers.append(name, value);
    }

    override send(body?: Request | null): void {
      const exchange = this.#exchange;
      if (!exchange) return super.send(body);
      if (exchange.state !== OPENED || exchange.sent) throw new DOMException('Not opened, or sent already', 'InvalidStateError');
      exchange.sent = true;
      const bodiless = body == null || /^(GET|HEAD)$/i.test(exchange.method);
      void this.#perform(exchange, bodiless ? undefined : body instanceof Document ? new XMLSerializer().serializeToString(body) : body);
    }

    override abort(): void {
      const exchange = this.#exchange;
      if (!exchange) return super.abort();
      this.#exchange = undefined;
      const underWay = exchange.sent && exchange.state !== DONE;
      exchange.stop.abort();
      if (underWay) this.#finish(exchange, 'abort');
    }

    override getResponseHeader(name: string): string | null {
      const exchange = this.#exchange;
      return exchange ? (exchange.response?.headers.get(name) ?? null) : super.getResponseHeader(name);
    }

    override getAllResponseHeaders(): string {
      const exchange = this.#exchange;
      if (!exchange) return super.getAllResponseHeaders();
      return [...(exchange.response?.headers ?? [])].map(([name, value]) => `${name}: ${value}\r\n`).join('');
    }

    override get readyState(): number {
      return this.#exchange?.state ?? super.readyState;
    }

    override get status(): number {
      return this.#exchange ? (this.#exchange.response?.status ?? 0) : super.status;
    }

    override get statusText(): string {
      return this.#exchange ? (this.#exchange.response?.statusText ?? '') : super.statusText;
    }

    override get responseURL(): string {
      return this.#exchange ? (this.#exchange.response?.url ?? '') : super.responseURL;
    }

    override get responseText(): string {
      if (!this.#exchange) return super.responseText;
      if (this.responseType !== '' && this.responseType !== 'text') throw new DOMException('The response is no text', 'InvalidStateError');
      return this.#text;
    }

    override get responseXML(): Document | null {
      if (!this.#exchange) return super.responseXML;
      const type = this.#exchange.response?.headers.get('Content-Type') ?? '';
      if (this.#exchange.state !== DONE || !/[/+]xml\b/i.test(type)) return null;
      const parsed = new DOMParser().parseFromString(this.#text, 'application/xml');
      return parsed.querySelector('parsererror') ? null : parsed;
    }

    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the platform's own type of it
    override get response(): any {
      const exchange = this.#exchange;
      if (!exchange) return super.response as unknown;
      const { responseType } = this;
      if (responseType === '' || responseType === 'text') return this.#text;
      if (exchange.state !== DONE || !exchange.body) return null;
      if (responseType === 'arraybuffer') return exchange.body;
      if (responseType === 'document') return this.responseXML;
      if (responseType === 'blob') return new Blob([exchange.body], { type: exchange.response?.headers.get('Content-Type') ?? '' });
      return jsonOf(this.#text);
    }

    get #text(): string {
      return new TextDecoder().decode(this.#exchange?.body);
    }

    async #perform(exchange: Exchange, body: Exclude<Request, Document> | undefined): Promise<void> {
      const { fetch, url, method, headers, stop } = exchange;
      this.#tell('loadstart');
      if (body !== undefined) this.#tellUpload('loadstart');
      const timer = this.timeout > 0 ? setTimeout(() => stop.abort('timeout'), this.timeout) : undefined;
      try {
        const response = await fetch(url, { method, headers, signal: stop.signal, ...(body === undefined ? {} : { body }) });
        if (exchange !== this.#exchange) return;
        exchange.response = response;
        if (body !== undefined) for (const type of ['progress', 'load', 'loadend'] as const) this.#tellUpload(type);
        this.#moveTo(exchange, HEADERS_RECEIVED);
        const arrived = await response.arrayBuffer();
        if (exchange !== this.#exchange) return;
        exchange.body = arrived;
        this.#moveTo(exchange, LOADING);
        this.#tell('progress', arrived.byteLength);
        this.#finish(exchange, 'load', arrived.byteLength);
      } catch {
        // Called off by `abort()` or a new `open()`, which said so themselves.
        if (exchange !== this.#exchange) return;
        exchange.response = exchange.body = undefined;
        this.#finish(exchange, stop.signal.aborted ? 'timeout' : 'error');
      } finally {
        clearTimeout(timer);
      }
    }

    #moveTo(exchange: Exchange, state: number): void {
      exchange.state = state;
      this.dispatchEvent(new Event('readystatechange'));
    }

    #finish(exchange: Exchange, how: 'load' | 'error' | 'timeout' | 'abort', loaded = 0): void {
      this.#moveTo(exchange, DONE);
      this.#tell(how, loaded);
      this.#tell('loadend', loaded);
    }

    #tell(type: string, loaded = 0): void {
      this.dispatchEvent(new ProgressEvent(type, { loaded, total: loaded, lengthComputable: loaded > 0 }));
    }

    #tellUpload(type: string): void {
      this.upload.dispatchEvent(new ProgressEvent(type));
    }
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
