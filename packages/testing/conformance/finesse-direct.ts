import { Secret, type DesktopPort } from '@cordboard/core';
import { FinessePort } from '@cordboard/finesse';
import { startSandbox, type RunningSandbox } from '@cordboard/sandbox/server';
import type { CallHandle, ContractAgent, ContractWorld, PortHarness } from '@cordboard/testing';
import { WebSocket } from 'ws';

const PASSWORD = 'cordboard';
// Preview campaigns are CCE's, direct previews CCX's (12.5); the codes are those of a supervisor's change.
const PLATFORMS = {
  cce: { campaign: '31', supervisorCode: 999 },
  ccx: { campaign: '32', supervisorCode: 33 },
} as const;
type PlatformFacts = (typeof PLATFORMS)[keyof typeof PLATFORMS];

const CUSTOMER = '+12065550142';

/** The Finesse port over REST and XMPP, against the sandbox's server on loopback. */
export const finesseDirect: PortHarness = { port: 'finesse', wire: 'direct', open: () => openWorld('cce') };

/** The same against the other platform that Finesse stands on. */
export const finesseDirectOnCcx: PortHarness = {
  ...finesseDirect,
  cannot: {
    'join.drop-party': 'Only CCE drops a party (Finesse 12.5 guide p. 104)',
    'join.transfer-now': 'Only CCE has single-step transfer (Finesse 12.5 guide p. 96)',
    'call.pending-state': 'CCX refuses another state during a call (Finesse 12.5 guide pp. 48-50)',
  },
  open: () => openWorld('ccx'),
};

/** The same where no WebSocket gets through. */
export const finesseDirectOverBosh: PortHarness = { ...finesseDirect, open: () => openWorld('cce', 'bosh') };

async function openWorld(world: 'cce' | 'ccx', transport?: 'bosh'): Promise<ContractWorld> {
  return new FinesseWorld(await startSandbox({ port: 0, world }), PLATFORMS[world], transport);
}

function agent(id: string): ContractAgent {
  return { id, extension: id, secret: new Secret(PASSWORD) };
}

// Drives the sandbox through its control API, as any QA engineer would.
class FinesseWorld implements ContractWorld {
  readonly agent = agent('1001001');
  readonly colleague = agent('1001002');
  readonly outsideNumber = '+12065550153';
  readonly deadNumber = '+12065550152';
  readonly reasonIds = ['12', '14'] as const;
  readonly #running: RunningSandbox;
  readonly #facts: PlatformFacts;
  readonly #url: string;
  readonly #transport: 'bosh' | undefined;
  readonly #tones: { readonly dialog: string; readonly digits: string }[] = [];
  #cut: readonly string[] = [];
  #outOfService: string | undefined;

  constructor(running: RunningSandbox, facts: PlatformFacts, transport?: 'bosh') {
    this.#running = running;
    this.#facts = facts;
    this.#transport = transport;
    this.#url = running.url;
  }

  close(): Promise<void> {
    return this.#running.close();
  }

  port(): DesktopPort {
    return this.#port('under-test');
  }

  colleaguePort(): DesktopPort {
    return this.#port('colleague');
  }

  async customerCallsQueue(variables?: Readonly<Record<string, string>>): Promise<CallHandle> {
    return this.#post('calls', { from: CUSTOMER, queue: '5120', ...(variables ? { variables } : {}) });
  }

  async customerCallsAgent(): Promise<CallHandle> {
    return this.#post('calls', { from: '+441632960123', to: this.agent.extension });
  }

  async othersHangUp({ id }: CallHandle): Promise<void> {
    const { calls } = await this.#state();
    const parties = calls.find((call) => call.id === id)?.parties ?? [];
    for (const { address } of parties.filter((party) => party.address !== this.agent.extension && party.state !== 'DROPPED')) {
      await this.#post(`calls/${id}/actions`, { address, action: 'drop' });
    }
  }

  async otherAnswers({ id }: CallHandle): Promise<void> {
    // Dialling takes a while before it rings there.
    for (const until = Date.now() + 5_000; Date.now() < until;) {
      const { calls } = await this.#state();
      if (calls.find((call) => call.id === id)?.parties.some(({ address }) => address === this.outsideNumber)) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await this.#post(`calls/${id}/actions`, { address: this.outsideNumber, action: 'answer' });
  }

  previewFor(): Promise<CallHandle> {
    const offer = { type: 'offer-contact', campaign: this.#facts.campaign, customer: CUSTOMER, target: this.agent.id } as const;
    const result = this.#running.engine.execute(offer);
    if (!result.ok || result.callId === undefined) throw new Error('The campaign could not offer a contact');
    return Promise.resolve({ id: result.callId });
  }

  async pushVariables({ id }: CallHandle, variables: Readonly<Record<string, string>>): Promise<void> {
    await this.#post(`calls/${id}/variables`, variables);
  }

  tonesOf({ id }: CallHandle): Promise<string> {
    const heard = this.#tones.filter(({ dialog }) => dialog === id);
    return Promise.resolve(heard.map(({ digits }) => digits).join(''));
  }

  async supervisorSets(state: 'ready' | 'not-ready'): Promise<void> {
    const body = state === 'ready' ? { state: 'READY' } : { state: 'NOT_READY', reasonCode: this.#facts.supervisorCode };
    await this.#post(`agents/${this.agent.id}/state`, body);
  }

  async cutLink(): Promise<void> {
    const target = `xmpp:${this.agent.id}`;
    this.#cut = [await this.#fault(target, 'reset_peer'), await this.#fault('xmpp', 'down'), await this.#fault('rest', 'down')];
  }

  async restoreLink(): Promise<void> {
    for (const id of this.#cut) await this.#call('DELETE', `faults/${id}`);
  }

  async goOutOfService(): Promise<void> {
    this.#outOfService = await this.#fault('system', 'out_of_service', { reason: 'CTI server lost' });
  }

  async comeBackToService(): Promise<void> {
    await this.#call('DELETE', `faults/${this.#outOfService}`);
  }

  async takeOver(): Promise<void> {
    await this.#fault(`xmpp:${this.agent.id}`, 'conflict');
  }

  async swallowCommands(): Promise<void> {
    await this.#fault(this.agent.id, 'accept_and_forget');
  }

  async doubleReports(): Promise<void> {
    await this.#fault(this.agent.id, 'duplicate_events');
  }

  async repeatReportsLate(): Promise<void> {
    await this.#fault(this.agent.id, 'duplicate_events', { copies: 1, ms: 1_000 });
  }

  async spoilNextReport(): Promise<void> {
    await this.#fault(`xmpp:${this.agent.id}`, 'corrupt', { kind: 'malformed', times: 1 });
  }

  async truth(): Promise<{ readonly signedIn: boolean; readonly calls: readonly string[] }> {
    const { agents, calls } = await this.#state();
    const mine = agents.find(({ id }) => id === this.agent.id);
    const live = calls.filter((call) =>
      call.parties.some(({ address, state }) => address === this.agent.extension && !['DROPPED', 'WRAP_UP'].includes(state)),
    );
    return { signedIn: mine !== undefined && mine.state !== 'LOGOUT', calls: live.map(({ id }) => id) };
  }

  #port(resource: string): DesktopPort {
    return new FinessePort({
      hosts: this.#url,
      resource,
      transport: this.#transport ?? 'auto',
      environment: { WebSocket, fetch: (url, init) => this.#fetch(url, init) },
    });
  }

  // The sandbox masks tones in its log, so they are taken off the wire.
  async #fetch(url: string, init: RequestInit): Promise<Response> {
    const response = await fetch(url, init);
    const digits = /<name>dtmfString<\/name><value>([^<]*)</.exec(typeof init.body === 'string' ? init.body : '')?.[1];
    const dialog = /\/Dialog\/(\d+)$/.exec(url)?.[1];
    if (response.ok && digits !== undefined && dialog !== undefined) this.#tones.push({ dialog, digits });
    return response;
  }

  async #fault(target: string, toxic: string, args: object = {}): Promise<string> {
    const { id } = await this.#post<{ id: string }>('faults', { target, toxic, args });
    return id;
  }

  async #state(): Promise<SandboxState> {
    return this.#call('GET', 'state');
  }

  async #post<T = { id: string }>(path: string, body: object): Promise<T> {
    return this.#call('POST', path, body);
  }

  async #call<T>(method: string, path: string, body?: object): Promise<T> {
    const init = body ? { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } } : {};
    const response = await fetch(`${this.#url}sandbox/${path}`, { method, ...init });
    if (!response.ok) throw new Error(`The sandbox answered ${response.status} to ${method} ${path}: ${await response.text()}`);
    return (await response.json()) as T;
  }
}

interface SandboxState {
  readonly agents: readonly { readonly id: string; readonly state: string }[];
  readonly calls: readonly { readonly id: string; readonly parties: readonly { readonly address: string; readonly state: string }[] }[];
}
