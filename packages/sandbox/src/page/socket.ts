import type { Connection } from '../faults/index.js';
import type { LineEnd, PlayedNode } from './node.js';

const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;
const GONE = 1006;

/** A WebSocket to a played node: the standard interface, each event in a turn of its own and in order. */
export class PageSocket extends EventTarget {
  static readonly CONNECTING: typeof CONNECTING = CONNECTING;
  static readonly OPEN: typeof OPEN = OPEN;
  static readonly CLOSING: typeof CLOSING = CLOSING;
  static readonly CLOSED: typeof CLOSED = CLOSED;
  readonly CONNECTING: typeof CONNECTING = CONNECTING;
  readonly OPEN: typeof OPEN = OPEN;
  readonly CLOSING: typeof CLOSING = CLOSING;
  readonly CLOSED: typeof CLOSED = CLOSED;
  readonly url: string;
  readonly bufferedAmount: number = 0;
  readonly extensions: string = '';
  binaryType: BinaryType = 'blob';
  readonly #handlers = new Map<string, EventListener>();
  #protocol = '';
  #state: number = CONNECTING;
  #line: LineEnd | undefined;

  constructor(node: PlayedNode, url: URL, protocols: readonly string[]) {
    super();
    this.url = url.href;
    queueMicrotask(() => this.#connect(node, url, protocols));
  }

  get protocol(): string {
    return this.#protocol;
  }

  get readyState(): number {
    return this.#state;
  }

  get onopen(): EventListener | null {
    return this.#handlers.get('open') ?? null;
  }
  set onopen(handler: EventListener | null) {
    this.#handle('open', handler);
  }

  get onmessage(): EventListener | null {
    return this.#handlers.get('message') ?? null;
  }
  set onmessage(handler: EventListener | null) {
    this.#handle('message', handler);
  }

  get onerror(): EventListener | null {
    return this.#handlers.get('error') ?? null;
  }
  set onerror(handler: EventListener | null) {
    this.#handle('error', handler);
  }

  get onclose(): EventListener | null {
    return this.#handlers.get('close') ?? null;
  }
  set onclose(handler: EventListener | null) {
    this.#handle('close', handler);
  }

  send(data: string | BufferSource | Blob): void {
    if (this.#state === CONNECTING) throw new DOMException('Still connecting', 'InvalidStateError');
    if (this.#state !== OPEN) return;
    // A frame that is not text is no stanza.
    const frame = typeof data === 'string' ? data : '<';
    queueMicrotask(() => this.#line?.receive(frame));
  }

  close(code = 1000, reason = ''): void {
    if (code !== 1000 && !(code >= 3000 && code <= 4999)) throw new DOMException('Not a code for clients', 'InvalidAccessError');
    if (this.#state >= CLOSING) return;
    const wasOpen = this.#state === OPEN;
    this.#state = CLOSING;
    queueMicrotask(() => this.#end(wasOpen ? code : GONE, reason));
  }

  #connect(node: PlayedNode, url: URL, protocols: readonly string[]): void {
    if (this.#state !== CONNECTING) return;
    const door = node.door(url, protocols);
    if (!door) return this.#end(GONE);
    const connection: Connection = {
      send: (frame) => queueMicrotask(() => this.#message(frame)),
      close: () => queueMicrotask(() => this.#end(1000)),
      destroy: () => queueMicrotask(() => this.#end(GONE)),
    };
    this.#line = door.enter(connection);
    this.#protocol = door.protocol;
    this.#state = OPEN;
    this.dispatchEvent(new Event('open'));
  }

  #message(data: string): void {
    if (this.#state === OPEN) this.dispatchEvent(new MessageEvent('message', { data, origin: new URL(this.url).origin }));
  }

  #end(code: number, reason = ''): void {
    if (this.#state === CLOSED) return;
    this.#state = CLOSED;
    const line = this.#line;
    this.#line = undefined;
    line?.closed();
    if (code === GONE) this.dispatchEvent(new Event('error'));
    this.dispatchEvent(new CloseEvent('close', { code, reason, wasClean: code !== GONE }));
  }

  #handle(type: string, handler: EventListener | null): void {
    const old = this.#handlers.get(type);
    if (old) this.removeEventListener(type, old);
    this.#handlers.delete(type);
    if (typeof handler !== 'function') return;
    this.#handlers.set(type, handler);
    this.addEventListener(type, handler);
  }
}

/** A socket constructor's arguments as it understands them. */
export function socketArguments(url: string | URL, protocols: string | readonly string[] = []): [url: URL, protocols: readonly string[]] {
  const target = new URL(url, globalThis.location.href);
  target.protocol = target.protocol.replace(/^http/, 'ws');
  return [target, typeof protocols === 'string' ? [protocols] : protocols];
}
