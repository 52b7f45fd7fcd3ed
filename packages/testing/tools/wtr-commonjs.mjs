// Serves packages that are no modules as ones: the sandbox's XML parser, which in-page tests need in the browser.
import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';

/** A plugin for web-test-runner: each named package is bundled, once, into the file that its name resolves to. */
export function modulesOf(names, root) {
  const bundles = new Map();
  const bundled = (file) => {
    if (!bundles.has(file)) bundles.set(file, bundle(file));
    return bundles.get(file);
  };
  return {
    name: 'modules-of',
    async serve({ path }) {
      // What is installed may be linked to from a copy of the checkout, and lies outside of it then.
      const at = path.lastIndexOf('/node_modules/');
      const file = path.slice(at);
      const name = names.find((each) => at >= 0 && file.startsWith(`/node_modules/${each}/`) && file.endsWith('.js'));
      return name && { body: await bundled(root + file), type: 'js' };
    },
  };
}

async function bundle(input) {
  const built = await rollup({ input, plugins: [nodeResolve({ browser: true }), commonjs({ strictRequires: false })] });
  const { output } = await built.generate({ format: 'es' });
  return output[0].code;
}
