// Makes what npm ships, packages/NAME/dist/**/*.js, of what `tsc -b` has written to packages/NAME/dist/tsc/: modules that can be read, and that
// bundlers make small (docs/decisions/0018-what-npm-ships.md). The declarations in dist/ are the compiler's own.
//   core and the adapters   one module, and one for each part that is loaded on demand
//   elements                module by module, for a page takes few of them
import { readdirSync, readFileSync } from 'node:fs';
import { onwarn } from './packages/testing/tools/bundling.mjs';
import { plainProperties, privateLetters, pureCalls, slimTemplates } from './packages/testing/tools/transforms.mjs';

const compiled = (name) => `packages/${name}/dist/tsc`;
const dist = (name, output) => ({
  dir: `packages/${name}/dist`,
  format: 'es',
  entryFileNames: '[name].js',
  sourcemap: true,
  // A module says itself what it needs; who reads it need not know what that needs in turn.
  hoistTransitiveImports: false,
  ...output,
});
const common = {
  external: /^[^./]/,
  plugins: [sourceMaps(), plainProperties(), slimTemplates(), privateLetters(), pureCalls()],
  onwarn,
};

// What index.js shares with the parts on demand has a file of its own, so that index.js exports what its declarations say.
const whole = (name) => ({
  ...common,
  input: `${compiled(name)}/index.js`,
  output: dist(name, { chunkFileNames: (chunk) => (chunk.name === 'index' ? `${name}.js` : '[name].js'), minifyInternalExports: false }),
});

const byModule = (name) => ({
  ...common,
  input: readdirSync(compiled(name), { recursive: true })
    .filter((file) => file.endsWith('.js'))
    .map((file) => `${compiled(name)}/${file}`),
  treeshake: false,
  output: dist(name, { preserveModules: true, preserveModulesRoot: compiled(name) }),
});

const PACKAGES = { core: whole, finesse: whole, acqueon: whole, genesys: whole, elements: byModule };

/** `--configPackages core,finesse`: only these. */
export default ({ configPackages = Object.keys(PACKAGES).join() } = {}) => configPackages.split(',').map((name) => PACKAGES[name](name));

// So that maps lead to the TypeScript, which is shipped too.
function sourceMaps() {
  return {
    name: 'source-maps',
    load: (id) => ({
      code: readFileSync(id, 'utf8').replace(/^\/\/# sourceMappingURL=.*\n?/m, ''),
      map: readFileSync(`${id}.map`, 'utf8'),
    }),
  };
}
