/** The headless, vendor-neutral core of an agent desktop. */
export { DesktopClient, type ClientOptions } from './client.js';
export {
  featureOf,
  targetOf,
  type CallAction,
  type Command,
  type CommandPhase,
  type CommandTarget,
  type DialogCommand,
  type MakeCall,
  type SetAgentState,
  type SignIn,
  type SignOut,
} from './commands.js';
export { controlOf, type AgentAction, type Control, type ControlFacts, type ControlReason } from './controls.js';
export { DesktopError, type DesktopErrorCode, type PlatformRefusal } from './errors.js';
export * from './model.js';
export type {
  AgentPicture,
  ClockSample,
  DesktopPort,
  DialogPicture,
  Feature,
  Link,
  LinkReason,
  PortEvent,
  Seen,
  Snapshot,
} from './port.js';
export { featureOfQuery, type Query, type QueryResults, type ResultOf } from './queries.js';
export { realRuntime, type Runtime, type TimerHandle } from './runtime.js';
export { Secret } from './secret.js';
export { ServerClock } from './server-clock.js';
export type { CommandEntry, DesktopState } from './state.js';
export { emptyTable, type Table } from './table.js';
