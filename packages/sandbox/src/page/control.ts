import type { BusQuirks, CrmRecord } from '../acqueon/index.js';
import type { AgentState, BuiltInWorld, CallAction, EngineState, SwitchProfile, World, WorldSwitch } from '../engine/index.js';
import type { GenesysQuirks } from '../genesys/index.js';
import type { FaultPlan } from '../faults/index.js';
import type { FinesseQuirks } from '../finesse/index.js';
import type { WireEntry } from '../wire-log.js';
import type { PlayedNode } from './node.js';

/** What the control API refused, with its code and the place in the request that it is about. */
export class ControlRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly path: string | undefined;

  constructor(status: number, { code, message, path }: { readonly code: string; readonly message: string; readonly path?: string }) {
    super(message);
    this.name = 'ControlRefusal';
    this.status = status;
    this.code = code;
    this.path = path;
  }
}

/** A customer's or a device's call. `to` or `queue` says where to. */
export interface NewCall {
  readonly from: string;
  readonly to?: string;
  readonly queue?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly callType?: string;
}

/** Agents by the thousand in one team. */
export interface NewCrowd {
  readonly team: string;
  /** Up to 20,000; never fewer than there are. */
  readonly agents: number;
  /** Changes of state a second, of all together. Default 0. */
  readonly changesPerSecond?: number;
}

/** What changes of the platform's habits, under `bus` of the Workspace's, under `genesys` of the voice interaction service's. */
export interface NewQuirks extends Partial<FinesseQuirks> {
  readonly bus?: 'clean' | 'as-documented' | Partial<BusQuirks>;
  readonly genesys?: Partial<GenesysQuirks>;
}

/** What a party of a call does. */
export interface PartyAction {
  readonly address: string;
  readonly action: Exclude<CallAction, 'update-data'>;
  readonly to?: string;
  readonly digits?: string;
}

/** The control API as functions, for a page: the verbs of `/sandbox/**`, with its checks. Each rejects with a {@link ControlRefusal}. */
export class PageControl {
  readonly #node: PlayedNode;

  constructor(node: PlayedNode) {
    this.#node = node;
  }

  /** The simulator's truth. */
  state(): Promise<EngineState & { readonly origins: readonly string[] }> {
    return this.#ask('GET', 'state');
  }

  /** A customer or a device places a call, or a campaign (`from`: its id or name) offers a contact; settles with its id. */
  call(call: NewCall): Promise<{ readonly id: string }> {
    return this.#ask('POST', 'calls', call);
  }

  /** A party acts. `id` is that of the call it made, if it made one. */
  act(callId: string, action: PartyAction): Promise<{ readonly outcome: string; readonly id?: string }> {
    return this.#ask('POST', `calls/${encodeURIComponent(callId)}/actions`, action);
  }

  /** CTI data changes: `null` leaves a value, `''` overwrites and notifies. */
  setVariables(callId: string, variables: Readonly<Record<string, string | null>>): Promise<{ readonly outcome: string }> {
    return this.#ask('POST', `calls/${encodeURIComponent(callId)}/variables`, variables);
  }

  /** Somebody else changes an agent's state: a supervisor, or the agent at another desk. */
  setAgentState(agentId: string, state: AgentState, reasonCode?: number | string): Promise<{ readonly outcome: string }> {
    return this.#ask('POST', `agents/${encodeURIComponent(agentId)}/state`, { state, ...(reasonCode === undefined ? {} : { reasonCode }) });
  }

  /** Gives a team agents by the thousand, who change their states by themselves; again: the crowd grows, or changes its pace. */
  crowd(crowd: NewCrowd): Promise<Required<NewCrowd>> {
    return this.#ask('POST', 'crowd', crowd);
  }

  /** Starts a fault; settles with its id. */
  startFault(plan: FaultPlan): Promise<{ readonly id: string }> {
    return this.#ask('POST', 'faults', plan);
  }

  /** Stops one fault, or all. */
  stopFault(id?: string): Promise<{ readonly stopped: number }> {
    return this.#ask('DELETE', id === undefined ? 'faults' : `faults/${encodeURIComponent(id)}`);
  }

  /** What the platform does that its documents do not say; changes those that are named, tells all. */
  setQuirks(quirks: NewQuirks = {}): Promise<FinesseQuirks & { readonly bus: BusQuirks; readonly genesys: GenesysQuirks }> {
    return this.#ask('POST', 'quirks', quirks);
  }

  /** Changes what the telephone system can do: for one phone, or (no extension) for all. */
  setSwitch(profiles: readonly SwitchProfile[], extension?: string): Promise<WorldSwitch> {
    return this.#ask('POST', 'switch', { profiles, ...(extension === undefined ? {} : { extension }) });
  }

  /** An access token for an agent, as single sign-on would give it. */
  issueToken(agentId: string): Promise<{ readonly token: string; readonly refreshToken: string; readonly expiresIn: number }> {
    return this.#ask('POST', `agents/${encodeURIComponent(agentId)}/token`);
  }

  /** What the invented CRM of the Workspaces holds, and which of its records were opened. */
  crm(): Promise<{ readonly records: readonly CrmRecord[]; readonly opened: readonly string[] }> {
    return this.#ask('GET', 'crm');
  }

  /** Somebody clicks a number in the CRM; settles with the id of the record that it stands in, or null. */
  clickInCrm(number: string): Promise<{ readonly number: string; readonly record: string | null }> {
    return this.#ask('POST', 'crm/click', { number });
  }

  /** Moves the clock on at once, or changes its pace (simulated ms per real one). */
  moveClock(move: { readonly advanceMs?: number; readonly rate?: number }): Promise<{ readonly now: number; readonly rate: number }> {
    return this.#ask('POST', 'clock', move);
  }

  /** What crossed the wires after an entry, secrets masked. */
  log(since = 0): Promise<{ readonly next: number; readonly entries: readonly WireEntry[] }> {
    return this.#ask('GET', `log?since=${since}`);
  }

  /** Starts again; clients have to connect anew. */
  reset(options: { readonly seed?: number; readonly world?: World | BuiltInWorld } = {}): Promise<{ readonly seed: number }> {
    return this.#ask('POST', 'reset', options);
  }

  async #ask<T>(method: string, path: string, body?: object): Promise<T> {
    const { origin } = this.#node;
    const outcome = await this.#node.answer(
      new Request(`${origin}/sandbox/${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) }),
    );
    if (typeof outcome === 'string') throw new ControlRefusal(0, { code: 'closed', message: 'The sandbox is closed' });
    const answer = (await outcome.json()) as T & { readonly error?: ConstructorParameters<typeof ControlRefusal>[1] };
    if (answer.error) throw new ControlRefusal(outcome.status, answer.error);
    return answer;
  }
}
