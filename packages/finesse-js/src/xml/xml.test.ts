import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { readEventXml, readXml } from './read-xml.js';
import { type XmlValue } from './values.js';
import { writeXml } from './write-xml.js';

describe('readXml', () => {
  const cases: [xml: string, object: unknown][] = [
    ['<a>text</a>', { a: 'text' }],
    ['<a/>', { a: null }],
    ['<a>\n  </a>', { a: null }],
    ['<a>5</a>', { a: '5' }],
    ['<a> kept </a>', { a: ' kept ' }],
    ['<a x="1">text</a>', { a: { '@x': '1', '#text': 'text' } }],
    ['<a x="1"/>', { a: { '@x': '1' } }],
    ['<a><b>1</b></a>', { a: { b: '1' } }],
    ['<a><b>1</b><c/><b>2</b></a>', { a: { b: ['1', '2'], c: null } }],
    ['<a><b/><b/></a>', { a: { b: [null, null] } }],
    ['<a>&lt;b&gt; &amp;amp; &#233;</a>', { a: '<b> &amp; é' }],
    ['<a><![CDATA[<b>]]></a>', { a: '<b>' }],
    ['<a><![CDATA[<!DOCTYPE html>]]></a>', { a: '<!DOCTYPE html>' }],
    ['<?xml version="1.0"?><!-- x --><a>t</a>', { a: 't' }],
    ['<a><toString>t</toString><constructor/></a>', { a: { toString: 't', constructor: null } }],
    ['<a><__proto__><b>1</b></__proto__></a>', { a: null }],
  ];
  for (const [xml, object] of cases) it(`reads ${xml}`, () => expect(readXml(xml)).to.deep.equal(object));

  for (const xml of ['', 'text', '<a>', '<a></b>', '<a/><b/>', '<html><p>Error</html>', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'])
    it(`refuses ${xml || 'nothing'}`, () => expect(() => readXml(xml)).to.throw(Error));

  it('loses tabs in events only', () => {
    expect(readEventXml('<a>one\ttwo</a>')).to.deep.equal({ a: 'onetwo' });
    expect(readXml('<a>one\ttwo</a>')).to.deep.equal({ a: 'one\ttwo' });
  });
});

describe('writeXml', () => {
  it('writes members in their order, lists as repeated elements, and leaves out what is undefined', () => {
    const content = { User: { state: 'LOGIN', extension: 1001, on: true, none: undefined, empty: null, role: ['A', 'B'] } };
    expect(writeXml(content, 'raw')).to.equal(
      '<User><state>LOGIN</state><extension>1001</extension><on>true</on><empty/><role>A</role><role>B</role></User>',
    );
  });

  it('sends text as it is, escaped, or escaped where it is not yet', () => {
    const content = { a: 'R&D <1> &amp; &#38; &#x26; &x' };
    expect(writeXml(content, 'raw')).to.equal('<a>R&D <1> &amp; &#38; &#x26; &x</a>');
    expect(writeXml(content, 'escape')).to.equal('<a>R&amp;D &lt;1&gt; &amp;amp; &amp;#38; &amp;#x26; &amp;x</a>');
    expect(writeXml(content, 'repair')).to.equal('<a>R&amp;D &lt;1&gt; &amp; &#38; &#x26; &amp;x</a>');
  });

  it('gives what can be read again, whatever the texts are', () => {
    const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,8}$/).filter((text) => text !== '__proto__');
    // What XML cannot hold is not asked for; line ends become one, blanks alone nothing.
    const text = fc
      .string({ unit: 'binary' })
      .filter((value) => value.trim() !== '' && /^[\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u.test(value));
    const { value } = fc.letrec<{ value: XmlValue; object: XmlValue }>((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, text, fc.constant(null), tie('object')),
      object: fc.dictionary(name, fc.oneof(tie('value'), fc.array(tie('value'), { minLength: 2, maxLength: 3 })), {
        minKeys: 1,
        maxKeys: 4,
        noNullPrototype: true,
      }),
    }));
    const property = fc.property(name, value, (root, inside) => {
      void expect(readXml(writeXml({ [root]: inside }, 'escape'))).to.deep.equal({ [root]: inside });
    });
    fc.assert(property);
  });

  it('repairs any text into XML that can be read', () => {
    const text = fc.stringMatching(/^[&<>"';#xa1 ]{1,20}$/).filter((value) => value.trim() !== '' && !/&(?:#|[xa])/.test(value));
    const property = fc.property(text, (value) => {
      void expect(readXml(writeXml({ a: value }, 'repair'))).to.deep.equal({ a: value });
    });
    fc.assert(property);
  });
});
