import type { Contact, ReasonCode, WrapUpReason } from '@cordboard/core';
import { filled, given, tailOf } from '../bus/given.js';
import { fieldOf, listOf, textOf, type Plain } from '../bus/plain.js';
import { cisco } from '../catalogue/cisco.js';
import type { Operation } from '../catalogue/operation.js';
import type { ReasonNames } from './agent.js';

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

/** The lists of the channel, each read when it is asked for, and again the next time if that failed. */
export class Lists {
  readonly #read: Read;
  readonly #names = new Map<string, { readonly code: string; readonly label: string }>();

  constructor(read: Read) {
    this.#read = read;
  }

  /** Reasons by id, as far as they were read: a state comes with the id only. */
  get reasonNames(): ReasonNames {
    return this.#names;
  }

  async reasonCodes(category: ReasonCode['category'], signal: AbortSignal): Promise<readonly ReasonCode[]> {
    const payload = await this.#read(category === 'not-ready' ? cisco.notReadyCodes : cisco.signOutCodes, signal);
    const codes = reasonCodesIn(payload, category);
    for (const { id, code, label } of codes) this.#names.set(id, { code, label });
    return codes;
  }

  async wrapUpReasons(signal: AbortSignal): Promise<readonly WrapUpReason[]> {
    return wrapUpReasonsIn(await this.#read(cisco.wrapUpCodes, signal));
  }

  async contacts(signal: AbortSignal): Promise<readonly Contact[]> {
    return contactsIn(await this.#read(cisco.phoneDirectory, signal));
  }
}
