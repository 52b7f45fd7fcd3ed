/** The headless, vendor-neutral core of an agent desktop. */
export { agentShows, dialogShows } from './achieved.js';
export { DesktopClient, type ClientOptions } from './client.js';
export {
  actionOf,
  featureOf,
  featureOfAction,
  targetOf,
  type CallAction,
  type CancelCallback,
  type Command,
  type CommandPhase,
  type CommandTarget,
  type Conference,
  type ConferenceNow,
  type Consult,
  type DialogCommand,
  type DropParticipant,
  type Transfer,
  type MakeCall,
  type Reclassify,
  type ScheduleCallback,
  type SendDtmf,
  type SetAgentState,
  type SetWrapUp,
  type SignIn,
  type SignOut,
  type StartRecording,
  type Swap,
  type TransferMute,
  type TransferNow,
  type UpdateCallData,
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
  TeamRead,
  Topic,
  TopicReport,
} from './port.js';
export { featureOfQuery, type Query, type QueryResults, type ResultOf } from './queries.js';
export { realRuntime, type Runtime, type TimerHandle } from './runtime.js';
export { Secret } from './secret.js';
export { SessionPort, type PortSession } from './session-port.js';
export { ServerClock } from './server-clock.js';
export type { CommandEntry, DesktopState } from './state.js';
export { emptyTable, type Table } from './table.js';
