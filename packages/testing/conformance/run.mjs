// npm run conformance: the port contract on every wire, against the real servers of the sandbox.
import { writeFile } from 'node:fs/promises';
import { commandLine } from '../tools/command-line.mjs';
import { HARNESSES } from './harnesses.ts';
import { matrixOf } from './matrix.ts';
import { conform } from './report.ts';

const { values } = commandLine('npm run conformance -- [--json FILE] [--docs FILE]', {
  options: { json: { type: 'string' }, docs: { type: 'string' } },
});
const MARKS = { pass: 'ok    ', fail: 'FAIL  ', cannot: 'cannot' };

const report = await conform(HARNESSES, ({ port, wire }, { id, title, status, why }) => {
  process.stdout.write(`${MARKS[status]} ${port}/${wire} ${id}: ${title}${why ? `\n       ${why}` : ''}\n`);
});
if (values.docs) await writeFile(values.docs, matrixOf(report));
if (values.json) await writeFile(values.json, `${JSON.stringify(report, undefined, 2)}\n`);

const cases = report.ports.flatMap((port) => port.cases);
const count = (status) => cases.filter((each) => each.status === status).length;
process.stdout.write(`\n${count('pass')} passed, ${count('fail')} failed, ${count('cannot')} skipped\n`);
process.exitCode = count('fail') > 0 || cases.length === 0 ? 1 : 0;
