import { parseArgs } from 'node:util';

/** Ends the process with code 2, a sentence and the usage: what somebody typed is no fault of ours, and needs no stack. */
export function misused(message, usage) {
  process.stderr.write(`${message}\nusage: ${usage}\n`);
  process.exit(2);
}

/** `{ values, positionals }` as `parseArgs` gives them. Prints the usage and ends the process with 0 when asked for help, with 2 for options that there are not. */
export function commandLine(usage, config = {}) {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`usage: ${usage}\n`);
    process.exit(0);
  }
  try {
    return parseArgs({ args, ...config });
  } catch (error) {
    return misused(error.message, usage);
  }
}
