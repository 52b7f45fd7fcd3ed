import { parseWorld } from './world.js';
import type { World } from './world-types.js';
import { CCE_WORLD } from './world-cce.js';
import { CCX_WORLD } from './world-ccx.js';

/** The worlds that come with the sandbox. */
export type BuiltInWorld = 'cce' | 'ccx';

/** One of the worlds that come with the sandbox, as a world file would give it. */
export function builtInWorld(name: BuiltInWorld): World {
  return parseWorld(name === 'cce' ? CCE_WORLD : CCX_WORLD);
}
