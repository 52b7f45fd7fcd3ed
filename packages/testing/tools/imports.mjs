// Who may import whom, read off the specifiers in a source: project references do not stop a stray import, because npm links every package
// where every other can find it.
import path from 'node:path';
import ts from 'typescript';

const OURS = '@cordboard/';
const LIT = ['lit', '@lit/context', '@lit-labs/virtualizer', 'tslib'];
const TEST_TOOLS = [
  '@open-wc/testing',
  '@web/test-runner-commands',
  'fast-check',
  'lit',
  'node:*',
  '@cordboard/testing',
  '@cordboard/sandbox',
];
const ANY = ['*'];

// First match wins. `loaded` may be imported only dynamically; of these, types are free.
const TABLE = [
  { in: /^packages\/testing\/(e2e|bench|mutants|faults|conformance|xmpp|tools)\//, may: ANY },
  { in: /^examples\/.*\.node\.test\.ts$/, may: ANY },
  { in: /^packages\/core\/src\//, may: ['rxjs'], tests: [] },
  { in: /^packages\/finesse\/src\//, may: ['@cordboard/core', 'rxjs'], loaded: ['strophe.js'], tests: ['ws'] },
  // Nothing of ours either: it is written apart from what it is tested with.
  { in: /^packages\/finesse-js\/src\//, may: [], tests: [] },
  { in: /^packages\/doctor\/src\//, may: ['acorn', 'css-tree', 'parse5', 'saxes', 'node:*'], tests: [] },
  { in: /^packages\/acqueon\/src\//, may: ['@cordboard/core', 'rxjs'], tests: [] },
  { in: /^packages\/genesys\/src\//, may: ['@cordboard/core', 'rxjs'], loaded: ['cometd'], tests: [] },
  { in: /^packages\/elements\/src\//, may: ['@cordboard/core', 'rxjs', ...LIT], tests: [] },
  { in: /^packages\/sandbox\/src\/server\//, may: ['hono', 'saxes', 'ws', 'node:*'], tests: ['strophe.js', 'cometd'] },
  { in: /^packages\/sandbox\/src\/page\//, may: [], tests: [], apart: /^packages\/sandbox\/src\/server\// },
  { in: /^packages\/sandbox\/src\/gadgets\/(desktop|frame)\//, may: [], tests: [], apart: /^packages\/sandbox\/src\/server\// },
  {
    in: /^packages\/sandbox\/src\//,
    may: ['hono', 'htmlparser2', 'saxes'],
    tests: ['ws', 'strophe.js'],
    apart: /^packages\/sandbox\/src\/server\//,
  },
  { in: /^packages\/testing\/src\//, may: ['@cordboard/core', 'rxjs'], tests: [] },
  {
    in: /^examples\//,
    may: [
      '@cordboard/core',
      '@cordboard/finesse',
      '@cordboard/acqueon',
      '@cordboard/genesys',
      '@cordboard/elements',
      '@cordboard/sandbox',
      'rxjs',
      'lit',
    ],
    tests: [],
  },
];

// A vendor's names stay inside its adapter. Comments may name the rule they follow.
const NEUTRAL = /^packages\/(core|elements)\/src\//;
const VENDORS = /finesse|cisco|acqueon|genesys/i;

/** What is wrong with the imports of one TypeScript source, named by its path from the root; one line each. */
export function importProblems(file, text) {
  const rule = TABLE.find((row) => row.in.test(file));
  if (!rule) return [`${file}  belongs to no row of the table of imports`];
  if (rule.may === ANY) return [];

  const problems = [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const report = (node, why) => problems.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}  ${why}`);
  // Raw clients are of the tests, and left out of what is published.
  const isTest = file.endsWith('.test.ts') || /\/raw-[^/]+\.ts$/.test(file);
  const visit = (node) => {
    const imported = importOf(node);
    if (imported) {
      const why = imported.specifier ? verdict(file, rule, isTest, imported) : 'an import whose name is worked out cannot be checked';
      if (why) report(node, why);
      return;
    }
    if (NEUTRAL.test(file) && !isTest && namesVendor(node)) {
      report(node, `names a vendor: ${node.getText().slice(0, 60)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return problems;
}

// Undefined for what is no import; an empty specifier where it is not a plain string.
function importOf(node) {
  const of = (literal, how) => ({ specifier: literal && ts.isStringLiteralLike(literal) ? literal.text : '', how });
  if (ts.isImportDeclaration(node)) return of(node.moduleSpecifier, isTypeOnly(node) ? 'type' : 'static');
  if (ts.isExportDeclaration(node)) return node.moduleSpecifier && of(node.moduleSpecifier, node.isTypeOnly ? 'type' : 'static');
  if (ts.isImportTypeNode(node)) return of(node.argument.literal, 'type');
  if (ts.isExternalModuleReference(node)) return of(node.expression, 'static');
  if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name)) return of(node.name, 'type');
  if (!ts.isCallExpression(node)) return undefined;
  const called = node.expression;
  if (called.kind === ts.SyntaxKind.ImportKeyword) return of(node.arguments[0], 'dynamic');
  if (ts.isIdentifier(called) && called.text === 'require') return of(node.arguments[0], 'static');
  return undefined;
}

function isTypeOnly({ importClause }) {
  if (!importClause) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = importClause.namedBindings;
  return !importClause.name && !!named && ts.isNamedImports(named) && named.elements.every((element) => element.isTypeOnly);
}

function verdict(file, rule, isTest, { specifier, how }) {
  if (specifier.startsWith('.')) return relativeVerdict(file, rule, specifier);
  if (/\/(src|dist)\//.test(specifier) && specifier.startsWith(OURS)) return `${specifier} reaches behind what the package exports`;
  const parts = specifier.split('/');
  const name = specifier.startsWith('@') ? parts.slice(0, 2).join('/') : specifier.startsWith('node:') ? 'node:*' : parts[0];
  if (name === ownName(file)) return isTest ? undefined : `imports its own package by name: ${specifier}`;
  if (rule.may.includes(name)) return undefined;
  if (isTest && rule.tests && [...TEST_TOOLS, ...rule.tests, ...(rule.loaded ?? [])].includes(name)) return undefined;
  if (rule.loaded?.includes(name)) return how === 'static' ? `${specifier} must be loaded on demand, by import()` : undefined;
  return `may not import ${specifier}`;
}

function relativeVerdict(file, rule, specifier) {
  const target = path.posix.join(path.posix.dirname(file), specifier);
  const home = file.split('/').slice(0, 2).join('/');
  if (!target.startsWith(`${home}/`)) return `${specifier} leaves the package`;
  if (target.startsWith(`${home}/dist/`)) return `${specifier} imports what is built`;
  if (rule.apart?.test(target)) return `${specifier} belongs to Node, this does not`;
  return undefined;
}

function ownName(file) {
  return file.startsWith('packages/') ? OURS + file.split('/')[1] : undefined;
}

function namesVendor(node) {
  return (
    (ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) &&
    VENDORS.test(node.text)
  );
}
