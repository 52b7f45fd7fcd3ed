import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { examineTexts, gadgetOf } from './raw-files.js';

const KINDS = ['a.xml', 'a.js', 'a.mjs', 'a.css', 'a.html', 'a.jsp', 'a.txt'];
// Of this process: what else the machine does is of no matter.
const cpuSeconds = (): number => process.cpuUsage().user / 1e6;
// Pieces that the parsers and the rules have something to do with.
const PIECES = [
  '<Module>', '</Module>', '<ModulePrefs title="', '<Require feature="pubsub-2"/>', '<Content type="html">', '<![CDATA[', ']]>', '</Content>', '<Locale messages="m.xml"/>',
  '<finesseLayout>', '<layout>', '<gadget>', '/3rdpartygadget/files/a.xml?x=1&y', '</gadget>', '<messagebundle>', '<!--', '-->', '&amp;', '&', '&#x0;', '<script>', '</script>',
  '<style>', '</style>', '<template>', 'onclick="', '"', "'", '`', '${', '}', '{', '(', ')', 'function f(', '=>', 'async ', 'await ', 'class A extends ', 'gadgets.Hub', '.subscribe(',
  'gadgets.HubSettings.onConnect', '=', 'var a', 'a', ';', 'new ', 'finesse.restservices.User', '{id: a}', 'fetch(', 'setInterval(', ',', '10', '...', '@media', '::before', '[a^=b]', 'url(', '/*', '*/', '//',
  '<constructor src="x">', '__proto__', 'constructor', 'toString()', '<toString>', 'hasOwnProperty', '<img valueOf="x" ',
  '\n', ' doctor-ignore blocking-dialog: x', '\u0000', '\uFFFE', '\u{1F600}', '<?xml version="1.0"?>', '<!DOCTYPE x [<!ENTITY a "b">]>', 'import x from "./a.js";', 'this.a', '__UP_a__', '__MSG_b__',
]; // prettier-ignore

describe('input of any kind', () => {
  it('never ends the doctor: text by chance', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...KINDS), text, { minKeys: 1 }), (texts) => {
        const report = examineTexts(texts);
        for (const { file, line, column, message, why, source, fix } of report.findings) {
          assert.ok(file in texts && line >= 1 && column >= 1);
          assert.ok(message !== '' && why !== '' && source !== '' && fix !== '');
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('never ends the doctor: a gadget with a script, a document and a style by chance', () => {
    const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, fc.string({ unit: 'binary', maxLength: 100 }), (script, body, style) => {
        examineTexts({ 'Gadget.xml': gadgetOf({ script, body: `${body}<style>${style}</style>` }), 'a.js': script });
      }),
      { numRuns: 1000 },
    );
  });

  const DEEP = 200_000;
  const deep: Record<string, Record<string, string>> = {
    'brackets in a script': { 'a.js': '['.repeat(DEEP) },
    'a long sum': { 'a.js': `fetch(${'a+'.repeat(DEEP)}a)` },
    'a long chain': { 'a.js': `a${'.b()'.repeat(20_000)}` },
    'functions in functions': { 'a.js': `${'(function(){'.repeat(2_000)}gadgets.Hub.publish("a",1)${'})()'.repeat(2_000)}` },
    'names for names': { 'a.js': Array.from({ length: 20_000 }, (_, i) => `var a${i}=a${i + 1};`).join('') + 'fetch(a0)' },
    'a name for itself': { 'a.js': 'var a=b,b=c,c=a;fetch(a);a.b.c();a=a||a.a;' },
    'rules in rules': { 'a.css': '@media x{'.repeat(DEEP) },
    'elements in a document': { 'a.html': '<b>'.repeat(20_000) },
    'elements in a spec': { 'a.xml': `<Module>${'<a>'.repeat(DEEP)}` },
    ampersands: { 'a.xml': `<finesseLayout>${'&'.repeat(DEEP)}<gadget>&amp; ${'& '.repeat(DEEP)}</gadget></finesseLayout>` },
    'sections that never end': { 'a.xml': `<Module>${'<![CDATA['.repeat(DEEP)}` },
    'comments that never end': { 'a.txt': '<!-- -->'.repeat(20_000), 'b.xml': '<!--'.repeat(DEEP) },
    'empty lines': { 'a.js': '\n'.repeat(1_000_000) },
    'blanks in a body': { 'a.js': `x = "<value>${' '.repeat(200_000)}" + a` },
  };
  for (const [what, texts] of Object.entries(deep)) {
    it(`is read in bounded time: ${what}`, { timeout: 60_000 }, () => {
      const start = cpuSeconds();
      const { findings } = examineTexts(texts);
      assert.ok(findings.every(({ line, column }) => line >= 1 && column >= 1));
      const took = cpuSeconds() - start;
      assert.ok(took < 8, `${took.toFixed(1)} s`);
    });
  }

  it('of five megabytes of script is read in seconds', () => {
    const part = `(function(m){var e=m.a({x:function(t,n){for(var r=0;r<t.length;r++){if(n(t[r].y.z(r)))return t[r].participants}return null},w:"text"+m.b});class C{#p=1;get p(){return this.#p}q(a){const{b,c=[]}=a;return c.map((d)=>d.e?.f??b)}}m.c=new C})(window.lib);\n`;
    const script = part.repeat(Math.ceil((5 * 1024 * 1024) / part.length / 4));
    const texts = Object.fromEntries(Array.from({ length: 4 }, (_, i) => [`part-${i}.js`, script]));
    const spec = gadgetOf({
      head: Object.keys(texts)
        .map((file) => `<script src="${file}"></script>`)
        .join('\n'),
    });
    const start = cpuSeconds();
    const report = examineTexts({ ...texts, 'Gadget.xml': spec });
    const took = cpuSeconds() - start;
    assert.ok(report.bytes > 5_000_000);
    assert.ok(took < 15, `${took.toFixed(1)} s`);
  });
});
