import { DesktopError, type AgentPicture, type Command, type DialogAction, type Query, type Seen } from '@cordboard/core';
import type { BusMessage } from '../bus/message.js';
import { messageFor, type Operation } from '../catalogue/operation.js';
import type { Line, Speaker } from '../port/line.js';
import { agentOf, isEnabled, merged, type AgentNews } from './agent.js';
import { Alarm } from './alarm.js';
import { Colleagues } from './colleagues.js';
import { Dialogs } from './dialogs.js';
import { Entry } from './entry.js';
import { errorIn } from './errors.js';
import { hear, type Hearer, type WorkspaceNews } from './hearing.js';
import { consultAgentsIn, contactsOf, reasonsOf, statusesIn, type AgentStatus } from './lists.js';
import type { AmazonLimits, AmazonOptions } from './options.js';
import { errorsOf, requestFor, type Request, type RequestFacts } from './requests.js';
import { rowsWith, type AmazonRows } from './rows.js';
import { shows } from './shown.js';
import { bare } from './words.js';
import { isFree, type AmazonWorkspace, type CampaignStatus } from './workspace.js';

/** Between two questions whether the platform is back. */
const AGAIN_MS = 1_000;

/** What an Amazon speaker is made with, beside its line. */
export interface AmazonSpeakerOptions extends Pick<AmazonOptions, 'buttons' | 'contact' | 'subtopics'> {
  readonly limits: AmazonLimits;
  /** Takes what the channel tells beside the agent and the calls. */
  readonly tell: (workspace: AmazonWorkspace) => void;
}

/** How a question is settled: by its own answer, by what is shown, or by both. */
export interface Settling {
  readonly shown?: () => boolean;
  readonly answered?: boolean;
  /** The call it is about. */
  readonly call?: string;
}

/** The channel `Amazon` in one session. */
export class AmazonSpeaker implements Speaker {
  readonly errorIn = errorIn;
  readonly rows: AmazonRows;
  /** Whom the agent can consult. */
  readonly colleagues: Colleagues;
  readonly #line: Line;
  readonly #options: AmazonSpeakerOptions;
  readonly #dialogs: Dialogs;
  readonly #again: Alarm;
  readonly #entry: Entry;
  readonly #hearer: Hearer = {
    leg: (leg) => this.#dialogs.put(leg),
    routed: (legs) => {
      this.#dialogs.putRouted(legs);
      this.#entry.callsCame();
    },
    agent: (news) => this.#takeAgent(news),
    status: (news) => this.#takeStatus(news),
    campaign: (campaign) => this.#takeCampaign(campaign),
    workspace: (news) => this.#tell(news),
    ignored: (what) => this.#line.emit({ type: 'ignored', what }),
  };
  #agent: AgentNews = {};
  #workspace: AmazonWorkspace = {};
  /** A campaign's contact that the agent has asked to be done with. */
  #leaving: string | undefined;

  constructor(line: Line, options: AmazonSpeakerOptions) {
    this.#line = line;
    this.#options = options;
    this.rows = rowsWith(options.subtopics);
    this.colleagues = new Colleagues((signal) =>
      line.read(this.rows.outbound.consultAgents, ({ payload }) => consultAgentsIn(payload), signal),
    );
    this.#again = new Alarm(line.runtime);
    this.#entry = new Entry(line.runtime, line.limits.wholeMs, () => this.#goLive());
    this.#dialogs = new Dialogs({
      runtime: line.runtime,
      afterCallMs: options.limits.afterCallMs,
      buttons: new Map(Object.entries(options.buttons ?? {}).map(([name, action]) => [bare(name), action])),
      contact: options.contact ?? {},
      agent: () => ({ ...this.#muting, own: this.#agent.extension ?? this.#agent.loginName ?? this.#agent.uuid ?? '' }),
      emit: (event) => line.emit(event),
    });
  }

  get appName(): string {
    return this.#line.appName;
  }

  get workspace(): AmazonWorkspace {
    return this.#workspace;
  }

  /** The status of the softphone, by name. */
  get status(): string | undefined {
    return this.#agent.status;
  }

  get occupied(): boolean {
    return this.#entry.waiting;
  }

  opened(): void {
    this.#again.clear();
    this.#lookAnew();
  }

  // Nobody says when it is back, so it is asked until it answers.
  disconnected(): void {
    if (this.#entry.live) this.#line.say({ state: 'connecting', why: 'socket-lost' });
    this.#again.set(AGAIN_MS, () => this.disconnected());
    this.#lookAnew();
  }

  closed(): void {
    this.#again.clear();
    this.#entry.leave();
    this.#dialogs.stop();
    this.#options.tell({});
  }

  take(message: BusMessage): void {
    hear(message, this.#hearer);
  }

  async send(command: Command, signal: AbortSignal): Promise<void> {
    const isCampaigns = 'dialogId' in command && this.#dialogs.get(command.dialogId)?.party.topic === 'OutboundCall';
    if (command.type === 'consult' && isCampaigns) await this.colleagues.lookUp(command.to, signal);
    const request = requestFor(command, this.facts);
    if (command.type === 'send-dtmf') {
      return this.#line.askInQuiet(questionOf(request.operation, command.dialogId), request.messages, signal);
    }
    const isLeaving = command.type === 'dialog-action' && (command.action === 'reject' || command.action === 'mark-done');
    if (isCampaigns && isLeaving) this.#leaving = command.dialogId;
    if (command.type === 'consult') this.#dialogs.consults(this.colleagues.find(command.to)?.name ?? command.to);
    try {
      await this.ask(request, this.settling(command), signal);
    } catch (error) {
      if (command.type === 'consult') this.#dialogs.consults(undefined);
      throw error;
    } finally {
      if (isLeaving) this.#leaving = undefined;
    }
  }

  async query(query: Query, signal: AbortSignal): Promise<unknown> {
    switch (query.type) {
      case 'agent':
        await this.#line.read(this.rows.agent.agentSync, () => undefined, signal);
        if (!this.#seen) throw new DesktopError('protocol', 'An agent without a name');
        return this.#seen;
      case 'dialog':
        if (this.#dialogs.get(query.dialogId)?.party.topic === 'OutboundCall') {
          throw new DesktopError('not-supported', 'The bus has no read for a campaign’s call');
        }
        await this.#line.read(this.rows.inbound.calls, () => undefined, signal);
        return this.#dialogs.pictures.find(({ picture }) => picture.id === query.dialogId);
      case 'dialogs':
        await this.#line.read(this.rows.inbound.calls, () => undefined, signal);
        return this.#dialogs.pictures;
      case 'reason-codes':
        // No page has a reason for signing out.
        return query.category === 'not-ready' ? reasonsOf(await this.statuses(signal)) : [];
      case 'contacts':
        return contactsOf(await this.colleagues.list(signal));
      default:
        throw new DesktopError('not-supported', `The bus has no read for ${query.type}`);
    }
  }

  statuses(signal: AbortSignal): Promise<readonly AgentStatus[]> {
    return this.#line.read(this.rows.agent.states, ({ payload }) => statusesIn(payload), signal);
  }

  /** What a request is made from now. */
  get facts(): RequestFacts {
    return {
      source: this.appName,
      rows: this.rows,
      call: (id) => this.#dialogs.get(id),
      colleague: (to) => this.colleagues.find(to),
      consulted: this.#dialogs.consulted,
    };
  }

  /** How a command is settled, as the desk is when it is asked. */
  settling(command: Command): Settling {
    const before = this.#dialogs.ids;
    return {
      // Only these two have an answer that nothing else brings.
      answered: command.type === 'sign-in' || command.type === 'sign-out',
      shown: () => shows(command, { agent: this.#seen?.picture, dialogs: this.#dialogs.pictures.map(({ picture }) => picture) }, before),
      ...('dialogId' in command ? { call: command.dialogId } : {}),
    };
  }

  /** Publishes the request and waits until it is settled, or an error comes that its page lists. */
  async ask({ operation, messages }: Request, { shown, answered, call }: Settling, signal: AbortSignal): Promise<void> {
    const { channel, topic, answer } = operation;
    const ask = {
      ...questionOf(operation, call),
      ...(answered && answer && { answer: { channel, topic: answer.topic ?? topic, subtopic: answer.subtopic } }),
      ...(shown && { shown: () => shown() || undefined }),
    };
    await this.#line.ask(ask, messages, signal);
  }

  get #seen(): Seen<AgentPicture> | undefined {
    return agentOf(this.#agent, this.#workspace.campaign?.state);
  }

  get #muting(): { readonly muted?: boolean; readonly muting: readonly DialogAction[] } {
    const muting = (['mute', 'unmute'] as const).filter((button) => isEnabled(this.#agent, button));
    const { muted } = this.#agent;
    return { muting, ...(muted === undefined ? {} : { muted }) };
  }

  // A status is told of somebody who is signed in; but the one that signing out sets is no way back.
  #takeStatus(news: AgentNews): void {
    if (this.#agent.signedIn !== false || bare(news.type) !== 'offline') this.#takeAgent({ ...news, signedIn: true });
  }

  #takeAgent(news: AgentNews): void {
    const { signedIn: wasIn, loginName, uuid } = this.#agent;
    this.#agent = merged(this.#agent, news);
    const seen = this.#seen;
    if (this.#agent.signedIn === false) {
      this.#dialogs.clear();
      this.#dialogs.pause();
      if (seen && this.#entry.live) this.#line.emit({ type: 'agent', ...seen });
      this.#agent = { signedIn: false, ...(loginName === undefined ? {} : { loginName }), ...(uuid === undefined ? {} : { uuid }) };
      this.#entry.leave();
      this.#again.clear();
      return this.#line.say({ state: 'sign-in-needed', ...(wasIn ? { why: 'signed-out' } : {}) });
    }
    if (!seen || this.#agent.signedIn === undefined) return this.#line.emit({ type: 'ignored', what: 'an agent without a name' });
    const { live } = this.#entry;
    if (live) this.#line.emit({ type: 'agent', ...seen });
    // The status after a wrap-up is all that some sites say of its end.
    if (this.#leaving !== undefined && seen.picture.state !== 'work-ready' && seen.picture.state !== 'talking') {
      this.#dialogs.endCampaign(undefined);
    }
    if (live) this.#dialogs.report();
    this.#entry.agentCame();
  }

  #takeCampaign(campaign: CampaignStatus): void {
    this.#tell({ campaign });
    if (this.#seen && this.#entry.live) this.#line.emit({ type: 'agent', ...this.#seen });
    if (isFree(campaign)) this.#dialogs.endCampaign(this.#leaving);
  }

  // The desktop is shown as a whole, then as live.
  #goLive(): void {
    this.#again.clear();
    const readAt = this.#line.runtime.monotonic();
    const dialogs = this.#dialogs.begin();
    this.#line.emit({ type: 'snapshot', readAt, dialogs, ...(this.#seen && { agent: this.#seen }) });
    this.#line.say({ state: 'up' });
  }

  // Asks for the three of a reload, in the order of the pages. A campaign's calls cannot be asked for.
  #lookAnew(): void {
    this.#entry.restart();
    this.#dialogs.pause();
    const { agent, inbound } = this.rows;
    const messages = [agent.coreState, agent.agentSync, inbound.calls].map((each) => messageFor(each, undefined, this.appName));
    if (this.#line.isOpen) this.#line.publish(...messages);
  }

  #tell(news: WorkspaceNews): void {
    const told = Object.fromEntries(Object.entries(news).filter(([, value]) => value !== undefined));
    this.#workspace = { ...this.#workspace, ...told };
    this.#options.tell(this.#workspace);
  }
}

// No answer tells which question it answers, so the same one is not asked twice.
function questionOf(operation: Operation, call: string | undefined): { readonly key: string; readonly errors?: readonly string[] } {
  const { channel, topic, subtopic } = operation;
  const errors = errorsOf(operation);
  return { key: `${channel}/${topic}/${subtopic} ${call ?? ''}`, ...(errors && { errors }) };
}
