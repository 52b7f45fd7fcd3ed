import type { AgentView, Fact } from '../../engine/index.js';
import type { Channel, ChannelHost } from '../channel.js';
import { word, type Incoming } from '../messages.js';
import { askForStatus, find, setStatus } from './agent-requests.js';
import { AgentSpeech } from './agent-speech.js';
import { CallsByTopic } from './calls-by-topic.js';
import { CampaignCalls } from './campaign-calls.js';
import { agentList, askOutbound } from './campaign-requests.js';
import { Desk } from './desk.js';
import { stateNotFound } from './errors.js';
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
  readonly #speech: AgentSpeech;
  readonly #calls: CallsByTopic;
  readonly #inbound: InboundCalls;
  readonly #campaign: CampaignCalls;
  readonly #unsubscribe: () => void;
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

  constructor(host: ChannelHost, options: AmazonOptions) {
    const { softphones, agentId } = options;
    this.#host = host;
    this.#softphones = softphones;
    this.#desk = new Desk(host, { ...options, failed: (about) => this.#failed(about) });
    this.#speech = new AgentSpeech(host, softphones, agentId);
    this.#calls = new CallsByTopic(host.engine, agentId);
    this.#inbound = new InboundCalls(host);
    this.#campaign = new CampaignCalls(host);
    this.#unsubscribe = softphones.subscribe((whose) => {
      if (whose !== agentId) return;
      this.#speech.line();
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
        return this.#speech.session('StateSync', this.#agent);
      case 'inboundcall/statesync':
        return this.#say('InboundCall', 'StateSync', this.#inbound.snapshot(this.#calls.inbound));
      case 'agent/login':
        return this.#logIn();
      default:
        if (this.#agent) this.#askedByAgent(about, incoming, this.#agent);
        else this.#desk.fail(about, 'the agent is not logged in');
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

  #askedByAgent(about: string, incoming: Incoming, agent: AgentView): void {
    const { engine } = this.#host;
    const { agentId } = this.#desk;
    switch (about) {
      case 'agent/logout':
        return this.#logOut(about);
      case 'agent/getstates':
        return this.#say('Agent', 'GetStates', statusesOf(engine, agentId));
      case 'agent/getagentstate':
        return this.#speech.state(agent);
      // The sample of the page, and its table.
      case 'agent/updatestate':
      case 'agent/update':
        this.#stateNews = true;
        return askForStatus(this.#desk, { ...incoming, subtopic: 'UpdateState' }, (why) => this.#noStatus(why));
      case 'agent/setready':
      case 'agent/setnotready':
        return askForStatus(this.#desk, incoming, (why) => this.#noStatus(why));
      case 'agent/mute':
      case 'agent/unmute':
        return this.#mute(about);
      case 'outboundcall/getagentlist': {
        const list = agentList(this.#desk, this.#calls.outbound);
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

  #noStatus(why: string): void {
    this.#stateNews = false;
    this.#host.say(stateNotFound(why));
  }

  // What was waited for will not come.
  #failed(about: string): void {
    if (about === 'agent/login' || about === 'agent/logout') this.#awaited = undefined;
    if (about === 'agent/updatestate') this.#stateNews = false;
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
    const muted = this.#speech.isMuted;
    if (this.#awaited === 'login' && !out) this.#entered(agent);
    this.#hangUpFailed();
    this.#inbound.tell(out ? [] : this.#calls.inbound);
    this.#campaign.tell(out ? [] : this.#calls.outbound, this.#calls.dialled(agent));
    if (this.#awaited === 'logout' && out) {
      this.#awaited = undefined;
      this.#speech.session('LogoutSuccess', agent);
    } else if (this.#agentNews || muted !== this.#muted) {
      this.#speech.state(agent, !this.#agentNews);
      if (this.#stateNews) this.#speech.softphoneState(agent);
    }
    this.#speech.details(agent);
    if (this.#agentNews && this.#stateNews) this.#speech.line();
    if (this.#agentNews && agent.state === 'READY' && this.#worksCampaigns) this.#softphones.tether(agent.id);
    if (this.#agentNews) this.#stateNews = false;
    this.#muted = muted;
    this.#agentNews = false;
  }

  #entered(agent: AgentView): void {
    this.#awaited = undefined;
    this.#speech.session('LoginSuccess', agent);
    const status = this.#left && find(statusesOf(this.#host.engine, agent.id), toldStatus(this.#left).name);
    this.#left = undefined;
    if (status && status.type !== 'offline') setStatus(this.#desk, 'agent/login', status);
  }

  // A call that cannot be made does not go on as a busy tone, as it does on the phones below.
  #hangUpFailed(): void {
    const { calls } = this.#desk;
    for (const id of this.#hungUp) if (!calls.some(({ call }) => call.id === id)) this.#hungUp.delete(id);
    for (const mine of calls) {
      if (mine.own.state !== 'FAILED' || this.#hungUp.has(mine.call.id)) continue;
      this.#hungUp.add(mine.call.id);
      const topic = this.#calls.isCampaign(mine) ? 'outboundcall' : 'inboundcall';
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

  #topic(campaign: boolean): TopicDesk {
    return { desk: this.#desk, calls: campaign ? this.#calls.outbound : this.#calls.inbound, early: this.#host.quirks().earlyTransfer };
  }

  #say(topic: string, subtopic: string, payload: unknown): void {
    this.#host.say({ channel: 'Amazon', topic, subtopic, payload, under: 'message' });
  }

  #forget(): void {
    this.#inbound.forget();
    this.#campaign.forget();
    this.#calls.forget();
    this.#hungUp.clear();
    this.#awaited = undefined;
    this.#muted = false;
    this.#speech.forget();
  }
}

function requestOf({ topic, subtopic, source, data }: Incoming): object {
  return { channel: 'Amazon', topic, subtopic, source, data: { PhoneNumber: word(data, 'PhoneNumber') } };
}
