import { LIBRARIES, type RuleCase } from '../raw-files.js';

const LOCALE = '<Locale messages="m.xml"/>';
const bundle = (...keys: string[]): string =>
  `<messagebundle>${keys.map((key) => `<msg name="${key}">text</msg>`).join('')}</messagebundle>`;
const spec = (locales: string, body: string): string =>
  `<Module><ModulePrefs title="t"><Require feature="pubsub-2"/>${locales}</ModulePrefs><Content type="html"><![CDATA[${body}]]></Content></Module>`;

export const SPEC_CASES: readonly RuleCase[] = [
  {
    rule: 'spec-pubsub',
    it: 'no hub',
    broken: { features: ['setprefs'] },
    at: '<Module>',
    sound: [{ features: ['pubsub-2', 'setprefs'] }],
  },
  {
    rule: 'spec-setprefs',
    it: 'finesse.js without it',
    broken: { features: ['pubsub-2'] },
    at: '<Module>',
    sound: [{ features: ['pubsub-2', 'setprefs'] }, { features: ['pubsub-2'], head: '' }],
  },
  {
    rule: 'spec-feature',
    it: 'adjustHeight without dynamic-height',
    broken: { script: 'function fit() { gadgets.window.adjustHeight(); }' },
    at: 'gadgets.window.adjustHeight(',
    sound: [
      { features: ['pubsub-2', 'setprefs', 'dynamic-height'], script: 'function fit() { gadgets.window.adjustHeight(); }' },
      { script: 'function fit() { if (gadgets.window && gadgets.window.adjustHeight) gadgets.window.adjustHeight(); }' },
      { script: 'function fit() { gadgets.window.adjustHeight?.(); }' },
      { script: 'function fit(gadgets) { gadgets.window.adjustHeight(); }' },
    ],
  },
  ...(
    [
      ['settitle', `gadgets.window.setTitle('a');`],
      ['views', `gadgets.views.requestNavigateTo('canvas');`],
      ['loadingindicator', 'gadgets.loadingindicator.dismiss();'],
      ['collapsible', 'finesse.containerservices.ContainerServices.collapseMyGadget();'],
    ] as const
  ).map(([feature, call]) => ({
    rule: 'spec-feature',
    it: `without ${feature}`,
    broken: { script: `function act() { ${call} }` },
    at: call.slice(0, 20),
    sound: [{ features: ['pubsub-2', 'setprefs', feature], script: `function act() { ${call} }` }],
  })),
  {
    rule: 'spec-undeclared-pref',
    it: 'a pref nobody declares',
    broken: { head: '<script src="__UP_scheme__://__UP_scheme__/x.js"></script>' },
    at: '__UP_scheme__',
    sound: [
      { head: '<script src="__UP_scheme__://x/x.js"></script>', prefs: '<UserPref name="scheme" datatype="hidden"/>' },
      { body: '__MODULE_ID__' },
    ],
  },
  {
    rule: 'spec-pref-name',
    it: 'a dot in a name',
    broken: { prefs: '<UserPref datatype="hidden" name="my.pref"/>' },
    at: 'name="my.pref"',
    sound: [{ prefs: '<UserPref datatype="hidden" name="my_pref2"/>' }],
  },
  {
    rule: 'spec-content',
    it: 'an address instead of a document',
    broken: { 'G.xml': '<Module><ModulePrefs title="t"/><Content type="url" href="https://example.com/"/></Module>' },
    at: 'type="url"',
    sound: [{ 'G.xml': spec('', 'hello') }],
  },
  {
    rule: 'spec-content',
    it: 'no document at all',
    broken: { 'G.xml': '<Module><ModulePrefs title="t"/></Module>' },
    at: '<Module>',
    sound: [{ 'a.xml': '<other/>' }],
  },
  {
    rule: 'spec-name',
    it: 'another ending',
    broken: { 'G.txt': spec('', 'hello') },
    at: '<Module>',
    sound: [{ 'G.xml': spec('', 'hello') }, { 'g.html': '<p>&lt;Module&gt;</p>' }],
  },
  {
    rule: 'spec-name',
    it: 'a server page',
    broken: { 'G.jsp': `<%@ page %>${spec('', 'hello')}` },
    at: '<Module>',
    sound: [{ 'page.jsp': '<%@ page %><p>hello</p>' }],
  },
  {
    rule: 'message-bundle',
    it: 'messages without a bundle',
    broken: { body: '<p>__MSG_hello__</p>' },
    at: '__MSG_hello__',
    sound: [{ body: '<p>hello</p>' }, { 'G.xml': spec(LOCALE, '__MSG_hello__'), 'm.xml': bundle('hello') }],
  },
  {
    rule: 'message-missing',
    it: 'a message that the bundle lacks',
    broken: { 'G.xml': spec(LOCALE, '__MSG_hello__ __MSG_bye__'), 'm.xml': bundle('hello') },
    at: '__MSG_bye__',
    sound: [
      { 'G.xml': spec(LOCALE, '__MSG_hello__ __MSG_a.b__'), 'm.xml': bundle('hello', 'a.b') },
      { 'G.xml': spec(`${LOCALE}<Locale lang="de" messages="de.xml"/>`, '__MSG_hello__'), 'm.xml': bundle('hello'), 'de.xml': bundle() },
      { 'G.xml': spec('<Locale><msg name="hello">Hello</msg></Locale>', '__MSG_hello__') },
      { 'G.xml': spec('<Locale messages="https://example.com/m.xml"/>', '__MSG_hello__') },
    ],
  },
  {
    rule: 'message-missing',
    it: 'a message that a script asks for',
    broken: { 'G.xml': spec(LOCALE, `<script>var t = new gadgets.Prefs().getMsg('bye');</script>`), 'm.xml': bundle('hello') },
    at: 'new gadgets.Prefs().getMsg(',
    sound: [{ 'G.xml': spec(LOCALE, `<script>var t = new gadgets.Prefs().getMsg('hello' + n);</script>`), 'm.xml': bundle() }],
  },
  {
    rule: 'hangman-outside-spec',
    it: 'a pref in a file of its own',
    broken: { 'G.xml': spec('', '<script src="a.js"></script>'), 'a.js': `var host = '__UP_host__';` },
    at: `'__UP_host__'`,
    sound: [
      {
        'G.xml': spec('', `<script>var host = '__UP_host__';</script><script src="a.js"></script>`),
        'a.js': '// __UP_host__\nvar other = 1;',
      },
    ],
  },
  {
    rule: 'hangman-outside-spec',
    it: 'a pref in a script of a content that is a file of its own',
    broken: {
      'G.xml': '<Module><ModulePrefs title="t"/><Content type="html" href="a.html"/></Module>',
      'a.html': `<script>var host = '__UP_host__';</script>`,
    },
    at: `'__UP_host__'`,
    sound: [{ 'G.xml': spec('', 'hello'), 'a.html': `<script>var host = '__UP_host__';</script>` }],
  },
  {
    rule: 'css-rewriter',
    it: 'an animation',
    broken: { body: '<style>@keyframes turn { from { left: 0 } }</style>' },
    at: '@keyframes',
    sound: [
      { body: '<style>.a > b, a:hover, [type=text] { color: red; /* @media ::before */ }</style>' },
      {
        'G.xml': spec(
          '<Optional feature="content-rewrite"><Param name="exclude-url">a.css</Param></Optional>',
          '<link rel="stylesheet" href="a.css">',
        ),
        'a.css': '@media print { a { b: c } }',
      },
      { 'G.xml': spec('', `<script>add('a.css')</script>`), 'a.css': '@media print { a { b: c } }' },
    ],
  },
  {
    rule: 'css-rewriter',
    it: 'a pseudo-element in a linked sheet',
    broken: { 'G.xml': spec('', '<link rel="stylesheet" href="css/a.css">'), 'css/a.css': 'a { b: c }\np::before { content: "x" }' },
    at: '::before',
    sound: [{ 'G.xml': spec('', '<link rel="stylesheet" href="css/a.css">'), 'css/a.css': 'p:before { content: "::" }' }],
  },
  ...['[href^=a]', '[a$=b]', '[a*=b]', 'a ~ b', '*'].map((selector) => ({
    rule: 'css-rewriter',
    it: selector,
    broken: { body: `<style>${selector} { color: red }</style>` },
    at: selector.startsWith('a') ? '~' : selector.slice(0, 1),
    sound: [],
  })),
  {
    rule: 'layout-ampersand',
    it: 'an & in an address',
    broken: { 'l.xml': layout('<gadget>/3rdpartygadget/files/x/a.xml?a=1&b=2</gadget>') },
    at: '&b=2',
    sound: [{ 'l.xml': layout('<gadget>/3rdpartygadget/files/x/a.xml?a=1&amp;b=2</gadget>') }],
  },
  {
    rule: 'layout-url-space',
    it: 'a line end in an address',
    broken: { 'l.xml': layout('<gadget>\n/3rdpartygadget/files/x/a.xml</gadget>') },
    at: '<gadget>',
    sound: [{ 'l.xml': layout('<gadget id="a">/3rdpartygadget/files/x/a.xml</gadget>\n') }],
  },
  {
    rule: 'layout-columns',
    it: 'a fifth column',
    broken: {
      'l.xml': `<finesseLayout><layout><tabs><tab><id>a</id><columns>${'<column/>'.repeat(4)}<column id="5"/></columns></tab></tabs></layout></finesseLayout>`,
    },
    at: '<column id="5"',
    sound: [
      {
        'l.xml': `<finesseLayout><layout><tabs><tab><id>a</id><columns>${'<column/>'.repeat(4)}</columns></tab></tabs></layout></finesseLayout>`,
      },
    ],
  },
  {
    rule: 'layout-id',
    it: 'an id twice',
    broken: { 'l.xml': layout('<gadget id="a">/x/1.xml</gadget><gadget id="a">/x/2.xml</gadget>') },
    at: 'id="a">/x/2',
    sound: [
      { 'l.xml': layout('<gadget id="a">/x/1.xml</gadget><gadget id="b">/x/2.xml</gadget><gadget>/x/3.xml</gadget>') },
      {
        'l.xml':
          '<finesseLayout><layout><gadget id="a">/x/1.xml</gadget></layout><layout><gadget id="a">/x/1.xml</gadget></layout></finesseLayout>',
      },
    ],
  },
  {
    rule: 'layout-id',
    it: 'a tab’s id that is none',
    broken: { 'l.xml': '<finesseLayout><layout><tabs><tab><id>1 home</id></tab></tabs></layout></finesseLayout>' },
    at: '<id>',
    sound: [{ 'l.xml': '<finesseLayout><layout><tabs><tab><id>home:1.a</id></tab></tabs></layout></finesseLayout>' }],
  },
  {
    rule: 'layout-alternate-hosts',
    it: 'at a path',
    broken: { 'l.xml': layout('<gadget alternateHosts="a,b">/x/1.xml</gadget>') },
    at: 'alternateHosts=',
    sound: [{ 'l.xml': layout('<gadget alternateHosts="a,b">https://h/x/1.xml</gadget>') }],
  },
  {
    rule: 'layout-jsp',
    it: 'a server page',
    broken: { 'l.xml': layout('<gadget>/3rdpartygadget/files/x/1.jsp</gadget>') },
    at: '<gadget>',
    sound: [{ 'l.xml': layout('<gadget>/desktop/gadgets/CallControl.jsp</gadget><gadget>/3rdpartygadget/files/x/1.xml?a=1</gadget>') }],
  },
  {
    rule: 'unparsable',
    it: 'a spec that is not well-formed',
    broken: { 'G.xml': '<Module>\n<ModulePrefs></Module>' },
    at: '>',
    sound: [{ 'G.xml': spec('', '<p>not <b>closed') }],
  },
  {
    rule: 'unparsable',
    it: 'a script with a mistake, where it stands',
    broken: { head: LIBRARIES, script: 'var a = 1;\nvar b = = 2;' },
    at: '= 2;',
    sound: [{ script: 'var a = __UP_x__;\n<!-- an old habit\nvar b = `${a}`?.c ?? 1n;' }],
  },
  {
    rule: 'unparsable-style',
    it: 'a style with a mistake',
    broken: { body: '<style>a { color red }</style>' },
    at: 'red',
    sound: [{ body: '<style>a { color: red; *zoom: 1; filter: alpha(opacity=50) }</style>' }],
  },
  {
    rule: 'message-missing',
    it: 'in the gadget’s title',
    broken: {
      'G.xml':
        '<Module><ModulePrefs title="__MSG_name__"><Require feature="pubsub-2"/><Locale messages="m.xml"/></ModulePrefs><Content type="html">hello</Content></Module>',
      'm.xml': bundle('hello'),
    },
    at: 'title="__MSG_name__"',
    sound: [
      {
        'G.xml':
          '<Module><ModulePrefs title="__MSG_name__"><Require feature="pubsub-2"/><Locale messages="m.xml"/></ModulePrefs><Content type="html">hello</Content></Module>',
        'm.xml': bundle('name'),
      },
    ],
  },
  {
    rule: 'layout-id',
    it: 'a tab twice, or a component’s id for a gadget',
    broken: {
      'l.xml':
        '<finesseLayout><header><component id="chat"/></header><layout><tabs><tab><id>a</id></tab><tab><id>b</id><gadgets><gadget id="chat">/x.xml</gadget></gadgets></tab></tabs></layout></finesseLayout>',
    },
    at: 'id="chat">/x',
    sound: [
      {
        'l.xml':
          '<finesseLayout><layout><tabs><tab><id>a</id></tab></tabs></layout><layout><tabs><tab><id>a</id></tab></tabs></layout></finesseLayout>',
      },
    ],
  },
];

function layout(gadgets: string): string {
  return `<finesseLayout><layout><tabs><tab><id>a</id><gadgets>${gadgets}</gadgets></tab></tabs></layout></finesseLayout>`;
}
