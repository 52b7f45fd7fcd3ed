import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ProblemCode } from '../problem.js';
import { readBundle } from './bundles.js';
import { contentFor, readSpec } from './spec.js';

const FEATURES = '<Require feature="pubsub-2"/><Require feature="setprefs"/>';

describe('the file of a gadget', () => {
  it('says what its author wrote', () => {
    const { spec, problems } = readSpec(`\uFEFF<?xml version="1.0" encoding="UTF-8"?>
<Module>
  <ModulePrefs title="Call &amp; desk" scrolling="true">
    ${FEATURES}
    <Optional feature="content-rewrite"><Param name="exclude-url">/a/</Param><Param name="exclude-url"> /b/ </Param></Optional>
    <Locale messages="messages/ALL_ALL.xml"/>
    <Locale lang="DE" country="at" messages="messages/de.xml" language_direction="ltr"><msg name="a b.'c'">x</msg></Locale>
  </ModulePrefs>
  <UserPref name="scheme" display_name="Scheme" default_value="http" datatype="hidden"/>
  <Content type="html"><![CDATA[<p>one</p>]]></Content>
  <Content type="html" view="canvas, default"><![CDATA[<p>two</p>]]></Content>
</Module>`);
    assert.deepEqual(problems, []);
    assert.deepEqual(spec, {
      title: 'Call & desk',
      scrolling: true,
      features: [
        { name: 'pubsub-2', required: true, params: {} },
        { name: 'setprefs', required: true, params: {} },
        { name: 'content-rewrite', required: false, params: { 'exclude-url': ['/a/', '/b/'] } },
      ],
      locales: [
        { lang: '', country: '', rightToLeft: false, messages: 'messages/ALL_ALL.xml', inline: {}, line: 6 },
        { lang: 'de', country: 'AT', rightToLeft: false, messages: 'messages/de.xml', inline: { "a b.'c'": 'x' }, line: 7 },
      ],
      prefs: [{ name: 'scheme', displayName: 'Scheme', defaultValue: 'http', datatype: 'hidden' }],
      contents: [
        { views: ['default'], html: '<p>one</p>' },
        { views: ['canvas', 'default'], html: '<p>two</p>' },
      ],
    });
    assert.deepEqual(contentFor(spec, 'canvas'), { html: '<p>two</p>' });
    assert.deepEqual(contentFor(spec, 'default'), { html: '<p>one</p><p>two</p>' });
    assert.deepEqual(contentFor(spec, 'home'), { html: '<p>one</p><p>two</p>' });
  });

  it('may have its document in a file of its own, which goes before what stands in the gadget’s', () => {
    const { spec } = readSpec(
      '<Module><Content type="html" href="a.html"/><Content view="canvas">x</Content><Content view="canvas" href="b.html">y</Content><Content view="mini" href=" "/></Module>',
    );
    assert.ok(spec);
    assert.deepEqual(contentFor(spec, 'default'), { html: '', href: 'a.html' });
    assert.deepEqual(contentFor(spec, 'canvas'), { html: 'xy', href: 'b.html' });
    assert.deepEqual(contentFor(spec, 'mini'), { html: '' });
  });

  it('may have no ModulePrefs', () => {
    const { spec, problems } = readSpec('<Module><Content type="html">x</Content></Module>');
    assert.equal(spec?.title, '');
    assert.deepEqual(
      problems.map(({ severity, code }) => `${severity} ${code}`),
      ['warning feature-missing', 'warning feature-missing'],
    );
  });

  const loaded: readonly (readonly [title: string, file: string, code: ProblemCode, line: number])[] = [
    [
      'an unknown feature',
      `<Module><ModulePrefs>\n<Require feature="x"/>${FEATURES}</ModulePrefs><Content/></Module>`,
      'feature-unknown',
      2,
    ],
    ['no hub', '<Module>\n<ModulePrefs><Require feature="setprefs"/></ModulePrefs><Content/></Module>', 'feature-missing', 2],
    ['no preferences', '<Module>\n<ModulePrefs><Require feature="pubsub-2"/></ModulePrefs><Content/></Module>', 'feature-missing', 2],
    [
      'a preference with special characters',
      `<Module><ModulePrefs>${FEATURES}</ModulePrefs><UserPref name="a b"/><Content/></Module>`,
      'pref-invalid',
      1,
    ],
    [
      'a preference twice',
      `<Module><ModulePrefs>${FEATURES}</ModulePrefs><UserPref name="a"/>\n<UserPref name="a"/><Content/></Module>`,
      'pref-invalid',
      2,
    ],
    [
      'a content of elements',
      `<Module><ModulePrefs>${FEATURES}</ModulePrefs>\n<Content><p>lost</p></Content></Module>`,
      'content-markup',
      2,
    ],
    [
      'an address for a content',
      `<Module><ModulePrefs>${FEATURES}</ModulePrefs><Content type="url" href="x"/><Content/></Module>`,
      'content-type',
      1,
    ],
  ];
  for (const [title, file, code, line] of loaded) {
    it(`is loaded with a warning for ${title}`, () => {
      const { spec, problems } = readSpec(file);
      assert.ok(spec);
      assert.deepEqual(
        problems.map((each) => [each.severity, each.code, each.line]),
        [['warning', code, line]],
      );
    });
  }

  const bomb = `<!DOCTYPE m [${Array.from({ length: 20 }, (_, at) => `<!ENTITY e${at + 1} "&e${at};&e${at};">`).join('')}]>`;
  const refused: readonly (readonly [title: string, file: string, code: ProblemCode, line: number])[] = [
    ['nothing', '', 'malformed', 1],
    ['no XML', '{"title":"x"}', 'malformed', 1],
    ['an open element', '<Module>\n<ModulePrefs>\n</Module>', 'malformed', 3],
    ['an entity of HTML', '<Module>\n<Content>&nbsp;</Content></Module>', 'malformed', 2],
    ['an entity named like a member of every object', '<Module>&constructor;</Module>', 'malformed', 1],
    ['an attribute twice', '<Module a="1" a="2"/>', 'malformed', 1],
    ['another document', '\n<finesseLayout/>', 'wrong-root', 2],
    ['no content', '<Module/>', 'content-missing', 1],
    ['entities that grow', `${bomb}<Module>&e20;</Module>`, 'doctype', 1],
    ['an entity from a file', '<!DOCTYPE m [<!ENTITY e SYSTEM "file:///etc/passwd">]><Module>&e;</Module>', 'doctype', 1],
    ['depth', '<Module>'.repeat(100_000), 'too-deep', 1],
    ['length', `<Module>${'x'.repeat(2_000_000)}</Module>`, 'too-large', 1],
  ];
  for (const [title, file, code, line] of refused) {
    it(`is refused with a problem for ${title}`, () => {
      const { spec, problems } = readSpec(file);
      assert.equal(spec, undefined);
      const error = problems.find(({ severity }) => severity === 'error');
      assert.deepEqual([error?.code, error?.line], [code, line]);
    });
  }

  it('is never thrown at, whatever it holds', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<Module>',
        '</Module>',
        '<ModulePrefs title="',
        '"/>',
        '<Content>',
        '<![CDATA[',
        ']]>',
        '<!--',
        '&',
        '<!DOCTYPE',
        '[',
        ' name="__proto__"',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const { spec, problems } = readSpec(pieces.join(''));
        assert.equal(
          spec === undefined,
          problems.some(({ severity }) => severity === 'error'),
        );
        readBundle(pieces.join(''));
      }),
    );
  });

  it('takes no longer for many than for few of a thing', () => {
    const started = performance.now();
    readSpec(`<Module><ModulePrefs><Require feature="x">${'<Param name="a">b</Param>'.repeat(50_000)}</Require></ModulePrefs></Module>`);
    readSpec(`<Module ${Array.from({ length: 50_000 }, (_, at) => `a${at}=""`).join(' ')}/>`);
    assert.ok(performance.now() - started < 5_000);
  });
});

describe('a file of messages', () => {
  it('has texts by free names', () => {
    const read = readBundle('<messagebundle><msg name="a.b \'c\'"> Ja &amp; nein </msg><msg name="__proto__">x</msg></messagebundle>');
    assert.ok('messages' in read);
    assert.deepEqual(Object.entries(read.messages), [
      ["a.b 'c'", 'Ja & nein'],
      ['__proto__', 'x'],
    ]);
  });

  it('is refused when it is something else', () => {
    const read = readBundle('\n<Module/>');
    assert.ok('problem' in read);
    assert.deepEqual([read.problem.code, read.problem.line], ['wrong-root', 2]);
  });
});
