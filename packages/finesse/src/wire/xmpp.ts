import { DesktopError, type Runtime, type TimerHandle } from '@cordboard/core';
import type { Credentials } from './credentials.js';
import type { Environment, Socket } from './environment.js';
import { Liveness, type LivenessOptions } from './liveness.js';
import { aborted, deferred, type Deferred } from './wait.js';
import * as stanzas from './xmpp-stanzas.js';
import { readStanza, type PubsubItem, type Stanza } from '../xml/stanza.js';
import type { Markup } from '../xml/write.js';

/** Where and as whom to open a stream, and how patient to be. */
export interface StreamOptions extends LivenessOptions {
  /** `wss://…` for a WebSocket, `https://…` for BOSH; never with credentials in it. */
  readonly url: string;
  readonly domain: string;
  /** The service that sends events; those of others are ignored. Default `pubsub.` and the domain. */
  readonly pubsub?: string;
  readonly credentials: Credentials;
  /** Names this session among those of the same agent. Two with the same name end each other (`conflict`). */
  readonly resource: string;
  readonly runtime: Runtime;
  readonly environment: Environment;
  /** Time for the whole way from the socket to the bound resource, and for one request on the stream. Default 15,000. */
  readonly answerMs?: number;
  /** UTF-16 units a frame may have. Default 1,000,000. */
  readonly maxFrame?: number;
}

/** What a stream reports while it is open. */
export interface StreamListener {
  onItems(items: readonly PubsubItem[], messageId: string | undefined): void;
  onPresence(from: string, available: boolean): void;
  /** A frame that could not be used; `what` holds nothing of its content. */
  onIgnored(what: string): void;
  /** Once, and nothing after it. Not called when the stream was closed on purpose. */
  onEnd(end: StreamEnd): void;
}

/**
 * Why a stream ended. `lost`: the socket closed. `silent`: it gave no sign of life. `conflict`: the same full JID was taken by another
 * session. `not-authorized`: the server does not take the credentials. `locked-out`: nor any others for now. `refused`: it does not speak what is needed, or closed the stream.
 */
export type StreamEnd = 'lost' | 'silent' | 'conflict' | 'not-authorized' | 'locked-out' | 'refused';

type Step = 'idle' | 'socket' | 'features' | 'auth' | 'bindable' | 'bind' | 'session' | 'up' | 'over';

const CODES = {
  lost: 'link-down',
  silent: 'link-down',
  conflict: 'superseded',
  'not-authorized': 'unauthorized',
  'locked-out': 'locked-out',
  refused: 'protocol',
} as const;

const SASL_ENDS: Readonly<Partial<Record<string, StreamEnd>>> = {
  'not-authorized': 'not-authorized',
  'account-disabled': 'locked-out',
  'credentials-expired': 'not-authorized',
  'temporary-auth-failure': 'lost',
};

/** An end of a stream as an error; `cause` holds the {@link StreamEnd}. */
export function streamError(end: StreamEnd): DesktopError {
  return new DesktopError(CODES[end], end, { cause: end });
}

/**
 * One XMPP stream over one WebSocket (RFC 7395), or one BOSH session that looks like one, for its whole life: opened once, closed once,
 * never reopened. Knows pub/sub, but no platform's nodes.
 *
 * ```
 * idle → socket → features → auth → bindable → bind → session → up → over
 *          └──────────────── any end ───────────────────────────────┘
 * ```
 */
export class XmppStream {
  readonly #options: StreamOptions;
  readonly #listener: StreamListener;
  readonly #jid: string;
  readonly #service: string;
  readonly #liveness: Liveness;
  readonly #opened: Deferred<void> = deferred<void>();
  readonly #requests = new Map<string, { readonly answer: Deferred<void>; readonly timer: TimerHandle }>();
  #socket: Socket | undefined;
  #openTimer: TimerHandle;
  #step: Step = 'idle';
  #fullJid = '';
  #resource: string;
  #wantsSession = false;
  #wasHeard = false;
  #ids = 0;

  /** Does no I/O. */
  constructor(options: StreamOptions, listener: StreamListener) {
    this.#options = options;
    this.#listener = listener;
    this.#resource = options.resource;
    this.#jid = stanzas.bareJid(options.credentials.id, options.domain);
    this.#service = (options.pubsub ?? `pubsub.${options.domain}`).toLowerCase();
    const act = {
      ping: () => this.#send(stanzas.ping(this.#nextId(), options.domain)),
      dead: () => this.#end('silent'),
    };
    this.#liveness = new Liveness(options.runtime, act, options);
  }

  /** Full JID, once open. */
  get jid(): string {
    return this.#fullJid;
  }

  /** Whether the server has said anything. */
  get wasHeard(): boolean {
    return this.#wasHeard;
  }

  /**
   * Opens the stream and announces presence. Resolves when events flow; rejects with what {@link streamError} makes of the end, or
   * `aborted`. Events may be reported before the promise's reactions run.
   */
  async open(signal: AbortSignal): Promise<void> {
    if (this.#step !== 'idle') throw new DesktopError('closed');
    if (signal.aborted) throw aborted();
    const onAbort = (): void => {
      this.#opened.reject(aborted());
      this.close();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    this.#step = 'socket';
    try {
      const { runtime, environment, url, answerMs = 15_000 } = this.#options;
      this.#openTimer = runtime.setTimer(() => this.#end('silent'), answerMs);
      if (this.#isBosh) void this.#openBosh();
      else this.#attach(environment.openSocket(url, 'xmpp'));
      await this.#opened.promise;
    } catch (error) {
      this.close();
      throw error instanceof DesktopError ? error : new DesktopError('link-down', 'socket', { cause: error });
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** Subscribes this session to a node. Rejects with `refused` when the service does not let it, `link-down` when the stream ends. */
  subscribe(node: string): Promise<void> {
    return this.#request((id) => stanzas.subscription('subscribe', id, this.#service, node, this.#fullJid));
  }

  /** Takes the subscription of this session back. Rejects as {@link subscribe} does. */
  unsubscribe(node: string): Promise<void> {
    return this.#request((id) => stanzas.subscription('unsubscribe', id, this.#service, node, this.#fullJid));
  }

  /** The line may be dead: find out within seconds. */
  probe(): void {
    if (this.#step === 'up') this.#liveness.probe();
  }

  /** Ends the stream in good order. Idempotent; the listener hears nothing any more. */
  close(): void {
    this.#over('lost', true);
  }

  get #isBosh(): boolean {
    return this.#options.url.startsWith('http');
  }

  // Apart, so that nobody loads it who does not need it.
  async #openBosh(): Promise<void> {
    const { environment, url } = this.#options;
    try {
      const { loadBosh } = await import('./bosh.js');
      const openSocket = await loadBosh((url, init) => environment.fetch(url, init));
      if (this.#step === 'socket') this.#attach(openSocket(url));
    } catch (error) {
      this.#opened.reject(new DesktopError('link-down', 'bosh', { cause: error }));
    }
  }

  #attach(socket: Socket): void {
    this.#socket = socket;
    socket.onopen = () => {
      this.#step = 'features';
      this.#send(stanzas.open(this.#options.domain));
    };
    socket.onmessage = ({ data }) => this.#onFrame(data);
    socket.onclose = () => this.#end('lost');
    // Always followed by `onclose`, which tells it.
    socket.onerror = () => {};
  }

  #onFrame(data: unknown): void {
    if (this.#step === 'over') return;
    this.#liveness.heard();
    this.#wasHeard = true;
    // Blanks keep the line open and say nothing.
    if (data === '' || data === ' ' || data === '\n') return;
    if (typeof data !== 'string') {
      this.#listener.onIgnored('a frame: not text');
      return;
    }
    const { maxFrame } = this.#options;
    const stanza = readStanza(data, maxFrame === undefined ? undefined : { size: maxFrame });
    switch (stanza.kind) {
      case 'message':
        if (stanza.from?.toLowerCase() === this.#service) this.#listener.onItems(stanza.items, stanza.id);
        else this.#listener.onIgnored('another event service');
        return;
      case 'presence':
        if (stanza.from === undefined) return;
        if (stanza.type === undefined) this.#listener.onPresence(stanza.from, true);
        else if (stanza.type === 'unavailable') this.#listener.onPresence(stanza.from, false);
        return;
      case 'iq':
        this.#onIq(stanza);
        return;
      case 'stream-error':
        this.#end(stanza.condition === 'conflict' ? 'conflict' : stanza.condition === 'not-authorized' ? 'not-authorized' : 'lost');
        return;
      case 'close':
        this.#end('lost');
        return;
      case 'malformed':
        this.#listener.onIgnored(`a frame: ${stanza.error.code}`);
        return;
      case 'unknown':
        this.#listener.onIgnored('a frame: unknown');
        return;
      default:
        this.#onHandshake(stanza);
    }
  }

  #onHandshake(stanza: Extract<Stanza, { kind: 'open' | 'features' | 'challenge' | 'success' | 'failure' }>): void {
    switch (stanza.kind) {
      case 'features':
        if (this.#step === 'features') this.#authenticate(stanza.mechanisms);
        else if (this.#step === 'bindable') {
          this.#wantsSession = stanza.session;
          this.#step = 'bind';
          this.#send(stanzas.bind('bind', this.#resource));
        }
        return;
      case 'success':
        if (this.#step !== 'auth') return;
        this.#step = 'bindable';
        this.#send(stanzas.open(this.#options.domain));
        return;
      case 'failure':
        this.#end(SASL_ENDS[stanza.condition] ?? 'refused');
        return;
      case 'challenge':
        // PLAIN has none.
        this.#end('refused');
        return;
      case 'open':
        return;
    }
  }

  #authenticate(mechanisms: readonly string[]): void {
    if (!mechanisms.includes('PLAIN')) {
      this.#end('refused');
      return;
    }
    this.#step = 'auth';
    this.#send(stanzas.auth(this.#options.credentials, this.#jid));
  }

  #onIq(iq: Extract<Stanza, { kind: 'iq' }>): void {
    if (iq.type === 'get' || iq.type === 'set') {
      this.#send(stanzas.reply(iq.id, iq.from, iq.ping));
    } else if (iq.id === 'bind' && this.#step === 'bind') {
      this.#onBound(iq);
    } else if (iq.id === 'session' && this.#step === 'session') {
      this.#up();
    } else {
      const request = this.#requests.get(iq.id);
      if (request === undefined) return;
      this.#forget(iq.id);
      if (iq.type === 'result') request.answer.resolve();
      else request.answer.reject(new DesktopError('refused', 'pubsub', { cause: { type: iq.condition } }));
    }
  }

  #onBound(iq: Extract<Stanza, { kind: 'iq' }>): void {
    if (iq.type === 'result') {
      this.#fullJid = iq.jid ?? `${this.#jid}/${this.#resource}`;
      if (!this.#wantsSession) {
        this.#up();
        return;
      }
      this.#step = 'session';
      this.#send(stanzas.session('session'));
    } else if (iq.condition === 'conflict' && this.#resource === this.#options.resource) {
      // The server keeps the older session, very likely a dead one of this very client, until it notices.
      this.#resource += `-${Math.floor(this.#options.runtime.random() * 36 ** 4).toString(36)}`;
      this.#send(stanzas.bind('bind', this.#resource));
    } else {
      this.#end('refused');
    }
  }

  #up(): void {
    this.#step = 'up';
    this.#options.runtime.clearTimer(this.#openTimer);
    this.#liveness.start();
    this.#send(stanzas.presence());
    if (this.#isBosh) void this.#settle();
    else this.#opened.resolve();
  }

  // A request over another connection would overtake the presence, and what happens in between would not be heard.
  async #settle(): Promise<void> {
    try {
      await this.#request((id) => stanzas.ping(id, this.#options.domain));
    } catch (error) {
      // Refused is answered, too.
      if (this.#step === 'over') this.#opened.reject(error);
    }
    this.#opened.resolve();
  }

  async #request(build: (id: string) => Markup): Promise<void> {
    if (this.#step !== 'up') throw streamError('lost');
    const { runtime, answerMs = 15_000 } = this.#options;
    const id = this.#nextId();
    const answer = deferred<void>();
    const timer = runtime.setTimer(() => {
      this.#requests.delete(id);
      answer.reject(new DesktopError('timeout', 'pubsub'));
    }, answerMs);
    this.#requests.set(id, { answer, timer });
    this.#send(build(id));
    await answer.promise;
  }

  #forget(id: string): void {
    const request = this.#requests.get(id);
    if (request === undefined) return;
    this.#options.runtime.clearTimer(request.timer);
    this.#requests.delete(id);
  }

  #nextId(): string {
    return `c${++this.#ids}`;
  }

  #send(stanza: Markup): void {
    if (!this.#socket || !isOpen(this.#socket)) return;
    try {
      this.#socket.send(stanza.toString());
    } catch {
      // The socket went away in this very turn; `onclose` may never come, so silence will tell.
      this.probe();
    }
  }

  #end(end: StreamEnd): void {
    this.#over(end, false);
  }

  #over(end: StreamEnd, onPurpose: boolean): void {
    if (this.#step === 'over') return;
    const wasUp = this.#step === 'up';
    const wasOpen = this.#step !== 'idle' && this.#step !== 'socket';
    this.#step = 'over';
    this.#liveness.stop();
    this.#options.runtime.clearTimer(this.#openTimer);
    for (const [id, request] of [...this.#requests]) {
      this.#forget(id);
      request.answer.reject(streamError(end));
    }
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket !== undefined) {
      // First deaf, then closed: a late frame or close of this socket must not reach whoever comes after it.
      socket.onopen = socket.onmessage = socket.onclose = null;
      try {
        if (wasOpen && end !== 'silent' && isOpen(socket)) socket.send(stanzas.close().toString());
      } catch {
        // Closed already.
      }
      socket.close(1000);
    }
    if (wasUp && !onPurpose) this.#listener.onEnd(end);
    else this.#opened.reject(streamError(end));
  }
}

// A browser does not throw for a socket that is closing, it complains on the console.
function isOpen({ readyState = 1 }: Socket): boolean {
  return readyState === 1;
}
