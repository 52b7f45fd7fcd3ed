/** The part of the WebSocket interface that the wire uses; browsers, Node 22 and the `ws` package all have it. */
export interface Socket {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number }) => void) | null;
  onerror: ((event: never) => void) | null;
  /** 1 while frames can be sent; a socket that does not tell is taken to be open. */
  readonly readyState?: number;
  send(text: string): void;
  close(code?: number): void;
}

/**
 * `wake`: the network or the page may have come back, so look now. `freeze`: the page is about to be suspended.
 * Neither proves anything; `online` events lie.
 */
export type Hint = 'wake' | 'freeze';

/** What the wire takes from its surroundings, so that a test or a host can give something else. */
export interface Environment {
  fetch(url: string, init: RequestInit): Promise<Response>;
  openSocket(url: string, protocol: string): Socket;
  /** Calls `run` at every hint until the returned function is called. */
  onHint(run: (hint: Hint) => void): () => void;
}

/** What is to be injected where the globals are missing or not wanted. */
export interface EnvironmentOptions {
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** A WebSocket class. Node before 22 has none: pass the one of the `ws` package. */
  readonly WebSocket?: new (url: string, protocol: string) => unknown;
  /** Replaces listening to `online`, `visibilitychange`, `freeze`, `resume` and `pageshow` of the page. */
  readonly onHint?: (run: (hint: Hint) => void) => () => void;
}

interface Listenable {
  addEventListener(type: string, listener: (event: { readonly type: string; readonly persisted?: boolean }) => void): void;
  removeEventListener(type: string, listener: (event: { readonly type: string; readonly persisted?: boolean }) => void): void;
}

/** The globals of this page, worker or process, looked up at each use, with `options` before them. */
export function environmentOf(options: EnvironmentOptions = {}): Environment {
  return {
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    openSocket(url, protocol) {
      const Ctor = options.WebSocket ?? (globalThis as { WebSocket?: new (url: string, protocol: string) => unknown }).WebSocket;
      if (Ctor === undefined) throw new TypeError('There is no WebSocket here: pass one as environment.WebSocket');
      return new Ctor(url, protocol) as Socket;
    },
    onHint: options.onHint ?? listenToPage,
  };
}

function listenToPage(run: (hint: Hint) => void): () => void {
  const scope = globalThis as { document?: Listenable & { readonly visibilityState?: string } } & Partial<Listenable>;
  const page = scope.document;
  const onEvent = (event: { readonly type: string; readonly persisted?: boolean }): void => {
    if (event.type === 'freeze' || (event.type === 'pagehide' && event.persisted === true)) run('freeze');
    else if (event.type !== 'pagehide' && (event.type !== 'visibilitychange' || page?.visibilityState === 'visible')) run('wake');
  };
  const added: (() => void)[] = [];
  const listen = (target: Partial<Listenable> | undefined, types: readonly string[]): void => {
    // Node has neither; a worker has no document.
    if (target?.addEventListener === undefined || target.removeEventListener === undefined) return;
    for (const type of types) {
      target.addEventListener(type, onEvent);
      added.push(() => target.removeEventListener?.(type, onEvent));
    }
  };
  listen(scope, ['online', 'pageshow', 'pagehide']);
  listen(page, ['visibilitychange', 'freeze', 'resume']);
  return () => added.splice(0).forEach((remove) => remove());
}
