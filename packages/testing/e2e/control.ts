import assert from 'node:assert/strict';
import type { RunningSandbox } from '@cordboard/sandbox/server';
import { eventually } from './browser.js';

/** The simulator's truth, as far as tests look at it. */
export interface Truth {
  readonly agents: readonly { readonly id: string; readonly state: string; readonly reasonLabel?: string }[];
  readonly calls: readonly {
    readonly id: string;
    readonly parties: readonly { readonly address: string; readonly state: string; readonly muted?: boolean }[];
    readonly variables: Readonly<Record<string, string>>;
    readonly wrapUpReason?: string | null;
  }[];
}

/** The sandbox's control API, over HTTP as any other tool would use it. */
export class Control {
  readonly #sandbox: () => RunningSandbox;

  constructor(sandbox: () => RunningSandbox) {
    this.#sandbox = sandbox;
  }

  async truth(): Promise<Truth> {
    return (await (await fetch(new URL('/sandbox/state', this.#sandbox().url))).json()) as Truth;
  }

  async post(path: string, body: object): Promise<{ readonly id: string }> {
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(new URL(`/sandbox/${path}`, this.#sandbox().url), { method: 'POST', headers, body: JSON.stringify(body) });
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as { id: string };
  }

  /** Who is on the call, in the order they came: `address state, …`; without those who left. Empty when it is gone. */
  async parties(callId: string): Promise<string> {
    const call = (await this.truth()).calls.find(({ id }) => id === callId);
    const there = call?.parties.filter(({ state }) => state !== 'DROPPED') ?? [];
    return there.map(({ address, state }) => `${address} ${state}`).join(', ');
  }

  partiesAre(callId: string, expected: string): Promise<string> {
    return eventually(
      `the parties of ${callId}`,
      () => this.parties(callId),
      (parties) => parties === expected,
    );
  }

  agentIs(id: string, state: string): Promise<unknown> {
    return eventually(
      `agent ${id} ${state}`,
      async () => (await this.truth()).agents.find((agent) => agent.id === id)?.state,
      (now) => now === state,
    );
  }

  wrapUpIs(callId: string, reason: string): Promise<unknown> {
    return eventually(
      `the wrap-up reason of ${callId}`,
      async () => (await this.truth()).calls.find(({ id }) => id === callId)?.wrapUpReason,
      (now) => now === reason,
    );
  }

  callsAre(count: number): Promise<unknown> {
    return eventually(
      `${count} calls`,
      async () => (await this.truth()).calls.length,
      (now) => now === count,
    );
  }
}
