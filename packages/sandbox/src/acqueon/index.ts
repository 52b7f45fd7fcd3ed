export { AS_DOCUMENTED, BusQuirkError, CLEAN, readBusQuirks, type BusQuirks } from './quirks.js';
export { Workspace, type Application, type BusTraffic, type WorkspaceOptions } from './workspace.js';
