// How the house bundles: the parts of rollup's configuration that other tools bundle with too.
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { transform } from 'esbuild';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from './run.mjs';

/** Finds modules as pages need them; `conditions` and what else the plugin takes go before. */
export function resolve({ conditions = [], ...more } = {}) {
  return nodeResolve({ browser: true, exportConditions: [...conditions, 'production', 'browser', 'es2015'], ...more });
}

/** Short names, few bytes. `module`: whether it is one; `ascii`: nothing but ASCII, for servers that do not say what a file is written in. */
export function minify({ module = true, ascii = false } = {}) {
  return [
    shortPrivateNames(),
    terser({
      ecma: 2022,
      module,
      compress: { passes: 3, inline: 1 },
      format: { comments: /^!/, ascii_only: ascii },
      maxWorkers: 2,
    }),
  ];
}

// Types are checked by `npm run check`; here they are only taken off.
export function typescript() {
  const { compilerOptions } = ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile).config;
  const options = ts.convertCompilerOptionsFromJson(
    // Not NodeNext: one file alone does not know that its package is a module, and would become CommonJS.
    { ...compilerOptions, module: 'ESNext', moduleResolution: 'Bundler', declaration: false, composite: false, importHelpers: true },
    root,
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

/** The licences of what a self-contained file holds ask to travel with it: `USE.LICENSES.txt`. */
export function licences(use) {
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
      const own = `Cordboard (MIT)\n\n${readFileSync(path.join(root, 'LICENSE'), 'utf8').trim()}\n`;
      this.emitFile({ type: 'asset', fileName: `${use}.LICENSES.txt`, source: [own, ...texts].join(`\n${'-'.repeat(78)}\n\n`) });
    },
  };
}

// A cycle among our own modules makes the order of evaluation an accident; `npm run check` fails on any warning. Cycles of others are theirs.
export function onwarn(warning, warn) {
  if (warning.code === 'CIRCULAR_DEPENDENCY' && warning.ids?.some((id) => id.includes('/node_modules/'))) return;
  if (warning.code === 'UNRESOLVED_IMPORT') throw new Error(warning.message);
  warn(warning);
}
