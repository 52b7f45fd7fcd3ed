import type { AgentView, CallView, Command, Fact, Refusal } from '../engine/index.js';
import type { Channel, ChannelHost } from './channel.js';
import { word, type Incoming } from './messages.js';
import { agentPayload, callPayload, directoryPayload, reasonsPayload, wrapUpPayload } from './payloads.js';
import { commandOf, errorPayload } from './requests.js';

/** What the channel is made with, besides the page. */
export interface CiscoOptions {
  /** Whether a password is the user's; wrong ones count towards the platform's lock. */
  readonly admit: (id: string, password: string) => 'yes' | 'no' | 'locked';
  /** Whether what an agent asks for is carried out, or accepted and forgotten. */
  readonly mayCarryOut: (agentId: string) => boolean;
  /** Begins the names of this page's requests: another page of the same agent hears of its own refusals only. */
  readonly page: string;
}

/** The channel `Cisco`: the platform below, wrapped. */
export class CiscoChannel implements Channel {
  readonly #host: ChannelHost;
  readonly #options: CiscoOptions;
  #agentId: string | undefined;
  /** Who is signing in. */
  #entering: string | undefined;
  #connected = true;
  #requests = 0;

  constructor(host: ChannelHost, options: CiscoOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** The agent who is signed in here. */
  get agentId(): string | undefined {
    return this.#agentId;
  }

  /** The page's connection to the platform goes or comes back. What happened meanwhile is told as at signing in (inferred). */
  setConnected(connected: boolean): void {
    if (this.#connected === connected) return;
    this.#connected = connected;
    if (this.#agentId === undefined) return;
    this.#sayConnection();
    if (connected) this.#sayWhole();
  }

  asked(incoming: Incoming): void {
    const { engine, say } = this.#host;
    const about = `${incoming.topic}/${incoming.subtopic}`.toLowerCase();
    if (!this.#connected) return this.#refuse({ timing: 'sync', kind: 'out-of-service', message: 'No connection to the platform' });
    if (about === 'agent/setuserinfo') return this.#signIn(incoming);
    const agent = this.#agent;
    // Nobody works here: there is nothing to tell of, and no page says what is answered then.
    if (!agent) return;
    switch (about) {
      case 'agent/getagentstate':
        return this.#sayAgent(agent);
      case 'agent/getwrapupreasoncode':
        return say({ topic: 'Agent', subtopic: 'SetWrapupCode', payload: wrapUpPayload(engine, agent), under: 'message' });
      case 'agent/getnotreadyreasoncode':
        return this.#sayReasons(agent, 'NOT_READY');
      case 'agent/getlogoutreasoncode':
        return this.#sayReasons(agent, 'LOGOUT');
      case 'agent/getphonedirectory':
        return say({ topic: 'Agent', subtopic: 'SetPhoneDirectory', payload: directoryPayload(engine, agent), under: 'message' });
      case 'call/callsstatechange':
        return this.#sayCalls(agent);
      default:
        this.#request(incoming, agent.id);
    }
  }

  heard(fact: Fact): void {
    if (fact.type === 'reset') {
      this.#agentId = this.#entering = undefined;
      return;
    }
    if (!('agentId' in fact) || (fact.agentId !== this.#agentId && fact.agentId !== this.#entering)) return;
    switch (fact.type) {
      case 'agent':
        if (this.#entering === fact.agentId && fact.agent.state !== 'LOGOUT') this.#enter(fact.agentId);
        else if (this.#hears(fact.agentId)) this.#sayAgent(fact.agent);
        return;
      case 'refused':
        if (!fact.cause?.requestId.startsWith(this.#options.page)) return;
        if (fact.command === 'sign-in') this.#entering = undefined;
        return this.#refuse(fact.refusal, fact.action);
      default:
        if (this.#hears(fact.agentId)) this.#sayCall(fact);
    }
  }

  close(): void {
    this.#agentId = this.#entering = undefined;
  }

  get #agent(): AgentView | undefined {
    return this.#agentId === undefined ? undefined : this.#host.engine.agent(this.#agentId);
  }

  #hears(agentId: string): boolean {
    return this.#connected && agentId === this.#agentId;
  }

  #request(incoming: Incoming, agentId: string): void {
    const { engine } = this.#host;
    const asked = commandOf(incoming, agentId, engine, this.#newRequest());
    if (!asked) return;
    if ('refusal' in asked) return this.#refuse(asked.refusal);
    if (this.#transferredEarly(asked.command, agentId)) return;
    if (engine.check(asked.command)?.timing !== 'sync' && !this.#options.mayCarryOut(agentId)) return;
    const submission = engine.submit(asked.command);
    if (!submission.ok) this.#refuse(submission.refusal);
  }

  // Whether a call may be transferred to a phone that still rings is not documented; the platform below lets many sites do it.
  #transferredEarly(command: Command, agentId: string): boolean {
    const { engine } = this.#host;
    if (command.type !== 'call-action' || command.action !== 'transfer') return false;
    const { callId, address } = command;
    const rings = engine.callsOf(agentId).some((call) => call.originalId === callId && this.#completesEarly(call, agentId));
    return rings && engine.execute({ type: 'switch-action', callId, address, action: 'transfer' }).ok;
  }

  #completesEarly(call: CallView, agentId: string): boolean {
    const own = call.parties.find((party) => party.agentId === agentId);
    return this.#host.quirks().earlyTransfer && call.originalId !== null && call.state === 'ALERTING' && own?.state === 'INITIATED';
  }

  // Signing in again with the right password succeeds and keeps the state (login-6); on another phone it is the platform's to say.
  #signIn(incoming: Incoming): void {
    const { engine } = this.#host;
    const name = word(incoming.data, 'username');
    const extension = word(incoming.data, 'extension');
    const id = engine.agent(name)?.id ?? engine.agentByLoginName(name)?.id ?? name;
    const verdict = this.#options.admit(id, word(incoming.data, 'password'));
    if (verdict !== 'yes') {
      const errorMessage = verdict === 'locked' ? 'account locked' : 'bad credentials';
      const data = { errorType: 'Unauthorized', errorMessage, msg: 'User name or password is wrong.' };
      return this.#host.say({ topic: 'Error', subtopic: 'SetAPIError', payload: { packet: 'apierror', data }, under: 'data' });
    }
    const agent = engine.agent(id);
    if (agent && agent.state !== 'LOGOUT' && agent.extension === extension) return this.#enter(id);
    const submission = engine.submit({ type: 'sign-in', agentId: id, extension, requestId: this.#newRequest() });
    if (submission.ok) this.#entering = id;
    else this.#refuse(submission.refusal);
  }

  // In the order of login-6; the names there without a page or a role are left out.
  #enter(agentId: string): void {
    this.#entering = undefined;
    this.#agentId = agentId;
    this.#sayConnection();
    this.#sayWhole();
  }

  #sayConnection(): void {
    const payload = { status: this.#connected ? 'up' : 'down' };
    this.#host.say({ topic: 'Connection', subtopic: 'SetConnectionStatus', payload, under: 'message' });
  }

  #sayWhole(): void {
    const { engine, say } = this.#host;
    const agent = this.#agent;
    if (!agent) return;
    this.#sayAgent(agent);
    this.#sayCalls(agent);
    this.#sayReasons(agent, 'LOGOUT');
    this.#sayReasons(agent, 'NOT_READY');
    say({ topic: 'Agent', subtopic: 'SetPhoneBook', payload: directoryPayload(engine, agent), under: 'message' });
    say({ topic: 'Agent', subtopic: 'SetWrapupCode', payload: wrapUpPayload(engine, agent), under: 'message' });
  }

  #sayAgent(agent: AgentView): void {
    const { engine, say } = this.#host;
    say({ topic: 'Agent', subtopic: 'SetAgentState', payload: agentPayload(agent, engine.world), under: 'message' });
  }

  #sayCalls(agent: AgentView): void {
    const { engine, say } = this.#host;
    const calls = engine.callsOf(agent.id).map((call) => this.#payloadOf(call, agent, false));
    say({ topic: 'Call', subtopic: 'CallsStateChange', payload: { source: 'api', calls }, under: 'data' });
  }

  #sayCall(fact: Extract<Fact, { type: 'call-added' | 'call-changed' | 'call-removed' }>): void {
    const { engine, quirks, say } = this.#host;
    const agent = engine.agent(fact.agentId);
    if (!agent) return;
    const campaign = fact.call.campaign !== null;
    say({
      topic: campaign ? 'OutboundCall' : 'InboundCall',
      // The one is printed so, the other inferred from the other channel's.
      subtopic: campaign ? 'OutBoundCallStateChange' : 'InboundCallStateChange',
      payload: this.#payloadOf(fact.call, agent, fact.type === 'call-removed'),
      under: quirks().callsInMessage ? 'message' : 'data',
    });
  }

  #payloadOf(call: CallView, agent: AgentView, left: boolean): object {
    return callPayload(call, agent, { left, also: this.#completesEarly(call, agent.id) ? ['transfer'] : [] });
  }

  #sayReasons(agent: AgentView, category: 'LOGOUT' | 'NOT_READY'): void {
    const { engine, say } = this.#host;
    const subtopic = category === 'LOGOUT' ? 'SetLogOutReasonCodes' : 'SetNotReadyReasonCodes';
    say({ topic: 'Agent', subtopic, payload: reasonsPayload(engine, agent, category), under: 'message' });
  }

  #refuse(refusal: Refusal, action?: string): void {
    const { engine, say } = this.#host;
    say({ topic: 'Error', subtopic: 'SetAPIError', payload: errorPayload(refusal, engine.world.platform, action), under: 'data' });
  }

  #newRequest(): string {
    return `${this.#options.page}${++this.#requests}`;
  }
}
