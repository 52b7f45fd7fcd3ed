export { AS_DOCUMENTED, BusQuirkError, CLEAN, readBusQuirks, type BusQuirks } from './quirks.js';
export { CrmRecords, type CrmClick, type CrmNews, type CrmRecord } from './salesforce/crm-records.js';
export { Softphones, type LineStatus, type TetheredLine } from './amazon/softphones.js';
export { Workspace, type Application, type BusTraffic, type WorkspaceOptions } from './workspace.js';
