import type { Classification } from '@cordboard/core';

/** Finesse's words for what a campaign's call turned out to be (Finesse 12.5 guide pp. 110-112). */
export const CLASSES: Readonly<Record<Classification, string>> = {
  voice: 'VOICE',
  fax: 'FAX',
  'answering-machine': 'ANS_MACHINE',
  'invalid-number': 'INVALID',
  busy: 'BUSY',
  'do-not-call': 'DO_NOT_CALL',
};

/** The model's word for one of them; `undefined` where it has none. */
export function classOf(word: string | undefined): Classification | undefined {
  return (Object.keys(CLASSES) as Classification[]).find((known) => CLASSES[known] === word);
}
