import type { Agent } from './agent.js';
import { enter, signOut } from './agent-flow.js';
import { signIn, type Decision } from './agent-requests.js';
import type { Crowd } from './commands.js';
import { PEOPLE } from './crowd-people.js';
import type { AgentState, ReasonView } from './model.js';
import { seededRandom, type Random } from './random.js';
import { reasonsOf } from './reasons.js';
import { refuse, type Sim } from './sim.js';
import type { WorldAgent } from './world-types.js';

/** Changes are made in groups this far apart: a clock of milliseconds cannot tell a thousand a second from each other anyway. */
const TICK_MS = 10;
const HOUR_MS = 3_600_000;
/** The first id, and extension, that is tried for a member. */
const FIRST_ID = 7_000_001;
const MOST_MEMBERS = 20_000;
const MOST_CHANGES = 10_000;

type Turn = readonly [state: AgentState, weight: number];

/** What a member does next, and how often. */
const TURNS: Readonly<Partial<Record<AgentState, readonly Turn[]>>> = {
  LOGOUT: [['NOT_READY', 1]],
  NOT_READY: [
    ['READY', 8],
    ['NOT_READY', 1],
    ['LOGOUT', 1],
  ],
  READY: [
    ['RESERVED', 9],
    ['NOT_READY', 1],
  ],
  RESERVED: [
    ['TALKING', 9],
    ['READY', 1],
  ],
  TALKING: [
    ['WORK', 4],
    ['HOLD', 3],
    ['READY', 3],
  ],
  HOLD: [['TALKING', 1]],
  WORK: [
    ['READY', 3],
    ['NOT_READY', 1],
  ],
};

/** How a crowd stands when it comes. */
const AT_FIRST: readonly Turn[] = [
  ['TALKING', 9],
  ['READY', 4],
  ['NOT_READY', 3],
  ['WORK', 2],
  ['HOLD', 1],
  ['LOGOUT', 1],
];

/**
 * Agents by the thousand in one team, who change their states by themselves: enough for a supervisor's list to have something to show.
 * They are agents like all others, but have no calls and take none from queues. Repeatable by the engine's seed.
 */
class CrowdOfTeam {
  readonly #sim: Sim;
  readonly #team: string;
  readonly #random: Random;
  readonly #members: Agent[] = [];
  readonly #reasons: readonly ReasonView[];
  #changesPerSecond = 0;
  #due = 0;
  #ticking = false;

  constructor(sim: Sim, team: string) {
    this.#sim = sim;
    this.#team = team;
    this.#random = seededRandom(sim.random.whole(0, 2 ** 32));
    this.#reasons = reasonsOf(sim.world, team, 'NOT_READY');
  }

  get size(): number {
    return this.#members.length;
  }

  growTo(size: number): void {
    while (this.#members.length < size) this.#come();
  }

  setPace(changesPerSecond: number): void {
    this.#changesPerSecond = changesPerSecond;
    if (!this.#ticking) this.#tick();
  }

  #come(): void {
    const sim = this.#sim;
    const agent = sim.hire(this.#person());
    this.#members.push(agent);
    const state = this.#pick(AT_FIRST);
    if (state === 'LOGOUT') return;
    signIn(sim, agent, agent.info.extension, null);
    agent.state = state;
    agent.reason = this.#reasonFor(state);
    agent.since = sim.now() - this.#random.whole(0, HOUR_MS);
    sim.tellAgent(agent, 'LOGOUT', 'state');
  }

  #person(): WorldAgent {
    const [first = '', last = ''] = [PEOPLE.first, PEOPLE.last].map((names) => names[this.#random.whole(0, names.length)]);
    let id = FIRST_ID + this.#sim.agents.size;
    while (this.#sim.find(String(id))?.kind === 'agent' || this.#sim.agents.has(String(id))) id++;
    return {
      id: String(id),
      loginName: `crowd${id}`,
      firstName: first,
      lastName: last,
      password: 'cordboard',
      extension: String(id),
      team: this.#team,
      roles: ['Agent'],
      supervises: [],
      wrapUpOnIncoming: 'OPTIONAL',
      wrapUpOnOutgoing: 'NOT_ALLOWED',
      wrapUpSeconds: 0,
      mobileModes: [],
    };
  }

  #tick(): void {
    this.#ticking = this.#changesPerSecond > 0;
    if (!this.#ticking) return;
    this.#sim.after(TICK_MS, () => {
      this.#due += (this.#changesPerSecond * TICK_MS) / 1000;
      for (; this.#due >= 1; this.#due--) this.#change();
      this.#tick();
    });
  }

  #change(): void {
    const agent = this.#members[this.#random.whole(0, this.#members.length)];
    const turns = agent && TURNS[agent.state];
    // Whoever has been given a call, or put somewhere by hand, is left alone.
    if (!turns || agent.visible.size > 0) return;
    const state = this.#pick(turns);
    if (state === 'LOGOUT') return signOut(this.#sim, agent, null);
    if (agent.state === 'LOGOUT') signIn(this.#sim, agent, agent.info.extension, null);
    enter(this.#sim, agent, state, this.#reasonFor(state));
  }

  #reasonFor(state: AgentState): ReasonView | null {
    if (state !== 'NOT_READY' || this.#reasons.length === 0) return null;
    return this.#reasons[this.#random.whole(0, this.#reasons.length)] ?? null;
  }

  #pick(turns: readonly Turn[]): AgentState {
    let left = this.#random.next() * turns.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [state, weight] of turns) if ((left -= weight) < 0) return state;
    return turns[0]![0];
  }
}

/** The crowds of one simulation. */
export class Crowds {
  readonly #byTeam = new Map<string, CrowdOfTeam>();

  /** A team's crowd gets a size and a pace. It only grows. */
  decide(sim: Sim, { team, agents, changesPerSecond }: Crowd): Decision {
    const fits = (value: number, least: number, most: number): boolean => Number.isFinite(value) && value >= least && value <= most;
    if (!sim.world.teams.some(({ id }) => id === team)) return refuse('sync', 'unknown-team', 'No such team', { data: team });
    const size = this.#byTeam.get(team)?.size ?? 0;
    if (!Number.isInteger(agents) || !fits(agents, Math.max(1, size), MOST_MEMBERS)) {
      const message = `A whole number from ${Math.max(1, size)} to ${MOST_MEMBERS}: a crowd only grows`;
      return refuse('sync', 'invalid-input', message, { data: 'agents' });
    }
    if (!fits(changesPerSecond, 0, MOST_CHANGES)) {
      return refuse('sync', 'invalid-input', `A number from 0 to ${MOST_CHANGES}`, { data: 'changesPerSecond' });
    }
    return () => {
      const crowd = this.#byTeam.get(team) ?? new CrowdOfTeam(sim, team);
      this.#byTeam.set(team, crowd);
      crowd.growTo(agents);
      crowd.setPace(changesPerSecond);
      return { ok: true, outcome: 'changed' };
    };
  }
}
