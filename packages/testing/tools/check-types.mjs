// The build of every package, its tests, and the examples. An example is compiled as its author would: against the built packages.
import { files, root, run } from './run.mjs';

const packages = await files('packages', (file) => /^packages\/[^/]+\/tsconfig\.json$/.test(file));
const examples = await files('examples', (file) => /^examples\/[^/]+\/tsconfig\.json$/.test(file));

const { code, output } = await run('tsc', ['-b', '.', ...packages, ...examples, '--pretty', 'false'], { cwd: root });
process.stdout.write(output);
process.exitCode = code;
