import { files, run } from './run.mjs';

const isSource = (file) => file.endsWith('.ts') && !file.endsWith('.test.ts');
const sources = [...(await files('packages/elements/src', isSource)), ...(await files('examples', isSource))];

const { code, output } = await run('lit-analyzer', ['--strict', '--maxWarnings', '0', '--noColor', '--format', 'list', ...sources]);
process.stdout.write(output);
process.exitCode = code;
