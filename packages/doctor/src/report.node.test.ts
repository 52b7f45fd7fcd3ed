import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { examineTexts } from './raw-files.js';
import { RULES } from './rules/index.js';

interface Described {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
}

const schema = JSON.parse(readFileSync(new URL('../../../docs/doctor.schema.json', import.meta.url), 'utf8')) as Described & {
  readonly $defs: { readonly finding: Described };
};

const keys = (value: object): string[] => Object.keys(value).sort();

describe('a report', () => {
  const report = examineTexts({
    'b.js': '\n  prompt(1); alert(2);',
    'a.js': 'alert(1); // doctor-ignore blocking-dialog: seen by nobody',
    'c.js': 'confirm(1)',
  });

  it('has what its schema describes, and nothing else', () => {
    assert.deepEqual(keys(report), keys(schema.properties));
    assert.deepEqual(keys(report), [...schema.required].sort());
    for (const finding of report.findings) {
      assert.deepEqual(keys(finding), keys(schema.$defs.finding.properties));
      assert.deepEqual(keys(finding), [...schema.$defs.finding.required].sort());
    }
    assert.deepEqual(
      report.suppressed.map((each) => keys(each)),
      [[...schema.$defs.finding.required, 'reason'].sort()],
    );
  });

  it('is in order, each thing once', () => {
    assert.deepEqual(
      report.findings.map(({ file, line, column }) => `${file}:${line}:${column}`),
      ['b.js:2:3', 'b.js:2:14', 'c.js:1:1'],
    );
  });

  it('tells a script of two gadgets once', () => {
    const spec =
      '<Module><ModulePrefs title="t"><Require feature="pubsub-2"/></ModulePrefs><Content type="html"><![CDATA[<script src="a.js"></script>]]></Content></Module>';
    assert.equal(examineTexts({ 'a.js': 'alert(1)', 'x.xml': spec, 'y.xml': spec }).findings.length, 1);
  });

  it('gives the place in the file, whatever it is wrapped in', () => {
    const { findings } = examineTexts({
      'G.xml':
        '\uFEFF<Module>\r\n<ModulePrefs title="t"><Require feature="pubsub-2"/></ModulePrefs>\r\n<Content type="html">\r\n&lt;p&gt;&amp;&lt;/p&gt;&lt;script&gt;\r\n  alert(1)&lt;/script&gt;</Content></Module>',
    });
    assert.deepEqual(
      findings.map(({ rule, line, column }) => `${rule} ${line}:${column}`),
      ['blocking-dialog 5:3'],
    );
  });

  it('names rules by ids that say what they are, each with a reason, a source and a remedy', () => {
    for (const [id, { why, source, fix, about }] of RULES) {
      assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      for (const text of [why, fix]) assert.match(text, /^\S.*[.…]$/);
      assert.ok(source !== '' && about !== '');
    }
  });
});
