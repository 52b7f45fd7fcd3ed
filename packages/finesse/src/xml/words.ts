// V8 keeps a whole document alive for every substring of 13 units or more. Two ways out, both here: words the protocol repeats come
// from a fixed table and cost nothing to keep; anything else longer than that is copied.

/** Longest substring that V8 copies by itself instead of pointing into the document. */
const COPIED_BY_ENGINE = 12;

/**
 * `text.slice(start, end)`, never keeping `text` alive. Joining makes a string of its own, and taking its first unit off again makes the
 * engine lay it out flat; what the result points into is that short copy. (Measured in `words.node.test.ts`.)
 */
export function copyOf(text: string, start: number, end: number): string {
  if (end - start <= COPIED_BY_ENGINE) return text.slice(start, end);
  return (' ' + text.slice(start, end)).slice(1);
}

/** A word and the form of it that readers switch on: first letter small. */
interface Word {
  readonly word: string;
  readonly key: string;
}

// The hash looks at four places only, so its cost does not grow with the text. The table never changes, so neither does its worst chain.
const SLOTS = 1024;
function slotOf(text: string, start: number, end: number): number {
  const length = end - start;
  const first = text.charCodeAt(start);
  const last = text.charCodeAt(end - 1);
  const middle = text.charCodeAt(start + (length >> 1));
  const third = text.charCodeAt(start + ((length * 3) >> 2));
  return (length + first * 7 + last * 31 + middle * 149 + third * 677) & (SLOTS - 1);
}

/** A fixed set of words, found in a text without cutting them out. */
export class Words {
  readonly #slots: (readonly Word[] | undefined)[] = new Array<readonly Word[] | undefined>(SLOTS).fill(undefined);
  readonly #longest: number;

  constructor(words: Iterable<string>) {
    let longest = 0;
    for (const word of new Set(words)) {
      const slot = slotOf(word, 0, word.length);
      this.#slots[slot] = [...(this.#slots[slot] ?? []), { word, key: keyOf(word) }];
      longest = Math.max(longest, word.length);
    }
    this.#longest = longest;
  }

  /** The word that stands in `text` from `start` to `end`, if it is one of the set. */
  find(text: string, start: number, end: number): Word | undefined {
    const length = end - start;
    if (length === 0 || length > this.#longest) return undefined;
    const chain = this.#slots[slotOf(text, start, end)];
    if (chain === undefined) return undefined;
    for (const entry of chain) {
      const { word } = entry;
      if (word.length !== length) continue;
      let at = 0;
      while (at < length && word.charCodeAt(at) === text.charCodeAt(start + at)) at++;
      if (at === length) return entry;
    }
    return undefined;
  }
}

/** First letter small: REST and notifications write the same names differently there (`User`, `user`). */
export function keyOf(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
