import type { World } from './world-types.js';

/** One thing wrong with a world. */
export interface WorldProblem {
  /** Where, like `agents[2].team`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** Thrown for a world that cannot be played; names every problem. */
export class WorldError extends Error {
  readonly problems: readonly WorldProblem[];

  constructor(problems: readonly WorldProblem[]) {
    super(problems.map(({ path, message }) => `${path || 'world'}: ${message}`).join('\n'));
    this.name = 'WorldError';
    this.problems = problems;
  }
}

/** Validates a world (already parsed from JSON) and fills in what it leaves out. Throws `WorldError`. */
export function parseWorld(json: unknown): World {
  throw new WorldError([{ path: '', message: `not read yet: ${typeof json}` }]);
}
