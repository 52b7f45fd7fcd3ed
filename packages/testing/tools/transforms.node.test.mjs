import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rollup } from 'rollup';
import { plainProperties, privateLetters, pureCalls, slimTemplates } from './transforms.mjs';

/** What the plugin makes of a module, and where the map says it comes from. */
async function made(plugin, code) {
  const source = { name: 'source', resolveId: (id) => (id === 'x.js' ? id : null), load: (id) => (id === 'x.js' ? code : null) };
  const build = await rollup({ input: 'x.js', external: () => true, treeshake: false, plugins: [source, plugin] });
  const { output } = await build.generate({ format: 'es', sourcemap: true });
  return output[0];
}

describe('privateLetters', () => {
  it('begins anew in each class, and never hides a name of the class around it', async () => {
    const { code } = await made(
      privateLetters(),
      `export class First { #one = 1; get #two() { return 2; } set #two(v) {} has(o) { return #one in o && o.#two; } }
       export class Second {
         #outer = 3;
         inner() {
           const outer = this;
           return class { #own = 4; #outer = 5; sum() { return class { #deep = 6; all(x) { return [x.#own, x.#outer, this.#deep]; } }; } };
         }
       }`,
    );
    assert.match(code, /#a = 1; get #b\(\) \{ return 2; \} set #b\(v\) \{\} has\(o\) \{ return #a in o && o\.#b; \}/);
    assert.match(code, /#a = 3;/);
    assert.match(code, /#b = 4; #c = 5; sum\(\) \{ return class \{ #d = 6; all\(x\) \{ return \[x\.#b, x\.#c, this\.#d\]/);
  });

  it('goes on with two letters, and tells source maps the names', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `name${i}`);
    const { code, map } = await made(privateLetters(), `export class Many { ${names.map((name) => `#${name} = '${name}';`).join(' ')} }`);
    assert.match(code, /#z = 'name25'; #aa = 'name26'; #ab = 'name27'/);
    assert.deepEqual(
      map.names.filter((name) => name.startsWith('#')),
      names.map((name) => `#${name}`),
    );
  });
});

describe('pureCalls', () => {
  it('marks what is laid out on loading, once, and nothing that runs later', async () => {
    const { code } = await made(
      pureCalls(),
      `const table = new Map(pairs('a'));
       export const read = /* @__PURE__ */ record(list('b'));
       export class Held extends Base { static seen = new Set(); own = new Set(); run() { return call(); } }
       const later = () => call();
       start(later, table);
       class Told { static { this.seen = pairs('c'); announce(this); } }`,
    );
    assert.match(code, /table = \/\* @__PURE__ \*\/ new Map\(\/\* @__PURE__ \*\/ pairs\('a'\)\)/);
    assert.match(code, /read = \/\* @__PURE__ \*\/ record\(\/\* @__PURE__ \*\/ list\('b'\)\)/);
    assert.match(code, /static seen = \/\* @__PURE__ \*\/ new Set\(\); own = new Set\(\); run\(\) \{ return call\(\); \}/);
    assert.match(code, /this\.seen = \/\* @__PURE__ \*\/ pairs\('c'\); announce\(this\);/);
    assert.match(code, /later = \(\) => call\(\);\s+start\(later, table\);/);
  });
});

describe('slimTemplates', () => {
  it('takes blanks out of styles and markup, also where one stands in another, and leaves all other text', async () => {
    const { code } = await made(
      slimTemplates(),
      [
        'export const styles = css`',
        '  /* why */ :host { color: red; }',
        '  ${more} b { margin: 0 1px; }`;',
        'export const page = (rows) => html`<p>',
        '   ${rows.map((row) => html`<b>  ${row}  </b>`)}</p>`;',
        "export const text = `a  b` + 'c  d';",
      ].join('\n'),
    );
    assert.ok(code.includes('css` :host{color:red}${more} b{margin:0 1px}`'), code);
    assert.ok(code.includes('html`<p> ${rows.map((row) => html`<b> ${row} </b>`)}</p>`'), code);
    assert.ok(code.includes("`a  b` + 'c  d'"));
  });
});

describe('plainProperties', () => {
  it('makes a decorated property the call it comes to, and leaves other decorators with their helper', async () => {
    const plain = `import { __decorate } from 'tslib';\nimport { property } from 'lit/decorators.js';\nexport class A {}\n`;
    const one = `__decorate([\n    property({ type: Boolean })\n], A.prototype, "open", void 0);\n`;
    const { code } = await made(plainProperties(), plain + one);
    assert.match(code, /A\.createProperty\("open", \{ type: Boolean \}\);/);
    assert.doesNotMatch(code, /import/);
    const { code: mixed } = await made(plainProperties(), `${plain}${one}__decorate([\n    state()\n], A.prototype, "busy", void 0);\n`);
    assert.match(mixed, /import \{ __decorate \} from 'tslib'/);
    assert.match(mixed, /A\.createProperty/);
  });
});
