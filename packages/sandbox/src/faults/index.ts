export { Faults, type ActiveFault, type FaultEffects, type Traffic } from './faults.js';
export { FaultError, parseFault, TOXICS, type Corruption, type FaultArgs, type FaultFilter, type FaultPlan, type Toxic } from './plan.js';
export { Line, type Connection } from './line.js';
export { FaultyDelivery, type Outlet } from './notifications.js';
export { corruptPacket } from './corrupt-packet.js';
