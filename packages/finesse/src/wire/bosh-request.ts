/** As the environment has it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

interface Maker {
  func?: (request: unknown) => void;
  _newXHR(): unknown;
}

const READY = 4;
const fetches = new Map<string, Fetch>();

/** The part of XMLHttpRequest that strophe.js uses, for surroundings that have none, such as Node. */
export class FetchRequest {
  onreadystatechange: () => void = () => {};
  readyState = 0;
  status = 0;
  responseText = '';
  responseXML: unknown = null;
  readonly #abort = new AbortController();
  readonly #headers: Record<string, string> = {};
  #method = '';
  #url = '';

  /** Makes the library use this for its requests, by that `fetch` for that address. */
  static stepIn(maker: Maker, url: string, fetch: Fetch): void {
    fetches.set(url, fetch);
    maker._newXHR = function (this: Maker) {
      const request = new FetchRequest();
      request.onreadystatechange = () => this.func?.(this);
      return request;
    };
  }

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
    this.readyState = 1;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }

  getAllResponseHeaders(): string {
    return '';
  }

  send(body: string): void {
    void this.#send(body).then(() => {
      this.readyState = READY;
      this.onreadystatechange();
    });
  }

  abort(): void {
    this.#abort.abort();
  }

  async #send(body: string): Promise<void> {
    try {
      const init = { method: this.#method, headers: this.#headers, body, signal: this.#abort.signal };
      const response = await (fetches.get(this.#url) ?? fetch)(this.#url, init);
      const text = await response.text();
      // The library brings a parser where there is none.
      const { DOMParser } = globalThis as unknown as { DOMParser: new () => { parseFromString(text: string, type: string): unknown } };
      this.responseText = text;
      this.responseXML = new DOMParser().parseFromString(text, 'text/xml');
      this.status = response.status;
    } catch {
      // A status of 0 says it.
    }
  }
}
