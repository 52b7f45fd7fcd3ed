import type { AgentView, Fact } from '../../engine/index.js';
import type { Channel, ChannelHost } from '../channel.js';
import { word, type Incoming } from '../messages.js';
import { agentDetails, agentInfo, agentRules, agentState, agentStateMessage } from './agent-payloads.js';
import { askForStatus, find, setStatus } from './agent-requests.js';
import { CampaignCalls } from './campaign-calls.js';
import { agentList, askOutbound } from './campaign-requests.js';
import { Desk } from './desk.js';
import type { OwnCall } from './directory.js';
import { errorOf, stateNotFound } from './errors.js';
import { InboundCalls } from './inbound-calls.js';
import { askInbound, inState, textOf, type TopicDesk } from './inbound-requests.js';
import type { Softphones } from './softphones.js';
import { statusesOf, toldStatus } from './statuses.js';

/** What the core is loaded with. */
export interface AmazonOptions {
  readonly softphones: Softphones;
  /** Whom it finds signed in to the browser. */
  readonly agentId: string;
  /** Begins the names of the page's requests. */
  readonly prefix: string;
  /** Whether what an agent asks for is carried out, or accepted and forgotten. */
  readonly mayCarryOut: (agentId: string) => boolean;
}

/**
 * The Amazon core of a Workspace: one agent, with the calls of Amazon Connect on `InboundCall` and those of the campaigns on `OutboundCall`.
 * It asks the engine and tells what is true there. What follows from one event is told together: the calls first, then the agent.
 */
export class AmazonChannel implements Channel {
  readonly #host: ChannelHost;
  readonly #softphones: Softphones;
  readonly #desk: Desk;
  readonly #inbound: InboundCalls;
  readonly #campaign: CampaignCalls;
  readonly #unsubscribe: () => void;
  /** Which calls are a campaign's, as it was when they came. */
  readonly #ofCampaign = new Map<string, boolean>();
  /** Calls that failed and are being hung up. */
  readonly #hungUp = new Set<string>();
  #waiting = false;
  #closed = false;
  /** A login or logout that has been asked for and is not done. */
  #awaited: 'login' | 'logout' | undefined;
  /** What the agent who logs in comes back to. */
  #left: AgentView | undefined;
  #agentNews = false;
  #stateNews = false;
  /** As told last. */
  #muted = false;
  #details = '';

  constructor(host: ChannelHost, options: AmazonOptions) {
    const { softphones, agentId } = options;
    this.#host = host;
    this.#softphones = softphones;
    this.#desk = new Desk(host, options);
    this.#inbound = new InboundCalls(host);
    this.#campaign = new CampaignCalls(host);
    this.#unsubscribe = softphones.subscribe((whose) => {
      if (whose !== agentId) return;
      this.#sayLine();
      this.#tellLater();
    });
  }

  /** Who is logged in. */
  get agentId(): string | undefined {
    return this.#agent === undefined ? undefined : this.#desk.agentId;
  }

  close(): void {
    this.#closed = true;
    this.#unsubscribe();
  }

  asked(incoming: Incoming): void {
    const about = `${incoming.topic}/${incoming.subtopic}`.toLowerCase();
    switch (about) {
      case 'app/statesync':
        return this.#say('App', 'StateSync', { initState: 'Loaded' });
      case 'agent/statesync':
        return this.#say('Agent', 'StateSync', this.#session());
      case 'inboundcall/statesync':
        return this.#say('InboundCall', 'StateSync', this.#inbound.snapshot(this.#callsOf(false)));
      case 'agent/login':
        return this.#logIn();
      default:
        if (this.#agent) this.#askedByAgent(about, incoming);
        else this.#fail(about, 'the agent is not logged in');
    }
  }

  heard(fact: Fact): void {
    const { agentId } = this.#desk;
    switch (fact.type) {
      case 'reset':
        return this.#forget();
      case 'agent':
        if (fact.agentId !== agentId) return;
        this.#agentNews = true;
        return this.#tellLater();
      case 'refused':
        if (fact.agentId === agentId && fact.cause) this.#desk.refused(fact.cause.requestId, fact.refusal);
        return;
      case 'call':
        // What a campaign dials is nobody's call until the customer answers; of muting the agent's platform is not told.
        if (fact.call.attemptId !== null || fact.call.parties.some((party) => party.agentId === agentId)) this.#tellLater();
        return;
      case 'call-added':
      case 'call-changed':
      case 'call-removed':
        if (fact.agentId === agentId) this.#tellLater();
        return;
      default:
      // Nothing of it is told on this channel.
    }
  }

  get #agent(): AgentView | undefined {
    const agent = this.#host.engine.agent(this.#desk.agentId);
    return agent?.state === 'LOGOUT' ? undefined : agent;
  }

  #askedByAgent(about: string, incoming: Incoming): void {
    const { engine } = this.#host;
    const { agentId } = this.#desk;
    switch (about) {
      case 'agent/logout':
        return this.#logOut(about);
      case 'agent/getstates':
        return this.#say('Agent', 'GetStates', statusesOf(engine, agentId));
      case 'agent/getagentstate':
        return this.#sayAgent();
      // The sample of the page, and its table.
      case 'agent/updatestate':
      case 'agent/update':
        this.#stateNews = true;
        return askForStatus(this.#desk, { ...incoming, subtopic: 'UpdateState' }, (why) => this.#host.say(stateNotFound(why)));
      case 'agent/setready':
      case 'agent/setnotready':
        return askForStatus(this.#desk, incoming, (why) => this.#host.say(stateNotFound(why)));
      case 'agent/mute':
      case 'agent/unmute':
        return this.#mute(about);
      case 'outboundcall/getagentlist': {
        const list = agentList(this.#desk, this.#callsOf(true));
        return list && this.#say('OutboundCall', 'SetAgentList', list);
      }
      case 'outboundcall/dropnailedcall':
        return this.#dropLine(about, incoming.data);
      case 'inboundcall/manualdialcall':
      case 'inboundcall/manualdialcopycontact':
        // Handed on to the softphone as it came (manual-dial-call).
        return this.#host.say({
          channel: 'UI',
          topic: 'InboundCall',
          subtopic: incoming.subtopic,
          payload: requestOf(incoming),
          under: 'message',
        });
      default:
        if (incoming.topic.toLowerCase() === 'inboundcall') {
          askInbound(this.#topic(false), incoming, (callId) => this.#inbound.refused(callId));
        } else if (incoming.topic.toLowerCase() === 'outboundcall') {
          askOutbound(this.#topic(true), incoming);
        }
    }
  }

  #logIn(): void {
    const { agentId } = this.#desk;
    const extension = this.#agent?.extension ?? this.#host.engine.worldAgent(agentId)?.extension ?? '';
    this.#awaited = 'login';
    // Who is there already, by another desktop, stays as they are.
    this.#left = this.#agent ? undefined : this.#softphones.leftAs(agentId);
    this.#desk.ask('agent/login', { type: 'sign-in', agentId, extension, alwaysWraps: true });
  }

  #logOut(about: string): void {
    const { agentId } = this.#desk;
    if (this.#desk.calls.length > 0) return this.#desk.fail(about, 'the agent has a contact');
    this.#awaited = 'logout';
    this.#desk.ask(about, { type: 'force-state', target: agentId, state: 'LOGOUT' });
  }

  #mute(about: string): void {
    const active = inState(this.#desk.calls, 'ACTIVE');
    if (active) this.#desk.do(about, active, about === 'agent/mute' ? 'mute' : 'unmute');
    else this.#desk.fail(about, 'there is no active call');
  }

  // With a status that there is, the agent goes there; else they are offline (drop-tethered-call).
  #dropLine(about: string, data: unknown): void {
    const { agentId } = this.#desk;
    if (!this.#softphones.untether(agentId)) return this.#desk.fail(about, 'there is no tethered call');
    const statuses = statusesOf(this.#host.engine, agentId);
    const wanted = textOf(data, 'ReasonCodeId');
    const status = statuses.find(({ code, type }) => type === 'not_routable' && code === wanted) ?? find(statuses, wanted);
    setStatus(this.#desk, about, status?.type === 'not_routable' ? status : statuses.at(-1));
  }

  // Told at the end of the moment, so that what follows from one cause is told together and in order.
  #tellLater(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    this.#host.engine.clock.after(0, () => {
      this.#waiting = false;
      if (!this.#closed) this.#tell();
    });
  }

  #tell(): void {
    const { engine } = this.#host;
    const agent = engine.agent(this.#desk.agentId);
    if (!agent) return;
    const out = agent.state === 'LOGOUT';
    const muted = this.#isMuted;
    if (this.#awaited === 'login' && !out) this.#entered(agent);
    this.#hangUpFailed();
    this.#inbound.tell(out ? [] : this.#callsOf(false));
    this.#campaign.tell(out ? [] : this.#callsOf(true), this.#dialled(agent));
    if (this.#awaited === 'logout' && out) {
      this.#awaited = undefined;
      this.#say('Agent', 'LogoutSuccess', sessionOf('LoggedOut', agent, false));
    } else if (this.#agentNews || muted !== this.#muted) {
      this.#sayAgent(!this.#agentNews);
      if (this.#stateNews) this.#sayCcp(agent);
    }
    this.#sayDetails(agent);
    if (this.#agentNews && this.#stateNews) this.#sayLine();
    if (this.#agentNews && agent.state === 'READY' && this.#worksCampaigns) this.#softphones.tether(agent.id);
    if (this.#agentNews) this.#stateNews = false;
    this.#muted = muted;
    this.#agentNews = false;
  }

  #entered(agent: AgentView): void {
    this.#awaited = undefined;
    this.#say('Agent', 'LoginSuccess', this.#session());
    const status = this.#left && find(statusesOf(this.#host.engine, agent.id), toldStatus(this.#left).name);
    this.#left = undefined;
    if (status && status.type !== 'offline') setStatus(this.#desk, 'agent/login', status);
  }

  // A call that cannot be made does not go on as a busy tone, as it does on the phones below.
  #hangUpFailed(): void {
    for (const mine of this.#desk.calls) {
      if (mine.own.state !== 'FAILED' || this.#hungUp.has(mine.call.id)) continue;
      this.#hungUp.add(mine.call.id);
      const topic = this.#isCampaign(mine) ? 'outboundcall' : 'inboundcall';
      this.#desk.fail(mine.call.originalId === null ? 'inboundcall/setmakecall' : `${topic}/consult`, mine.own.cause || 'no answer');
      const { agentId } = this.#desk;
      this.#host.engine.submit({ type: 'call-action', agentId, callId: mine.call.id, address: mine.own.address, action: 'drop' });
    }
  }

  /** Whether campaigns are worked by the agent, so that a line is kept open to them. */
  get #worksCampaigns(): boolean {
    const { engine } = this.#host;
    const queues = new Set(engine.queuesOf(this.#desk.agentId).map(({ id }) => id));
    return engine.world.campaigns.some(({ queue }) => queues.has(queue));
  }

  get #isMuted(): boolean {
    return this.#desk.calls.some(({ own }) => own.muted === true);
  }

  #topic(campaign: boolean): TopicDesk {
    return { desk: this.#desk, calls: this.#callsOf(campaign), early: this.#host.quirks().earlyTransfer };
  }

  #callsOf(campaign: boolean): readonly OwnCall[] {
    return this.#desk.calls.filter((mine) => this.#isCampaign(mine) === campaign);
  }

  // A consultation belongs to where the call belongs that it is about, also when that one is over.
  #isCampaign({ call }: OwnCall): boolean {
    const known = this.#ofCampaign.get(call.id);
    if (known !== undefined) return known || call.attemptId !== null;
    const original = call.originalId === null ? undefined : this.#host.engine.call(call.originalId);
    const campaign = call.attemptId !== null || (original?.attemptId ?? null) !== null;
    this.#ofCampaign.set(call.id, campaign);
    return campaign;
  }

  #dialled(agent: AgentView): ReturnType<ChannelHost['engine']['calls']> {
    if (agent.extension === null || !agent.state.startsWith('RESERVED_OUTBOUND')) return [];
    return this.#host.engine
      .calls()
      .filter(
        (call) =>
          call.attemptId !== null &&
          call.from === agent.extension &&
          call.state === 'ALERTING' &&
          !call.parties.some(({ kind }) => kind === 'agent'),
      );
  }

  #session(): object {
    const agent = this.#agent;
    if (!agent) return { loginState: 'LoggedOut', agentInfo: null, agentState: null, rules: '' };
    return sessionOf('LoggedIn', agent, this.#isMuted);
  }

  #sayAgent(muteOnly = false): void {
    const agent = this.#host.engine.agent(this.#desk.agentId);
    if (!agent) return;
    const onlyMute = muteOnly && this.#host.quirks().changedButtons;
    this.#say('Agent', 'SetAgentState', agentStateMessage(agent, this.#isMuted, onlyMute));
  }

  #sayCcp(agent: AgentView): void {
    const { name, type } = toldStatus(agent);
    this.#say('Agent', 'CcpAgentState', { name, type });
  }

  #sayDetails(agent: AgentView): void {
    const payload = agentDetails(agent, this.#softphones.line(agent.id));
    const text = JSON.stringify(payload);
    // Of somebody who has not come there is nothing to tell.
    if (text === this.#details || (this.#details === '' && agent.state === 'LOGOUT')) return;
    this.#details = text;
    this.#say('OutboundCall', 'SetAgentDetails', payload);
  }

  #sayLine(): void {
    const line = this.#softphones.line(this.#desk.agentId);
    if (line) this.#say('OutboundCall', 'SetNailupDetails', { callStatus: line.status, uuid: line.uuid });
  }

  #fail(about: string, why: string): void {
    const error = errorOf(about, why);
    if (error) this.#host.say(error);
  }

  #say(topic: string, subtopic: string, payload: unknown): void {
    this.#host.say({ channel: 'Amazon', topic, subtopic, payload, under: 'message' });
  }

  #forget(): void {
    this.#inbound.forget();
    this.#campaign.forget();
    this.#ofCampaign.clear();
    this.#hungUp.clear();
    this.#awaited = undefined;
    this.#muted = false;
    this.#details = '';
  }
}

function sessionOf(loginState: string, agent: AgentView, muted: boolean): object {
  return { loginState, agentInfo: agentInfo(agent, muted), agentState: agentState(agent), rules: agentRules(agent, muted) };
}

function requestOf({ topic, subtopic, source, data }: Incoming): object {
  return { channel: 'Amazon', topic, subtopic, source, data: { PhoneNumber: word(data, 'PhoneNumber') } };
}
