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
import { CISCO_FEATURES } from '../cisco/features.js';
import { LIMITS, type AcqueonOptions } from './options.js';
import { Session } from './session.js';

/**
 * A port over the Acqueon Workspace message bus: what the Workspace publishes is reported, commands become the catalogue's messages.
 *
 * ```ts
 * const transport = new FrameTransport({ workspaceOrigin: 'https://workspace.example', appName: 'my-widget' });
 * const client = new DesktopClient(new AcqueonPort({ transport, appName: 'my-widget' }));
 * client.connect();
 * ```
 *
 * An agent who signed in in the Workspace itself is shown; `sign-in` asks the Workspace to sign one in. The bus has no answers to most
 * requests, so a command is confirmed by what is reported after it, and refused by an error message.
 */
export class AcqueonPort implements DesktopPort {
  readonly features: ReadonlySet<Feature>;
  readonly events$: Observable<PortEvent>;
  #session: Session | undefined;

  /** Does no I/O. */
  constructor(options: AcqueonOptions) {
    const wanted = options.features && new Set(options.features);
    this.features = new Set(CISCO_FEATURES.filter((feature) => !wanted || wanted.has(feature)));
    this.events$ = new Observable((subscriber) => {
      if (this.#session) throw new DesktopError('busy', 'A port is subscribed once at a time');
      const session = new Session({
        appName: options.appName,
        transport: options.transport,
        runtime: options.runtime ?? realRuntime,
        limits: { ...LIMITS, ...options.limits },
        emit: (event) => subscriber.next(event),
      });
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

  #open(what: string): Session {
    if (!this.#session) throw new DesktopError('link-down', `Not connected: ${what}`);
    return this.#session;
  }
}
