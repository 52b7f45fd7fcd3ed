import type { Classification } from '@cordboard/core';
import { Vocabulary } from './records.js';

// What a campaign's call turned out to be (Finesse 12.5 guide pp. 110-112).
const CLASSES = /* @__PURE__ */ new Vocabulary<Classification>(
  'VOICE FAX ANS_MACHINE=answering-machine INVALID=invalid-number BUSY DO_NOT_CALL',
);

/** The model's word for what a campaign's call turned out to be; `undefined` where it has none. */
export function classOf(word: string | undefined): Classification | undefined {
  return CLASSES.get(word);
}

/** Finesse's word for it. */
export function wordOfClass(classification: Classification): string | undefined {
  return CLASSES.wordFor(classification);
}
