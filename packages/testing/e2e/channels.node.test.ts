import { build } from 'esbuild';
import assert from 'node:assert/strict';
import { test } from 'node:test';

/** What a bundler keeps of the package for a page that uses one thing of it. */
async function bundled(name: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${name} } from '@cordboard/acqueon'`, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: 'esm',
    conditions: ['source'],
    external: ['rxjs', '@cordboard/core'],
    tsconfigRaw: {},
  });
  return outputFiles[0]!.text;
}

// A word of each channel that no other has.
const CHANNELS = { Cisco: 'SetUserInfo', Amazon: 'DropNailedCall', LCM: 'GetScreenPopData', Salesforce: 'CheckTaskState' };

for (const [name, kept] of [
  ['AcqueonPort', ['Cisco']],
  ['AmazonPort', ['Amazon']],
  ['FrameTransport', []],
] as const) {
  test(`a page with ${name} has ${kept.join() || 'no channel'}`, async () => {
    const text = await bundled(name);
    const found = Object.keys(CHANNELS).filter((channel) => text.includes(CHANNELS[channel as keyof typeof CHANNELS]));
    assert.deepEqual(found, kept);
  });
}
