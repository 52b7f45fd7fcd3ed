import type { ConsultIntent } from '@cordboard/core';

/** Choosing whom to consult or to pass a call on to. */
export interface ConsultLabels {
  readonly destination: string;
  /** The same where there are no names to be found. */
  readonly destinationNumber: string;
  readonly destinations: string;
  readonly recentNumbers: string;
  readonly phoneBook: string;
  readonly loadingContacts: string;
  /** The phone book could not be read; choosing this tries again. */
  readonly contactsFailed: string;
  readonly noContactFound: string;
  /** Contacts that are found and not shown. */
  readonly moreContacts: (count: number) => string;
  readonly contactsFound: (count: number) => string;
  readonly destinationNeeded: string;
  readonly destinationWrong: string;
  /** Above the ways of bringing somebody in, or of passing the call on, where there are several. */
  readonly ways: string;
  /** The ways of consulting where the platform has to know what for. */
  readonly consultFor: Readonly<Record<ConsultIntent, string>>;
  readonly cancel: string;
}

/** The English words. */
export const consultLabels: ConsultLabels = {
  destination: 'Number or name',
  destinationNumber: 'Number',
  destinations: 'Numbers and contacts',
  recentNumbers: 'Recent',
  phoneBook: 'Phone book',
  loadingContacts: 'Reading the phone book…',
  contactsFailed: 'The phone book could not be read. Try again',
  noContactFound: 'Nothing found',
  moreContacts: (count) => `${count} more. Type to narrow them down`,
  contactsFound: (count) => (count === 1 ? '1 found' : `${count} found`),
  destinationNeeded: 'Enter a number or choose a contact first',
  destinationWrong: 'No such contact. A number has only digits, *, # and a leading +',
  ways: 'How',
  consultFor: { transfer: 'Consult to transfer', conference: 'Consult to conference' },
  cancel: 'Cancel',
};
