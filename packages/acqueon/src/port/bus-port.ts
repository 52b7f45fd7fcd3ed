import {
  DesktopError,
  realRuntime,
  type Command,
  type DesktopPort,
  type Feature,
  type PortEvent,
  type Query,
  type ResultOf,
} from '@cordboard/core';
import { Observable } from 'rxjs';
import type { Speaker, Spoken } from './line.js';
import { LIMITS, type AcqueonOptions } from './options.js';
import { Session } from './session.js';

/** A port over the bus, for one channel. A class for each channel, so that a page bundles those it uses. */
export abstract class BusPort<S extends Speaker = Speaker> implements DesktopPort {
  readonly features: ReadonlySet<Feature>;
  readonly events$: Observable<PortEvent>;
  #session: Session<S> | undefined;

  /** Does no I/O. `features`: what the channel has, of which `options.features` may choose. */
  constructor(options: AcqueonOptions, features: readonly Feature[], spoken: Spoken<S>) {
    const wanted = options.features && new Set(options.features);
    this.features = new Set(features.filter((feature) => !wanted || wanted.has(feature)));
    this.events$ = new Observable((subscriber) => {
      if (this.#session) throw new DesktopError('busy', 'A port is subscribed once at a time');
      const session = new Session(
        {
          appName: options.appName,
          transport: options.transport,
          runtime: options.runtime ?? realRuntime,
          limits: { ...LIMITS, ...options.limits },
          spelling: options.spelling ?? {},
          emit: (event) => subscriber.next(event),
        },
        spoken,
      );
      this.#session = session;
      session.start();
      return () => {
        this.#session = undefined;
        session.stop();
      };
    });
  }

  async send(command: Command, signal: AbortSignal): Promise<void> {
    await this.#open(command.type).send(command, signal);
  }

  async query<Q extends Query>(query: Q, signal: AbortSignal): Promise<ResultOf<Q>> {
    return (await this.#open(query.type).query(query, signal)) as ResultOf<Q>;
  }

  /** What speaks the channel now. Throws `link-down` where nobody is subscribed; `what` is for the message. */
  protected speaker(what: string): S {
    return this.#open(what).speaker;
  }

  #open(what: string): Session<S> {
    if (!this.#session) throw new DesktopError('link-down', `Not connected: ${what}`);
    return this.#session;
  }
}
