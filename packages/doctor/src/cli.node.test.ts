import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Report } from './finding.js';

const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url));

describe('the command', () => {
  let root = '';
  before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'doctor-'));
    await chmod(root, 0o755);
  });
  after(() => rm(root, { recursive: true }));

  const run = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, ['--conditions=source', '--import', 'tsx', CLI, ...args], { encoding: 'utf8' });

  it('ends with 2 and its usage when it is called wrongly', () => {
    for (const args of [[], ['--json'], ['--json', '--x', root], ['--what', root], [root, root], [path.join(root, 'none')], [CLI]]) {
      const { status, stderr, stdout } = run(...args);
      assert.equal(status, 2, args.join(' '));
      assert.match(stderr, /usage: doctor/);
      assert.equal(stdout, '');
    }
  });

  it('ends with 0 when nothing breaks, with 1 for an error, and writes the same as JSON', async () => {
    await writeFile(path.join(root, 'a.js'), 'setTimeout(start, 10);\n');
    assert.equal(run(root).status, 0);
    await writeFile(path.join(root, 'a.js'), 'var a;\n  alert("\u001b[31m");\n');
    const file = path.join(tmpdir(), `${path.basename(root)}.json`);
    const { status, stdout } = run(root, '--json', file);
    assert.equal(status, 1);
    assert.match(stdout, /^a\.js\n {2}2:3 {2}error {2}alert\(\) stops the desktop {2}\[blocking-dialog\]\n {6}why: .*p\. 384\)\n {6}fix: /);
    assert.match(stdout, /1 file, 0 gadgets: 1 error, 0 warnings, 0 notes\n$/);
    const report = JSON.parse(await readFile(file, 'utf8')) as Report;
    await rm(file);
    assert.equal(report.version, 1);
    assert.deepEqual(report.counts, { error: 1, warning: 0, note: 0 });
    assert.equal(report.findings[0]!.rule, 'blocking-dialog');
    assert.equal(report.findings[0]!.source, 'Finesse 12.5 guide p. 384');
  });

  it('lets nothing of a file reach the terminal but letters', async () => {
    await writeFile(path.join(root, 'a.js'), 'fetch("http://x/\u001b]0;title\u0007\\u001b[2J");\n');
    assert.doesNotMatch(run(root).stdout, /(?!\n)\p{Cc}/u);
  });
});
