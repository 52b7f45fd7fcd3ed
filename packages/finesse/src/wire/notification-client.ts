import { DesktopError, realRuntime, type Runtime } from '@cordboard/core';
import { Observable } from 'rxjs';
import { Backoff, type BackoffOptions } from './backoff.js';
import type { Credentials } from './credentials.js';
import { environmentOf, type EnvironmentOptions } from './environment.js';
import { TransportChoice } from './transport.js';
import { sleep } from './wait.js';
import { streamError, XmppStream, type StreamEnd, type StreamOptions } from './xmpp.js';
import type { PubsubItem } from '../xml/stanza.js';

/** Where and as whom to listen. */
export interface NotificationOptions extends Omit<StreamOptions, 'runtime' | 'environment'>, BackoffOptions {
  readonly credentials: Credentials;
  /** `https://…` of the same service over BOSH, for networks that let no WebSocket through. Without it there is no way but `url`. */
  readonly boshUrl?: string;
  readonly runtime?: Runtime;
  readonly environment?: EnvironmentOptions;
}

const FINAL: ReadonlySet<StreamEnd> = new Set<StreamEnd>(['conflict', 'not-authorized', 'locked-out']);
const SETTLED_MS = 10_000;

/** What a {@link NotificationClient} reports. */
export type Notice =
  /** Connected, and every node subscribed again. */
  | { readonly type: 'up'; readonly jid: string }
  /**
   * Not connected. The next attempt starts in `retryInMs`; without it there is none. `blocked`: no WebSocket gets through, so from now on
   * it is BOSH.
   */
  | { readonly type: 'down'; readonly why: StreamEnd | 'blocked'; readonly retryInMs?: number }
  | { readonly type: 'item'; readonly item: PubsubItem }
  /** A frame that could not be used. */
  | { readonly type: 'ignored'; readonly what: string };

/**
 * Listens to nodes of any XMPP pub/sub service over WebSocket or BOSH, and comes back to them after a lost connection. It is what
 * a {@link FinessePort} hears with, without the platform: the stream, the signs of life, the back-off.
 */
export class NotificationClient {
  /**
   * Cold; subscribe once at a time. Subscribing connects, unsubscribing closes. Never errors and never completes. Ends its attempts
   * when the session is taken over (`conflict`) or the credentials are refused (`not-authorized`, `locked-out`).
   */
  readonly events$: Observable<Notice>;
  readonly #nodes = new Set<string>();
  #stream: XmppStream | undefined;

  /** Does no I/O. */
  constructor(options: NotificationOptions) {
    this.events$ = new Observable((subscriber) => {
      const stop = new AbortController();
      void this.#run(options, (notice) => subscriber.next(notice), stop.signal);
      return () => {
        stop.abort();
        this.#stream?.close();
        this.#stream = undefined;
      };
    });
  }

  /** Subscribes to a node, now and after every reconnect. Resolves when the service has agreed, or at once while not connected. */
  async subscribe(node: string): Promise<void> {
    this.#nodes.add(node);
    await this.#stream?.subscribe(node);
  }

  /** Takes a subscription back. Resolves as {@link subscribe} does. */
  async unsubscribe(node: string): Promise<void> {
    this.#nodes.delete(node);
    await this.#stream?.unsubscribe(node);
  }

  async #run(options: NotificationOptions, emit: (notice: Notice) => void, signal: AbortSignal): Promise<void> {
    const runtime = options.runtime ?? realRuntime;
    const environment = environmentOf(options.environment);
    const backoff = new Backoff(runtime, options);
    const { url, boshUrl } = options;
    const transport = new TransportChoice(boshUrl === undefined ? 'websocket' : 'auto');
    while (!signal.aborted) {
      const startedAt = runtime.monotonic();
      const life = new AbortController();
      let wasUp = false;
      let wasHeard = false;
      const why = await new Promise<StreamEnd>((end) => {
        const stream = new XmppStream(
          { ...options, url: (transport.present === 'bosh' && boshUrl) || url, runtime, environment },
          {
            onItems: (items) => items.forEach((item) => emit({ type: 'item', item })),
            onPresence: () => {},
            onIgnored: (what) => emit({ type: 'ignored', what }),
            onEnd: end,
          },
        );
        this.#begin(stream, signal).then(
          () => {
            wasUp = wasHeard = true;
            emit({ type: 'up', jid: stream.jid });
            sleep(runtime, SETTLED_MS, life.signal).then(
              () => backoff.settled(),
              () => {},
            );
          },
          (error: unknown) => {
            wasHeard = stream.wasHeard;
            stream.close();
            end(endOf(error));
          },
        );
        signal.addEventListener('abort', () => end('lost'), { signal: life.signal });
      });
      life.abort();
      this.#stream = undefined;
      if (signal.aborted) return;
      if (FINAL.has(why)) {
        emit({ type: 'down', why });
        return;
      }
      if (transport.tried(wasHeard)) {
        emit({ type: 'down', why: 'blocked', retryInMs: 0 });
        continue;
      }
      const retryInMs = wasUp ? backoff.lost() : backoff.failed(runtime.monotonic() - startedAt);
      emit({ type: 'down', why, retryInMs });
      await sleep(runtime, retryInMs, signal).catch(() => {});
    }
  }

  async #begin(stream: XmppStream, signal: AbortSignal): Promise<void> {
    await stream.open(signal);
    this.#stream = stream;
    await Promise.all([...this.#nodes].map((node) => stream.subscribe(node)));
  }
}

function endOf(error: unknown): StreamEnd {
  const { cause } = error instanceof DesktopError ? error : streamError('lost');
  return cause === 'silent' || cause === 'refused' || FINAL.has(cause as StreamEnd) ? (cause as StreamEnd) : 'lost';
}
