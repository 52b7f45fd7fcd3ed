/** Where in a text something stands, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A JSON text that was read, with the place of every value. */
export interface JsonSource {
  readonly value: unknown;
  /** Place of the value at a path like `steps[3].expect.agent`; of the nearest thing around it when there is no such value. */
  placeOf(path: string): Place;
}

/** A text that is no JSON. */
export class JsonError extends Error {
  readonly place: Place;

  constructor(message: string, place: Place) {
    super(message);
    this.name = 'JsonError';
    this.place = place;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// eslint-disable-next-line no-control-regex
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORDS: readonly (readonly [string, unknown])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
const MAX_DEPTH = 64;

/** Reads JSON and remembers where everything stands, so that what is wrong with its content can be shown by line. Throws `JsonError`. */
export function readJson(text: string): JsonSource {
  const offsets = new Map<string, number>();
  let at = 0;

  const placeAt = (offset: number): Place => {
    const before = text.slice(0, offset).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  };
  const fail = (message: string): never => {
    throw new JsonError(message, placeAt(at));
  };
  const skip = (): void => {
    while (/[ \t\r\n]/.test(text[at] ?? '')) at++;
  };
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const take = (character: string): boolean => {
    skip();
    if (text[at] !== character) return false;
    at++;
    return true;
  };
  const string = (): string => {
    skip();
    const found = match(STRING) ?? fail('A string in double quotes is expected');
    return JSON.parse(found) as string;
  };

  const value = (path: string, depth: number): unknown => {
    skip();
    if (depth > MAX_DEPTH) fail(`More than ${MAX_DEPTH} levels`);
    offsets.set(path, at);
    const first = text[at];
    if (first === '{') return object(path, depth);
    if (first === '[') return array(path, depth);
    if (first === '"') return string();
    for (const [word, meaning] of WORDS) {
      if (!text.startsWith(word, at)) continue;
      at += word.length;
      return meaning;
    }
    return Number(match(NUMBER) ?? fail(first === undefined ? 'The text ends too early' : `Unexpected ${first}`));
  };
  const object = (path: string, depth: number): unknown => {
    const entries: [string, unknown][] = [];
    at++;
    if (take('}')) return {};
    do {
      const name = string();
      if (entries.some(([other]) => other === name)) fail(`${name} is there twice`);
      if (!take(':')) fail('A colon is expected');
      entries.push([name, value(path === '' ? name : `${path}.${name}`, depth + 1)]);
    } while (take(','));
    if (!take('}')) fail('A comma or } is expected');
    return Object.fromEntries(entries);
  };
  const array = (path: string, depth: number): unknown => {
    const items: unknown[] = [];
    at++;
    if (take(']')) return items;
    do items.push(value(`${path}[${items.length}]`, depth + 1));
    while (take(','));
    if (!take(']')) fail('A comma or ] is expected');
    return items;
  };

  const read = value('', 0);
  skip();
  if (at < text.length) fail('Nothing more is expected');
  const placeOf = (path: string): Place => {
    for (let near = path; near !== ''; near = near.replace(/(?:\.[^.[\]]*|\[\d+\]|^[^.[\]]*)$/, '')) {
      const offset = offsets.get(near);
      if (offset !== undefined) return placeAt(offset);
    }
    return placeAt(offsets.get('') ?? 0);
  };
  return { value: read, placeOf };
}
