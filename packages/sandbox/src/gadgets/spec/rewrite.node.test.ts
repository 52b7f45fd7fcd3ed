import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isExcluded } from './excluded.js';
import { rewriteCss } from './rewrite-css.js';
import { rewriteHtml } from './rewrite-html.js';
import { readSpec } from './spec.js';

const ORIGIN = 'http://127.0.0.1:8450';
const DIR = '/3rdpartygadget/files/desk';
const BASE = { url: `${ORIGIN}${DIR}/Desk.xml?mrdid=5000`, origin: ORIGIN };

describe('links of a gadget’s content', () => {
  const changed: readonly (readonly [html: string, becomes: string])[] = [
    ['<script src="Desk.js"></script>', `<script src="${DIR}/Desk.js"></script>`],
    ['<script type="module" src="./x.js"></script>', `<script type="module" src="${DIR}/x.js"></script>`],
    ['<LINK REL=stylesheet HREF=css/a.css>', `<LINK REL=stylesheet HREF="${DIR}/css/a.css">`],
    ["<img src = '../b.png?a=1&amp;b=2' alt=x>", `<img src = "/3rdpartygadget/files/b.png?a=1&amp;b=2" alt=x>`],
    ['<img src=" a b.png\n">', `<img src="${DIR}/a%20b.png">`],
    ['<img src="&#97;.png">', `<img src="${DIR}/a.png">`],
    ['<a href="help.html#top">', `<a href="${DIR}/help.html#top">`],
    ['<p style="background: url(x.png)">', `<p style="background: url(${DIR}/x.png)">`],
    ['<p style=\'background: url("x.png")\'>', `<p style="background: url(&quot;${DIR}/x.png&quot;)">`],
    ['<style>a { b: url( x.png ) }</style>', `<style>a { b: url( ${DIR}/x.png ) }</style>`],
    ['<style>a { b: "</sty" } c { d: url(x.png) }</style>', `<style>a { b: "</sty" } c { d: url(${DIR}/x.png) }</style>`],
    ['<style>a { b: url(x.png) }', `<style>a { b: url(${DIR}/x.png) }`],
    ['<svg><image href="x.png"/></svg>', `<svg><image href="${DIR}/x.png"/></svg>`],
    // Broken, as far as browsers put up with it.
    ['<div><img src=x.png<p>', `<div><img src="${DIR}/x.png%3Cp">`],
    ['</p></p><img src=x.png', '</p></p><img src=x.png'],
    ['<img alt="a>b" src="x.png">', `<img alt="a>b" src="${DIR}/x.png">`],
  ];
  for (const [html, becomes] of changed) it(`${html} → ${becomes}`, () => assert.equal(rewriteHtml(html, BASE), becomes));

  const kept: readonly string[] = [
    '<a href="#" onclick="go(\'x.html\'); return false">',
    '<a href="">',
    '<a href>',
    '<script src="/desktop/assets/js/finesse.js"></script>',
    '<script src="//cdn.example/x.js"></script>',
    '<script src="https://cdn.example/x.js"></script>',
    '<img src="data:image/png;base64,AAAA">',
    '<a href="javascript:void(0)">',
    '<a href="java\nscript:void(0)">',
    '<a href="&#106;avascript:void(0)">',
    '<a href="mailto:a@example.org">',
    '<img src="{{picture}}">',
    '<script>document.write("<img src=\'x.png\'>"); var css = "url(x.png)";</script>',
    '<script type="text/template"><img src="x.png"></script>',
    '<!-- <img src="x.png"> -->',
    '<!--[if lt IE 9]><script src="old.js"></script><![endif]-->',
    '<textarea><img src="x.png"></textarea>',
    '<title><img src="x.png"></title>',
    '<style>/* url(x.png) */ a::before { content: "url(x.png)" } @media print { b { c: url(#d) } }</style>',
    '<p style="width: 10px; background: url(data:,x)">',
    '<p data-src="x.png" title="src=x.png">',
  ];
  for (const html of kept) it(`${html} stays`, () => assert.equal(rewriteHtml(html, BASE), html));

  it('are absolute where the gadget lies elsewhere', () => {
    const base = { url: 'https://gadgets.example/desk/Desk.xml', origin: ORIGIN };
    assert.equal(rewriteHtml('<img src=x.png><img src=/y.png>', base), '<img src="https://gadgets.example/desk/x.png"><img src=/y.png>');
  });

  const piece = fc.oneof(
    fc.constantFrom(
      '<img src=',
      '<a href="',
      "<p style='",
      'x.png',
      'url(',
      ')',
      '"',
      "'",
      '>',
      '/>',
      '<script>',
      '</script>',
      '<style>',
      '</style>',
      '<!--',
      '-->',
      '&amp;',
      '&',
      '<',
      '=',
      ' ',
      '\n',
      '/* ',
      '*/',
      '@import ',
      '\\',
      '<svg>',
      '</',
      '<!doctype html>',
      '<?',
    ),
    fc.string({ maxLength: 5 }),
  );
  const soup = fc.array(piece, { maxLength: 40 }).map((all) => all.join(''));

  it('need to be resolved once only, in whatever soup they float', () => {
    fc.assert(
      fc.property(soup, (html) => {
        const once = rewriteHtml(html, BASE);
        assert.equal(rewriteHtml(once, BASE), once);
        const css = rewriteCss(html, BASE);
        assert.equal(rewriteCss(css, BASE), css);
      }),
      { numRuns: 2_000 },
    );
  });

  it('are all that changes', () => {
    const quiet = fc.string().map((words) => words.replace(/[<&]/g, ''));
    const block = fc.oneof(
      quiet.map((words) => `<script>var a = "<img src='${words}'> url(x)";</script>`),
      quiet.map((words) => `<!-- ${words.replaceAll('-', '')} <img src=x> -->`),
      quiet.map((words) => `<p title="${words.replaceAll('"', '')}">${words}</p>`),
      fc.constant('<br/>\n'),
    );
    fc.assert(
      fc.property(fc.array(block), fc.array(block), (before, after) => {
        const [a, b] = [before.join(''), after.join('')];
        assert.equal(rewriteHtml(`${a}<img src='x.png'>${b}`, BASE), `${a}<img src="${DIR}/x.png">${b}`);
      }),
    );
  });

  it('take time by the length only', () => {
    const started = performance.now();
    for (const unit of ['<', '<a href=', '<a href="&amp', '&', '<!--', '<style>url(', 'url(', '/*', '@import ', '\\', '"', ' ', '<a ']) {
      const text = unit.repeat(200_000 / unit.length);
      rewriteHtml(text, BASE);
      rewriteHtml(`<a style="${text}">`, BASE);
      rewriteCss(text, BASE);
    }
    assert.ok(performance.now() - started < 10_000);
  });
});

describe('links that content-rewrite excludes', () => {
  const specWith = (...patterns: readonly string[]): NonNullable<ReturnType<typeof readSpec>['spec']> =>
    readSpec(
      `<Module><ModulePrefs><Optional feature="content-rewrite">${patterns.map((each) => `<Param name="exclude-url">${each}</Param>`).join('')}</Optional></ModulePrefs><Content/></Module>`,
    ).spec!;
  const rows: readonly (readonly [patterns: readonly string[], link: string, excluded: boolean])[] = [
    [[], 'a.css', false],
    [['animated.css'], 'css/Animated.css', true],
    [['/desktop/', 'b.css'], 'b.css', true],
    [['*'], 'b.css', true],
    [['.*\\.css'], 'css/b.css', true],
    [['c*s/b'], 'css/b.css', true],
    [['.css$'], 'b.css', false],
    [['(a+)+$'], 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', false],
  ];
  for (const [patterns, link, excluded] of rows) {
    it(`${patterns.join(' ')} ${excluded ? 'excludes' : 'lets through'} ${link}`, () => {
      assert.equal(isExcluded(link, specWith(...patterns)), excluded);
    });
  }

  it('stay as they are written where the settings say so', () => {
    const spec = specWith('b.css');
    const html = '<link href="a.css"><link href="b.css">';
    const leaves = (link: string): boolean => isExcluded(link, spec);
    assert.equal(rewriteHtml(html, { ...BASE, leaves }), `<link href="${DIR}/a.css"><link href="b.css">`);
  });
});
