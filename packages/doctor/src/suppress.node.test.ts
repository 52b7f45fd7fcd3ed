import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { examineTexts, gadgetOf } from './raw-files.js';

const told = (texts: Record<string, string>): string[] => examineTexts(texts).findings.map(({ rule, line }) => `${rule} ${line}`);

describe('a comment of suppression', () => {
  it('accepts what is found on its own line and on the next one, with its reason', () => {
    const report = examineTexts({
      'a.js': '// doctor-ignore blocking-dialog: nobody sees it\nalert(1);\nalert(2); /* doctor-ignore blocking-dialog: a test */',
    });
    assert.deepEqual(report.findings, []);
    assert.deepEqual(
      report.suppressed.map(({ line, reason }) => [line, reason]),
      [
        [2, 'nobody sees it'],
        [3, 'a test'],
      ],
    );
    assert.deepEqual(report.counts, { error: 0, warning: 0, note: 0 });
  });

  it('does not reach further, nor to other rules', () => {
    assert.deepEqual(told({ 'a.js': '// doctor-ignore request-storm, blocking-dialog: why not\n\nalert(1);' }), [
      'suppression-unused 1',
      'blocking-dialog 3',
    ]);
  });

  it('may speak for the whole file', () => {
    assert.deepEqual(told({ 'a.js': 'alert(1);\n\n\nalert(2);\n// doctor-ignore-file blocking-dialog: a demo', 'b.js': 'alert(3);' }), [
      'blocking-dialog 1',
    ]);
  });

  it('is an error without a reason, and for a rule that there is not', () => {
    assert.deepEqual(told({ 'a.js': '// doctor-ignore blocking-dialog\nalert(1);' }), ['suppression 1', 'blocking-dialog 2']);
    assert.deepEqual(told({ 'a.js': '// doctor-ignore blocking-dialog:\nalert(1);' }), ['suppression 1', 'blocking-dialog 2']);
    assert.deepEqual(told({ 'a.js': '// doctor-ignore no-such-rule: because' }), ['suppression 1']);
    assert.deepEqual(told({ 'a.js': '// doctor-ignore' }), ['suppression 1']);
  });

  it('holds once in a page that is the content of two gadgets', () => {
    const spec =
      '<Module><ModulePrefs title="t"><Require feature="pubsub-2"/></ModulePrefs><Content type="html" href="page.html"/></Module>';
    const page =
      '<script>\n// doctor-ignore blocking-dialog: an exercise\nalert(1);\n</script>\n<!-- doctor-ignore blocking-dialog: another -->\n<a onclick="alert(2)">x</a>';
    const { findings, suppressed } = examineTexts({ 'A.xml': spec, 'B.xml': spec, 'page.html': page });
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      [],
    );
    assert.deepEqual(
      suppressed.map(({ line }) => line),
      [3, 6],
    );
  });

  it('works in XML, in HTML, in style sheets and over several lines', () => {
    const texts = {
      'Gadget.xml': gadgetOf({
        body: '<!-- doctor-ignore blocking-dialog: an exercise -->\n<a onclick="alert(1)">x</a>\n<style>/* doctor-ignore css-rewriter: newer desktops only */\n@media print {}</style>',
      }),
      'layout.xml':
        '<finesseLayout><layout><tabs><tab><id>a</id>\n<!-- doctor-ignore layout-url-space:\n     the form of an old tool -->\n<gadget> /x/a.xml</gadget></tab></tabs></layout></finesseLayout>',
    };
    assert.deepEqual(told(texts), []);
  });
});
