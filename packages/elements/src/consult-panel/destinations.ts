import type { Contact } from '@cordboard/core';
import { fold } from '../internal/fold.js';
import { dialable } from '../internal/phone-number.js';

/** Somebody, or something, that can be called. */
export interface Destination {
  /** The same as long as it means the same. */
  readonly key: string;
  readonly group: 'recent' | 'book';
  /** As the platform wrote it. */
  readonly number: string;
  /** As it is dialled. */
  readonly to: string;
  readonly name: string;
  readonly description: string;
  /** Name and description, to be searched. */
  readonly folded: string;
}

/** One for each contact; somebody with several numbers stands in the book several times. */
export function destinationsOf(contacts: readonly Contact[]): readonly Destination[] {
  return contacts.map(({ firstName, lastName, number, description = '' }, index) => {
    const name = [firstName, lastName].filter(Boolean).join(' ');
    return {
      key: `book-${index}`,
      group: 'book',
      number,
      to: dialable(number) ?? number,
      name,
      description,
      folded: fold(`${name} ${description}`),
    };
  });
}

/** One for each number, with what the book says of it. */
export function recentDestinations(numbers: readonly string[], book: readonly Destination[]): readonly Destination[] {
  return numbers.map((to) => {
    const known = book.find((each) => each.to === to) ?? { number: to, name: '', description: '', folded: '' };
    return { ...known, key: `recent-${to}`, group: 'recent', to };
  });
}

/** Those that what was typed can mean: every word of it stands in the name or the description, or all of it in the number. */
export function matching(destinations: readonly Destination[], typed: string): readonly Destination[] {
  const words = fold(typed).split(/\s+/);
  const digits = dialable(typed)?.replace('+', '');
  return destinations.filter(
    ({ folded, to }) => words.every((word) => folded.includes(word)) || (digits !== undefined && to.replace('+', '').includes(digits)),
  );
}
