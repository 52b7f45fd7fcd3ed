import type { Contact } from '@cordboard/core';
import { fold } from '../internal/fold.js';
import { dialable } from '../internal/phone-number.js';

/** A line of the list: somebody, or something, that can be called. */
export interface Destination {
  /** The same as long as the line means the same. */
  readonly key: string;
  readonly group: 'recent' | 'book';
  /** As the platform wrote it. */
  readonly number: string;
  /** As it is dialled. */
  readonly to: string;
  readonly name?: string;
  readonly description?: string;
  /** Name and description, folded, to be searched. */
  readonly text: string;
}

/** One line for each contact; somebody with several numbers stands in the book several times. */
export function destinationsOf(contacts: readonly Contact[]): readonly Destination[] {
  return contacts.map(({ firstName, lastName, number, description }, index) => {
    const name = [firstName, lastName].filter(Boolean).join(' ');
    return {
      key: `book-${index}`,
      group: 'book',
      number,
      to: dialable(number) ?? number,
      ...(name && { name }),
      ...(description && { description }),
      text: fold([name, description].filter(Boolean).join(' ')),
    };
  });
}

/** Recent numbers, with the name that the book has for them. */
export function recentDestinations(numbers: readonly string[], book: readonly Destination[]): readonly Destination[] {
  return numbers.map((number) => {
    const known = book.find(({ to }) => to === number);
    const { name, description, text = '' } = known ?? {};
    return {
      key: `recent-${number}`,
      group: 'recent',
      number: known?.number ?? number,
      to: number,
      ...(name && { name }),
      ...(description && { description }),
      text,
    };
  });
}

/** Those that what was typed can mean: every word of it stands in the name or the description, or all of it is in the number. */
export function matching(destinations: readonly Destination[], typed: string): readonly Destination[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const digits = dialable(typed)?.replace('+', '');
  return destinations.filter(
    ({ text, to }) => words.every((word) => text.includes(word)) || (digits !== undefined && to.replace('+', '').includes(digits)),
  );
}
