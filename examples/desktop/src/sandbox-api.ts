/** What the panel reads of the sandbox's truth (`GET /sandbox/state`); the whole is described in `docs/`. */
export interface SandboxState {
  readonly platform?: 'CCE' | 'CCX';
  readonly agents: readonly SandboxAgent[];
  readonly calls: readonly SandboxCall[];
}

export interface SandboxAgent {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly state: string;
}

export interface SandboxCall {
  readonly id: string;
  readonly state: string;
  readonly from: string;
  readonly to: string;
  readonly queue?: string;
  readonly queued: boolean;
  readonly parties: readonly SandboxParty[];
}

export interface SandboxParty {
  readonly address: string;
  readonly kind: string;
  readonly state: string;
  readonly actions: readonly string[];
}

/** A customer's or a device's call; `variables` are what the routing script would have collected. */
export interface NewCall {
  readonly from: string;
  readonly to?: string;
  readonly queue?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** The sandbox's control API. Every call rejects with an `Error` that says what the sandbox said. */
export const sandbox = {
  state: async (signal: AbortSignal): Promise<SandboxState> => (await ask('GET', '/sandbox/state', undefined, signal)) as SandboxState,
  call: (call: NewCall): Promise<unknown> => ask('POST', '/sandbox/calls', call),
  /** A party acts; `id` is that of the call it made, if it made one. */
  act: async (callId: string, address: string, action: string, to?: string): Promise<{ readonly id?: string }> =>
    (await ask('POST', `/sandbox/calls/${encodeURIComponent(callId)}/actions`, {
      address,
      action,
      ...(to === undefined ? {} : { to }),
    })) as {
      readonly id?: string;
    },
  setVariables: (callId: string, variables: Readonly<Record<string, string | null>>): Promise<unknown> =>
    ask('POST', `/sandbox/calls/${encodeURIComponent(callId)}/variables`, variables),
  /** Starts again with a built-in world. Every desk has to sign in anew. */
  reset: (world: 'cce' | 'ccx'): Promise<unknown> => ask('POST', '/sandbox/reset', { world }),
  setAgentState: (agentId: string, state: string): Promise<unknown> =>
    ask('POST', `/sandbox/agents/${encodeURIComponent(agentId)}/state`, { state }),
};

async function ask(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<unknown> {
  const response = await fetch(path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    ...(signal ? { signal } : {}),
  });
  const text = await response.text();
  const answer = text === '' ? undefined : (JSON.parse(text) as { readonly error?: { readonly message: string } });
  if (!response.ok) throw new Error(answer?.error?.message ?? `The sandbox answered ${response.status}`);
  return answer;
}
