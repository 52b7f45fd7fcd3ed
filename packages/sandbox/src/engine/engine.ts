import type { Engine, EngineOptions } from './types.js';

/** Makes an engine; all agents are signed out, no call exists. */
export function createEngine(options: EngineOptions): Engine {
  throw new Error(`not built yet: ${options.world.name}`);
}
