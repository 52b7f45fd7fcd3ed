import type { AgentView, Cancel, Engine } from '../../engine/index.js';

/** What becomes of the line that a campaign keeps open to an agent (tethered-call-event). */
export type LineStatus = 'initiate' | 'ringing' | 'started' | 'answered' | 'Connected' | 'completed' | 'Disconnected';

/** A tethered line. */
export interface TetheredLine {
  readonly status: LineStatus;
  readonly uuid: string;
}

const COMING_UP: readonly LineStatus[] = ['initiate', 'ringing', 'answered', 'Connected'];

/**
 * What the softphones of Amazon's core know and the telephone system does not: the line that a campaign keeps open, and the status that an
 * agent left with. By agents' ids, for all pages together; calls and states are the engine's.
 */
export class Softphones {
  readonly #engine: Engine;
  readonly #listeners = new Set<(agentId: string) => void>();
  readonly #lines = new Map<string, TetheredLine>();
  readonly #timers = new Map<string, Cancel>();
  readonly #chosen = new Map<string, AgentView>();
  readonly #left = new Map<string, AgentView>();
  #lineCount = 0;

  constructor(engine: Engine) {
    this.#engine = engine;
    engine.subscribe((fact) => {
      if (fact.type === 'reset') this.#forget();
      else if (fact.type === 'agent') this.#follow(fact.agent);
    });
  }

  /** Calls `listener` with the agent's id after every change of a line; returns the removal. */
  subscribe(listener: (agentId: string) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The agent's tethered line, of which nothing is left once it is down. */
  line(agentId: string): TetheredLine | undefined {
    return this.#lines.get(agentId);
  }

  /** Calls the agent's phone and keeps the line open, unless it is open already or about to be. */
  tether(agentId: string): void {
    if (this.#lines.has(agentId)) return;
    const uuid = `00000000-0000-4000-9000-${String(++this.#lineCount).padStart(12, '0')}`;
    this.#lines.set(agentId, { status: 'initiate', uuid });
    this.#climb(agentId, uuid, 0);
  }

  /** Hangs the line up. False: there is none. */
  untether(agentId: string): boolean {
    const line = this.#lines.get(agentId);
    if (!line) return false;
    this.#timers.get(agentId)?.();
    this.#timers.delete(agentId);
    this.#setLine(agentId, { ...line, status: 'Disconnected' });
    this.#lines.delete(agentId);
    return true;
  }

  /** As what an agent signed out last (login-10): the picture of them in the status that they had chosen. */
  leftAs(agentId: string): AgentView | undefined {
    return this.#left.get(agentId);
  }

  #climb(agentId: string, uuid: string, step: number): void {
    const status = COMING_UP[step];
    if (!status) return;
    this.#setLine(agentId, { status, uuid });
    const { dialMs } = this.#engine.world.timing;
    this.#timers.set(
      agentId,
      this.#engine.clock.after(dialMs, () => this.#climb(agentId, uuid, step + 1)),
    );
  }

  #setLine(agentId: string, line: TetheredLine): void {
    this.#lines.set(agentId, line);
    for (const listener of [...this.#listeners]) listener(agentId);
  }

  #follow(agent: AgentView): void {
    const { id, state } = agent;
    const chosen = this.#chosen.get(id);
    if (state === 'LOGOUT') {
      this.untether(id);
      if (chosen) this.#left.set(id, chosen);
    }
    if (state === 'READY' || state === 'NOT_READY') this.#chosen.set(id, agent);
  }

  #forget(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
    this.#lines.clear();
    this.#chosen.clear();
    this.#left.clear();
  }
}
