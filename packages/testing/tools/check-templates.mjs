import { files, run } from './run.mjs';

const isSource = (file) => file.endsWith('.ts') && !file.endsWith('.test.ts');
const sources = [...(await files('packages/elements/src', isSource)), ...(await files('examples', isSource))];

// An element's class has no side effects: what it uses is registered by its define.ts.
const rules = ['--rules.no-missing-import', 'off'];
const { code, output } = await run('lit-analyzer', [
  ...rules,
  '--strict',
  '--maxWarnings',
  '0',
  '--noColor',
  '--format',
  'list',
  ...sources,
]);
process.stdout.write(output);
process.exitCode = code;
