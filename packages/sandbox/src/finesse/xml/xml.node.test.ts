import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { childOf, parseXml, XmlRefused, type XmlNode, type XmlProblem } from './read.js';
import { element, object } from './write.js';

// What XML can carry; the writer turns the rest into U+FFFD.
// eslint-disable-next-line no-control-regex
const text = fc.string({ unit: 'binary' }).filter((each) => !/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/u.test(each));

describe('writing and reading', () => {
  it('gives every text back, in elements and attributes', () => {
    fc.assert(
      fc.property(text, text, (value, other) => {
        const node = parseXml(element('a', { b: other }, value).toString());
        assert.deepEqual([node.text, node.attributes.get('b')], [value, other]);
        const child = childOf(parseXml(object('o', { '@x': other, y: value, z: [value, other] }).toString()), 'y');
        assert.equal(child?.text, value);
      }),
    );
  });

  it('gives every text back through two levels', () => {
    fc.assert(
      fc.property(text, (value) => {
        const inner = object('Update', { data: value }).toString();
        const outer = parseXml(element('notification', {}, inner).toString());
        assert.equal(childOf(parseXml(outer.text), 'data')?.text, value);
      }),
    );
  });

  it('writes something readable whatever it is given', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (value) => void parseXml(element('a', { b: value }, value).toString())));
    assert.equal(parseXml(element('a', {}, 'x\u0000\ud800y').toString()).text, 'x\ufffd\ufffdy');
  });

  it('sorts children at every level, repeats lists, leaves out what is undefined, keeps what is empty', () => {
    const fields = { b: '', a: { z: 1, y: [true, { x: 'v' }] }, c: undefined, DNIS: '7', list: [] };
    assert.equal(object('O', fields).toString(), '<O><DNIS>7</DNIS><a><y>true</y><y><x>v</x></y><z>1</z></a><b/></O>');
    const odd = { order: 'reversed', padEmpty: true } as const;
    assert.equal(object('O', { a: '', b: { c: '1', d: '2' } }, odd).toString(), '<O><b><d>2</d><c>1</c></b><a>\n    </a></O>');
  });
});

describe('reading', () => {
  const refused: readonly (readonly [string, string, XmlProblem])[] = [
    ['nothing', '', 'malformed'],
    ['JSON', '{"a":1}', 'malformed'],
    ['an open element', '<a>', 'malformed'],
    ['mismatched tags', '<a></b>', 'malformed'],
    ['two roots', '<a/><b/>', 'malformed'],
    ['an unbound prefix', '<a:b/>', 'malformed'],
    ['an attribute twice', '<a b="1" b="2"/>', 'malformed'],
    ['an unknown entity', '<a>&b;</a>', 'malformed'],
    ['a forbidden character', '<a>\u0001</a>', 'malformed'],
    ['a document type', '<!DOCTYPE a><a/>', 'doctype'],
    ['entities of its own', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'doctype'],
    ['a deep document', '<a>'.repeat(100_000), 'too-deep'],
    ['a long one', `<a>${'x'.repeat(1_000_000)}</a>`, 'too-large'],
  ];
  for (const [title, source, problem] of refused) {
    it(`refuses ${title}`, () => {
      assert.throws(
        () => parseXml(source),
        (error) => error instanceof XmlRefused && error.problem === problem,
      );
    });
  }

  it('takes 64 levels and not one more', () => {
    const nested = (levels: number): string => '<a>'.repeat(levels) + '</a>'.repeat(levels);
    let node: XmlNode | undefined = parseXml(nested(64));
    let levels = 0;
    for (; node; node = node.children[0]) levels += 1;
    assert.equal(levels, 64);
    assert.throws(() => parseXml(nested(65)), XmlRefused);
  });

  it('takes namespaces, CDATA, comments and a byte order mark', () => {
    const node = parseXml('\ufeff<p:a xmlns:p="n"><!-- c --><b xmlns="m"><![CDATA[<!DOCTYPE x>]]> &amp; &#x1F600;</b></p:a>');
    assert.deepEqual([node.name, node.ns], ['a', 'n']);
    assert.deepEqual([node.children[0]?.ns, node.children[0]?.text], ['m', '<!DOCTYPE x> & 😀']);
  });

  it('never throws anything else', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '/', 'a', '&', ';', '!', '[', ']', '-', '"', '=', ' ', '?', ':') }),
        (source) => {
          try {
            parseXml(source);
          } catch (error) {
            assert.ok(error instanceof XmlRefused, String(error));
          }
        },
      ),
    );
  });
});
