import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Script } from 'node:vm';
import { SaxesParser } from 'saxes';
import { layoutOf, settingsOf, specOf } from './gadget-spec.mjs';
import { packGadget } from './pack-gadget.mjs';

/** Elements of a document, in order, each with its attributes and its text. Throws for what is no XML. */
function elementsOf(xml) {
  const elements = [];
  const open = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const element = { ...attributes, tag: name, text: '' };
    elements.push(element);
    open.push(element);
  });
  const add = (text) => open.at(-1) && (open.at(-1).text += text);
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => open.pop());
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return elements;
}

const named = (elements, name) => elements.filter(({ tag }) => tag === name);
const spec = (given, content = '<main></main>', versions = { js: 'a1', css: 'b2' }) =>
  elementsOf(specOf(settingsOf({ name: 'Agent', ...given }), content, versions));

describe('a gadget’s spec', () => {
  it('asks for what every gadget needs, and keeps the rewriter off its files', () => {
    const elements = spec({
      views: ['default', 'canvas'],
      features: ['osapi', 'pubsub-2'],
      loading: { manual: true, seconds: 5 },
      collapsible: true,
    });
    assert.deepEqual(
      named(elements, 'Require').map(({ feature }) => feature),
      ['pubsub-2', 'setprefs', 'dynamic-height', 'settitle', 'views', 'osapi', 'loadingindicator'],
    );
    assert.deepEqual(
      named(elements, 'Param').map(({ name, text }) => [name, text]),
      [
        ['manual-dismiss', 'true'],
        ['loading-timeout', '5'],
        ['exclude-url', 'Agent.js'],
        ['exclude-url', 'Agent.css'],
      ],
    );
    assert.equal(named(elements, 'Content')[0].view, 'default,canvas');
  });

  it('writes what authors say as text, whatever is in it', () => {
    const elements = spec({ title: 'A & B <"c">', prefs: { team: '<7>' } }, '<p>x ]]> y</p>');
    assert.equal(named(elements, 'ModulePrefs')[0].title, 'A & B <"c">');
    assert.equal(named(elements, 'UserPref')[0].default_value, '<7>');
    assert.ok(named(elements, 'Content')[0].text.includes('<p>x ]]> y</p>'));
  });

  it('loads its files from beside it, or from where they lie', () => {
    const content = (given) => named(spec(given), 'Content')[0].text;
    assert.ok(content({}).includes('src="./Agent.js?v=a1"'));
    assert.ok(content({ base: 'https://gadgets.example/a/' }).includes('href="https://gadgets.example/a/Agent.css?v=b2"'));
    const withLibrary = content({ finesseJs: true });
    const order = ['jquery.min.js', 'finesse.min.js', './Agent.js'].map((file) => withLibrary.indexOf(file));
    assert.ok(order[0] > 0 && order[0] < order[1] && order[1] < order[2]);
  });

  it('is not made of what would break on the desktop', () => {
    for (const given of [
      { name: 'a b' },
      { name: 'A', titel: 'x' },
      { name: 'A', base: 'files' },
      { name: 'A', prefs: { 'a-b': '' } },
      { name: 'A', views: 'x' },
    ]) {
      assert.throws(() => settingsOf(given), /gadget\.json/);
    }
    for (const markup of ['<style>p{}</style>', '<script>x</script>', '<body>']) {
      assert.throws(() => spec({}, markup), /gadget\.html/);
    }
  });

  it('is pasted into a layout under the address it will have', () => {
    const gadget = (given) => named(elementsOf(layoutOf(settingsOf({ name: 'Agent', ...given }))), 'gadget')[0].text;
    assert.equal(gadget({ folder: 'crm/agent' }), '/3rdpartygadget/files/crm/agent/Agent.xml');
    assert.equal(gadget({ base: 'https://gadgets.example/a/' }), 'https://gadgets.example/a/Agent.xml');
  });
});

describe('packing a gadget', () => {
  let folder;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'gadget-'));
    await mkdir(path.join(folder, 'src'));
    await mkdir(path.join(folder, 'assets'));
    await writeFile(path.join(folder, 'gadget.json'), '{ "name": "Small" }');
    await writeFile(path.join(folder, 'gadget.html'), '<p id="here"></p>');
    await writeFile(path.join(folder, 'gadget.css'), '/* x */ p::before { content: "é" }');
    await writeFile(path.join(folder, 'assets/mark.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await writeFile(path.join(folder, 'src/words.ts'), "export const words: readonly string[] = ['naïve', '→'];");
    await writeFile(
      path.join(folder, 'src/main.ts'),
      `import { DesktopError } from '@cordboard/core';
import { words } from './words.js';
(globalThis as { said?: unknown }).said = [new DesktopError('busy').code, ...words];`,
    );
  });
  after(() => rm(folder, { recursive: true }));

  const filesIn = async (out) =>
    Promise.all(
      (await readdir(out, { recursive: true })).sort().map(async (file) => [file, await readFile(path.join(out, file)).catch(() => '')]),
    );

  it('gives one script with the kit in it, of letters that every server serves right', async () => {
    const { out, sizes } = await packGadget(folder);
    assert.deepEqual((await readdir(out)).sort(), ['Small.LICENSES.txt', 'Small.css', 'Small.js', 'Small.xml', 'assets', 'layout.xml']);
    assert.deepEqual(
      sizes.map(({ file }) => file),
      ['Small.xml', 'Small.js', 'Small.css'],
    );
    const script = await readFile(path.join(out, 'Small.js'), 'utf8');
    const styles = await readFile(path.join(out, 'Small.css'), 'utf8');
    assert.equal(/\P{ASCII}/u.test(script + styles), false);
    const scope = {};
    new Script(script).runInNewContext(scope);
    assert.deepEqual([...scope.said], ['busy', 'naïve', '→']);
    assert.ok((await readFile(path.join(out, 'Small.xml'), 'utf8')).includes('Small.css?v='));
  });

  it('gives the same bytes again, and another address to what has changed', async () => {
    const { out } = await packGadget(folder);
    const first = await filesIn(out);
    await packGadget(folder);
    assert.deepEqual(await filesIn(out), first);
    const versions = async () =>
      [...(await readFile(path.join(out, 'Small.xml'), 'utf8')).matchAll(/\.(\w+)\?v=(\w+)/g)].map(([, kind, version]) => [kind, version]);
    const before = Object.fromEntries(await versions());
    await writeFile(path.join(folder, 'src/words.ts'), "export const words: readonly string[] = ['other'];");
    await packGadget(folder);
    const now = Object.fromEntries(await versions());
    assert.equal(now.css, before.css);
    assert.notEqual(now.js, before.js);
  });

  it('says what is missing', async () => {
    await assert.rejects(packGadget(path.join(folder, 'src')), /no gadget\.json/);
  });
});
