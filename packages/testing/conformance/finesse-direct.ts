import { FinessePort } from '@cordboard/finesse';
import { startSandbox } from '@cordboard/sandbox/server';
import type { ContractWorld, PortHarness } from '@cordboard/testing';
import { WebSocket } from 'ws';
import { FinesseWorld } from './finesse-world.js';

/** The Finesse port over REST and XMPP, against the sandbox's server on loopback. */
export const finesseDirect: PortHarness = {
  port: 'finesse',
  wire: 'direct',
  cannot: {
    'data.record-refused': 'Only CCX records on request (Finesse 12.5 guide p. 107)',
  },
  open: () => openWorld('cce'),
};

/** The same against the other platform that Finesse stands on. */
export const finesseDirectOnCcx: PortHarness = {
  ...finesseDirect,
  cannot: {
    'session.mobile-call-by-call': 'Only CCE has mobile agents (Finesse 12.5 guide p. 28)',
    'session.mobile-nailed': 'Only CCE has mobile agents (Finesse 12.5 guide p. 28)',
    'join.drop-party': 'Only CCE drops a party (Finesse 12.5 guide p. 104)',
    'join.drop-party-of-two': 'Only CCE drops a party (Finesse 12.5 guide p. 104)',
    'join.drop-party-refused': 'Only CCE drops a party (Finesse 12.5 guide p. 104)',
    'join.drop-party-not-controller': 'Only CCE drops a party (Finesse 12.5 guide p. 104)',
    'join.transfer-now-refused': 'Only CCE has single-step transfer (Finesse 12.5 guide p. 96)',
    'join.transfer-now-both-sides': 'Only CCE has single-step transfer (Finesse 12.5 guide p. 96)',
    'join.transfer-now': 'Only CCE has single-step transfer (Finesse 12.5 guide p. 96)',
  },
  open: () => openWorld('ccx'),
};

/** The same where no WebSocket gets through. */
export const finesseDirectOverBosh: PortHarness = { ...finesseDirect, open: () => openWorld('cce', 'bosh') };

async function openWorld(world: 'cce' | 'ccx', transport?: 'bosh'): Promise<ContractWorld> {
  return new FinesseWorld(
    await startSandbox({ port: 0, world }),
    world,
    ({ url, resource, fetch }) =>
      new FinessePort({ hosts: url, resource, transport: transport ?? 'auto', environment: { WebSocket, fetch } }),
  );
}
