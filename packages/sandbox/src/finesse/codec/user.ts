import type { AgentView, ReasonView } from '../../engine/index.js';
import type { FinesseQuirks } from '../quirks.js';
import type { Fields } from '../xml/write.js';
import { API, time } from './common.js';

/** A user in full, as GET and the user's own notifications give it (Finesse 12.5 guide p. 33). */
export function userFields(agent: AgentView, quirks: FinesseQuirks): Fields {
  return {
    ...userSummary(agent, quirks),
    mediaType: '1',
    reasonCodeId: agent.reason?.id ?? '-1',
    roles: { role: agent.roles },
    settings: { wrapUpOnIncoming: agent.wrapUpOnIncoming, wrapUpOnOutgoing: agent.wrapUpOnOutgoing },
    teamId: agent.team.id,
    teamName: agent.team.name,
    loginName: agent.loginName,
    mobileAgent: agent.mobile ? { mode: agent.mobile.mode, dialNumber: agent.mobile.dialNumber } : undefined,
    teams: agent.roles.includes('Supervisor')
      ? { Team: agent.supervises.map(({ id, name }) => ({ id, name, uri: `${API}/Team/${id}` })) }
      : undefined,
  };
}

/** A user as a team's members and notifications show it: without roles, settings and team (Finesse 12.5 guide p. 360). */
export function userSummary(agent: AgentView, quirks: FinesseQuirks): Fields {
  return {
    dialogs: `${API}/User/${agent.id}/Dialogs`,
    extension: agent.extension ?? '',
    firstName: agent.firstName,
    lastName: agent.lastName,
    loginId: agent.id,
    mediaType: '',
    pendingState: agent.pendingState ?? '',
    [quirks.reasonElement]: agent.reason ? userReason(agent.reason) : undefined,
    state: agent.state,
    stateChangeTime: time(agent.since),
    uri: `${API}/User/${agent.id}`,
  };
}

function userReason(reason: ReasonView): Fields {
  return {
    category: reason.category,
    code: reason.code,
    forAll: reason.forAll,
    id: reason.id,
    label: reason.label,
    systemCode: reason.system ? true : undefined,
    uri: `${API}/ReasonCode/${reason.id}`,
  };
}
