import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { run } from './run.mjs';

const sources = ['--conditions=source', '--import', 'tsx'];
const COMMANDS = [
  ['packages/finesse/tools/pack-gadget.mjs'],
  ['packages/testing/tools/test.mjs'],
  ['packages/testing/tools/check.mjs'],
  [...sources, 'packages/testing/bench/run.mjs'],
  [...sources, 'packages/testing/mutants/run.mjs'],
  [...sources, 'packages/testing/mutants/rules.mjs'],
  [...sources, 'packages/testing/conformance/run.mjs'],
  [...sources, 'packages/testing/xmpp/run.mjs'],
  [...sources, 'packages/doctor/src/cli.ts'],
  [...sources, 'packages/sandbox/src/server/cli.ts'],
  [...sources, 'packages/sandbox/src/server/scenario-cli.ts'],
];

const called = (command, ...args) => run(process.execPath, [...command, ...args], { limitMs: 30_000 });

describe('a command that is called', () => {
  for (const command of COMMANDS) {
    const name = command.at(-1);

    it(`with --help says how, and ends well: ${name}`, async () => {
      const { code, output } = await called(command, '--help');
      assert.match(output, /^usage: /);
      assert.equal(code, 0);
    });

    it(`with an option that there is not says so without a stack: ${name}`, async () => {
      const { code, output } = await called(command, '--never');
      assert.equal(code, 2, output);
      assert.match(output, /--never/);
      assert.match(output, /^usage: /m);
      assert.doesNotMatch(output, /^\s+at /m);
    });
  }

  it('with a name that nobody knows says which there are', async () => {
    const bench = await called([...sources, 'packages/testing/bench/run.mjs'], '--only', 'G1,G0');
    assert.match(bench.output, /^Not measured: G0\. There are G1, /);
    const check = await called(['packages/testing/tools/check.mjs'], 'imports', 'nothing');
    assert.match(check.output, /^No such part: nothing\. There are types, lint, /);
    const test = await called(['packages/testing/tools/test.mjs'], 'node', 'nothing');
    assert.match(test.output, /^No such runner: nothing\. There are browser, /);
    const pack = await called(['packages/finesse/tools/pack-gadget.mjs'], 'nowhere');
    assert.match(pack.output, /^nowhere: no gadget\.json/);
    assert.deepEqual([bench.code, check.code, test.code, pack.code], [2, 2, 2, 1]);
  });
});
