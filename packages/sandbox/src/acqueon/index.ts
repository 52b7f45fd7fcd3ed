export { AS_DOCUMENTED, CLEAN, type BusQuirks } from './quirks.js';
export { Workspace, type Application, type BusTraffic, type WorkspaceOptions } from './workspace.js';
