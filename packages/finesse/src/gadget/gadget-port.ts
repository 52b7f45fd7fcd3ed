import {
  DesktopError,
  realRuntime,
  type Command,
  type DesktopPort,
  type Feature,
  type PortEvent,
  type Query,
  type ResultOf,
  type Topic,
  type TopicReport,
} from '@cordboard/core';
import { Observable } from 'rxjs';
import { featuresOf } from '../port/features.js';
import { Topics } from '../port/topics.js';
import { GadgetSession } from './gadget-session.js';
import type { GadgetOptions } from './options.js';
import { pageHere } from './page.js';

/**
 * The Finesse port inside a gadget: reports come over the desktop's hub, commands and reads go through its proxy. There is no connection of its own, no
 * credential that outlives a request, and no jQuery; finesse.js is used where the gadget has loaded it, and not missed where it has not.
 *
 * ```ts
 * const client = new DesktopClient(new GadgetPort());
 * client.connect();
 * ```
 *
 * The desktop has signed the agent in, so there is no `sign-in`; signing out is. When the desktop says that its connection fails the link is
 * `out-of-service`, and when it has recovered everything is read again, once.
 */
export class GadgetPort implements DesktopPort {
  readonly features: ReadonlySet<Feature>;
  readonly events$: Observable<PortEvent>;
  readonly #topics = new Topics();
  #session: GadgetSession | undefined;

  /** Does no I/O. Subscribing to `events$` throws `DesktopError('not-served')` where this is no gadget's frame. */
  constructor(options: GadgetOptions = {}) {
    const runtime = options.runtime ?? realRuntime;
    const { platform } = options;
    this.features = featuresOf(platform === 'auto' ? undefined : platform, options.features);
    this.events$ = new Observable((subscriber) => {
      if (this.#session) throw new DesktopError('busy', 'Subscribed already');
      const page = options.page ?? pageHere();
      if (!page) throw new DesktopError('not-served', 'This is no gadget’s frame');
      const session = new GadgetSession({ options, page, runtime, topics: this.#topics, emit: (event) => subscriber.next(event) });
      this.#session = session;
      void session.run();
      return () => {
        this.#session = undefined;
        session.stop();
      };
    });
  }

  watch(topic: Topic): Observable<TopicReport> {
    return this.#topics.watch(topic);
  }

  async send(command: Command, signal: AbortSignal): Promise<void> {
    return this.#open(command.type, signal, (session) => session.send(command, signal));
  }

  async query<Q extends Query>(query: Q, signal: AbortSignal): Promise<ResultOf<Q>> {
    return this.#open(query.type, signal, (session) => session.query(query, signal));
  }

  async #open<T>(what: string, signal: AbortSignal, run: (session: GadgetSession) => Promise<T>): Promise<T> {
    if (signal.aborted) throw new DesktopError('aborted', what);
    if (this.#session === undefined) throw new DesktopError('link-down', what);
    try {
      return await run(this.#session);
    } catch (error) {
      throw DesktopError.from(error);
    }
  }
}
