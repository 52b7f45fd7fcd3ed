import type { LabelOverrides } from './labels.js';

const merged = new WeakMap<object, WeakMap<object, object>>();

/** An element's words with the page's laid over them; made once for each pair. Words of other elements are left out. */
export function wordsOver<Words extends object>(words: Words, overrides: LabelOverrides | undefined): Words {
  if (typeof overrides !== 'object' || overrides === null) return words;
  let byWords = merged.get(overrides);
  if (!byWords) merged.set(overrides, (byWords = new WeakMap()));
  let result = byWords.get(words) as Words | undefined;
  if (!result) byWords.set(words, (result = overlay(words, overrides)));
  return result;
}

function overlay<T extends object>(base: T, over: object): T {
  const result = { ...base } as Record<string, unknown>;
  for (const [key, value] of Object.entries(over) as [string, unknown][]) {
    const present = result[key];
    // A part of the wrong shape would make an element throw in the middle of a call; it is left out instead.
    if (typeof value !== typeof present || value === null) continue;
    result[key] = typeof present === 'object' && present !== null ? overlay(present, value as object) : value;
  }
  return result as T;
}
