import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's own folder. Every tool works from there, wherever it was called. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A file's path from the root, with `/`: how it is named on command lines and in counts. */
export const relativeToRoot = (file) => path.relative(root, path.resolve(root, file)).split(path.sep).join('/');

const UNVISITED = new Set(['node_modules', 'dist', '.git', 'coverage']);

/** Files below `folder` whose path (from the root, with `/`) passes `test`, sorted. A folder that is not there holds none. */
export async function files(folder, test) {
  const found = [];
  const visit = async (dir) => {
    const entries = await readdir(path.join(root, dir), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const file = path.posix.join(dir, entry.name);
      if (entry.isDirectory() && !UNVISITED.has(entry.name)) await visit(file);
      else if (entry.isFile() && test(file)) found.push(file);
    }
  };
  await visit(folder);
  return found.sort();
}

/**
 * Runs a command from the root and resolves with `{ code, output }`; never rejects. `show` passes its output on as it comes, else it is kept in
 * `output`. After `limitMs` it and all it has started are ended, and the code is not 0.
 */
export function run(command, args, { env, show = false, limitMs = 10 * 60_000, cwd = root } = {}) {
  return new Promise((resolve) => {
    const stdio = ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'];
    // A group of its own, so that a browser or server it leaves behind can be ended with it.
    const child = spawn(command, args, { cwd, stdio, detached: true, env: { ...process.env, ...BIN_PATH, ...env } });
    let output = '';
    const keep = (chunk) => (output += chunk);
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);
    const endGroup = (signal = 'SIGKILL') => {
      try {
        process.kill(-child.pid, signal);
      } catch {
        // It has gone already.
      }
    };
    const onSignal = () => (endGroup(), process.exit(130));
    process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
    let late = false;
    // Asked first: a browser is in a group of its own, and only who started it can end it.
    let timer = setTimeout(() => {
      late = true;
      endGroup('SIGTERM');
      timer = setTimeout(endGroup, GRACE_MS);
    }, limitMs);
    const done = (code) => {
      clearTimeout(timer);
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
      if (late) output += `\nended after ${limitMs / 60_000} minutes`;
      if (late && show) process.stdout.write(`\nended after ${limitMs / 60_000} minutes\n`);
      resolve({ code: late ? 1 : code, output });
    };
    child.once('error', (error) => ((output += error.message), done(1)));
    child.once('close', (code) => done(code ?? 1));
  });
}

const GRACE_MS = 5_000;
const BIN_PATH = { PATH: [path.join(root, 'node_modules/.bin'), process.env.PATH].join(path.delimiter) };
