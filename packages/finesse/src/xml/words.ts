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
export interface Word {
  readonly word: string;
  readonly key: string;
}

interface Entry extends Word {
  /** Another word of the same slot. */
  readonly next: Entry | undefined;
}

// The hash looks at four places only, so its cost does not grow with the text. The table never changes, so neither does its worst chain.
const SLOTS = 1024;
function slotOf(text: string, start: number, end: number): number {
  const length = end - start;
  const first = text.charCodeAt(start);
  const last = text.charCodeAt(end - 1);
  const middle = text.charCodeAt(start + (length >> 1));
  const quarter = text.charCodeAt(start + (length >> 2));
  return (length * 5 + first * 7 + last * 61 + middle * 149 + quarter * 677) & (SLOTS - 1);
}

/** A fixed set of words, found in a text without cutting them out. */
export class Words {
  readonly #slots: (Entry | undefined)[] = new Array<Entry | undefined>(SLOTS).fill(undefined);
  readonly #longest: number;

  constructor(words: Iterable<string>) {
    let longest = 0;
    for (const each of new Set(words)) {
      const word = internalized(each);
      const slot = slotOf(word, 0, word.length);
      this.#slots[slot] = { word, key: internalized(keyOf(word)), next: this.#slots[slot] };
      longest = Math.max(longest, word.length);
    }
    this.#longest = longest;
  }

  /** The word that stands in `text` from `start` to `end`, if it is one of the set. */
  find(text: string, start: number, end: number): Word | undefined {
    const length = end - start;
    if (length === 0 || length > this.#longest) return undefined;
    for (let entry = this.#slots[slotOf(text, start, end)]; entry !== undefined; entry = entry.next) {
      const { word } = entry;
      if (word.length !== length) continue;
      let at = 0;
      while (at < length && word.charCodeAt(at) === text.charCodeAt(start + at)) at++;
      if (at === length) return entry;
    }
    return undefined;
  }
}

// Engines keep one copy of each name of a property, and compare such copies by address: that makes a `switch` on them fast.
function internalized(word: string): string {
  return Object.keys({ [word]: true })[0]!;
}

/** First letter small: REST and notifications write the same names differently there (`User`, `user`). */
export function keyOf(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
