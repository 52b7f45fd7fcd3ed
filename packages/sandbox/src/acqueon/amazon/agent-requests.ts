import { word, type Incoming } from '../messages.js';
import type { Desk } from './desk.js';
import { isSystemStatus, statusesOf, type Status } from './statuses.js';

/** What an agent asks about their status; what there is no such status for is given to `notFound`. */
export function askForStatus(desk: Desk, { subtopic, data }: Incoming, notFound: (why: string) => void): void {
  const about = `agent/${subtopic.toLowerCase()}`;
  const statuses = statusesOf(desk.engine, desk.agentId);
  switch (subtopic.toLowerCase()) {
    case 'setready':
      return setStatus(desk, about, statuses[0]);
    case 'setnotready': {
      const name = word(data, 'ReasonCodeId');
      if (isSystemStatus(name)) return desk.fail(about, `${name} is set by the system only`);
      const status = find(statuses, name);
      return status?.type === 'not_routable' ? setStatus(desk, about, status) : notFound('no such status');
    }
    default: {
      const name = word(data, 'label');
      if (isSystemStatus(name)) return desk.fail(about, `${name} is set by the system only`);
      const status = find(statuses, name);
      const type = word(data, 'type').toLowerCase();
      return status && (type === '' || type === status.type) ? setStatus(desk, about, status) : notFound('no such status');
    }
  }
}

/** Puts the agent into one of their statuses. */
export function setStatus(desk: Desk, about: string, status: Status | undefined): void {
  const { agentId } = desk;
  if (!status) return;
  if (status.type === 'offline') return desk.ask(about, { type: 'force-state', target: agentId, state: 'NOT_READY' });
  const reason = status.type === 'not_routable' ? { reasonId: status.code } : {};
  desk.ask(about, { type: 'set-state', agentId, state: status.type === 'routable' ? 'READY' : 'NOT_READY', ...reason });
}

/** The status of a name; undefined when there is none. */
export function find(statuses: readonly Status[], name: string): Status | undefined {
  return statuses.find(({ label }) => label.toLowerCase() === name.toLowerCase());
}
