import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('./scenario-cli.ts', import.meta.url));

function run(...args: readonly string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=source', '--import', 'tsx', CLI, ...args], {
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

describe('the command that plays scenarios', () => {
  let folder: string;
  const file = (name: string, steps: readonly object[]): string => {
    const full = path.join(folder, name);
    writeFileSync(full, `{ "title": "${name}",\n "steps": [\n${steps.map((step) => JSON.stringify(step)).join(',\n')}\n] }`);
    return full;
  };
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'scenario-'))));
  after(() => rmSync(folder, { recursive: true }));

  const IN = { agent: '1001001', does: 'sign-in' };
  const expected = (state: string): object => ({ expect: { agent: '1001001', state }, within: 0 });

  it('says what went well and what did not, by file and line', () => {
    const good = file('good.json', [IN, expected('NOT_READY')]);
    const bad = file('bad.json', [IN, expected('READY')]);
    const broken = file('broken.json', [{ agent: '1001001', does: 'dance' }]);
    const { code, out } = run(good, bad, broken);
    assert.equal(code, 1);
    assert.match(out, /^ok {5}good\.json: 1 passed, 0 failed$/m);
    assert.match(out, /^FAILED bad\.json: 0 passed, 1 failed$/m);
    assert.match(out, /bad\.json:4 {2}expect agent 1001001, state READY, within 0\n +state of 1001001 is NOT_READY, not READY$/m);
    assert.match(out, /broken\.json:3: steps\[0\]\.does must be one of connect, /);
    assert.match(out, /^1 passed, 2 failed$/m);
  });

  it('tells every step if asked, and ends well when all is well', () => {
    const { code, out } = run('--steps', file('good.json', [IN, expected('NOT_READY')]));
    assert.equal(code, 0);
    assert.match(out, /0\.030 s {2}done {4}\S+good\.json:3 {2}agent 1001001, does sign-in$/m);
  });

  it('asks for a file', () => assert.deepEqual([run().code, run('--what').code], [2, 2]));
});
