import { DesktopError } from '@cordboard/core';
import { Observable, Subscription, type Subscriber } from 'rxjs';
import type { Channel } from './message.js';
import type { AcqueonTransport, Registration } from './transport.js';

/**
 * One registration for all who use the bus on a page: a port and the desks beside it. It is made for all of the channels when the first
 * one registers, and given up when the last one leaves.
 *
 * ```ts
 * const transport = new SharedTransport(new FrameTransport({ workspaceOrigin, appName }), ['Cisco', 'LCM']);
 * const client = new DesktopClient(new AcqueonPort({ transport, appName }));
 * const campaigns = new LcmDesk({ transport, appName });
 * ```
 *
 * The channels are named beforehand because no page tells what a second registration of the same application does to the first.
 */
export class SharedTransport implements AcqueonTransport {
  readonly #transport: AcqueonTransport;
  readonly #channels: readonly Channel[];
  readonly #users = new Set<Subscriber<Registration>>();
  // Those of them who have waited since the attempt began.
  #waiting = new Set<Subscriber<Registration>>();
  #attempt: Subscription | undefined;
  #registration: Registration | undefined;

  constructor(transport: AcqueonTransport, channels: readonly Channel[]) {
    this.#transport = transport;
    this.#channels = channels;
  }

  /** As the transport below does, as often as one likes. Throws `invalid-argument` for a channel that was not named. */
  register(channels: readonly Channel[]): Observable<Registration> {
    const unnamed = channels.find((channel) => !this.#channels.includes(channel));
    if (unnamed !== undefined) throw new DesktopError('invalid-argument', `The shared transport was not made for ${unnamed}`);
    return new Observable((subscriber) => {
      this.#users.add(subscriber);
      subscriber.add(() => this.#leave(subscriber));
      if (this.#registration) subscriber.next(this.#registration);
      // Nobody is left who waits for this attempt: they gave up, and are coming back to have it made again.
      else if (this.#waiting.size === 0) this.#try();
    });
  }

  #try(): void {
    this.#attempt?.unsubscribe();
    this.#waiting = new Set(this.#users);
    const attempt = (this.#attempt = new Subscription());
    attempt.add(
      this.#transport.register(this.#channels).subscribe((registration) => {
        this.#registration = registration;
        for (const user of [...this.#users]) user.next(registration);
        const lost = (): void => {
          if (!attempt.closed) this.#end();
        };
        if (!attempt.closed) attempt.add(registration.incoming$.subscribe({ error: lost, complete: lost }));
      }),
    );
  }

  #leave(user: Subscriber<Registration>): void {
    this.#waiting.delete(user);
    if (this.#users.delete(user) && this.#users.size === 0) this.#end();
  }

  // Whoever had it learns it from what comes in, and registers anew.
  #end(): void {
    const attempt = this.#attempt;
    this.#attempt = undefined;
    this.#registration = undefined;
    this.#users.clear();
    this.#waiting.clear();
    attempt?.unsubscribe();
  }
}
