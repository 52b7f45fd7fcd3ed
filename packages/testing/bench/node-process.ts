import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { subjectScript, type Product } from './product.js';

/**
 * Runs `measure(args)` of a subject in a process of its own, so that no metric inherits another's heap or warmed-up code. Gives what that
 * gives.
 */
export async function inNode<T>(
  product: Product,
  file: string,
  args: unknown = undefined,
  flags: readonly string[] = [],
  limitMs = 240_000,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cordboard-bench-'));
  try {
    const script = path.join(folder, 'subject.cjs');
    const tail = `;process.once('message', ({ args }) => Promise.resolve(subject.measure(args)).then(
      (value) => process.send({ value }, () => process.exit(0)),
      (error) => process.send({ error: String(error?.stack ?? error) }, () => process.exit(1))));`;
    await writeFile(script, (await subjectScript(product, file, 'node')) + tail);
    return await answerOf<T>(script, args, flags, limitMs);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function answerOf<T>(script: string, args: unknown, flags: readonly string[], limitMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const options = { execArgv: ['--expose-gc', ...flags], env: { ...process.env, NODE_OPTIONS: '' } };
    const child = fork(script, { ...options, stdio: ['ignore', 'inherit', 'pipe', 'ipc'] });
    let said = '';
    // The line of a minified script that failed is no help to anybody.
    child.stderr?.on('data', (chunk) => (said = (said + String(chunk)).slice(-4000)));
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.on('message', (answer: { value: T } | { error: string }) => {
      if ('error' in answer) reject(new Error(answer.error));
      else resolve(answer.value);
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`The process ended with ${signal ?? code}: ${said}`));
    });
    child.send({ args });
  });
}
