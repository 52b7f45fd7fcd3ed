export { GadgetsFace } from './face.js';
export type { GadgetHost, GadgetSettings } from './host.js';
export { readLayout } from './layout/layout.js';
export type { FileProblem } from './problem.js';
export { readSpec } from './spec/spec.js';
