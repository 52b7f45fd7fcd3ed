import path from 'node:path';

/** What a reference leads to, as far as the directory can tell. */
export type Target =
  | { readonly kind: 'file'; readonly path: string }
  /** It should be in the directory and is not. */
  | { readonly kind: 'missing'; readonly path: string }
  /** Somewhere else: the desktop's own files, another server, a value put in later. */
  | { readonly kind: 'elsewhere' };

const ELSEWHERE: Target = { kind: 'elsewhere' };
const THIRD_PARTY = '/3rdpartygadget/files/';

/**
 * Follows references between the files of a directory. Relative ones are relative to the file they stand in; `/3rdpartygadget/files/…` may lead to the
 * directory as a folder of that place, or to the directory as the place itself.
 */
export class References {
  readonly #name: string;
  readonly #files: ReadonlySet<string>;
  readonly #folders = new Set<string>();

  constructor(name: string, files: Iterable<string>) {
    this.#name = name;
    this.#files = new Set(files);
    for (const file of this.#files) this.#folders.add(file.split('/')[0]!);
  }

  follow(reference: string, from: string): Target {
    const written = reference.trim();
    if (written === '' || /^[#?]|^[a-z][a-z0-9+.-]*:|^\/\/|__[A-Z]+_/i.test(written)) return ELSEWHERE;
    const plain = decoded(written.split(/[?#]/)[0]!);
    if (plain.startsWith(THIRD_PARTY)) return this.#thirdParty(path.posix.normalize(plain.slice(THIRD_PARTY.length)));
    if (plain.startsWith('/')) return ELSEWHERE;
    const target = path.posix.join(path.posix.dirname(from), plain);
    return target.startsWith('..') ? ELSEWHERE : this.#file(target);
  }

  /** A file of the same name in other letters: the desktop's server tells capitals from small ones. */
  inOtherLetters(file: string): string | undefined {
    const wanted = file.toLowerCase();
    for (const each of this.#files) if (each.toLowerCase() === wanted) return each;
    return undefined;
  }

  #thirdParty(rest: string): Target {
    const [first = '', ...others] = rest.split('/');
    const candidates = [...(first === this.#name ? [others.join('/')] : []), ...(this.#folders.has(first) ? [rest] : [])];
    const found = candidates.find((each) => this.#files.has(each));
    if (found !== undefined) return { kind: 'file', path: found };
    return candidates[0] === undefined ? ELSEWHERE : { kind: 'missing', path: candidates[0] };
  }

  #file(target: string): Target {
    return { kind: this.#files.has(target) ? 'file' : 'missing', path: target };
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
