import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { importProblems } from './imports.mjs';
import { files, root } from './run.mjs';

const isTypeScript = (file) => file.endsWith('.ts') && !file.endsWith('.d.ts');
const sources = [...(await files('packages', isTypeScript)), ...(await files('examples', isTypeScript))];
const problems = [];
for (const file of sources) problems.push(...importProblems(file, await readFile(path.join(root, file), 'utf8')));
if (sources.length === 0) problems.push('no source found');

process.stdout.write(problems.map((problem) => `${problem}\n`).join(''));
process.exitCode = problems.length === 0 ? 0 : 1;
