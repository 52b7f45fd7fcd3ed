import { realRuntime, SessionPort, type DesktopPort, type Feature, type PortEvent } from '@cordboard/core';
import type { Speaker, Spoken } from './line.js';
import { LIMITS, type AcqueonOptions } from './options.js';
import { Session } from './session.js';

/** A port over the bus, for one channel. A class for each channel, so that a page bundles those it uses. */
export abstract class BusPort<S extends Speaker = Speaker> extends SessionPort<Session<S>> implements DesktopPort {
  /** Does no I/O. `features`: what the channel has, of which `options.features` may choose. */
  constructor(options: AcqueonOptions, features: readonly Feature[], spoken: Spoken<S>) {
    const wanted = options.features && new Set(options.features);
    const served = new Set(features.filter((feature) => !wanted || wanted.has(feature)));
    const begin = (emit: (event: PortEvent) => void): Session<S> =>
      new Session(
        {
          appName: options.appName,
          transport: options.transport,
          runtime: options.runtime ?? realRuntime,
          limits: { ...LIMITS, ...options.limits },
          spelling: options.spelling ?? {},
          emit,
        },
        spoken,
      );
    super(served, begin);
  }

  /** What speaks the channel now. Throws `link-down` where nobody is subscribed; `what` is for the message. */
  protected speaker(what: string): S {
    return this.session(what).speaker;
  }
}
