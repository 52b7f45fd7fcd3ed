import { Observable } from 'rxjs';
import type { Command } from './commands.js';
import { DesktopError } from './errors.js';
import type { DesktopPort, Feature, PortEvent } from './port.js';
import type { Query, ResultOf } from './queries.js';

/** What happens between subscribing to a port and unsubscribing. `send` and `query` are those of the port. */
export interface PortSession {
  /** Called once, at first. */
  start(): void;
  /** Called once, at last: ends everything at once and leaves nothing behind. The agent stays signed in. */
  stop(): void;
  send(command: Command, signal: AbortSignal): Promise<void>;
  query<Q extends Query>(query: Q, signal: AbortSignal): Promise<ResultOf<Q>>;
}

/** A port that has one session while its events are subscribed, and none otherwise. Adapters extend it and write the session. */
export abstract class SessionPort<Session extends PortSession = PortSession> implements DesktopPort {
  readonly features: ReadonlySet<Feature>;
  readonly events$: Observable<PortEvent>;
  #session: Session | undefined;

  /** Does no I/O. `begin` makes a session that reports with the function it is given; what it throws is the error of the subscription. */
  constructor(features: ReadonlySet<Feature>, begin: (emit: (event: PortEvent) => void) => Session) {
    this.features = features;
    this.events$ = new Observable((subscriber) => {
      if (this.#session) throw new DesktopError('busy', 'Subscribed already');
      const session = begin((event) => subscriber.next(event));
      this.#session = session;
      session.start();
      return () => {
        this.#session = undefined;
        session.stop();
      };
    });
  }

  send(command: Command, signal: AbortSignal): Promise<void> {
    return this.#with(command.type, signal, (session) => session.send(command, signal));
  }

  query<Q extends Query>(query: Q, signal: AbortSignal): Promise<ResultOf<Q>> {
    return this.#with(query.type, signal, (session) => session.query(query, signal));
  }

  /** The session there is. Throws `link-down` without one; `what` is the developers' word for what was wanted of it. */
  protected session(what: string): Session {
    if (!this.#session) throw new DesktopError('link-down', what);
    return this.#session;
  }

  async #with<T>(what: string, signal: AbortSignal, run: (session: Session) => Promise<T>): Promise<T> {
    if (signal.aborted) throw new DesktopError('aborted', what);
    try {
      return await run(this.session(what));
    } catch (error) {
      throw DesktopError.from(error);
    }
  }
}
