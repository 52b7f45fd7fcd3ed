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
      const name = names.find((each) => path.startsWith(`/node_modules/${each}/`) && path.endsWith('.js'));
      return name && { body: await bundled(root + path), type: 'js' };
    },
  };
}

async function bundle(input) {
  const built = await rollup({ input, plugins: [nodeResolve({ browser: true }), commonjs({ strictRequires: false })] });
  const { output } = await built.generate({ format: 'es' });
  return output[0].code;
}
