import type { DesktopPort } from '@cordboard/core';
import type { RunningSandbox } from '@cordboard/sandbox/server';
import type { CallHandle, ContractAgent, ContractWorld, PlatformRules } from '@cordboard/testing';
import { agent, BuiltInPeople, CUSTOMER, OTHER_CUSTOMER, PASSWORD, RUNG_OUT_MS, SUPERVISOR } from './built-in-people.js';

interface PlatformFacts {
  /** Preview campaigns are CCE's, direct previews CCX's (12.5). */
  readonly campaign: string;
  readonly rules: PlatformRules;
}

/** Finesse 12.5 guide: pp. 42-50 (states), 80 (dialling), 87-94 (call data and tones), 74 (wrap-up reasons of CCX). */
const PLATFORMS: Readonly<Record<'cce' | 'ccx', PlatformFacts>> = {
  cce: {
    campaign: '31',
    rules: {
      readyDuringCall: 'pending',
      notReadyAgainDuringCall: 'pending',
      signOutFromReady: 'refused',
      leaveDiallerReservation: 'now',
      dataWhenDialling: 'now',
      dialFromReady: 'now',
      wrapUpFromReady: 'work-ready',
      wrapUpOnRequest: 'pending',
      showsHold: true,
      severalWrapUpReasons: 'refused',
      letterTones: 'now',
      dataOfDirectCalls: 'refused',
    },
  },
  ccx: {
    campaign: '32',
    rules: {
      readyDuringCall: 'refused',
      notReadyAgainDuringCall: 'refused',
      signOutFromReady: 'now',
      leaveDiallerReservation: 'refused',
      dataWhenDialling: 'refused',
      dialFromReady: 'refused',
      wrapUpFromReady: 'work',
      wrapUpOnRequest: 'pending',
      showsHold: false,
      severalWrapUpReasons: 'now',
      letterTones: 'refused',
      dataOfDirectCalls: 'now',
    },
  },
};

/** What a port is made from. */
interface PortSetting {
  readonly running: RunningSandbox;
  readonly url: string;
  /** Of every agent. */
  readonly password: string;
  /** What the port's sessions are called. */
  readonly resource: string;
  /** `fetch`, heard by the world. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Has something ended with the world. */
  readonly onClose: (close: () => void) => void;
}

type PortMaker = (setting: PortSetting) => DesktopPort;

/** Finesse as the sandbox plays it; driven through its control API, as any QA engineer would. */
export class FinesseWorld extends BuiltInPeople implements ContractWorld {
  readonly supervisor = { ...agent(SUPERVISOR), teamId: '5071' };
  readonly rules: PlatformRules;
  readonly #running: RunningSandbox;
  readonly #facts: PlatformFacts;
  readonly #url: string;
  readonly #ports: PortMaker;
  readonly #tones: { readonly dialog: string; readonly digits: string }[] = [];
  readonly #closing: (() => void)[] = [];
  #cut: readonly string[] = [];
  #outOfService: string | undefined;

  constructor(running: RunningSandbox, world: 'cce' | 'ccx', ports: PortMaker) {
    super();
    this.#running = running;
    this.#facts = PLATFORMS[world];
    this.rules = this.#facts.rules;
    this.#ports = ports;
    this.#url = running.url;
  }

  async close(): Promise<void> {
    for (const close of this.#closing) close();
    await this.#running.close();
  }

  port(): DesktopPort {
    return this.#port('under-test');
  }

  colleaguePort(): DesktopPort {
    return this.#port('colleague');
  }

  portOf({ id }: ContractAgent): DesktopPort {
    return this.#port(`desk-of-${id}`);
  }

  async customerCallsQueue(variables?: Readonly<Record<string, string>>): Promise<CallHandle> {
    return this.#post('calls', { from: CUSTOMER, queue: '5120', ...(variables ? { variables } : {}) });
  }

  async customerCallsAgent(): Promise<CallHandle> {
    return this.#post('calls', { from: OTHER_CUSTOMER, to: this.agent.extension });
  }

  othersHangUp(call: CallHandle): Promise<void> {
    return this.#hangUp(call, ({ address }) => address !== this.agent.extension);
  }

  outsideHangsUp(call: CallHandle): Promise<void> {
    return this.#hangUp(call, ({ kind }) => kind !== 'agent');
  }

  async ringOut(): Promise<void> {
    await this.#post('clock', { advanceMs: RUNG_OUT_MS });
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

  diallerReserves(): Promise<void> {
    const result = this.#running.engine.execute({ type: 'offer-contact', campaign: '33', customer: CUSTOMER, target: this.agent.id });
    if (!result.ok) throw new Error('The dialler could not reserve the agent');
    return Promise.resolve();
  }

  async pushVariables({ id }: CallHandle, variables: Readonly<Record<string, string>>): Promise<void> {
    await this.#post(`calls/${id}/variables`, variables);
  }

  tonesOf({ id }: CallHandle): Promise<string> {
    const heard = this.#tones.filter(({ dialog }) => dialog === id);
    return Promise.resolve(heard.map(({ digits }) => digits).join(''));
  }

  // As the supervisor's own desktop asks for it (Finesse 12.5 guide p. 47).
  async supervisorSets(state: 'ready' | 'not-ready' | 'signed-out'): Promise<void> {
    const word = { ready: 'READY', 'not-ready': 'NOT_READY', 'signed-out': 'LOGOUT' }[state];
    const response = await fetch(`${this.#url}finesse/api/User/${this.agent.id}`, {
      method: 'PUT',
      headers: {
        Authorization: `Basic ${Buffer.from(`${SUPERVISOR}:${PASSWORD}`).toString('base64')}`,
        'Content-Type': 'application/xml',
      },
      body: `<User><state>${word}</state></User>`,
    });
    if (response.status !== 202) throw new Error(`The supervisor was answered ${response.status}`);
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
    return this.#ports({
      running: this.#running,
      url: this.#url,
      password: PASSWORD,
      resource,
      fetch: (url, init) => this.#fetch(url, init),
      onClose: (close) => this.#closing.push(close),
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

  async #hangUp({ id }: CallHandle, who: (party: SandboxParty) => boolean): Promise<void> {
    const { calls } = await this.#state();
    const parties = calls.find((call) => call.id === id)?.parties ?? [];
    for (const { address } of parties.filter((party) => who(party) && party.state !== 'DROPPED')) {
      await this.#post(`calls/${id}/actions`, { address, action: 'drop' });
    }
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

interface SandboxParty {
  readonly address: string;
  readonly kind: string;
  readonly state: string;
}

interface SandboxState {
  readonly agents: readonly { readonly id: string; readonly state: string }[];
  readonly calls: readonly { readonly id: string; readonly parties: readonly SandboxParty[] }[];
}
