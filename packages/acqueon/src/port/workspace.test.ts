import { Observable, Subject } from 'rxjs';
import type { Channel } from '../bus/message.js';
import { readBus, type Read } from '../bus/read.js';
import type { AcqueonTransport, Registration } from '../bus/transport.js';
import type { OutMessage } from '../catalogue/operation.js';

/** The Workspace's side, said by hand: what it publishes stands in the tests, as the documentation prints it. */
export class Workspace implements AcqueonTransport {
  readonly sent: OutMessage[] = [];
  /** The channels of each registration that was asked for. */
  readonly asked: (readonly Channel[])[] = [];
  #incoming = new Subject<Read>();
  registered = 0;

  register(channels: readonly Channel[]): Observable<Registration> {
    return new Observable((subscriber) => {
      this.asked.push(channels);
      this.registered++;
      subscriber.next({ publish: (message) => this.sent.push(message), incoming$: this.#incoming });
      return () => this.registered--;
    });
  }

  says(topic: string, subtopic: string, payload: object, key: 'message' | 'data' = 'message', channel: Channel = 'Cisco'): void {
    this.hears({ channel, topic, subtopic, [key]: payload });
  }

  /** Whatever comes over the wire. */
  hears(wire: unknown): void {
    this.#incoming.next(readBus(wire));
  }

  /** The bus is gone, for all who are registered. */
  lose(): void {
    const lost = this.#incoming;
    this.#incoming = new Subject();
    lost.complete();
  }

  get last(): OutMessage | undefined {
    return this.sent.at(-1);
  }
}
