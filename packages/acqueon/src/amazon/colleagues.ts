import { DesktopError } from '@cordboard/core';
import type { ConsultAgent } from './lists.js';

// A number means itself; whom a name means is in a list.
const NUMBER = /^\+?[\d\s()*#.-]+$/;

/** Whom an agent can consult, as the list told last. */
export class Colleagues {
  readonly #read: (signal: AbortSignal) => Promise<readonly ConsultAgent[]>;
  #list: readonly ConsultAgent[] = [];

  constructor(read: (signal: AbortSignal) => Promise<readonly ConsultAgent[]>) {
    this.#read = read;
  }

  async list(signal: AbortSignal): Promise<readonly ConsultAgent[]> {
    this.#list = await this.#read(signal);
    return this.#list;
  }

  /** By id, or by a name that nobody else has. */
  find(to: string): ConsultAgent | undefined {
    const [named, ...others] = this.#list.filter(({ name }) => name === to);
    return this.#list.find(({ id }) => id === to) ?? (others.length === 0 ? named : undefined);
  }

  /** Reads the list where it is needed to know whom this means. Rejects with `bad-destination` when it means nobody, or several. */
  async lookUp(to: string, signal: AbortSignal): Promise<void> {
    if (NUMBER.test(to) || this.find(to)) return;
    await this.list(signal);
    if (!this.find(to)) throw new DesktopError('bad-destination', 'No one colleague of that name can be consulted');
  }
}
