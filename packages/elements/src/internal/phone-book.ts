import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Contact, DesktopClient } from '@cordboard/core';

/** Whose phone book: that of an agent, read by a client. */
export interface BookOwner {
  readonly client: DesktopClient;
  readonly agentId: string;
}

interface Read {
  readonly agentId: string;
  readonly contacts: Promise<readonly Contact[]>;
}

const reads = new WeakMap<DesktopClient, Read>();

// Read once for a client and an agent, however many elements ask and however often they come and go.
function contactsOf({ client, agentId }: BookOwner): Promise<readonly Contact[]> {
  const known = reads.get(client);
  if (known?.agentId === agentId) return known.contacts;
  const read: Read = { agentId, contacts: client.query({ type: 'contacts' }) };
  reads.set(client, read);
  read.contacts.catch(() => {
    if (reads.get(client) === read) reads.delete(client);
  });
  return read.contacts;
}

/**
 * The agent's phone book, for an element that shows contacts. Nothing is read before `want()`; from then on it is there as soon as there is
 * an agent whose it is, and another agent's takes its place.
 */
export class PhoneBook implements ReactiveController {
  /** As read, on its way, or not to be had. Empty while nobody wants it, and while it is nobody's. */
  contacts: readonly Contact[] | 'loading' | 'failed' = NOBODY;
  readonly #host: ReactiveControllerHost;
  readonly #ownerNow: () => BookOwner | undefined;
  #owner: BookOwner | undefined;
  #wanted = false;

  /** `owner` is asked before every render; `undefined` where no phone book is served. */
  constructor(host: ReactiveControllerHost, owner: () => BookOwner | undefined) {
    this.#host = host;
    this.#ownerNow = owner;
    host.addController(this);
  }

  /** Reads it, unless it has been read. */
  want(): void {
    this.#wanted = true;
    this.#host.requestUpdate();
  }

  /** Reads it again after a failure. */
  retry(): void {
    this.#owner = undefined;
    this.want();
  }

  hostUpdate(): void {
    if (!this.#wanted) return;
    const now = this.#ownerNow();
    if (now?.client === this.#owner?.client && now?.agentId === this.#owner?.agentId) return;
    this.#owner = now;
    this.contacts = now ? 'loading' : NOBODY;
    if (!now) return;
    const keep = (contacts: readonly Contact[] | 'failed'): void => {
      if (this.#owner !== now) return;
      this.contacts = contacts;
      this.#host.requestUpdate();
    };
    contactsOf(now).then(keep, () => keep('failed'));
  }
}

const NOBODY: readonly Contact[] = [];
