import { DesktopError } from '@cordboard/core';
import type { CometD, Message } from 'cometd';
import { aborted } from '../wire/wait.js';

/** One request of the client's: settles with the messages of the answer, or with the HTTP status that came in their place. */
export type Exchange = (url: string, body: string, signals: readonly AbortSignal[]) => Promise<readonly unknown[] | number>;

/** What a {@link Channel} works with. */
export interface ChannelParts {
  readonly client: CometD;
  readonly url: string;
  readonly channels: readonly string[];
  /** A WebSocket where both sides have one. */
  readonly push: boolean;
  readonly exchange: Exchange;
  readonly told: (channel: string, data: unknown) => void;
  /** The server had forgotten the client: it has begun again, and something may be missed. */
  readonly gap: () => void;
  /** It has ended by itself; nothing is told after. */
  readonly lost: (error: DesktopError) => void;
}

/** The part of the client's long polling that its documentation lets others take the place of. */
interface Polling {
  xhrSend(packet: {
    readonly url: string;
    readonly body: string;
    readonly onSuccess: (messages: unknown) => void;
    readonly onError: (reason: string) => void;
  }): object;
}

interface Failed extends Message {
  readonly failure?: { readonly httpCode?: number; readonly connectionType?: string };
}

/**
 * Notifications by the CometD project's own client. It negotiates, subscribes and polls; when a connection fails, this ends it, because it is
 * the port that shows a lost link and knows how patient to be.
 */
export class Channel {
  readonly #parts: ChannelParts;
  readonly #control = new AbortController();
  #isOpen = false;
  #fail: (error: DesktopError) => void = () => undefined;

  constructor(parts: ChannelParts) {
    this.#parts = parts;
  }

  /** Resolves when everything is subscribed to. Rejects with `DesktopError`; it is of no more use then. */
  open(signal: AbortSignal): Promise<void> {
    const { client, url, push } = this.#parts;
    return new Promise<void>((resolve, reject) => {
      const onAbort = (): void => this.#end(aborted('notifications'));
      this.#fail = (error) => {
        signal.removeEventListener('abort', onAbort);
        reject(error);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      // Callbacks in scripts of the server's would be a way into the page.
      client.unregisterTransport('callback-polling');
      if (!push) client.unregisterTransport('websocket');
      this.#takeOver(client.findTransport('long-polling') as unknown as Polling | null);
      // Its timers in a worker would need a policy that lets pages make workers of text.
      client.configure({ url, logLevel: 'warn', useWorkerScheduler: false });
      client.addListener('/meta/handshake', (message) => {
        // Where no WebSocket gets through, the client goes on by long polling.
        if (message.successful !== true && !this.#isOpen && isOfSocket(message)) return;
        if (message.successful !== true) return this.#end(errorOf(message));
        this.#subscribe(() => {
          signal.removeEventListener('abort', onAbort);
          if (this.#isOpen) this.#parts.gap();
          this.#isOpen = true;
          resolve();
        });
      });
      client.addListener('/meta/connect', (message) => {
        // To be told to begin anew is no end: the client does it by itself.
        if (message.successful === true || message.advice?.reconnect === 'handshake') return;
        this.#end(errorOf(message));
      });
      client.handshake();
    });
  }

  /** Ends it without a word. */
  close(): void {
    this.#isOpen = false;
    if (this.#control.signal.aborted) return;
    // What the client still sends, its good-bye, goes out; what it waits for is called off.
    this.#parts.client.disconnect();
    this.#control.abort();
    this.#fail(aborted('notifications'));
  }

  #end(error: DesktopError): void {
    const wasOpen = this.#isOpen;
    if (this.#control.signal.aborted) return;
    this.#fail(error);
    this.close();
    if (wasOpen) this.#parts.lost(error);
  }

  // A client that begins anew has forgotten its subscriptions.
  #subscribe(done: () => void): void {
    const { client, channels, told } = this.#parts;
    let missing = channels.length;
    client.batch(() => {
      for (const channel of channels) {
        client.subscribe(
          channel,
          ({ data }) => {
            if (!this.#control.signal.aborted) told(channel, data);
          },
          (reply) => {
            if (reply.successful !== true) this.#end(errorOf(reply));
            else if (--missing === 0) done();
          },
        );
      }
    });
  }

  #takeOver(polling: Polling | null): void {
    if (polling === null) return;
    polling.xhrSend = ({ url, body, onSuccess, onError }) => {
      const control = new AbortController();
      const request = { readyState: 1, status: 0, abort: () => control.abort() };
      const signals = url.endsWith('/disconnect') ? [control.signal] : [control.signal, this.#control.signal];
      this.#parts.exchange(url, body, signals).then(
        (answer) => {
          request.readyState = 4;
          request.status = typeof answer === 'number' ? answer : 200;
          if (typeof answer === 'number') onError(String(answer));
          else onSuccess(answer);
        },
        () => {
          request.readyState = 4;
          onError('link-down');
        },
      );
      return request;
    };
  }
}

function isOfSocket({ failure }: Failed): boolean {
  return failure?.connectionType === 'websocket';
}

function errorOf(message: Failed): DesktopError {
  const status = message.failure?.httpCode;
  // Without a good token one is let in as little as without a session.
  if (status === 401 || status === 403) return new DesktopError('unauthorized', 'notifications');
  if (status === 503) return new DesktopError('out-of-service', 'notifications');
  const isOurs = message.failure !== undefined;
  return new DesktopError(isOurs ? 'link-down' : 'refused', 'notifications');
}
