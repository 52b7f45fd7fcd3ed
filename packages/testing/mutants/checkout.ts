import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root, run } from '../tools/run.mjs';

/** A copy of what is committed, to be spoiled. */
export interface Checkout {
  readonly folder: string;
  dispose(): Promise<void>;
}

/** Makes one. What is installed is shared, but for our own packages, which are the copy's. */
export async function copiedCheckout(): Promise<Checkout> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cordboard-mutant-'));
  const { code, output } = await run('sh', ['-c', `git archive HEAD | tar -x -C '${folder}'`]);
  if (code !== 0) throw new Error(`The checkout cannot be copied: ${output}`);
  const [from, to] = [root, folder].map((home) => path.join(home, 'node_modules')) as [string, string];
  await mkdir(path.join(to, '@cordboard'), { recursive: true });
  for (const name of await readdir(from)) {
    if (name !== '@cordboard' && name !== '.cache') await symlink(path.join(from, name), path.join(to, name));
  }
  for (const name of await readdir(path.join(folder, 'packages'))) {
    await symlink(path.join(folder, 'packages', name), path.join(to, '@cordboard', name));
  }
  // What stands around the product, and is measured with it, is there as it was built.
  for (const built of ['packages/sandbox/dist', 'packages/finesse-js/dist']) {
    if (existsSync(path.join(root, built))) await symlink(path.join(root, built), path.join(folder, built));
  }
  return { folder, dispose: () => rm(folder, { recursive: true, force: true }) };
}
