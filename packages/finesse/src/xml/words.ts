// V8 keeps a whole document alive for every substring of 13 units or more. Two ways out, both here: words that come again and again, as names do,
// are kept once and cost nothing more; anything else longer than that is copied.

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

// The last word of each hash. Nothing grows: a word that is not here is read all the same, and takes the place of another.
const SLOTS = 2048;
const LONGEST = 40;
type Words = (string | undefined)[];
const names: Words = [];
const keys: Words = [];
const values: Words = [];

// With the first word, for a page that has only been loaded has no use for them; and at once, because an array that grows with gaps becomes a slow one.
function layOut(): void {
  for (const words of [names, keys, values]) words.push(...new Array<undefined>(SLOTS + 1));
}

/** The slot of `words` that now holds what stands from `start` to `end`. Its hash looks at four places only: the cost does not grow with the text. */
function slotOf(words: Words, text: string, start: number, end: number): number {
  const length = end - start;
  const hash =
    length * 39 +
    text.charCodeAt(start) * 13 +
    text.charCodeAt(end - 1) * 71 +
    text.charCodeAt(start + (length >> 1)) * 331 +
    text.charCodeAt(start + (length >> 2)) * 1009;
  const slot = length > LONGEST ? SLOTS : hash & (SLOTS - 1);
  const known = words[slot];
  if (known?.length === length) {
    let at = 0;
    while (at < length && known.charCodeAt(at) === text.charCodeAt(start + at)) at++;
    if (at === length) return slot;
  }
  if (words.length === 0) layOut();
  words[slot] = copyOf(text, start, end);
  if (words === names) keys[slot] = undefined;
  return slot;
}

/** The name that stands in a text, its first letter small: REST and notifications write the same names differently there (`User`, `user`). */
export function keyAt(text: string, start: number, end: number): string {
  const slot = slotOf(names, text, start, end);
  return (keys[slot] ??= internalized(names[slot]!.charAt(0).toLowerCase() + names[slot]!.slice(1)));
}

// A shorter value costs less to copy than to look up; from here on what is kept of thousands of calls is worth more (G4 and G1 in docs/performance.md).
const SHORTEST_KEPT = 7;

/** The value that stands in a text, as a string that does not keep the text alive; the text itself, where it is all of it and long. */
export function valueAt(text: string, start: number, end: number): string {
  const length = end - start;
  if (length < SHORTEST_KEPT) return text.slice(start, end);
  if (length > LONGEST) return length === text.length ? text : copyOf(text, start, end);
  return values[slotOf(values, text, start, end)]!;
}

// Engines keep one copy of each name of a property, and compare such copies by address: that makes a `switch` on them fast.
function internalized(word: string): string {
  return Object.keys({ [word]: true })[0]!;
}
