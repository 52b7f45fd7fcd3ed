// Bundles what `tsc -b` has written:
//   packages/NAME/dist/**/*.js            what npm ships (rollup.modules.config.mjs); the rest is made of it
//   packages/NAME/dist/NAME.min.js        the package as one minified module; its dependencies stay imports (for import maps)
//   packages/elements/dist/uses/USE.js   everything one use needs in one self-contained module, for a plain <script type="module">;
//                                         beside it the chunks that few need, loaded on demand; they import that module by its name
//   packages/finesse-js/dist/finesse.js  the Finesse JS-style API as a classic script, to be read; finesse.min.js the same, small
//   packages/sandbox/dist/box/            the desktop in a box: its page, and the classic script that stands first in every gadget's frame
//   examples/NAME/dist/                   the example, as built files: src/main.ts (and src/static.ts) bundled, pages, styles and pictures copied
import commonjs from '@rollup/plugin-commonjs';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { licences, minify, onwarn, resolve, typescript } from './packages/testing/tools/bundling.mjs';
import { plainProperties, slimTemplates } from './packages/testing/tools/transforms.mjs';
import modules from './rollup.modules.config.mjs';

const client = `export { controlOf, DesktopClient, DesktopError, ownParticipant, Secret } from '@cordboard/core'; export { FinessePort } from '@cordboard/finesse';`;
const uses = {
  // For a page with elements of its own.
  'finesse-headless': client,
  // For a page that wants the state and the call's buttons and draws the rest itself.
  'finesse-controls': `${client}
    import '@cordboard/elements/desktop-provider/define';
    import '@cordboard/elements/agent-state-picker/define';
    import '@cordboard/elements/dialog-controls/define';`,
  // For a gadget on a Finesse desktop, which has the connection already.
  'gadget-controls': `export { controlOf, DesktopClient, DesktopError, ownParticipant } from '@cordboard/core';
    export { fitHeight, GadgetContainer, GadgetPort } from '@cordboard/finesse';
    import '@cordboard/elements/desktop-provider/define';
    import '@cordboard/elements/agent-state-picker/define';
    import '@cordboard/elements/dialog-controls/define';
    import '@cordboard/elements/conference-roster/define';`,
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
  // For a page with everything on it, whichever wire it takes.
  'genesys-desktop': `export { controlOf, DesktopClient, DesktopError, ownParticipant, Secret } from '@cordboard/core';
    export { BridgeWire, GenesysPort, WebWire } from '@cordboard/genesys';
    import '@cordboard/elements/define';`,
  // For a widget in a frame of the Workspace, whichever telephony that stands on, with its campaigns.
  'acqueon-desktop': `export { controlOf, DesktopClient, DesktopError, ownParticipant, Secret } from '@cordboard/core';
    export { AcqueonPort, AmazonPort, FrameTransport, LcmDesk, lcmReads, lcmWrites, SharedTransport } from '@cordboard/acqueon';
    import '@cordboard/elements/define';`,
  // Everything there is, which nobody loads at once: what the kit weighs as a whole.
  'whole-kit': `export * from '@cordboard/core'; export * from '@cordboard/finesse'; export * from '@cordboard/acqueon';
    export * from '@cordboard/genesys'; import '@cordboard/elements/define';`,
};

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
    plugins: [resolve(), minify()],
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
  plugins: [virtualEntry(name, code), resolve(), minify(), licences(name)],
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
      plugins: minify(),
    },
  ],
  onwarn,
};

// Each of `src/main.ts` and `src/static.ts` is a page's script of its own; what lies beside `src` is copied once.
const examples = (existsSync('examples') ? readdirSync('examples') : [])
  .map((name) => `examples/${name}`)
  // A gadget is packed by its own tool (`npm run pack:gadget`).
  .filter((folder) => existsSync(`${folder}/src/main.ts`) && !existsSync(`${folder}/gadget.json`))
  .flatMap((folder) => [
    example(folder, 'main', copied(folder)),
    ...(existsSync(`${folder}/src/static.ts`) ? [example(folder, 'static')] : []),
  ]);

const box = [
  { name: 'desktop', format: 'es', more: [copied('packages/sandbox/src/gadgets/desktop')] },
  { name: 'frame', format: 'iife', more: [] },
].map(({ name, format, more }) => ({
  input: { [name]: `packages/sandbox/dist/gadgets/${name}/main.js` },
  output: { dir: 'packages/sandbox/dist/box', format, entryFileNames: '[name].js', sourcemap: true },
  plugins: [resolve(), minify(), ...more],
  onwarn,
}));

// One after another, in this order.
export default [...modules(), ...packages, ...selfContained, finesseJs, ...box, ...examples];

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
