#!/usr/bin/env node
import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseWorld, WorldError, type BuiltInWorld, type World } from '../engine/index.js';
import { parseScenario, playScenario, ScenarioError, type Scenario } from '../scenario/index.js';
import { GadgetFileError, readGadgetOptions } from './gadget-cli.js';
import type { GadgetOptions } from './gadgets.js';
import { startSandbox, type RunningSandbox, type StartOptions } from './index.js';
import type { Mount } from './static.js';

const USAGE = `usage: sandbox [--port N] [--widget-port N] [--world FILE|cce|ccx] [--scenario FILE] [--seed N] [--static /path=DIR]...
               [--gadget DIR/X.xml]... [--layout FILE] [--finesse-js FILE] [--node-host NAME]... [--proxy-pass ORIGIN]...`;

/** A command line that cannot be followed. */
class UsageError extends Error {
  readonly code: 'invalid-option' | 'invalid-world' | 'invalid-scenario' | 'invalid-gadget' | 'invalid-layout';

  constructor(code: UsageError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

function readOptions(args: readonly string[]): StartOptions & { readonly scenario: Scenario | undefined } {
  const values = parseValues(args);
  const port = wholeNumber('port', values.port, 0, 65_535);
  const widgetPort = wholeNumber('widget-port', values['widget-port'], 0, 65_535);
  const scenario = values.scenario === undefined ? undefined : readScenario(values.scenario);
  const seed = wholeNumber('seed', values.seed, -0x8000_0000, 0xffff_ffff) ?? scenario?.seed;
  return {
    ...(port === undefined ? {} : { port }),
    ...(widgetPort === undefined ? {} : { widgetPort }),
    ...(seed === undefined ? {} : { seed }),
    ...(scenario && { world: scenario.world }),
    ...(values.world === undefined ? {} : { world: readWorld(values.world) }),
    scenario,
    mounts: (values.static ?? []).map(readMount),
    gadgets: readGadgets(values),
  };
}

interface Values {
  readonly port?: string;
  readonly 'widget-port'?: string;
  readonly world?: string;
  readonly seed?: string;
  readonly static?: string[];
  readonly scenario?: string;
  readonly gadget?: string[];
  readonly layout?: string;
  readonly 'finesse-js'?: string;
  readonly 'node-host'?: string[];
  readonly 'proxy-pass'?: string[];
}

function parseValues(args: readonly string[]): Values {
  const one = { type: 'string' } as const;
  const many = { type: 'string', multiple: true } as const;
  const desktop = { gadget: many, layout: one, 'finesse-js': one, 'node-host': many, 'proxy-pass': many };
  const options = { port: one, 'widget-port': one, world: one, seed: one, static: many, scenario: one, ...desktop };
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError('invalid-option', error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(name: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || value < least || value > most) {
    throw new UsageError('invalid-option', `--${name} takes a whole number from ${least} to ${most}`);
  }
  return value;
}

function readWorld(name: string): World | BuiltInWorld {
  if (name === 'cce' || name === 'ccx') return name;
  try {
    return parseWorld(JSON.parse(readFileSync(name, 'utf8')));
  } catch (error) {
    const why = error instanceof WorldError || error instanceof Error ? error.message : String(error);
    throw new UsageError('invalid-world', `${name}: ${why}`);
  }
}

function readScenario(name: string): Scenario {
  try {
    return parseScenario(readFileSync(name, 'utf8'));
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw new UsageError('invalid-scenario', error instanceof Error ? error.message : String(error));
    const lines = error.problems.map(({ line, path, message }) => `${name}:${line}: ${path === '' ? '' : `${path} `}${message}`);
    throw new UsageError('invalid-scenario', lines.join('\n'));
  }
}

function readGadgets(values: Values): GadgetOptions {
  const { gadget: files, layout, 'finesse-js': finesseJs, 'node-host': nodeHosts, 'proxy-pass': passes } = values;
  try {
    const { options, warnings } = readGadgetOptions({ files, layout, finesseJs, nodeHosts, passes });
    for (const line of warnings) process.stderr.write(`warning ${line}\n`);
    return options;
  } catch (error) {
    if (error instanceof GadgetFileError) throw new UsageError(error.code, error.message);
    throw error;
  }
}

// The story goes on while people look: its desktops stay when it is over.
async function tell(scenario: Scenario, { sandbox, clock }: RunningSandbox): Promise<void> {
  const pass = (ms: number): Promise<void> => new Promise((resolve) => void clock.after(ms, resolve));
  const { title, passed, failed } = await playScenario(scenario, {
    sandbox,
    pass,
    onStep: ({ line, text, outcome, why, at }) => {
      process.stdout.write(`${(at / 1000).toFixed(3)} s ${outcome} line ${line}: ${text}${why === undefined ? '' : ` (${why})`}\n`);
    },
  });
  process.stdout.write(`scenario ${title}: ${passed} passed, ${failed} failed\n`);
}

function readMount(text: string): Mount {
  const [, path = '', directory = ''] = /^(\/[^=]*)=(.+)$/.exec(text) ?? [];
  if (path === '') throw new UsageError('invalid-option', `--static takes /path=DIR, not ${text}`);
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError('invalid-option', `--static: no directory ${directory}`);
  return { path: path.endsWith('/') ? path : `${path}/`, directory };
}

async function main(): Promise<void> {
  if (process.argv.slice(2).includes('--help')) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const { scenario, ...options } = readOptions(process.argv.slice(2));
  const running = await startSandbox(options);
  process.stdout.write(`ready ${running.url}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void running.close().then(() => process.exit(0));
    });
  }
  if (scenario) await tell(scenario, running);
}

main().catch((error: unknown) => {
  const code = error instanceof UsageError ? error.code : ((error as NodeJS.ErrnoException).code ?? 'internal');
  process.stderr.write(`error ${code}: ${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof UsageError) process.stderr.write(`${USAGE}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
