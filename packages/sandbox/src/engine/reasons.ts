import type { ReasonView } from './model.js';
import { SYSTEM_REASON_IDS } from './world.js';
import type { Platform, ReasonCategory, World, WorldReasonCode } from './world-types.js';

/** Reasons that the platform gives by itself, by what happened. Sources: finesse reason tables of the CTI and CCX guides. */
export type SystemReason =
  | 'supervisor-not-ready'
  | 'supervisor-logout'
  | 'connection-failure'
  | 'failover'
  | 'no-answer'
  | 'dialling-from-ready'
  | 'logon'
  | 'elsewhere'
  | 'direct-call'
  | 'work-expired';

interface Entry {
  readonly code: number;
  readonly label: string;
  readonly category: ReasonCategory;
}

const CCE: Partial<Record<SystemReason, Entry>> = {
  'supervisor-not-ready': { code: 999, label: 'Supervisor initiated', category: 'NOT_READY' },
  'supervisor-logout': { code: 999, label: 'Supervisor initiated', category: 'LOGOUT' },
  'connection-failure': { code: 255, label: 'Connection Failure', category: 'LOGOUT' },
  failover: { code: 50002, label: 'Connection Failure', category: 'NOT_READY' },
  'no-answer': { code: 32767, label: 'Call Not Answered', category: 'NOT_READY' },
  'dialling-from-ready': { code: 50006, label: 'Agent dialling from Ready', category: 'NOT_READY' },
};

const CCX: Partial<Record<SystemReason, Entry>> = {
  'supervisor-not-ready': { code: 33, label: 'Supervisor initiated', category: 'NOT_READY' },
  'supervisor-logout': { code: 22, label: 'Supervisor initiated', category: 'LOGOUT' },
  'connection-failure': { code: 255, label: 'Connection Failure', category: 'LOGOUT' },
  'no-answer': { code: 32763, label: 'Ring No Answer', category: 'NOT_READY' },
  logon: { code: 32760, label: 'Agent Logon', category: 'NOT_READY' },
  elsewhere: { code: 32740, label: 'Signed in elsewhere', category: 'LOGOUT' },
  'direct-call': { code: 32761, label: 'Non-ACD call', category: 'NOT_READY' },
  'work-expired': { code: 32758, label: 'Work timer expired', category: 'NOT_READY' },
};

/** The platform's own reason for what happened; null where the platform gives none. */
export function systemReason(world: World, reason: SystemReason): ReasonView | null {
  const entry = TABLES[world.platform][reason];
  return entry ? viewOfEntry(world, entry) : null;
}

const TABLES: Record<Platform, Partial<Record<SystemReason, Entry>>> = { CCE, CCX };

function viewOfEntry(world: World, entry: Entry): ReasonView {
  const own = world.reasonCodes.find((code) => code.systemCode && code.code === entry.code && code.category === entry.category);
  if (own) return viewOfReason(own);
  // Two categories share a code (999): the id must still tell them apart.
  const id = String(SYSTEM_REASON_IDS + entry.code + (entry.category === 'LOGOUT' ? 100_000 : 0));
  return { id, code: entry.code, label: entry.label, category: entry.category, forAll: true, system: true };
}

/** A reason of the world as it stands beside a state. */
export function viewOfReason(reason: WorldReasonCode): ReasonView {
  const { id, code, label, category, forAll, systemCode } = reason;
  return { id, code, label, category, forAll, system: systemCode };
}

/** Reasons that members of a team may choose for a state. */
export function reasonsOf(world: World, team: string, category: ReasonCategory): readonly ReasonView[] {
  return world.reasonCodes
    .filter((reason) => reason.category === category && !reason.systemCode && (reason.forAll || reason.teams.includes(team)))
    .map(viewOfReason);
}

/** A reason by id or code, the platform's own included; undefined when there is none for that state. */
export function findReason(world: World, category: ReasonCategory, wanted: number | string): ReasonView | undefined {
  const text = String(wanted);
  const own = world.reasonCodes.filter((reason) => reason.category === category);
  const found = own.find((reason) => reason.id === text) ?? own.find((reason) => String(reason.code) === text);
  if (found) return viewOfReason(found);
  const entry = Object.values(TABLES[world.platform]).find((system) => system.category === category && String(system.code) === text);
  return entry && viewOfEntry(world, entry);
}
