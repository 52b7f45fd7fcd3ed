import type { AgentView, Engine } from '../../engine/index.js';

/** A status of Amazon Connect, as lists of them have it (get-agent-states). */
export interface Status {
  readonly label: string;
  readonly code: string;
  readonly type: 'routable' | 'not_routable' | 'offline';
}

/** How an agent's state is told. */
export interface ToldStatus {
  readonly name: string;
  readonly type: Status['type'] | 'system';
  readonly ready: boolean;
}

const AVAILABLE: Status = { label: 'Available', code: 'available', type: 'routable' };
const OFFLINE: Status = { label: 'Offline', code: 'offline', type: 'offline' };
/** What only the system sets (agent-state-api). */
const SYSTEM_STATUSES: ReadonlySet<string> = new Set([
  'PendingBusy',
  'Busy',
  'FailedConnectAgent',
  'FailedConnectCustomer',
  'AfterCallWork',
  'MissedCallAgent',
]);
/** Codes of the platform's own reason for a call that nobody answered (CCE, CCX). */
const NOT_ANSWERED: ReadonlySet<number> = new Set([32_767, 32_763]);

const system = (name: string): ToldStatus => ({ name, type: 'system', ready: false });

/** Every status that an agent may choose: the reasons for not being ready stand for those that are not routable. */
export function statusesOf(engine: Engine, agentId: string): readonly Status[] {
  const own = engine.reasonsFor(agentId, 'NOT_READY').map(({ id, label }): Status => ({ label, code: id, type: 'not_routable' }));
  return [AVAILABLE, ...own, OFFLINE];
}

/** Whether a name is that of a status that cannot be asked for. Blanks in it do not count: the pages print it both ways. */
export function isSystemStatus(name: string): boolean {
  return SYSTEM_STATUSES.has(name.replaceAll(' ', ''));
}

/** An agent's state in the words of Amazon Connect. A contact that a campaign offers leaves the status as it is. */
export function toldStatus(agent: AgentView): ToldStatus {
  switch (agent.state) {
    case 'READY':
    case 'RESERVED_OUTBOUND':
    case 'RESERVED_OUTBOUND_PREVIEW':
      return { name: AVAILABLE.label, type: 'routable', ready: true };
    case 'RESERVED':
      return system('PendingBusy');
    case 'TALKING':
    case 'HOLD':
      return system('Busy');
    case 'WORK':
    case 'WORK_READY':
      return system('AfterCallWork');
    case 'NOT_READY':
      if (!agent.reason) return { name: OFFLINE.label, type: 'offline', ready: false };
      if (agent.reason.system && NOT_ANSWERED.has(agent.reason.code)) return system('MissedCallAgent');
      return { name: agent.reason.label, type: 'not_routable', ready: false };
    default:
      return { name: OFFLINE.label, type: 'offline', ready: false };
  }
}

/** Whether an agent waits for `ClearContact` after a call that they missed or refused. */
export function hasMissedCall(agent: AgentView | undefined): boolean {
  return agent !== undefined && toldStatus(agent).name === 'MissedCallAgent';
}
