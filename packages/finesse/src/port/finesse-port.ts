import { DesktopError, realRuntime, SessionPort, type DesktopPort, type Topic, type TopicReport } from '@cordboard/core';
import type { Observable } from 'rxjs';
import { featuresOf } from './features.js';
import { hostOf, streamUrlOf, type FinesseOptions } from './options.js';
import { Session } from './session.js';
import { Topics } from './topics.js';

const TRANSPORTS = ['websocket', 'bosh'] as const;

/**
 * A port straight to Finesse: commands and reads over REST, reports over XMPP in a WebSocket, or over BOSH where none gets through. Runs in pages, workers and Node.
 *
 * ```ts
 * const client = new DesktopClient(new FinessePort({ hosts: ['https://fin-a.example:8445', 'https://fin-b.example:8445'] }));
 * client.connect();
 * await client.run({ type: 'sign-in', agentId: '40017', secret: new Secret(password), extension: '61017' });
 * ```
 *
 * Signing in opens the session; with `credentials` in the options subscribing does, and an agent who is signed in already is only
 * shown. After a lost connection the session comes back by itself, but nobody is signed in who was not, except on the other
 * node after a failover. Credentials are kept in memory, and no longer than the session.
 */
export class FinessePort extends SessionPort implements DesktopPort {
  readonly #topics: Topics;

  /** Does no I/O. Throws `DesktopError('invalid-argument')` for addresses that cannot be used. */
  constructor(options: FinesseOptions) {
    const hosts = (typeof options.hosts === 'string' ? [options.hosts] : options.hosts).map(hostOf);
    if (hosts.length === 0) throw new DesktopError('invalid-argument', 'hosts');
    for (const host of hosts) for (const transport of TRANSPORTS) streamUrlOf(host, options, transport);
    const runtime = options.runtime ?? realRuntime;
    const resource = options.resource ?? `cordboard-${Math.floor(runtime.random() * 36 ** 8).toString(36)}`;
    const { platform } = options;
    const topics = new Topics();
    super(
      featuresOf(platform === 'auto' ? undefined : platform, options.features),
      (emit) => new Session({ options, hosts, resource, runtime, topics, emit }),
    );
    this.#topics = topics;
  }

  watch(topic: Topic): Observable<TopicReport> {
    return this.#topics.watch(topic);
  }
}
