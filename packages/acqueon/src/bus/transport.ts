import type { Observable } from 'rxjs';
import type { Channel } from './message.js';
import type { OutMessage } from '../catalogue/operation.js';
import type { Read } from './read.js';

/**
 * The way to the bus. What carries it, how an application registers and what an id looks like are *not documented by the vendor*, so all
 * of that is behind this interface and replaceable.
 */
export interface AcqueonTransport {
  /**
   * Registers with the bus for the channels and stays registered while it is subscribed. Cold; subscribe once at a time. Emits once the
   * registration stands, then never again; neither errors nor completes. Whoever waits has the deadline.
   */
  register(channels: readonly Channel[]): Observable<Registration>;
}

/** A registration that stands. */
export interface Registration {
  /** Sends one message. Throws nothing for a peer that is gone: the bus tells nobody. */
  publish(message: OutMessage): void;
  /** What arrives from the peer, read; refused ones too, so that they are counted. Hot while the registration stands. */
  readonly incoming$: Observable<Read>;
}
