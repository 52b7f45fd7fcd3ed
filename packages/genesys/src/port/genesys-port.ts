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
import { namesOf } from '../ais/names.js';
import type { GenesysOptions } from './options.js';
import { Session } from './session.js';

const FEATURES: readonly Feature[] = [
  'agent-state',
  'voice',
  'consult',
  'consult-intent',
  'conference',
  'transfer',
  'transfer-now',
  'transfer-mute',
  'conference-now',
  'mute',
  'mark-done',
  'call-data',
  'dial-data',
];

/**
 * A port on the Genesys voice interaction service (Agent Interaction Services 7.6): an interaction of the agent is a dialog, the consult call of
 * an interaction is a dialog that names its original. What may be done is what `actionsPossible` lists, whatever status, reason or diagram
 * say. Runs in pages, workers and Node.
 *
 * ```ts
 * const client = new DesktopClient(new GenesysPort({ wire: new BridgeWire({ url: '/ais' }) }));
 * client.connect();
 * await client.run({ type: 'sign-in', agentId: '40017', secret: new Secret(password), extension: '61017' });
 * ```
 *
 * Signing in opens the session and logs the agent in on the DN; with `credentials` in the options subscribing opens it, and an agent who is
 * logged in already is only shown. A released call stays until it is marked done. After a lost connection the session comes back by itself
 * and everything is read again; nobody is logged in again. Credentials are kept in memory, and no longer than the session.
 */
export class GenesysPort implements DesktopPort {
  readonly features: ReadonlySet<Feature>;
  readonly events$: Observable<PortEvent>;
  #session: Session | undefined;

  /** Does no I/O. */
  constructor(options: GenesysOptions) {
    const names = namesOf(options.names);
    const all: readonly Feature[] = names.sendDtmf === undefined ? FEATURES : [...FEATURES, 'send-dtmf'];
    const { features } = options;
    this.features = new Set(features ? all.filter((feature) => features.includes(feature)) : all);
    this.events$ = new Observable((subscriber) => {
      if (this.#session) throw new DesktopError('busy', 'Subscribed already');
      const session = new Session(options, names, options.runtime ?? realRuntime, (event) => subscriber.next(event));
      this.#session = session;
      session.start();
      return () => {
        this.#session = undefined;
        session.stop();
      };
    });
  }

  async send(command: Command, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new DesktopError('aborted', command.type);
    try {
      await this.#open(command.type).send(command, signal);
    } catch (error) {
      throw DesktopError.from(error);
    }
  }

  async query<Q extends Query>(query: Q, signal: AbortSignal): Promise<ResultOf<Q>> {
    if (signal.aborted) throw new DesktopError('aborted', query.type);
    try {
      return await this.#open(query.type).query(query, signal);
    } catch (error) {
      throw DesktopError.from(error);
    }
  }

  #open(what: string): Session {
    if (this.#session === undefined) throw new DesktopError('link-down', what);
    return this.#session;
  }
}
