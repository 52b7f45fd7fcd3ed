import { type Observable } from 'rxjs';
import { FrameTransport } from '../bus/frame-transport.js';
import type { Channel } from '../bus/message.js';
import type { AcqueonTransport, Registration } from '../bus/transport.js';
import type { OutMessage } from '../catalogue/operation.js';

// What the tests of the contract share: the wire itself. Packets are looked at as they leave the page, and answers come in as they arrive there.

const ORIGIN = 'https://workspace.example';

/** The documented packet around an inner message, with both spellings of the keys that the page prints in two. */
export function packet(channel: string, message: object): object {
  return {
    channel,
    topic: '',
    subTopic: '',
    subtopic: '',
    ResponseUrl: 'https://widgets.example',
    subscriberID: '40017',
    SubscriberID: '40017',
    message,
  };
}

export class Wire implements AcqueonTransport {
  readonly sent: unknown[] = [];
  readonly #listeners = new Set<(event: MessageEvent) => void>();
  readonly #transport: FrameTransport;

  constructor() {
    this.#transport = new FrameTransport({
      workspaceOrigin: ORIGIN,
      appName: 'my-widget',
      peer: this,
      receiver: {
        addEventListener: (_type, listener) => this.#listeners.add(listener),
        removeEventListener: (_type, listener) => this.#listeners.delete(listener),
      },
      responseUrl: 'https://widgets.example',
      registration: { subscriberId: '40017' },
    });
  }

  postMessage(message: unknown, targetOrigin: string): void {
    if (targetOrigin !== ORIGIN) throw new Error(`Posted to ${targetOrigin}`);
    this.sent.push(structuredClone(message));
  }

  register(channels: readonly Channel[]): Observable<Registration> {
    return this.#transport.register(channels);
  }

  /** Whatever comes from the Workspace. */
  hears(data: unknown): void {
    const event = { origin: ORIGIN, source: this, data: structuredClone(data) } as unknown as MessageEvent;
    for (const listener of [...this.#listeners]) listener(event);
  }

  says(topic: string, subtopic: string, payload: unknown, key = 'message', channel: Channel = 'Cisco'): void {
    this.hears({ channel, topic, subtopic, [key]: payload });
  }

  get last(): unknown {
    return this.sent.at(-1);
  }
}

/** What leaves the page when the message is published. */
export function published(message: OutMessage): unknown {
  const wire = new Wire();
  wire
    .register([message.channel])
    .subscribe((registration) => registration.publish(message))
    .unsubscribe();
  return wire.last;
}
