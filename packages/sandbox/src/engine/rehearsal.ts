import { builtInWorld, type BuiltInWorld } from './built-in.js';
import { SimClock } from './clock.js';
import type { Command, Done, Refusal } from './commands.js';
import { createEngine } from './engine.js';
import type { Fact } from './facts.js';
import type { CallAction, CallView } from './model.js';
import type { Engine } from './types.js';
import type { World } from './world-types.js';

/**
 * An engine on a virtual clock, for tests that give commands and read what happened, a line a fact.
 * Calls are named #1, #2 … in the order of their beginning.
 */
export class Rehearsal {
  readonly engine: Engine;
  readonly clock: SimClock;
  readonly #names = new Map<string, string>();
  #lines: string[] = [];

  constructor(world: BuiltInWorld | World, seed = 1) {
    const chosen = typeof world === 'string' ? builtInWorld(world) : world;
    this.clock = new SimClock({ start: chosen.startTime });
    this.engine = createEngine({ world: chosen, seed, clock: this.clock });
    this.engine.subscribe((fact) => this.#note(fact));
  }

  /** Carries a command out, which must succeed. */
  do(command: Command): Done {
    const result = this.engine.execute(command);
    if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
    return result;
  }

  /** Carries a command out, which must be refused. */
  refused(command: Command): Refusal {
    const result = this.engine.execute(command);
    if (result.ok) throw new Error(`Not refused: ${JSON.stringify(command)}`);
    return result.refusal;
  }

  /** Moves the clock. */
  wait(ms: number): void {
    this.clock.advance(ms);
  }

  /** What agents were told since the last time, in order. */
  told(): readonly string[] {
    const lines = this.#lines;
    this.#lines = [];
    return lines;
  }

  /** Signs agents in on their own phones and makes them ready. */
  ready(...agents: readonly string[]): void {
    for (const agentId of agents) {
      this.idle(agentId);
      this.do({ type: 'set-state', agentId, state: 'READY' });
    }
  }

  /** Signs agents in on their own phones. */
  idle(...agents: readonly string[]): void {
    for (const agentId of agents) this.do({ type: 'sign-in', agentId, extension: agentId });
  }

  /** Acts for a party of a call, which must succeed. */
  act(callId: string, address: string, action: Exclude<CallAction, 'update-data'>, to?: string): Done {
    return this.do({ type: 'call-action', callId, address, action, ...(to !== undefined && { to }) });
  }

  /** A customer's call to the billing queue that `agentId`, who is ready, has answered. */
  talking(agentId: string, from = '+12065550142'): string {
    const callId = this.do({ type: 'place-call', from, to: '7400' }).callId ?? '';
    this.wait(1_000);
    this.act(callId, agentId, 'answer');
    this.told();
    return callId;
  }

  state(agentId: string): string | undefined {
    return this.engine.agent(agentId)?.state;
  }

  /** What the agent may do in a call. */
  actions(agentId: string, callId: string): readonly CallAction[] {
    return this.engine.callFor(agentId, callId)?.parties.find((party) => party.agentId === agentId)?.actions ?? [];
  }

  #note(fact: Fact): void {
    switch (fact.type) {
      case 'call':
        if (fact.change === 'started') this.#names.set(fact.call.id, `#${this.#names.size + 1}`);
        return;
      case 'agent': {
        const { state, pendingState, reason } = fact.agent;
        const pending = pendingState ? ` pending ${pendingState}` : '';
        this.#lines.push(`${fact.agentId} ${state}${reason ? ` ${reason.code}` : ''}${pending}`);
        return;
      }
      case 'call-added':
      case 'call-changed':
      case 'call-removed':
        this.#lines.push(
          `${fact.agentId} ${fact.type.slice('call-'.length)} ${this.#names.get(fact.call.id) ?? '#?'} ${pictured(fact.call)}`,
        );
        return;
      case 'refused':
        this.#lines.push(`${fact.agentId} refused ${fact.refusal.kind}`);
        return;
      default:
        this.#lines.push(fact.type);
    }
  }
}

function pictured(call: CallView): string {
  const parties = call.parties.map(({ address, state, cause }) => `${address} ${state}${cause ? `/${cause}` : ''}`);
  return `${call.state} ${call.callType}: ${parties.join(', ')}`;
}
