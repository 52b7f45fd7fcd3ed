import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { readXml, XmlCursor, XmlError, type XmlErrorCode, type XmlLimits } from './scanner.js';

function codeOf(text: string, limits?: XmlLimits): XmlErrorCode | 'taken' {
  try {
    new XmlCursor(text, limits).end();
    return 'taken';
  } catch (error) {
    if (error instanceof XmlError) return error.code;
    throw error;
  }
}

function textOf(text: string): string {
  return readXml(text, (xml) => xml.text());
}

describe('XmlCursor', () => {
  const refused: readonly (readonly [XmlErrorCode, string])[] = [
    ['no-root', ''],
    ['no-root', ' \n'],
    ['no-root', '<!-- only -->'],
    ['outside-root', 'x<a/>'],
    ['outside-root', '{"state":"READY"}'],
    ['outside-root', '<a/>x'],
    ['outside-root', '<a/><b/>'],
    ['outside-root', '<a/></a>'],
    ['outside-root', '<![CDATA[x]]><a/>'],
    ['unclosed', '<a>'],
    ['unclosed', '<a><b></b>'],
    ['unclosed', '<a'],
    ['unclosed', '<a x="1'],
    ['unclosed', '<a><!-- '],
    ['unclosed', '<a><![CDATA[ ]]'],
    ['unclosed', '<a><?p '],
    ['mismatch', '<a></b>'],
    ['mismatch', '<a></ab>'],
    ['mismatch', '<ab></a>'],
    ['mismatch', '<a><b></a></b>'],
    ['tag', '< a/>'],
    ['tag', '<1/>'],
    ['tag', '<a/ >'],
    ['tag', '<a><!-- -- --></a>'],
    ['tag', '<a><!ELEMENT a ANY></a>'],
    ['tag', ' <?xml version="1.0"?><a/>'],
    ['tag', '<?xml?><a/>'],
    ['attribute', '<a x/>'],
    ['attribute', '<a x=1/>'],
    ['attribute', '<a x="1" x="2"/>'],
    ['attribute', '<a xmlns:p="u" xmlns:q="u" p:x="1" q:x="2"/>'],
    ['attribute', '<a x="<"/>'],
    ['tag', '<a x="1"y="2"/>'],
    ['entity', '<a>&nbsp;</a>'],
    ['entity', '<a>& b</a>'],
    ['entity', '<a>&lt</a>'],
    ['entity', '<a>&#;</a>'],
    ['entity', '<a>&#xg;</a>'],
    ['character', '<a>&#0;</a>'],
    ['character', '<a>&#xFFFE;</a>'],
    ['character', '<a>&#99999999999999999999;</a>'],
    ['character', '<a>\u0000</a>'],
    ['character', '<a>\u001f</a>'],
    ['character', '<a>\ud83d</a>'],
    ['character', '<a>\ude00</a>'],
    ['character', '<a x="\uffff"/>'],
    ['character', '<a>]]></a>'],
    ['namespace', '<p:a/>'],
    ['namespace', '<a p:x="1"/>'],
    ['namespace', '<a xmlns:p=""/>'],
    ['namespace', '<a xmlns:xmlns="u"/>'],
    ['doctype', '<!DOCTYPE a><a/>'],
    ['doctype', '<?xml version="1.0"?>\n<!-- x --><!DOCTYPE a SYSTEM "http://evil.example/x.dtd"><a/>'],
  ];
  for (const [code, text] of refused) {
    it(`refuses ${JSON.stringify(text).slice(0, 60)} as ${code}`, () => {
      expect(codeOf(text)).to.equal(code);
    });
  }

  it('tells where, and nothing of what', () => {
    try {
      new XmlCursor('<a>2065550142&secret;</a>').end();
      expect.fail('taken');
    } catch (error) {
      expect(error).to.include({ code: 'entity', offset: 13 });
      expect(String(error)).to.not.match(/2065550142|secret/);
    }
  });

  it('refuses entity bombs of any size at once (X1)', () => {
    const lol = '<!DOCTYPE lolz [<!ENTITY lol "lol">' + '<!ENTITY lol1 "&lol;&lol;&lol;&lol;">'.repeat(200_000) + ']><lolz>&lol1;</lolz>';
    const times = Array.from({ length: 9 }, () => {
      const before = performance.now();
      expect(codeOf(lol, { size: 1e9 })).to.equal('doctype');
      return performance.now() - before;
    });
    expect(times.sort((a, b) => a - b)[4]).to.be.below(1);
  });

  it('knows no external things: instructions and inclusions are only text and elements (X2)', () => {
    const text =
      '<?xml-stylesheet href="http://evil.example/"?><a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/x"/>t</a>';
    expect(textOf(text)).to.equal('t');
  });

  it('refuses what is over the size, before looking at it (P10)', () => {
    expect(codeOf(`<a>${'x'.repeat(999_993)}</a>`)).to.equal('taken');
    expect(codeOf(`<a>${'x'.repeat(999_994)}</a>`)).to.equal('too-large');
    expect(codeOf('\u0000'.repeat(11), { size: 10 })).to.equal('too-large');
  });

  it('refuses nesting beyond 64, without recursion (P11)', () => {
    const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth);
    expect(codeOf(nested(64))).to.equal('taken');
    expect(codeOf(nested(65))).to.equal('too-deep');
    expect(codeOf(nested(20_000))).to.equal('too-deep');
    expect(codeOf('<a>'.repeat(300_000))).to.equal('too-deep');
    expect(codeOf(nested(3), { depth: 2 })).to.equal('too-deep');
  });

  it('refuses more namespaces in force than it keeps, and forgets those that no longer are', () => {
    const declared = (count: number): string => Array.from({ length: count }, (_, i) => ` xmlns:p${i}="u${i}"`).join('');
    expect(codeOf(`<a${declared(32)}><b${declared(32)}/><b${declared(32)}/></a>`)).to.equal('taken');
    expect(codeOf(`<a${declared(32)}><b${declared(32)}><c xmlns="u"/></b></a>`)).to.equal('too-deep');
    expect(codeOf(`<a${declared(3)}/>`, { namespaces: 2 })).to.equal('too-deep');
  });

  it('reads a character by number wherever it stands, once', () => {
    const text = (xml: string): string => readXml(xml, (cursor) => cursor.text());
    expect(text('<a>&#38;lt;&#38;#65;&amp;#65;&#x10FFFF;&#0000000065;</a>')).to.equal('&lt;&#65;&#65;\u{10ffff}A');
    expect(text(`<a>${'é&#10;'.repeat(10_000)}</a>`)).to.equal('é\n'.repeat(10_000));
  });

  it('refuses more attributes than 32', () => {
    const attributes = (count: number): string => `<a${Array.from({ length: count }, (_, i) => ` x${i}="${i}"`).join('')}/>`;
    expect(codeOf(attributes(32))).to.equal('taken');
    expect(codeOf(attributes(33))).to.equal('attribute');
  });

  it('reads children by name in any order, and skips what nobody reads', () => {
    const seen = readXml('<d><x><y>1</y></x><id> 7\n</id><!-- c --><Name>a &amp; b</Name></d>', (xml) => {
      const found: Record<string, string> = {};
      for (const depth = xml.depth; xml.child(depth);) if (xml.key !== 'x') found[xml.key] = xml.key === 'id' ? xml.word() : xml.text();
      return found;
    });
    expect(seen).to.deep.equal({ id: '7', name: 'a & b' });
  });

  it('goes on to the next sibling from inside an unfinished child', () => {
    const names = readXml('<d><a><b/><c><e/></c></a><f/></d>', (xml) => {
      const found: string[] = [];
      const outer = xml.depth;
      while (xml.child(outer)) {
        found.push(xml.name);
        if (xml.name === 'a') xml.child(xml.depth);
      }
      return found;
    });
    expect(names).to.deep.equal(['a', 'f']);
  });

  it('finds children by key alone', () => {
    const values = readXml('<l><role>A</role><other>B</other><Role>C</Role></l>', (xml) => {
      const found: string[] = [];
      for (const depth = xml.depth; xml.child(depth, 'role');) found.push(xml.word());
      return found;
    });
    expect(values).to.deep.equal(['A', 'C']);
  });

  it('checks what was skipped and what follows the root', () => {
    const skim = (text: string): unknown => readXml(text, () => undefined);
    expect(() => skim('<a><b></c></a>')).to.throw(XmlError);
    expect(() => skim('<a/><b/>')).to.throw(XmlError);
    expect(() => skim('<a><b>')).to.throw(XmlError);
  });

  it('knows elements by namespace, whatever the prefix', () => {
    const text = '<s:a xmlns:s="u:1" xmlns="u:2"><b/><c xmlns=""/><s:d xmlns:s="u:3"/><s:e/></s:a>';
    const spaces = readXml(text, (xml) => {
      const found = [xml.namespace];
      for (const depth = xml.depth; xml.child(depth);) found.push(xml.namespace);
      return found;
    });
    expect(spaces).to.deep.equal(['u:1', 'u:2', '', 'u:3', 'u:1']);
  });

  it('gives attributes by name, absent and empty apart', () => {
    const text = '<a x="" y=\'1 &lt; "2"\t&#9;\' xmlns:p="u" p:z="no"/>';
    expect(readXml(text, (xml) => ['x', 'y', 'z', 'w'].map((name) => xml.attribute(name)))).to.deep.equal([
      '',
      '1 < "2" \t',
      undefined,
      undefined,
    ]);
  });

  const texts: readonly (readonly [string, string])[] = [
    ['<a/>', ''],
    ['<a></a>', ''],
    ['<a> \t x </a>', ' \t x '],
    ['<a>1\r\n2\r3&#13;4</a>', '1\n2\n3\r4'],
    ['<a>x<![CDATA[<&]]>\r\n]]&gt;y</a>', 'x<&\n]]>y'],
    ['<a>1<b>2<c/>3</b><!-- no -->4<?no?>5</a>', '12345'],
    ['<a>&amp;lt;&#x26;amp;</a>', '&lt;&amp;'],
    ['<a>\u{1f600}\u2028\u0085\u00a0&#x1F600;</a>', '\u{1f600}\u2028\u0085\u00a0\u{1f600}'],
    [`<a>${'&lt;b&gt;'.repeat(40)}\r\n</a>`, '<b>'.repeat(40) + '\n'],
    [`<a>${'&lt;b&gt;'.repeat(40)}&#65;\u{1f600}</a>`, '<b>'.repeat(40) + 'A\u{1f600}'],
    [`<a>${'&lt;b&gt;'.repeat(40)}<![CDATA[\r]]>z</a>`, '<b>'.repeat(40) + '\nz'],
  ];
  for (const [text, value] of texts) {
    it(`reads ${JSON.stringify(text).slice(0, 50)}`, () => {
      expect(textOf(text)).to.equal(value);
      expect(readXml(text, (xml) => xml.peek())).to.equal(value);
      expect(textOf(`\ufeff<?xml version="1.0" encoding="UTF-8"?>\r\n<r>${text}</r>`)).to.equal(value);
    });
  }

  it('takes the blanks of XML off words, and no others', () => {
    const word = (text: string): string => readXml(text, (xml) => xml.word());
    expect(word('<a>\r\n\t READY \n</a>')).to.equal('READY');
    expect(word('<a> &#32;READY&#10; </a>')).to.equal('READY');
    expect(word('<a> \u00a0x\u2003 </a>')).to.equal('\u00a0x\u2003');
    expect(word('<a> \n </a>')).to.equal('');
  });

  it('reads a document the same after any other, taken or refused, and inside another', () => {
    const told = (xml: XmlCursor): unknown[] => {
      const found: unknown[] = [xml.depth, xml.name, xml.key, xml.namespace, xml.attribute('id'), xml.attribute('x')];
      for (const depth = xml.depth; xml.child(depth);) found.push(xml.key === 'text' ? xml.text() : told(xml));
      return found;
    };
    const outcome = (read: () => unknown): unknown => {
      try {
        return read();
      } catch (error) {
        if (error instanceof XmlError) return [error.code, error.offset];
        throw error;
      }
    };
    const alone = (text: string): unknown => {
      const xml = new XmlCursor(text);
      const found = told(xml);
      xml.end();
      return found;
    };
    const documents = [
      ...[
        '<a/>',
        '<a id="1" x="2"><b/><text>&amp;</text></a>',
        '<p:a xmlns:p="u" xmlns="v"><b p:id="3"/></p:a>',
        '<a><b><c><d/></c></b></a>',
      ],
      ...[' \r\n<a>\r</a>', '<a><text><![CDATA[&]]></text></a>', '\ufeff<?xml version="1.0"?><a/><!-- b -->', '<A><text>x</text></A>'],
      ...['', ' ', 'x', '<a>', '<a><b/>', '<a></b>', '<a/><a/>', '<a>&x;</a>', '<a>]]></a>', '<a/>x', '<a x="1" x="1"/>', '<a x="<"/>'],
      ...['<a xmlns:p="u"><b xmlns:q="v"><p:c>', '<a><b xmlns="u" id="1"><c/', '<q:a/>', '<a><p:b/></a>', '<!DOCTYPE a>', '<a>\u0000</a>'],
    ];
    const some = fc.constantFrom(...documents);
    fc.assert(
      fc.property(fc.array(some, { minLength: 2, maxLength: 6 }), some, (texts, inner) => {
        for (const text of texts) {
          expect(outcome(() => readXml(text, told))).to.deep.equal(outcome(() => alone(text)));
          const nested = outcome(() => readXml(text, (xml) => [outcome(() => readXml(inner, told)), told(xml)]));
          const apart = outcome(() => {
            const found = alone(text);
            return [outcome(() => alone(inner)), found];
          });
          expect(nested).to.deep.equal(apart);
        }
      }),
    );
  });

  it('reads on after a reader that threw in the middle', () => {
    for (let i = 0; i < 2; i++) {
      expect(() =>
        readXml('<a xmlns:p="u"><b id="1">&lt;</b></a>', (xml) => {
          xml.child(1);
          throw new RangeError('the reader');
        }),
      ).to.throw(RangeError);
      expect(readXml('<a>x</a>', (xml) => [xml.depth, xml.attribute('id'), xml.text()])).to.deep.equal([1, undefined, 'x']);
      expect(codeOf('<a><p:b/></a>')).to.equal('namespace');
    }
  });

  it('finds the same trouble in a long run of references as in a short one', () => {
    const trouble = ['&nbsp;', '&', ']]>', '\u0001', '\ud800', '\uffff', '&#0;'];
    const run = fc.array(fc.constantFrom('&lt;', '&gt;', 'text ', '\t', '&amp;', '&#65;', '\u{1f600}'), { minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(run, run, fc.constantFrom('', ...trouble), (before, after, piece) => {
        const taken = codeOf(`<a>${before.join('')}${piece}${after.join('')}</a>`) === 'taken';
        expect(taken).to.equal(piece === '');
      }),
    );
  });
});
