/** The part of the WebSocket interface that the wire uses; browsers, Node 22 and the `ws` package all have it. */
export interface Socket {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  close(code?: number): void;
}

/** What is to be injected where the globals are missing or not wanted. */
export interface EnvironmentOptions {
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** A WebSocket class, for events by push. Node before 22 has none: pass the one of the `ws` package. */
  readonly WebSocket?: new (url: string) => unknown;
}

/** What the wire takes from its surroundings. */
export interface Environment {
  fetch(url: string, init: RequestInit): Promise<Response>;
  openSocket(url: string): Socket;
}

/** The globals of this page, worker or process, looked up at each use, with `options` before them. */
export function environmentOf(options: EnvironmentOptions = {}): Environment {
  return {
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    openSocket(url) {
      const Ctor = options.WebSocket ?? (globalThis as { WebSocket?: new (url: string) => unknown }).WebSocket;
      if (Ctor === undefined) throw new TypeError('There is no WebSocket here: pass one as environment.WebSocket');
      return new Ctor(url) as Socket;
    },
  };
}
