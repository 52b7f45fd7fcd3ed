#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseScenario, playScenario, ScenarioError, type ScenarioReport } from '../scenario/index.js';

const USAGE = 'usage: scenario [--steps] FILE...';

// Plays each file over virtual time; its result, or `undefined` for one that is no scenario.
async function play(file: string, withSteps: boolean): Promise<ScenarioReport | undefined> {
  try {
    const scenario = parseScenario(readFileSync(file, 'utf8'));
    const report = await playScenario(scenario);
    print(file, report, withSteps);
    return report;
  } catch (error) {
    const problems = error instanceof ScenarioError ? error.problems : undefined;
    const lines = problems?.map(({ line, path, message }) => `${file}:${line}: ${path === '' ? '' : `${path} `}${message}`);
    process.stdout.write(`${(lines ?? [`${file}: ${error instanceof Error ? error.message : String(error)}`]).join('\n')}\n`);
    return undefined;
  }
}

function print(file: string, { title, steps, passed, failed }: ScenarioReport, withSteps: boolean): void {
  process.stdout.write(`${failed === 0 ? 'ok    ' : 'FAILED'} ${title}: ${passed} passed, ${failed} failed\n`);
  for (const { line, text, outcome, why, at } of steps) {
    if (outcome !== 'failed' && !withSteps) continue;
    const time = `${(at / 1000).toFixed(3)} s`.padStart(11);
    process.stdout.write(
      `${time}  ${outcome.padEnd(6)}  ${file}:${line}  ${text}${why === undefined ? '' : `\n${' '.repeat(21)}${why}`}\n`,
    );
  }
}

const files = process.argv.slice(2).filter((each) => each !== '--steps');
const stranger = files.find((each) => each.startsWith('-'));
if (stranger === '--help') {
  process.stdout.write(`${USAGE}\n`);
} else if (files.length === 0 || stranger !== undefined) {
  process.stderr.write(`${stranger === undefined ? '' : `There is no option ${stranger}\n`}${USAGE}\n`);
  process.exitCode = 2;
} else {
  const reports: (ScenarioReport | undefined)[] = [];
  for (const file of files) reports.push(await play(file, process.argv.includes('--steps')));
  const sum = (what: 'passed' | 'failed'): number =>
    reports.reduce((total, each) => total + (each?.[what] ?? (what === 'failed' ? 1 : 0)), 0);
  process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed\n`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
}
