import { DesktopError, realRuntime, SessionPort, type DesktopPort, type Topic, type TopicReport } from '@cordboard/core';
import type { Observable } from 'rxjs';
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
export class GadgetPort extends SessionPort implements DesktopPort {
  readonly #topics: Topics;

  /** Does no I/O. Subscribing to `events$` fails with `DesktopError('not-served')` where this is no gadget's frame. */
  constructor(options: GadgetOptions = {}) {
    const runtime = options.runtime ?? realRuntime;
    const { platform } = options;
    const topics = new Topics();
    super(featuresOf(platform === 'auto' ? undefined : platform, options.features), (emit) => {
      const page = options.page ?? pageHere();
      if (!page) throw new DesktopError('not-served', 'This is no gadget’s frame');
      return new GadgetSession({ options, page, runtime, topics, emit });
    });
    this.#topics = topics;
  }

  watch(topic: Topic): Observable<TopicReport> {
    return this.#topics.watch(topic);
  }
}
