import type { ServerTime } from '@cordboard/core';
import type { XmlCursor } from '../xml/scanner.js';
import { parseTime } from './time.js';

/** An id, number or enum: blanks around it do not count. */
export function word(xml: XmlCursor): string {
  return xml.word();
}

/** What people wrote. */
export function text(xml: XmlCursor): string {
  return xml.text();
}

/** A moment; `undefined` for anything that is none. */
export function time(xml: XmlCursor): ServerTime | undefined {
  return parseTime(xml.peek().trim());
}

// So many at a time; longer lists grow.
const AT_ONCE = 32;

/** The elements of this key, each as `read` has it; those that say nothing are left out. */
export function list<T>(key: string, read: (xml: XmlCursor) => T | undefined): (xml: XmlCursor) => T[] {
  // A list that grows by `push` keeps room for sixteen more, a tenth of what a call's message allocates, and some live as long as the call. So the
  // last item makes the list, and the others are put in on the way back.
  const gather = (xml: XmlCursor, depth: number, before: number): T[] => {
    while (before < AT_ONCE && xml.child(depth, key)) {
      const item = read(xml);
      if (item === undefined) continue;
      const items = gather(xml, depth, before + 1);
      items[before] = item;
      return items;
    }
    return new Array<T>(before);
  };
  return (xml) => {
    const { depth } = xml;
    const items = gather(xml, depth, 0);
    for (let more = items; more.length === AT_ONCE; items.push(...more)) more = gather(xml, depth, 0);
    return items;
  };
}

/** How the children of these names are read: what to keep under their key, `undefined` for nothing. `record` is what it stands in. */
export type Field<R> = readonly [keys: string, read: (xml: XmlCursor, record: R) => unknown];

/**
 * Reads an element's children into a record, each under its key; the last of a name stands. `fields` tells how each is read, for all keys named,
 * with blanks between them. What is not named is skipped, what says nothing left out. What a reader puts into the record by itself stays.
 */
export function filling<R extends object>(...fields: readonly Field<R>[]): (xml: XmlCursor, into: R) => R {
  const readers = new Map(fields.flatMap(([keys, read]) => keys.split(' ').map((key) => [key, read] as const)));
  return (xml, into) => {
    for (const depth = xml.depth; xml.child(depth);) {
      const { key } = xml;
      const value = readers.get(key)?.(xml, into);
      if (value !== undefined) (into as Record<string, unknown>)[key] = value;
    }
    return into;
  };
}

/** As {@link filling}, into a new record. */
export function record<R extends object>(...fields: readonly Field<R>[]): (xml: XmlCursor) => R {
  const read = filling(...fields);
  return (xml) => read(xml, {} as R);
}

/** What the model says for each of the platform's words. */
export class Vocabulary<T extends string> {
  readonly #words: string;
  #table: ReadonlyMap<string | undefined, T> | undefined;

  /** The platform's words with blanks between them, each with `=` and the model's word where that is not the same in small letters, with hyphens. */
  constructor(words: string) {
    this.#words = words;
  }

  /** The model's word for one of the platform's; `undefined` for a word that is not known. */
  get(theirs: string | undefined): T | undefined {
    return this.#known.get(theirs);
  }

  /** The platform's word for one of the model's; `undefined` where it has none. */
  wordFor(ours: T): string | undefined {
    for (const [theirs, other] of this.#known) if (other === ours) return theirs;
    return undefined;
  }

  // Not before it is asked: of a page that is only being loaded, vocabularies were the dearest part.
  get #known(): ReadonlyMap<string | undefined, T> {
    return (this.#table ??= new Map(
      this.#words.split(' ').map((entry) => {
        const [theirs = '', ours = theirs.toLowerCase().replaceAll('_', '-')] = entry.split('=');
        return [theirs, ours as T];
      }),
    ));
  }
}
