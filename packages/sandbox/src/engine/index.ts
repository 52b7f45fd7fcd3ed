export type * from './types.js';
export { AGENT_STATES } from './agent-rules.js';
export { createEngine } from './engine.js';
export { SWITCH_PROFILES } from './switch-profile.js';
export { SimClock } from './clock.js';
export { parseWorld, WorldError, type WorldProblem } from './world.js';
export { builtInWorld, type BuiltInWorld } from './built-in.js';
