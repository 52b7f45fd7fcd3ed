import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { element, type Markup } from '../xml/write.js';
import { buildStanza } from './bosh-stanza.js';

interface Tree {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly inside: readonly (Tree | string)[];
}

class TreeBuilder {
  readonly root: { name: string; attributes: Readonly<Record<string, string>>; inside: (Tree | string)[] };
  readonly #path: { inside: (Tree | string)[] }[];

  constructor(name: string, attributes: Readonly<Record<string, string>>) {
    this.root = { name, attributes, inside: [] };
    this.#path = [this.root];
  }

  c(name: string, attributes: Readonly<Record<string, string>>): void {
    const child = { name, attributes, inside: [] };
    this.#path.at(-1)?.inside.push(child);
    this.#path.push(child);
  }

  t(text: string): void {
    this.#path.at(-1)?.inside.push(text);
  }

  up(): void {
    this.#path.pop();
  }
}

const written = ({ name, attributes, inside }: Tree): Markup =>
  element(name, attributes, ...inside.map((each) => (typeof each === 'string' ? each : written(each))));

const name = fc.constantFrom('iq', 'presence', 'x:y', 'a.b-c', 'z_1');
const odd = fc.constantFrom('&', '<', '>', '"', "'", '\r', '\n', '\t', ' ', '=', '/', '&amp;', '&#13;', '😀');
const words = fc.array(fc.oneof(odd, fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 6 }).map((parts) => parts.join(''));
const carried = words.filter((text) => ![...text].some((char) => char < ' ' && !'\r\n\t'.includes(char)));
const attributes = fc.dictionary(name, carried, { noNullPrototype: true });
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.record(
    {
      name,
      attributes,
      inside: fc.oneof(
        { depthSize: 'small' },
        carried.map((text) => (text === '' ? [] : [text])),
        fc.array(tie('tree'), { maxLength: 4 }),
      ),
    },
    { noNullPrototype: true },
  ),
}));

describe('a stanza built from what was written', () => {
  it('is what was to be said, whatever that holds', () => {
    fc.assert(
      fc.property(tree, (each) => {
        assert.deepEqual(buildStanza(written(each).toString(), (...tag) => new TreeBuilder(...tag))?.root, each);
      }),
    );
  });
});
