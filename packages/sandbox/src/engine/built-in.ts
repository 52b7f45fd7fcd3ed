import { parseWorld } from './world.js';
import type { World } from './world-types.js';

/** The worlds that come with the sandbox. */
export type BuiltInWorld = 'cce' | 'ccx';

/** One of the worlds that come with the sandbox. */
export function builtInWorld(name: BuiltInWorld): World {
  return parseWorld(name);
}
