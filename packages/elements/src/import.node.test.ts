import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const settings = fileURLToPath(new URL('../tsconfig.src.json', import.meta.url));

// In a process of its own: the sources use decorators, which the loader reads only with the package's own settings.
async function importInNode(...modules: readonly string[]): Promise<string> {
  const script = `${modules.map((name) => `await import('${name}');`).join('')} console.log('imported', typeof document)`;
  const args = ['--conditions=source', '--import', 'tsx', '--input-type=module', '--eval', script];
  const { stdout } = await run(process.execPath, args, { env: { ...process.env, TSX_TSCONFIG_PATH: settings } });
  return stdout.trim();
}

describe('the elements in Node', () => {
  it('can be imported, as classes and to be defined, where there is no page', async () => {
    assert.equal(
      await importInNode('@cordboard/elements', '@cordboard/elements/define', '@cordboard/elements/labels'),
      'imported undefined',
    );
  });

  it('can be imported one by one', async () => {
    assert.equal(
      await importInNode('@cordboard/elements/agent-state-picker', '@cordboard/elements/agent-state-picker/define'),
      'imported undefined',
    );
  });
});
