import { build, type Plugin } from 'esbuild';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { root, run } from '../tools/run.mjs';

/** What is measured: the packages as they would be published, or as they stand in the checkout. */
export interface Product {
  readonly kind: 'packed' | 'source';
  /** A folder from where the packages are found by name, if they are packed. */
  readonly home: string;
  /** Where a package's own folder is. */
  folder(name: ProductPackage): string;
  /** Turns a specifier of ours into a file. For bundlers of any kind. */
  resolve(specifier: string): string | undefined;
  /** Gives the folder back. */
  dispose(): Promise<void>;
}

export type ProductPackage = 'core' | 'finesse' | 'elements';

const PACKAGES: readonly ProductPackage[] = ['core', 'finesse', 'elements'];
const SOURCES = /packages\/(core|finesse|elements)\/src\/(.*)\.(?:js|ts)$/;

/** The checkout's sources: no build is needed, and a mutant needs no build either. */
export function sourceProduct(): Product {
  const folder = (name: ProductPackage): string => path.join(root, 'packages', name);
  return {
    kind: 'source',
    home: root,
    folder,
    resolve: (specifier) => resolveIn(folder, 'source', specifier),
    dispose: () => Promise.resolve(),
  };
}

/** What `npm pack` makes of the packages, unpacked below `node_modules`, where their dependencies are found. Builds them before, unless `dist` is to be taken as it is. */
export async function packedProduct({ build = true } = {}): Promise<Product> {
  const home = path.join(root, 'node_modules/.cache/bench', String(process.pid));
  await mkdir(home, { recursive: true });
  if (build) {
    await must('tsc', ['-b', ...PACKAGES.map((name) => `packages/${name}`)]);
    await must('rollup', ['-c', 'rollup.modules.config.mjs', '--configPackages', PACKAGES.join()]);
  }
  await must('npm', ['pack', '--silent', '--pack-destination', home, ...PACKAGES.flatMap((name) => ['-w', `packages/${name}`])]);
  const folder = (name: ProductPackage): string => path.join(home, 'node_modules/@cordboard', name);
  const tarballs = await readdir(home);
  for (const name of PACKAGES) {
    await mkdir(folder(name), { recursive: true });
    const tarball = tarballs.find((file) => file.startsWith(`cordboard-${name}-`)) ?? '';
    await must('tar', ['-xzf', path.join(home, tarball), '--strip-components=1', '-C', folder(name)]);
  }
  return {
    kind: 'packed',
    home,
    folder,
    resolve: (specifier) => resolveIn(folder, 'packed', specifier),
    dispose: () => rm(home, { recursive: true, force: true }),
  };
}

async function must(command: string, args: readonly string[]): Promise<void> {
  const { code, output } = await run(command, args);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${output}`);
}

function resolveIn(folder: (name: ProductPackage) => string, kind: Product['kind'], specifier: string): string | undefined {
  const parts = /^@cordboard\/(core|finesse|elements)(?:\/(.*))?$/.exec(specifier);
  if (!parts) return undefined;
  const [, name, rest] = parts as unknown as [string, ProductPackage, string | undefined];
  const [home, ending] = kind === 'source' ? ['src', '.ts'] : ['dist', '.js'];
  const within = rest ?? 'index';
  const file = path.join(folder(name), home, `${within}${ending}`);
  // `@cordboard/elements/hold-toggle` is that element's file of the same name.
  return existsSync(file) ? file : path.join(folder(name), home, within, `${path.basename(within)}${ending}`);
}

/** Leads esbuild to the product: imports by name, and those of a package's insides by their place in the checkout. */
export function productPlugin(product: Product): Plugin {
  return {
    name: 'product',
    setup(build) {
      build.onResolve({ filter: /^@cordboard\/(core|finesse|elements)(\/|$)/ }, ({ path: specifier }) => {
        const file = product.resolve(specifier);
        return file === undefined ? undefined : { path: file, sideEffects: /\/define\.[jt]s$/.test(file) };
      });
      if (product.kind === 'source') return;
      build.onResolve({ filter: /^\.\.?\// }, ({ path: specifier, resolveDir }) => {
        const inside = SOURCES.exec(path.join(resolveDir, specifier).split(path.sep).join('/'));
        return inside && { path: insideOf(product, inside[1] as ProductPackage, `${inside[2]}.js`), sideEffects: false };
      });
    },
  };
}

// An adapter is shipped as one module; what is measured of its insides is what that module was made of.
function insideOf(product: Product, name: ProductPackage, file: string): string {
  const shipped = path.join(product.folder(name), 'dist', file);
  return existsSync(shipped) ? shipped : path.join(root, 'packages', name, 'dist/tsc', file);
}

// What is loaded on demand is no part of what is loaded at once.
const onDemand: Plugin = {
  name: 'on-demand',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ kind, path: specifier }) =>
      kind === 'dynamic-import' ? { path: specifier, external: true } : undefined,
    );
  },
};

/** How a script is made of the product. */
export interface ScriptOptions {
  readonly format: 'iife' | 'esm';
  readonly platform?: 'browser' | 'node';
  readonly minify: boolean;
  readonly globalName?: string;
  /** Leave out what is loaded on demand. */
  readonly atOnce?: boolean;
  /** Where relative imports start from. */
  readonly from?: string;
}

/** One script of an entry module. */
export async function scriptOf(
  product: Product,
  entry: string,
  { from, atOnce = false, platform = 'browser', ...options }: ScriptOptions,
): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: from ?? product.home },
    bundle: true,
    write: false,
    platform,
    target: 'es2022',
    tsconfig: path.join(root, 'tsconfig.json'),
    conditions: product.kind === 'source' ? ['source'] : [],
    plugins: [...(atOnce ? [onDemand] : []), productPlugin(product)],
    logLevel: 'error',
    legalComments: 'none',
    ...options,
  });
  return outputFiles[0]!.text;
}

/** The script of a subject; `file` is below `bench/`. Its exports are those of the global `subject`. */
export function subjectScript(product: Product, file: string, platform: 'browser' | 'node'): Promise<string> {
  // In a page as a page gets it; in Node so that what goes wrong can be read.
  const options = { format: 'iife', platform, minify: platform === 'browser', globalName: 'subject' } as const;
  return scriptOf(product, `export * from './${file}';`, { ...options, from: path.join(root, 'packages/testing/bench') });
}
