import { expect } from '@open-wc/testing';
import { at, escapeXml, listAt, textAt, xmlObject } from './xml.js';

const json = (xml: string): unknown => JSON.parse(JSON.stringify(xmlObject(xml)));

describe('XML as objects', () => {
  const cases: readonly [title: string, xml: string, object: unknown][] = [
    ['text', '<a>x</a>', { a: 'x' }],
    ['nothing', '<a/>', { a: null }],
    ['blanks alone', '<a>\n  </a>', { a: null }],
    ['everything is text', '<a><b>true</b><c>5</c></a>', { a: { b: 'true', c: '5' } }],
    ['one of a name', '<a><b>1</b></a>', { a: { b: '1' } }],
    ['several of a name', '<a><b>1</b><b/><b>3</b></a>', { a: { b: ['1', null, '3'] } }],
    ['several that are objects', '<a><b><c>1</c></b><b><c>2</c></b></a>', { a: { b: [{ c: '1' }, { c: '2' }] } }],
    ['attributes', '<a x="1">t</a>', { a: { '@x': '1', '#text': 't' } }],
    ['attributes alone', '<a x="1"/>', { a: { '@x': '1' } }],
    ['a prefix stays', '<s:a xmlns:s="urn:s">x</s:a>', { 's:a': { '@xmlns:s': 'urn:s', '#text': 'x' } }],
    ['references', '<a>x &amp; &lt;y&gt;</a>', { a: 'x & <y>' }],
    ['tabs are lost', '<a>x\ty</a>', { a: 'xy' }],
    ['CDATA is text', '<a><![CDATA[<b>]]></a>', { a: '<b>' }],
  ];
  for (const [title, xml, object] of cases) it(title, () => expect(json(xml)).to.deep.equal(object));

  it('has no special names', () => {
    const object = xmlObject('<a><__proto__><x>1</x></__proto__><constructor>c</constructor></a>');
    expect(textAt(object, 'a', '__proto__', 'x')).to.equal('1');
    expect(textAt(object, 'a', 'constructor')).to.equal('c');
    expect(({} as Record<string, unknown>)['x']).to.equal(undefined);
    expect(at(object, 'a', 'toString')).to.equal(undefined);
  });

  it('gives nothing for what is no XML', () => {
    for (const text of ['', 'x', '<a>', '<a></b>', '{"a":1}']) expect(xmlObject(text), text).to.equal(undefined);
  });

  it('reads one and several alike', () => {
    expect(listAt(xmlObject('<a/>'), 'a', 'b')).to.deep.equal([]);
    expect(listAt(xmlObject('<a><b>1</b></a>'), 'a', 'b')).to.deep.equal(['1']);
    expect(listAt(xmlObject('<a><b>1</b><b>2</b></a>'), 'a', 'b')).to.deep.equal(['1', '2']);
    expect(textAt(xmlObject('<a><b> 1 </b></a>'), 'a', 'b')).to.equal('1');
  });

  it('escapes what it writes', () => {
    expect(json(`<a b='${escapeXml(`<'&">`)}'>${escapeXml(`<'&">`)}</a>`)).to.deep.equal({ a: { '@b': `<'&">`, '#text': `<'&">` } });
  });
});
