import type { Contact, DesktopClient } from '@cordboard/core';

interface Read {
  readonly agentId: string;
  readonly contacts: Promise<readonly Contact[]>;
}

const reads = new WeakMap<DesktopClient, Read>();

/**
 * The agent's contacts, in the platform's order. Read once for a client and an agent, however many elements ask; a read that fails
 * rejects for all who wait, and the next call reads again.
 */
export function contactsOf(client: DesktopClient, agentId: string): Promise<readonly Contact[]> {
  const known = reads.get(client);
  if (known?.agentId === agentId) return known.contacts;
  const read: Read = { agentId, contacts: client.query({ type: 'contacts' }) };
  reads.set(client, read);
  read.contacts.catch(() => {
    if (reads.get(client) === read) reads.delete(client);
  });
  return read.contacts;
}
