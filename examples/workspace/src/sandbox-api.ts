/** What the page reads of the sandbox's truth (`GET /sandbox/state`); the whole is described in `docs/`. */
export interface SandboxState {
  /** The page's address, then the widgets'. */
  readonly origins: readonly string[];
  readonly agents: readonly { readonly id: string; readonly firstName: string; readonly lastName: string; readonly state: string }[];
  readonly calls: readonly SandboxCall[];
}

export interface SandboxCall {
  readonly id: string;
  readonly state: string;
  readonly parties: readonly SandboxParty[];
}

export interface SandboxParty {
  readonly address: string;
  readonly kind: string;
  readonly state: string;
  readonly actions: readonly string[];
}

export interface SandboxFault {
  readonly id: string;
  readonly target: string;
  readonly toxic: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** The sandbox's control API. Each rejects with an `Error` that says what the sandbox said. */
export const sandbox = {
  state: async (): Promise<SandboxState> => (await ask('GET', 'state')) as SandboxState,
  call: (call: { from: string; to?: string; queue?: string; variables?: Readonly<Record<string, string>> }): Promise<unknown> =>
    ask('POST', 'calls', call),
  act: (callId: string, address: string, action: string): Promise<unknown> =>
    ask('POST', `calls/${encodeURIComponent(callId)}/actions`, { address, action }),
  setAgentState: (agentId: string, state: string): Promise<unknown> =>
    ask('POST', `agents/${encodeURIComponent(agentId)}/state`, { state }),
  busQuirks: async (): Promise<Readonly<Record<string, boolean>>> =>
    ((await ask('GET', 'quirks')) as { bus: Readonly<Record<string, boolean>> }).bus,
  setBusQuirks: (bus: 'clean' | 'as-documented' | Readonly<Record<string, boolean>>): Promise<unknown> => ask('POST', 'quirks', { bus }),
  faults: async (): Promise<readonly SandboxFault[]> => ((await ask('GET', 'faults')) as { faults: readonly SandboxFault[] }).faults,
  startFault: (plan: Omit<SandboxFault, 'id'>): Promise<unknown> => ask('POST', 'faults', plan),
  stopFault: (id: string): Promise<unknown> => ask('DELETE', `faults/${encodeURIComponent(id)}`),
  reset: (world: 'cce' | 'ccx'): Promise<unknown> => ask('POST', 'reset', { world }),
};

async function ask(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`/sandbox/${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } } : {}),
  });
  const answer = (await response.json()) as { readonly error?: { readonly message: string } };
  if (!response.ok) throw new Error(answer.error?.message ?? `The sandbox answered ${response.status}`);
  return answer;
}
