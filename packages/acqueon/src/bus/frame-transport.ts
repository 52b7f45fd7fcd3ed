import { DesktopError } from '@cordboard/core';
import { Observable, Subject } from 'rxjs';
import type { OutMessage } from '../catalogue/operation.js';
import type { Channel } from './message.js';
import { packetOf } from './packet.js';
import { readBus, wireIn, type Read } from './read.js';
import { sandboxHandshake, type GivenRegistration, type Handshake } from './registration.js';
import type { AcqueonTransport, Registration } from './transport.js';

/** Where frames talk. All of it is *not documented by the vendor*; the defaults fit a widget that is framed in a Workspace page. */
export interface FrameTransportOptions {
  /** Origin of the Workspace page, exactly: `https://workspace.example`. Nothing is sent to, or taken from, any other. */
  readonly workspaceOrigin: string;
  /** Name under which this application publishes. What carries the same name comes back from the bus, and is dropped. */
  readonly appName: string;
  /** The window that answers. Default: the one this page is framed in. */
  readonly peer?: MessagePeer;
  /** The window that receives. Default: this one. */
  readonly receiver?: MessageReceiver;
  /** Sent along as the address for answers. Default: this page's origin. */
  readonly responseUrl?: string;
  /** How to register. Default: {@link sandboxHandshake}, which only the sandbox is known to speak. */
  readonly registration?: Handshake | GivenRegistration;
  /** Messages without the packet around them, which one page describes (api-structure) and no sample has. Default: false. */
  readonly bare?: boolean;
  /** Packets as JSON instead of structured clones. What arrives is read either way. Default: false. */
  readonly json?: boolean;
}

/** The part of a window that is sent to. */
export interface MessagePeer {
  postMessage(message: unknown, targetOrigin: string): void;
}

/** The part of a window that receives. */
export interface MessageReceiver {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** What came to the window and was not the bus; for counting, never with content. */
export interface Foreign {
  /** Another origin. */
  readonly origins: number;
  /** The right origin, from a window that is not the peer. */
  readonly windows: number;
}

/**
 * The bus over messages between frames. A message counts only from the exact origin *and* the peer's window; anything else is ignored and
 * counted. Throws `invalid-argument` at construction for an origin that is not exact.
 */
export class FrameTransport implements AcqueonTransport {
  readonly #options: Required<FrameTransportOptions>;
  #origins = 0;
  #windows = 0;
  #isUsed = false;

  constructor(options: FrameTransportOptions) {
    const { workspaceOrigin, appName } = options;
    if (!isExactOrigin(workspaceOrigin)) {
      throw new DesktopError('invalid-argument', 'workspaceOrigin must be one exact origin, like https://workspace.example');
    }
    if (!appName.trim()) throw new DesktopError('invalid-argument', 'appName must not be empty');
    // What is given is not looked for: outside of a page there is neither.
    this.#options = {
      ...options,
      peer: options.peer ?? window.parent,
      receiver: options.receiver ?? window,
      responseUrl: options.responseUrl ?? location.origin,
      registration: options.registration ?? sandboxHandshake,
      json: options.json ?? false,
      bare: options.bare ?? false,
    };
  }

  /** What was ignored so far. */
  get foreign(): Foreign {
    return { origins: this.#origins, windows: this.#windows };
  }

  /** As the interface says; has one user at a time, and throws `busy` for a second one: several share it by a `SharedTransport`. */
  register(channels: readonly Channel[]): Observable<Registration> {
    return new Observable((subscriber) => {
      // Its registration would take the place of the first one's, and nobody would know.
      if (this.#isUsed) throw new DesktopError('busy', 'Registered already: put a SharedTransport between');
      this.#isUsed = true;
      subscriber.add(() => (this.#isUsed = false));
      const { registration, receiver, appName, responseUrl, bare } = this.#options;
      // What is read comes without the blanks around it.
      const own = appName.trim();
      const incoming = new Subject<Read>();
      let subscriberId: string | undefined;
      const stands = (id: string): void => {
        subscriberId = id;
        const publish = (message: OutMessage): void => this.#post(bare ? message : packetOf(message, responseUrl, id));
        subscriber.next({ publish, incoming$: incoming.asObservable() });
      };
      const onMessage = (event: MessageEvent): void => {
        if (!this.#isPeer(event)) return;
        const wire: unknown = event.data;
        if (subscriberId === undefined && 'hello' in registration) {
          const copy = wireIn(wire);
          const id = copy.refused === undefined ? registration.subscriberIdIn(copy.plain) : undefined;
          if (id !== undefined) stands(id);
          return;
        }
        const read = readBus(wire);
        if (read.refused === undefined && read.message.source === own) return;
        incoming.next(read);
      };
      receiver.addEventListener('message', onMessage);
      subscriber.add(() => {
        receiver.removeEventListener('message', onMessage);
        incoming.complete();
        if ('hello' in registration && subscriberId !== undefined && registration.goodbye) {
          this.#post(registration.goodbye(appName, subscriberId));
        }
      });
      if ('hello' in registration) this.#post(registration.hello(appName, channels, responseUrl));
      else stands(registration.subscriberId);
    });
  }

  #isPeer(event: MessageEvent): boolean {
    if (event.origin !== this.#options.workspaceOrigin) {
      this.#origins++;
      return false;
    }
    if (event.source !== (this.#options.peer as unknown)) {
      this.#windows++;
      return false;
    }
    return true;
  }

  #post(wire: unknown): void {
    const { peer, json, workspaceOrigin } = this.#options;
    peer.postMessage(json ? JSON.stringify(wire) : wire, workspaceOrigin);
  }
}

// `*`, `null`, a path or a trailing slash would all be taken for something else than one origin.
function isExactOrigin(text: string): boolean {
  try {
    const { origin, protocol } = new URL(text);
    return origin === text && (protocol === 'https:' || protocol === 'http:');
  } catch {
    return false;
  }
}
