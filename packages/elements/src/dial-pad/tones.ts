import { stripped } from '../internal/phone-number.js';

/** The tones that a pasted text is, without its formatting; `undefined` when it is anything else. */
export function tonesIn(text: string): string | undefined {
  const tones = stripped(text).toUpperCase();
  return /^[\d*#A-D]+$/.test(tones) ? tones : undefined;
}

/** Whether a text would be tones, did it not ask for pauses in the ways of telephones and address books: "1800,,42#", "…p42", "…;42". */
export function hasPauses(text: string): boolean {
  return tonesIn(text.replace(/[,;pw]/gi, '')) !== undefined && tonesIn(text) === undefined;
}

/** The tone a key stands for, or `undefined` for every other key. */
export function toneOf(key: string): string | undefined {
  return /^[\d*#a-d]$/i.test(key) ? key.toUpperCase() : undefined;
}
