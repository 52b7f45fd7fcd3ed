import type { RuleCase } from '../raw-files.js';

const spec = (body: string, head = ''): string =>
  `<Module><ModulePrefs title="t"><Require feature="pubsub-2"/>${head}</ModulePrefs><Content type="html"><![CDATA[${body}]]></Content></Module>`;
/** A gadget whose content is a file of its own. */
const apart = (href: string, features = 'pubsub-2 setprefs'): string => {
  const required = features.split(' ').map((feature) => `<Require feature="${feature}"/>`);
  return `<Module><ModulePrefs title="t">${required.join('')}</ModulePrefs><Content type="html" href="${href}"/></Module>`;
};
const FINESSE = '<script src="/desktop/assets/js/finesse.min.js"></script>';
const layout = (address: string): string => `<finesseLayout><layout><page><gadget>${address}</gadget></page></layout></finesseLayout>`;

export const FILE_CASES: readonly RuleCase[] = [
  {
    rule: 'file-missing',
    it: 'a script',
    broken: { 'G.xml': spec('<script src="js/a.js?v=2"></script>') },
    at: 'src="js/a.js',
    sound: [
      { 'G.xml': spec('<script src="js/a.js?v=2"></script><img src="a%20b.png">'), 'js/a.js': '', 'a b.png': '' },
      {
        'G.xml': spec(
          '<script src="https://x.example/a.js"></script><script src="/desktop/assets/js/jquery.min.js"></script><img src="__UP_x__/a.png">',
        ),
      },
      { 'G.xml': spec('<script src="/3rdpartygadget/files/others/a.js"></script><script src="../shared/a.js"></script>') },
    ],
  },
  {
    rule: 'file-missing',
    it: 'by its whole path, in other letters',
    broken: { 'G.xml': spec('<script src="/3rdpartygadget/files/gadgets/A.js"></script>'), 'a.js': '' },
    at: 'src="/3rd',
    sound: [
      { 'G.xml': spec('<script src="/3rdpartygadget/files/gadgets/a.js"></script>'), 'a.js': '' },
      { 'g/G.xml': spec('<script src="/3rdpartygadget/files/g/a.js"></script>'), 'g/a.js': '' },
    ],
  },
  {
    rule: 'file-missing',
    it: 'a bundle',
    broken: { 'G.xml': spec('hello', '<Locale messages="m.xml"/>') },
    at: 'messages="m.xml"',
    sound: [{ 'G.xml': spec('hello', '<Locale messages="m.xml"/>'), 'm.xml': '<messagebundle/>' }],
  },
  {
    rule: 'file-missing',
    it: 'what a style sheet shows',
    broken: { 'css/a.css': 'a { background: url("../img/on.png") }' },
    at: 'url("../img',
    sound: [{ 'css/a.css': 'a { background: url("../img/on.png"), url(data:image/png;base64,xx) }', 'img/on.png': '' }],
  },
  {
    rule: 'file-missing',
    it: 'a module that is imported',
    broken: { 'G.xml': spec('<script type="module" src="a.js"></script>'), 'a.js': `import { b } from './b.js';` },
    at: `'./b.js'`,
    sound: [
      {
        'G.xml': spec('<script type="module" src="a.js"></script>'),
        'a.js': `import { b } from './b.js';\nimport 'lit';`,
        'b.js': 'export const b = 1;',
      },
    ],
  },
  {
    rule: 'file-missing',
    it: 'a gadget of the layout',
    broken: { 'layout.xml': layout('/3rdpartygadget/files/gadgets/G.xml?x=1') },
    at: '<gadget>',
    sound: [
      { 'layout.xml': layout('/3rdpartygadget/files/gadgets/G.xml?x=1'), 'G.xml': spec('hello') },
      { 'layout.xml': layout('https://x.example/G.xml') },
      { 'layout.xml': layout('/desktop/scripts/js/callcontrol.js') },
    ],
  },
  {
    rule: 'file-missing',
    it: 'the content of a gadget',
    broken: { 'G.xml': apart('page.html') },
    at: 'href="page.html"',
    sound: [
      { 'G.xml': apart('page.html?v=2'), 'page.html': 'hello' },
      { 'g/G.xml': apart('/3rdpartygadget/files/g/sub/page.html'), 'g/sub/page.html': 'hello' },
      { 'G.xml': apart('https://x.example/page.html') },
      { 'G.xml': apart('//x.example/page.html') },
      { 'G.xml': apart('__UP_page__.html') },
      { 'g/G.xml': apart('../../../etc/page.html') },
      { 'G.xml': apart(' ') },
    ],
  },
  {
    rule: 'file-missing',
    it: 'a script of a content that is a file of its own, beside that file',
    broken: { 'G.xml': apart('sub/page.html'), 'sub/page.html': '<script src="a.js"></script>', 'a.js': '' },
    at: 'src="a.js"',
    sound: [{ 'G.xml': apart('sub/page.html'), 'sub/page.html': '<script src="a.js"></script>', 'sub/a.js': '' }],
  },
  {
    rule: 'spec-setprefs',
    it: 'finesse.js in a content that is a file of its own',
    broken: { 'G.xml': apart('page.html', 'pubsub-2'), 'page.html': FINESSE },
    at: '<Module>',
    sound: [
      { 'G.xml': apart('page.html'), 'page.html': FINESSE },
      { 'G.xml': apart('other.html', 'pubsub-2'), 'page.html': FINESSE, 'other.html': 'hello' },
      { 'G.xml': apart('https://x.example/page.html', 'pubsub-2'), 'page.html': FINESSE },
    ],
  },
  {
    rule: 'collection-add-only',
    it: 'in a content that is a file of its own, but not where half of it is to be seen',
    broken: { 'G.xml': apart('page.html'), 'page.html': "<script>calls.addHandler('collectionAdd', show);</script>" },
    at: 'calls.addHandler',
    sound: [
      {
        'G.xml': apart('https://x.example/page.html').replace(
          '</Module>',
          '<Content type="html"><![CDATA[<script>calls.addHandler(\'collectionAdd\', show);</script>]]></Content></Module>',
        ),
      },
    ],
  },
];
