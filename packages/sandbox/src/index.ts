export * from './acqueon/index.js';
export * from './engine/index.js';
export * from './faults/index.js';
export * from './finesse/index.js';
export * from './genesys/index.js';
export * from './scenario/index.js';
export { Sandbox, type Opening, type Outcome, type SandboxOptions, type WorkspaceSettings } from './sandbox.js';
export { WireLog, type WireEntry, type WireRecord } from './wire-log.js';
