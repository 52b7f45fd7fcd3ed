// Bundles what `tsc -b` has written to each package's dist/:
//   packages/NAME/dist/NAME.min.js        the package as one minified module; its dependencies stay imports (for import maps)
//   packages/elements/dist/uses/USE.js   everything one use needs in one self-contained module, for a plain <script type="module">;
//                                         beside it the chunks that few need, loaded on demand; they import that module by its name
//   packages/finesse-js/dist/finesse.js  the Finesse JS-style API as a classic script, to be read; finesse.min.js the same, small
//   examples/NAME/dist/                   the example, as built files: src/main.ts (and src/static.ts) bundled, pages, styles and pictures copied
import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { transform } from 'esbuild';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const client = `export { controlOf, DesktopClient, DesktopError, ownParticipant, Secret } from '@cordboard/core'; export { FinessePort } from '@cordboard/finesse';`;
const uses = {
  // For a page with elements of its own.
  'finesse-headless': client,
  // For a page that wants the state and the call's buttons and draws the rest itself.
  'finesse-controls': `${client}
    import '@cordboard/elements/desktop-provider/define';
    import '@cordboard/elements/agent-state-picker/define';
    import '@cordboard/elements/dialog-controls/define';`,
  // For two tags and a script.
  'finesse-desktop': `${client} import '@cordboard/elements/define';`,
  // The same for a widget in a frame of the Workspace, with who is in the call.
  'acqueon-controls': `export { controlOf, DesktopClient, DesktopError, ownParticipant, Secret } from '@cordboard/core';
    export { AcqueonPort, FrameTransport } from '@cordboard/acqueon';
    import '@cordboard/elements/desktop-provider/define';
    import '@cordboard/elements/agent-state-picker/define';
    import '@cordboard/elements/dialog-controls/define';
    import '@cordboard/elements/conference-roster/define';`,
  // The same on the Genesys voice interaction service, by way of a bridge.
  'genesys-controls': `export { controlOf, DesktopClient, DesktopError, ownParticipant, Secret } from '@cordboard/core';
    export { BridgeWire, GenesysPort } from '@cordboard/genesys';
    import '@cordboard/elements/desktop-provider/define';
    import '@cordboard/elements/agent-state-picker/define';
    import '@cordboard/elements/dialog-controls/define';
    import '@cordboard/elements/conference-roster/define';`,
  // The same on Genesys Web Services; the CometD client comes on demand.
  'genesys-web-controls': `export { controlOf, DesktopClient, DesktopError, ownParticipant, Secret } from '@cordboard/core';
    export { GenesysPort, WebWire } from '@cordboard/genesys';
    import '@cordboard/elements/desktop-provider/define';
    import '@cordboard/elements/agent-state-picker/define';
    import '@cordboard/elements/dialog-controls/define';
    import '@cordboard/elements/conference-roster/define';`,
  // For a page with everything on it.
  'genesys-desktop': `export { controlOf, DesktopClient, DesktopError, ownParticipant, Secret } from '@cordboard/core';
    export { BridgeWire, GenesysPort } from '@cordboard/genesys';
    import '@cordboard/elements/define';`,
  // For a widget in a frame of the Workspace, whichever telephony that stands on, with its campaigns.
  'acqueon-desktop': `export { controlOf, DesktopClient, DesktopError, ownParticipant, Secret } from '@cordboard/core';
    export { AcqueonPort, AmazonPort, FrameTransport, LcmDesk, lcmReads, lcmWrites, SharedTransport } from '@cordboard/acqueon';
    import '@cordboard/elements/define';`,
};

const resolve = () => nodeResolve({ browser: true, exportConditions: ['production', 'browser', 'es2015'] });
const minify = () => [
  shortPrivateNames(),
  terser({ ecma: 2022, module: true, compress: { passes: 3, inline: 1 }, format: { comments: /^!/ }, maxWorkers: 2 }),
];

// What a chunk shares with its entry stays in the entry's file, or each page would begin with two.
const preserveEntrySignatures = 'allow-extension';
// An element's define.ts is named for its element.
const chunkName = ({ name, facadeModuleId }) => (name === 'define' && facadeModuleId ? path.basename(path.dirname(facadeModuleId)) : name);

const packages = ['core', 'finesse', 'acqueon', 'genesys', 'elements', 'sandbox'].map((name) => {
  const { dependencies } = JSON.parse(readFileSync(`packages/${name}/package.json`, 'utf8'));
  const external = new RegExp(`^(${Object.keys(dependencies).join('|')})(/|$)`);
  return {
    input: `packages/${name}/dist/index.js`,
    external,
    preserveEntrySignatures,
    output: {
      dir: `packages/${name}/dist`,
      entryFileNames: `${name}.min.js`,
      // What is loaded on demand only.
      chunkFileNames: (chunk) => `${name}.${chunkName(chunk)}.min.js`,
      sourcemap: true,
    },
    plugins: [resolve(), plainProperties(), slimTemplates(), minify()],
    onwarn,
  };
});

const selfContained = Object.entries(uses).map(([name, code]) => ({
  input: name,
  preserveEntrySignatures,
  output: {
    dir: 'packages/elements/dist/uses',
    entryFileNames: '[name].js',
    chunkFileNames: (chunk) => `${chunkName(chunk)}-[hash].js`,
    sourcemap: true,
    // The chunks are the same for every use; one use only has the client of notifications.
    banner: ({ isEntry, moduleIds }) =>
      `/*! Cordboard, MIT. Parts: ${isEntry || moduleIds.some((id) => id.includes('/cometd/')) ? name : 'finesse-desktop'}.LICENSES.txt */`,
  },
  plugins: [virtualEntry(name, code), resolve(), plainProperties(), slimTemplates(), minify(), licences(name)],
  onwarn,
}));

// Gadgets load the library by a plain <script>, which knows no import.
const finesseJs = {
  input: 'packages/finesse-js/dist/classic.js',
  output: [
    { file: 'packages/finesse-js/dist/finesse.js', format: 'iife', banner: '/*! Cordboard, MIT */' },
    {
      file: 'packages/finesse-js/dist/finesse.min.js',
      format: 'iife',
      banner: '/*! Cordboard, MIT */',
      sourcemap: true,
      plugins: [terser({ ecma: 2022, compress: { passes: 3 }, format: { comments: /^!/ } })],
    },
  ],
  onwarn,
};

// Each of `src/main.ts` and `src/static.ts` is a page's script of its own; what lies beside `src` is copied once.
const examples = (existsSync('examples') ? readdirSync('examples') : [])
  .map((name) => `examples/${name}`)
  .filter((folder) => existsSync(`${folder}/src/main.ts`))
  .flatMap((folder) => [
    example(folder, 'main', copied(folder)),
    ...(existsSync(`${folder}/src/static.ts`) ? [example(folder, 'static')] : []),
  ]);

export default [...packages, ...selfContained, finesseJs, ...examples];

function example(folder, name, ...more) {
  return {
    input: { [name]: `${folder}/src/${name}.ts` },
    output: { dir: `${folder}/dist`, entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', sourcemap: true },
    // The sandbox's XML parser, in pages that play it themselves, is no module.
    plugins: [
      typescript(),
      resolve(),
      commonjs({ include: '**/node_modules/{saxes,xmlchars}/**' }),
      plainProperties(),
      slimTemplates(),
      minify(),
      ...more,
    ],
    onwarn,
  };
}

function virtualEntry(name, code) {
  return { name: 'virtual-entry', resolveId: (id) => (id === name ? id : null), load: (id) => (id === name ? code : null) };
}

// Types are checked by `npm run check`; here they are only taken off.
function typescript() {
  const { compilerOptions } = ts.readConfigFile('tsconfig.json', ts.sys.readFile).config;
  const options = ts.convertCompilerOptionsFromJson(
    // Not NodeNext: one file alone does not know that its package is a module, and would become CommonJS.
    { ...compilerOptions, module: 'ESNext', moduleResolution: 'Bundler', declaration: false, composite: false, importHelpers: true },
    '.',
  ).options;
  return {
    name: 'typescript',
    resolveId(id, importer) {
      if (!importer || !id.startsWith('.') || !importer.endsWith('.ts')) return null;
      const file = path.resolve(path.dirname(importer), id.replace(/\.js$/, '.ts'));
      return existsSync(file) ? file : null;
    },
    transform(code, id) {
      if (!id.endsWith('.ts')) return null;
      const { outputText, sourceMapText } = ts.transpileModule(code, { fileName: id, compilerOptions: options });
      return { code: outputText, map: sourceMapText ?? null };
    },
  };
}

// terser gives every private name of a bundle another short one; esbuild begins anew in each class, which packs better (0.8 kB of 36).
function shortPrivateNames() {
  return {
    name: 'short-private-names',
    async renderChunk(code) {
      const { code: short, map } = await transform(code, {
        minifyIdentifiers: true,
        target: 'es2022',
        format: 'esm',
        legalComments: 'inline',
        sourcemap: true,
      });
      return { code: short, map };
    },
  };
}

// What `@property` comes to, without the two helpers that bring it about: 0.4 kB in every page that has an element.
function plainProperties() {
  const decorated = /__decorate\(\[\s*property\(([\s\S]*?)\)\s*\], (\w+)\.prototype, ("\w+"), (?:void 0|null)\);/g;
  return {
    name: 'plain-properties',
    transform(code, id) {
      if (!code.includes('__decorate(') || id.includes('/node_modules/')) return null;
      const plain = code.replace(decorated, '$2.createProperty($3, $1);');
      if (plain.includes('__decorate(')) return { code: plain, map: null };
      // What is imported and not used is warned of.
      return { code: plain.replace(/^import \{ (__decorate|property) \} from .*$/gm, ''), map: null };
    },
  };
}

// terser leaves templates as they are. In css`` blanks and comments mean nothing; in html`` several blanks mean one.
function slimTemplates() {
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
  const partsIn = (node) => {
    if (!node || typeof node !== 'object') return [];
    const slimmed = node.type === 'TaggedTemplateExpression' && slim[node.tag.name];
    const parts = slimmed ? node.quasi.quasis.map((part) => ({ ...part, slimmed })) : [];
    return [...parts, ...Object.values(node).flatMap(partsIn)];
  };
  return {
    name: 'slim-templates',
    transform(code, id) {
      if (!/\b(css|html|svg)\s*`/.test(code) || id.includes('/node_modules/')) return null;
      let out = code;
      // From the end, so that places before stay true; the parts of a template inside another lie between its own.
      for (const { start, end, slimmed } of partsIn(this.parse(code)).sort((a, b) => b.start - a.start))
        out = out.slice(0, start) + slimmed(out.slice(start, end)) + out.slice(end);
      return { code: out, map: null };
    },
  };
}

// Pages, styles and pictures: all that is not source or settings.
function copied(folder) {
  const isLeft = (file) =>
    /^(src|dist|node_modules)\//.test(file) || /(^|\/)(package|tsconfig[^/]*)\.json$|\.(md|ts|mjs|tsbuildinfo)$/.test(file);
  return {
    name: 'copied',
    buildStart() {
      for (const file of readdirSync(folder, { recursive: true }).map((name) => name.split(path.sep).join('/'))) {
        if (isLeft(file) || !statSync(`${folder}/${file}`).isFile()) continue;
        this.addWatchFile(path.resolve(folder, file));
        this.emitFile({ type: 'asset', fileName: file, source: readFileSync(`${folder}/${file}`) });
      }
    },
  };
}

// The licences of what a self-contained file holds ask to travel with it.
function licences(use) {
  return {
    name: 'licences',
    generateBundle(_options, bundle) {
      const ids = Object.values(bundle).flatMap((chunk) => Object.entries(chunk.modules ?? {}));
      const folders = new Set(
        ids.filter(([, { renderedLength }]) => renderedLength > 0).map(([id]) => /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1]),
      );
      const texts = [...folders]
        .filter(Boolean)
        .sort()
        .map((folder) => {
          const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
          const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
          return `${name} ${version} (${license})\n\n${file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : ''}\n`;
        });
      const own = `Cordboard (MIT)\n\n${readFileSync('LICENSE', 'utf8').trim()}\n`;
      this.emitFile({ type: 'asset', fileName: `${use}.LICENSES.txt`, source: [own, ...texts].join(`\n${'-'.repeat(78)}\n\n`) });
    },
  };
}

// A cycle among our own modules makes the order of evaluation an accident; `npm run check` fails on any warning. Cycles of others are theirs.
function onwarn(warning, warn) {
  if (warning.code === 'CIRCULAR_DEPENDENCY' && warning.ids?.some((id) => id.includes('/node_modules/'))) return;
  if (warning.code === 'UNRESOLVED_IMPORT') throw new Error(warning.message);
  warn(warning);
}
