import { realRuntime, SessionPort, type DesktopPort, type Feature } from '@cordboard/core';
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
export class GenesysPort extends SessionPort implements DesktopPort {
  /** Does no I/O. */
  constructor(options: GenesysOptions) {
    const names = namesOf({ ...options.wire.names, ...options.names });
    const { features, wire } = options;
    const named: readonly Feature[] = [
      ...(names.sendDtmf === undefined ? [] : (['send-dtmf'] as const)),
      ...(names.dropParty === undefined ? [] : (['drop-participant'] as const)),
    ];
    const all = [...FEATURES, ...named].filter((feature) => !wire.lacks?.includes(feature));
    super(
      new Set(features ? all.filter((feature) => features.includes(feature)) : all),
      (emit) => new Session(options, names, options.runtime ?? realRuntime, emit),
    );
  }
}
