import type { Contact, ReasonCode, WrapUpReason } from '@cordboard/core';
import { filled, given, tailOf } from '../bus/given.js';
import { fieldOf, listOf, textOf, type Plain } from '../bus/plain.js';
import { cisco } from '../catalogue/cisco.js';
import type { Operation } from '../catalogue/operation.js';
import type { Reasons } from './agent.js';

/** Reasons of a list answer; the id that requests want is the last part of the uri (inferred). */
export function reasonCodesIn(payload: Plain | undefined, category: ReasonCode['category']): readonly ReasonCode[] {
  return itemsOf(payload).flatMap((item) => {
    const id = tailOf(textOf(item, 'uri')) ?? filled(textOf(item, 'id'));
    if (id === undefined) return [];
    return [{ id, code: textOf(item, 'code') ?? id, label: textOf(item, 'label') ?? '', category, system: false }];
  });
}

export function wrapUpReasonsIn(payload: Plain | undefined): readonly WrapUpReason[] {
  return itemsOf(payload).flatMap((item) => {
    const id = tailOf(textOf(item, 'uri')) ?? filled(textOf(item, 'id'));
    return id === undefined ? [] : [{ id, label: textOf(item, 'label') ?? '' }];
  });
}

/** The contacts of every book. `data` is a list on the page's sample, an object in its table; either is read. */
export function contactsIn(payload: Plain | undefined): readonly Contact[] {
  return itemsOf(payload).flatMap((book) =>
    listOf(book, 'contacts').flatMap((item) => {
      const number = filled(textOf(item, 'phoneNumber'));
      if (number === undefined) return [];
      return [
        {
          id: tailOf(textOf(item, 'uri')) ?? number,
          number,
          ...given({
            firstName: filled(textOf(item, 'firstName')),
            lastName: filled(textOf(item, 'lastName')),
            description: filled(textOf(item, 'description')),
            book: filled(textOf(book, 'name')),
          }),
        },
      ];
    }),
  );
}

// `{packet, data: [...]}`, or the list itself.
function itemsOf(payload: Plain | undefined): readonly Plain[] {
  const data = fieldOf(payload, 'data');
  if (data !== undefined) return listOf(payload, 'data');
  return Array.isArray(payload) ? (payload as readonly Plain[]) : [];
}

type Read = (operation: Operation<'none'>, signal: AbortSignal) => Promise<Plain | undefined>;

/** The lists of the channel, read when they are asked for, and again the next time. What the Workspace tells by itself is remembered too. */
export class Lists {
  readonly #read: Read;
  readonly #told = new Map<ReasonCode['category'], readonly ReasonCode[]>();

  constructor(read: Read) {
    this.#read = read;
  }

  /** What is known of reasons: a state comes with the id of its own only. */
  get reasons(): Reasons {
    const some = (category: ReasonCode['category']): boolean | undefined => {
      const codes = this.#told.get(category);
      return codes && codes.length > 0;
    };
    return {
      known: { 'not-ready': some('not-ready'), 'sign-out': some('sign-out') },
      names: new Map([...this.#told.values()].flat().map(({ id, code, label }) => [id, { code, label }])),
    };
  }

  /** The categories that nothing is known of. */
  get missing(): readonly ReasonCode['category'][] {
    return CATEGORIES.filter((category) => !this.#told.has(category));
  }

  /** Another agent comes. */
  forget(): void {
    this.#told.clear();
  }

  /** The Workspace tells of reasons. */
  take(category: ReasonCode['category'], payload: Plain | undefined): readonly ReasonCode[] {
    const codes = reasonCodesIn(payload, category);
    this.#told.set(category, codes);
    return codes;
  }

  async reasonCodes(category: ReasonCode['category'], signal: AbortSignal): Promise<readonly ReasonCode[]> {
    return this.take(category, await this.#read(READS[category], signal));
  }

  async wrapUpReasons(signal: AbortSignal): Promise<readonly WrapUpReason[]> {
    return wrapUpReasonsIn(await this.#read(cisco.wrapUpCodes, signal));
  }

  async contacts(signal: AbortSignal): Promise<readonly Contact[]> {
    return contactsIn(await this.#read(cisco.phoneDirectory, signal));
  }
}

const CATEGORIES: readonly ReasonCode['category'][] = ['not-ready', 'sign-out'];

/** The operations that read reasons. */
export const READS: Readonly<Record<ReasonCode['category'], Operation<'none'>>> = {
  'not-ready': cisco.notReadyCodes,
  'sign-out': cisco.signOutCodes,
};
