// What is done to each module, before bundling, so that every bundler makes it small (docs/decisions/0018-what-npm-ships.md).
import MagicString from 'magic-string';

/** What `@property` comes to, without the two helpers that bring it about: 0.4 kB in every page that has an element. */
export function plainProperties() {
  const decorated = /__decorate\(\[\s*property\(([\s\S]*?)\)\s*\], (\w+)\.prototype, ("\w+"), (?:void 0|null)\);/g;
  return {
    name: 'plain-properties',
    transform(code, id) {
      if (!code.includes('__decorate(') || id.includes('/node_modules/')) return null;
      const plain = new MagicString(code).replace(decorated, '$2.createProperty($3, $1);');
      // What is imported and not used is warned of.
      if (!plain.toString().includes('__decorate(')) plain.replace(/^import \{ (__decorate|property) \} from .*$/gm, '');
      return edited(plain);
    },
  };
}

/** terser leaves templates as they are. In css`` blanks and comments mean nothing; in html`` several blanks mean one. */
export function slimTemplates() {
  const oneBlank = (text) => text.replace(/\s+/g, ' ');
  const slim = {
    css: (css) =>
      oneBlank(css.replace(/\/\*[\s\S]*?\*\//g, ''))
        .replace(/\s*([{};,])\s*/g, '$1')
        .replace(/:\s+/g, ':')
        .replaceAll(';}', '}'),
    html: oneBlank,
    svg: oneBlank,
  };
  return {
    name: 'slim-templates',
    transform(code, id) {
      if (!/\b(css|html|svg)\s*`/.test(code) || id.includes('/node_modules/')) return null;
      const slimmed = new MagicString(code);
      for (const { tag, quasi } of nodesIn(this.parse(code), 'TaggedTemplateExpression')) {
        for (const { start, end } of slim[tag.name] ? quasi.quasis : []) {
          if (start < end) slimmed.update(start, end, slim[tag.name](code.slice(start, end)));
        }
      }
      return edited(slimmed);
    },
  };
}

/**
 * Private names as letters that begin anew in each class: 0.8 kB of 36 where terser comes after, which gives every name of a bundle another one.
 * Source maps know the names that were written.
 */
export function privateLetters() {
  return {
    name: 'private-letters',
    transform(code) {
      if (!code.includes('#')) return null;
      const short = new MagicString(code);
      // `names` are those of the classes around a node, `taken` how many letters they have.
      const visit = (node, names, taken) => {
        if (node.type === 'PrivateIdentifier') short.update(node.start, node.end, `#${names.get(node.name)}`, { storeName: true });
        const own = node.type === 'ClassBody' ? namesOf(node) : [];
        const inside = own.length > 0 ? new Map([...names, ...own.map((name, i) => [name, letters(taken + i)])]) : names;
        for (const child of childrenOf(node)) visit(child, inside, taken + own.length);
      };
      visit(this.parse(code), new Map(), 0);
      return edited(short);
    },
  };
}

/**
 * What `sideEffects: false` says of files, said of each call that lays something out on loading: where many files have become one, bundlers
 * still leave out what is not used.
 */
export function pureCalls() {
  return {
    name: 'pure-calls',
    transform(code) {
      const pure = new MagicString(code);
      const starts = new Set();
      const visit = (node) => {
        if (/Function/.test(node.type) || (node.type === 'MethodDefinition' && !node.computed)) return;
        if (node.type === 'PropertyDefinition' && !node.static) return;
        if (node.type === 'CallExpression' || node.type === 'NewExpression') starts.add(node.start);
        for (const child of childrenOf(node)) visit(child);
        // What is called for nothing but its effect, in a static block.
        if (node.type === 'ExpressionStatement') starts.delete(node.expression.start);
      };
      for (const { type, declaration, ...statement } of this.parse(code).body) {
        const declared = type === 'ExportNamedDeclaration' ? declaration : { type, ...statement };
        if (declared?.type === 'VariableDeclaration' || declared?.type === 'ClassDeclaration') visit(declared);
      }
      for (const start of starts) if (!/__PURE__ \*\/\s*$/.test(code.slice(0, start))) pure.appendLeft(start, '/* @__PURE__ */ ');
      return edited(pure);
    },
  };
}

// The private names that a class declares; a getter and its setter share one.
function namesOf({ body }) {
  return [...new Set(body.filter(({ key }) => key?.type === 'PrivateIdentifier').map(({ key }) => key.name))];
}

// a to z, aa to zz.
function letters(n) {
  const last = String.fromCharCode(97 + (n % 26));
  return n < 26 ? last : letters(Math.floor(n / 26) - 1) + last;
}

function childrenOf(node) {
  return Object.values(node)
    .flat()
    .filter((value) => typeof value?.type === 'string');
}

function nodesIn(node, type) {
  return [...(node.type === type ? [node] : []), ...childrenOf(node).flatMap((child) => nodesIn(child, type))];
}

function edited(text) {
  return text.hasChanged() ? { code: text.toString(), map: text.generateMap({ hires: 'boundary' }) } : null;
}
