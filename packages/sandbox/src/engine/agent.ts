import type { Call } from './call.js';
import type { Cancel } from './clock.js';
import type { AgentState, AgentView, PendingState, ReasonView } from './model.js';
import type { MobileMode, World, WorldAgent } from './world-types.js';

/** A person at work, with all that the engine keeps about them. */
export class Agent {
  readonly info: WorldAgent;
  /** Position in the world; breaks ties. */
  readonly order: number;
  state: AgentState = 'LOGOUT';
  since: number | null = null;
  reason: ReasonView | null = null;
  pending: PendingState | null = null;
  /** Reason that goes with a pending state. */
  pendingReason: ReasonView | null = null;
  /** Where the agent stood before a call or reservation took them. */
  base: 'READY' | 'NOT_READY' = 'NOT_READY';
  baseReason: ReasonView | null = null;
  /** CCX: a direct call made a ready agent not ready; ready again after it. */
  resumeReady = false;
  extension: string | null = null;
  mobile: { readonly mode: MobileMode; readonly dialNumber: string } | null = null;
  connected = true;
  /** Every call is followed by after-call work that has no end of its own. */
  alwaysWraps = false;
  /** Calls that the agent has been told of, in order of arrival. */
  readonly visible: Map<string, Call> = new Map();
  /** The call that the agent is set aside for. */
  reservedFor: Call | null = null;
  workTimer: Cancel | null = null;
  logoutTimer: Cancel | null = null;
  #view: AgentView | undefined;

  constructor(info: WorldAgent, order: number) {
    this.info = info;
    this.order = order;
  }

  get supervisor(): boolean {
    return this.info.roles.includes('Supervisor');
  }

  /** Forgets the cached picture; call it after every change. */
  touch(): void {
    this.#view = undefined;
  }

  view(world: World): AgentView {
    return (this.#view ??= this.#draw(world));
  }

  #draw(world: World): AgentView {
    const { id, loginName, firstName, lastName, roles, team, supervises, wrapUpOnIncoming, wrapUpOnOutgoing } = this.info;
    const named = (wanted: string): { id: string; name: string } => ({
      id: wanted,
      name: world.teams.find((candidate) => candidate.id === wanted)?.name ?? '',
    });
    return {
      id,
      loginName,
      firstName,
      lastName,
      roles,
      team: named(team),
      supervises: supervises.map(named),
      state: this.state,
      since: this.since,
      pendingState: this.pending,
      reason: this.reason,
      extension: this.extension,
      mobile: this.mobile,
      wrapUpOnIncoming: this.alwaysWraps ? 'REQUIRED' : wrapUpOnIncoming,
      wrapUpOnOutgoing: this.alwaysWraps ? 'REQUIRED' : wrapUpOnOutgoing,
      connected: this.connected,
    };
  }
}
